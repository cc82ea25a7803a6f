"""Whose an award is that a team, a class or other people took: a coach does not receive what his team wins, nor does a
teacher what his students do, and what 获奖人 and 得主 before have won is not what the next person has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.relations.proposal import Proposal
from kg.schema import Article

_PREDICATE = "received"
#: Between the name and the verb: 指导学生, 带领校队, 率队员; 由张三担任顾问的战队; 带领下，校队…; 所在的公司.
_LED = compiled(
    "(?:(?:<coaches>)[了过着]?的?[^，。；：、]{0,12}?(?:<coached>)"
    "|(?:<advises>)[了过着]?的?[^，。；：、]{0,12}?(?:<coached>|<coached-team>)"
    "|(?:(?:<of-coach>)|(?:担任|出任)[^，。；：、]{1,6}的)[^，。；：]{0,12}?(?:<coached>|<coached-team>|队)"
    "|(?:<coaches>)之?下，?[^，。；：、]{0,10}?(?:<coached>|<coached-team>|队)"
    "|所在的?[^，。；：、]{0,8}?(?:<award-house>))",
    "title_words",
)
#: Students who take part somewhere win in the next clause too.
_TAKES_PART = compiled("<contest-part-taken>", "title_words")
#: Before the name: 教练张三, 由领队张三; the award may be a coach's own.
_COACH = compiled("(?:<coach-title>)$", "title_words")
_OF_COACHES = compiled("<coach-award>", "title_words")
_OTHERS = compiled("(?:<won-by-others>)[^，。；：]{0,10}?$", "title_words")
_WON = compiled("<team-won>", "title_words")
_CLAUSE = re.compile("[，。；！？\n：]")
_SENTENCE = re.compile("[。！？\n]")


def without_teams(article: Article, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without the awards that others than the person have won."""
    return [p for p in proposals if p.predicate != _PREDICATE or not _others(article.text, p)]


def _others(text: str, proposal: Proposal) -> bool:
    award, person = proposal.object, proposal.subject
    if award is None:
        return False
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, award.start)), default=0)
    inside = begin <= person.start < award.start
    won = _WON.search(text, max(begin, award.start - 14), award.start)
    end = won.start() if won is not None else award.start
    clause = max((m.end() for m in _CLAUSE.finditer(text, begin, end)), default=begin)
    first = max(begin, person.end) if inside else clause
    led = _LED.search(text, first, award.start)
    if led is not None and (led.end() >= clause or _TAKES_PART.search(text, led.start(), award.start)):
        return _OF_COACHES.search(award.text) is None
    if inside and _COACH.search(text, max(begin, person.start - 8), person.start):
        return won is not None and _OF_COACHES.search(award.text) is None
    if won is None or (inside and person.start >= clause):
        return False
    return _OTHERS.search(text, clause, end) is not None
