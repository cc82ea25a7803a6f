"""Persons' names in Latin letters: Mira Holt, Tom Van Houten, J. K. Smith, An-An Li.

A candidate is a whole run of capitalised words, parted by single spaces, particles (van, de) inside it allowed; a run
is split where a word stands that belongs to names of other things. What its words look like is weighed together with
what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicons import load_table
from kg.mentions.person_model import left_side, right_side, side_scorer, tables, total, weights
from kg.mentions.words import Words

INNER_LATIN = ("classes", "first", "last", "count", "ending", "mixed", "single")
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ'’-]*[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ]|[A-Z]?\.|)(?:\.(?=[A-Z]))?"
_PARTICLE = r"(?:van|von|de|der|den|da|di|del|della|dos|du|la|le|bin|ibn|al|el|ter|ten)"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9_@/.#+-]){_WORD}(?: (?:{_PARTICLE} )*{_WORD})*(?![A-Za-z0-9_@/+]|-[A-Za-z0-9]|\.[A-Za-z0-9])"
)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    "ua|ui|uo|ue|ve|er|[aoeiuv])"
)
_PINYIN = re.compile(f"{_SYLLABLE}(?:[-']?{_SYLLABLE}){{0,2}}$")
#: The longest word of a list that may be a given name all the same, and what follows one then.
_SHORT = 3
_FAMILY = ("surname", "pinyin", "ordinary")
_VOWEL = re.compile(r"[aeiouyAEIOUYÀ-ÿ]")

_ADVERB = re.compile(r"\b[A-Z][a-z]{6,}ly\b")


class LatinName(NamedTuple):
    """A run of Latin words [start, end) with its words' classes."""

    start: int
    end: int
    classes: tuple[str, ...]


@cache
def _listed() -> dict[str, str]:
    return {row["word"]: row["class"] for row in load_table("person_latin")}


@cache
def _surnames() -> frozenset[str]:
    """Surnames in pinyin."""
    return frozenset(reading.capitalize() for row in load_table("surnames") for reading in row.many("pinyin"))


@lru_cache(maxsize=1 << 12)
def word_class(word: str) -> str:
    """What a word looks like: an initial, a listed word's class, pinyin, capitals, ordinary."""
    if len(word.rstrip(".")) == 1:
        return "initial" if word.endswith(".") else "letter"
    listed = _listed().get(word)
    if listed:
        return listed
    if "-" in word and any(word_class(part) in ("stop", "camel") for part in word.split("-") if part):
        return "stop"
    if word.endswith("AI") and len(word) > _SHORT and not word.isupper():
        return "camel"
    letters = word.replace("-", "").replace("'", "").replace("’", "").rstrip(".")
    if letters.isupper():
        return "capitals"
    if word in _surnames():
        return "surname"
    if _PINYIN.match(word.lower()):
        return "pinyin"
    inner = [c for c in letters[1:] if c.isupper()]
    if inner and "-" not in word:
        return (
            "ordinary"
            if word.startswith(("Mc", "Mac", "De", "Le", "La", "O'", "Van", "Di", "Du", "Fitz")) and len(inner) == 1
            else "camel"
        )
    if not _VOWEL.search(letters) or len(letters) < 3:
        return "odd"
    return "ordinary"


def runs(text: str) -> Iterator[LatinName]:
    """Every run of capitalised words, without the words of other things at its ends."""
    for match in _RUN.finditer(text):
        start = match.start()
        piece: list[tuple[int, int, str]] = []
        found = list(re.finditer(r"[^ ]+", match.group()))
        for number, word in enumerate(found):
            kind = word_class(word.group())
            if kind == "stop" and number + 1 < len(found) and _given_before(word.group(), found[number + 1].group()):
                kind = "pinyin"
            if kind in ("stop", "camel"):
                yield from _close(piece)
                piece = []
            else:
                piece.append((start + word.start(), start + word.end(), kind))
        yield from _close(piece)


def _given_before(word: str, following: str) -> bool:
    """Whether a word that names other things as well is a given name before a surname (Yi Tang)."""
    spelt = len(word) <= _SHORT and word[1:].islower() and _PINYIN.match(word.lower()) is not None
    return spelt and word_class(following) in _FAMILY


def _close(piece: list[tuple[int, int, str]]) -> Iterator[LatinName]:
    while piece and piece[0][2] == "particle":
        piece = piece[1:]
    while piece and piece[-1][2] == "particle":
        piece = piece[:-1]
    if piece and len(piece) <= 6:
        yield LatinName(piece[0][0], piece[-1][1], tuple(p[2] for p in piece))


def latin_values(text: str, name: LatinName) -> tuple[str, ...]:
    """What a run looks like as a name, one value for each template of INNER_LATIN."""
    words = text[name.start : name.end].split(" ")
    count = min(len(words), 4)
    before = text[name.start - 2 : name.start] if name.start > 1 else ""
    cut_off = before[-1:] == " " and before[:1].isascii() and before[:1].isalpha()
    return (
        "+".join(name.classes),
        f"{count}{name.classes[0]}",
        f"{count}{name.classes[-1]}",
        f"{count}",
        f"{count}{words[-1][-2:].lower()}",
        f"{cut_off:d}{'capitals' in name.classes:d}",
        f"{count == 1}{name.classes[0]}{min(len(words[0]), 6)}" if count == 1 else "many",
    )


def latin_candidates(words: Words) -> Iterator[tuple[float, int, int]]:
    """Every run of Latin words that may be a person's name, with its score."""
    inner = tables("person", "latin/inner", INNER_LATIN)
    bias = weights("person").get("latin/bias", {}).get("*", 0.0)
    for name in runs(words.text):
        if _ADVERB.search(words.text, name.start, name.end) or name.classes == ("capitals",):
            continue  # Probably Approximately Correct; ABC
        score = bias + total(latin_values(words.text, name), inner)
        score += side_scorer("person", "latin/left")(left_side(words, name.start))
        score += side_scorer("person", "latin/right")(right_side(words, name.end))
        yield score, name.start, name.end
