"""How two entities are connected: the shortest ways over facts, and the next ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from kg.query.filters import CERTAINTY, Filter
from kg.query.rows import FACT, to_fact
from kg.query.values import FactRow, Node
from kg.store import Store

_EXPANDED = 3000  # entities looked around at from one side, so that a large graph answers soon
_STEPS = 200_000  # tried for one length
_RANKED = 200  # ways of one length that are weighed against each other


class Finder:
    """Looks for ways in one store under one filter, remembering what lies beside what."""

    def __init__(self, store: Store, only: Filter) -> None:
        self.store = store
        self.only = only
        self._beside: dict[int, tuple[int, ...]] = {}
        self._facts: dict[tuple[int, int], tuple[int, FactRow]] = {}
        condition, values = only.sql()
        kinds, entity = "", ("", "")
        if only.types:
            kinds = f"AND (entity.n = ? OR entity.type IN ({', '.join('?' * len(only.types))}))"
            entity = ("JOIN entity ON entity.n = fact.object", "JOIN entity ON entity.n = fact.subject")
        # UNION drops what several facts say; the order makes the answer the same on every run.
        self._sql = (
            f"SELECT fact.object AS n FROM fact {entity[0]} WHERE fact.subject = ? AND fact.object IS NOT NULL {kinds} "  # noqa: S608
            f"AND {condition} UNION SELECT fact.subject FROM fact {entity[1]} WHERE fact.object = ? {kinds} "
            f"AND {condition} ORDER BY n"
        )
        self._values = values
        self._end = 0

    def find(self, start: Node, end: Node, *, longest: int, most: int) -> list[list[FactRow]]:
        """The ways from `start` to `end`, as `kg.graph.paths` gives them."""
        self._end = end.n
        far = _Ball(self, end.n)
        shortest = self._distance(_Ball(self, start.n), far, longest)
        found: list[list[FactRow]] = []
        for length in range(shortest or longest + 1, longest + 1):
            if len(found) >= most:
                break
            while far.radius < length - 1 and far.grow():
                pass
            rows = islice(self._walk(start.n, far, length), _RANKED)
            ways = [[self._fact(one, other) for one, other in pairwise(row)] for row in rows]
            ways.sort(key=lambda way: [sum(rank for rank, _ in way), [fact.id for _, fact in way]])
            found += [[fact for _, fact in way] for way in ways]
        return found[:most]

    def _distance(self, near: _Ball, far: _Ball, longest: int) -> int | None:
        while near.radius + far.radius < longest:
            ball, other = (near, far) if len(near.edge) <= len(far.edge) else (far, near)
            if not ball.edge or not (ball.grow() or other.grow()):
                return None
            met = [near.distance[n] + far.distance[n] for n in near.distance.keys() & far.distance.keys()]
            if met:
                return min(met)
        return None

    def _walk(self, start: int, far: _Ball, length: int) -> Iterator[tuple[int, ...]]:
        """The rows of entities of exactly `length` facts from `start` to the middle of `far`."""
        steps = 0
        distance, beyond = far.distance.get, far.beyond  # asked for at every step
        stack: list[tuple[int, ...]] = [(start,)]
        while stack and steps < _STEPS:
            row = stack.pop()
            left = length - len(row)  # after one more fact
            ahead = []
            for n in self.beside(row[-1]):
                steps += 1
                if n in row or distance(n, beyond) > left or (n == self._end) != (left == 0):
                    continue
                if left == 0:
                    yield (*row, n)
                else:
                    ahead.append((*row, n))
            stack += reversed(ahead)

    def beside(self, n: int) -> tuple[int, ...]:
        """The rows of the entities that a fact joins to the one in row `n`."""
        if n not in self._beside:
            side = (n, *((self._end, *self.only.types) if self.only.types else ()), *self._values)
            self._beside[n] = tuple(row[0] for row in self.store.rows(self._sql, *side, *side) if row[0] != n)
        return self._beside[n]

    def _fact(self, one: int, other: int) -> tuple[int, FactRow]:
        if (one, other) not in self._facts:
            condition, values = self.only.sql()
            sure = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(CERTAINTY))
            rows = self.store.rows(
                FACT.replace("SELECT ", f"SELECT (SELECT min(CASE certainty {sure} ELSE 9 END) FROM statement "  # noqa: S608
                "WHERE fact = fact.n) AS rank, ", 1)
                + "JOIN predicate ON predicate.name = fact.predicate WHERE "
                f"((fact.subject = ? AND fact.object = ?) OR (fact.subject = ? AND fact.object = ?)) AND {condition} "
                "ORDER BY rank, predicate.position, fact.id LIMIT 1",
                one, other, other, one, *values,
            )  # fmt: skip
            self._facts[one, other] = rows[0]["rank"], to_fact(rows[0])
        return self._facts[one, other]


class _Ball:
    """The entities around one, with their distances, grown by one fact at a time."""

    def __init__(self, finder: Finder, middle: int) -> None:
        self.finder = finder
        self.distance = {middle: 0}
        self.edge = [middle]
        self.radius = 0

    def grow(self) -> bool:
        """Take in what lies one fact further; false when there is nothing, or it would be too much."""
        if not self.edge or len(self.distance) > _EXPANDED:
            return False
        reached = []
        for n in self.edge:
            for other in self.finder.beside(n):
                if other not in self.distance:
                    self.distance[other] = self.radius + 1
                    reached.append(other)
        self.edge = reached
        self.radius += 1
        return True

    @property
    def beyond(self) -> int:
        """How far from the middle whatever has no distance is at least."""
        return self.radius + 1 if self.edge else _STEPS
