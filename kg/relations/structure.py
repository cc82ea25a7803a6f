"""Facts that a name itself says: a sub-unit is part of the organisation that its name begins with."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.link import parents_of
from kg.relations.proposal import Proposal
from kg.schema import Article, Mention

_RULE = "structure/unit-in-name"


def structural(_article: Article, mentions: Sequence[Mention]) -> list[Proposal]:
    """`part_of` for every organisation mention that carries its parents (北京大学计算机学院 → 北京大学)."""
    out: list[Proposal] = []
    for mention in mentions:
        if mention.type != "Org" or not mention.parents:
            continue
        child = mention
        for parent in parents_of(mention):
            out.append(
                Proposal(child, "part_of", parent, None, {}, "asserted", None, _RULE, mention.start, mention.end, ())
            )
            child = parent
    return out
