"""All that is known of an entity, contradictions included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.query.filters import Filter
from kg.query.paging import facts_about
from kg.query.people import heading
from kg.query.rows import agree, finer, predicates, said_of
from kg.query.values import Card, CardFact, Direction, FactRow, Node, PredicateRow
from kg.store import Store


def show(store: Store, entity: Node, *, only: Filter | None = None, limit: int | None = None) -> Card:
    """What the graph holds of `entity`.

    `only` narrows facts and statements; `limit` is how many facts of each relation are told.
    """
    only = only or Filter()
    words = predicates(store)
    facts, more = facts_about(store, entity, words, only=only, limit=limit)
    against = conflicts(store, facts, words)
    cards = []
    for fact in facts:
        predicate = words[fact.predicate]
        direction: Direction = "both" if predicate.symmetric else "out" if fact.subject == entity else "in"
        zh, en = heading(predicate, direction)
        said = tuple(agree(said_of(store, fact, only)))
        cards.append(CardFact(fact, direction, zh, en, said, against.get(fact.n, ())))
    left: Counter[tuple[str, str]] = Counter()
    for (name, side), count in more.items():
        left[heading(words[name], "in" if side == "object" and not words[name].symmetric else "out")] += count
    aliases = store.rows("SELECT text FROM name WHERE entity = ? AND NOT canonical ORDER BY text", entity.n)
    sources = store.rows(
        "SELECT path FROM source JOIN entity_source ON source.n = source WHERE entity = ? ORDER BY source.n LIMIT ?",
        entity.n, -1 if limit is None else limit,
    )  # fmt: skip
    mentions, files = store.rows(
        "SELECT (SELECT count(*) FROM mention WHERE entity = ?), (SELECT count(*) FROM entity_source WHERE entity = ?)",
        entity.n, entity.n,
    )[0]  # fmt: skip
    return Card(
        entity, tuple(r[0] for r in aliases), tuple(r[0] for r in sources), files, mentions, tuple(cards), left
    )  # fmt: skip


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
