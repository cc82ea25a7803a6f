"""Answers as tables, for `--csv`: a header, and a row for each citation, so that every row can be followed.

What stands in several rows is repeated in each; a cell that does not apply is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.query import Card, Cited, Dispute, FactRow, Found, Said, SourceRow, Timeline, Who
from kg.render import details

Row = tuple[object, ...]
Table = tuple[tuple[str, ...], Iterator[Row]]

_CITED = ("file", "line", "column", "start", "end", "quote")
_SAID = ("qualifiers", "certainty", "attributed_to", "rule", *_CITED)
_FACT = ("fact", "subject_id", "subject", "predicate", "object_id", "object")


def _cited(cited: Cited) -> Row:
    return cited.file, cited.line, cited.column, cited.start, cited.end, cited.quote


def _said(said: Iterable[Said]) -> Iterator[Row]:
    for one in said:
        about = (details(one.qualifiers), one.certainty, one.attributed_to, "; ".join(one.rules))
        for cited in one.citations:
            yield *about, *_cited(cited)


def _fact(fact: FactRow) -> Row:
    other = (fact.object.id, fact.object.name) if fact.object else (None, fact.value)
    return fact.id, fact.subject.id, fact.subject.name, fact.predicate, *other


def who(answers: Iterable[Who]) -> Table:
    """The people of each entity that was meant."""
    header = ("entity_id", "entity", "relation", "predicate", "direction", "id", "name", "unit", "via", *_SAID)
    return header, (
        (
            answer.entity.id, answer.entity.name, group.en, joined.predicate, joined.direction, joined.person.id,
            joined.person.name, joined.unit and joined.unit.name, joined.via and joined.via.name, *said,
        )
        for answer in answers for group in answer.groups for joined in group.people for said in _said([joined.said])
    )  # fmt: skip


def show(cards: Iterable[Card]) -> Table:
    """The facts of each entity that was meant."""
    header = ("entity_id", "entity", "direction", *_FACT, "conflicts", *_SAID)
    return header, (
        (card.entity.id, card.entity.name, one.direction, *_fact(one.fact), "; ".join(one.conflicts), *said)
        for card in cards for one in card.facts for said in _said(one.said)
    )  # fmt: skip


def path(ways: Iterable[Iterable[tuple[FactRow, Iterable[Said]]]]) -> Table:
    """The facts of each way."""
    return ("way", "step", *_FACT, *_SAID), (
        (number, step, *_fact(fact), *said)
        for number, way in enumerate(ways, 1)
        for step, (fact, statements) in enumerate(way, 1)
        for said in _said(statements)
    )  # fmt: skip


def find(found: Found) -> Table:
    """Names, quotes with their facts, and sentences of articles."""

    def rows() -> Iterator[Row]:
        nothing = (None,) * 3
        for named in found.names:
            entity = named.entity
            yield "name", entity.id, entity.name, named.name, *(None,) * (len(_FACT) + len(_CITED))
        for quoted in found.quotes:
            for fact in quoted.facts:
                yield "quote", *nothing, *_fact(fact), *_cited(quoted.cited)
        for cited in found.passages:
            yield "article", *nothing, *(None,) * len(_FACT), *_cited(cited)

    return ("where", "id", "name", "matched", *_FACT, *_CITED), rows()


def timeline(lines: Iterable[Timeline]) -> Table:
    """The events of each entity that was meant."""
    return ("entity_id", "entity", "date", "until", *_FACT, *_SAID), (
        (line.entity.id, line.entity.name, event.date, event.until, *_fact(event.fact), *said)
        for line in lines for event in line.events for said in _said([event.said])
    )  # fmt: skip


def conflicts(disputes: Iterable[Dispute]) -> Table:
    """The sides of each contradiction."""
    return ("conflict", "qualifier", "value", *_FACT, *_SAID), (
        (number, dispute.qualifier, side.value, *_fact(side.fact), *said)
        for number, dispute in enumerate(disputes, 1) for side in dispute.sides for said in _said(side.said)
    )  # fmt: skip


def sources(rows: Iterable[SourceRow]) -> Table:
    """A row for each article."""
    header = (
        "file", "date", "outlet", "title", "entities", "statements", "facts", "alone", "shared", "origin", "repeats",
    )  # fmt: skip
    return header, (
        (
            row.path, row.date, row.outlet, row.title, row.entities, row.statements, row.facts, row.alone, row.shared,
            row.origin, row.repeats,
        )
        for row in rows
    )  # fmt: skip


def stats(counted: Mapping[str, Any]) -> Table:
    """A row for each number."""

    def rows() -> Iterator[Row]:
        for key, value in counted.items():
            if isinstance(value, dict):
                yield from ((key, name, count) for name, count in value.items())
            else:
                yield key, None, value

    return ("count", "of", "number"), rows()
