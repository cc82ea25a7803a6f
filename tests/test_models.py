"""Models: by version, by the words around, by what follows from those that are sure."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.mentions.model_lexicon import fold, forms
from kg.mentions.model_shown import employs
from kg.mentions.models import find_models
from kg.schema import Mention


def names(text: str, *orgs: str) -> list[str]:
    held = [Mention(text.index(org), text.index(org) + len(org), "Org", org, org, "company", by="hand") for org in orgs]
    return [m.name for m in find_models(text, held)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他参与了Quillon-V2的训练。", ["Quillon-V2"]),
        ("公司开源了Quillon2.5-7B。", ["Quillon2.5-7B"]),
        ("团队发布墨鹭-7B和墨鹭-72B-Chat。", ["墨鹭-7B", "墨鹭-72B-Chat"]),
        ("Quillon算法由他提出。", ["Quillon"]),
        ("他提出“青鸢”算法。", ["青鸢"]),
        ("他们推出了QuillonZed。", ["QuillonZed"]),
        ("他设计的GridQuill框架用于训练。", ["GridQuill"]),
        ("他负责开源项目GridQuill。", ["GridQuill"]),
        ("她是MapRail、BigShelf、TensorFlow等系统的作者。", ["MapRail", "BigShelf", "TensorFlow"]),
        ("论文由Owen LeFay撰写，训练模型。", []),
        ("他生于Carl Barton 1948 年。", []),
    ],
)
def test_a_name_is_shown_by_version_or_words(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "论文发表于ICML 2024和CVPR 2023。",
        "位列Top 10。",
        "他在GitHub上很活跃。",
        "公司拥有CEO和CTO各一名。",
        "会议共收到COVID-19论文三篇。",
    ],
)
def test_years_ranks_and_capital_words_are_no_models(text):
    assert names(text) == []


def test_spellings_of_one_name_meet():
    assert fold("Quillon-V3") == fold("Quillon V3") == fold("quillonv3")
    assert set(names("他训练了Quillon-V3，后来Quillon V3开源。")) == {"Quillon-V3"}


def test_a_sure_name_counts_wherever_it_stands():
    assert names("他提出Quillon算法。后来Quillon很有名。") == ["Quillon", "Quillon"]


def test_a_short_form_stands_for_the_one_model_that_ends_so():
    assert names("他参与Quillon-V3模型，V3很强。") == ["Quillon-V3", "Quillon-V3"]
    assert names("有Quillon-V3模型和Zedra-V3模型，V3很强。") == ["Quillon-V3", "Zedra-V3"]


def test_a_company_before_a_large_model_names_it():
    assert "墨潭科技大模型" in names("墨潭科技大模型今日上线。", "墨潭科技")


def test_the_name_of_an_organisation_is_no_model_by_its_form_alone():
    assert names("他加入MoonQuill后推出新系统。", "MoonQuill") == []


def test_chips_are_products():
    (chip,) = find_models("他们用了一千张H900显卡。", [])
    assert (chip.name, chip.kind) == ("H900", "product")


def test_the_head_noun_tells_the_kind():
    kinds = {m.name: m.kind for m in find_models("Quillon算法与Zedra架构、Pellar框架。", [])}
    heads = forms("head")
    assert kinds == {"Quillon": heads["算法"], "Zedra": heads["架构"], "Pellar": heads["框架"]}


def test_mentions_are_sorted_and_quote_the_text():
    text = "他提出Quillon算法，训练Quillon-7B，并发布“青鸢”模型、Zedra-V3等项目，V3最强。"
    found = find_models(text, [])
    assert [text[m.start : m.end] for m in found] == [m.text for m in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("苏明哲负责语鲸大模型。", ["语鲸"]),
        ("远山大模型发布了。苏明哲参与了远山大模型。", ["远山", "远山"]),
        ("公司发布大模型远山3.5。", ["远山3.5"]),
        ("公司发布人形机器人远征A1。", ["远征A1"]),
        ("他推出的远山-2很强。", ["远山-2"]),
        ("Zephyrus由两家公司联合发布。", ["Zephyrus"]),
        ("2024年5月，Zephyrus正式发布。", ["Zephyrus"]),
        ("公司发布医疗大模型。", []),
        ("两款大模型上线，该大模型很强。", []),
        ("他是 Walker 系列的产品负责人。", ["Walker"]),
        ("他主导Flight Autonomy系统的研发。", ["Flight Autonomy"]),
        ("Kevin的论文发表了。", []),
        ("机器人产业3年增长。", []),
    ],
)
def test_chinese_and_latin_names_without_quotation_marks(text, found):
    assert [m.text for m in find_models(text, [])] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他主导开发GridQuill，MapRail, iLeaf, FLEXA等多个算法和平台。", ["GridQuill", "MapRail", "iLeaf", "FLEXA"]),
        ("他参与了Quillon、Zedra等多个开源模型的训练。", ["Quillon", "Zedra"]),
        ("论文发表于Nature、Cell等期刊。", []),
        ("他负责“慧眼”“听澜”等系统。", ["慧眼", "听澜"]),
        ("他参与“灯塔计划”等项目。", []),
        ("“知墨”是某公司2022年3月发布的对话模型。", ["知墨"]),
        ("知墨（Zhimo）是某公司开源的推理模型。", ["知墨"]),
        ("“知墨”是他多年前用过的网名。", []),
        ("他主导了神经语音合成（GNSS）、MapRail等项目。", ["神经语音合成", "MapRail"]),
        ("他研制了华岳Ⅰ型机器人。", ["华岳Ⅰ型"]),
        ("公司推出远岫590芯片。", ["远岫590"]),
        ("公司推出“墨迹”和“听雨”。", ["墨迹", "听雨"]),
    ],
)
def test_lists_and_copulas_show_models(text, found):
    assert [m.text for m in find_models(text, [])] == found


@pytest.mark.parametrize(
    "text",
    [
        "他提出“有限记忆”的概念。",
        "他提出“够用就好”。",
        "公司提出“AI+制造”。",
        "他主持基金项目“大模型安全”。",
        "他想做中国版Sora。",
        "他开设了“听雨讲堂”公众号。",
    ],
)
def test_thoughts_grants_and_likenesses_are_no_models(text):
    assert [m.text for m in find_models(text, [])] == []


def test_who_has_an_author_is_a_model_though_it_looks_like_a_firm():
    text = "MoonQuill的核心开发者离职。"
    (org,) = [Mention(0, 9, "Org", "MoonQuill", "MoonQuill", "company", by="org/form")]
    assert [m.by for m in find_models(text, [org])] == ["authored"]


def test_a_model_somebody_works_at_is_a_firm():
    text = "他就职于Quillon。他参与Quillon项目。"
    at = [Mention(i, i + 7, "Model", "Quillon", "Quillon", "model", by="model-list") for i in (4, 15)]
    assert [employs(text, m) for m in at] == [True, False]
