"""Rows of the store as values: entities, facts, and what their statements say."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kg import names
from kg.errors import NotFoundError, UsageError
from kg.query.values import Cited, FactRow, Node, PredicateRow, Said
from kg.store import Store

if TYPE_CHECKING:
    from kg.query.filters import Filter

_CERTAINTY = ("asserted", "attributed", "hedged")
_NODE = "{0}.n AS {0}_n, {0}.id AS {0}_id, {0}.type AS {0}_type, {0}.kind AS {0}_kind, {0}.name AS {0}_name"
FACT = (
    f"SELECT fact.n, fact.id, fact.predicate, fact.value, {_NODE.format('subject')}, {_NODE.format('object')} "  # noqa: S608
    "FROM fact JOIN entity AS subject ON subject.n = fact.subject LEFT JOIN entity AS object ON object.n = fact.object "
)


def _node(row: sqlite3.Row, prefix: str = "") -> Node:
    return Node(*(row[f"{prefix}{part}"] for part in ("n", "id", "type", "kind", "name")))


def to_fact(row: sqlite3.Row) -> FactRow:
    """A row of the query `FACT` as a value."""
    obj = None if row["object_n"] is None else _node(row, "object_")
    return FactRow(row["n"], row["id"], _node(row, "subject_"), row["predicate"], obj, row["value"])


def predicates(store: Store) -> dict[str, PredicateRow]:
    """The predicates by name, in the ontology's order."""
    rows = store.rows("SELECT * FROM predicate ORDER BY position")
    return {
        row["name"]: PredicateRow(
            **{key: row[key] for key in row.keys() if key != "single_qualifiers"},  # noqa: SIM118
            single_qualifiers=tuple(row["single_qualifiers"].split()),
        )
        for row in rows
    }


def types(store: Store) -> list[str]:
    """The entity types that the graph holds."""
    return [row[0] for row in store.rows("SELECT DISTINCT type FROM entity ORDER BY type")]


def find(store: Store, asked: str, *, type: str | None = None) -> list[Node]:
    """The entities that carry the name `asked`, likeliest first. Raises NotFoundError with suggestions for none."""
    asked = asked.encode("utf-8", "replace").decode("utf-8")  # a terminal may hand over half a character
    wanted = None
    if type is not None:
        wanted = next((t for t in types(store) if t.casefold() == type.casefold()), None)
        if wanted is None:
            raise UsageError(f"--type {type}: the graph holds {', '.join(types(store))}")
    found = names.lookup(store.connection, asked, type=wanted)
    if not found:
        suggestions = names.suggest(store.connection, asked)
        raise NotFoundError(f"nothing in the graph is called {asked!r}", suggestions=suggestions)
    return [node(store, n) for n in found]


def node(store: Store, n: int) -> Node:
    """The entity in row `n`."""
    return _node(store.rows("SELECT n, id, type, kind, name FROM entity WHERE n = ?", n)[0])


def facts_of(store: Store, n: int) -> list[FactRow]:
    """All facts that have the entity in row `n` as subject or object, in the ontology's order."""
    rows = store.rows(
        FACT + "JOIN predicate ON predicate.name = fact.predicate WHERE fact.subject = ? OR fact.object = ? "
        "ORDER BY predicate.position, fact.subject <> ?, object.name, subject.name, fact.value, fact.id",
        n, n, n,
    )  # fmt: skip
    return [to_fact(row) for row in rows]


def said_of(store: Store, fact: FactRow, only: Filter | None = None) -> list[Said]:
    """What each statement of `fact` says, or each that `only` asks for, in the order of their places."""
    sides = (fact.subject.n, fact.object.n if fact.object else None)
    condition, values = only.statements() if only is not None else ("1", [])
    rows = store.rows(
        'SELECT s.n, certainty, attributed_to, rule, source, path, start, "end", line, "column", quote '  # noqa: S608
        "FROM statement AS s JOIN citation ON citation.statement = s.n "
        "JOIN passage ON passage.n = citation.passage JOIN source ON source.n = passage.source "
        f"WHERE s.fact = ? AND {condition} ORDER BY s.n, citation.position",
        fact.n, *values,
    )  # fmt: skip
    said = []
    for n, group in groupby(rows, key=lambda row: row["n"]):
        cited = list(group)
        first = cited[0]
        qualifiers = store.rows("SELECT key, value FROM qualifier WHERE statement = ? ORDER BY key", n)
        said.append(
            Said(
                qualifiers={row["key"]: row["value"] for row in qualifiers},
                certainty=first["certainty"],
                attributed_to=first["attributed_to"],
                citations=tuple(_cited(store, row, sides, fact.value) for row in cited),
                rules=(first["rule"],),
            )
        )
    return said


def _cited(store: Store, row: sqlite3.Row, sides: tuple[int, int | None], value: str | None) -> Cited:
    start, end, quote = row["start"], row["end"], row["quote"]
    mentions = store.rows(
        'SELECT DISTINCT start, "end" FROM mention WHERE source = ? AND start >= ? AND "end" <= ? AND entity IN (?, ?) '
        'ORDER BY start, "end"',
        row["source"], start, end, *sides,
    )  # fmt: skip
    marks = [(m["start"] - start, m["end"] - start) for m in mentions]
    if value and (at := quote.find(value)) >= 0:
        marks.append((at, at + len(value)))
    return Cited(row["path"], row["line"], row["column"], start, end, quote, _disjoint(marks))


def _disjoint(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(marks, key=lambda m: (m[0], -m[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def agree(said: Sequence[Said]) -> list[Said]:
    """Join the statements whose qualifiers do not contradict each other; those that do stay apart.

    A statement that is less sure joins a surer one only where it adds nothing: what is only said to be so must not
    become what is so. The surest and fullest come first.
    """
    joined: list[Said] = []
    for one in sorted(said, key=lambda s: (_CERTAINTY.index(s.certainty), -len(s.qualifiers))):
        for i, other in enumerate(joined):
            both = _both(other.qualifiers, one.qualifiers)
            as_sure = (one.certainty, one.attributed_to) == (other.certainty, other.attributed_to)
            if both is not None and (as_sure or both == other.qualifiers):
                joined[i] = Said(
                    both, other.certainty, other.attributed_to,
                    tuple(dict.fromkeys((*other.citations, *one.citations))),
                    tuple(dict.fromkeys((*other.rules, *one.rules))),
                )  # fmt: skip
                break
        else:
            joined.append(one)
    return joined


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str] | None:
    result = dict(one)
    for key, value in other.items():
        exact = finer(result[key], value) if key in result else value
        if exact is None:
            return None
        result[key] = exact
    return dict(sorted(result.items()))


def finer(one: str, other: str) -> str | None:
    """The more exact of two values that do not contradict each other (2023-05 of that and 2023), else None."""
    short, long = sorted((one, other), key=lambda value: (len(value), value))
    if not any(c.isdigit() for c in short):
        return long if names.fold(short) in names.fold(long) else None
    # Of a number only the whole counts: 2 is no coarser 2023.
    whole = rf"(?<!\d){re.escape(short)}(?!\d)"
    return long if re.search(whole, long, re.IGNORECASE) else None
