"""Units whose names stand in quotation marks right after their holder: 某大学“一苇”队, 某公司的“深空语音团队”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.bare_unit_ends import joined
from kg.mentions.bare_units import BY
from kg.mentions.patterns import compiled
from kg.mentions.unit_grammar import unit_kind
from kg.schema import Mention

_OWN = compiled("的?(?P<whole>“(?P<own>[\u4e00-\u9fffA-Za-z0-9]{1,8})”(?P<suffix><quoted-unit>))(?!<not-quoted>)")
_WHOLE = compiled("的?“(?P<whole>[\u4e00-\u9fffA-Za-z0-9·]{1,12}?(?P<suffix><quoted-unit>|实验室|研究院|班))”")
_HOLDERS = frozenset({"company", "university", "school", "institute", "lab"})


def with_quoted_units(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with such units, sorted; what overlaps one and is in no list is dropped."""
    found = list(_found(text, orgs))
    if not found:
        return list(orgs)
    apart = [o for o in orgs if all(o.end <= f.start or f.end <= o.start for f in found)]
    return sorted([*apart, *found], key=lambda o: o.start)


def _found(text: str, orgs: Sequence[Mention]) -> Iterator[Mention]:
    listed = {o.start for o in orgs if o.by == "org/lexicon"}
    for org in orgs:
        if (org.kind or "company") not in _HOLDERS:
            continue
        match = _OWN.match(text, org.end) or _WHOLE.match(text, org.end)
        if match is None or match.start("whole") in listed:
            continue
        parents = (org.name, *org.parents)
        unit = match["whole"].replace("“", "").replace("”", "")
        name = unit if match.re is _OWN else joined(org.name, unit)
        yield Mention(*match.span("whole"), "Org", match["whole"], name, unit_kind(match["suffix"]), BY, parents)
