"""Running a query against the store: which facts make it true, for which bindings of its variables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg import ontology
from kg.ask.match import has_all, passes, satisfies
from kg.ask.query import Atom, Query, Test
from kg.ask.solution import Hit, Solution, Value
from kg.ask.tables import counts_units, kinds_of_place, same_dates
from kg.query import Filter
from kg.store import Store

MOST = 50_000  # facts of one relation that are looked at, at most
FREE = 5_000  # facts of a relation that are looked at where nothing is named

_UNITS = """
WITH RECURSIVE unit (n) AS (
  SELECT value FROM json_each(?) UNION SELECT fact.subject FROM fact JOIN unit ON fact.object = unit.n
  JOIN predicate ON predicate.name = fact.predicate AND predicate.inside
) SELECT n FROM unit
"""
_WHOLES = """
WITH RECURSIVE whole (start, n) AS (
  SELECT value, value FROM json_each(?)
  UNION SELECT whole.start, fact.object FROM fact JOIN whole ON fact.subject = whole.n
  JOIN predicate ON predicate.name = fact.predicate AND predicate.inside
) SELECT start, whole.n, entity.kind FROM whole JOIN entity ON entity.n = whole.n
"""


@dataclass
class Solver:
    """Runs queries on one store; `wide` is set where one has nothing to hold on to and too much fits."""

    store: Store
    only: Filter = field(default_factory=Filter)
    wide: bool = False
    _types: dict[int, str] = field(default_factory=dict)

    def solve(self, query: Query) -> list[Solution]:
        """Every way in which the whole query is true, in the order of the facts."""
        every = next((name for name, var in query.vars.items() if var.every), None)
        if every is not None:
            return self._every(query, every)
        rows = [Solution({}, {})]
        for atom in self._order(query):
            rows = list(self._join(query, atom, rows))
            if not rows:
                return []
        rows = [row for row in rows if not self._excluded(query, row) and self._wanted(query, row)]
        if query.current:
            rows = self._current(query, rows)
        return self._kinds(query, rows)

    def _current(self, query: Query, rows: list[Solution]) -> list[Solution]:
        """Without what has ended; and where sources date a beginning, the last that began."""
        for atom in query.atoms:
            facts = {row.hits[atom.id].fact for row in rows if atom.id in row.hits}
            told = self.qualifiers(facts)
            ended = {f for f in facts if told.get(f) and all("end" in s for s in told[f])}
            starts = {f: [s["start"] for s in told.get(f, ()) if "start" in s] for f in facts - ended}
            begun = {f: max(dates) for f, dates in starts.items() if dates}
            latest = max(begun.values(), default="")
            kept = {f for f, start in begun.items() if start == latest} or facts - ended
            rows = [row for row in rows if atom.id not in row.hits or row.hits[atom.id].fact in kept]
        return rows

    def _every(self, query: Query, name: str) -> list[Solution]:
        """A and B: what holds of each of them."""
        var = query.vars[name]
        found: list[list[Solution]] = []
        for nodes in (var.nodes, *var.every):
            one = replace(var, nodes=nodes, every=())
            found.append(self.solve(replace(query, vars={**query.vars, name: one})))

        if query.apart:
            return [row for rows in found for row in rows]

        def key(row: Solution) -> tuple[Value, ...]:
            return tuple(row.values[h] for h in query.holes)

        common = set.intersection(*({key(row) for row in rows} for rows in found))
        return [row for rows in found for row in rows if key(row) in common]

    def _order(self, query: Query) -> Iterator[Atom]:
        """The atoms, each one with a side that is bound by then, as far as that can be."""
        known = {name for name, var in query.vars.items() if var.bound}
        left = list(query.atoms)
        while left:
            ranked = []
            for i, atom in enumerate(left):
                sides = (atom.subject, atom.object)
                ranked.append((-sum(n in known for n in sides), -sum(bool(query.vars[n].nodes) for n in sides), i))
            atom = left.pop(min(ranked)[2])
            known |= {atom.subject, atom.object}
            yield atom

    def _join(self, query: Query, atom: Atom, rows: Sequence[Solution]) -> Iterator[Solution]:
        subjects = self._bound(query, atom, atom.subject, rows)
        objects = self._bound(query, atom, atom.object, rows)
        if subjects is None and objects is None and not query.vars[atom.object].values and not atom.tests:
            self.wide = self.wide or not self._few(atom)
        if self.wide:
            return
        hits = list(self._hits(query, atom, subjects, objects))
        flip = atom.predicates and self._symmetric(atom.predicates[0])
        if flip:
            turned = self._hits(query, atom, objects, subjects)
            hits += [Hit(h.fact, h.predicate, h.object, h.subject) for h in turned if isinstance(h.object, int)]
        by: dict[tuple[bool, Value], list[Hit]] = {}
        tested = list(self._tested(atom, hits, query.vars[atom.object].bars))
        for hit in tested:
            by.setdefault((True, hit.subject), []).append(hit)
            by.setdefault((False, hit.object), []).append(hit)
        checked = [name for name in (atom.subject, atom.object) if not self._sure_of(query, atom, name)]
        for row in rows:
            near = tested
            for side, name in ((True, atom.subject), (False, atom.object)):
                if name in row.values:
                    near = by.get((side, row.values[name]), [])
            for hit in near:
                found = {atom.subject: hit.subject, atom.object: hit.object}
                if any(row.values.get(name, value) != value for name, value in found.items()):
                    continue
                if all(self._typed(query, name, found[name]) for name in checked):
                    yield Solution({**row.values, **found}, {**row.hits, atom.id: hit})

    def _sure_of(self, query: Query, atom: Atom, name: str) -> bool:
        """Whether a side of the relation is always of a type that is asked for."""
        wanted = query.vars[name].types
        known = [ontology.load().predicates[p] for p in atom.predicates]
        types = {t for p in known for t in (p.subject if name == atom.subject else p.object)}
        return wanted is None or types <= wanted

    def _typed(self, query: Query, name: str, value: Value) -> bool:
        return not isinstance(value, int) or self._type(value) in (query.vars[name].types or ())

    def _bound(self, query: Query, atom: Atom, name: str, rows: Sequence[Solution]) -> list[Value] | None:
        """What a side of an atom may be by now; None for anything."""
        if rows and name in rows[0].values:
            return list(dict.fromkeys(row.values[name] for row in rows))
        var = query.vars[name]
        if var.nodes:
            units = name == atom.object and any(map(counts_units, atom.predicates))
            return list(self.units(var.nodes)) if units else list(var.nodes)
        return None

    def units(self, nodes: Iterable[int]) -> tuple[int, ...]:
        """The organisations and all their parts."""
        return tuple(row[0] for row in self.store.rows(_UNITS, json.dumps(list(nodes))))

    def _hits(
        self, query: Query, atom: Atom, subjects: list[Value] | None, objects: list[Value] | None
    ) -> Iterator[Hit]:
        where = ["predicate IN (SELECT value FROM json_each(?))"]
        values: list[object] = [json.dumps(atom.predicates)]
        if subjects is not None:
            where.append("subject IN (SELECT value FROM json_each(?))")
            values.append(json.dumps([s for s in subjects if isinstance(s, int)]))
        if objects is not None:
            entities = [o for o in objects if isinstance(o, int)]
            column = "object" if entities else "value"
            where.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608
            values.append(json.dumps(entities or objects, ensure_ascii=False))
        literal = query.vars[atom.object].values
        if literal and objects is None:
            where.append("value IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self._meant(atom, literal), ensure_ascii=False))
        narrowed, more = self.only.sql()
        condition = " AND ".join([*where, narrowed])
        values += more
        sql = f"SELECT n, predicate, subject, object, value FROM fact WHERE {condition} ORDER BY n LIMIT {MOST}"  # noqa: S608
        rows = self.store.rows(sql, *values)
        for row in rows:
            obj = row["object"] if row["object"] is not None else row["value"]
            yield Hit(row["n"], row["predicate"], row["subject"], obj)
        yield from self._dates(atom, subjects, objects)

    def _meant(self, atom: Atom, literal: Sequence[str]) -> list[str]:
        """The values of an attribute that are what the question names, or hold it."""
        test = Test("value", "=", "|".join(literal))
        rows = self.store.rows(
            "SELECT DISTINCT value FROM fact WHERE predicate IN (SELECT value FROM json_each(?)) AND value IS NOT NULL",
            json.dumps(atom.predicates),
        )
        return [row[0] for row in rows if passes(test, row[0])]

    def _few(self, atom: Atom) -> bool:
        """Whether so few facts of a relation are there that all may be looked at."""
        rows = self.store.rows(
            "SELECT count(*) FROM (SELECT 1 FROM fact WHERE predicate IN (SELECT value FROM json_each(?)) LIMIT ?)",
            json.dumps(atom.predicates), FREE + 1,
        )  # fmt: skip
        return bool(rows[0][0] <= FREE)

    def _dates(self, atom: Atom, subjects: list[Value] | None, objects: list[Value] | None) -> Iterator[Hit]:
        """The dates that qualifiers of other relations tell as well (who released it, and when)."""
        if objects is not None:
            return
        for predicate, key, attribute in same_dates():
            if attribute not in atom.predicates:
                continue
            where, more = self.only.sql()
            values = [predicate, key, *more]
            if subjects is not None:
                where += " AND fact.object IN (SELECT value FROM json_each(?))"
                values.append(json.dumps([s for s in subjects if isinstance(s, int)]))
            rows = self.store.rows(
                "SELECT DISTINCT fact.n, fact.object, qualifier.value FROM fact "  # noqa: S608
                "JOIN statement ON statement.fact = fact.n JOIN qualifier ON qualifier.statement = statement.n "
                f"WHERE fact.predicate = ? AND key = ? AND {where} ORDER BY fact.n LIMIT {MOST}",
                *values,
            )
            for row in rows:
                yield Hit(row["n"], predicate, row["object"], row["value"], key)

    def _tested(self, atom: Atom, hits: Sequence[Hit], bars: Sequence[Test]) -> Iterator[Hit]:
        """The facts of which one statement passes the atom's tests, and none is what `bars` rule out."""
        if not atom.tests and not bars:
            yield from hits
            return
        told = self.qualifiers([hit.fact for hit in hits])
        passing: list[Hit] = []
        for hit in hits:
            statements = told.get(hit.fact, [{}])
            if any(satisfies([bar], one, hit.object) for bar in bars for one in statements):
                continue
            if not atom.tests or any(satisfies(atom.tests, one, hit.object) for one in statements):
                passing.append(hit)
        firm = [hit for hit in passing if any(has_all(atom.tests, one) for one in told.get(hit.fact, [{}]))]
        yield from firm or passing

    def qualifiers(self, facts: Iterable[int]) -> dict[int, list[dict[str, str]]]:
        """For each fact the qualifiers of each of its statements."""
        condition, values = self.only.statements()
        rows = self.store.rows(
            "SELECT s.fact, s.n, key, value FROM statement AS s LEFT JOIN qualifier "  # noqa: S608
            f"ON qualifier.statement = s.n WHERE s.fact IN (SELECT value FROM json_each(?)) AND {condition}",
            json.dumps(list(facts)), *values,
        )  # fmt: skip
        found: dict[int, dict[int, dict[str, str]]] = {}
        for row in rows:
            one = found.setdefault(row["fact"], {}).setdefault(row["n"], {})
            if row["key"] is not None:
                one[row["key"]] = row["value"]
        return {fact: list(statements.values()) for fact, statements in found.items()}

    def _excluded(self, query: Query, row: Solution) -> bool:
        """Whether a solution answers with what the question names itself, or with what it excepts."""
        pairs = [(hole, name) for hole in query.holes for name, var in query.vars.items() if var.nodes and name != hole]
        return any(row.values.get(name) in query.vars[other].nodes for name, other in (*query.exclude, *pairs))

    def _wanted(self, query: Query, row: Solution) -> bool:
        """Whether what a solution answers with is of the types that answers are narrowed to."""
        found = (row.values[hole] for hole in query.holes if self.only.types)
        return all(isinstance(value, int) and self._type(value) in self.only.types for value in found)

    def _kinds(self, query: Query, rows: list[Solution]) -> list[Solution]:
        """The solutions whose things are of the kinds asked for: surely, or else possibly."""
        for name, var in query.vars.items():
            if var.bound or not var.kinds or not rows:
                continue
            values = {row.values[name] for row in rows}
            kinds: dict[Value, frozenset[str]] = {v: kinds_of_place(v) for v in values if isinstance(v, str)}
            parts = any(a.subject == name and "part_of" in a.predicates for a in query.atoms)
            kinds = {**kinds, **self._kinds_of((v for v in values if isinstance(v, int)), own=parts)}
            sure = [row for row in rows if kinds.get(row.values[name], frozenset()) & var.kinds]
            also = frozenset() if parts else var.also  # a team is no company under another
            rows = sure or [
                row for row in rows if not kinds.get(row.values[name]) or kinds[row.values[name]] & also
            ]  # fmt: skip
        return rows

    def _kinds_of(self, nodes: Iterable[int], *, own: bool) -> dict[Value, frozenset[str]]:
        """The kinds of entities, and of what they are parts of unless only their `own` count."""
        found: dict[Value, set[str]] = {}
        for row in self.store.rows(_WHOLES, json.dumps(sorted(nodes))):
            if row["kind"] and (not own or row["n"] == row["start"]):
                found.setdefault(row["start"], set()).add(row["kind"])
        return {n: frozenset(kinds) for n, kinds in found.items()}

    def _type(self, n: int) -> str:
        if n not in self._types:
            self._types[n] = self.store.rows("SELECT type FROM entity WHERE n = ?", n)[0][0]
        return self._types[n]

    def _symmetric(self, predicate: str) -> bool:
        return predicate in self._symmetric_ones

    @cached_property
    def _symmetric_ones(self) -> frozenset[str]:
        return frozenset(row[0] for row in self.store.rows("SELECT name FROM predicate WHERE symmetric"))
