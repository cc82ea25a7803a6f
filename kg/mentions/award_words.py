"""The words that award names are made of: how they end, what does not belong to them, what is too general for one."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled

YEAR = re.compile(r"\s?(?:19|20)\d\d\s?年?度?\s?")
"""A year inside a name."""
_COUNTED, _GENERAL = compiled("<counted-many>的?$"), compiled("<general-award>")


def headless(name: str) -> bool:
    """Whether a name only says what kind of award it is (最佳论文奖), so that its giver belongs to it."""
    return name.startswith(_headless())


@cache
def _headless() -> tuple[str, ...]:
    return tuple(r["word"] for r in load_table("award_forms") if r["class"] == "headless")


@cache
def forms() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], frozenset[str], frozenset[str]]:
    """How names end and of what kind that is, what cannot stand in them, what names none, what bars an end."""
    rows = load_table("award_forms")
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(row["class"], []).append(row["word"])
    kinds = {r["word"]: r["kind"] for r in rows if r["class"] == "suffix"}
    longest = sorted(kinds, key=lambda w: (-len(w), w))
    prizes = "|".join(w for w in longest if w.endswith("奖"))
    others = "|".join(w for w in longest if not w.endswith("奖"))
    after, after_other = ("".join(words[c]) for c in ("not-after", "not-after-other"))
    suffix = re.compile(f"(?:{others})(?![{after_other}])|(?:{prizes})(?![{after}])")
    stops = sorted(words["stop"], key=lambda w: (-len(w), w))
    return suffix, kinds, re.compile("|".join(stops)), frozenset(words["generic"]), frozenset(words["not-before"])


def only_counted(text: str, start: int, name: str) -> bool:
    """Whether what begins at `start` is no one award but a number of them (多项国际挑战赛)."""
    return _GENERAL.match(name) is not None and _COUNTED.search(text, max(0, start - 6), start) is not None
