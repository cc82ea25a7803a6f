"""Rolls of names under a heading that says who they are."""

from __future__ import annotations

import pytest
from relations_support import marked

from kg.relations.rolls import rolls

ACADEMY = "[Org:中央研究院|institute]"
FELLOW = "[Role:院士|member]"
LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"


def said(text: str) -> list[tuple[str, str, str, str]]:
    article, mentions = marked(text)
    found = rolls(article, mentions)
    return [
        (p.subject.name, p.predicate, p.object.name if p.object else "", p.qualifiers.get("role", "")) for p in found
    ]


def test_members_of_a_society_named_before():
    text = f"{ACADEMY}公布了结果。\n新科{FELLOW}名单：\n数理组：{LIN}、{SU}（女）\n工程组：{ZHOU}\n会后合影。\n{LIN}"
    assert said(text) == [
        ("林知远", "member_of", "中央研究院", "院士"),
        ("苏明哲", "member_of", "中央研究院", "院士"),
        ("周若彤", "member_of", "中央研究院", "院士"),
    ]


def test_a_role_of_its_own_in_a_lines_label():
    text = f"{ACADEMY}公布了结果。\n新科{FELLOW}名单：\n[Role:名誉院士|member]：{LIN}"
    assert said(text) == [("林知远", "member_of", "中央研究院", "名誉院士")]


def test_winners_of_an_award():
    text = f"[Award:图灵奖]获奖者如下：\n{LIN}（[Org:清华大学|university]）\n{SU}"
    assert said(text) == [("林知远", "received", "图灵奖", ""), ("苏明哲", "received", "图灵奖", "")]


@pytest.mark.parametrize(
    "text",
    [
        f"{ACADEMY}公布了结果。\n研发院{FELLOW}名单：\n{LIN}",  # of something that no mention names
        f"{ACADEMY}公布了结果。\n新科{FELLOW}名单：\n{LIN}后来去了很远的地方工作。",
        f"来宾名单：\n{LIN}、{SU}",
        f"[Award:图灵奖]很有名。\n{LIN}、{SU}",
    ],
)
def test_what_is_no_roll(text):
    assert said(text) == []
