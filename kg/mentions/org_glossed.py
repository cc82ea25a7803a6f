"""Second names of firms that only the shape of their names shows: 叠浪科技（Stackwave）, Stackwave（叠浪科技）; and the
other places of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.latin_names import word_class
from kg.mentions.org_alias import bracket
from kg.mentions.org_belief import TRADES
from kg.mentions.org_latin import personal
from kg.mentions.org_structure import entry_of, suffix_of
from kg.schema import Mention

_BEFORE = re.compile(r"(?:(?<=[^A-Za-z0-9 .])|^)(?P<name>[A-Z][A-Za-z0-9.&-]{2,}(?: [A-Z][A-Za-z0-9.&-]*){0,2}) ?（$")
_REACH = 40
_BY_FORM = frozenset({"org/form", "org/shape"})
_SHORTEST = 3


def with_glossed(text: str, orgs: Sequence[Mention], taken: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with those second names, sorted; `taken` are names of other things."""
    forms: dict[str, Mention] = {}
    for org in orgs:
        if org.by in _BY_FORM and not org.parents and not org.text.isascii():
            for name in _second(text, org):
                forms.setdefault(name, org)
    if not forms:
        return list(orgs)
    out = list(orgs)
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        org = forms[form]
        for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])", text):
            start, end = match.span()
            if all(end <= o.start or o.end <= start for o in (*out, *taken)):
                out.append(Mention(start, end, "Org", form, org.name, org.kind, "org/alias", org.parents))
    return sorted(out, key=lambda o: o.start)


def _second(text: str, org: Mention) -> Iterator[str]:
    """The name in the bracket after a firm's, and the Latin one before the bracket that holds the firm's."""
    found = bracket(text, org)
    if found is not None and len(text[found[0] : found[1]]) >= _SHORTEST:
        yield text[found[0] : found[1]]
    firm = TRADES.search(org.text) or suffix_of(org.text)
    if not firm or text[org.end : org.end + 1] != "）":
        return
    before = _BEFORE.search(text, max(0, org.start - _REACH), org.start)
    if before is None or entry_of(before["name"]) is not None or personal(before["name"]):
        return
    if word_class(before["name"]) not in ("given", "surname"):
        yield before["name"]
