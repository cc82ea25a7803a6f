"""The last look at the organisations found: bodies of a place, academies before 院士, kinds that other mentions tell,
what is a person after all.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.org_belief import TRADES
from kg.mentions.org_latin import personal
from kg.mentions.org_structure import suffix_of
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.words import cut
from kg.schema import Mention

_LONG = 3
_FORMER = compiled("<was>")
_AGE = compiled(r"\d0<generation>")
#: What names of national bodies begin with.
_NATIONAL = compiled("<national>")


def finished(orgs: Sequence[Mention], text: str) -> list[Mention]:
    """The organisations of the clean text, sorted, with what only a look at all of them tells."""
    kept = [o for o in orgs if o.by != "org/form" or suffix_of(o.text) or not (" " in o.text and personal(o.text))]
    kept = [_without_former(_without_age(o), text) for o in kept]
    local = [_of_place(_before_fellow(m, text), text) for m in kept]
    return sorted(_with_kinds(local), key=lambda m: m.start)


def _without_age(org: Mention) -> Mention:
    """A name without the generation of somebody who stands before it (90后某某科技CEO)."""
    age = _AGE.match(org.text)
    if age is None or age.end() > len(org.text) - 2:
        return org
    name = org.text[age.end() :]
    return org._replace(start=org.start + age.end(), text=name, name=name)


def _without_former(org: Mention, text: str) -> Mention:
    """A name without the word before it that says that somebody was there (原某某基金执行董事)."""
    if org.by == "org/lexicon" or not _FORMER.match(org.text) or len(org.text) < _LONG + 2:
        return org
    if not cut(text).begins(org.start + 1) or org.end - cut(text).starts[cut(text).at[org.start + 1]] < _LONG:
        return org
    name = org.text[1:]
    return org._replace(start=org.start + 1, text=name, name=name)


def _of_place(org: Mention, text: str) -> Mention:
    """A short form of a national body after a place's name as the body of that place (杭州市计算机学会)."""
    if org.by != "org/lexicon" or not _NATIONAL.match(org.name) or _NATIONAL.match(org.text):
        return org
    for start in range(max(0, org.start - 4), org.start - 1):
        place = text[start : org.start]
        if place in place_names() and not _NATIONAL.match(place):
            name = place + org.text
            return org._replace(start=start, text=name, name=name, by="org/of-place", parents=())
    return org


def _before_fellow(org: Mention, text: str) -> Mention:
    """An academy's mention without the character that begins 院士 as well (中研院士)."""
    shared = org.text.endswith("院") and text.startswith("士", org.end) and len(org.text) > _LONG - 1
    return org._replace(end=org.end - 1, text=org.text[:-1]) if shared else org


def _with_kinds(orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, those of no kind with that which another mention of the name has, or which its trade tells."""
    kinds = {m.name: m.kind for m in orgs if m.kind is not None}
    trade = {m.name: "company" for m in orgs if not m.name.isascii() and len(m.name) > 3 and TRADES.search(m.name)}
    return [m if m.kind is not None else m._replace(kind=kinds.get(m.name, trade.get(m.name))) for m in orgs]
