"""Who is joined to an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.query.rows import FACT, agree, facts_of, node, predicates, said_of, to_fact
from kg.query.values import Direction, Group, Joined, Node, PredicateRow, Who
from kg.store import Store

_SUBUNITS = """
WITH RECURSIVE unit (n) AS (
  VALUES (?) UNION SELECT fact.subject FROM fact JOIN unit ON fact.object = unit.n
  JOIN predicate ON predicate.name = fact.predicate AND predicate.inside
) SELECT n FROM unit
"""


def who(store: Store, entity: Node) -> Who:
    """The people joined to `entity`: to it or to its sub-units, and, for a person, those who share something."""
    words = predicates(store)
    units = {row[0]: node(store, row[0]) for row in store.rows(_SUBUNITS, entity.n)}
    people: dict[tuple[int, int, str, str], list[Joined]] = {}
    for unit in units.values():
        for fact in facts_of(store, unit.n):
            other = fact.other(unit)
            if other is None or other.type != "Person":
                continue
            predicate = words[fact.predicate]
            direction: Direction = "out" if fact.subject == unit else "in"
            if predicate.symmetric:
                direction = "both"
            zh, en = heading(predicate, direction)
            rank = (predicate.position, ("both", "out", "in").index(direction))
            below = None if unit == entity else unit
            people.setdefault((*rank, zh, en), []).extend(
                Joined(other, fact.predicate, direction, said, unit=below) for said in agree(said_of(store, fact))
            )
    for joined, zh, en in _together(store, entity, words) if entity.type == "Person" else ():
        people.setdefault((len(words) + words[joined.predicate].position, 0, zh, en), []).append(joined)
    groups: dict[tuple[str, str], list[Joined]] = {}
    for (_, _, zh, en), found in sorted(people.items(), key=lambda item: item[0]):
        groups.setdefault((zh, en), []).extend(found)
    return Who(entity, tuple(Group(zh, en, _ordered(found)) for (zh, en), found in groups.items()))


def _ordered(people: Sequence[Joined]) -> tuple[Joined, ...]:
    """The entity's own people before its units', whoever is in most sources' words first."""
    weight: dict[str, int] = {}
    for joined in people:
        weight[joined.person.id] = weight.get(joined.person.id, 0) + len(joined.said.citations)
    nearest = {j.person.id: 1 for j in people} | {j.person.id: 0 for j in people if j.unit is None}
    return tuple(
        sorted(
            people,
            key=lambda j: (
                nearest[j.person.id], -weight[j.person.id], j.person.name, j.person.id, j.unit is not None,
                j.unit.name if j.unit else "", j.via.name if j.via else "", sorted(j.said.qualifiers.items()),
            ),
        )
    )  # fmt: skip


def heading(predicate: PredicateRow, direction: Direction) -> tuple[str, str]:
    """How a relation reads, in Chinese and English, from the side of the entity that was asked for."""
    if direction == "in":
        return predicate.inverse_zh or predicate.zh, predicate.inverse_en or predicate.en
    return predicate.zh, predicate.en


_TOGETHER = (
    "SELECT mine.n AS mine, theirs.n AS theirs FROM fact AS mine "
    "JOIN predicate AS p ON p.name = mine.predicate AND p.together_zh IS NOT NULL "
    "JOIN fact AS theirs ON theirs.object = mine.object AND theirs.subject <> mine.subject "
    "JOIN predicate AS q ON q.name = theirs.predicate AND q.together_zh = p.together_zh "
    "JOIN entity ON entity.n = theirs.subject "
    "WHERE mine.subject = ? ORDER BY entity.name, entity.id, q.position, p.position"
)


def _together(store: Store, entity: Node, words: Mapping[str, PredicateRow]) -> list[tuple[Joined, str, str]]:
    found: dict[tuple[int, int], tuple[Joined, str, str]] = {}
    for row in store.rows(_TOGETHER, entity.n):
        mine, theirs = (to_fact(store.rows(FACT + "WHERE fact.n = ?", row[side])[0]) for side in ("mine", "theirs"))
        if theirs.object is None:
            continue
        said = agree(said_of(store, theirs))[0]
        own = agree(said_of(store, mine))[0]
        key = (theirs.subject.n, theirs.object.n)
        citations = dict.fromkeys((*said.citations, *own.citations))
        if key in found:
            before, zh, en = found[key]
            citations = dict.fromkeys((*before.said.citations, *citations))
            found[key] = replace(before, said=replace(before.said, citations=tuple(citations))), zh, en
            continue
        said = replace(said, citations=tuple(citations))
        joined = Joined(theirs.subject, theirs.predicate, "together", said, via=theirs.object)
        predicate = words[theirs.predicate]
        found[key] = joined, predicate.together_zh or "", predicate.together_en or ""
    return list(found.values())
