"""Second names of organisations that no list holds: what a bracket after the name gives, and its other places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.mentions.org_context import after, before, generic
from kg.mentions.person_alias import marks, short_form
from kg.mentions.places import place_names
from kg.mentions.words import Words, in_dictionary
from kg.schema import Mention

_LATIN = re.compile(r"[A-Z][A-Za-z0-9.&-]*(?: [A-Za-z0-9.&-]+){0,5}$")
_LONGEST = 40
_SURE = 3


class Alias(NamedTuple):
    """A stretch [start, end) that is another name of `org`."""

    start: int
    end: int
    org: Mention


def bracket(text: str, org: Mention) -> tuple[int, int] | None:
    """Where the second name stands in the bracket after `org`, when the bracket holds one."""
    if text[org.end : org.end + 1] != "（":
        return None
    close = text.find("）", org.end, org.end + _LONGEST)
    if close < 0:
        return None
    start, end, said = org.end + 1, close, False
    for mark in marks("alias"):
        if text.startswith(mark, start):
            start, said = start + len(mark), True
            break
    while start < end and text[start] in "：“「 ":
        start += 1
    while end > start and text[end - 1] in "”」 ":
        end -= 1
    inside = text[start:end]
    if not 1 < len(inside) <= _LONGEST // 2 or any(c in inside for c in "，。、；\n"):
        return None
    return (start, end) if said or (_LATIN.match(inside) and not inside.isdigit()) else None


def _brand(org: Mention) -> str | None:
    """The brand in a company's name, without the word for what it does (澜舟科技: 澜舟)."""
    if org.kind not in ("company", "fund") or org.text.isascii() or org.parents:
        return None
    short = short_form(org.text)
    trade = next((w for w in marks("trade") if short.endswith(w) and len(short) - len(w) > 1), "")
    brand = short[: len(short) - len(trade)]
    ok = trade and 2 <= len(brand) <= 4 and brand not in place_names() and not generic(brand)
    return brand if ok else None


def aliases(words: Words, orgs: Sequence[Mention]) -> Iterator[Alias]:
    """The second names of the organisations in `orgs` that are known by their form alone, wherever they stand."""
    text = words.text
    # a brand that is a word of the language as well (微澜) is one only where its neighbours are an organisation's
    forms: dict[str, Mention] = {}
    for org in orgs:
        brand = _brand(org)
        if brand is not None:
            forms.setdefault(brand, org)
        if org.by == "org/lexicon":
            continue
        found = bracket(text, org)
        if found is not None:
            forms.setdefault(text[found[0] : found[1]], org)
        short = short_form(org.text)
        if short != org.text and len(short) >= _SURE and not org.text.isascii():
            forms.setdefault(short, org)
    for form in sorted(forms):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            told = not in_dictionary(form) or before(words, start) is not None or after(words, end)
            if told and words.begins(start) and words.begins(end):
                yield Alias(start, end, forms[form])
            start = text.find(form, end)
