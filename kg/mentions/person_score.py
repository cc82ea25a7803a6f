"""How much speaks for a name where one might stand: the sum of what the characters, the words that they lie among and
the words on both sides weigh.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from kg.mentions.patterns import compiled
from kg.mentions.person_candidates import surname_candidates, word_candidates
from kg.mentions.person_foreign import foreign_form
from kg.mentions.person_model import (
    INNER_HAN,
    INNER_WORDS,
    NAME_HAN,
    Side,
    char_table,
    foreign_mean,
    han_values,
    is_han,
    left_side,
    name_values,
    right_side,
    side_scorer,
    tables,
    total,
    weights,
    word_values,
)
from kg.mentions.places import place_names
from kg.mentions.words import Piece, Words, by_itself, in_dictionary, piece

Scored = tuple[float, int, int, str]
"""A score (log odds), the stretch [start, end), and the sort of name: `han`, `words`, `latin`."""

NO_NAME = -99.0
#: What names of places and things from other languages end in.
_PLACE_END = compiled("(?:<place-end>)$")
_HAN, _WORDS = "han/", "words/"
_HOPELESS_NAME = -1.9
_HOPELESS = -3.0
_KNOWN_FOREIGN = 0.6
_FOREIGN = 0.0


@cache
def _bias(sort: str) -> float:
    return weights("person").get(f"{sort}bias", {}).get("*", 0.0)


@lru_cache(maxsize=1 << 12)
def _name_score(name: str, surname: str) -> float:
    """What the characters of a surname with a given name weigh by themselves."""
    return _bias(_HAN) + total(name_values(name, surname), tables("person", f"{_HAN}inner", NAME_HAN))


def score_candidates(words: Words) -> list[Scored]:
    """Every candidate in Chinese characters with its score (log odds) and its sort, hopeless ones left out."""
    text = words.text
    scored: list[Scored] = []
    for start, end, surname in surname_candidates(words):
        score = _name_score(text[start:end], surname)
        if score > _HOPELESS_NAME:
            score += _han_weight(piece(words, start, end), surname)
            if score > _HOPELESS:
                scored.append((_with_sides(words, start, end, _HAN, score), start, end, "han"))
    for start, end, _ in word_candidates(words):
        score, known = _words_weight(piece(words, start, end))
        if score > _HOPELESS:
            scored.append((known + _with_sides(words, start, end, _WORDS, score), start, end, "words"))
    return scored


@lru_cache(maxsize=1 << 11)
def _han_weight(words: Piece, surname: str) -> float:
    """What it weighs how a surname with a given name lies among the words."""
    values = han_values(by_itself(words), words.start, words.end, surname)
    return total(values, tables("person", f"{_HAN}inner", INNER_HAN))


@lru_cache(maxsize=1 << 11)
def _words_weight(inside: Piece) -> tuple[float, float]:
    """What the look of a stretch of words weighs, and what its foreign form adds where that is not hopeless."""
    words, start, end = by_itself(inside), inside.start, inside.end
    score = _bias(_WORDS) + total(word_values(words, start, end), tables("person", f"{_WORDS}inner", INNER_WORDS))
    if score <= _HOPELESS:
        return score, 0.0
    known = _KNOWN_FOREIGN if _known_foreign(words, start, end) else 0.0
    return score, known + foreign_form(words, start, end)


def _known_foreign(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is one word that the dictionary has as a name and whose characters are those of names from
    other languages.
    """
    number = words.at[start]
    word, tag = words.words[number], words.tags[number]
    return (
        words.starts[number] == start
        and words.starts[number + 1] == end
        and tag in ("nr", "nrt")
        and end - start > 2
        and foreign_mean(word) > _FOREIGN
        and in_dictionary(word)
        and word not in place_names()
        and not _PLACE_END.search(word)
    )


def _with_sides(words: Words, start: int, end: int, sort: str, score: float) -> float:
    """The score with what stands on both sides."""
    left, right = _beside(sort)
    score += left(left_side(words, start))
    return score + right(right_side(words, end))


@cache
def _beside(sort: str) -> tuple[Callable[[Side], float], Callable[[Side], float]]:
    return side_scorer("person", f"{sort}left"), side_scorer("person", f"{sort}right")


def person_score(words: Words, start: int, end: int) -> float:
    """The score (log odds) of the stretch as a surname of one character with a given name; very low for others."""
    name = words.text[start:end]
    if not 2 <= len(name) <= 3 or name[0] not in char_table().surname or not is_han(name):
        return NO_NAME
    score = _name_score(name, name[0])
    score += _han_weight(piece(words, start, end), name[0])
    return _with_sides(words, start, end, _HAN, score)
