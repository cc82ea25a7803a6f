"""Organisations in a clean text: known ones and their units, unknown ones by form, brands by what is done with them.

`find_orgs` weighs every stretch that may name an organisation (`org_candidates`), takes the best that do not overlap,
lets them grow over the units that follow, reads their inner structure, and goes over the article once more with what is
sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.mentions.org_candidates import INNER_ORG, candidates, org_values
from kg.mentions.org_context import brands, is_generic, meant, regions_of, supported
from kg.mentions.org_lexicon import Entry, Hit, find_hits
from kg.mentions.org_structure import read_structure, suffix_of, unit_end
from kg.mentions.person_model import LEFT, RIGHT, Tables, left_values, right_values, tables, total, weights
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention

Scored = tuple[float, int, int]

_KNOWN = 1.5
_WEAK = 1.0
_BRAND = 0.8
_SURE = 2.0
_CAPITALS = 2.5


@cache
def _tables() -> tuple[Tables, Tables, Tables, float]:
    bias = weights("org").get("bias", {}).get("*", 0.0)
    return tables("org", "left", LEFT), tables("org", "inner", INNER_ORG), tables("org", "right", RIGHT), bias


def score_candidates(words: Words, hits: Sequence[Hit]) -> list[Scored]:
    """Every candidate of the text with its score (log odds)."""
    left, inner, right, bias = _tables()
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    scored: list[Scored] = []
    for candidate in candidates(words, hits):
        start, end, _ = candidate
        if start not in lefts:
            lefts[start] = total(left_values(words, start), left)
        if end not in rights:
            rights[end] = total(right_values(words, end), right)
        score = bias + lefts[start] + rights[end] + total(org_values(words, candidate), inner)
        scored.append((score, start, end))
    return scored


def _choose(scored: Sequence[Scored], used: bytearray) -> list[Scored]:
    """The best stretches that overlap neither each other nor what is `used` (which is marked)."""
    chosen: list[Scored] = []
    for score, start, end in sorted(scored, key=lambda s: (-s[0], s[1], -s[2])):
        if score <= 0:
            break
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            chosen.append((score, start, end))
    return chosen


def _adjusted(words: Words, scored: Sequence[Scored], hits: Sequence[Hit], mentioned: frozenset[str]) -> list[Scored]:
    """The scores with what the lexicon and the context are sure of, and without what names nobody in particular."""
    text = words.text
    by_span = {(hit.start, hit.end): hit for hit in hits}
    result: list[Scored] = []
    for score, start, end in scored:
        hit = by_span.get((start, end))
        if hit is None:
            name = text[start:end]
            if is_generic(words, start, end) or (name.isascii() and not suffix_of(name) and score < _CAPITALS):
                continue
        elif hit.weak:
            score = max(score, _WEAK) if supported(words, hit, mentioned) else min(score, score - _WEAK)
        elif _free(words, start) and _free(words, end):
            score = max(score, _KNOWN)
        result.append((score, start, end))
    result.extend((_BRAND, start, end) for start, end in brands(words) if not is_generic(words, start, end))
    return result


def _free(words: Words, offset: int) -> bool:
    """Whether no word of the dictionary lies across `offset`."""
    return words.begins(offset) or not in_dictionary(words.words[words.at[offset]])


def _grown(words: Words, chosen: Sequence[Scored], used: bytearray) -> list[Scored]:
    """The stretches, longer where a unit of the organisation follows."""
    grown: list[Scored] = []
    for score, start, end in sorted(chosen, key=lambda c: c[1]):
        stop = end
        while words.begins(stop) and (longer := unit_end(words, stop)) > stop and not any(used[stop:longer]):
            used[stop:longer] = b"\1" * (longer - stop)
            stop = longer
        grown.append((score, start, stop))
    return grown


def find_orgs(text: str) -> list[Mention]:
    """The organisations named in `text` (clean, simplified), in order, none overlapping another."""
    words = cut(text)
    hits = find_hits(text)
    strong = [hit.entries[0] for hit in hits if not hit.weak]
    mentioned = frozenset(entry.name for entry in strong)
    regions = regions_of(strong)
    used = bytearray(len(text))
    chosen = _choose(_adjusted(words, score_candidates(words, hits), hits, mentioned), used)
    chosen = _grown(words, chosen, used)
    chosen += _choose(_repeated(words, chosen), used)
    entries: dict[tuple[int, int], Entry] = {(hit.start, hit.end): meant(hit, mentioned, regions) for hit in hits}
    return [read_structure(words, start, end, entries.get((start, end))) for _, start, end in sorted(chosen, key=lambda c: c[1])]


def _repeated(words: Words, chosen: Sequence[Scored]) -> list[Scored]:
    """The further places of names that are sure, and of what is left of them without their legal form."""
    text = words.text
    forms: set[str] = set()
    for score, start, end in chosen:
        name = text[start:end]
        if score > _SURE and len(name) > 2:
            forms.add(name)
            short = name
            while (suffix := suffix_of(short)) in _LEGAL and len(short) - len(suffix) > 2:
                short = short[: -len(suffix)]
            if short != name:
                forms.add(short)
    found: list[Scored] = []
    for form in sorted(forms):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if words.begins(start) and words.begins(end):
                found.append((float(len(form)), start, end))
            start = text.find(form, end)
    return found


_LEGAL = frozenset({"公司", "集团", "科技", "控股", "股份"})
