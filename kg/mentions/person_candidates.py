"""Where a person's name in Chinese characters might stand: every place that the scores are asked about.

Two sorts: a surname with one or two (three after a double surname) further characters, wherever a surname's character
stands; and stretches of up to five words that the tagger or their characters make look like a name from another
language, a given name or a nickname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kg.mentions.person_foreign import particle
from kg.mentions.person_model import char_table, foreign_mean, given_odds, is_han
from kg.mentions.words import Words, in_dictionary

_LONGEST = 5
_NEVER = -99.0
_UNSEEN = -2.0
_BEST = 4.0
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
    """A character that a surname begins with, a character that may follow it behind it: what the table speaks clearly
    against together is passed over at once.
    """
    chars = char_table()
    followers = {
        char: max(chars.single.get(char, _UNSEEN), chars.first.get(char, _UNSEEN) + _BEST) for char in chars.first
    }
    groups: dict[int, list[str]] = {}
    for surname, odds in sorted(chars.surname.items()):
        groups.setdefault(min(2, round(max(odds, chars.surname.get(surname[0], odds)))), []).append(surname[0])
    parts = []
    for odds, initials in sorted(groups.items()):
        bad = "".join(sorted(char for char, best in followers.items() if odds + 1 + best < _LEAST_ODDS))
        parts.append(f"[{''.join(sorted(set(initials)))}](?=[\u3400-\u9fff])" + (f"(?![{bad}])" if bad else ""))
    return re.compile("|".join(parts))


@cache
def _compound() -> Mapping[str, tuple[str, ...]]:
    """The surnames of several characters by their first one."""
    found: dict[str, list[str]] = {}
    for surname in sorted(char_table().surname):
        if len(surname) > 1:
            found.setdefault(surname[0], []).append(surname)
    return {char: tuple(names) for char, names in found.items()}


def _least(words: Words, number: int, end: int, *, inside: bool) -> float:
    """How much the characters must speak for a name that ends at `end`: less where no word is cut."""
    last = words.at[end]
    if words.starts[last] != end and in_dictionary(words.words[last]):
        return _NEVER_INSIDE if inside else _LEAST_CUT
    if inside:
        return _LEAST_INSIDE
    whole = last == number + 1 and words.tags[number] not in _NAME_TAGS and in_dictionary(words.words[number])
    return _LEAST_WORD if whole else _LEAST_ODDS


def surname_candidates(words: Words) -> Iterator[Candidate]:
    """Every surname with a given name that the characters leave room for."""
    text, starts, at, tags, texts = words.text, words.starts, words.at, words.tags, words.words
    chars = char_table()
    surnames, compound = chars.surname, _compound()
    singles, firsts, seconds = chars.single, chars.first, chars.second
    length = len(text)
    for match in _initials().finditer(text):
        start = match.start()
        number = at[start]
        inside = starts[number] != start
        if inside and tags[number] not in _NAME_TAGS and in_dictionary(texts[number]):
            continue
        if start and (text[start - 1].isdigit() or (text[start - 1] == " " and text[start - 2 : start - 1].isdigit())):
            continue  # 2017年顺利: a unit, no surname
        initial = text[start]
        base = surnames.get(initial, _NEVER)
        if base > _NEVER and start + 1 < length:
            one = text[start + 1]
            odds = base + singles.get(one, _UNSEEN)
            if odds > _LEAST_ODDS and odds > _least(words, number, start + 2, inside=inside) and is_han(one):
                yield Candidate(start, start + 2, initial)
            if start + 2 < length:
                two = text[start + 2]
                odds = base + firsts.get(one, _UNSEEN) + seconds.get(two, _UNSEEN)
                if (
                    odds > _LEAST_ODDS
                    and odds > _least(words, number, start + 3, inside=inside)
                    and is_han(text[start + 1 : start + 3])
                ):
                    yield Candidate(start, start + 3, initial)
        for surname in compound.get(initial, ()):
            if text.startswith(surname, start):
                for given in (1, 2, 3) if len(surname) > 2 else (1, 2):
                    end = start + len(surname) + given
                    name = text[start + len(surname) : end]
                    if end <= length and is_han(name):
                        odds = surnames[surname] + given_odds(name)
                        if odds > _least(words, number, end, inside=inside):
                            yield Candidate(start, end, surname)


@lru_cache(maxsize=1 << 12)
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
    texts, starts = words.words, words.starts
    count = len(texts)
    material = list(map(_material, texts, words.tags))
    for first in [number for number, sort in enumerate(material) if sort > 1]:
        last = first
        taken = 0
        while last < count and taken < _LONGEST:
            if texts[last] == "·" and last > first:
                last += 1
                continue
            if not material[last]:
                break
            last += 1
            taken += 1
            if starts[last] - starts[first] > 1:
                yield Candidate(starts[first], starts[last], "")
            if len(texts[first]) > 2 and last - first > 1 and texts[first + 1] == "·" and particle(texts[first]):
                yield Candidate(starts[first] + 1, starts[last], "")  # 为巴迪·戴尔
