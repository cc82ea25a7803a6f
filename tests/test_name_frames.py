"""Names of persons and organisations by what stands around them, as whole articles are read."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.text import Source


def named(text: str, type_: str) -> list[str]:
    found, _ = extract(Source("x.txt", text))
    return [m.text for m in found.mentions if m.type == type_]


def facts(text: str, predicate: str) -> list[tuple[str, str]]:
    found, _ = extract(Source("x.txt", text))
    return [(s.subject.name, s.object.name) for s in found.statements if s.predicate == predicate]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苏冉冉新创办的公司完成融资。", ["苏冉冉"]),
        ("赵宁宁新加入了墨潭科技。", ["赵宁宁"]),
        ("林知远大学时加入墨潭科技。", ["林知远"]),
        ("林知远大学期间在百度实习。", ["林知远"]),
        ("他与合作伙伴苏然联合创立墨潭科技。", ["苏然"]),
        ("牟海团队发布了新成果。", ["牟海"]),
        ("论文由钟晓等人完成。", ["钟晓"]),
        ("据悉，钟晓已于上月离职。", ["钟晓"]),
        ("在左宁看来，大模型仍有空间。", ["左宁"]),
        ("在高层看来，大模型仍有空间。", []),
        ("王安排，博士毕业于浙江大学。", ["王安排"]),
        ("曾任职，现任浙江大学教授。", []),
        ("他在Nat Lore、Cell Tide、Mol Drift等期刊发表论文。", []),
        ("由Abe Coleman（CMU）和Dora Linwood联合指导。", ["Abe Coleman", "Dora Linwood"]),
        ("这场抢人之战持续了一年。", []),
        ("但正是这支小组做出了模型。", []),
    ],
)
def test_what_stands_beside_a_person(text, expected):
    assert named(text, "Person") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他任青澜大学语音交互与群体协作研究组组长。", ["青澜大学语音交互与群体协作研究组"]),
        ("她在华盛顿大学（UW）土木工程系任教。", ["华盛顿大学（UW）土木工程系"]),
        ("她任竹木材料教育部重点实验室主任。", ["竹木材料教育部重点实验室"]),
        ("现任海洋通信海南省重点实验室副主任。", ["海洋通信海南省重点实验室"]),
        ("他毕业于清华微电子所。", ["清华微电子所"]),
        ("聘请清大电机系副教授林知远担任顾问。", ["清大电机系"]),
        ("他入读澳大利亚海事学院。", ["澳大利亚海事学院"]),
        ("他曾任墨潭科技副总裁。", ["墨潭科技"]),
        ("前墨潭科技工程师林知远创业了。", ["墨潭科技"]),
        ("谷歌七大团队都在招人。", ["谷歌"]),
        ("他加入了谷歌核心研发团队。", ["谷歌"]),
        ("该项目由数据收集和处理团队负责，属于墨潭科技。", ["墨潭科技"]),
        ("Norvexa今年3月成立，地方不大。", ["Norvexa"]),
        ("该公司名为Norvexa，已完成融资。", ["Norvexa"]),
        ("他过去在百度、Norvexa等企业工作。", ["百度", "Norvexa"]),
        ("他用过Foobaria、Bazlib等框架。", []),
        ("他加入墨潭（深圳）机器人技术有限公司。", ["墨潭（深圳）机器人技术有限公司"]),
        ("她是Kimi团队的负责人。", ["Kimi团队"]),
        ("池鱼带队研发了该模型。", []),
    ],
)
def test_what_an_organisation_is_made_of(text, expected):
    assert named(text, "Org") == expected


def test_a_firm_that_heads_a_section_is_what_its_posts_are_of():
    text = "1、RealBI\n\n创始人：林知远、苏明哲\n\nCTO林知远：清华大学博士。"
    assert facts(text, "founded") == [("林知远", "RealBI"), ("苏明哲", "RealBI")]
    assert facts(text, "works_at") == [("林知远", "RealBI")]


def test_a_region_in_a_name_says_that_nobody_holds_the_house():
    text = "林知远现任海南省椰子研究中心主任，海南省海洋通信研究中心副主任。"
    assert facts(text, "part_of") == []
    assert facts(text, "works_at") == [("林知远", "海南省海洋通信研究中心")]


def test_a_house_named_in_a_closed_bracket_holds_nothing_after_it():
    text = "墨潭科技很大。语音合成团队由林知远（原百度搜索负责人）领导，图像检索团队由苏明哲负责。"
    assert ("苏明哲", "百度图像检索团队") not in facts(text, "leads")


CHAIN = "苏明哲来自浙江。"


@pytest.mark.parametrize(
    "text",
    [
        "毕业于清华大学、曾任百度工程师的林知远昨日离职。",
        "毕业于清华大学、曾任百度工程师，现为墨潭科技CEO的林知远，昨日离职。",
        "毕业于清华大学，后来创办墨潭科技的林知远昨日现身。",
    ],
)
def test_a_chain_of_clauses_is_said_of_the_person_behind_it(text):
    assert facts(CHAIN + text, "studied_at") == [("林知远", "清华大学")]


@pytest.mark.parametrize(
    "text",
    [
        "毕业于清华大学，与负责算法的林知远共事，后来离职。",
        "毕业于清华大学，在那里认识了创办百度的林知远。",
        "毕业于清华大学，团队的林知远很欣赏他。",
        "毕业于清华大学，师从著名的林知远教授，后留校。",
        "毕业于清华大学，和他一同创业的林知远任CTO。",
    ],
)
def test_who_is_met_behind_a_chain_is_not_described_by_it(text):
    assert ("林知远", "清华大学") not in facts(CHAIN + text, "studied_at")
    assert ("苏明哲", "清华大学") in facts(CHAIN + text, "studied_at")


def test_who_joins_with_others_founds_as_well():
    found = facts("林知远联合苏明哲、周若彤创办了墨潭科技。", "founded")
    assert sorted(s for s, _ in found) == ["周若彤", "林知远", "苏明哲"]
