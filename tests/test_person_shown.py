"""Persons that the text around them shows, and what looks like one and is none."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions import recognise
from kg.mentions.link import link
from kg.normalise import normalise
from kg.text import Source


def people(text: str) -> set[str]:
    """The names of the persons in a text, each by the name that all its forms have."""
    article, _ = normalise(Source("t.txt", text))
    mentions = recognise(article)
    entities, _ = link(article, mentions)
    return {e.name for e in entities if e.type == "Person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # labelled lists, whose names may be words
        ("获奖者：高兴（北京大学）、成功（清华大学）、宁静（浙江大学）。", {"高兴", "成功", "宁静"}),
        ("获奖者：林知远 苏明 周若彤 何澜", {"林知远", "苏明", "周若彤", "何澜"}),
        ("特邀嘉宾：方正平、安宁、万里", {"方正平", "安宁", "万里"}),
        # a post before, and a life after
        ("创始人江河毕业于北航。江河曾在百度工作。", {"江河"}),
        # titles and brackets
        ("活动由罗信苓副院长及庄永玉副主任轮流主持。", {"罗信苓", "庄永玉"}),
        ("副校长（校友联络）陈若玉女士、副院长（教学）申若君教授到场。", {"陈若玉", "申若君"}),
        ("刚从夜校结业的林苓小姐也来了。", {"林苓"}),
        # what follows a name of two characters
        ("李望自2019年起任职于墨潭科技。", {"李望"}),
        ("孟尧因发表多篇论文而知名。", {"孟尧"}),
        ("郭远舟的本科毕业于北京大学。", {"郭远舟"}),
        ("程伟们的崛起。", set()),
        # names from other languages
        ("墨潭科技联合创始人马里 · 柯林宣布退休。", {"马里·柯林"}),
        ("汉斯-彼得·沃格尔是柏林工业大学教授。", {"汉斯-彼得·沃格尔"}),
        ("让-保罗·贝松加入了Meta。", {"让-保罗·贝松"}),
        ("J.K.霍尔登是该公司的首席科学家。", {"J.K.霍尔登"}),
        ("Łucja Nowak 毕业于华沙大学。", {"Łucja Nowak"}),
        ("Şule Yılmaz是该论文的一作。", {"Şule Yılmaz"}),
        ("她同 Torvald P. Hallgren 共同提出这一想法。", {"Torvald P. Hallgren"}),
        ("Tessa Holm2021 年入职墨潭科技。", {"Tessa Holm"}),
        ("Yi-Chen Lin 毕业于台湾大学。", {"Yi-Chen Lin"}),
        # forms of one name
        ("欧阳长风老师和欧阳老师的学生。", {"欧阳长风"}),
        ("老周说，周若彤同意了。", {"周若彤"}),
        ("首席科学家苏明哲Mingzhe Su毕业于北大。", {"苏明哲"}),
        ("罗铭现副校长与罗立德教授同行。罗副校长先到。", {"罗铭现", "罗立德"}),
    ],
)
def test_shown_by_what_stands_around(text: str, expected: set[str]):
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "她获颁荣誉院士荣衔。",
        "多位研究人员高薪跳槽。",
        "来源：港交所",
        "她在St. Martin Keller大学做过研究。",
        "他在Lawrence Berkeley国家实验室工作。",
        "他生在科罗拉多州奥尔德（Alder Pine）。",
        "来自Santa Clara的团队。",
        "任IEEE Transactions on Pattern Analysis的Associate Editor和Guest Editor。",
        "成员：算法、工程、产品、运营。",
        "合伙人包括红杉、高瓴、经纬。",
        "委员：若干名",
        "学者：云计算、大数据、程序设计",
        "据官方介绍，当时团队共有十人。",
        "常务副院长、党委副书记出席会议。",
    ],
)
def test_nobody(text: str):
    assert people(text) == set()


def test_dots_between_items_keep_their_blanks():
    assert normalise(Source("t.txt", "谷歌 · 百度"))[0].text == "谷歌 · 百度"
    assert normalise(Source("t.txt", "马里 ・ 柯林来了"))[0].text == "马里·柯林来了"


def test_who_signed_is_not_whom_a_text_is_about():
    text = "采访、撰文/林知远\n\n毕业于清华大学，加入墨潭科技。"
    assert not extract(Source("t.txt", text))[0].statements


def test_all_forms_of_a_name_count():
    text = "苏教授毕业于清华大学。苏教授很严格。\n苏明哲是香港科技大学讲座教授。\n2020年加入墨潭科技，任首席科学家。"
    said = {(s.subject.name, s.predicate, s.object.name) for s in extract(Source("t.txt", text))[0].statements}
    assert ("苏明哲", "works_at", "墨潭科技") in said
