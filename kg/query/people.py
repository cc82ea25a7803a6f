"""Who is joined to an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.query.filters import Filter
from kg.query.paging import people_of
from kg.query.rows import FACT, agree, node, predicates, said_of, to_fact
from kg.query.values import Direction, FactRow, Group, Joined, Node, PredicateRow, Who
from kg.store import Store

_SUBUNITS = """
WITH RECURSIVE unit (n) AS (
  VALUES (?) UNION SELECT fact.subject FROM fact JOIN unit ON fact.object = unit.n
  JOIN predicate ON predicate.name = fact.predicate AND predicate.inside
) SELECT n FROM unit
"""


def who(store: Store, entity: Node, *, only: Filter | None = None, limit: int | None = None) -> Who:
    """The people joined to `entity`: to it or to its sub-units, and, for a person, those who share something.

    `only` narrows the facts and statements that join them; `limit` is how many people of each relation are told.
    """
    only = only or Filter()
    words = predicates(store)
    units = {row[0]: node(store, row[0]) for row in store.rows(_SUBUNITS, entity.n)}
    people: dict[tuple[int, int, str, str], list[Joined]] = {}
    left: Counter[tuple[str, str]] = Counter()
    for unit in units.values():
        facts, more = people_of(store, unit, only=only, limit=limit)
        for (name, side), count in more.items():
            left[heading(words[name], _direction(words[name], side))] += count
        for fact in facts:
            other = fact.other(unit)
            if other is None or other.type != "Person":
                continue
            predicate = words[fact.predicate]
            direction = _direction(predicate, "subject" if fact.subject == unit else "object")
            zh, en = heading(predicate, direction)
            rank = (predicate.position, ("both", "out", "in").index(direction))
            below = None if unit == entity else unit
            people.setdefault((*rank, zh, en), []).extend(
                Joined(other, fact.predicate, direction, said, unit=below) for said in agree(said_of(store, fact, only))
            )
    if entity.type == "Person":
        for joined, zh, en in _together(store, entity, words, only, limit, left):
            people.setdefault((len(words) + words[joined.predicate].position, 0, zh, en), []).append(joined)
    groups: dict[tuple[str, str], list[Joined]] = {}
    for (_, _, zh, en), found in sorted(people.items(), key=lambda item: item[0]):
        groups.setdefault((zh, en), []).extend(found)
    return Who(entity, tuple(_group(zh, en, found, limit, left[zh, en]) for (zh, en), found in groups.items()))


def _direction(predicate: PredicateRow, side: str) -> Direction:
    return "both" if predicate.symmetric else "out" if side == "subject" else "in"


def _group(zh: str, en: str, found: Sequence[Joined], limit: int | None, left: int) -> Group:
    ordered = _ordered(found)
    told = list(dict.fromkeys(joined.person for joined in ordered))
    shown = set(told[:limit])
    return Group(zh, en, tuple(joined for joined in ordered if joined.person in shown), left + len(told) - len(shown))


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


def _together(
    store: Store,
    entity: Node,
    words: Mapping[str, PredicateRow],
    only: Filter,
    limit: int | None,
    left: Counter[tuple[str, str]],
) -> list[tuple[Joined, str, str]]:
    """Those who share an object with `entity`, each with the words for it; those beyond the limit count in `left`.

    What fewer share is read first: it tells more, and of what tens of thousands share a part will do.
    """
    condition, values = only.sql()
    sql = f"{FACT}WHERE fact.subject = ? AND fact.object IS NOT NULL AND {condition}"
    shared: dict[tuple[str, int], list[FactRow]] = {}
    for fact in map(to_fact, store.rows(sql, entity.n, *values)):
        label = words[fact.predicate].together_zh
        if label is not None and fact.object is not None:
            shared.setdefault((label, fact.object.n), []).append(fact)
    counts = {key: _sharers(store, key, words, only) - len(mine) for key, mine in shared.items()}
    found: list[tuple[Joined, str, str]] = []
    told: Counter[str] = Counter()
    for (label, obj), mine in sorted(shared.items(), key=lambda item: (counts[item[0]], item[0])):
        room = None if limit is None else limit - told[label]
        theirs: dict[Node, list[FactRow]] = {}
        for predicate in _of_label(words, label, only):
            sql = f"{FACT}WHERE fact.object = ? AND fact.predicate = ? AND fact.subject <> ? AND {condition} "
            most = -1 if room is None else max(0, room)
            sql += "ORDER BY fact.told DESC, fact.n LIMIT ?"
            for fact in map(to_fact, store.rows(sql, obj, predicate, entity.n, *values, most)):
                theirs.setdefault(fact.subject, []).append(fact)
        own = [agree(said_of(store, fact, only))[0] for fact in sorted(mine, key=lambda f: words[f.predicate].position)]
        shown = list(theirs.items()) if room is None else list(theirs.items())[: max(0, room)]
        told[label] += len(shown)
        for _, facts in shown:
            said = [agree(said_of(store, fact, only))[0] for fact in facts]
            cited = dict.fromkeys(c for one in said for other in own for c in (*one.citations, *other.citations))
            first = words[facts[0].predicate]
            joined = Joined(
                facts[0].subject, first.name, "together", replace(said[0], citations=tuple(cited)), via=facts[0].object
            )
            found.append((joined, first.together_zh or "", first.together_en or ""))
        if hidden := max(0, counts[label, obj] - sum(map(len, theirs.values()))):
            first = words[mine[0].predicate]
            left[first.together_zh or "", first.together_en or ""] += hidden
    return found


def _of_label(words: Mapping[str, PredicateRow], label: str, only: Filter) -> list[str]:
    """The predicates whose sharers are called so."""
    return [p.name for p in words.values() if p.together_zh == label and p.name in (only.predicates or words)]


def _sharers(store: Store, key: tuple[str, int], words: Mapping[str, PredicateRow], only: Filter) -> int:
    label, obj = key
    condition, values = only.sql()
    sql = f"SELECT count(*) FROM fact WHERE object = ? AND predicate = ? AND {condition}"  # noqa: S608
    return sum(int(store.rows(sql, obj, predicate, *values)[0][0]) for predicate in _of_label(words, label, only))
