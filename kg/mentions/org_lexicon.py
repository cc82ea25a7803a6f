"""The organisations that the lexicon knows, found in a text by all their forms.

A form is matched without regard to Latin case when it is long; a short Latin form (up to four letters) must stand as
the lexicon writes it. Latin forms keep to word boundaries. Where two forms overlap, the leftmost longest is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicons import load_table
from kg.mentions.patterns import compiled

_DOES = compiled(r"\s?<does>$")
_WORKER = compiled("<worker>")
_SPACED = re.compile(r"(?:[A-Z][A-Za-z]{2,} )+[A-Z][A-Za-z]{2,}")
_BRACKETS = {ord("（"): "(", ord("）"): ")"}
_LOWER = {**{i: chr(i + 32) for i in range(65, 91)}, **_BRACKETS}


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation of the lexicon."""

    name: str
    kind: str
    region: str


class Hit(NamedTuple):
    """A form found at [start, end): the organisations that it may mean, and whether it is weak (also an everyday
    word, or shared by several).
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class OrgLexicon:
    """All forms, and the automaton over them."""

    forms: tuple[str, ...]
    meanings: Mapping[str, tuple[tuple[Entry, ...], bool]]
    automaton: ahocorasick_rs.AhoCorasick
    by_name: Mapping[str, Entry]


def fold(text: str) -> str:
    """`text` with A–Z in lower case and half-width brackets; the length stays."""
    return text.translate(_LOWER)


@cache
def lexicon() -> OrgLexicon:
    """The organisations of `kg/lexicon/orgs.tsv`."""
    strong: dict[str, list[Entry]] = {}
    weak: dict[str, list[Entry]] = {}
    by_name: dict[str, Entry] = {}
    for row in load_table("orgs"):
        entry = Entry(row["name"], row["kind"], row["region"])
        by_name.setdefault(entry.name, entry)
        weak_forms = row.many("weak")
        for form in (entry.name, *row.many("aliases"), *weak_forms):
            entries = (weak if form in weak_forms else strong).setdefault(form, [])
            if entry not in entries:
                entries.insert(0 if form == entry.name else len(entries), entry)
    for form in [f for f in strong if _SPACED.fullmatch(f)]:
        strong.setdefault(form.replace(" ", ""), strong[form])  # GoogleBrain
    meanings: dict[str, tuple[tuple[Entry, ...], bool]] = {}
    for form in {**strong, **weak}:
        if len(form) > 1:
            known = strong.get(form, [])
            meanings[form] = ((*known, *(e for e in weak.get(form, []) if e not in known)), not known)
    forms = tuple(sorted(meanings))
    automaton = ahocorasick_rs.AhoCorasick([fold(f) for f in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return OrgLexicon(forms, meanings, automaton, by_name)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@lru_cache(maxsize=4)
def find_hits(text: str) -> tuple[Hit, ...]:
    """Every form in `text`, leftmost longest, with Latin boundaries and case kept."""
    known = lexicon()
    hits: list[Hit] = []
    length = len(text)
    for number, start, end in known.automaton.find_matches_as_indexes(fold(text)):
        form = known.forms[number]
        found = text[start:end].translate(_BRACKETS)
        if _latin(form[0]) and start and _latin(text[start - 1]):
            continue
        if _latin(form[-1]) and end < length and (_latin(text[end]) or text[end] == "-"):
            continue
        if found != form:
            if found in known.meanings:
                form = found
            elif len(form) <= 4 or not found[0].isupper():
                continue
        if _WORKER.match(text, end) and (short := _DOES.sub("", form)) in known.meanings:
            form = short  # 谷歌研究员: a researcher at 谷歌, not the 员 of 谷歌研究
        entries, weak = known.meanings[form]
        hits.append(Hit(start, start + len(form), entries, weak))
    return tuple(hits)


@lru_cache(maxsize=4)
def meanings(text: str) -> Mapping[str, Entry]:
    """Which organisation each form of the lexicon means in `text`, for forms that several bear: one that the text
    names by
    a form of its own, else one of a region of those, else the first.
    """
    hits = find_hits(text)
    sure = [hit.entries[0] for hit in hits if not hit.weak and _alone(hit, text)]
    mentioned = frozenset(entry.name for entry in sure)
    regions = Counter(entry.region for entry in sure if entry.region)
    return {text[hit.start : hit.end]: meant(hit, mentioned, regions) for hit in hits if len(hit.entries) > 1}


def _alone(hit: Hit, text: str) -> bool:
    """Whether a form names one organisation alone, or is the name of the first that bears it (not 中科院)."""
    return len(hit.entries) == 1 or text[hit.start : hit.end] == hit.entries[0].name


def meant(hit: Hit, mentioned: frozenset[str], regions: Mapping[str, int]) -> Entry:
    """Which of the organisations that share a form is meant: one that the article names, or a part of which it names
    (港科大（广州）), or one of its regions, the more often named first.
    """
    for entry in hit.entries:
        if entry.name in mentioned:
            return entry
    for entry in hit.entries:
        if any(name.startswith(entry.name) for name in mentioned):
            return entry
    near = [entry for entry in hit.entries if entry.region in regions]
    return max(near, key=lambda entry: regions[entry.region]) if near else hit.entries[0]
