"""Awards that are titles without 得主: an honour that somebody is (IEEE Fellow, 长江学者), a grade taken (某竞赛金牌).

Only a name that follows shows that they are titles; without one they are what a verb speaks of (获得某竞赛金牌).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.relations.cells import CHAR, Cell, Title
from kg.relations.title_grammar import pattern_of, shape
from kg.schema import Mention


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
