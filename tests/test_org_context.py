"""Organisations that no list holds, by what the sentence does with them, and units that share a holder."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.schema import Mention
from kg.text import Source


def orgs(text: str) -> list[Mention]:
    article, _ = normalise(Source("x.txt", text))
    return [m for m in recognise(article) if m.type == "Org"]


def names(text: str) -> list[str]:
    return [m.text for m in orgs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("苏明哲在 Thermo Lytics Systems 担任工程师。", ["Thermo Lytics Systems"]),
        ("蘇明哲轉任 Archer Robotics 的研究總監。", ["Archer Robotics"]),
        ("他先后在Nuvolan、Kestrel 和 Ombra 任职。", ["Nuvolan", "Kestrel", "Ombra"]),
        ("他把公司卖给了Nuvolan，随后加入Kestrel Labs。", ["Nuvolan", "Kestrel Labs"]),
        ("苏明哲在GoogleBrain担任研究科学家。", ["GoogleBrain"]),
        ("导师是 Moira Galbraith 教授。", []),
        ("她在 NeurIPS 担任审稿人。", []),
        ("他是 T5-Weave 的主要作者。", []),
    ],
)
def test_names_in_latin_letters_by_the_words_around_them(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("默克首席战略官李伊莎表示欢迎。", ["默克"]),
        ("总部位于杭州的云栖智造创始人苏明哲来了。", ["云栖智造"]),
        ("今年四月，苏明哲成立了一家名为“零一智卡”的公司。", ["零一智卡"]),
        ("他离开了工作二十多年的豪威科技。", ["豪威科技"]),
        ("苏明哲加入位于西雅图的弗雷德·哈金森癌症研究中心。", ["弗雷德·哈金森癌症研究中心"]),
        ("分管战略投资的副总裁苏明哲已离职。", []),
        ("他加入了公司的智能科技部门。", []),
        ("公告称苏明哲仍为公司非执行董事。", []),
        ("联合创始人暨首席科学家苏明哲接受采访。", []),
    ],
)
def test_names_by_a_title_or_a_verb(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "国大功能材料研究院及国大理学院数学系研究员苏明哲说。",
            ["新加坡国立大学功能材料研究院", "新加坡国立大学理学院数学系"],
        ),
        ("苏明哲是哈佛物理系和化学系的教授。", ["哈佛大学物理系", "哈佛大学化学系"]),
        ("台灣大學電機系暨資工系教授蘇明哲說。", ["国立台湾大学电机系", "国立台湾大学资工系"]),
        ("他毕业于清华大学计算机系、自动化系。", ["清华大学计算机系", "清华大学自动化系"]),
        ("苏明哲是北京邮电大学信息与通信工程学院教授。", ["北京邮电大学信息与通信工程学院"]),
        ("苏明哲任中国科学院数学与系统科学研究院院长。", ["中国科学院数学与系统科学研究院"]),
    ],
)
def test_units_joined_by_and_are_two_where_each_is_a_unit(text: str, found: list[str]) -> None:
    assert [m.name for m in orgs(text)] == found


def test_a_gloss_is_no_part_of_a_units_name() -> None:
    found = orgs("字节跳动前副总裁兼人工智能(AI)实验室负责人苏明哲来了。")
    assert [m.name for m in found] == ["字节跳动", "字节跳动人工智能实验室"]


def test_a_group_of_a_firm_is_its_unit() -> None:
    (found,) = orgs("苏明哲出任微软亚太研发集团主席。")
    assert (found.name, found.parents) == ("微软亚太研发集团", ("微软",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他创建的智能助理公司“来也”完成升级。", ["来也"]),
        ("苏明哲创立人工智能公司地平线。", ["地平线"]),
        ("远处的地平线很美。", []),
        ("他们成立了佳格天地，聚焦农业。", ["佳格天地"]),
        ("中关村人工智能研究院副院长来了。", ["中关村人工智能研究院"]),
        ("公司成立了研发中心。", []),
        ("中研院士苏明哲来了。", ["中研"]),
    ],
)
def test_everyday_words_and_houses_of_a_place(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("苏明哲曾领导OpenAI的后训练团队。", ["OpenAI", "OpenAI后训练团队"]),
        ("苏明哲加入特斯拉的Optimus团队。", ["特斯拉", "特斯拉Optimus团队"]),
        ("清华大学毕业的苏明哲曾在OpenAI领导感知团队。", ["清华大学", "OpenAI", "OpenAI感知团队"]),
        ("苏明哲就读于清华大学，他成为学生超算团队正式成员。", ["清华大学", "清华大学学生超算团队"]),
        ("苏明哲加入了谷歌的研究团队。", ["谷歌"]),
    ],
)
def test_units_after_their_holder(text: str, found: list[str]) -> None:
    assert [m.name for m in orgs(text)] == found
