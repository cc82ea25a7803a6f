"""Facts of one entity in portions: some entities of a large graph have tens of thousands, and nobody reads them all.

What is read of a relation is bounded by the limit, not by how much there is of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.query.filters import Filter
from kg.query.rows import FACT, to_fact
from kg.query.values import FactRow, Node, PredicateRow
from kg.store import Store

_SIDES = (("subject", "object"), ("object", "subject"))


def facts_about(
    store: Store, entity: Node, words: Mapping[str, PredicateRow], *, only: Filter, limit: int | None
) -> tuple[list[FactRow], dict[tuple[str, str], int]]:
    """The facts of `entity` in the ontology's order, at most `limit` of each relation on either side.

    Also how many more there are, by predicate and side (`subject`, `object`) on which the entity stands.
    """
    found: list[tuple[tuple[int, bool], FactRow]] = []
    left: dict[tuple[str, str], int] = {}
    of_type = (entity.type,) if entity.type in only.types else only.types
    for side, other in _SIDES:
        for predicate, count in _relations(store, entity.n, side, only):
            condition, values = only.sql()
            narrowed = only.of_statements
            sql = f"WHERE fact.{side} = ? AND fact.predicate = ? AND {condition}"
            if of_type and entity.type not in of_type:
                narrowed = True
                sql += f" AND {other}.type IN (SELECT value FROM json_each(?))"  # noqa: S608
                values.append(json.dumps(of_type))
            facts = _read(store, sql, (entity.n, predicate, *values), count, limit)
            if limit is not None and len(facts) > limit:
                facts.pop()
                every = count if not narrowed else _count(store, sql, (entity.n, predicate, *values))
                left[predicate, side] = every - limit
            found += [((words[predicate].position, side != "subject"), fact) for fact in facts]
    found.sort(key=lambda pair: (pair[0], *_names(pair[1])))
    return [fact for _, fact in found], left


def _names(fact: FactRow) -> tuple[str, ...]:
    return fact.object.name if fact.object else "", fact.subject.name, fact.value or "", fact.id


def _relations(store: Store, n: int, side: str, only: Filter) -> Iterator[tuple[str, int]]:
    rows = store.rows(f"SELECT predicate, count(*) FROM fact WHERE {side} = ? GROUP BY predicate", n)  # noqa: S608
    for predicate, count in rows:
        if not only.predicates or predicate in only.predicates:
            yield predicate, count


def _read(store: Store, where: str, values: tuple[object, ...], count: int, limit: int | None) -> list[FactRow]:
    """The facts, one more than `limit` where there are more; those that most places tell, which needs no sorting."""
    sql = f"{FACT}{where}"
    if limit is not None and count > limit:
        sql += f" ORDER BY fact.told DESC, fact.n LIMIT {limit + 1:d}"
    return [to_fact(row) for row in store.rows(sql, *values)]


def _count(store: Store, where: str, values: tuple[object, ...]) -> int:
    sql = (
        "SELECT count(*) FROM fact JOIN entity AS subject ON subject.n = fact.subject "  # noqa: S608
        f"LEFT JOIN entity AS object ON object.n = fact.object {where}"
    )
    return int(store.rows(sql, *values)[0][0])


def people_of(
    store: Store, entity: Node, *, only: Filter, limit: int | None
) -> tuple[list[FactRow], dict[tuple[str, str], int]]:
    """The facts that join `entity` to people, at most about `limit` of each relation: those that most places tell.

    Also how many more there are, by predicate and side on which the entity stands.
    """
    found: list[FactRow] = []
    left: dict[tuple[str, str], int] = {}
    if only.types and not {entity.type, "Person"} & set(only.types):
        return [], {}
    for side, other in _SIDES:
        for predicate, count in _relations(store, entity.n, side, only):
            condition, values = only.sql()
            where = f"WHERE fact.{side} = ? AND fact.predicate = ? AND {other}.type = 'Person' AND {condition}"
            every = (entity.n, predicate, *values)
            if limit is None or count <= limit:
                found += [to_fact(row) for row in store.rows(f"{FACT}{where} ORDER BY fact.n", *every)]
                continue
            rows = store.rows(f"{FACT}{where} ORDER BY fact.told DESC, fact.n LIMIT {limit + 1:d}", *every)
            found += [to_fact(row) for row in rows[:limit]]
            if len(rows) > limit:
                left[predicate, side] = (_count(store, where, every) if only.of_statements else count) - limit
    return found, left
