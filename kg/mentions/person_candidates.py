"""Where a person's name in Chinese characters might stand: every place that the scores are asked about.

Two sorts: a surname with one or two (three after a double surname) further characters, wherever a surname's character
stands; and stretches of up to five words that the tagger or their characters make look like a name from another
language, a given name or a nickname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.mentions.person_model import char_table, foreign_mean, given_odds, is_han
from kg.mentions.words import Words, in_dictionary

_LONGEST = 5
_NEVER = -99.0
_NEVER_INSIDE = 5.0
_LEAST_INSIDE = 2.0
_LEAST_CUT = 1.5
_LEAST_WORD = -3.5
_LEAST_ODDS = -6.5
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg"})
_OPEN_TAGS = frozenset(
    {"n", "ns", "nz", "x", "a", "v", "zg", "j", "t", "g", "ng", "vg", "ag", "b", "m", "q", "p", "f", "d", "i", "l"}
)


class Candidate(NamedTuple):
    """A stretch [start, end) that may be a name; `surname` is empty for a stretch of words."""

    start: int
    end: int
    surname: str


@cache
def _initials() -> re.Pattern[str]:
    """A character that a surname begins with."""
    return re.compile("[" + "".join(sorted({surname[0] for surname in char_table().surname})) + "]")


@cache
def _longest() -> int:
    return max(map(len, char_table().surname))


@lru_cache(maxsize=65536)
def _surnames(beginning: str) -> tuple[str, ...]:
    """The surnames that `beginning` begins with, shortest first."""
    known = char_table().surname
    return tuple(beginning[:n] for n in range(1, len(beginning) + 1) if beginning[:n] in known)


@lru_cache(maxsize=131072)
def _odds(name: str, surname: str) -> float:
    """The log odds of the characters alone to be a name."""
    return char_table().surname[surname] + given_odds(name[len(surname) :]) if is_han(name) else _NEVER


def surname_candidates(words: Words) -> Iterator[Candidate]:
    """Every surname with a given name that the characters leave room for: more room where no word is cut."""
    text, starts, at, tags, texts = words.text, words.starts, words.at, words.tags, words.words
    length, longest = len(text), _longest()
    for match in _initials().finditer(text):
        start = match.start()
        number = at[start]
        inside = starts[number] != start
        if inside and tags[number] not in _NAME_TAGS and in_dictionary(texts[number]):
            continue
        for surname in _surnames(text[start : start + longest]):
            for given in (1, 2, 3) if len(surname) > 2 else (1, 2):
                end = start + len(surname) + given
                if end > length:
                    break
                last = at[end]
                cut = starts[last] != end
                least = _LEAST_INSIDE if inside else _LEAST_ODDS
                if cut and in_dictionary(texts[last]):
                    least = _NEVER_INSIDE if inside else _LEAST_CUT
                elif (
                    last == number + 1
                    and not inside
                    and tags[number] not in _NAME_TAGS
                    and in_dictionary(texts[number])
                ):
                    least = _LEAST_WORD
                if _odds(text[start:end], surname) > least:
                    yield Candidate(start, end, surname)


@lru_cache(maxsize=65536)
def _material(word: str, tag: str) -> int:
    """2: the word may begin a name; 1: it may stand inside one; 0: neither."""
    if not is_han(word):
        return 0
    foreign = foreign_mean(word)
    if tag in _NAME_TAGS:
        return 2
    if tag not in _OPEN_TAGS or len(word) > 4:
        return 0
    if foreign > 0.0 or (foreign > -1.0 and len(word) == 1):
        return 2
    return 1 if foreign > -1.5 and len(word) < 4 else 0


def word_candidates(words: Words) -> Iterator[Candidate]:
    """Every stretch of words that may be a name without regard to surnames."""
    texts, tags, starts = words.words, words.tags, words.starts
    count = len(texts)
    for first in range(count):
        if _material(texts[first], tags[first]) < 2:
            continue
        last = first
        taken = 0
        while last < count and taken < _LONGEST:
            if texts[last] == "·" and last > first:
                last += 1
                continue
            if not _material(texts[last], tags[last]):
                break
            last += 1
            taken += 1
            if starts[last] - starts[first] > 1:
                yield Candidate(starts[first], starts[last], "")
