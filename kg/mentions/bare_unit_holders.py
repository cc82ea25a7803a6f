"""Who holds a unit that is named alone: who stands beside it, who is named with it elsewhere, who is near."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.bare_unit_ends import Ending
from kg.mentions.org_lexicon import lexicon
from kg.mentions.patterns import any_of, compiled
from kg.mentions.places import place_names
from kg.schema import Mention

_NEAR = 240
#: The short name of an organisation in brackets, before its unit: 某某大学（CMU）计算机学院.
_ALIAS = re.compile("（[\u4e00-\u9fff]{2,6}）|（[A-Za-z][A-Za-z .&-]{1,12}）")
#: A post and the mark of a list between two units.
_BESIDE = re.compile("[^，。；、]{1,8}[、和与及兼]")
#: Somebody does something at an organisation, up to the end of the clause.
_THERE = compiled("(?:<does-there>)(?P<place>[\u4e00-\u9fff]{0,4})$")
#: The house just spoken of, before its unit (该系某某研究所).
OWN_HOUSE = compiled("[该本](?P<house><own-house>)的?$")
_OWN_REACH = 8
_PLACE_REACH = 5
_CLAUSE_END = re.compile("[，。；：！？、\n]")
_LIST_MARKS = frozenset("、和与及")
#: Kinds that only who is named in their own sentence, or who the text is about, holds.
_SENTENCE_ONLY = frozenset({"team", "association"})
#: How long a unit's name must be to be known again without its holder.
_KNOWN_AGAIN = 4


@cache
def unit_word(name: str) -> re.Pattern[str]:
    """A pattern for the words of that class of `bare_unit_words.tsv`."""
    raw = "|".join(r["words"] for r in load_table("bare_unit_words") if r["class"] == name)
    return re.compile({"after": f"(?:{raw})", "link": f"^(?:{raw})$"}.get(name, f"{any_of(raw.split('|'))}了?$"))


def main_org(orgs: Sequence[Mention]) -> Mention | None:
    """The organisation that the text names far more often than others."""
    roots = Counter(m.parents[-1] if m.parents else m.name for m in orgs)
    ranked = roots.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return next((m for m in orgs if m.name == ranked[0][0] and not m.parents), None)


def elsewhere(unit: str, orgs: Sequence[Mention]) -> Mention | None:
    """The organisation that the text names with this unit in full, if it is the only one."""
    whole = {m.name: m for m in orgs if m.parents and m.name.endswith(unit) and m.name != unit}
    known = len(unit) >= _KNOWN_AGAIN or not unit[0] >= "\u4e00"
    return next(iter(whole.values())) if known and len(whole) == 1 else None


def beside(text: str, start: int, ending: Ending, orgs: Sequence[Mention]) -> Mention | None:
    """The organisation that stands right before a unit that begins at `start`, or that its clause is about."""
    before = [m for m in orgs if m.end <= start and start - m.end <= _NEAR]
    if not before:
        return None
    mention = max(before, key=lambda m: m.end)
    between = text[mention.end : start]
    linked = unit_word("link").match(between) or _ALIAS.fullmatch(between)
    if linked and (mention.kind or "company") in ending.holders | {"team"}:
        return mention
    at = _THERE.search(text, max(0, mention.start - _PLACE_REACH), mention.start)
    if at is not None and (not at["place"] or at["place"] in place_names()) and not _CLAUSE_END.search(between):
        there = root_of(mention, ending, orgs)
        if there is not None:
            return there  # 曾在甲公司领导某团队
    if between in ("）", "（") and (mention.kind or "company") in ending.holders:
        return mention  # 某某大学（某大）计算机学院
    if not _BESIDE.fullmatch(between) and not (mention.parents and between in _LIST_MARKS):
        return None
    root = root_of(mention, ending, orgs)
    if root is None and mention.parents:
        # 甲实验室某部副主任、某所所长: of one house
        return mention if mention.kind in ending.holders else root_of(mention, ending, orgs, whatever=True)
    return root


def near(text: str, start: int, ending: Ending, orgs: Sequence[Mention], main: Mention | None) -> Mention | None:
    """The organisation before a unit that begins at `start`, or what the text is about, that may hold it."""
    before = sorted((m for m in orgs if m.end <= start and start - m.end <= _NEAR), key=lambda m: -m.end)
    if unit_word("here").search(text[max(0, start - 3) : start]):
        return main if main is not None and main.kind == "university" else None
    house = OWN_HOUSE.search(text, max(0, start - _OWN_REACH), start)
    if house is not None:
        return next((m for m in before if m.text.endswith(house["house"])), None)
    its_own = unit_word("firm-own").search(text[max(0, start - 8) : start]) is not None
    if its_own:
        before = [m for m in before if m.kind == "company"]
    own = unit_word("own").search(text[max(0, start - 4) : start]) is not None
    if own:
        before = [m for m in before if m.kind in ("university", "school")]  # 学校的超算队
        main = main if main is not None and main.kind in ("university", "school") else None
    before = [m for m in before if not _aside(text, m, start)]
    same = [m for m in before if not re.search("[。！？\n]", text[m.end : start])]
    same.sort(key=lambda m: unit_word("former").search(text[max(0, m.start - 4) : m.start]) is not None)
    for mention in (
        *(() if own else same),
        *([main] if main is not None else []),
        *(before if own or its_own or ending.kind not in _SENTENCE_ONLY else ()),
    ):
        root = root_of(mention, ending, orgs)
        if root is not None:
            return root
    return None


def _aside(text: str, mention: Mention, start: int) -> bool:
    """Whether the organisation stands in a bracket that is closed before `start` (由张三（前甲公司总监）领导)."""
    close, floor = text.find("）", mention.end, start), max(0, mention.start - _NEAR)
    return close >= 0 and text.rfind("（", floor, mention.start) > text.rfind("）", floor, mention.start)


def root_of(mention: Mention, ending: Ending, orgs: Sequence[Mention], *, whatever: bool = False) -> Mention | None:
    """The mention itself, or of its parents the outermost, where it can hold such a unit, or `whatever` its kind."""
    if mention.parents:
        outer = mention.parents[-1]
        known = next((m for m in orgs if m.name == outer and not m.parents), None)
        if known is not None:
            return known if whatever or (known.kind or "company") in ending.holders else None
        entry = lexicon().by_name.get(outer)
        kind = entry.kind if entry is not None else None
        return (
            Mention(mention.start, mention.end, "Org", mention.text, outer, kind, "parent")
            if kind in ending.holders or whatever
            else None
        )
    return mention if (mention.kind or "company") in ending.holders else None
