"""Holders of units that only the form of their names or the rest of the text tells: 叠浪科技语音团队, 众星机器人研究院.

A part of a firm (事业部, 团队) is held by the firm that its name begins with, where that is a coined name with the word
for its trade. Another unit without a holder is held by the firm or school of the text whose name it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.org_lexicon import lexicon
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.unit_grammar import unit_grammar
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_FIRM = compiled("(?P<own>[\u4e00-\u9fff]{2,4}?)(?:<firm-form>)(?=[\u4e00-\u9fffA-Za-z]{1,12}(?:<firm-part>)$)")
_UNIT = compiled("[\u4e00-\u9fffA-Za-z]{2,14}(?:<firm-part>|<house-end>)$|研究院$")
_HOLDERS = frozenset({"company", "university", "fund"})
_BY_FORM = frozenset({"org/form", "org/shape"})
_SHORTEST = 2


def firm_front(text: str) -> tuple[int, str, str] | None:
    """The length, name and kind of the coined firm that the name `text` of one of its parts begins with."""
    match = _FIRM.match(text)
    if match is None or in_dictionary(match["own"]) or match["own"] in place_names():
        return None
    return match.end(), match.group(), "company"


def held_in_text(orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, units without a holder with the one that the text names and their names begin with."""
    holders = {m.text: m for m in orgs if not m.parents and m.kind in _HOLDERS and len(m.text) >= _SHORTEST}
    return [_held(m, holders) if m.by in _BY_FORM and not m.parents else m for m in orgs]


def _held(unit: Mention, holders: dict[str, Mention]) -> Mention:
    if unit.text in lexicon().meanings or not unit_grammar().ends.search(unit.text):
        return unit
    for length in range(len(unit.text) - _SHORTEST, _SHORTEST - 1, -1):
        holder = holders.get(unit.text[:length])
        if holder is not None and _UNIT.fullmatch(unit.text[length:]):
            return unit._replace(parents=(holder.name,))
    return unit
