"""Awards that are titles without 得主: an honour that somebody is (IEEE Fellow, 长江学者), a grade taken (某竞赛金牌).

Only a name that follows shows that they are titles; without one they are what a verb speaks of (获得某竞赛金牌).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.relations.cells import CHAR, Cell, Title
from kg.relations.title_grammar import pattern_of, shape
from kg.schema import Mention

#: What says when or at which time it was won, directly before the award: 2018年图灵奖, 第三届某某赛.
_TOLD = compiled(rf"(?:[{CHAR['Date']}{CHAR['Edition']}](?:<of-award>)?)+$", "clause_words")
_KEYS = {"Grade": "grade", "Edition": "edition", "Date": "year"}
_YEAR = re.compile(r"\d{4}")


def told_before(text: str, cells: Sequence[Cell], at: int) -> list[Mention]:
    """The dates and editions that stand directly before the award at tape position `at`."""
    told = _TOLD.search(text, max(0, at - 8), at)
    return [m for cell in cells[told.start() : at] for m in cell.mentions] if told else []


def own_words_of(title: Title) -> dict[str, str]:
    """Grade, edition and year of a title that is an award; a date that is no year is not the award's."""
    out: dict[str, str] = {}
    for mention in title.inside:
        key = _KEYS.get(mention.type)
        if key is not None and (key != "year" or _YEAR.fullmatch(mention.name)):
            out.setdefault(key, mention.text if key == "grade" else mention.name)
    return out


def is_held(text: str, cells: Sequence[Cell], at: int) -> bool:
    """Whether the award at tape position `at` is one that somebody is, or has its grade behind it."""
    award = cells[at].mentions[-1]
    graded = text[at + 1 : at + 2] == CHAR["Grade"]
    return graded or any(shape("fellow-of").search(words) for words in (award.text, award.name))


def bare(title: Title) -> bool:
    """Whether a title is an award without 得主."""
    return title.kind == "award" and not title.words


def shown(text: str, titles: Sequence[Title], end: int, name: int) -> bool:
    """Whether the name at `name` after titles that end at `end` shows that bare awards among them are titles; what 、
    parts from the name may be what somebody else got (张三夺得某竞赛金牌、李四…).
    """
    return name >= 0 and not (bare(titles[-1]) and "、" in text[end:name])


def goes_with(role: Mention) -> bool:
    """Whether a role just behind a bare award is said beside it (长江学者特聘教授); in 金牌教练, 会士评审委员会主席 the
    award is only part of a post.
    """
    return pattern_of("academic-role").search(role.text) is not None and not pattern_of("unique-role").search(role.text)
