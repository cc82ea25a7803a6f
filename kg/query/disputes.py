"""Where sources contradict each other: both sides with what says so, never decided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg import schema
from kg.query.card import RIVALS
from kg.query.filters import Filter
from kg.query.rows import FACT, predicates, said_of, to_fact
from kg.query.search import touches
from kg.query.values import FactRow, PredicateRow, Said
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values that cannot both hold, and all statements of it."""

    value: str
    fact: FactRow
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction about a fact's object, or about a `qualifier` of it."""

    fact: FactRow
    predicate: PredicateRow
    qualifier: str | None
    sides: tuple[Side, Side]


def disputes(store: Store, *, only: Filter) -> Iterator[Dispute]:
    """The contradictions in the graph, by subject and predicate.

    Under a filter those of which both sides have a statement of that kind; dates are those that the sides give.
    """
    from kg.resolve.conflicts import find_conflicts

    words = predicates(store)
    keys = sorted({key for predicate in words.values() for key in predicate.single_qualifiers})
    paths = only.paths(store)
    # Only facts that can contradict something are read, and of these only one subject's at a time.
    rows = store.each(
        f"SELECT * FROM ({FACT + RIVALS}) ORDER BY subject_id, predicate, id", json.dumps(keys)  # noqa: S608
    )  # fmt: skip
    for _, group in groupby(map(to_fact, rows), key=lambda fact: (fact.subject.id, fact.predicate)):
        facts = {fact.id: fact for fact in group}
        first = next(iter(facts.values()))
        if (only.predicates and first.predicate not in only.predicates) or not touches(first, only):
            continue
        said = {key: said_of(store, fact) for key, fact in facts.items()}
        for conflict in find_conflicts(_as_fact(facts[key], said[key]) for key in facts):
            sides = []
            for value, fact in zip(conflict.values, conflict.facts, strict=True):
                told = tuple(
                    one for one in said[fact.id]
                    if conflict.qualifier is None or one.qualifiers.get(conflict.qualifier) == value
                    if only.says(one, paths)
                )  # fmt: skip
                sides.append(Side(value, facts[fact.id], told))
            one, other = sides
            if one.said and other.said and _dated(one, other, only):
                yield Dispute(one.fact, words[one.fact.predicate], conflict.qualifier, (one, other))


def _dated(one: Side, other: Side, only: Filter) -> bool:
    if not only.since and not only.until:
        return True
    values = [side.value for side in (one, other)]
    values += [v for side in (one, other) for said in side.said for v in said.qualifiers.values()]
    return any(
        v[:4].isdigit() and (not only.since or f"{v}-99" >= only.since) and (not only.until or v <= f"{only.until}-99")
        for v in values
    )


def _as_fact(fact: FactRow, said: list[Said]) -> schema.Fact:
    subject = schema.Ref(fact.subject.id, fact.subject.type, fact.subject.name)
    if fact.object is None:
        obj = schema.Ref(fact.value or "", None, fact.value or "")
    else:
        obj = schema.Ref(fact.object.id, fact.object.type, fact.object.name)
    statements = (
        schema.Statement(
            subject, fact.predicate, obj, one.qualifiers, one.certainty, one.attributed_to, one.rules[0],  # type: ignore[arg-type]
            tuple(schema.Citation(c.file, c.start, c.end, c.quote) for c in one.citations),
        )
        for one in said
    )  # fmt: skip
    return schema.Fact(fact.id, subject, fact.predicate, obj, tuple(statements))
