"""Degree and subject that the clauses after a course of study tell: 考入X，2015年毕业，获数学学士学位; 考入X，主修物理.

Such a clause names nobody and no house, and no clause before it says that somebody went on to another place. A degree
that is dated otherwise than the end already told, or another degree than the one told, is of another course of study.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.mentions.patterns import compiled
from kg.relations.cells import ACCEPTS, CHAR
from kg.relations.clauses import clauses
from kg.relations.tape import Tape

_DATE, _DEGREE, _MAJOR = CHAR["Date"], CHAR["Degree"], CHAR["Major"]
_OTHERS = ACCEPTS["Org"] + CHAR["Award"] + CHAR["Title"] + ACCEPTS["Person"]
#: How many clauses further a course of study is told of.
_REACH = 3
_GAP = f"[^，。；{_OTHERS}{_DATE}{_DEGREE}{_MAJOR}]"
#: A degree that is taken, with its subject: 并于2019年获得计算机科学学士学位.
_TAKEN = compiled(
    rf"{_GAP}{{0,4}}(?P<date>{_DATE})?{_GAP}{{0,4}}(?:<obtained>)[了过]?{_GAP}{{0,4}}(?P<major>{_MAJOR})?{_GAP}{{0,3}}"
    rf"(?P<degree>{_DEGREE})(?!<study-other>)",
    "clause_words",
)
#: A subject that is studied: 主修物理, 本科学的是自动化, 选了电子工程专业.
_STUDIED = compiled(
    rf"(?:<study-lead>)*(?P<degree>{_DEGREE})?(?:<study-lead>)*(?:<study-of>)(?P<major>{_MAJOR})"
    rf"(?:的?知识|的?课程|专业|系|方向)?(?=[，。；、并和与]|$)",
    "clause_words",
)
#: The degree for which one enrols, in the clause right after: 考入X，直接攻读博士学位.
_BEGUN = compiled(
    rf"(?:<study-lead>)*(?:攻读|修读)?(?P<major>{_MAJOR})?(?:专业|方向)?(?P<degree>{_DEGREE})(?:学位)?(?=[，。；]|$)",
    "clause_words",
)
_ELSEWHERE = compiled("(?:<study-elsewhere>)", "clause_words")


def told_after(tape: Tape, end: int, values: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Degree and subject of the study that a match ending at tape position `end` says, as the clauses after it tell
    them; what `values` has is not told again.
    """
    new: dict[str, list[str]] = {}
    degrees = values.get("degree", [])
    if len(degrees) > 1 or any("|" in degree for degree in degrees):
        return new
    following = [(start, stop) for start, stop in clauses(tape.text) if start >= end]
    for number, (start, stop) in enumerate(following[:_REACH]):
        clause = tape.text[start:stop]
        if set(clause) & set(_OTHERS) or _ELSEWHERE.search(clause):
            break
        found = _TAKEN.match(clause) or _STUDIED.match(clause) or (_BEGUN.match(clause) if number == 0 else None)
        if found is None:
            continue
        told = [m.name for m in tape.cells[start + found.start("degree")].mentions] if found["degree"] else []
        if len(told) > 1 or any("|" in degree for degree in told):
            break
        if told and degrees and told != degrees:
            break
        dated = found.re is _TAKEN and found["date"]
        if dated and values.get("end", [""])[0] != tape.cells[start + found.start("date")].mentions[0].name:
            break
        if told and not degrees:
            new["degree"] = degrees = told
        if found["major"] and "major" not in values and "major" not in new:
            subjects = tape.cells[start + found.start("major")].mentions
            new["major"] = [subjects[0].name.removesuffix("专业") or subjects[0].name]
    return new
