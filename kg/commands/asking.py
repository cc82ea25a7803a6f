"""Commands that ask the graph: `kg who`, `kg show`, `kg stats`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import query as asking
from kg import render, render_json
from kg.commands.shared import Output, query
from kg.store import Store

NameArgument = Annotated[str, typer.Argument(help="In any script, abbreviation or spelling; or an entity's id.")]
TypeOption = Annotated[str | None, typer.Option("--type", help="Person, Org, Model, Award or Work.")]


@query
def who(out: Output, store: Store, name: NameArgument, type: TypeOption = None) -> None:
    """List the people joined to anything: a model, an organisation, an award, a person.

    For example:

      kg who GRPO

      kg who 輝達 --json

      kg who DeepSeek --type Org
    """
    answers = [asking.who(store, entity) for entity in asking.find(store, name, type=type)]
    if out.as_json:
        out.json(render_json.who_json(name, answers))
        return
    for i, answer in enumerate(answers):
        out.lines([""] if i else [])
        if out.rich:
            out.pretty(render.who_rich(answer))
        else:
            out.lines(render.who_plain(answer))


@query
def show(out: Output, store: Store, name: NameArgument, type: TypeOption = None) -> None:
    """Show all that the graph holds of an entity, contradictions marked.

    Example: kg show 北大
    """
    cards = [asking.show(store, entity) for entity in asking.find(store, name, type=type)]
    if out.as_json:
        out.json(render_json.show_json(name, cards))
        return
    for i, card in enumerate(cards):
        out.lines([""] if i else [])
        if out.rich:
            out.pretty(render.show_rich(card))
        else:
            out.lines(render.show_plain(card))


@query
def stats(out: Output, store: Store) -> None:
    """Count what the graph holds.

    Example: kg stats --json
    """
    counted = asking.stats(store)
    if out.as_json:
        out.json(counted)
    elif out.rich:
        out.pretty(render.counts_rich(counted))
    else:
        out.lines(render.counts_plain(counted))
