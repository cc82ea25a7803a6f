"""Honours of unknown names, which only a verb of honour (入选, 获评), quotation marks or a list with another shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.award_lexicon import posts
from kg.mentions.award_words import YEAR, forms
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.schema import Mention

_SCHEME = r"[^，。；：！？、\n“”《》（）]{0,16}?<scheme-word>[^，。；：！？、\n“”《》（）]{0,8}?<scheme-end>"
#: An honour that no list has, after a verb that gives one: in quotation marks, or by how its name ends.
_QUOTED = compiled(
    r"(?:<honour-verb>|<honour-took>)[了为过]?[：:]?(?!.{0,16}的“)[^，。；：！？\n“”]{0,18}?"
    r"(?P<name>“[^“”，。；\n]{2,24}(?:<honour-end>”|<scheme-end>”|”(?=<honour-tail>|计划|项目))(?:计划|项目)?)"
)
_NEXT = compiled(r"[、和与及]{0,2}(?P<name>“[^“”，。；\n]{2,24}(?:<honour-end>”|”(?=<honour-tail>)))")
_QUOTED_BESIDE = compiled(
    r"”?、(?:“(?P<name>[^“”，。；\n]{3,20})”(?=[、，。；和等及])"
    r"|[^，。；：、“”\n的了]{0,14}(?:<honour-house>)“(?P<of>[^“”，。；\n]{2,20}?<honour-end>)”)"
)
#: What such verbs give is an honour, whatever it is called (获评“我心中的好老师”).
_SURE = compiled(
    r"<honour-sure>[了为]?[^，。；：！？、\n“”]{0,16}?(?P<name>“[^“”，。；\n]{4,24}”)(?=[，。；、和与及等\n]|<honour-tail>|$)"
)
#: A list that quotation marks name in part (入选“拓路者”年度人物榜单).
_PARTLY = compiled(
    r"<honour-verb>[了为过]?[^，。；：！？、\n“”]{0,10}?(?P<name>“[^“”，。；\n]{2,20}”[^，。；：！？、\n“”的]{0,10}?<quoted-list>)"
)
_RANKED = compiled(r"(?P<name>“[^“”，。；\n]{2,24}<honour-end>”)(?=<honour-tail>|榜|评选)")
_BARE = compiled(
    rf"<honour-verb>[了为过]?(?P<name>[^，。；：！？、\n“”《》（）]{{2,22}}?<honour-end>|{_SCHEME})"
    r"(?P<tail><honour-tail>)?(?=[，。；、\n]|$)"
)
#: A further one in the list of the clause, whatever stands first in it (入选甲人才、某某青年科学家及乙计划).
_BARE_BESIDE = compiled(
    rf"[”）]?<list-and>(?P<name>[^，。；：！？、\n“”《》（）和与及]{{2,22}}?<honour-end>|{_SCHEME})"
    r"(?=<honour-tail>|[，。；、和与及等\n]|$)"
)
_VERB = compiled("<honour-verb>")
_POST = compiled("<honour-post>$")
#: Schemes of a place or a house are named in two characters and such an end (三秦英才).
_SCHOLAR = compiled("<named-scholar>$")
_ENDS = compiled("<scheme-end>$")
_APPOINTED, _STAFF = re.compile("聘任?为?$"), compiled("<staff-end>$")
_CLAUSE = re.compile("[，。；！？\n]")
_REACH = 120


def honours(text: str) -> Iterator[Mention]:
    """The honours that `text` shows by the verb before them."""
    first = [*_QUOTED.finditer(text), *_RANKED.finditer(text), *_SURE.finditer(text), *_PARTLY.finditer(text)]
    for match in (*first, *_further(text, first)):
        start, end = match.span("name")
        name = YEAR.sub("", re.sub("[“”]", "", match["name"])).strip()
        if len(name) > 3 and name not in posts():
            yield Mention(
                start, end, "Award", text[start:end], name, "honour", by="award-verb", attrs=_year(match["name"])
            )
    for match in _BARE.finditer(text):
        yield from _bare(text, *match.span("name"), tail=match["tail"] is not None)


def _bare(text: str, start: int, end: int, *, tail: bool) -> Iterator[Mention]:
    """The honour whose name stands in [start, end) without marks, if it tells enough; `tail`: 称号 follows."""
    _suffix, _kinds, stops, generic, _not_before = forms()
    for stop in stops.finditer(text, start, end):
        start = stop.end()
    name = YEAR.sub("", text[start:end]).strip()
    if _APPOINTED.search(text, max(0, start - 3), start) and _STAFF.search(name):
        return  # 获聘为某公司首席AI科学家: a post
    least = 3 if _SCHOLAR.search(name) else 4 if tail else 5
    if len(name) > least and name not in generic and not _POST.search(name):
        year = _year(text[start:end])
        yield Mention(start, end, "Award", text[start:end], name, "honour", by="award-verb", attrs=year)


def _year(words: str) -> tuple[tuple[str, str], ...]:
    """The attribute that a year inside an honour's name tells (获评“2020年度某某人物”)."""
    year = YEAR.search(words)
    return (("year", re.sub(r"\D", "", year.group())),) if year else ()


def _further(text: str, found: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The honours that stand in a list behind those found (获评“甲之星”、“乙标兵”)."""
    for match in found:
        following = _NEXT.match(text, match.end())
        while following:
            yield following
            following = _NEXT.match(text, following.end())


def beside(text: str, ends: Sequence[int]) -> Iterator[Mention]:
    """What stands in a list with the awards that end at `ends`: in quotation marks (图灵奖、“最佳某某人”、…), or by how
    its name ends where a verb of honour stands before the list.
    """
    for end in ends:
        match = _QUOTED_BESIDE.match(text, end)
        while match and match[group := "name" if match["name"] else "of"] not in posts():
            name = match[group]
            yield Mention(*match.span(group), "Award", name, name, "honour", by="award-beside")
            match = _QUOTED_BESIDE.match(text, match.end())
        bare = _BARE_BESIDE.match(text, end)
        while bare and _honoured(text, end):
            yield from _bare(text, *bare.span("name"), tail=False)
            bare = _BARE_BESIDE.match(text, bare.end())


def _honoured(text: str, at: int) -> bool:
    """Whether a verb of honour stands in the clause before `at`."""
    begin = max((m.end() for m in _CLAUSE.finditer(text, max(0, at - _REACH), at)), default=max(0, at - _REACH))
    return _VERB.search(text, begin, at) is not None


def settled(honour: Mention, met: Sequence[Mention]) -> Mention | None:
    """`honour` beside the other awards that its stretch meets: as it is where it holds them all, as the listed one
    where that is most of it, None where it is only a part or where its front is who gives the listed award.
    """
    if not met:
        return honour
    if not all(honour.start <= m.start and m.end <= honour.end for m in met):
        return None
    most = max(met, key=lambda m: len(m.span))
    if honour.text.startswith("“"):
        if not all(honour.start < m.start and m.end < honour.end for m in met):
            return None
        listed = most.by == "award-list" and len(most.span) > len(honour.span) / 2
        return honour._replace(name=most.name, kind=most.kind) if listed else honour
    front, behind = honour.text[: most.start - honour.start], honour.text[most.end - honour.start :]
    longer = len(met) == 1 and (front.strip() or _ENDS.search(behind))
    return honour if longer and entry_of(front) is None else None
