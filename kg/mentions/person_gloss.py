"""Names that the text gives twice, in characters and in Latin letters: 游望轩（Wangxuan You）, 杰姆亚（Jem Arden）.

Where the letters spell the characters, in either order of surname and given name, both are names for certain, whatever
their words mean by themselves. A name from another language is taken on its characters and on what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table, foreign_mean, is_han
from kg.mentions.person_score import Scored
from kg.mentions.places import place_names

_LATIN = r"[A-Z][A-Za-z'’-]*(?: [A-Z][A-Za-z'’.-]*){1,3}"
_HAN_FIRST = re.compile(rf"(?P<han>[\u4e00-\u9fff]{{2,4}}) ?（(?:英文名)?(?P<latin>{_LATIN})(?=[）,，;；])")
_LATIN_FIRST = re.compile(
    rf"(?<![A-Za-z] )(?<![A-Za-z])(?P<latin>{_LATIN}) ?（(?P<han>[\u4e00-\u9fff]{{2,4}})(?=[）,，])"
)
#: What stands before a name in characters that a bracket gives in Latin letters.
_BEFORE = compiled("(?:[，。、；：！？“”\n\\s的和与及]|<addressed>|<glossed-after>)$")
_SPELT, _LIKELY = 6.0, 1.0
_MOST_READINGS = 16


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {row["char"]: row.many("readings") for row in load_table("pinyin")}


@cache
def _surname_readings() -> dict[str, tuple[str, ...]]:
    return {row["surname"]: row.many("pinyin") for row in load_table("surnames")}


def spells(latin: str, han: str) -> bool:
    """Whether Latin words are the pinyin of a Chinese name, surname first or last (Wangxuan You: 游望轩)."""
    letters = re.sub(r"[^a-z ]", "", latin.lower().replace("ü", "v"))
    written = letters.replace(" ", "")
    for length in (2, 1):
        surname, given = han[:length], han[length:]
        if not given or len(given) > 2 or surname not in char_table().surname:
            continue
        single = _readings().get(surname, ()) if length == 1 else ()
        first = dict.fromkeys((*_surname_readings().get(surname, ()), *single))
        rest = ["".join(r) for r in product(*(_readings().get(c, ()) for c in given))][:_MOST_READINGS]
        if any(written in (a + b, b + a) for a in first for b in rest):
            return True
    return False


def spelt(text: str) -> Iterator[Scored]:
    """The names that stand beside their own spelling: both of each pair, sure."""
    for pattern in (_HAN_FIRST, _LATIN_FIRST):
        for match in pattern.finditer(text):
            han, end = match["han"], match.end("han")
            for length in (2, 3, 4):
                name = han[-length:] if pattern is _HAN_FIRST else han
                if len(name) == length and spells(match["latin"], name):
                    yield _SPELT, end - length, end, "han"
                    yield _SPELT, *match.span("latin"), "latin"


def openings(text: str, scored: Sequence[Scored]) -> set[int]:
    """Where a bracket opens that begins with a name in Latin letters."""
    return {start - 1 for score, start, _, sort in scored if sort == "latin" and score > 0 and text[start - 1] == "（"}


def foreign(text: str, scored: Sequence[Scored]) -> Iterator[Scored]:
    """Names from other languages in characters, after a role or a mark, of which a bracket gives the letters."""
    for end in sorted(openings(text, scored)):
        for length in (5, 4, 3, 2):
            start = end - length
            name = text[max(0, start) : end]
            before = start == 0 or (start > 0 and _BEFORE.search(text, max(0, start - 6), start))
            if before and is_han(name) and foreign_mean(name) > _LIKELY and name not in place_names():
                yield _LIKELY, start, end, "words"
                break
