"""Where sources contradict each other, by what the ontology declares to have one value only.

A conflict is shown with both statements and never resolved. Dates are compared at the precision that both have: 2024
and 2024-05 agree. That somebody left one place and joined another is no conflict: such predicates have many objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.matching import number
from kg.names import fold
from kg.ontology import Predicate
from kg.ontology import load as ontology
from kg.schema import Fact, Ref, Statement

_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold: of `subject` and `predicate`, in the object or in a `qualifier`."""

    subject: Ref
    predicate: str
    qualifier: str | None
    values: tuple[str, str]
    facts: tuple[Fact, Fact]
    statements: tuple[Statement, Statement]

    @property
    def sentence(self) -> str:
        """The conflict in words."""
        what = f"{self.predicate} of {self.subject.name}"
        if self.qualifier:
            what = f"{self.qualifier} of {self.subject.name} {self.predicate} {self.facts[0].object.name}"
        return f"{what}: {self.values[0]} or {self.values[1]}"


def find_conflicts(facts: Iterable[Fact]) -> list[Conflict]:
    """All conflicts among `facts`, sorted by subject, predicate, qualifier and values; one for each two values."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.subject.id, fact.predicate), []).append(fact)
    found: list[Conflict] = []
    for (_, name), members in sorted(groups.items()):
        predicate = ontology().predicates[name]
        members.sort(key=lambda f: (f.object.id, f.id))
        if predicate.single:
            found += _objects(predicate, members)
        for fact in members:
            for qualifier in predicate.single_qualifiers:
                found += _qualifiers(predicate, fact, qualifier)
    return sorted(found, key=lambda c: (c.subject.id, c.predicate, c.facts[0].id, c.qualifier or "", c.values))


def _objects(predicate: Predicate, facts: Sequence[Fact]) -> Iterable[Conflict]:
    for one, other in combinations(facts, 2):
        kind = predicate.value or "entity"
        if not agree(one.object.id, other.object.id, kind=kind):
            values = (one.object.name, other.object.name)
            statements = (one.statements[0], other.statements[0])
            yield Conflict(one.subject, predicate.name, None, values, (one, other), statements)


def _qualifiers(predicate: Predicate, fact: Fact, qualifier: str) -> Iterable[Conflict]:
    first: dict[str, Statement] = {}
    for statement in fact.statements:
        if value := statement.qualifiers.get(qualifier):
            first.setdefault(value, statement)
    allowed = predicate.qualifiers[qualifier]
    kind = allowed if isinstance(allowed, str) else "closed"
    for one, other in combinations(sorted(first), 2):
        if not agree(one, other, kind=kind):
            statements = (first[one], first[other])
            yield Conflict(fact.subject, predicate.name, qualifier, (one, other), (fact, fact), statements)


def agree(one: str, other: str, *, kind: str) -> bool:
    """Whether two values of a kind (date, place, text, number, amount, entity, closed) can both be right."""
    if one == other:
        return True
    match kind:
        case "date":
            return all(x == y for x, y in zip(one.split("-"), other.split("-"), strict=False))
        case "place" | "text":
            mine_folded, theirs_folded = fold(one, script=False), fold(other, script=False)
            return mine_folded in theirs_folded or theirs_folded in mine_folded
        case "number" | "amount":
            mine, theirs = number(one), number(other)
            return mine is not None and theirs is not None and abs(mine - theirs) <= _TOLERANCE * max(mine, theirs)
        case _:
            return False


def by_fact(conflicts: Iterable[Conflict]) -> Mapping[str, tuple[Conflict, ...]]:
    """The conflicts that touch each fact, by the fact's id."""
    found: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        for fact in {f.id for f in conflict.facts}:
            found.setdefault(fact, []).append(conflict)
    return {fact: tuple(those) for fact, those in sorted(found.items())}
