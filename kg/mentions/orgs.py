"""Organisations in a clean text: known ones and their units, unknown ones by form, brands by what is done with them.

`find_orgs` weighs every stretch that may name an organisation (`org_candidates`), takes the best that do not overlap,
reads their inner structure (parent and unit), and then goes over the article once more with what is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.mentions.org_candidates import INNER_ORG, candidates, org_values
from kg.mentions.org_lexicon import find_hits
from kg.mentions.org_structure import read_structure
from kg.mentions.person_model import LEFT, RIGHT, Tables, left_values, right_values, tables, total, weights
from kg.mentions.words import Words, cut
from kg.schema import Mention

Scored = tuple[float, int, int]

_STRONG = 2.5


@cache
def _tables() -> tuple[Tables, Tables, Tables, float]:
    bias = weights("org").get("bias", {}).get("*", 0.0)
    return tables("org", "left", LEFT), tables("org", "inner", INNER_ORG), tables("org", "right", RIGHT), bias


def score_candidates(words: Words) -> list[Scored]:
    """Every candidate of the text with its score (log odds)."""
    left, inner, right, bias = _tables()
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    scored: list[Scored] = []
    for candidate in candidates(words, find_hits(words.text)):
        start, end, known = candidate
        if start not in lefts:
            lefts[start] = total(left_values(words, start), left)
        if end not in rights:
            rights[end] = total(right_values(words, end), right)
        score = bias + lefts[start] + rights[end] + total(org_values(words, candidate), inner)
        if known == "strong-whole":
            score += _STRONG
        scored.append((score, start, end))
    return scored


def choose(scored: Sequence[Scored], *, least: float = 0.0) -> list[tuple[int, int]]:
    """The best stretches above `least` that do not overlap, in order."""
    taken: list[tuple[int, int]] = []
    used: set[int] = set()
    for score, start, end in sorted(scored, key=lambda s: (-s[0], s[1], -s[2])):
        if score <= least:
            break
        if not any(i in used for i in range(start, end)):
            used.update(range(start, end))
            taken.append((start, end))
    return sorted(taken)


def find_orgs(text: str) -> list[Mention]:
    """The organisations named in `text` (clean, simplified), in order, none overlapping another."""
    words = cut(text)
    chosen = choose(score_candidates(words))
    return [mention for start, end in chosen for mention in read_structure(words, start, end)]
