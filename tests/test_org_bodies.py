"""Organisations that no list holds, by what their names begin with and end in; and what is none."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.text import Source


def orgs(text: str) -> list[str]:
    return [m.text for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远现任中国蜂蜜学会理事。", ["中国蜂蜜学会"]),
        ("林知远当选瑞典海洋科学院院士。", ["瑞典海洋科学院"]),
        ("林知远担任IEEE湿地监测学会副主席。", ["IEEE湿地监测学会"]),
        ("林知远是ACM梯田计算特别兴趣组成员。", ["ACM梯田计算特别兴趣组"]),
        ("中国的学者成立了自己的协会。", []),
        ("国家发布了学会的名单，全国高校和学会都来了。", []),
    ],
)
def test_bodies_of_nations_and_societies(text: str, found: list[str]) -> None:
    assert orgs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远现任山东省海藻工程研究院研究员。", ["山东省海藻工程研究院"]),
        ("林知远在台湾竹编研究中心工作。", ["台湾竹编研究中心"]),
        ("林知远现任海藻光谱研究中心研究员。", ["海藻光谱研究中心"]),
        ("林知远是海藻结构演化国家重点实验室主任。", ["海藻结构演化国家重点实验室"]),
        ("林知远在北京担任研究员。", []),
    ],
)
def test_houses_named_by_their_place_or_in_full(text: str, found: list[str]) -> None:
    assert orgs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("腾讯收购了星澜科技。", ["腾讯", "星澜科技"]),
        ("林知远长期从事语音识别、信息检索方面的研究。", []),
        ("林知远加入了苏明老师的实验室。", []),
        ("情感机器人“小墨”上线。", []),
        ("他推动语言科技所作出的贡献很大。", []),
    ],
)
def test_firms_whole_and_what_is_none(text: str, found: list[str]) -> None:
    assert orgs(text) == found


def test_a_scholar_with_a_post_has_a_post() -> None:
    awards = [m.text for m in recognise(normalise(Source("x.txt", "林知远是泰山学者特聘教授，入选泰山学者。"))[0])]
    assert awards.count("泰山学者") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远入选两湖英才。", ["两湖英才"]),
        ("林知远入选海藻学者，十分高兴。", ["海藻学者"]),
        ("林知远被评为优秀学者。", []),
        ("林知远入选知名学者名单。", []),
    ],
)
def test_schemes_named_in_short(text: str, found: list[str]) -> None:
    assert [m.text for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Award"] == found
