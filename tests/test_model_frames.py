"""Products that their sentence shows, what only looks like a version, and who has no part in a model."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions.models import find_models
from kg.text import Source


def names(text: str) -> list[str]:
    return [m.name for m in find_models(text, [])]


def said(text: str, predicate: str) -> set[tuple[str, str]]:
    found, _ = extract(Source("a.txt", text))
    return {
        (s.subject.name, s.object.name if hasattr(s.object, "name") else s.object)
        for s in found.statements
        if s.predicate == predicate
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司的主打产品是“云帆”。", "云帆"),
        ("“小橘灯”是一款儿童陪伴机器人。", "小橘灯"),
        ("做的是办公工具“笔筒助手”。", "笔筒助手"),
        ("公司自研的操作系统叫“澜OS”。", "澜OS"),
        ("他提出了“稀疏门控器”（Sparse Gate）机制。", "稀疏门控器"),
        ("他提出了基于图的贝叶斯稀疏回归（Bayesian Sparse Regression）。", "贝叶斯稀疏回归"),
    ],
)
def test_frames_show_a_product(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "公司推出“零门槛”政策。",
        "公司打造“产学研”一体化平台。",
        "日报推出“追光的人”特别报道。",
        "公司推出国内首个L2+级辅助驾驶系统。",
        "他研发L4自动驾驶。",
        "他参与申请发明专利50项、PCT12项。",
        "公司布局医疗OS。",
        "“内卷”是一种社会现象。",
        "创立拾光深流（Shiguang Flow）。",
    ],
)
def test_what_is_no_product(text):
    assert not names(text)


def test_the_further_numbers_of_a_series():
    got = names("公司发布芯片“凌霄210”，之后接连推出凌霄320、凌霄430，后来推出600和700。")
    assert got == ["凌霄210", "凌霄320", "凌霄430", "凌霄600", "凌霄700"]


def test_a_count_is_no_number_of_a_series():
    assert names("公司发布芯片“凌霄100”，并推出500个岗位。") == ["凌霄100"]


@pytest.mark.parametrize(
    "text",
    ["林知远是影响AlphaGo走向的核心人物。", "林知远是推广ChatGPT的关键人物。", "林知远曾是昇腾产品线的工程师。"],
)
def test_onlookers_have_no_part(text):
    assert not said(text, "worked_on")


def test_who_made_it_has_a_part():
    assert said("林知远是打造ChatGPT的核心人物之一。", "worked_on") == {("林知远", "ChatGPT")}


def test_a_date_belongs_to_its_own_clause():
    assert not said("2019年林知远离任总裁，随后相继推出GPT-3。", "released")
    assert said("2019年林知远离职，2020年6月OpenAI推出GPT-3。", "released") == {("GPT-3", "2020-06")}
