"""How two named things are related: the facts between them (A和B是什么关系)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.lexicon import Hole, Refused, Word
from kg.ask.prepare import Question
from kg.ask.tables import reason_words
from kg.ask.tokens import Token
from kg.ask.values import Answer, Near, Reply, Support
from kg.query import Filter, agree, node, predicates, said_of
from kg.query.filters import CERTAINTY
from kg.query.rows import FACT, to_fact
from kg.store import Store

_PLAIN = frozenset(
    {"and", "copula", "exist", "possess", "of", "at", "in", "aux", "filler", "related", "inside", "both"}
)


def relation_of_two(store: Store, question: Question, tokens: Sequence[Token], only: Filter) -> Reply | None:
    """The facts between the two things that a question asks about; None where it asks something else."""
    named = [t.names[0] for t in tokens if t.names]
    rest = [t for t in tokens if not t.names]
    words = [{e.cls for e in t.entries if isinstance(e, Word)} for t in rest]
    if len(named) != 2 or not any("related" in classes for classes in words):
        return None
    holes = [any(isinstance(e, Hole | Refused) for e in t.entries) for t in rest]  # how, 怎么
    if not all(hole or classes & _PLAIN for hole, classes in zip(holes, words, strict=True)):
        return None
    one, other = (n.nodes[0] for n in named)
    known = predicates(store)
    answers = []
    condition, values = only.sql()
    for row in store.rows(
        FACT + "WHERE ((fact.subject = ? AND fact.object = ?) OR (fact.subject = ? AND fact.object = ?)) "
        f"AND {condition} ORDER BY fact.n",
        one, other, other, one, *values,
    ):  # fmt: skip
        fact = to_fact(row)
        predicate = known[fact.predicate]
        said = agree(said_of(store, fact, only))
        supports = tuple(
            Support(fact, predicate, s.qualifiers, s.certainty, s.attributed_to, s.citations) for s in said
        )
        surest = min(said, key=lambda s: CERTAINTY.index(s.certainty))
        name = predicate.zh if question.chinese else predicate.en
        answers.append(Answer(name, None, predicate.name, surest.certainty, surest.attributed_to, False, supports))
    text = f"{named[0].name} ? {named[1].name} → how they are related"
    if answers:
        return Reply(question.asked, True, text, "words", tuple(answers), len(answers))
    reason = reason_words("silent", chinese=question.chinese)
    suggestion = f"kg path {named[0].name} {named[1].name}"
    near = tuple(Near(node(store, n), ()) for n in (one, other))
    return Reply(question.asked, True, text, "words", (), 0, reason=reason, near=near, suggestions=(suggestion,))
