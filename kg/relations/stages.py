"""Which degree a time of life tells: 大学时就读于…, 高中随家人返台，就读…, 凭竞赛保送…."""

from __future__ import annotations

import re

from kg.mentions.patterns import compiled
from kg.relations.cells import ACCEPTS, CHAR
from kg.relations.clauses import clauses
from kg.relations.tape import Tape

_UNIVERSITY = compiled("<stage-university><stage-when>", "clause_words")
_SECONDARY = compiled(rf"[{CHAR['Degree']}](?:<stage-when>|<stage-with>)", "clause_words")
_ADMITTED = compiled("<admitted>", "clause_words")
_BY_CONTEST = compiled("<admission>", "clause_words")
_SCHOLAR = compiled("<contest-of-pupils>", "clause_words")
#: A year at the university at the head of the next clause (考入某校，大学二年级时…).
_IN_YEAR = compiled(rf"[{CHAR['Degree']}](?:<stage-when>|就)", "clause_words")
#: 来自某校，研究生时期的导师是…
_THEN_ADVISED = compiled(rf"[{CHAR['Degree']}]<stage-when>的?[^，。；]{{0,4}}?<stage-advisor>", "clause_words")
_WHEN = compiled(rf"<stage-when>$|[{CHAR['Degree']}](?:<stage-with>|<stage-when>)", "clause_words")


def stage_of(tape: Tape, match: re.Match[str]) -> str | None:
    """The name of the degree that the clause of a match, or the clause before it, tells by a time of life; else None.

    Who is admitted by an examination or a contest of pupils studies for a first degree.
    """
    text = tape.text
    bounds = clauses(text)
    number = next((n for n, (start, end) in enumerate(bounds) if start <= match.start() <= end), 0)
    start = bounds[number][0]
    if number and _WHEN.search(text, *bounds[number - 1]):
        start = bounds[number - 1][0]
    for found in _SECONDARY.finditer(text, start, match.end()):
        if any(m.name == "secondary" for m in tape.cells[found.start()].mentions):
            return "secondary"
    if _UNIVERSITY.search(text, start, match.end()):
        return "bachelor"
    after = bounds[number + 1] if number + 1 < len(bounds) else None
    if after and _THEN_ADVISED.match(text, *after) and not set(text[slice(*after)]) & set(ACCEPTS["Org"]):
        names = {m.name for m in tape.cells[after[0]].mentions}
        return names.pop() if len(names) == 1 and not any("|" in n for n in names) else None
    if after and _IN_YEAR.match(text, *after):
        told = {m.name for m in tape.cells[after[0]].mentions if m.kind == "stage"}
        return "bachelor" if "bachelor" in told else None
    if _ADMITTED.search(match.group()):
        contest = any(
            m.type == "Award" and _SCHOLAR.search(m.text)
            for cell in tape.cells[start : match.end()]
            for m in cell.mentions
        )
        if contest or _BY_CONTEST.search(text, start, match.end()):
            return "bachelor"
    return None
