"""A subject that stands behind its own description over several clauses: 毕业于甲大学、曾任乙公司工程师的张三，昨日….

Where nobody was named before in the sentence and no clause between has a subject of its own, all that is said up to
the 的 is said of the person after it.
"""

from __future__ import annotations

from kg.relations.blocking import barred, count_verbs, not_relative
from kg.relations.cells import CHAR
from kg.relations.clauses import PERSON, clause_subject, clauses, has_verb, opening, pattern, plain
from kg.relations.rules import word

_LONGEST, _MOST_CLAUSES = 90, 4
_PARTED = frozenset("：；。！？\t")


def head_behind(text: str, start: int, end: int) -> int | None:
    """The tape position of the person whom a chain of clauses describes that holds the match [start, end)."""
    if any(char in PERSON for char in text[:start]):
        return None
    at = next((i for i in range(end, min(len(text), end + _LONGEST)) if text[i] in PERSON), -1)
    if at < 0 or text[at] != CHAR["Person"] or _PARTED & set(text[end:at]):
        return None
    chain = [(s, e) for s, e in clauses(text) if s <= at and e >= start]
    first, last = chain[0], chain[-1]
    pre, de, gap = text[max(end, last[0]) : at].rpartition("的")
    if (
        not de
        or len(chain) > _MOST_CLAUSES
        or not_relative(pre if first == last else "", gap)
        or not pattern("goes-on").match(text, at + 1)
    ):
        return None
    if any(clause_subject(text, s, e) is not None or barred(text, s, e) for s, e in chain[:-1]):
        return None
    lead = text[opening(text, *last) : at]
    if pattern("who-is-that").match(lead):
        return at
    if clause_subject(text, *last) != (at, "Person"):
        return None
    if last == first:
        return at
    # 2018年加入甲公司，与负责算法的张三共事; …，团队的张三
    marked = barred(text, *last) or word("object-mark").search(lead) or word("with").match(lead)
    return None if marked or not has_verb(plain(lead)) or count_verbs(plain(lead)) > 1 or "了" in lead else at
