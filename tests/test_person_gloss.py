"""Names that stand beside their own spelling, and names from other languages before a bracket of Latin letters."""

from __future__ import annotations

import pytest

from kg.mentions.orgs import find_orgs
from kg.mentions.person_gloss import spells
from kg.mentions.persons import find_persons


def names(text: str) -> list[str]:
    return [m.text for m in find_persons(text, find_orgs(text), blocks=())]


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        ("Wangxuan You", "游望轩"),
        ("You Wangxuan", "游望轩"),
        ("Ouyang Mingzhe", "欧阳明哲"),
        ("Lü Qingyuan", "吕清源"),
        ("Yue Tang", "唐乐"),  # a character of two readings
    ],
)
def test_pinyin_spells_characters_in_either_order(latin: str, han: str) -> None:
    assert spells(latin, han)


@pytest.mark.parametrize(
    ("latin", "han"), [("Wangxuan Li", "游望轩"), ("Blue Heron", "蓝鹭"), ("Tang", "唐"), ("", "唐乐")]
)
def test_other_letters_do_not_spell_them(latin: str, han: str) -> None:
    assert not spells(latin, han)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这篇论文的作者是游望轩（Wangxuan You）。", ["游望轩", "Wangxuan You"]),
        ("主持人为水清（Qing Shui），来自青澜大学。", ["水清", "Qing Shui"]),
        ("据Wangxuan You（游望轩）介绍，项目还在继续。", ["Wangxuan You", "游望轩"]),
    ],
)
def test_both_spellings_are_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["他们发布了模型“白鹭”（Egret Prime）。", "他们提出了多头注意力（Multi Head Attention）。"]
)
def test_what_a_bracket_translates_is_nobody(text: str) -> None:
    assert names(text) == []
