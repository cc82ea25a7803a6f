"""What each article gave to the graph: alone, and together with others."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from kg.query.filters import Filter
from kg.query.origins import origins
from kg.store import Store


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and what it gave.

    `alone` counts the facts that no other origin says, `shared` those that one does; `beside` says which other origins
    say how many of its facts too. An origin goes by its first file; `repeats` is None for that one, and for all others
    of the origin the same as `origin`.
    """

    path: str
    title: str | None
    outlet: str | None
    date: str | None
    entities: int
    statements: int
    facts: int
    alone: int
    shared: int
    beside: tuple[tuple[str, int], ...]
    origin: str
    repeats: str | None


def sources(store: Store, *, only: Filter) -> list[SourceRow]:
    """The sources in the order of their paths. Dates of the filter are those of the articles."""
    origin = origins(store)
    condition, values = Filter(predicates=only.predicates, certainty=only.certainty).sql()
    sides = "EXISTS (SELECT 1 FROM entity JOIN json_each(?) ON value = type WHERE entity.n IN (fact.subject, object))"
    if only.types:
        condition = f"{condition} AND {sides}"
        values.append(json.dumps(only.types))
    facts: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    statements: Counter[int] = Counter()
    beside: dict[int, Counter[int]] = {}
    rows = store.each(
        "SELECT fact.n AS fact, passage.source, count(DISTINCT statement.n) AS statements FROM fact "  # noqa: S608
        "JOIN statement ON statement.fact = fact.n JOIN citation ON citation.statement = statement.n "
        "JOIN passage ON passage.n = citation.passage "
        f"WHERE {condition} GROUP BY fact.n, passage.source ORDER BY fact.n",
        *values,
    )
    for _, group in groupby(rows, key=lambda row: row["fact"]):
        said = {row["source"]: row["statements"] for row in group}
        roots = {origin[n] for n in said}
        several = len(roots) > 1
        for n, count in said.items():
            facts[n] += 1
            alone[n] += not several
            statements[n] += count
            beside.setdefault(n, Counter()).update(roots - {origin[n]})
    paths = {row["n"]: row["path"] for row in store.rows("SELECT n, path FROM source")}
    found = []
    for row in store.rows(
        "SELECT n, path, title, outlet, date, (SELECT count(*) FROM entity_source WHERE source = source.n) AS entities "
        "FROM source ORDER BY path"
    ):
        n, date = row["n"], row["date"]
        if only.sources is not None and n not in only.sources:
            continue
        if (only.since and (not date or f"{date}-99" < only.since)) or (
            only.until and (not date or date > f"{only.until}-99")
        ):
            continue
        others = sorted(((paths[m], count) for m, count in beside.get(n, {}).items()), key=lambda o: (-o[1], o[0]))
        found.append(SourceRow(
            row["path"], row["title"], row["outlet"], date, row["entities"], statements[n], facts[n], alone[n],
            facts[n] - alone[n], tuple(others), paths[origin[n]],
            None if origin[n] == n else paths[origin[n]],
        ))  # fmt: skip
    return found
