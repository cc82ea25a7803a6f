"""Firms named after words that say what kind of firm they are, and where from: 以色列面部识别公司RealFace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.schema import Mention

_LATIN = re.compile(r"“?[A-Za-z]")
_NAME = r"[A-Z][A-Za-z0-9.\-]*(?: [A-Z][A-Za-z0-9.\-]*){0,2}"
_FIRM_NAME = compiled(rf"(?P<what>[\u4e00-\u9fff]{{4,20}}?)<firm-noun>“?(?P<name>{_NAME})(?![A-Za-z])")
_KIND_BEFORE = compiled(rf"[A-Za-z\u4e00-\u9fff]{{2,12}}<firm-noun> ?(?P<name>{_NAME})")
#: A part of a firm, before its name.
_PART = compiled("<describing-part>$")
_FIRM = compiled(r".{2,12}<firm-noun>")


def with_described(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, without those that only say what kind of firm the next one is (某地语音公司“某某”), and with
    the Latin names that stand after such words.
    """
    starts = {o.start for o in orgs}
    kinds = [
        o
        for o in orgs
        if entry_of(o.text) is None
        and _FIRM.fullmatch(o.text)
        and any(o.text.startswith(name) for name in _places())
        and ((o.end + (text[o.end : o.end + 1] == "“")) in starts or _LATIN.match(text, o.end))
    ]
    out = [_undescribed(o) for o in _without_parts(text, orgs) if o not in kinds]
    for match in _FIRM_NAME.finditer(text):
        start, end = match.span("name")
        apart = all(end <= o.start or o.end <= start for o in out)
        if apart and any(name in match["what"] for name in _places()):
            out.append(Mention(start, end, "Org", match["name"], match["name"], "company", by="org/described"))
    return sorted(out, key=lambda o: o.start)


def _without_parts(text: str, orgs: Sequence[Mention]) -> Iterator[Mention]:
    """The organisations; of one that says what part of its holder the next is (甲公司AI部门“某某”), the holder."""
    starts = {o.start for o in orgs}
    for org in orgs:
        after = org.end + (text[org.end : org.end + 1] in ("“", " "))
        if not org.parents or after not in starts or not _PART.search(org.text):
            yield org
            continue
        for length in range(len(org.text) - 2, 1, -1):
            entry = entry_of(org.text[:length])
            if entry is not None and entry.name == org.parents[0]:
                front = org.text[:length]
                yield Mention(org.start, org.start + length, "Org", front, entry.name, entry.kind, "org/lexicon")
                break


def _undescribed(org: Mention) -> Mention:
    """A firm's mention without the words that say what kind of firm it is (AI制药公司 Xyz Labs: Xyz Labs)."""
    match = _KIND_BEFORE.fullmatch(org.text) if entry_of(org.text) is None else None
    if match is None:
        return org
    name = match["name"]
    return org._replace(start=org.end - len(name), text=name, name=name, kind="company", parents=())


@cache
def _places() -> tuple[str, ...]:
    """The names of places, of two characters and more."""
    return tuple(sorted(n for n in place_names() if len(n) > 1))
