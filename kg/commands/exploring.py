"""Commands that look around in the graph: `kg path`, `kg find`, `kg timeline`, `kg conflicts`, `kg sources`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import query as asking
from kg.commands.listing import Part, Row, beside, evidence, sentence, write
from kg.commands.options import LimitOption, narrowed
from kg.commands.shared import Output, note, query
from kg.errors import NotFoundError
from kg.query import Dispute, Event, FactRow, Filter, Found, Node, Said, SourceRow, Timeline
from kg.render import title
from kg.render_json import cited_json, node_json
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query import PredicateRow

NameArgument = Annotated[str, typer.Argument(help="In any script, abbreviation or spelling; or an entity's id.")]


@query
@narrowed
def path(
    out: Output,
    store: Store,
    only: Filter,
    start: NameArgument,
    end: NameArgument,
    limit: LimitOption = 3,
    longest: Annotated[int, typer.Option(min=1, max=12, help="How many facts a way may have.")] = 6,
) -> None:
    """Tell how two are connected: the shortest way over facts and the next few, each step cited.

    For example:

      kg path GRPO 英伟达

      kg path 北京大学 DeepSeek --limit 5 --certainty asserted
    """
    from kg import graph

    one, other = asking.find(store, start)[0], asking.find(store, end)[0]
    ways = graph.paths(store, one, other, longest=longest, most=limit, only=only)
    words = asking.predicates(store)
    steps = [[(fact, asking.agree(_narrow(store, fact, only))) for fact in way] for way in ways]
    if out.as_json:
        out.json({
            "start": node_json(one), "end": node_json(other),
            "paths": [[_fact_json(fact, said) for fact, said in way] for way in steps],
        })  # fmt: skip
    else:
        write(out, _path(one, steps, words))
    if not ways:
        raise NotFoundError(_apart(one, other, longest)) if not out.as_json else typer.Exit(1)


def _apart(one: Node, other: Node, longest: int) -> str:
    if one == other:
        return f"{one.name} and {other.name} are the same: {one.id}"
    return f"no way of {longest} facts or fewer from {one.name} to {other.name}"


def _narrow(store: Store, fact: FactRow, only: Filter) -> list[Said]:
    paths = only.paths(store)
    return [said for said in asking.said_of(store, fact) if only.says(said, paths)]


def _path(
    start: Node, ways: list[list[tuple[FactRow, list[Said]]]], words: Mapping[str, PredicateRow]
) -> Iterator[Part]:
    for i, way in enumerate(ways):
        if i:
            yield Row("")
        row = [start]
        for fact, _ in way:
            row.append(fact.object if fact.subject == row[-1] and fact.object else fact.subject)
        yield Row(f"{i + 1}. {' — '.join(node.name for node in row)}", style="bold")
        for fact, said in way:
            predicate = words[fact.predicate]
            yield Row(sentence(fact, predicate.zh, predicate.en) + beside(said[0]), depth=1)
            yield from evidence(said)


@query
@narrowed
def find(
    out: Output,
    store: Store,
    only: Filter,
    text: Annotated[str, typer.Argument(help="One character or more, in any script, width or letter case.")],
    limit: LimitOption = 20,
    articles: Annotated[bool, typer.Option("--articles", help="Look through the articles' sentences too.")] = False,
) -> None:
    """Find a text in names and in the quotes of facts, and in whole articles when asked.

    For example:

      kg find 物理

      kg find 实习 --predicate interned_at --articles
    """
    found = asking.search(store, text, only=only, limit=limit, articles=articles)
    if out.as_json:
        out.json(_found_json(text, found))
    else:
        write(out, _found(found, asking.predicates(store)))
    if not (found.names or found.quotes or found.passages):
        raise NotFoundError(f"{text!r} stands nowhere in the graph") if not out.as_json else typer.Exit(1)


def _found(found: Found, words: Mapping[str, PredicateRow]) -> Iterator[Part]:
    if found.names:
        yield Row("names", style="bold cyan")
    for named in found.names:
        also = f"  as {named.name}" if named.name != named.entity.name else ""
        yield Row(title(named.entity) + also, depth=1)
    if found.quotes:
        yield Row("quotes", style="bold cyan")
    for quoted in found.quotes:
        for fact in quoted.facts:
            yield Row(sentence(fact, words[fact.predicate].zh, words[fact.predicate].en), depth=1)
        yield quoted.cited
    if found.passages:
        yield Row("articles", style="bold cyan")
    yield from found.passages


def _found_json(text: str, found: Found) -> dict[str, Any]:
    return {
        "query": text,
        "names": [{**node_json(named.entity), "matched": named.name} for named in found.names],
        "quotes": [
            {**cited_json(quoted.cited), "facts": [_triple(fact) for fact in quoted.facts]} for quoted in found.quotes
        ],
        "articles": [cited_json(cited) for cited in found.passages],
    }


@query
@narrowed
def timeline(out: Output, store: Store, only: Filter, name: NameArgument, limit: LimitOption = 200) -> None:
    """List what is dated in the life of a person, an organisation, a model, in the order of its dates.

    For example:

      kg timeline 北京大学

      kg timeline DeepSeek --since 2024 --json
    """
    lines = [asking.timeline(store, entity, only=only) for entity in asking.find(store, name)]
    if out.as_json:
        first, *others = [_timeline_json(line, limit) for line in lines]
        out.json({"query": name, **first, **({"more": others} if others else {})})
        return
    for i, line in enumerate(lines):
        out.lines([""] if i else [])
        write(out, _timeline(line, limit))


def _timeline(line: Timeline, limit: int) -> Iterator[Part]:
    yield Row(title(line.entity), style="bold")
    for event in line.events[:limit]:
        other = event.fact.other(line.entity)
        what = f"{event.zh} · {event.en}"
        if other is not None:
            what += f"  {other.name}"
        yield Row(f"{_when(event)}  {what}{beside(event.said)}", depth=1)
        yield from evidence([event.said])
    left = len(line.events) - limit
    if left > 0:
        yield Row(f"and {left} later ones; --limit shows more", depth=1, style="dim")
    if line.undated:
        yield Row(f"and {line.undated} facts without a date; kg show tells them", depth=1, style="dim")


def _when(event: Event) -> str:
    keys = event.said.qualifiers
    if event.until:
        return f"{event.date} – {event.until}"
    if "start" in keys:
        return f"{event.date} –"
    return f"– {event.date}" if "end" in keys else event.date


def _timeline_json(line: Timeline, limit: int) -> dict[str, Any]:
    return {
        "entity": node_json(line.entity),
        "events": [
            {
                "date": event.date,
                "until": event.until,
                "direction": event.direction,
                **_fact_json(event.fact, [event.said]),
            }
            for event in line.events[:limit]
        ],
        "undated": line.undated,
    }


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
        "sides": [{"value": side.value, **_fact_json(side.fact, side.said)} for side in dispute.sides],
    }  # fmt: skip


@query
@narrowed
def sources(out: Output, store: Store, only: Filter, limit: LimitOption = 1000) -> None:
    """List the articles with what each gave, alone and together with others; reprints count as one.

    Example: kg sources --since 2025
    """
    rows = asking.sources(store, only=only)[:limit]
    if out.as_json:
        out.json({"sources": [{**asdict(row), "beside": [_beside_json(o) for o in row.beside]} for row in rows]})
        return
    write(out, _sources(rows))
    if not rows:
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
            yield Row(f"repeats {row.repeats}", depth=1, style="yellow")
        for path, count in row.beside:
            yield Row(f"{count} facts as {path}", depth=2, style="dim")


def _triple(fact: FactRow) -> dict[str, Any]:
    return {
        "id": fact.id, "subject": node_json(fact.subject), "predicate": fact.predicate,
        "object": node_json(fact.object) if fact.object else {"value": fact.value},
    }  # fmt: skip


def _fact_json(fact: FactRow, said: tuple[Said, ...] | list[Said]) -> dict[str, Any]:
    return {
        **_triple(fact),
        "statements": [
            {
                "qualifiers": dict(one.qualifiers), "certainty": one.certainty, "attributed_to": one.attributed_to,
                "rules": list(one.rules), "citations": [cited_json(cited) for cited in one.citations],
            }
            for one in said
        ],
    }  # fmt: skip
