"""Where terms may stand: pronouns that are no part of another word, references at the head of a clause, roles that
nobody is counted in.
"""

from __future__ import annotations

import rjieba

from kg.mentions.patterns import compiled
from kg.mentions.terms import find_terms
from kg.mentions.words import cut
from kg.schema import Mention

_PRONOUN_INSIDE = compiled("<pronoun-inside>")
#: A subject that goes on after 及其.
_ITS = compiled("<its-front><its-tail>")
_COUNTS = ("two", "three", "four", "five", "six")
_LOOSE = compiled("<loose-ref>")
_REF_LEAD = compiled("<ref-lead>$")
_COUNT_NOT = compiled("<count-not>")
#: A major's word that is a verb here (设计了某芯片).
_ACTED = compiled("<major-verb><acted>")
#: Those who are counted, not somebody's role (员工约230人).
_COUNTED = compiled(r"<staff>(?:<staff-count>)*[\d一二两三四五六七八九十百千]")


def allowed(text: str, mention: Mention) -> bool:
    """Whether a word refers back where it stands: 他 in no other word (其他), 公司 and 三人 at the head of a clause
    only.
    """
    before, after = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 2]
    if mention.type == "PersonRef":
        if len(mention.text) == 1 and _ITS.match(text, mention.start - 1):
            return False  # 机械工程及其自动化
        if len(mention.text) == 1:
            return not _PRONOUN_INSIDE.search(before + mention.text + after[:1])
        if mention.kind in _COUNTS and "人" not in mention.text[:-1]:
            return (
                _at_head(text, mention.start)
                and not _COUNT_NOT.match(text, mention.end)
                and not _noun(text, mention.end)
            )
    if mention.type == "Major" and mention.by != "major-shown":
        words = cut(text)
        across = not words.begins(mention.start) and not words.begins(mention.end)  # 社|会计|算
        return not across and not _ACTED.match(text, mention.start)
    if mention.type == "Role":
        return not _COUNTED.match(text, mention.start)
    if mention.type == "OrgRef" and _LOOSE.fullmatch(mention.text):
        return _at_head(text, mention.start)
    return True


def counted_roles(text: str, refused: list[Mention]) -> list[Mention]:
    """The roles inside words that would refer to persons but do not (是X的三位创始人之一)."""
    found = []
    for ref in refused:
        if ref.kind in _COUNTS and len(ref.text) > 3:
            inner = (t for t in find_terms(ref.text[2:]) if t.type == "Role")
            found += [t._replace(start=t.start + ref.start + 2, end=t.end + ref.start + 2) for t in inner]
    return [r for r in found if allowed(text, r)]


def _noun(text: str, at: int) -> bool:
    """Whether a noun begins at `at` (三位清华校友 stands for nobody named before)."""
    tags = rjieba.tag(text[at : at + 8])
    acts = len(tags) > 1 and tags[1][1] == "v"  # 二人合伙成立
    return bool(tags) and tags[0][1][:1] == "n" and len(tags[0][0]) > 1 and not acts


def _at_head(text: str, start: int) -> bool:
    """Whether a clause begins at `start`, a conjunction or a date before it left out."""
    return (
        start == 0
        or text[start - 1] in "，。；：！？、（“\n\t "
        or _REF_LEAD.search(text, max(0, start - 4), start) is not None
    )
