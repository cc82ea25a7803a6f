"""Cards: lines whose layout says that they begin with a person's name."""

from __future__ import annotations

import pytest

from kg.mentions.cards import find_cards, find_openings
from kg.schema import Block, Mention


def cards(text: str, *orgs: str) -> list[str]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    held = [Mention(text.index(o), text.index(o) + len(o), "Org", o, o, "company", by="hand") for o in orgs]
    found = find_cards(text, blocks, held)
    assert all(text[c.start : c.end] == c.text for c in found)
    return [c.name for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "林知远 首席科学家",
        "林知远\t教授",
        "林知远：教授",
        "林知远，男，1980年生",
        "- 林知远 研究员",
        "1. 林知远｜教授",
        "嘉宾：林知远",
        "报告人：林知远（墨潭科技）",
    ],
)
def test_a_line_of_a_card_begins_with_a_name(text):
    assert cards(text) == ["林知远"]


def test_latin_and_dotted_names():
    assert cards("Mira Holt\t教授") == ["Mira Holt"]
    assert cards("米拉·霍尔特 教授") == ["米拉·霍尔特"]


def test_an_organisation_after_the_comma_is_as_good_as_a_role():
    assert cards("林知远，墨潭科技研究员", "墨潭科技") == ["林知远"]


@pytest.mark.parametrize(
    "text",
    [
        "团队介绍",
        "研究方向：自然语言处理",
        "林知远 今天去了学校并且很高兴地见到了许多老朋友",
        "林知远",
        "时间：下午三点",
        "主要内容 教授治学方法与研究经验分享给所有参加活动的同学们和老师们听讲",
    ],
)
def test_other_lines_are_no_cards(text):
    assert cards(text) == []


def test_an_adverb_after_a_short_name_is_no_part_of_it() -> None:
    text = "楼澈还是深海科技的董事。楼澈来自北京，楼澈很忙。"
    assert {m.text for m in find_openings(text)} == {"楼澈"}


def test_a_name_with_a_dot_ends_before_the_verb_of_its_sentence():
    assert cards("奥托·林，教授") == []
    assert cards("奥托·林\t教授") == ["奥托·林"]
    assert cards("奥托·林出生于南岛，东湖大学", "东湖大学") == []


def test_an_adverb_before_a_verb_is_no_surname():
    assert cards("曾任职：东湖大学", "东湖大学") == []
