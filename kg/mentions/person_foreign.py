"""The form of a name from another language: with dots (奥斯卡·贝尔曼), with the number of a ruler (威廉三世)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.mentions.patterns import compiled
from kg.mentions.person_model import foreign_mean, is_han
from kg.mentions.words import Words

_RULER = compiled("[一二三四五六七八九十]+世$")
_TWO = compiled("世[和与及、]")
_PARTICLE = compiled("<particle>|[为是]")
_INITIALS = re.compile(r"(?<![A-Za-z0-9.·])(?:[A-Z]\.[ ·]?|[A-Z]·){1,3}$")
_DOUBLE = re.compile("[\u4e00-\u9fff]-$")
#: How foreign the first half of a double given name must look, by its length.
_HALF = {1: 2.0, 2: 1.0, 3: 1.5}
_STRANGE = -5.0
_PLAIN = -1.0
_DOTTED = 1.0
_NUMBERED = 2.5
_NO_PART = 4.0


def foreign_form(words: Words, start: int, end: int) -> float:
    """What the form of the stretch [start, end) adds to its score (log odds) as a name from another language.

    A word of the language before the name (慈善家汤玛斯·约翰, 为巴迪·戴尔) is no part of it.
    """
    name = words.text[start:end]
    ruler = _RULER.search(name)
    if ruler is not None:
        if _TWO.search(name):
            return -_NO_PART
        return _NUMBERED if _mean(name[: ruler.start()]) > 0 else 0.0
    if "·" not in name:
        return 0.0
    first = min(end, words.starts[words.at[start] + 1]) - start
    if particle(name) or (first > 1 and first < name.find("·") and _mean(name[:first]) < _PLAIN):
        return -_NO_PART
    return _DOTTED if _mean(name) > 0 else 0.0


def before(words: Words, start: int) -> int:
    """Where the name from another language that is read from `start` on begins: with the initials (J.K.霍尔登) or the
    first half of a double given name (让-保罗·贝松) before it; `start` where there is none.
    """
    text = words.text
    initials = _INITIALS.search(text, max(0, start - 9), start)
    if initials is not None:
        return initials.start()
    double = _DOUBLE.search(text, max(0, start - 6), start)
    if double is None:
        return start
    for length in (3, 2, 1):
        first = text[start - 1 - length : start - 1]
        alone = length == 1 and words.begins(start - 2)
        if len(first) == length and is_han(first) and (alone or foreign_mean(first) > _HALF[length]):
            return start - 1 - length
    return start


def particle(word: str) -> bool:
    """Whether the word begins with a preposition or a copula."""
    return _PARTICLE.match(word) is not None


@lru_cache(maxsize=1 << 12)
def _mean(text: str) -> float:
    return foreign_mean(text) if text.strip("·") else _STRANGE
