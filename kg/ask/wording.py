"""A query in words: what `--explain` shows, and what was taken for what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.query import Query, Test, Var
from kg.ask.solution import Solution
from kg.ask.solve import Solver
from kg.ask.tables import counts_units
from kg.query import node
from kg.store import Store


def in_words(store: Store, query: Query) -> str:
    """The query as one line: its conditions, then what is wanted."""
    names: dict[str, str] = {}
    letters = iter("xyzuvw")
    for name in dict.fromkeys((*query.holes, *(n for a in query.atoms for n in (a.subject, a.object)))):
        var = query.vars[name]
        if var.bound:
            names[name] = _named(store, var)
        else:
            names[name] = "?" + next(letters, name) + _of(var)
    parts = []
    seen: set[str] = set()
    for atom in query.atoms:
        subject, obj = (_once(names[n], n, seen) for n in (atom.subject, atom.object))
        firsts = {(t.key, t.op): t for t in reversed(atom.tests)}  # the other forms of a value say the same
        alike = [t for t in atom.tests if firsts[t.key, t.op] is t or t.key not in {"major", "venue"}]
        told = "".join(f" {_test(t)}" for t in alike)
        parts.append(f"{subject} {' or '.join(atom.predicates)} {obj}{f' [{told.strip()}]' if told else ''}")
    for name, other in query.exclude:
        parts.append(f"{names[name].split(' ')[0]} is not {names.get(other) or _named(store, query.vars[other])}")
    wanted = [names[h].split(" ")[0] for h in query.holes]
    wanted += [f"{ask.key or 'date'} of {query.atom(ask.atom).predicates[0]}" for ask in query.asks]
    what = ("how many " if query.counted else "") + ", ".join(wanted) if wanted else "whether it is so"
    return f"{'; '.join(parts)} → {what}"


def _once(text: str, name: str, seen: set[str]) -> str:
    """A variable with its type the first time only."""
    if name in seen and text.startswith("?"):
        return text.split(" ", maxsplit=1)[0]
    seen.add(name)
    return text


def _named(store: Store, var: Var) -> str:
    if not var.nodes:
        return f"‘{var.text or var.values[0]}’"
    found = [node(store, n).name for n in var.nodes[:1]]
    if var.every or " / " in var.text:
        return var.text
    return found[0]


def _of(var: Var) -> str:
    if var.types is None:
        return ""
    kinds = f": {', '.join(sorted(var.kinds))}" if var.kinds else ""
    return f" ({' or '.join(sorted(var.types))}{kinds})"


def _test(test: Test) -> str:
    return f"{test.key or 'date'}{test.op}{test.value}"


def notes(store: Store, query: Query, solutions: Sequence[Solution], said: str) -> tuple[str, ...]:
    """What was taken for what: `said`, parts of an organisation for the whole, what no source tells."""
    out = [said] if said else []
    if query.holes and not solutions:
        out.append("no source says who or what; only this")
    solver = Solver(store)
    for atom in query.atoms:
        loose = [test for test in atom.tests if test.op == "~"]
        facts = {row.hits[atom.id].fact for row in solutions if atom.id in row.hits} if loose else set()
        told = solver.qualifiers(facts) if facts else {}
        out += [
            f"no source says {test.key}={test.value} here"
            for test in loose
            if any(all(test.key not in one for one in statements) for statements in told.values())
        ]
        var = query.vars[atom.object]
        if var.nodes and any(map(counts_units, atom.predicates)):
            hit = {row.hits[atom.id].object for row in solutions if atom.id in row.hits}
            wholes = {n for nodes in (var.nodes, *var.every) for n in nodes}
            parts = sorted(node(store, n).name for n in hit if isinstance(n, int) and n not in wholes)
            if parts:
                out.append(f"counted as {_named(store, var)}: its parts {', '.join(parts)}")
    return tuple(out)
