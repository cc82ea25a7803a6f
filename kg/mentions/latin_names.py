"""Persons' names in Latin letters: Mira Holt, Tom Van Houten, J. K. Smith, An-An Li.

A candidate is a whole run of capitalised words, parted by single spaces, particles (van, de) inside it allowed; a run
is split where a word stands that belongs to names of other things. What its words look like is weighed together with
what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.person_model import left_side, right_side, side_scorer, tables, total, weights
from kg.mentions.words import Words

INNER_LATIN = ("classes", "first", "last", "count", "ending", "mixed", "single")
#: Capitals with marks (Łucja, Şule, Ṭāriq), which no range of characters holds alone.
_MARKED = "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD = rf"[A-Z{_MARKED}](?:[{_LETTERS}'’-]*[{_LETTERS}]|[A-Z]?\.|)(?:\.(?=[A-Z]))?"
_PARTICLE = r"(?:van|von|de|der|den|da|di|del|della|dos|du|la|le|bin|ibn|al|el|ter|ten)"
_RUN = re.compile(
    rf"(?<![{_LETTERS}0-9_@/.#+-]){_WORD}(?: (?:{_PARTICLE} )*{_WORD})*"
    rf"(?!(?!\d{{4}} ?年)[{_LETTERS}0-9_@/+]|-[A-Za-z0-9]|\.[A-Za-z0-9])"  # Tom Holt2020年加入…
)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    "ua|ui|uo|ue|ve|er|[aoeiuv])"
)
_PINYIN = re.compile(f"{_SYLLABLE}(?:[-']?{_SYLLABLE}){{0,2}}$")
#: The longest word of a list that may be a given name all the same, and what follows one then.
_SHORT = 3
_FAMILY = ("surname", "pinyin", "ordinary")
#: What a name may begin with; what a word that goes on as the name of another thing has (Austin Green Energy).
_FIRST, _OTHER = ("given", "pinyin", "surname"), ("stop", "camel", "family")
_VOWEL = re.compile(r"[aeiouyAEIOUYÀ-ÿ]")

#: What names of places begin with.
_PLACE_FRONT = re.compile(r"(?<![A-Za-z])(?:San|Santa|Los|Las|New|Saint|St\.|Fort|El|Palo|Mount|Lake|Port) $")
#: What no name consists of alone.
_NO_NAMES = (("capitals",), ("letter",), ("initial",))
_INITIAL, _ACTS = 1.5, 0.8
#: What only people do, after a name; a name from another language before a bracket that calls the letters a name.
_PERSON_ACTS = compiled(" ?(?:则|也|还|后来|曾|此前|随后)?(?:<latin-acts>)")
#: What only somebody's pupil is (在Mira Holt的指导下), whatever stands before the name.
_UNDER, _LED = compiled(" ?(?:<latin-address>)?的?(?:<latin-under>)"), 3.2
_GLOSS_BEFORE = compiled("[\u4e00-\u9fff]（(?:<latin-name-is>)：? ?$")

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
    if "-" in word and any(word_class(part) in _OTHER for part in word.split("-") if part):
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
            following = found[number + 1].group() if number + 1 < len(found) else ""
            if kind == "stop" and following and _given_before(word.group(), following):
                kind = "pinyin"
            if kind == "family":
                kind = "ordinary" if _behind_given(piece) and word_class(following) not in _OTHER else "stop"
            if kind in ("stop", "camel"):
                yield from _close(piece)
                piece = []
            else:
                piece.append((start + word.start(), start + word.end(), kind))
        yield from _close(piece)


def _behind_given(piece: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a word that names other things as well is a surname: behind a given name, or behind two words of a name
    (Peter Hall, Ji Hoon Park; but Central Park).
    """
    kinds = [kind for _, _, kind in piece]
    return kinds[-1:] == ["given"] or (
        len(kinds) == 2 and kinds[0] in _FIRST and kinds[1] in ("initial", "pinyin", "ordinary")
    )


def _given_before(word: str, following: str) -> bool:
    """Whether a word that names other things as well is a given name before a surname (Yi Tang, Yi-Chen Tang)."""
    parts = word.split("-")
    spelt = all(len(p) <= _SHORT and p[1:].islower() and _PINYIN.match(p.lower()) for p in parts[:1])
    spelt = spelt and all(_PINYIN.match(p.lower()) and not p.isupper() for p in parts[1:])
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
        if _ADVERB.search(words.text, name.start, name.end) or name.classes in _NO_NAMES:
            continue  # Probably Approximately Correct; ABC; V
        if len(name.classes) == 1 and _PLACE_FRONT.search(words.text, max(0, name.start - 9), name.start):
            continue  # Santa Clara
        score = bias + total(latin_values(words.text, name), inner)
        score += side_scorer("person", "latin/left")(left_side(words, name.start))
        score += side_scorer("person", "latin/right")(right_side(words, name.end))
        score += shown(words.text, name)
        yield score, name.start, name.end


def shown(text: str, name: LatinName) -> float:
    """What it adds that a run has an initial between two words (Mira P. Holt), that its bearer does or is done what
    people do, or that a bracket after a name in characters holds it alone (某某（Mira Holt）).
    """
    count = len(name.classes)
    if count < 2 or "stop" in name.classes:
        return 0.0
    score = _INITIAL if count > 2 and set(name.classes[1:-1]) == {"initial"} and len(name.classes[-1]) > 6 else 0.0
    if "capitals" not in name.classes and _UNDER.match(text, name.end):
        score += _LED
    if "capitals" not in name.classes and _PERSON_ACTS.match(text, name.end):
        score += _ACTS
    if _GLOSS_BEFORE.search(text, max(0, name.start - 8), name.start) and text[name.end : name.end + 1] == "）":
        score += _ACTS
    return score
