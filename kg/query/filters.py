"""What an answer is narrowed by: types, predicates, dates, certainty and sources, as a condition in SQL.

All that is asked of a statement (its certainty, source and dates) must hold of one and the same statement.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import NotFoundError, UsageError
from kg.query.rows import predicates, types
from kg.query.values import Said
from kg.store import Store

CERTAINTY = ("asserted", "attributed", "hedged")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be in an answer; None and nothing mean all. `sources` are rows, dates ISO 8601 of any precision."""

    types: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    certainty: tuple[str, ...] = ()
    sources: tuple[int, ...] | None = None

    @property
    def of_statements(self) -> bool:
        """Whether anything is asked of statements."""
        return bool(self.since or self.until or self.certainty or self.sources is not None)

    def sql(self, fact: str = "fact") -> tuple[str, list[object]]:
        """A condition on the row `fact` of that table, always true where nothing is asked, and its values."""
        parts = []
        values: list[object] = []
        if self.predicates:
            parts.append(f"{fact}.predicate IN (SELECT value FROM json_each(?))")  # noqa: S608
            values.append(json.dumps(self.predicates))
        if self.of_statements:
            inner, more = self.statements()
            # The value of an attribute that is a date dates all that is said of it.
            parts.append(f"EXISTS (SELECT 1 FROM statement AS s WHERE s.fact = {fact}.n AND {inner})")  # noqa: S608
            values += more
        return " AND ".join(parts) or "1", values

    def statements(self) -> tuple[str, list[object]]:
        """A condition on the row `s` of the table of statements, always true where nothing is asked, and its values."""
        parts = ["1"]
        values: list[object] = []
        if self.certainty:
            parts.append("s.certainty IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self.certainty))
        if self.sources is not None:
            parts.append(
                "EXISTS (SELECT 1 FROM citation JOIN passage ON passage.n = citation.passage WHERE "
                "citation.statement = s.n AND passage.source IN (SELECT value FROM json_each(?)))"
            )
            values.append(json.dumps(self.sources))
        if self.since or self.until:
            parts.append(
                "(SELECT (? IS NULL OR max(d) || '-99' >= ?) AND (? IS NULL OR min(d) <= ? || '-99') FROM ("
                "SELECT value AS d FROM qualifier WHERE statement = s.n AND key IN (SELECT value FROM json_each(?)) "
                "UNION ALL SELECT f.value FROM fact AS f JOIN predicate ON predicate.name = f.predicate "
                "WHERE f.n = s.fact AND predicate.value = 'date'))"
            )
            values += [self.since, self.since, self.until, self.until, json.dumps(sorted(date_keys()))]
        return " AND ".join(parts), values

    def paths(self, store: Store) -> frozenset[str] | None:
        """The paths of `sources`; None where none are asked for."""
        if self.sources is None:
            return None
        rows = store.rows(
            "SELECT path FROM source WHERE n IN (SELECT value FROM json_each(?))", json.dumps(self.sources)
        )
        return frozenset(row["path"] for row in rows)

    def says(self, said: Said, paths: frozenset[str] | None) -> bool:
        """Whether one statement is what is asked for, its date aside; `paths` are those of `sources`."""
        if self.certainty and said.certainty not in self.certainty:
            return False
        return paths is None or any(cited.file in paths for cited in said.citations)


def date_keys() -> frozenset[str]:
    """The qualifiers that are dates."""
    from kg import ontology

    return frozenset(
        key for p in ontology.load().predicates.values() for key, kind in p.qualifiers.items() if kind == "date"
    )


def make(
    store: Store,
    *,
    of_types: Sequence[str] = (),
    of_predicates: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    certainty: str | None = None,
    source: str | None = None,
) -> Filter:
    """A filter from what a person typed.

    `certainty` is the least that will do; `source` a part of a path, headline or outlet. Raises UsageError for what the
    graph does not have or is no date, NotFoundError when no source is meant.
    """
    for option, date in (("--since", since), ("--until", until)):
        if date is not None and not _DATE.fullmatch(date):
            raise UsageError(f"{option} {date}: give a date as 2024, 2024-07 or 2024-07-01")
    if certainty is not None:
        certainty = known("--certainty", certainty, CERTAINTY)
    return Filter(
        types=tuple(known("--type", name, types(store)) for name in of_types),
        predicates=tuple(known("--predicate", name, list(predicates(store))) for name in of_predicates),
        since=since,
        until=until,
        certainty=CERTAINTY[: CERTAINTY.index(certainty) + 1] if certainty else (),
        sources=None if source is None else _sources(store, source),
    )


def known(option: str, asked: str, names: Sequence[str]) -> str:
    """The one of `names` that is `asked`, whatever the letter case. Raises UsageError with the nearest for none."""
    found = next((name for name in names if name.casefold() == asked.casefold()), None)
    if found is None:
        near = tuple(difflib.get_close_matches(asked, names, n=3))
        raise UsageError(f"{option} {asked}: the graph has {', '.join(names) or 'none'}", suggestions=near)
    return found


def _sources(store: Store, asked: str) -> tuple[int, ...]:
    part = asked.casefold()
    rows = store.rows("SELECT n, path, title, outlet FROM source ORDER BY n")
    found = [r["n"] for r in rows if any(part in (r[key] or "").casefold() for key in ("path", "title", "outlet"))]
    if not found:
        raise NotFoundError(f"no source has {asked!r} in its path, headline or outlet; kg sources lists them")
    return tuple(found)
