"""The laws of the text map, on random texts and edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Edit, Source, Span, TextMap

texts = st.text(alphabet="中国人工abc ,。(网)\n", max_size=40)


@st.composite
def edited(draw, rounds=3):
    """A map after some rounds of random edits."""
    made = TextMap.identity(draw(texts))
    for _ in range(draw(st.integers(0, rounds))):
        size = len(made.clean)
        bounds = sorted(draw(st.lists(st.integers(0, size), max_size=6)))
        pairs = zip(bounds[::2], bounds[1::2], strict=False)
        made = made.edit([Edit(a, b, draw(st.text(alphabet="中x\n", max_size=3))) for a, b in pairs])
    return made


@given(edited())
def test_the_parts_add_up(made):
    TextMap(made.raw, made.clean, made.starts, made.ends)  # the constructor checks every law


@given(edited(), st.data())
def test_a_stretch_lies_in_the_raw_text_and_grows_with_the_clean_one(made, data):
    if not made.clean:
        return
    start = data.draw(st.integers(0, len(made.clean) - 1))
    end = data.draw(st.integers(start + 1, len(made.clean)))
    whole = made.to_raw(0, len(made.clean))
    assert whole.covers(made.to_raw(start, end))
    assert made.to_raw(start, end).end <= len(made.raw)


@given(texts)
def test_identity_maps_each_character_to_itself(raw):
    made = TextMap.identity(raw)
    assert made.clean == raw
    assert list(made.starts) == list(range(len(raw)))
    assert list(made.ends) == list(range(1, len(raw) + 1))
    assert made.edit([]) is made


@given(texts, st.data())
def test_edits_compose(raw, data):
    cut = data.draw(st.integers(0, len(raw)))
    if cut + 1 > len(raw):
        return
    first, second = Edit(0, min(1, cut), ""), Edit(cut, min(cut + 2, len(raw)), "新")
    at_once = TextMap.identity(raw).edit([first, second])
    removed = first.end
    in_turn = TextMap.identity(raw).edit([first]).edit([Edit(second.start - removed, second.end - removed, "新")])
    assert at_once.clean == in_turn.clean
    assert at_once.ends == in_turn.ends


def test_equal_lengths_map_character_by_character_and_others_to_the_whole():
    made = TextMap.identity("軟體很好").edit([Edit(0, 2, "软件"), Edit(2, 4, "好")])
    assert made.clean == "软件好"
    assert made.to_raw(1, 2) == Span(1, 2)
    assert made.to_raw(2, 3) == Span(2, 4)


def test_an_insertion_between_characters_of_one_stretch_stays_in_order():
    made = TextMap.identity("&amp;").edit([Edit(0, 5, "ab")]).edit([Edit(1, 1, "\n")])
    TextMap(made.raw, made.clean, made.starts, made.ends)


def test_mistakes_are_refused():
    made = TextMap.identity("中国")
    for edits in ([Edit(1, 2, ""), Edit(0, 1, "")], [Edit(0, 3, "")]):
        with pytest.raises(ValueError, match="edit out of order"):
            made.edit(edits)
    for stretch in ((0, 0), (1, 3)):
        with pytest.raises(ValueError, match="not a stretch"):
            made.to_raw(*stretch)
    with pytest.raises(ValueError, match="same length"):
        made.respell("中")
    with pytest.raises(ValueError, match="does not add up"):
        TextMap("a", "a", [0], [])
    with pytest.raises(ValueError, match="runs backwards"):
        TextMap("ab", "ab", [1, 0], [2, 1])
    with pytest.raises(ValueError, match="leaves the raw text"):
        TextMap("a", "a", [0], [2])


def test_lines_and_columns():
    source = Source("x.txt", "一\r\n二三\n四")
    assert [source.locate(i) for i in (0, 3, 4, 6)] == [(1, 1), (2, 1), (2, 2), (3, 1)]
