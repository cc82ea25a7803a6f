"""What the graph holds, or what a filter leaves of it, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from kg.query.card import RIVALS, conflicts
from kg.query.filters import Filter
from kg.query.rows import FACT, predicates, to_fact
from kg.store import Store

_TABLES = {
    "files": "source", "entities": "entity", "names": "name", "mentions": "mention", "facts": "fact",
    "statements": "statement", "passages": "passage",
}  # fmt: skip


def stats(store: Store, *, only: Filter | None = None) -> dict[str, Any]:
    """What the graph holds, counted: files, entities, names, mentions, facts, statements, passages, conflicts.

    Under a filter it counts the facts and statements that are left, the passages and files that say them, and the
    entities that they join, with their names and mentions.
    """
    if only is not None and only != Filter():
        return _part(store, only)

    def by(sql: str) -> dict[str, int]:
        return {row[0]: row[1] for row in store.rows(sql)}

    return {
        **{key: int(store.rows(f"SELECT count(*) FROM {table}")[0][0]) for key, table in _TABLES.items()},  # noqa: S608
        "conflicts": _conflicts(store, None),
        "entities_by_type": by("SELECT type, count(*) FROM entity GROUP BY type ORDER BY count(*) DESC, type"),
        "facts_by_predicate": by(
            "SELECT predicate, count(*) FROM fact GROUP BY predicate ORDER BY count(*) DESC, predicate"
        ),
        "statements_by_certainty": by(
            "SELECT certainty, count(*) FROM statement GROUP BY certainty ORDER BY certainty"
        ),
    }


def _conflicts(store: Store, facts: bytearray | None) -> int:
    words = predicates(store)
    keys = sorted({key for predicate in words.values() for key in predicate.single_qualifiers})
    rows = store.each(FACT + RIVALS, json.dumps(keys))
    rivals = [fact for fact in map(to_fact, rows) if facts is None or facts[fact.n]]
    return len(conflicts(store, rivals, words))


def _part(store: Store, only: Filter) -> dict[str, Any]:
    """The counts under a filter: each table is gone through once, with a mark for each row that is left."""
    condition, values = only.sql()
    of_statements, more = only.statements()
    types = [None, *(row["type"] for row in store.each("SELECT type FROM entity ORDER BY n"))]
    facts, entities, statements, passages, files = (
        _marks(store, table) for table in ("fact", "entity", "statement", "passage", "source")
    )
    by_predicate: Counter[str] = Counter()
    for row in store.each(f"SELECT n, predicate, subject, object FROM fact WHERE {condition}", *values):  # noqa: S608
        ends = {row["subject"], row["object"]} - {None}
        if not only.types or any(types[end] in only.types for end in ends):
            facts[row["n"]] = 1
            for end in ends:
                entities[end] = 1
            by_predicate[row["predicate"]] += 1
    by_certainty: Counter[str] = Counter()
    for row in store.each(f"SELECT n, fact, certainty FROM statement AS s WHERE {of_statements}", *more):  # noqa: S608
        if facts[row["fact"]]:
            statements[row["n"]] = 1
            by_certainty[row["certainty"]] += 1
    for row in store.each("SELECT statement, passage FROM citation"):
        if statements[row["statement"]]:
            passages[row["passage"]] = 1
    for row in store.each("SELECT n, source FROM passage"):
        if passages[row["n"]]:
            files[row["source"]] = 1

    def of_entities(table: str) -> int:
        rows = store.each(f"SELECT entity, count(*) AS count FROM {table} GROUP BY entity")  # noqa: S608
        return sum(row["count"] for row in rows if entities[row["entity"]])

    by_type: Counter[str] = Counter(type for type, mark in zip(types, entities, strict=True) if mark and type)
    return {
        "files": sum(files), "entities": sum(entities), "names": of_entities("name"),
        "mentions": of_entities("mention"), "facts": sum(facts), "statements": sum(statements),
        "passages": sum(passages), "conflicts": _conflicts(store, facts),
        "entities_by_type": _most(by_type), "facts_by_predicate": _most(by_predicate),
        "statements_by_certainty": dict(sorted(by_certainty.items())),
    }  # fmt: skip


def _marks(store: Store, table: str) -> bytearray:
    """A byte for each row of a table, whose numbers begin at 1 and leave none out."""
    return bytearray(1 + int(store.rows(f"SELECT coalesce(max(n), 0) FROM {table}")[0][0]))  # noqa: S608


def _most(counts: Counter[str]) -> dict[str, int]:
    """The most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
