"""What else a query may be run as: what tells a number, relations that stand in for its own, what is further above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg import ontology
from kg.ask.query import Atom, Query, Var
from kg.ask.solution import Solution
from kg.ask.solve import Solver
from kg.ask.tables import counted_by, instead
from kg.query import node, predicates
from kg.store import Store

_STEPS = 3  # from a part to what it is part of, at most


def headcount(query: Query) -> Query | None:
    """多少人在某公司工作 asks how many it has, not how many of them the graph knows: only a source tells."""
    if not query.counted or len(query.atoms) != 1 or query.asks:
        return None
    atom = query.atoms[0]
    attribute = counted_by(atom.predicates[0], noun=atom.noun)
    of = atom.object if atom.subject in query.holes else atom.subject
    if not attribute or not query.vars[of].nodes or atom.tests:
        return None
    number = Var(frozenset({"number", "amount"}))
    return Query(
        {of: query.vars[of], "n": number}, (Atom(atom.id, (attribute,), of, "n"),), holes=("n",)
    )  # fmt: skip


def other_relations(query: Query) -> Iterable[tuple[Query, str]]:
    """The query with another relation where its own says nothing, and that it is: who leads a company is at it."""
    for atom in query.atoms:
        if len(atom.predicates) == 1 and not atom.tests:
            others = instead(atom.predicates[0])
            if others:
                said = f"no source says {atom.predicates[0]} here; taken instead: {' or '.join(others)}"
                yield query.with_atom(replace(atom, predicates=others)), said


def any_kind(query: Query) -> Iterable[tuple[Query, str]]:
    """The query without the kind of a relation between equals, and that it is: 同学 where only another kind is told."""
    words = ontology.load().predicates
    for atom in query.atoms:
        loose = [test for test in atom.tests if test.op == "~"]
        if loose and all(words[p].symmetric for p in atom.predicates):
            tests = tuple(test for test in atom.tests if test not in loose)
            said = f"no source says {loose[0].key}={loose[0].value} here; taken instead: any"
            yield query.with_atom(replace(atom, tests=tests)), said


def one_by_one(query: Query) -> Iterable[tuple[Query, str]]:
    """A和B的导师是谁, where they share none: the query of each by itself, and that it is.

    Not where the question says 都, nor where one thing is asked for that has to do with both (谁在A和B工作过).
    """
    name = next((name for name, var in query.vars.items() if var.every), None)
    asks = bool(query.holes or query.asks) and not query.counted
    if name is None or query.apart is not None or not asks:
        return
    own = query.vars[name].types == frozenset({"Person"}) or all(a.subject == name for a in query.atoms)
    if own or all(name < hole for hole in query.holes):
        yield replace(query, apart=True), "no source says it of all of them; this is of each by itself"


def parts(query: Query) -> list[Query]:
    """The questions that one is made of where each asks for something of its own (X的老家和研究方向); else none."""
    groups: list[tuple[set[str], list[Atom]]] = []
    for atom in query.atoms:
        names = {name for name in (atom.subject, atom.object) if not query.vars[name].bound}
        atoms = [atom]
        apart = []
        for known, others in groups:
            if known & names:
                names |= known
                atoms = [*others, *atoms]
            else:
                apart.append((known, others))
        groups = [*apart, (names, atoms)]
    out = []
    for names, atoms in groups:
        ids = {atom.id for atom in atoms}
        holes = tuple(hole for hole in query.holes if hole in names)
        asks = tuple(ask for ask in query.asks if ask.atom in ids)
        if not holes and not asks:
            return []
        used = {name for atom in atoms for name in (atom.subject, atom.object)}
        vars_ = {name: var for name, var in query.vars.items() if name in used}
        out.append(replace(query, vars=vars_, atoms=tuple(atoms), holes=holes, asks=asks, exclude=()))
    return out if len(out) > 1 and not query.counted and not query.exclude else []


def above(store: Store, solver: Solver, query: Query, found: list[Solution]) -> tuple[Query, list[Solution]]:
    """The query and its solutions; what is further above where one asks of which company a team in an institute is."""
    if len(query.atoms) != 1 or len(query.holes) != 1 or query.counted:
        return query, found
    (atom,), (hole,) = query.atoms, query.holes
    wanted = query.vars[hole].kinds
    words = predicates(store)
    if atom.object != hole or not wanted or not any(words[p].inside for p in atom.predicates if p in words):
        return query, found
    higher, rows = query, found
    for step in range(_STEPS):
        if any(isinstance(n := row.values[hole], int) and node(store, n).kind in wanted for row in rows):
            return higher, rows
        first = f"{hole}{step}"
        steps = [replace(a, object=first) if a.object == hole else a for a in higher.atoms]
        further = Atom(f"{atom.id}{step}", atom.predicates, first, hole)
        vars_ = {**higher.vars, first: Var(frozenset({"Org"}))}
        higher = replace(higher, vars=vars_, atoms=(*steps, further))
        rows = solver.solve(higher)
    return query, found
