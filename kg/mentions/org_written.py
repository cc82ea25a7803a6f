"""Organisations by how they are written: houses named after saints (St. Anne大学), bodies of a county (某某县农会), and
houses that two others have together (甲大学-乙公司联合实验室).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.mentions.org_structure import kind_of
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.words import cut
from kg.schema import Mention

_SAINT = compiled(r"(?<![A-Za-z])(?:St|Mt|Ft)\. ?(?:[A-Z][A-Za-z'’]+[ -]){0,2}[A-Z][A-Za-z'’]+ ?(?:<latin-house>)")
_LOCAL = compiled(r"(?P<level>[省市县区州]?)(?:<local-body>)(?!<body-goes-on>)")
_DASH = re.compile("[-–—·－]{1,2}")
_JOINT = compiled(r"[\u4e00-\u9fffA-Za-z]{0,14}?(?:<joint-house>|<house-end>|中心)(?![长部])")
_TOGETHER = compiled("<joint-house>$")
_HOUSE = compiled("(?:<joint-house>|<house-end>|中心)$")
_HOLDERS = frozenset({"university", "company", "institute", "government", "fund", None})
_SHORTEST, _LONGEST_PLACE = 4, 4


def with_written(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with those so found, sorted; what overlaps one of these is dropped."""
    found = [*_by_form(text), *_joint(text, orgs)]
    if not found:
        return list(orgs)
    longer = {(o.start, o.end) for o in orgs if o.by == "org/lexicon"}
    found = [f for f in found if not any(s <= f.start and f.end <= e for s, e in longer)]
    apart = [o for o in orgs if all(o.end <= f.start or f.end <= o.start for f in found)]
    return sorted([*apart, *found], key=lambda o: o.start)


def _by_form(text: str) -> Iterator[Mention]:
    for match in _LOCAL.finditer(text):
        start = _place_before(text, match.start(), level=bool(match["level"]))
        if start is not None:
            name = text[start : match.end()]
            yield Mention(start, match.end(), "Org", name, name, "association", by="org/written")
    for match in _SAINT.finditer(text):
        name = match.group()
        yield Mention(match.start(), match.end(), "Org", name, name, kind_of(name) or "university", by="org/written")


def _place_before(text: str, end: int, *, level: bool) -> int | None:
    """Where the place begins that ends at `end`, the longest; with its `level` after it, one the segmenter knows."""
    words = cut(text)
    for start in range(max(0, end - _LONGEST_PLACE), end - 1):
        number = words.at[start]
        if not words.begins(start):
            continue
        tagged = level and words.tags[number] == "ns" and words.starts[number + 1] in (end, end + 1)
        if text[start:end] in place_names() or tagged:
            return start
    return None


def _joint(text: str, orgs: Sequence[Mention]) -> Iterator[Mention]:
    """Houses named after two that a dash joins, or 与 where they are a joint house; neither holds them alone."""
    ordered = sorted((o for o in orgs if o.by != "org/alias"), key=lambda o: o.start)
    for left, right in pairwise(ordered):
        if left.kind not in _HOLDERS:
            continue
        match = _JOINT.match(text, right.end)
        end = right.end if _HOUSE.search(right.text) and len(right.text) > _SHORTEST else match.end() if match else 0
        dashed = _DASH.fullmatch(text, left.end, right.start) is not None
        with_both = text[left.end : right.start] in ("与", "和") and _TOGETHER.search(text, right.start, end)
        if end and (dashed or with_both):
            name = text[left.start : end]
            yield Mention(left.start, end, "Org", name, name, kind_of(name) or "lab", by="org/written")
