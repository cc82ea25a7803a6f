"""Which degree a time of life tells: 大学时就读于…, 高中随家人返台，就读…, 凭竞赛保送…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.relations.cells import ACCEPTS, CHAR
from kg.relations.clauses import clauses
from kg.relations.tape import Tape
from kg.schema import Mention

_OTHERS = ACCEPTS["Org"] + CHAR["Award"] + CHAR["Title"]
_UNIVERSITY = compiled("<stage-university>(?:<stage-when>|<stage-subject>)", "clause_words")
_SECONDARY = compiled(rf"[{CHAR['Degree']}](?:<stage-when>|<stage-with>)", "clause_words")
#: A school of pupils, or a class of one (某某七中数学实验班).
_SECONDARY_SCHOOL = compiled(
    r"(?:<secondary-school>|[一二三四五六七八九十]中|\d中)(?:(?:(?!大学|学院).){0,10}班)?$", "clause_words"
)
_UNDERGRADUATE = compiled("<undergraduate-class>$", "clause_words")
#: The words alone, where they are no degree (中学就读于皇仁书院).
_PUPIL = compiled("<stage-secondary><stage-when>", "clause_words")
_ADMITTED = compiled("<admitted>", "clause_words")
_BY_CONTEST = compiled("<admission>", "clause_words")
_SCHOLAR = compiled("<contest-of-pupils>", "clause_words")
#: A year at the university at the head of the next clause (考入某校，大学二年级时…).
_IN_YEAR = compiled(rf"[{CHAR['Degree']}](?:<stage-when>|就)", "clause_words")
#: 来自某校，研究生时期的导师是…
_THEN_ADVISED = compiled(rf"[{CHAR['Degree']}]<stage-when>的?[^，。；]{{0,4}}?<stage-advisor>", "clause_words")
#: A clause that says at which stage the next one is (硕士阶段转向人工智能，就读于某校).
_AT_STAGE = compiled(
    rf"[^，。；{_OTHERS}]{{0,8}}(?P<degree>[{CHAR['Degree']}])(?P<said><stage-when>|<stage-subject>)?[^，。；{_OTHERS}]{{0,16}}$",
    "clause_words",
)
#: A clause that is a degree alone (男，工学博士，毕业于某校).
_DEGREE_ALONE = re.compile(rf"\s*[{CHAR['Major']}{CHAR['Field']}]?(?P<degree>[{CHAR['Degree']}])$")
_WHEN = compiled(
    rf"<stage-when>$|<stage-university><stage-subject>|[{CHAR['Degree']}](?:<stage-with>|<stage-when>)", "clause_words"
)


def above_school(org: Mention) -> bool:
    """Whether an organisation is a university, a part of one, or an institute: nobody is a pupil there."""
    return not is_secondary(org) and (org.kind in ("university", "institute") or bool(org.parents))


def is_secondary(school: Mention) -> bool:
    """Whether a school's name, or that of what it is a part of, tells a secondary one."""
    return any(_SECONDARY_SCHOOL.search(name) for name in (school.name, *school.parents))


def degree_of_school(school: Mention) -> str:
    """The degree that a school tells by itself: who is at a middle school, or in a class for undergraduates."""
    return "secondary" if is_secondary(school) else "bachelor" if _UNDERGRADUATE.search(school.name) else ""


def stage_of(tape: Tape, match: re.Match[str], school: Sequence[Mention]) -> str | None:
    """The name of the degree that the clause of a match, or the clause before it, tells by a time of life; else None.

    Who is admitted by an examination or a contest of pupils studies for a first degree.
    """
    text = tape.text
    bounds = clauses(text)
    number = next((n for n, (start, end) in enumerate(bounds) if start <= match.start() <= end), 0)
    start = bounds[number][0]
    own = bounds[number][0]
    if number and _WHEN.search(text, *bounds[number - 1]):
        start = bounds[number - 1][0]
    if not any(above_school(org) for org in school):
        for found in _SECONDARY.finditer(text, start, match.end()):
            if any(m.name == "secondary" for m in tape.cells[found.start()].mentions):
                return "secondary"
        if school and _PUPIL.search(text, start, match.end()):
            return "secondary"
    if _UNIVERSITY.search(text, start, match.end()):
        return "bachelor"
    if number and (told := _stage_before(tape, bounds[number - 1], own, match.start())):
        return told
    after = bounds[number + 1] if number + 1 < len(bounds) else None
    if after and _THEN_ADVISED.match(text, *after) and not set(text[slice(*after)]) & set(ACCEPTS["Org"]):
        names = {m.name for m in tape.cells[after[0]].mentions}
        return names.pop() if len(names) == 1 and not any("|" in n for n in names) else None
    if after and _IN_YEAR.match(text, *after):
        stages = {m.name for m in tape.cells[after[0]].mentions if m.kind == "stage"}
        return "bachelor" if "bachelor" in stages else None
    if _ADMITTED.search(match.group()):
        contest = any(
            m.type == "Award" and _SCHOLAR.search(m.text)
            for cell in tape.cells[start : match.end()]
            for m in cell.mentions
        )
        before = bounds[number - 1] if number else (own, own)
        since = start if set(text[slice(*before)]) & set(_OTHERS) else min(start, before[0])
        if number and _from_secondary(tape, before) and any(above_school(org) for org in school):
            return "bachelor"
        if contest or _BY_CONTEST.search(text, since, match.end()):
            return "bachelor"
    return None


def _from_secondary(tape: Tape, clause: tuple[int, int]) -> bool:
    """Whether the clause before tells of a secondary school or that time of life, and of no other house: whoever is
    admitted to a university next begins there (高中就读于某中学，2013年保送某大学).
    """
    cells = tape.cells[slice(*clause)]
    named = [m for cell in cells for m in cell.mentions]
    orgs = [m for m in named if m.type == "Org"]
    pupil = any(m.type == "Degree" and m.name == "secondary" for m in named)
    return not any(map(above_school, orgs)) and (pupil or (bool(orgs) and all(map(is_secondary, orgs))))


def _stage_before(tape: Tape, before: tuple[int, int], own: int, at: int) -> str | None:
    """The degree of the stage of life that the clause `before` speaks of, where the clause from `own` on, in which a
    match stands at `at`, goes on about the same person.
    """
    clause = tape.text[slice(*before)]
    alone = _DEGREE_ALONE.match(clause)
    found = alone or _AT_STAGE.match(clause)
    if found is None or set(tape.text[own:at]) & set(ACCEPTS["Person"]):
        return None
    degrees = tape.cells[before[0] + found.start("degree")].mentions
    if alone is None and not found["said"] and any(m.kind != "stage" for m in degrees):
        return None
    names = {m.name for m in degrees}
    return names.pop() if len(names) == 1 and not any("|" in name for name in names) else None
