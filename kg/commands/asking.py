"""Commands that ask the graph: `kg who`, `kg show`, `kg stats`."""

from __future__ import annotations

from kg import query as asking
from kg import render, render_csv, render_json
from kg.commands.options import LimitOption, NameArgument, meant, narrowed
from kg.commands.shared import Output, query
from kg.query import Filter
from kg.store import Store


@query
@narrowed
def who(out: Output, store: Store, only: Filter, name: NameArgument, limit: LimitOption = 50) -> None:
    """List the people joined to anything: a model, an organisation, an award, a person.

    For example:

      kg who GRPO

      kg who 輝達 --json

      kg who DeepSeek --type Org --certainty asserted --csv
    """
    answers = [asking.who(store, entity, only=only, limit=limit) for entity in meant(store, name, only)]
    if out.as_json:
        out.json(render_json.who_json(name, answers))
    elif out.as_csv:
        out.csv(*render_csv.who(answers))
    else:
        for i, answer in enumerate(answers):
            out.lines([""] if i else [])
            if out.wide:
                out.pretty(render.who_rich(answer))
            else:
                out.lines(render.who_plain(answer))


@query
@narrowed
def show(out: Output, store: Store, only: Filter, name: NameArgument, limit: LimitOption = 50) -> None:
    """Show what the graph holds of an entity, contradictions marked.

    For example:

      kg show 北大

      kg show 北大 --type Person --limit 5
    """
    cards = [asking.show(store, entity, only=only, limit=limit) for entity in meant(store, name, only)]
    if out.as_json:
        out.json(render_json.show_json(name, cards))
    elif out.as_csv:
        out.csv(*render_csv.show(cards))
    else:
        for i, card in enumerate(cards):
            out.lines([""] if i else [])
            if out.wide:
                out.pretty(render.show_rich(card))
            else:
                out.lines(render.show_plain(card))


@query
@narrowed
def stats(out: Output, store: Store, only: Filter, limit: LimitOption = 100) -> None:
    """Count what the graph holds, or what the options leave of it.

    For example:

      kg stats --json

      kg stats --type Model --certainty asserted
    """
    counted = {
        key: dict(list(value.items())[:limit]) if isinstance(value, dict) else value
        for key, value in asking.stats(store, only=only).items()
    }
    if out.as_json:
        out.json(counted)
    elif out.as_csv:
        out.csv(*render_csv.stats(counted))
    elif out.wide:
        out.pretty(render.counts_rich(counted))
    else:
        out.lines(render.counts_plain(counted))
