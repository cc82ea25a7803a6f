"""How persons' names are built and how they sound: their shape, their readings in Latin letters, how rare they are.

A reading is a pair (surname, given name) of Latin syllables without tones. A Chinese name has one for each reading of
its characters; a name in Latin letters has two, one for either order, where both halves are syllables of Chinese.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from kg.lexicons import load_table
from kg.names import has_han
from kg.resolve.keys import fold, unaccented, words

Reading = tuple[str, str]
_MOST = 6
_SINGLE_GIVEN = 0.15  # the share of Chinese full names with one given character
_RARE_SURNAME = 1e-5


@dataclass(frozen=True, slots=True)
class Shape:
    """What the form of a person's name tells.

    `key` is its folded form; `full` whether it has a surname and a given name; `parts` are the pieces by which a short
    form may call its bearer, the surname's first; `surname` and `given` of a Chinese name in Chinese characters.
    """

    name: str
    key: str
    full: bool
    han: bool
    parts: tuple[str, ...]
    surname: str = ""
    given: str = ""


@cache
def _surnames() -> dict[str, tuple[tuple[str, ...], float]]:
    return {row["surname"]: (row.many("pinyin"), float(row["freq"])) for row in load_table("surnames")}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {row["char"]: row.many("readings") for row in load_table("pinyin")}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(reading for readings in _readings().values() for reading in readings)


@cache
def _surname_sounds() -> dict[str, float]:
    """How many of the people of Chinese name bear a surname of this sound, as a share."""
    shares: dict[str, float] = {}
    for readings, share in _surnames().values():
        for reading in readings:
            shares[reading] = shares.get(reading, 0.0) + max(share, _RARE_SURNAME)
    return shares


@lru_cache(maxsize=1 << 16)
def shape(name: str) -> Shape:
    """The shape of `name` (in simplified script)."""
    if has_han(name):
        return _han_shape(name)
    tokens = _tokens(name)
    full = len(tokens) > 1 and all(len(t) > 1 for t in (tokens[0], tokens[-1]))
    kept = [t for i, t in enumerate(tokens) if len(t) > 1 or i in (0, len(tokens) - 1)]
    return Shape(name, " ".join(kept), full, False, (kept[-1], *kept[:-1]) if kept else ())


def _tokens(name: str) -> list[str]:
    plain = unaccented(name).casefold().replace("-", "").replace("'", "").replace("’", "")
    return re.findall(r"[^\W_]+", plain)


def _han_shape(name: str) -> Shape:
    key = fold(name)
    pieces = [p for p in re.split(r"[·•・‧∙.\s]", name) if p]
    if len(pieces) > 1:
        return Shape(name, key, True, True, (fold(pieces[-1]), *map(fold, pieces[:-1])))
    surname = next((key[:n] for n in (2, 1) if key[:n] in _surnames() and len(key) > n), "")
    if len(surname) == 2 and len(key) == 3 and key[0] in _surnames() and _surnames()[surname][1] < _RARE_SURNAME * 3:
        surname = key[0]
    given = key[len(surname) :] if surname else ""
    full = len(key) > 2 or (len(key) == 2 and bool(surname))
    return Shape(name, key, full, True, (surname, given) if surname else (key,), surname, given)


@lru_cache(maxsize=1 << 16)
def spoken(text: str) -> tuple[str, ...]:
    """The readings of Chinese characters, syllables run together; none where a character has no known reading."""
    readings = [_readings().get(c) for c in text]
    if not text or any(r is None for r in readings):
        return ()
    heard = ("".join(syllables) for syllables in product(*(r or () for r in readings)))
    return tuple(dict.fromkeys(x for x, _ in zip(heard, range(_MOST), strict=False)))


@lru_cache(maxsize=1 << 16)
def readings(name: str) -> tuple[Reading, ...]:
    """The readings of a full name; none for a name that is not Chinese."""
    made = shape(name)
    if not made.full:
        return ()
    if made.han:
        if not made.surname or len(made.given) > 2:
            # A foreign name in Chinese characters: its sound as a whole, with no surname.
            return tuple(("", whole) for whole in spoken(re.sub(r"[·•・‧∙.\s]", "", made.key)))
        surnames = _surnames()[made.surname][0]
        return tuple((s, g) for s in surnames for g in spoken(made.given))
    tokens = made.key.split()
    orders = ((tokens[-1], "".join(tokens[:-1])), (tokens[0], "".join(tokens[1:])))
    return tuple(dict.fromkeys((s, g) for s, g in orders if s in _surname_sounds() and _is_spoken(g)))


@lru_cache(maxsize=1 << 16)
def _is_spoken(text: str) -> bool:
    """Whether Latin letters are one, two or three syllables of Chinese."""
    return syllable_count(text) > 0


@lru_cache(maxsize=1 << 16)
def syllable_count(text: str) -> int:
    """Into how few syllables of Chinese the letters can be cut (at most three; 0 where they cannot)."""
    known = _syllables()
    reach = {0}
    for count in (1, 2, 3):
        reach = {i + n for i in reach for n in range(1, 7) if text[i : i + n] in known}
        if len(text) in reach:
            return count
    return 0


def blurred(reading: Reading) -> Reading:
    """The reading as it sounds to many ears: zh as z, ng as n, and so on."""
    return _blur(reading[0]), _blur(reading[1])


@lru_cache(maxsize=1 << 16)
def _blur(text: str) -> str:
    for pair in words("blur"):
        old, new = pair.split(">")
        text = text.replace(old, new)
    return text


@cache
def _given_counts() -> tuple[dict[str, tuple[int, int, int]], tuple[int, int, int]]:
    counts = {r["char"]: (int(r["first"]), int(r["second"]), int(r["single"])) for r in load_table("given_chars")}
    return counts, (
        sum(c[0] for c in counts.values()),
        sum(c[1] for c in counts.values()),
        sum(c[2] for c in counts.values()),
    )


def _share(char: str, place: int) -> float:
    counts, totals = _given_counts()
    return (counts.get(char, (0, 0, 0))[place] + 0.5) / (totals[place] + 0.5 * 3000)


@cache
def _sound_shares() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    tables: tuple[dict[str, float], dict[str, float], dict[str, float]] = ({}, {}, {})
    for char in _given_counts()[0]:
        for reading in _readings().get(char, ())[:1]:
            for place, table in enumerate(tables):
                table[reading] = table.get(reading, 0.0) + _share(char, place)
    return tables


@lru_cache(maxsize=1 << 16)
def rarity(name: str) -> float:
    """How rare a full name is: the negative decimal logarithm of the share of its bearers (4: one in 10,000)."""
    made = shape(name)
    if not made.han:
        found = [sound_rarity(r) for r in readings(name)]
        return min(found) if found else 7.0 if made.full else 3.0
    if not made.surname or len(made.given) > 2:
        return 7.0 if len(made.key) > 2 else 5.0
    share = max(_surnames()[made.surname][1], _RARE_SURNAME)
    if len(made.given) == 1:
        share *= _SINGLE_GIVEN * _share(made.given, 2)
    else:
        share *= (1 - _SINGLE_GIVEN) * _share(made.given[0], 0) * _share(made.given[1], 1)
    return -math.log10(share)


@lru_cache(maxsize=1 << 16)
def sound_rarity(reading: Reading) -> float:
    """How rare the sound of a name is, on the scale of `rarity`."""
    surname, given = reading
    if not surname:
        return 7.0
    first, second, single = _sound_shares()
    best = _SINGLE_GIVEN * single.get(given, 0.0)
    for cut in range(1, len(given)):
        best = max(best, (1 - _SINGLE_GIVEN) * first.get(given[:cut], 0.0) * second.get(given[cut:], 0.0))
    return -math.log10(max(best * _surname_sounds().get(surname, _RARE_SURNAME), 1e-10))


def is_foreign(made: Shape) -> bool:
    """Whether a name is a foreign one of several parts in Chinese characters."""
    return made.full and made.han and not made.surname and len(made.parts) > 1


def full_names(found: Iterable[str]) -> list[Shape]:
    """The full names among the names of one person: none that is only a piece of another."""
    shapes = sorted({shape(name) for name in found if shape(name).full}, key=lambda s: (-len(s.key), s.name))
    kept: list[Shape] = []
    for made in shapes:
        if not any(made.key != other.key and _is_piece(made, other) for other in kept):
            kept.append(made)
    return kept


def _is_piece(short: Shape, long: Shape) -> bool:
    if short.han != long.han:
        return False
    if not short.han:
        return set(short.key.split()) < set(long.key.split())
    return short.key in long.parts or long.key.endswith(short.key)
