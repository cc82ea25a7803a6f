"""What happened to an entity, by date."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.filters import Filter, date_keys
from kg.query.people import heading
from kg.query.rows import agree, facts_of, predicates, said_of
from kg.query.search import touches
from kg.query.values import Direction, FactRow, Node, Said
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
    """The dated facts of `entity` in the order of their dates, and how many of its facts have no date."""

    entity: Node
    events: tuple[Event, ...]
    undated: int


def timeline(store: Store, entity: Node, *, only: Filter) -> Timeline:
    """The timeline of `entity`; contradicting dates of one fact are events of their own."""
    words = predicates(store)
    keys = date_keys()
    paths = only.paths(store)
    found: list[tuple[tuple[str, str, int, str], Event]] = []
    undated = 0
    for fact in facts_of(store, entity.n):
        if (only.predicates and fact.predicate not in only.predicates) or not touches(fact, only):
            continue
        predicate = words[fact.predicate]
        direction: Direction = "both" if predicate.symmetric else "out" if fact.subject == entity else "in"
        zh, en = heading(predicate, direction)
        dated = False
        said = [one for one in said_of(store, fact) if only.says(one, paths)]
        for one in agree(said):
            dates = {key: value for key, value in one.qualifiers.items() if key in keys}
            if fact.value is not None and predicate.value == "date":
                dates["date"] = fact.value
            if not dates:
                continue
            dated = True
            first, last = min(dates.values()), max(dates.values())
            if (only.since and f"{last}-99" < only.since) or (only.until and first > f"{only.until}-99"):
                continue
            event = Event(first, last if last != first else None, fact, zh, en, direction, one)
            found.append(((first, last, predicate.position, fact.id), event))
        undated += bool(said) and not dated
    return Timeline(entity, tuple(event for _, event in sorted(found, key=lambda item: item[0])), undated)
