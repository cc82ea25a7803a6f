"""All that is known of an entity, contradictions included, and what the graph holds in numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.query.people import heading
from kg.query.rows import FACT, agree, facts_of, finer, predicates, said_of, to_fact
from kg.query.values import Card, CardFact, Direction, FactRow, Node, PredicateRow
from kg.store import Store


def show(store: Store, entity: Node) -> Card:
    """All that the graph holds of `entity`."""
    words = predicates(store)
    facts = facts_of(store, entity.n)
    against = conflicts(store, facts, words)
    cards = []
    for fact in facts:
        predicate = words[fact.predicate]
        direction: Direction = "both" if predicate.symmetric else "out" if fact.subject == entity else "in"
        zh, en = heading(predicate, direction)
        cards.append(CardFact(fact, direction, zh, en, tuple(agree(said_of(store, fact))), against.get(fact.n, ())))
    aliases = store.rows("SELECT text FROM name WHERE entity = ? AND NOT canonical ORDER BY text", entity.n)
    sources = store.rows(
        "SELECT path FROM source JOIN entity_source ON source.n = source WHERE entity = ? ORDER BY path", entity.n
    )
    mentions = store.rows("SELECT count(*) FROM mention WHERE entity = ?", entity.n)[0][0]
    return Card(entity, tuple(r[0] for r in aliases), tuple(r[0] for r in sources), mentions, tuple(cards))


def conflicts(store: Store, facts: Iterable[FactRow], words: Mapping[str, PredicateRow]) -> dict[int, tuple[str, ...]]:
    """For each fact (by row) that contradicts another, or itself, what with: sources that disagree both stand."""
    found: dict[int, list[str]] = {}
    rivals: dict[tuple[int, str], list[FactRow]] = {}
    for fact in facts:
        predicate = words[fact.predicate]
        if predicate.single:
            rivals.setdefault((fact.subject.n, fact.predicate), []).append(fact)
        for key in predicate.single_qualifiers:
            values = _values(store, fact, key)
            if any(finer(a, b) is None for a in values for b in values):
                found.setdefault(fact.n, []).append(f"{key}: {' / '.join(values)}")
    for group in rivals.values():
        for fact in group:
            others = [_object(other) for other in group if finer(_object(fact), _object(other)) is None]
            found.setdefault(fact.n, []).extend(others)
    return {n: tuple(said) for n, said in found.items() if said}


def _object(fact: FactRow) -> str:
    return fact.object.name if fact.object else fact.value or ""


def _values(store: Store, fact: FactRow, key: str) -> list[str]:
    rows = store.rows(
        "SELECT DISTINCT value FROM qualifier JOIN statement ON statement.n = statement "
        "WHERE fact = ? AND key = ? ORDER BY value",
        fact.n, key,
    )  # fmt: skip
    return [row[0] for row in rows]


# Only these facts can contradict anything; to look at all would be slow in a large graph.
RIVALS = """
WHERE fact.n IN (SELECT n FROM fact JOIN (
    SELECT subject, predicate FROM fact WHERE predicate IN (SELECT name FROM predicate WHERE single)
    GROUP BY subject, predicate HAVING count(*) > 1
  ) USING (subject, predicate))
  OR fact.n IN (SELECT fact FROM statement JOIN qualifier ON statement = statement.n
    WHERE key IN (SELECT value FROM json_each(?)) GROUP BY fact, key HAVING count(DISTINCT value) > 1)
ORDER BY fact.n
"""


def stats(store: Store) -> dict[str, Any]:
    """What the graph holds, counted: files, entities, names, mentions, facts, statements, passages, conflicts."""

    def count(table: str) -> int:
        return int(store.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608

    def by(sql: str) -> dict[str, int]:
        return {row[0]: row[1] for row in store.rows(sql)}

    words = predicates(store)
    keys = sorted({key for predicate in words.values() for key in predicate.single_qualifiers})
    facts = [to_fact(row) for row in store.each(FACT + RIVALS, json.dumps(keys))]
    return {
        "files": count("source"),
        "entities": count("entity"),
        "names": count("name"),
        "mentions": count("mention"),
        "facts": count("fact"),
        "statements": count("statement"),
        "passages": count("passage"),
        "conflicts": len(conflicts(store, facts, words)),
        "entities_by_type": by("SELECT type, count(*) FROM entity GROUP BY type ORDER BY count(*) DESC, type"),
        "facts_by_predicate": by(
            "SELECT predicate, count(*) FROM fact JOIN predicate ON predicate.name = predicate "
            "GROUP BY predicate ORDER BY count(*) DESC, predicate"
        ),
        "statements_by_certainty": by(
            "SELECT certainty, count(*) FROM statement GROUP BY certainty ORDER BY certainty"
        ),
    }
