"""The options that all answers share, the same on every command that has them: what narrows, how many, which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from kg.commands import completing
from kg.commands.shared import Output, with_options
from kg.errors import UsageError
from kg.query import Filter, Node
from kg.store import Store

NameArgument = Annotated[
    str,
    typer.Argument(help="In any script, abbreviation or spelling; or an entity's id.", autocompletion=completing.names),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", help="Person, Org, Model, Award or Work; may be repeated.", autocompletion=completing.types),
]
PredicateOption = Annotated[
    list[str] | None,
    typer.Option("--predicate", help="A relation; may be repeated.", autocompletion=completing.predicates),
]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Not before 2024, 2024-07 or 2024-07-01.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Not after that.")]
CertaintyOption = Annotated[
    str | None,
    typer.Option(
        metavar="asserted|attributed|hedged", help="No less sure than this.", autocompletion=completing.certainty
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Only sources with this in their path, headline or outlet.",
        autocompletion=completing.sources,
    ),
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Answer in CSV, a row for each citation.")]
LimitOption = Annotated[int, typer.Option(min=1, help="How many answers of each kind at most.")]

_SHARED: dict[str, tuple[Any, Any]] = {
    "type": (TypeOption, None),
    "predicate": (PredicateOption, None),
    "since": (SinceOption, None),
    "until": (UntilOption, None),
    "certainty": (CertaintyOption, None),
    "source": (SourceOption, None),
    "csv": (CsvOption, False),
}


def narrowed(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that make a `Filter`, as its argument `only`, and `--csv`, in its argument `out`."""

    def run(out: Output, store: Store, **arguments: Any) -> None:  # noqa: ANN401
        from kg.query import filters

        asked = {name: arguments.pop(name) for name in _SHARED}
        if asked["csv"] and out.as_json:
            raise UsageError("--json and --csv: choose one of them")
        only = filters.make(
            store,
            of_types=asked["type"] or (),
            of_predicates=asked["predicate"] or (),
            since=asked["since"],
            until=asked["until"],
            certainty=asked["certainty"],
            source=asked["source"],
        )
        function(replace(out, as_csv=asked["csv"]), store, only=only, **arguments)

    return with_options(run, function, given=("only",), added=_SHARED)


def meant(store: Store, name: str, only: Filter) -> Sequence[Node]:
    """The entities called `name`; where several are, those of a type that is asked for, if there are such.

    Raises NotFoundError, with suggestions, where there is none.
    """
    from kg import query

    found = query.find(store, name)
    return [entity for entity in found if entity.type in only.types] or found
