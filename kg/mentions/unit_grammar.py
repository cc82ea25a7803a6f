"""How the names of sub-units are made: their endings with their kinds, and what may stand before these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicons import load_table

#: What must follow a suffix is no part of it.
_AHEAD = re.compile(r"\(\?=.*$")
_MODIFIER = r"[\u4e00-\u9fffA-Za-z0-9·\-—+&/ ]{0,16}?"
#: A place in brackets before a unit (东海科技（中国）研究院).
_PLACE = r"(?:（[\u4e00-\u9fff]{2,8}）)?"
#: The short name of the holder in brackets before its unit: 某某大学（NFU）计算机系, 某某大学（某大）计算机系.
_ALIAS = r"（(?:[A-Z][A-Za-z.&-]{1,11}|[\u4e00-\u9fff]{1,4}(?:大|院|所))）(?=[\u4e00-\u9fff])"
_BRACKET = r"(?:（(?:[A-Za-z][A-Za-z0-9 .\-]{0,24}|[\u4e00-\u9fff]{4,16})）)?"


@dataclass(frozen=True, slots=True)
class UnitGrammar:
    """The patterns and words of `org_units.tsv`."""

    unit: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    generic: frozenset[str]
    stop: re.Pattern[str]
    stop_chars: frozenset[str]
    lead: re.Pattern[str]
    ends: re.Pattern[str]
    front: re.Pattern[str]
    vague: tuple[str, ...]


@cache
def unit_grammar() -> UnitGrammar:
    """The grammar of units' names. Raises DataError where the list cannot be read."""
    rows = load_table("org_units")
    suffixes = [(r["word"], r["kind"]) for r in rows if r["class"] == "suffix"]
    suffixes.sort(key=lambda s: (-len(re.sub(r"\(.*", "", s[0])), s[0]))
    stops = sorted((r["word"] for r in rows if r["class"] == "stop"), key=lambda w: (-len(w), w))
    joined = "|".join(s for s, _ in suffixes)
    fronts = [r["word"] for r in rows if r["class"] == "front"]
    return UnitGrammar(
        unit=re.compile(
            rf"(?:{_ALIAS})? ?(?P<place>{_PLACE})(?P<mod>{_MODIFIER})"
            rf"(?P<bracket>{_BRACKET})(?P<suffix>{joined})(?P<after>{_BRACKET})"
        ),
        kinds=tuple((re.compile(f"(?:{_AHEAD.sub('', s)})$"), kind) for s, kind in suffixes),
        generic=frozenset(r["word"] for r in rows if r["class"] == "generic"),
        stop=re.compile("|".join(re.escape(w) for w in stops if len(w) > 1)),
        stop_chars=frozenset(w for w in stops if len(w) == 1),
        lead=re.compile("(?:" + "|".join(sorted(r["word"] for r in rows if r["class"] == "lead")) + ")(?=..)"),
        ends=re.compile(f"(?:{joined})$"),
        front=re.compile("(?:" + "|".join(sorted(fronts, key=lambda w: (-len(w), w))) + ")"),
        vague=tuple(r["word"] for r in rows if r["class"] == "vague"),
    )


def unit_kind(suffix: str) -> str:
    """The kind of organisation that a unit's ending tells."""
    return next((kind for pattern, kind in unit_grammar().kinds if pattern.match(suffix)), "team")
