"""Words that names of organisations hold, end in, and never hold."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.words import in_dictionary


@cache
def suffixes() -> frozenset[str]:
    """Words that names of organisations end in."""
    return frozenset(row["suffix"] for row in load_table("org_suffixes"))


@cache
def _inner_verbs() -> frozenset[str]:
    """Verbs that names of organisations hold."""
    return frozenset(row["word"] for row in load_table("org_verbs"))


@cache
def _bars() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("org_bars"))


def never(word: str) -> bool:
    """Whether no name holds `word`, wherever it stands."""
    return word in _bars()


@lru_cache(maxsize=1 << 12)
def barred(word: str, tag: str) -> bool:
    """Whether no name goes on to the left over `word`: a verb that says something of somebody, a role, 旗下."""
    if word in _bars():
        return True
    if tag[:1] == "v" and tag not in ("vn", "vd"):
        return word not in _inner_verbs() and word not in suffixes() and in_dictionary(word)
    return tag == "d" and len(word) > 1 and word not in _inner_verbs()


@cache
def unit_leads() -> frozenset[str]:
    """Words that names of units begin with, though no other name does (学生 before 机器人队)."""
    return frozenset(row["word"] for row in load_table("org_units") if row["class"] == "lead")
