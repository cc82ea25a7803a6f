"""How units end that are named without their holder, and what kinds of organisation can hold each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.words import Words
from kg.schema import Mention

_HOUSE, _LEAST_OF_HOUSE = compiled("(?:<house-end>)$"), 3


@dataclass(frozen=True, slots=True)
class Ending:
    """The kind of a unit, and the kinds of organisation that can hold it."""

    kind: str
    holders: frozenset[str]


@cache
def endings() -> dict[str, Ending]:
    """Every ending of such a unit."""
    return {r["suffix"]: Ending(r["kind"], frozenset(r.many("holders"))) for r in load_table("bare_unit_holders")}


def split_suffix(words: Words, last: int) -> str | None:
    """The ending of a unit that the segmenter takes for two words (事业|群), the second of which is word `last`."""
    if len(words.words[last]) > 1:
        return None
    suffix = suffix_at(words.words[last - 1] + words.words[last])
    return suffix if suffix is not None and len(suffix) > 1 else None


@lru_cache(maxsize=1 << 12)
def suffix_at(word: str) -> str | None:
    """The longest ending of a unit that `word` ends in; none of a word that only looks like one (干部, 总部)."""
    if word.endswith(no_ends()):
        return None
    known = endings()
    return next((word[-n:] for n in range(min(len(word), _longest()), 0, -1) if word[-n:] in known), None)


@cache
def no_ends() -> tuple[str, ...]:
    """Words that end as units do and are none (干部, 总部)."""
    return tuple(w for r in load_table("bare_unit_words") if r["class"] == "no-end" for w in r.many("words"))


@cache
def _longest() -> int:
    return max(map(len, endings()))


def joined(holder: str, unit: str) -> str:
    """The holder's name with the unit's, unless the unit bears it already; a blank between Latin words."""
    if unit.startswith(holder) and len(unit) > len(holder) + 1:
        return unit
    latin = holder[-1].isascii() and holder[-1].isalnum() and unit[0].isascii() and unit[0].isalnum()
    return f"{holder} {unit}" if latin else holder + unit


def formal(unit: str) -> bool:
    """Whether a unit is named as houses of their own are (激光聚变研究中心, 材料结构国家重点实验室)."""
    house = _HOUSE.search(unit)
    return house is not None and house.start() >= _LEAST_OF_HOUSE


def named_with(holder: Mention, text: str, start: int, orgs: Sequence[Mention]) -> bool:
    """Whether the holder is named in the sentence, before the unit that begins at `start`."""
    begin = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    return any(begin <= m.start < start and holder.name in (m.name, *m.parents) for m in orgs)
