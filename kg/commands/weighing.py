"""Commands that hold sources against each other: `kg conflicts`, `kg sources`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from kg import query as asking
from kg import render_csv
from kg.commands.listing import Part, Row, beside, evidence, write
from kg.commands.options import LimitOption, narrowed
from kg.commands.shared import Output, note, query
from kg.query import Dispute, Filter, SourceRow
from kg.render_json import fact_json, node_json
from kg.store import Store


@query
@narrowed
def conflicts(out: Output, store: Store, only: Filter, limit: LimitOption = 200) -> None:
    """List where sources contradict each other, both sides with what says so.

    Example: kg conflicts --predicate founded_on
    """
    found = islice(asking.disputes(store, only=only), limit)
    if out.as_json:
        out.json({"conflicts": [_dispute_json(dispute) for dispute in found]})
        return
    if out.as_csv:
        out.csv(*render_csv.conflicts(found))
        return
    first = next(found, None)
    if first is None:
        out.lines(["no source contradicts another"])
        return
    write(out, _disputes(first, found))


def _disputes(first: Dispute, more: Iterator[Dispute]) -> Iterator[Part]:
    for dispute in (first, *more):
        if dispute is not first:
            yield Row("")
        fact, words = dispute.fact, dispute.predicate
        about = f"{words.zh} · {words.en}"
        if dispute.qualifier:
            about += f"  {fact.object.name if fact.object else fact.value}: {dispute.qualifier}"
        yield Row(f"{fact.subject.name}  —  {about}", style="bold")
        for side in dispute.sides:
            yield Row(f"! {side.value}{beside(side.said[0])}", depth=1, style="red")
            yield from evidence(side.said)


def _dispute_json(dispute: Dispute) -> dict[str, Any]:
    return {
        "subject": node_json(dispute.fact.subject), "predicate": dispute.predicate.name,
        "qualifier": dispute.qualifier,
        "sides": [{"value": side.value, **fact_json(side.fact, side.said)} for side in dispute.sides],
    }  # fmt: skip


@query
@narrowed
def sources(out: Output, store: Store, only: Filter, limit: LimitOption = 1000) -> None:
    """List the articles with what each gave, alone and together with others; reprints count as one.

    Example: kg sources --since 2025
    """
    rows = asking.sources(store, only=only)
    files, origins = len(rows), len({row.origin for row in rows})
    rows = rows[:limit]
    if out.as_json:
        listed = [{**asdict(row), "beside": [_beside_json(other) for other in row.beside]} for row in rows]
        out.json({"files": files, "origins": origins, "sources": listed})
    elif out.as_csv:
        out.csv(*render_csv.sources(rows))
    else:
        write(out, _sources(rows))
        if rows:
            end = f"; --limit shows the other {files - len(rows)}" if files > len(rows) else ""
            note(f"{files} articles of {origins} origins{end}")
        else:
            note("kg: no source is left")


def _beside_json(other: tuple[str, int]) -> dict[str, Any]:
    return {"path": other[0], "facts": other[1]}


def _sources(rows: list[SourceRow]) -> Iterator[Part]:
    for row in rows:
        yield Row(row.path, style="bold")
        if about := " · ".join(filter(None, (row.date, row.outlet, row.title))):
            yield Row(about, depth=1)
        yield Row(
            f"{row.entities} entities, {row.statements} statements, {row.facts} facts: "
            f"{row.alone} alone, {row.shared} with others",
            depth=1,
        )
        if row.repeats:
            yield Row(f"repeats {row.repeats}: both count as one", depth=1, style="yellow")
        for path, count in row.beside:
            yield Row(f"{count} facts as {path}", depth=2, style="dim")
