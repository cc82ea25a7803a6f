"""Facts that a name itself says: a sub-unit is part of the organisation that its name begins with; and what a list says
of the models beside each other in it (甲及其海外版乙).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.mentions.bare_units import BY as BARE
from kg.mentions.link import parents_of
from kg.mentions.patterns import compiled
from kg.relations.proposal import Proposal
from kg.schema import Article, Mention

_RULE = "structure/unit-in-name"
_VARIANT = "structure/variant-in-list"
#: A school that only bears the name of the university that it is attached to.
_ATTACHED = compiled("<attached-school>$", "clause_words")
_ITS_VERSION = compiled(
    r"”?(?:（[^（）]{1,20}）)?(?:以?及|和|与)其的?[^，。；、“”]{0,6}?<version-noun>“?", "clause_words"
)


def structural(article: Article, mentions: Sequence[Mention]) -> list[Proposal]:
    """`part_of` for every organisation mention that carries its parents (北京大学计算机学院 → 北京大学); `variant_of`
    for a model named as the version of the one before it.
    """
    out: list[Proposal] = []
    for model, other in pairwise(m for m in mentions if m.type == "Model"):
        if _ITS_VERSION.fullmatch(article.text, model.end, other.start) and model.name != other.name:
            span = model.start, other.end
            out.append(Proposal(other, "variant_of", model, None, {}, "asserted", None, _VARIANT, *span, ()))
    for mention in mentions:
        if mention.type != "Org" or not mention.parents:
            continue
        if _ATTACHED.search(mention.name):
            continue
        child = mention
        holder = _named(mentions, mention) if mention.by == BARE else ()
        for parent in parents_of(mention):
            out.append(
                Proposal(
                    child, "part_of", parent, None, {}, "asserted", None, _RULE, mention.start, mention.end, holder
                )
            )
            child, holder = parent, ()
    return out


def _named(mentions: Sequence[Mention], unit: Mention) -> tuple[Mention, ...]:
    """The place before a unit (or, where there is none, after it) that names its holder."""
    places = [m for m in mentions if m.type == "Org" and unit.parents[0] in (m.name, *m.parents) and m != unit]
    before = [m for m in places if m.end <= unit.start]
    return (before[-1],) if before else tuple(places[:1])
