"""What keeps a clause from handing on a subject: a subject of its own that is nobody we know, a bare noun, somebody
described whom no mention names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import rjieba

from kg.relations.cells import TYPE
from kg.relations.clauses import (
    PERSON,
    clause_subject,
    has_noun,
    has_verb,
    names_unknown,
    opening,
    opens_unknown,
    pattern,
    plain,
)
from kg.relations.rules import word
from kg.relations.title_grammar import nominal

_MENTIONS = frozenset(TYPE)
_GOVERNORS = ("在", "于", "从", "自")


def modifies(text: str, first: int, start: int, end: int) -> bool:
    """Whether the match at [start, end) describes somebody whom no mention names (在某所工作过的老将某某)."""
    # 这位生于某地的年轻人: the one spoken of
    this = pattern("this-person").match(text[opening(text, first, start) :])
    return this is None and pattern("modifies").match(text[end:]) is not None


def not_relative(pre: str, gap: str) -> bool:
    """Whether the words between a match and the person after it make no relative clause about him."""
    words = plain(gap)
    if word("not-relative").search(words) or word("not-before-de").search(plain(pre)):
        return True
    return has_verb(words)


def moved(text: str, start: int, index: int, end: int) -> bool:
    """Whether somebody makes the person at `index` do what stands at `end` (说服张三加入…)."""
    between = pattern("goes-to").sub("", text[index + 1 : end])
    return pattern("pivot").search(text, start, index) is not None and not (
        set(between) & set("，的和与") or has_verb(plain(between))
    )


def described(text: str, further: Sequence[tuple[int, int]]) -> int:
    """Where the name stands in which a run of clauses ends that describe its bearer (2015年加入，后主管搜索的张三，…),
    if the clauses `further` go on like that; else -1.
    """
    for start, end in further:
        first = next((i for i in range(start, end) if text[i] in PERSON), -1)
        if first < 0:
            if clause_subject(text, start, end) is not None or barred(text, start, end):
                return -1
            continue
        lead = text[opening(text, start, first) : first]
        ends = first == end - 1 and text[end : end + 1] == "，" and lead.endswith("的")
        return first if ends and pattern("describing").match(lead) and count_verbs(plain(lead)) < 2 else -1
    return -1


@lru_cache(maxsize=4096)
def count_verbs(words: str) -> int:
    """How many verbs plain words hold, those that name a function left out (负责搜索)."""
    return sum(tag[:1] == "v" and tag not in ("vn", "vd") and not nominal(piece) for piece, tag in rjieba.tag(words))


def of_pupils(text: str, start: int, end: int) -> bool:
    """Whether the clause speaks of somebody's students (李四指导过的学生…)."""
    at = opening(text, start, end)
    return at < end and text[at] in PERSON and pattern("pupils").match(text[at + 1 : end]) is not None


def unknown_subject(text: str, start: int, end: int) -> bool:
    """Whether the clause has what looks like a person's name that is no mention for its subject."""
    at = opening(text, start, end)
    stop = next((i for i in range(at, end) if text[i] in _MENTIONS), end)
    return (stop > at and opens_unknown(text[at:stop])) or names_unknown(text, start, end)


def barred(text: str, start: int, end: int) -> bool:
    """Whether the clause begins with a word that is a subject of its own (该算法…, 公司…)."""
    if pattern("of-them").match(text, start):
        return True  # 其中四位来自…: nobody knows which
    at = opening(text, start, end)
    if unknown_subject(text, start, end):
        return True
    if text[start:at].endswith(_GOVERNORS):
        return False  # 在数据管理等领域: the preposition governs what would be a subject
    return bool(pattern("blocking").match(text[at:end]))


def bare_noun(text: str, start: int, end: int) -> bool:
    """Whether the clause is no more than a noun (训练效率的大幅提升，…): it is the subject of what follows."""
    words = pattern("time-noun").sub("", pattern("phrase").sub("", plain(text[opening(text, start, end) : end])))
    if not set(text[start:end]) & set(PERSON) and pattern("group-noun").fullmatch(words):
        return True  # 研究团队，来自…
    if "的" not in words or pattern("person-noun").search(words) or any(c in PERSON for c in text[start:end]):
        return False
    return has_noun(words) and not has_verb(words)


def blocked(text: str, start: int, end: int) -> bool:
    """Whether the clause has, before its verb, a subject that is nobody we know (该算法…, 他的父亲…, 许多人才…)."""
    rest = text[opening(text, start, end) : end]
    if barred(text, start, end) or of_pupils(text, start, end):
        return True
    if any(pattern(name).match(rest) for name in ("some-of-title", "holders", "there-are", "title-does")):
        return True
    if rest and rest[0] in PERSON and pattern("possessive").match(rest[1:]):
        return True
    if text[start:end][: len(text[start:end]) - len(rest)].endswith(_GOVERNORS):
        rest = "在" + rest  # the preposition that the opening skipped governs what follows
    plainly = pattern("published-in").sub("", plain(rest))
    words = pattern("time-noun").sub("", pattern("phrase").sub("", plainly))
    return has_noun(pattern("no-noun").sub("", pattern("means").sub("", words)))
