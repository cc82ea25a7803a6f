"""What happened to an entity, by date."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from kg.query.filters import Filter, date_keys
from kg.query.people import heading
from kg.query.rows import FACT, agree, predicates, said_of, to_fact
from kg.query.search import touches
from kg.query.values import Direction, FactRow, Node, PredicateRow, Said
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Event:
    """A date (`until` the last one, where the fact gives a stretch of time) and what is said to hold of it.

    `said` is all that says so, with the qualifiers that date it.
    """

    date: str
    until: str | None
    fact: FactRow
    zh: str
    en: str
    direction: Direction
    said: Said


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated facts of `entity` in the order of their dates.

    `left` counts the later ones beyond the limit, at least; `undated` the facts without a date.
    """

    entity: Node
    events: tuple[Event, ...]
    left: int
    undated: int


# A fact's first date, so that of an entity with very many facts only as many are read as are told.
_DATED = """
SELECT fact.n, coalesce(CASE WHEN p.value = 'date' THEN fact.value END, (
    SELECT min(q.value) FROM statement AS s JOIN qualifier AS q ON q.statement = s.n
    WHERE s.fact = fact.n AND q.key IN (SELECT value FROM json_each(?))
  )) AS first
FROM fact JOIN predicate AS p ON p.name = fact.predicate
WHERE fact.{side} = ? AND {condition}
"""


def timeline(store: Store, entity: Node, *, only: Filter, limit: int | None = None) -> Timeline:
    """The first `limit` events of `entity`; contradicting dates of one fact are events of their own."""
    words = predicates(store)
    keys = date_keys()
    paths = only.paths(store)
    condition, values = replace(only, since=None, until=None).sql()
    # One query for each side, for an index serves only one.
    sql = " UNION ALL ".join(_DATED.format(side=side, condition=condition) for side in ("subject", "object"))
    one = (json.dumps(sorted(keys)), entity.n, *values)
    firsts = store.rows(f"{sql} ORDER BY first", *one, *one)
    found: list[tuple[tuple[str, str, int, str], Event]] = []
    undated = read = 0
    for row in firsts:
        if row["first"] is None:
            undated += not only.types or touches(_fact(store, row["n"]), only)
            continue
        if (
            limit is not None
            and len(found) >= limit
            and row["first"] > sorted(found, key=itemgetter(0))[limit - 1][0][0]
        ):
            break
        read += 1
        fact = _fact(store, row["n"])
        if touches(fact, only):
            found += _events(store, entity, fact, words, keys, only, paths)
    found.sort(key=itemgetter(0))
    dated = sum(row["first"] is not None for row in firsts)
    left = dated - read + (max(0, len(found) - limit) if limit is not None else 0)
    return Timeline(entity, tuple(event for _, event in found[:limit]), left, undated)


def _fact(store: Store, n: int) -> FactRow:
    return to_fact(store.rows(f"{FACT}WHERE fact.n = ?", n)[0])


def _events(
    store: Store,
    entity: Node,
    fact: FactRow,
    words: Mapping[str, PredicateRow],
    keys: Collection[str],
    only: Filter,
    paths: frozenset[str] | None,
) -> Iterator[tuple[tuple[str, str, int, str], Event]]:
    """The events of one fact that the filter leaves, each with what it is sorted by."""
    predicate = words[fact.predicate]
    direction: Direction = "both" if predicate.symmetric else "out" if fact.subject == entity else "in"
    zh, en = heading(predicate, direction)
    for said in agree([one for one in said_of(store, fact) if only.says(one, paths)]):
        dates = {key: value for key, value in said.qualifiers.items() if key in keys}
        if fact.value is not None and predicate.value == "date":
            dates["date"] = fact.value
        if not dates:
            continue
        first, last = min(dates.values()), max(dates.values())
        if (only.since and f"{last}-99" < only.since) or (only.until and first > f"{only.until}-99"):
            continue
        event = Event(first, last if last != first else None, fact, zh, en, direction, said)
        yield (first, last, predicate.position, fact.id), event
