"""What the chain over the words (`sequence`) looks at: a word by itself, its neighbours, the endings ahead of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from kg.mentions.org_lexicon import Hit
from kg.mentions.org_structure import suffix_of
from kg.mentions.person_model import char_table, foreign_mean, is_han, word_class
from kg.mentions.places import place_names
from kg.mentions.words import Words, in_dictionary

OWN = (
    *("word", "tag", "tag-length", "last", "last-two", "first", "class", "lexicon", "known", "suffix", "place", "type"),
    *("foreign", "surname"),
)
LEFT = ("word", "tag", "class", "lexicon", "last", "suffix", "known", "place")
RIGHT = ("word", "tag", "class", "lexicon", "first", "last", "suffix", "known", "place", "tag-length")
LEFT_TWO = ("word", "tag", "class")
RIGHT_TWO = ("word", "tag", "class", "suffix")
BESIDE = (
    *("left+tag", "tag+right", "left+tag+right", "tag+right-suffix", "place+right-suffix", "place+right-tag"),
    *("tag+right+right-two", "tag+right+suffix-two"),
)
AHEAD = ("suffix", "suffix-distance")
_FAR = 5
_APART = frozenset({"x", "p", "r", "uj", "ul", "y", "d"})


class Cell(NamedTuple):
    """What the chain knows of a word: the values of OWN and what neighbours look at."""

    own: tuple[str, ...]
    tag: str
    suffix: str
    place: str
    tag_length: str


def _type(word: str) -> str:
    if word.isdigit():
        return "digit"
    if not word[0].isascii():
        return "han"
    return "mark" if not word[0].isalpha() else "upper" if word[0].isupper() else "lower"


#: What stands before the first word and after the last.
EDGE = Cell(("^",) * len(OWN), "^", "", "^", "^")


@lru_cache(maxsize=1 << 14)
def cell(word: str, tag: str, found: str) -> Cell:
    """The cell of a word with its tag and how the lexicon's forms lie over it (`found`); a line's end is the edge."""
    if word == "\n":
        return EDGE
    suffix = suffix_of(word) or suffix_of(f"··{word}")
    if suffix != word and not word.endswith(suffix):
        suffix = ""
    place = f"{word in place_names():d}"
    tag_length = f"{tag}{min(len(word), 4)}"
    han = is_han(word)
    surname = f"{round(max(-5.0, char_table().surname.get(word[0], -5.0)))}{len(word)}" if han and len(word) < 4 else ""
    known = f"{in_dictionary(word):d}{tag}"
    own = (
        *(word, tag, tag_length, word[-1], word[-2:], word[0], word_class(word), found, known, suffix, place),
        *(_type(word), f"{round(foreign_mean(word))}" if han else "", surname),
    )
    return Cell(own, tag, suffix, place, tag_length)


def lexicon_marks(words: Words, hits: Sequence[Hit]) -> list[str]:
    """For each word how the forms of the lexicon lie over it: strong or weak, begin, inside, end or single, cutting
    words or not; "-" where none does.
    """
    found = ["-"] * len(words)
    for hit in hits:
        first, last = words.at[hit.start], words.at[hit.end - 1]
        whole = words.starts[first] == hit.start and words.starts[last + 1] == hit.end
        sort = ("" if whole else "cut-") + ("weak-" if hit.weak else "strong-")
        for i in range(first, last + 1):
            found[i] = sort + ("single" if first == last else "begin" if i == first else "end" if i == last else "in")
    return found


def picked(values: Cell, names: tuple[str, ...]) -> Iterable[str]:
    """The values of `names`, which are two or more of OWN."""
    return _picker(names)(values.own)


@cache
def _picker(names: tuple[str, ...]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    return itemgetter(*map(OWN.index, names))


def beside_values(
    left: str, tag: str, place: str, right: str, right_length: str, right_suffix: str, two: str, two_suffix: str
) -> tuple[str, ...]:
    """How a word's tag and place lie beside those of its neighbours, one value for each template of BESIDE: the tags of
    the word before and of the next two, the next one's also with its length, and the suffixes of these two.
    """
    return (
        *(f"{left} {tag}", f"{tag} {right}", f"{left} {tag} {right}", f"{tag} {right_suffix}"),
        *(f"{place} {right_suffix}", f"{place} {right_length}"),
        *(f"{tag} {right} {two}", f"{tag} {right} {two_suffix}"),
    )


def ahead(cells: Sequence[Cell]) -> list[tuple[str, int] | None]:
    """For each word the suffix that the nearest of the next words bears, with its distance in words; None where none
    does.
    """
    found: list[tuple[str, int] | None] = [None] * len(cells)
    for i in range(len(cells) - 2, -1, -1):
        right, further = cells[i + 1], found[i + 1]
        if right.tag in _APART:
            continue
        if right.suffix:
            found[i] = right.suffix, 1
        elif further is not None and further[1] < _FAR:
            found[i] = further[0], further[1] + 1
    return found


def ahead_values(suffix: str, distance: int) -> tuple[str, str]:
    """What a suffix ahead is, one value for each template of AHEAD."""
    return suffix, f"{suffix}{distance}"


def values(cells: Sequence[Cell]) -> Iterator[list[tuple[str, str]]]:
    """For each word every (template, value) that the chain weighs for it; for training."""
    count, suffixes = len(cells), ahead(cells)

    def at(i: int) -> Cell:
        return cells[i] if 0 <= i < count else EDGE

    for i, here in enumerate(cells):
        left, right, two = at(i - 1), at(i + 1), at(i + 2)
        found = list(zip((f"own/{n}" for n in OWN), here.own, strict=True))
        for side, names, other in (
            ("left", LEFT, left),
            ("right", RIGHT, right),
            ("left-two", LEFT_TWO, at(i - 2)),
            ("right-two", RIGHT_TWO, two),
        ):
            found += zip((f"{side}/{n}" for n in names), picked(other, names), strict=True)
        beside = beside_values(
            left.tag, here.tag, here.place, right.tag, right.tag_length, right.suffix, two.tag, two.suffix
        )
        found += zip((f"beside/{n}" for n in BESIDE), beside, strict=True)
        if suffix := suffixes[i]:
            found += zip((f"ahead/{n}" for n in AHEAD), ahead_values(*suffix), strict=True)
        yield found
