"""Models as they are written apart or with strokes, in lists of results, beside their makers, and told by who invented
them; and who only offers a model.
"""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions.model_inventions import find_inventions
from kg.mentions.model_written import spaced
from kg.mentions.models import find_models
from kg.schema import Mention
from kg.text import Source


def names(text: str, *orgs: str) -> list[str]:
    held = [Mention(text.index(org), text.index(org) + len(org), "Org", org, org, "company", by="hand") for org in orgs]
    return [m.name for m in find_models(text, held)]


def facts(text: str) -> set[str]:
    found, _ = extract(Source("a.txt", text))
    return {f"{s.subject.name} {s.predicate} {s.object.name}" for s in found.statements}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他参与了Quillon - 7B的训练。", ["Quillon-7B"]),
        ("他参与了GPT - 4o的训练。", ["GPT-4o"]),
        ("公司2023 - 2024年盈利。", []),
        ("AI - 2号会场。", []),
    ],
)
def test_blanks_around_the_hyphen_belong_to_the_name(text, expected):
    assert [m.name for m in spaced(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他参与GPT-4o/4.1的训练。", ["GPT-4o", "GPT-4.1"]),
        ("他参与Quillon-2/2.5/3的训练。", ["Quillon-2", "Quillon-2.5", "Quillon-3"]),
        ("Quillon-2/月度报告发布。", ["Quillon-2"]),
        ("他提出了QuillNet/Zedra架构。", ["QuillNet", "Zedra"]),
    ],
)
def test_a_stroke_parts_models(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要成果包括GridQuill、思路林、Coda-Quill等。", ["GridQuill", "思路林", "Coda-Quill"]),
        ("他研发了GridQuill、问川和MapRail等系统。", ["GridQuill", "问川", "MapRail"]),
        ("主要成果包括GridQuill、图像分割、论文若干。", ["GridQuill"]),
        ("研究成果包括论文30篇。", []),
    ],
)
def test_a_list_of_results_names_models(text, expected):
    assert names(text) == expected


def test_what_stands_in_quotation_marks_beside_its_maker_is_a_product():
    assert "通义" in names("国内有百度“文心”、阿里“通义”。", "百度", "阿里")[1]
    assert len(names("国内有墨潭“雁声”、百度“文心”。", "墨潭", "百度")) == 2
    assert names("墨潭“松林学堂”开课。", "墨潭") == []


def test_a_listed_name_does_not_begin_within_a_word():
    assert names("公司开源大模型。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他发明了逆风传播算法。", ["逆风传播算法"]),
        ("他是逆风传播算法的奠基人。", ["逆风传播算法"]),
        ("逆风网络最早由林知远于1990年提出。", ["逆风网络"]),
        ("他是推荐算法的发明者。", ["推荐算法"]),
        ("他提出了推荐算法。", []),
        ("他首创激励机制。", []),
        ("合作机制由林知远提出。", []),
        ("他研发雁声系列语音听写机。", ["雁声"]),
        ("公司发布高端系列机器人。", []),
    ],
)
def test_a_method_is_named_where_its_inventor_is_told(text, expected):
    assert [m.name for m in find_inventions(text)] == expected


def test_a_letter_word_in_a_bracket_is_the_model_before_it():
    assert facts("林知远是卷积神经网络（CNN）的发明者。") == {"林知远 worked_on CNN"}


@pytest.mark.parametrize(
    ("text", "fact", "told"),
    [
        ("百度上线DeepSeek-R1服务。", "百度 developed DeepSeek-R1", False),
        ("百度上线文心一言。", "百度 developed 文心一言", True),
    ],
)
def test_who_offers_a_model_of_another_has_not_made_it(text, fact, told):
    assert (fact in facts(text)) is told


def test_the_part_in_a_list_of_models_is_told_of_each():
    told = facts("林知远是ChatGPT/GPT-4的核心研发人员。")
    assert {"林知远 worked_on ChatGPT", "林知远 worked_on GPT-4"} <= told


def test_two_parts_in_one_model():
    assert facts("林知远是PipeMoss的作者和维护者。") == {"林知远 worked_on PipeMoss"}
