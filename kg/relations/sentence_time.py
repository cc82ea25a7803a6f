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
#: A clause that only says under whom somebody studies (考入某校，导师是张三，2015年毕业).
_ADVISED = compiled(rf"[^，。；{_OTHERS}]{{0,4}}(?:<stage-advisor>)[^，。；{ACCEPTS['Org']}]{{0,14}}$", "clause_words")
_ABROAD = compiled("<study-abroad>", "clause_words")
#: After a name: its bearer leaves.
_LEFT = compiled(
    rf"(?:（[^（）]{{1,16}}）)?[^，。；{_OTHERS}{_DATE}]{{0,10}}?(?P<date>[{_DATE}])?[^，。；{_OTHERS}{_DATE}]{{0,8}}?<leaves>",
    "clause_words",
)
#: From a clause's beginning: the one spoken of leaves, at a date.
_RESIGNED = compiled(
    rf"[^，。；{_OTHERS}{_DATE}]{{0,6}}(?P<date>[{_DATE}])[^，。；{_OTHERS}{_DATE}]{{0,6}}?(?:<leaves>|离开(?:[，。；]|$|后))",
    "clause_words",
)
_WHILE = compiled(rf"^[^，]{{0,3}}(?P<date>{CHAR['Date']}).*<while>$", "clause_words")
_GRADUATED = compiled(rf"^[^，]{{0,3}}(?P<date>{CHAR['Date']})[^，]*毕业之?后$", "clause_words")
#: Between 直到 with its date and the end of a match: somebody came only then (直到2015年，他加入某公司).
_COMES = compiled("<comes-then>", "clause_words")
_STAYED = compiled("(?:<stayed>)(?:一直|了)?[至到]$", "clause_words")
#: A clause that says when somebody came, about whom the next one goes on (已于2023年全职回国，担任…).
_CAME = compiled(
    rf"[{ACCEPTS['Person']}]?<came-lead>*(?P<date>{_DATE})(?:<came-how>)*(?:<came>)了?后?",
    "clause_words",
)
#: After a post: how long it was held (担任甲公司CTO，直到2019年).
_HELD = compiled(
    rf"[^，。；{_OTHERS}{_DATE}]{{0,4}}<held-until>(?P<date>{_DATE})(?:<leaves>|<held-end>|[^，。；]{{0,2}})$",
    "clause_words",
)
_NOT_LEFT = compiled("<leaves-not>", "clause_words")


def ending(predicate: Predicate, tape: Tape, end: int, values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What the clauses after tape position `end` tell of how a course of study or a post ended: date and degree."""
    if "end" not in predicate.qualifiers or "end" in values:
        return {}
    if "degree" not in predicate.qualifiers:
        left = _left_later(tape, end)
        return {"end": [left]} if left and left != values.get("start", [""])[0] else {}
    for start, found in _ends(tape, end, _REACH):
        if found["date"]:
            return _told(tape, start, found, values)
    return {}


def _left_later(tape: Tape, end: int) -> str | None:
    """When the next clauses after tape position `end`, up to one that names another, say that a post was left
    (2018年加入甲公司，2021年离职).
    """
    following = [(start, stop) for start, stop in clauses(tape.text) if start >= end]
    for start, stop in following[:_NEAR]:
        held = _HELD.match(tape.text[start:stop])
        if held is not None:
            date = tape.cells[start + held.start("date")].mentions[0].name
            return date if "/" not in date else None
        found = _RESIGNED.match(tape.text, start, stop)
        if found is not None and not _NOT_LEFT.search(found.group()):
            date = tape.cells[found.start("date")].mentions[0].name
            return date if "/" not in date else None
        if any(c in _OTHERS for c in tape.text[start:stop]):
            break
    return None


def _ends(tape: Tape, end: int, reach: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The next `reach` clauses after tape position `end`, up to one that names another, that tell of the end of a
    course of study: where they begin, and the match there.
    """
    following = [(start, stop) for start, stop in clauses(tape.text) if start >= end]
    for start, stop in following[:reach]:
        found = _ENDED.match(tape.text[start:stop])
        if found is not None:
            yield start, found
        if any(c in _OTHERS for c in tape.text[start:stop]) and not _ADVISED.match(tape.text, start, stop):
            break
        if _ABROAD.search(tape.text, start, stop):
            break  # 考入某校，后赴美，2015年获博士学位: of another school


def _told(tape: Tape, start: int, found: re.Match[str], values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    dates = [m.name for m in tape.cells[start + found.start("date")].mentions]
    if "/" in "".join(dates):
        return {}
    group = _degree_group(found)
    told = [m.name for m in tape.cells[start + found.start(group)].mentions] if group else []
    told = [degree for name in told for degree in name.split("|")] if len(dates) > 1 else told
    if told and not set(told) & {d for v in values.get("degree", told) for d in v.split("|")}:
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
        return _came(tape, start)
    between = tape.text[at + 1 : end]
    near = sum(1 for s, _ in bounds if at < s <= start) <= _NEAR
    return at if near and not _LATER.search(between) else None


def _came(tape: Tape, start: int) -> int | None:
    """The position of the date of the clause before tape position `start`, where it says that somebody came then."""
    before = next(((s, e) for s, e in reversed(clauses(tape.text)) if e < start), None)
    found = _CAME.fullmatch(tape.text, *before) if before else None
    return found.start("date") if found else None


def comes_then(tape: Tape, at: int, match: re.Match[str]) -> bool:
    """Whether a match says that somebody came somewhere, before which it names the date at tape position `at`
    (直到2015年，他才加入某公司): the date is no end.
    """
    return at < match.end() and _COMES.search(tape.text, at + 1, match.end()) is not None


def stays_until(tape: Tape, at: int) -> bool:
    """Whether the words before the date at tape position `at` make it the end of a stay (工作至2019年)."""
    return _STAYED.search(tape.text, max(0, at - 8), at) is not None


def date_of_while(tape: Tape, low: int, *, graduated: bool = False) -> int | None:
    """The date at the head of the clause before `low` where that clause says during what it was (2012年在校时，…), or,
    if `graduated`, after what course of study (2012年博士毕业后，…).
    """
    bounds = clauses(tape.text)
    before = next(((s, e) for s, e in reversed(bounds) if e <= low), None)
    match = (_GRADUATED if graduated else _WHILE).match(tape.text[slice(*before)]) if before else None
    return before[0] + match.start("date") if before and match else None
