"""Questions to a stored graph: who is joined to an entity, what is known of it, what the graph holds.

Answers are values: `kg.render` makes them JSON, plain or rich text.
"""

from kg.query.card import conflicts, show, stats
from kg.query.people import who
from kg.query.rows import agree, facts_of, find, node, predicates, said_of, types
from kg.query.values import Card, CardFact, Cited, FactRow, Group, Joined, Node, PredicateRow, Said, Who

__all__ = [
    "Card", "CardFact", "Cited", "FactRow", "Group", "Joined", "Node", "PredicateRow", "Said", "Who",
    "agree", "conflicts", "facts_of", "find", "node", "predicates", "said_of", "show", "stats", "types", "who",
]  # fmt: skip
