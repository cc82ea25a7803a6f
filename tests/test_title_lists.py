"""Lists of titles, and of those who hold them: what cannot be read hinders nothing, later titles part the names."""

from __future__ import annotations

import pytest
from relations_support import facts

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, LU = "[Org:墨潭科技|company]", "[Org:蓝鹭科技|company]"
QING, DONG = "[Org:青澜大学|university]", "[Org:东湖大学|university]"


def jobs(text: str) -> set[tuple[str, str]]:
    return {(s, o) for s, _, o in facts(text, "works_at")}


def test_a_first_item_that_cannot_be_read_is_left_out() -> None:
    text = f"{LIN}现为选举委员会界别议员、{QING}[Role:教授]。"
    assert jobs(text) == {("林知远", "青澜大学")}


def test_words_that_only_look_like_prepositions_stand_in_titles() -> None:
    assert jobs(f"{LIN}是{MO}对话方向[Role:负责人]。") == {("林知远", "墨潭科技")}


@pytest.mark.parametrize("verb", ["相继离职", "先后离职"])
def test_a_title_is_shared_by_those_of_a_list(verb: str) -> None:
    assert {p for p, _ in jobs(f"{MO}[Role:项目负责人]{LIN}、{SU}{verb}。")} == {"林知远", "苏明哲"}


def test_later_titles_belong_to_later_names() -> None:
    text = f"{QING}[Role:教授]{LIN}、{SU}及{MO}[Role:科学家]{ZHOU}出席。"
    found = jobs(text)
    assert ("周若彤", "墨潭科技") in found
    assert ("周若彤", "青澜大学") not in found
    assert ("苏明哲", "墨潭科技") not in found


def test_fellows_of_a_university_are_no_academicians_of_it() -> None:
    assert ("林知远", "青澜大学") not in {(s, o) for s, _, o in facts(f"{LIN}是{QING}院士。", "won")}
