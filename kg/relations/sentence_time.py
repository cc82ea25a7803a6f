"""Dates and degrees that another clause of the sentence tells: 2018年回国，受聘为…; 考入X，2016年本科毕业.

A date at the head of a sentence holds for its clauses up to the next date. A clause that tells how a course of study
ended belongs to the school named before it, as long as no other organisation stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.mentions.patterns import compiled
from kg.ontology import Predicate
from kg.relations.cells import ACCEPTS, CHAR
from kg.relations.clauses import clauses
from kg.relations.tape import Tape

_DATE, _DEGREE = CHAR["Date"], CHAR["Degree"]
_OTHERS = ACCEPTS["Org"] + CHAR["Award"] + CHAR["Title"] + ACCEPTS["Person"]
#: How far a course of study may go on, in clauses.
_REACH = 4
#: How many clauses may begin between a date at the head of the sentence and what it dates.
_NEAR = 2
_LATER = compiled("<other-time>", "clause_words")
_ENDED = compiled(
    rf"^[^，。；{_OTHERS}{_DATE}]{{0,4}}(?P<date>[{_DATE}])?[^，。；{_OTHERS}{_DATE}]{{0,8}}?"
    rf"(?:(?P<first>[{_DEGREE}])?<graduated>|<obtained>[^，。；{_OTHERS}]{{0,8}}?(?P<degree>[{_DEGREE}]))",
    "clause_words",
)
#: After a name: its bearer leaves.
_LEFT = compiled(
    rf"(?:（[^（）]{{1,16}}）)?[^，。；{_OTHERS}]{{0,10}}?(?P<date>[{_DATE}])?[^，。；{_OTHERS}]{{0,8}}?<leaves>",
    "clause_words",
)
_WHILE = compiled(rf"^[^，]{{0,3}}(?P<date>{CHAR['Date']}).*<while>$", "clause_words")
_NOT_LEFT = compiled("<leaves-not>", "clause_words")


def ending(predicate: Predicate, tape: Tape, end: int, values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What the clauses after tape position `end` tell of how a course of study ended: its date, its degree."""
    if "degree" not in predicate.qualifiers or "end" in values:
        return {}
    for start, found in _ends(tape, end, _REACH):
        if found["date"]:
            return _told(tape, start, found, values)
    return {}


def _ends(tape: Tape, end: int, reach: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The next `reach` clauses after tape position `end`, up to one that names another, that tell of the end of a
    course of study: where they begin, and the match there.
    """
    following = [(start, stop) for start, stop in clauses(tape.text) if start >= end]
    for start, stop in following[:reach]:
        found = _ENDED.match(tape.text[start:stop])
        if found is not None:
            yield start, found
        if any(c in _OTHERS for c in tape.text[start:stop]):
            break


def _told(tape: Tape, start: int, found: re.Match[str], values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    dates = [m.name for m in tape.cells[start + found.start("date")].mentions]
    if "/" in "".join(dates):
        return {}
    group = _degree_group(found)
    told = [m.name for m in tape.cells[start + found.start(group)].mentions] if group else []
    told = [degree for name in told for degree in name.split("|")] if len(dates) > 1 else told
    if told and not set(told) & set(values.get("degree", told)):
        return {}  # 考入X读本科，2012年获博士学位: another course of study ended
    new = {"degree": told} if told and "degree" not in values else {}
    return new | {"end": dates if len(dates) == len(told) else dates[:1]}


def degrees_after(tape: Tape, end: int) -> frozenset[str]:
    """The names of the degree that the next clauses after tape position `end` say was taken
    (师从张三，2010年获博士学位).
    """
    for start, found in _ends(tape, end, _NEAR):
        group = _degree_group(found)
        if group:
            return frozenset(m.name for m in tape.cells[start + found.start(group)].mentions)
    return frozenset()


def _degree_group(found: re.Match[str]) -> str:
    return "degree" if found["degree"] else "first" if found["first"] else ""


def leaving(tape: Tape, at: int) -> tuple[str, int] | None:
    """When the person at tape position `at`, whose post stands before his name, left it by what the clause says after
    the name (某公司CTO张三2024年离职), or the head of the sentence, and where in the clean text that is said; None
    where it says no such thing, or not when.
    """
    found = _LEFT.match(tape.text, at + 1)
    if found is None or _NOT_LEFT.search(found.group()):
        return None
    where = found.start("date") if found["date"] else head_date(tape, at, found.end())
    date = tape.cells[where].mentions[0].name if where is not None else ""
    return (date, tape.cells[found.end() - 1].end) if date and "/" not in date else None


def head_date(tape: Tape, start: int, end: int) -> int | None:
    """The position of the date at the head of the sentence, if it holds for the match at tape [start, end): no other
    date and no word for another time (之后, 曾, 其间) stands between, and no more than a clause.
    """
    bounds = clauses(tape.text)
    first = bounds[0]
    at = tape.text.find(_DATE, *first)
    if at < 0 or at >= start or tape.text.find(_DATE, at + 1, start) >= 0 or at - first[0] > 3:
        return None
    between = tape.text[at + 1 : end]
    near = sum(1 for s, _ in bounds if at < s <= start) <= _NEAR
    return at if near and not _LATER.search(between) else None


def date_of_while(tape: Tape, low: int) -> int | None:
    """The date at the head of the clause before `low` where that clause says during what it was (2012年在校时，…)."""
    bounds = clauses(tape.text)
    before = next(((s, e) for s, e in reversed(bounds) if e <= low), None)
    match = _WHILE.match(tape.text[slice(*before)]) if before else None
    return before[0] + match.start("date") if before and match else None
