"""The options that narrow an answer, the same on every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from kg.commands.shared import Output, with_options
from kg.store import Store

TypeOption = Annotated[
    list[str] | None, typer.Option("--type", help="Person, Org, Model, Award or Work; may be repeated.")
]
PredicateOption = Annotated[list[str] | None, typer.Option("--predicate", help="A relation; may be repeated.")]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Not before 2024, 2024-07 or 2024-07-01.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Not after that.")]
CertaintyOption = Annotated[
    str | None, typer.Option(metavar="asserted|attributed|hedged", help="No less sure than this.")
]
SourceOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Only sources with this in their path, headline or outlet.")
]
LimitOption = Annotated[int, typer.Option(min=1, help="How many answers at most.")]

_FILTER: dict[str, tuple[Any, Any]] = {
    "type": (TypeOption, None),
    "predicate": (PredicateOption, None),
    "since": (SinceOption, None),
    "until": (UntilOption, None),
    "certainty": (CertaintyOption, None),
    "source": (SourceOption, None),
}


def narrowed(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that make a `Filter`, as its argument `only`."""

    def run(out: Output, store: Store, **arguments: Any) -> None:  # noqa: ANN401
        from kg.query import filters

        asked = {name: arguments.pop(name) for name in _FILTER}
        only = filters.make(
            store,
            of_types=asked["type"] or (),
            of_predicates=asked["predicate"] or (),
            since=asked["since"],
            until=asked["until"],
            certainty=asked["certainty"],
            source=asked["source"],
        )
        function(out, store, only=only, **arguments)

    return with_options(run, function, given=("only",), added=_FILTER)
