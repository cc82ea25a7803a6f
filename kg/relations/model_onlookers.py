"""Who has no part in a model though his title names it: he influenced, spread or fought it (影响某模型走向的人,
推广某模型的灵魂人物), or he works in a unit that is called after it (某芯片产品线的工程师).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.relations.proposal import Proposal
from kg.schema import Article

_PREDICATE = "worked_on"
_ONLOOKER = compiled("(?:<model-onlooker>)[了过着]?[“]?$", "title_words")
_UNIT = compiled("[”]?[^，。；、的“”]{0,4}?(?:<product-line>)", "title_words")
_REACH = 6


def without_onlookers(article: Article, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without the models that a person has only to do with."""
    return [p for p in proposals if p.predicate != _PREDICATE or not _looks_on(article.text, p)]


def _looks_on(text: str, proposal: Proposal) -> bool:
    model = proposal.object
    if model is None:
        return False
    if _ONLOOKER.search(text, max(0, model.start - _REACH), model.start):
        return True
    return proposal.rule.startswith("titles/") and _UNIT.match(text, model.end) is not None
