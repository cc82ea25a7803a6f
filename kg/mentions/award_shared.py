"""Awards that share the words which say what they are for: ABC、DEF最佳论文奖; 多个最佳论文奖（如ABC 2020、DEF 2021）;
多项挑战赛（ABC、DEF）冠军.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.award_lexicon import forms_listed
from kg.mentions.patterns import compiled
from kg.schema import Mention

_VENUE = r"[A-Z][A-Za-z]{1,10}(?:[\-/][A-Z][A-Za-z]+)?(?: ?’?(?:20\d\d|[012]\d))?"
_JOIN = r"(?:、|和|与|及|/|, ?|，)"
_BEFORE = compiled(rf"(?<![A-Za-z])(?P<names>(?:{_VENUE}{_JOIN}){{1,5}}){_VENUE}年?的?(?P<award><paper-award>)")
_BEHIND = compiled(
    rf"<counted-many>的?[^，。；、（）]{{0,6}}?(?:(?P<award><paper-award>)|<contest-end>)"
    rf"（(?:<for-example>)?(?P<names>{_VENUE}(?:{_JOIN}{_VENUE}){{0,5}})等?）"
)
_NAME = re.compile(r"(?P<name>[A-Z][A-Za-z]*(?:[\-/][A-Z][A-Za-z]+)?) ?’?(?P<year>20\d\d|[012]\d)?")


def shared(text: str) -> Iterator[Mention]:
    """The awards of `text` whose names stand in such lists, unsorted; the last one before the shared words is whole."""
    for match in (*_BEFORE.finditer(text), *_BEHIND.finditer(text)):
        first = match.start("names")
        for item in _NAME.finditer(match["names"]):
            name, kind = item["name"] + (match["award"] or ""), "prize" if match["award"] else "championship"
            name, kind, _weak = forms_listed().get(name, (name, kind, False))
            attrs = (("year", item["year"].rjust(4, "0").replace("00", "20", 1)),) if item["year"] else ()
            start, end = first + item.start(), first + item.end()
            yield Mention(start, end, "Award", text[start:end], name, kind, by="award-shared", attrs=attrs)
