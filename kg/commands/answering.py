"""The command that answers questions: `kg ask`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import LimitOption, narrowed
from kg.commands.shared import Output, note, query
from kg.query import Filter
from kg.store import Store


@query
@narrowed
def ask(
    out: Output,
    store: Store,
    only: Filter,
    question: Annotated[str, typer.Argument(help="In Chinese (either script) or English.")],
    explain: Annotated[bool, typer.Option("--explain", help="Show how the question was read.")] = False,
    limit: LimitOption = 50,
) -> None:
    """Answer a question from the facts of the graph, each answer with what says so.

    Ask for people, organisations, models, prizes and papers, for dates, places, amounts and posts, for a number, or
    whether something is so; conditions may be joined. Names are found by any of their forms. What is not understood,
    and what no source says, is said to be so, with the nearest that there is, and status 1: nothing is guessed.

    For example:

      kg ask 谁参与了GRPO？

      kg ask '哪些DeepSeek的人在英伟达实习过？' --explain

      kg ask 'Who founded High-Flyer, and when?' --json

      kg ask 谁在DeepSeek工作 --certainty asserted --csv
    """
    from kg import render_ask
    from kg.ask import ask as answer

    reply = answer(store, question, only=only, limit=limit)
    if out.as_json:
        out.json(render_ask.ask_json(reply))
    elif out.as_csv:
        out.csv(*render_ask.ask_csv(reply))
        if not reply.answered:
            note(f"kg: {'not answered' if reply.understood else 'not understood'}: {reply.reason}")
    elif out.wide:
        out.pretty(render_ask.ask_rich(reply, explain=explain))
    else:
        out.lines(render_ask.ask_plain(reply, explain=explain))
    if not reply.answered:
        raise typer.Exit(1)
