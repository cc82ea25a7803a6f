"""The tape: sentences with one character for each mention, and the way back to the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from relations_support import lines, marked

from kg.relations.cells import CHAR, TYPES
from kg.relations.tape import Tape, split_sentences, spoken
from kg.schema import Block


def words(text: str) -> list[Tape]:
    """The tapes of a marked text on which titles stand as they are."""
    return [tape.words or tape for tape in lines(text)]


def shown(text: str, of: Callable[[str], list[Tape]] = words) -> list[str]:
    """The tapes of a marked text, each mention as its type in brackets."""
    names = {char: f"[{name}]" for name, char in CHAR.items()}
    return ["".join(names.get(c, c) for c in tape.text) for tape in of(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("林来了。苏走了！周呢？", ["林来了。", "苏走了！", "周呢？"]),
        ("林来了；苏走了", ["林来了；", "苏走了"]),
        ("他说：“来了。”她走了。", ["他说：“来了。”", "她走了。"]),
        ("Yahoo!研究院成立。", ["Yahoo!研究院成立。"]),
        ("He left. Mira Holt came.", ["He left.", "Mira Holt came."]),
        ("版本3.5发布。", ["版本3.5发布。"]),
    ],
)
def test_sentences(text, sentences):
    assert [text[a:b].strip() for a, b in split_sentences(text, Block(0, len(text)))] == sentences


def test_every_mention_is_one_character():
    assert len(set(CHAR.values())) == len(TYPES)
    assert shown("[Date:2019年]，[Person:林知远]在[Org:墨潭]任[Role:顾问]。") == ["[Date]，[Person]在[Org]任[Role]。"]


@pytest.mark.parametrize("join", ["、", "和", "与", "及", "以及", "，以及", "以及其", "兼"])
def test_a_list_is_one_character(join):
    (tape,) = lines(f"[Person:林知远]{join}[Person:苏明哲]来了。")
    assert tape.text == CHAR["Person"] + "来了。"
    assert [m.name for m in tape.cells[0].mentions] == ["林知远", "苏明哲"]


@pytest.mark.parametrize("join", [" and ", ", ", ", and ", " & "])
def test_an_english_list_is_one_character(join):
    assert shown(f"[Person:Mira Holt]{join}[Person:Dan Palmer] came.") == ["[Person] came."]


def test_a_list_of_several_types_is_none():
    assert shown("[Person:林知远]和[Org:墨潭]合作。") == ["[Person]和[Org]合作。"]


def test_other_words_join_nothing():
    assert shown("[Person:林知远]告诉[Person:苏明哲]。") == ["[Person]告诉[Person]。"]


def test_roles_side_by_side_are_a_group():
    (tape,) = words("[Org:墨潭][Role:创始人][Role:首席科学家]。")
    assert tape.text == CHAR["Org"] + CHAR["Role"] + "。"
    assert len(tape.cells[1].mentions) == 2


def test_quotation_marks_around_a_name_go():
    assert shown("他创办“[Org:墨潭]”。") == ["他创办[Org]。"]


def test_a_bracket_becomes_a_tape_that_begins_with_the_mention_before_it():
    main, bracket = words("[Person:林知远]（[Org:墨潭][Role:顾问]）来了。")
    assert main.text == CHAR["Person"] + "来了。"
    assert bracket.text == CHAR["Person"] + "：" + CHAR["Org"] + CHAR["Role"]
    assert (main.bracket, bracket.bracket) == (False, True)
    assert bracket.cells[0].mentions[0].name == "林知远"


def test_a_bracket_just_before_a_name_stays():
    assert shown("（[Org:墨潭][Role:顾问]）[Person:林知远]来了。") == ["[Org][Role][Person]来了。"]


def test_an_open_bracket_is_a_character_like_others():
    assert shown("（[Person:林知远]来了。") == ["（[Person]来了。"]


def test_a_sentence_without_mentions_has_no_tape():
    assert lines("没有人来。") == []


def test_what_stands_on_the_tape_is_found_again_in_the_text():
    article, mentions = marked("昨天，“[Org:墨潭]”的[Person:林知远]、[Person:苏明哲]（[Role:顾问]）来了。")
    for tape in words("昨天，“[Org:墨潭]”的[Person:林知远]、[Person:苏明哲]（[Role:顾问]）来了。"):
        assert len(tape.text) == len(tape.cells)
        for char, cell in zip(tape.text, tape.cells, strict=True):
            if cell.mentions:
                assert {CHAR[m.type] for m in cell.mentions} == {char}
                assert set(cell.mentions) <= set(mentions)
            elif char != "：":
                assert article.text[cell.start : cell.end] == char


def test_direct_speech_is_a_quotation_of_a_whole_clause():
    text = "他说：“我早就加入了墨潭，一直在训练模型。”他的“墨潭”二字写得好。"
    flags = spoken(text)
    assert flags[text.index("早就")] == 1
    assert flags[text.index("墨潭”二字")] == 0
    assert flags[0] == 0


@pytest.mark.parametrize(
    ("text", "tape"),
    [
        ("[Org:墨潭][Role:顾问][Person:林知远]来了。", "[Person]来了。"),
        ("[Org:墨潭]前[Role:顾问]、[Org:白鹭][Role:院长][Person:林知远]来了。", "[Person]来了。"),
        ("[Org:墨潭][Role:顾问]——[Person:林知远]来了。", "[Person]来了。"),
        ("[Person:林知远]是[Org:墨潭][Role:顾问]。", "[Person]是[Title]。"),
        ("[Person:林知远]任[Org:墨潭]感知算法[Role:负责人]、[Org:白鹭][Role:院长]。", "[Person]任[Title]。"),
        ("[Person:林知远]，[Org:青澜大学][Major:数学]专业[Date:2019届][Degree:博士]。", "[Person]，[Title]。"),
        ("[Award:图灵奖]得主[Person:林知远]和[Person:苏明哲]来了。", "[Person]来了。"),
        ("[Person:林知远][Role:教授]在[Org:墨潭]。", "[Person]在[Org]。"),
        ("[Person:林知远]和师兄[Person:苏明哲]来了。", "[Person]来了。"),
        # no title: a verb stands between, or nobody's role is meant
        ("[Org:墨潭]聘请了[Role:顾问]。", "[Org]聘请了[Title]。"),
        ("[Org:墨潭]和[Role:顾问]。", "[Org]和[Title]。"),
        ("[Person:林知远]获得[Degree:博士]。", "[Person]获得[Degree]。"),
    ],
)
def test_titles_are_chunked(text, tape):
    assert shown(text, lines) == [tape]


def test_what_stands_before_a_name_is_said_of_all_who_can_share_it():
    (shared,) = lines("[Org:墨潭][Role:研究员][Person:林知远]和[Person:苏明哲]来了。")
    (own,) = lines("[Org:墨潭][Role:CEO|head][Person:林知远]和[Person:苏明哲]来了。")
    assert [[m.name for m in a.subjects] for a in shared.appositions] == [["林知远", "苏明哲"]]
    assert [[m.name for m in a.subjects] for a in own.appositions] == [["林知远"]]


def test_a_title_without_a_holder_takes_that_of_the_one_before():
    (tape,) = lines("[Org:墨潭][Role:创始人]、[Role:首席科学家][Person:林知远]来了。")
    ((first, second),) = [a.titles for a in tape.appositions]
    assert first.anchor == second.anchor
    assert (first.inherited, second.inherited) == (False, True)


@pytest.mark.parametrize(
    ("text", "tape"),
    [
        ("[Person:林知远]主导[Model:甲]，[Model:乙]，[Model:丙]等多个平台。", "[Person]主导[Model]等多个平台。"),
        ("[Model:甲]发布，[Model:乙]也发布。", "[Model]发布，[Model]也发布。"),
        ("开发产品[Model:甲]及[PersonRef:其]海外版[Model:乙]。", "开发产品[Model]。"),
        ("开发分词工具[Model:甲]和句法分析器[Model:乙]。", "开发分词工具[Model]。"),
        ("开发[Model:甲]和推荐[Model:乙]。", "开发[Model]和推荐[Model]。"),
        ("主持“[Model:甲]与[Major:教育]”论坛。", "主持“[Model]与[Major]”论坛。"),
        ("参与多个系统（如[Model:甲]、[Model:乙]项目）。", "参与多个系统如[Model]项目。"),
    ],
)
def test_lists_of_models(text, tape):
    assert shown(text) == [tape]
