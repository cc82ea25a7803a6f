"""Questions to a stored graph: who is joined to an entity, what is known of it, what the graph holds.

Answers are values: `kg.render` makes them JSON, plain or rich text.
"""

from kg.query.card import conflicts, show
from kg.query.counts import stats
from kg.query.disputes import Dispute, Side, disputes
from kg.query.filters import Filter
from kg.query.people import who
from kg.query.provenance import SourceRow, sources
from kg.query.rows import agree, facts_of, find, node, predicates, said_of, types
from kg.query.search import Found, Named, Quoted, search
from kg.query.timeline import Event, Timeline, timeline
from kg.query.values import Card, CardFact, Cited, FactRow, Group, Joined, Node, PredicateRow, Said, Who

__all__ = [
    "Card", "CardFact", "Cited", "Dispute", "Event", "FactRow", "Filter", "Found", "Group", "Joined", "Named", "Node",
    "PredicateRow", "Quoted", "Said", "Side", "SourceRow", "Timeline", "Who",
    "agree", "conflicts", "disputes", "facts_of", "find", "node", "predicates", "said_of", "search", "show", "sources",
    "stats", "timeline", "types", "who",
]  # fmt: skip
