"""What a list of awards tells of each one: 2010年甲奖、2011年乙奖二等奖 have years and grades of their own.

A date or an edition that stands directly before an award, and a grade directly behind it, belong to that award alone;
those that stand elsewhere (2019年获甲奖和乙奖, …均获金奖) are shared by all of the match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.mentions.patterns import compiled
from kg.ontology import Predicate
from kg.relations.cells import ANY, CHAR
from kg.relations.tape import Tape
from kg.relations.times_won import counted_behind
from kg.schema import Mention

_AWARD, _DATE = CHAR["Award"], CHAR["Date"]
#: What may stand between a date or an edition and the award that it belongs to.
_BEFORE = compiled(rf"(?:[{ANY.replace(_AWARD, '').replace(_DATE, '')}]|<of-award>|[“”\s])*", "clause_words")
_BEHIND = compiled(r"(?:<of-award>|[“”\s（）])*", "clause_words")
#: Verbs that say which place was taken (摘金, 夺冠), with the grade that each means.
_TAKEN = {
    "金牌": compiled("<won-gold>", "clause_words"),
    "银牌": compiled("<won-silver>", "clause_words"),
    "铜牌": compiled("<won-bronze>", "clause_words"),
    "冠军": compiled("<won-first>", "clause_words"),
}
_NOMINATED = re.compile("论文提名奖?$")
_YEAR_BEFORE = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年?度?(?:的|《[^《》]{2,16}》)?[“「]?$")


def own_words(tape: Tape, at: int, award: Mention, shared: Mapping[str, str]) -> dict[str, str]:
    """The qualifiers `shared` by a match as they are of one of its awards, which the cell at tape position `at` holds.

    A year, an edition or a grade that belongs to another award goes, its own comes in its place.
    """
    mentions = tape.cells[at].mentions
    out = dict(shared)
    for key, type_ in (("year", "Date"), ("edition", "Edition")):
        found = _before(tape, at, CHAR[type_])
        if found is not None and award == mentions[0]:
            out[key] = found
        elif key in out and _is_bound(tape, CHAR[type_], out[key]):
            del out[key]
    grade = _behind(tape, at)
    if grade is not None and award == mentions[-1]:
        out["grade"] = grade
    elif "grade" in out and _is_bound(tape, CHAR["Grade"], out["grade"]):
        del out["grade"]
    if "grade" not in out and award.kind == "championship" and award == mentions[-1]:
        out |= _taken(tape, at)
    if "count" in out and (times := counted_behind(tape)):
        out.pop("count")
        number = times.get(at) if award == mentions[-1] else None
        out |= {"count": number} if number else {}
    return out


def _taken(tape: Tape, at: int) -> dict[str, str]:
    """The grade that a verb behind the award, in its clause, tells by itself (在甲竞赛中夺金)."""
    stop = re.compile("[，。；]").search(tape.text, at)
    end = stop.start() if stop else len(tape.text)
    if tape.text.find(_AWARD, at + 1, end) >= 0:
        return {}
    return next(({"grade": grade} for grade, verb in _TAKEN.items() if verb.search(tape.text, at + 1, end)), {})


def told_with_name(
    predicate: Predicate, award: Mention, qualifiers: Mapping[str, str], text: str, *, elsewhere: bool
) -> dict[str, str]:
    """The qualifiers, with the grade that the award's name ends with (最佳论文提名奖) and, where the award was named
    `elsewhere`, the year that stands before it there (公布2019年某奖名单，张三获此殊荣).
    """
    out = dict(qualifiers)
    if "grade" in predicate.qualifiers and "grade" not in out and _NOMINATED.search(award.text):
        out["grade"] = "提名"
    year = _YEAR_BEFORE.search(text, max(0, award.start - 12), award.start) if elsewhere else None
    if year is not None and "year" in predicate.qualifiers and "year" not in out:
        out["year"] = year["year"]
    return out


def _before(tape: Tape, at: int, char: str) -> str | None:
    """The value that stands directly before the award at `at`."""
    text = tape.text
    place = text.rfind(char, 0, at)
    if place < 0 or not _BEFORE.fullmatch(text, place + 1, at):
        return None
    return tape.cells[place].mentions[-1].name


def _behind(tape: Tape, at: int) -> str | None:
    """The grade that stands directly behind the award at `at`."""
    place = tape.text.find(CHAR["Grade"], at + 1)
    if place < 0 or not _BEHIND.fullmatch(tape.text, at + 1, place):
        return None
    return tape.cells[place].mentions[0].name


def _is_bound(tape: Tape, char: str, value: str) -> bool:
    """Whether `value` stands beside an award wherever the sentence tells it."""
    places = [i for i, c in enumerate(tape.text) if c == char and value in (m.name for m in tape.cells[i].mentions)]
    awards = [m.start() for m in re.finditer(_AWARD, tape.text)]
    if char == CHAR["Grade"]:
        return bool(places) and all(
            any(_BEHIND.fullmatch(tape.text, a + 1, p) for a in awards if a < p) for p in places
        )
    return bool(places) and all(any(_BEFORE.fullmatch(tape.text, p + 1, a) for a in awards if a > p) for p in places)
