"""What an entity or a fact is in a table or on a drawing: one value in each column, of one type.

GraphML, GEXF, CSV and Neo4j all write these; a value that is not known is None. The whole evidence of a fact is a
column of JSON text, for these formats know no lists.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

from kg.export.part import ExportedFact, ExportedNode, Part, facts
from kg.query.filters import date_keys
from kg.query.values import Cited, Said
from kg.store import Store

Value = str | int | float | None
ColumnType = Literal["string", "int", "double", "boolean"]

# Red, green and blue for each type of entity: told apart by people who see colours differently too.
COLOURS: Mapping[str, tuple[int, int, int]] = {
    "Person": (0, 114, 178), "Org": (230, 159, 0), "Model": (0, 158, 115), "Award": (204, 121, 167),
    "Work": (86, 180, 233),
}  # fmt: skip
_INVISIBLE = frozenset({"Cc", "Cf"})
_OTHER = (128, 128, 128)
_GREY = (160, 160, 160)  # what is not asserted is drawn paler


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and the type of its values."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entity as it is drawn and its values by column."""

    id: str
    label: str
    size: float
    colour: tuple[int, int, int]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Line:
    """A fact between two entities as it is drawn, and its values by column; `start` and `end` are days or None."""

    id: str
    source: str
    target: str
    label: str
    weight: float
    colour: tuple[int, int, int]
    start: str | None
    end: str | None
    values: Mapping[str, Value]


class Columns:
    """The columns of a graph, found once: there is one for each qualifier and attribute that it holds."""

    def __init__(self, store: Store) -> None:
        self.attributes = _names(store, "SELECT DISTINCT predicate FROM fact WHERE object IS NULL")
        self.qualifiers = sorted({"role", "start", "end", *_names(store, "SELECT DISTINCT key FROM qualifier")})
        self.dates = date_keys()

    @property
    def node(self) -> tuple[Column, ...]:
        """The columns of entities."""
        return (
            Column("type", "string"), Column("kind", "string"), Column("aliases", "string"), Column("files", "string"),
            Column("file_count", "int"), Column("fact_count", "int"),
            *(Column(name, "string") for name in self.attributes),
            Column("attribute_facts", "string"),
        )  # fmt: skip

    @property
    def edge(self) -> tuple[Column, ...]:
        """The columns of facts."""
        return (
            Column("predicate", "string"), Column("predicate_en", "string"), Column("symmetric", "boolean"),
            *(Column(name, "string") for name in self.qualifiers),
            Column("certainty", "string"), Column("attributed_to", "string"), Column("rule", "string"),
            Column("sources", "int"), Column("files", "int"), Column("file", "string"), Column("line", "int"),
            Column("column", "int"), Column("quote_start", "int"), Column("quote_end", "int"),
            Column("quote", "string"), Column("statements", "string"),
        )  # fmt: skip

    def drawn(self, store: Store, part: Part, entities: Iterable[ExportedNode]) -> Iterator[Drawn]:
        """Entities as they are drawn; what is known of them stands among their values."""
        for exported in entities:
            node = exported.node
            literal = list(facts(store, part, of=node, literal=True))
            values: dict[str, Value] = {
                "type": node.type, "kind": node.kind, "aliases": "; ".join(exported.aliases) or None,
                "files": "; ".join(exported.sources) or None, "file_count": len(exported.sources),
                "fact_count": exported.degree + len(literal),
            }  # fmt: skip
            for fact in literal:
                before = values.get(fact.fact.predicate)
                said = attribute(fact)
                values[fact.fact.predicate] = f"{before}; {said}" if before else said
            if literal:
                values["attribute_facts"] = compact([attribute_json(fact) for fact in literal])
            colour = COLOURS.get(node.type, _OTHER)
            yield Drawn(node.id, legible(node.name), size(exported.degree), colour, values)

    def lines(self, exported: Iterable[ExportedFact]) -> Iterator[Line]:
        """Facts between entities as they are drawn."""
        for fact in exported:
            if fact.fact.object is None:
                continue
            best = fact.best
            cited = best.citations[0]
            values: dict[str, Value] = {
                "predicate": fact.predicate.name, "predicate_en": fact.predicate.en,
                "symmetric": bool(fact.predicate.symmetric), **best.qualifiers,
                "certainty": best.certainty, "attributed_to": best.attributed_to, "rule": best.rules[0],
                "sources": fact.sources, "files": fact.files, "file": cited.file, "line": cited.line,
                "column": cited.column, "quote_start": cited.start, "quote_end": cited.end, "quote": cited.quote,
                "statements": compact(statements_json(fact)),
            }  # fmt: skip
            colour = COLOURS.get(fact.fact.subject.type, _OTHER) if best.certainty == "asserted" else _GREY
            yield Line(
                fact.fact.id, fact.fact.subject.id, fact.fact.object.id, fact.predicate.zh, float(fact.sources),
                colour, *self.days(best), values,
            )  # fmt: skip

    def days(self, said: Said) -> tuple[str | None, str | None]:
        """The first and the last day that a fact is said to hold: a year stands for all its days, a start is open."""
        dates = {key: value for key, value in said.qualifiers.items() if key in self.dates}
        moments = [value for key, value in dates.items() if key not in ("start", "end")]
        first = min([*moments, dates["start"]] if "start" in dates else moments, default=None)
        last = dates.get("end") or (None if "start" in dates else max(moments, default=None))
        start, end = day(first, last=False), day(last, last=True)
        return (start, end) if not (start and end and start > end) else (None, None)


