"""Contests that no list holds and whose name does not end as a contest's must, shown by the grade that somebody took in
them (夺得某某杯业余围棋冠军, 拿过全校辩论赛亚军, 拿下Xyz Open特等奖).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.award_words import YEAR, forms, only_counted
from kg.mentions.patterns import compiled
from kg.schema import Mention

_TAKEN = compiled(
    r"(?:<won-verb>|<took-verb>)[了过到]?(?P<name>[^，。；：！？、\n《》（）]{2,24}?(?:[赛杯]|<contest-of>)”?)"
    r"的?(?:<contest-part>)?(?:<rank-scope>)?(?:<rank-taken>|[金银铜][牌奖]|[特一二三]等奖|第[一二三四]名)"
)
#: A contest in Latin letters is named by its grade alone (拿下Xyz Open特等奖).
_LATIN = compiled(
    r"(?:<won-verb>|<took-verb>)[了过到]?\s?(?:[12]\d{3}\s?年?度?的?\s?)?"
    r"(?P<name>[A-Z][A-Za-z]+(?:[ \-][A-Z][A-Za-z]+){0,4})"
    r"\s?(?:[12]\d{3}年?)?的?(?:<contest-part>)?(?:<rank-scope>)?(?:总?<rank-taken>|[特一二三]等奖|第[一二三四]名|[金银铜][牌奖])"
)
_CUP = compiled("<contest-cup>$")
_PLAIN = compiled("(?:<plain-contest>)$")


def contests(text: str) -> Iterator[Mention]:
    """The contests that `text` shows by a grade taken in them, in its order."""
    _suffix, _kinds, stops, generic, _not_before = forms()
    for match in _TAKEN.finditer(text):
        start, end = match.span("name")
        for stop in stops.finditer(text, start, end):
            start = stop.end()
        name = YEAR.sub("", text[start:end]).replace("“", "").replace("”", "").strip()
        whole = len(name) > (2 if _CUP.search(name) else 3) and text[start:end].count("“") == text[start:end].count("”")
        if whole and name not in generic and not _PLAIN.search(name) and not only_counted(text, start, name):
            yield Mention(start, end, "Award", text[start:end], name, "championship", by="award-grade")
    for match in _LATIN.finditer(text):
        if match["name"] not in generic:
            yield Mention(*match.span("name"), "Award", match["name"], match["name"], "championship", by="award-grade")
