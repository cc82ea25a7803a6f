"""Commands that look around in the graph: `kg path`, `kg find`, `kg timeline`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import query as asking
from kg import render_csv
from kg.commands.listing import Part, Row, beside, evidence, sentence, write
from kg.commands.options import LimitOption, NameArgument, meant, narrowed
from kg.commands.shared import Output, query
from kg.errors import NotFoundError
from kg.query import Event, FactRow, Filter, Found, Node, Said, Timeline
from kg.render import title
from kg.render_json import cited_json, fact_json, node_json, triple_json
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query import PredicateRow


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
    steps = [[(fact, asking.agree(asking.said_of(store, fact, only))) for fact in way] for way in ways]
    if out.as_json:
        out.json({
            "start": node_json(one), "end": node_json(other),
            "paths": [[fact_json(fact, said) for fact, said in way] for way in steps],
        })  # fmt: skip
    elif out.as_csv:
        out.csv(*render_csv.path(steps))
    else:
        write(out, _path(one, steps, words))
    if not ways:
        raise NotFoundError(_apart(one, other, longest)) if not out.as_json else typer.Exit(1)


def _apart(one: Node, other: Node, longest: int) -> str:
    if one == other:
        return f"{one.name} and {other.name} are the same: {one.id}"
    return f"no way of {longest} facts or fewer from {one.name} to {other.name}"


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
    elif out.as_csv:
        out.csv(*render_csv.find(found))
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
            {**cited_json(quoted.cited), "facts": [triple_json(fact) for fact in quoted.facts]}
            for quoted in found.quotes
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
    lines = [asking.timeline(store, entity, only=only, limit=limit) for entity in meant(store, name, only)]
    if out.as_json:
        first, *others = [_timeline_json(line) for line in lines]
        out.json({"query": name, **first, **({"more": others} if others else {})})
        return
    if out.as_csv:
        out.csv(*render_csv.timeline(lines))
        return
    for i, line in enumerate(lines):
        out.lines([""] if i else [])
        write(out, _timeline(line))


def _timeline(line: Timeline) -> Iterator[Part]:
    yield Row(title(line.entity), style="bold")
    for event in line.events:
        other = event.fact.other(line.entity)
        what = f"{event.zh} · {event.en}"
        if other is not None:
            what += f"  {other.name}"
        yield Row(f"{_when(event)}  {what}{beside(event.said)}", depth=1)
        yield from evidence([event.said])
    if line.left:
        yield Row(f"and {line.left:,} later ones; --limit shows more", depth=1, style="dim")
    if line.undated:
        yield Row(f"and {line.undated} facts without a date; kg show tells them", depth=1, style="dim")


def _when(event: Event) -> str:
    keys = event.said.qualifiers
    if event.until:
        return f"{event.date} – {event.until}"
    if "start" in keys:
        return f"{event.date} –"
    return f"– {event.date}" if "end" in keys else event.date


def _timeline_json(line: Timeline) -> dict[str, Any]:
    return {
        "entity": node_json(line.entity),
        "events": [
            {
                "date": event.date,
                "until": event.until,
                "direction": event.direction,
                **fact_json(event.fact, [event.said]),
            }
            for event in line.events
        ],
        "left": line.left,
        "undated": line.undated,
    }