def _names(store: Store, sql: str) -> list[str]:
    return sorted(row[0] for row in store.rows(sql))


def day(date: str | None, *, last: bool) -> str | None:
    """The first or the last day of an ISO date of any precision; None for what is no date of the calendar."""
    import calendar
    import re

    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date or "")
    if not found or found[1] == "0000":
        return None
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    number = int(found[3] or (length if last else 1))
    return f"{year:04}-{month:02}-{number:02}" if 1 <= number <= length else None


def size(degree: int) -> float:
    """A hint for the size of an entity that is drawn: from 8, growing with the root of its facts, to 60."""
    return round(min(60.0, 8 + 4 * sqrt(degree)), 2)


def legible(name: str) -> str:
    """A name as a label: without the invisible marks that turn what stands around it to be read from right to left."""
    return "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE) or name


def attribute(fact: ExportedFact) -> str:
    """A literal as it stands in a column: marked where it is not asserted."""
    best = fact.best
    beside = [f"{key}={value}" for key, value in best.qualifiers.items()]
    beside += [] if best.certainty == "asserted" else [best.certainty]
    return f"{fact.fact.value} ({', '.join(beside)})" if beside else fact.fact.value or ""


def attribute_json(fact: ExportedFact) -> dict[str, Any]:
    """A fact about one entity with all that says so."""
    return {
        "id": fact.fact.id, "predicate": fact.fact.predicate, "value": fact.fact.value, "sources": fact.sources,
        "statements": statements_json(fact),
    }  # fmt: skip


def statements_json(fact: ExportedFact) -> list[dict[str, Any]]:
    """All that says a fact: the qualifiers, certainty and citations of each statement."""
    return [
        {
            "qualifiers": dict(s.said.qualifiers), "certainty": s.said.certainty,
            "attributed_to": s.said.attributed_to, "rule": s.said.rules[0],
            "citations": [citation_json(cited) for cited in s.said.citations],
        }
        for s in fact.statements
    ]  # fmt: skip


def citation_json(cited: Cited) -> dict[str, Any]:
    """A citation, offsets half-open in characters of the decoded file."""
    return {
        "file": cited.file, "line": cited.line, "column": cited.column, "start": cited.start, "end": cited.end,
        "quote": cited.quote,
    }  # fmt: skip


def compact(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
