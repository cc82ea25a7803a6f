"""The command line: parse, one call, print, exit status."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands import (
    answering,
    asking,
    deciding,
    differing,
    explaining,
    exploring,
    exporting,
    helping,
    judging,
    making,
    paging,
    querying,
    weighing,
)

app = typer.Typer(
    name="kg",
    help="A talent knowledge graph of AI people from Chinese news, where every fact quotes its source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    making.build, asking.who, answering.ask, asking.show, judging.check, asking.stats,
    exploring.path, exploring.find, exploring.timeline, weighing.conflicts, weighing.sources,
    explaining.explain, explaining.why_not, explaining.rules, explaining.explain_merge,
    paging.page,
    deciding.verdict, deciding.alias, differing.diff,
)  # fmt: skip
for _function in COMMANDS:
    app.command()(_function)
app.command("help")(helping.help)
app.command("query")(querying.ask_sql)
app.command("eval")(judging.evaluate)
app.add_typer(exporting.export, name="export")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kg {version('kg-talent')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and leave.")
    ] = False,
) -> None:
    """Build, ask and check the graph."""
