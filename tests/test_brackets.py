"""Brackets that stay in their line and those that are said of the mention before them."""

from __future__ import annotations

import pytest
from relations_support import facts

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, LU = "[Org:墨潭科技|company]", "[Org:蓝鹭科技|company]"
QING, DONG = "[Org:青澜大学|university]", "[Org:东湖大学|university]"


def test_a_list_in_brackets_says_which_are_counted() -> None:
    found = facts(f"{LIN}先后加入两家公司（{MO}、{LU}）。", "works_at")
    assert found == [("林知远", "works_at", "墨潭科技"), ("林知远", "works_at", "蓝鹭科技")]


def test_a_list_in_brackets_behind_a_mention_is_said_of_it() -> None:
    assert ("林知远", "works_at", "蓝鹭科技") not in facts(f"{LIN}加入{MO}（{LU}、{DONG}参股）。", "works_at")


def test_what_stands_before_the_name_describes_it() -> None:
    assert facts(f"（{MO}[Role:CEO]）{LIN}出席。", "works_at") == [("林知远", "works_at", "墨潭科技")]


@pytest.mark.parametrize("day", ["周一晚上（[Date:2日||2024-05-02]）", "上周三（[Date:2024年5月8日||2024-05-08]）"])
def test_the_date_of_a_weekday_does_not_part_the_line(day: str) -> None:
    assert facts(f"{day}，{LIN}加入{MO}。", "works_at") == [("林知远", "works_at", "墨潭科技")]
