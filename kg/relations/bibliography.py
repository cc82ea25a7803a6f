"""Bibliographies: a numbered entry names its authors before its title ([1] 张三, 李四. 某某研究. 某学报, 2022.)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.works import ENTRY
from kg.relations.proposal import Proposal
from kg.schema import Article, Mention

_RULE = "bibliography/entry"
_PREDICATE = "authored"


def bibliography(article: Article, mentions: Sequence[Mention]) -> list[Proposal]:
    """The authors of the works that stand in entries; `mentions` are the article's, sorted and free of overlaps."""
    persons = [m for m in mentions if m.type == "Person"]
    out: list[Proposal] = []
    for work in mentions:
        if work.by != ENTRY:
            continue
        line = article.text.rfind("\n", 0, work.start) + 1
        out += [
            Proposal(who, _PREDICATE, work, None, {}, "asserted", None, _RULE, who.start, work.end, ())
            for who in persons
            if line <= who.start and who.end <= work.start
        ]
    return out
