"""Organisations: known and unknown ones, units and parents, brands, weak forms, what names nobody."""

from itertools import pairwise
from pathlib import Path

import pytest

from bench.ner import read
from kg.mentions.orgs import find_orgs

HELD_OUT = Path(__file__).parent / "names" / "heldout.txt"


def texts(text: str) -> list[str]:
    return [m.text for m in find_orgs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("顾念慈是澄微视觉的首席科学家。", ["澄微视觉"]),
        ("他开了家叫“天府智算”的公司。", ["天府智算"]),
        ("那家公司叫暖象科技。", ["暖象科技"]),
        ("她和前同事合组“禾绪数据”。", ["禾绪数据"]),
        ("骏途智驾否认首席架构师离职。", ["骏途智驾"]),
        ("她是具身智能企业LarkScience的联合创始人。", ["LarkScience"]),
        ("如今的Figtree Robotics执行长很忙。", ["Figtree Robotics"]),
        ("它是联席CEO兼灵魂人物。", []),
        ("陈明远高中时拿下金牌，陈明远很忙。", []),
        ("他就读于华东云岭大学，后加入英伟达。", ["华东云岭大学", "英伟达"]),
        ("字节跳动、百度和阿里巴巴都在招聘。", ["字节跳动", "百度", "阿里巴巴"]),
        ("他放弃offer，加入Zephyria，随后创办Lumenworks。", ["Zephyria", "Lumenworks"]),
        ("她在Safe Horizon Lab做研究。", ["Safe Horizon Lab"]),
        ("现为香港中文大学（深圳）助理教授。", ["香港中文大学（深圳）"]),
        ("小米的团队正在招聘，小米科技总部在北京。", ["小米", "小米科技"]),
        ("食堂供应小米粥，理想总是要有的。", []),
        ("这家公司是一家中国公司，研究团队来自顶尖大学。", []),
        ("人工智能公司和科技公司都在招人。", []),
        ("福特山脉风景优美，阿里·哈恩是教练。", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "parents", "kind"),
    [
        ("她毕业于北大计算机学院。", "北京大学计算机学院", ("北京大学",), "school"),
        (
            "他在北京大学计算机学院软件研究所读博。",
            "北京大学计算机学院软件研究所",
            ("北京大学计算机学院", "北京大学"),
            "institute",
        ),
        (
            "来自清华大学交互式人工智能（CoAI）课题组的工作。",
            "清华大学交互式人工智能（CoAI）课题组",
            ("清华大学",),
            "team",
        ),
        ("他负责DeepSeek后训练团队。", "DeepSeek后训练团队", ("DeepSeek",), "team"),
        ("他加入了Meta公司。", "Meta", (), "company"),
        ("输送到DeepSeek团队的人才。", "DeepSeek", (), "company"),
    ],
)
def test_structure(text: str, name: str, parents: tuple[str, ...], kind: str) -> None:
    [mention] = find_orgs(text)
    assert (mention.name, mention.parents, mention.kind) == (name, parents, kind)


def test_second_name_counts_in_the_whole_article() -> None:
    text = "极目探微（Jimu Insight）成立于2021年。如今，Jimu Insight有员工百人。他加入极目探微已有三年。"
    found = [(m.text, m.name) for m in find_orgs("他创办了" + text)]
    assert ("Jimu Insight", "极目探微") in found
    assert sum(t == "Jimu Insight" for t, _ in found) == 2


def test_a_brand_that_is_an_everyday_word_needs_a_neighbour() -> None:
    text = "她创办了微澜机器人。他离开微澜。微澜CEO说，湖面泛起微澜。"
    assert [(m.text, m.name) for m in find_orgs(text)] == [
        ("微澜机器人", "微澜机器人"),
        ("微澜", "微澜机器人"),
        ("微澜", "微澜机器人"),
    ]


def test_an_era_is_no_part_of_a_name() -> None:
    assert texts("叶启铭于民国七十九年取得学位。") == []


def test_ambiguous_form_by_the_article() -> None:
    by_text = {m.text: m.name for m in find_orgs("她毕业于香港中文大学，导师是中大教授。")}
    assert by_text["中大"] == "香港中文大学"


def test_mentions_are_ordered_and_do_not_overlap() -> None:
    text = "清华大学计算机系与微软亚洲研究院、腾讯AI Lab合作，清华大学主导。"
    found = find_orgs(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_held_out_sentences_keep_their_level() -> None:
    right = found = gold = 0
    for text, marked in read(HELD_OUT):
        expected = {(s, e) for s, e, label in marked if label == "ORG"}
        got = {(m.start, m.end) for m in find_orgs(text)}
        right, found, gold = right + len(expected & got), found + len(got), gold + len(expected)
    assert 2 * right / (found + gold) > 0.85
