"""Organisations by how they are written, units in quotation marks, and who holds a unit that is named alone."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.schema import Mention
from kg.text import Source


def found(text: str) -> list[Mention]:
    return [m for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"]


def names(text: str) -> list[str]:
    return [m.name for m in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林知远2003年毕业于合肥45中，后来出国。", ["合肥45中"]),
        ("周若彤2001年考入南昌十中。", ["南昌十中"]),
        ("苏明哲在北京三中全会之后说了话。", []),
        ("林知远是St. Anne大学的教授。", ["St. Anne大学"]),
        ("苏伯安担任过江城县农会会长。", ["江城县农会"]),
        ("林知远任福建省侨联主席。", ["福建省侨联"]),
        ("林知远担任遴选委员会主席。", ["遴选委员会"]),
        ("林知远任清华大学—商汤联合研究中心主任。", ["清华大学—商汤联合研究中心"]),
        ("林知远任清华大学与商汤联合研究中心主任。", ["清华大学与商汤联合研究中心"]),
        ("林知远先后在清华大学与商汤工作。", ["清华大学", "商汤科技"]),
    ],
)
def test_names_by_how_they_are_written(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "parent"),
    [
        ("林知远是广州大学“一苇”队队长。", "一苇队", "广州大学"),
        ("林知远加入百度“深空语音团队”。", "百度深空语音团队", "百度"),
        ("林知远任浙江大学光电、信息与计算学部主任。", "浙江大学光电、信息与计算学部", "浙江大学"),
        (
            "林知远任清华大学人工智能学院-智能产业中心主任。",
            "清华大学人工智能学院-智能产业中心",
            "清华大学人工智能学院",
        ),
        ("林知远曾任北京大学学生会主席。", "北京大学学生会", "北京大学"),
        ("林知远加入微软的必应视觉研究组。", "微软必应视觉研究组", "微软"),
        ("苏明哲，江城大学教授，曾任南京大学副教授、材料物理系负责人。", "南京大学材料物理系", "南京大学"),
        ("林知远在思必驰工作，任方言组组长。", "思必驰方言组", "思必驰"),
    ],
)
def test_units_and_their_holders(text, unit, parent):
    assert [m.parents[0] for m in found(text) if m.name == unit] == [parent]


@pytest.mark.parametrize(
    "text",
    [
        "林知远，浙江大学副教授、博士生导师，KITE实验室主任。",
        "林知远是浙江大学教授，智能系统协同控制联合实验室主任。",
        "林知远是中国人工智能学会理事，2025年国际联邦学习大会程序委员会委员。",
        "星澜科技位于苏州，苏明哲在厦门总部工作。",
        "林知远当过北京大学的学生会干部。",
        "林知远在清华大学学生会议上发言。",
        "林知远和苏明哲是清华大学2003级同班同学。",
    ],
)
def test_no_holder_without_a_clear_word(text):
    assert not [m for m in found(text) if m.parents and "学生会" not in m.name]


def test_a_unit_named_in_full_elsewhere_is_the_same():
    text = "所在单位：巢湖大学人工智能学院智能系统研究所。\n\n苏明哲，副教授，智能系统研究所副所长。"
    assert names(text) == ["巢湖大学人工智能学院智能系统研究所"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林知远现任微软首席硬件工程师。", ["微软"]),
        ("谷歌收购了苏明哲成立的空壳公司。", ["谷歌"]),
        ("林知远毕业于东海理工大学。", ["东海理工大学"]),
        ("林知远与织云科技执行长苏明哲合影。", ["织云科技"]),
        ("林知远结束了在微软雷德蒙德总部的实习。", ["微软"]),
        ("苏明哲曾任卡里姆科技大学校长。", ["卡里姆科技大学"]),
        ("旗下全资附属公司云鹊机械人在深圳前海办公。", ["云鹊机械人"]),
    ],
)
def test_names_begin_and_end_where_they_should(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "parents"),
    [
        (
            "林知远赴华南理工大学担任计算机科学与工程学院院长。",
            "华南理工大学计算机科学与工程学院",
            ("华南理工大学",),
        ),
        (
            "林知远曾是清华大学科协主席、计算机系学生会主席。",
            "清华大学计算机系学生会",
            ("清华大学计算机系", "清华大学"),
        ),
        ("林知远从上海的商汤科技离职，任视觉组组长。", "视觉组", ()),
        ("林知远出任暨南大学副校长，兼任传感科学学院创院院长。", "暨南大学传感科学学院", ("暨南大学",)),
    ],
)
def test_names_of_units_and_where_they_begin(text, unit, parents):
    assert [m.parents for m in found(text) if m.name == unit] == [parents]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("王校长是企业家，专家组成咨询组，工作组由教授组成。中国科学院。", "中国科学院工作组"),
        ("大模型公司“百川智慧”成立于2023年。", "百川智能智慧"),
        ("党委副书记、纪委书记林知远出席。", "党委"),
        ("香港研究院人工智能及大数据科技部总监林知远。", "科学技术部"),
    ],
)
def test_no_such_organisation(text, absent):
    assert absent not in names(text)
