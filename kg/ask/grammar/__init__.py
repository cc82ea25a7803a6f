"""How two phrases beside each other make one: the grammar of questions, Chinese and English.

Each rule is a function of two phrases; the tuple `RULES` holds them all. What a rule yields costs what its parts cost
and what is unlikely about it, so the cheapest reading of a whole question is the one that fits best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.ask.grammar import holes, joining, nouns, small
from kg.ask.phrases import Phrase

Rule = Callable[[Phrase, Phrase], Iterator[Phrase]]

RULES: tuple[Rule, ...] = (
    small.skip, small.sides, small.marked, small.traits, small.asked,
    nouns.possession, nouns.complements, nouns.contexts, nouns.whereabouts, nouns.described,
    nouns.headless, nouns.addressed, nouns.appositions,
    holes.holes, holes.wanted, holes.equations, holes.told,
    joining.lists, joining.both_asked, joining.pairs, joining.together, joining.exceptions, joining.company,
)  # fmt: skip
