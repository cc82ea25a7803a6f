"""The command that lets a person ask in a query language: `kg query`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.shared import Output, note, query
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.sql import Table

_MOST = 1_000_000  # bytes of a query


@query
def ask_sql(
    out: Output,
    store: Store,
    text: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="One SELECT; from standard input if - or not given.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Read the query from there.")] = None,
    sparql: Annotated[
        bool, typer.Option("--sparql", help="It is SPARQL, over what kg export turtle writes; needs kg-talent[sparql].")
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="List the views and their columns instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many rows at most.")] = 1000,
    seconds: Annotated[float, typer.Option(min=0.1, max=3600, help="Stop after as many.")] = 10,
    csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
) -> None:
    """Ask in SQL on views of the graph, for reading only; kg help query tells of them.

    For example:

      kg query "SELECT subject, object, quote FROM statements WHERE predicate = 'works_at' LIMIT 5"

      kg query --file question.sql --csv

      kg query --schema
    """
    from kg import sql

    if csv and out.as_json:
        raise UsageError("--json and --csv: choose one of them")
    out = replace(out, as_csv=csv)
    if schema:
        rows = tuple((view, column) for view, columns in sql.views(store).items() for column in columns)
        write(out, sql.Table(("view", "column"), rows, more=False))
        return
    asked = _text(text, file)
    if sparql:
        from kg.sparql import run

        table = run(store, asked, limit=limit, seconds=seconds)
    else:
        table = sql.run(store, asked, limit=limit, seconds=seconds)
    write(out, table)
    if table.more:
        note(f"kg: these are the first {limit} rows; --limit shows more")


def _text(text: str | None, file: Path | None) -> str:
    """The query from where it stands."""
    if file is not None:
        if text is not None:
            raise UsageError("a query and --file: give one of them")
        return _decoded(_read(file), str(file))
    if text not in (None, "-"):
        return str(text).encode("utf-8", "replace").decode("utf-8")
    if sys.stdin is None or (text is None and sys.stdin.isatty()):
        raise UsageError("give a query, --file FILE, or one on standard input; kg help query has examples")
    raw = sys.stdin.buffer.read(_MOST + 1) if hasattr(sys.stdin, "buffer") else sys.stdin.read(_MOST + 1).encode()
    return _decoded(raw, "standard input")


def _read(file: Path) -> bytes:
    if not file.exists() or file.is_dir():
        raise UsageError(f"{file}: no such file; name the one that holds the query")
    with file.open("rb") as opened:
        return opened.read(_MOST + 1)


def _decoded(raw: bytes, where: str) -> str:
    if len(raw) > _MOST:
        raise UsageError(f"{where}: longer than {_MOST // 1_000_000} MB; that is no query")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{where}: not UTF-8 ({error}); save it so") from error


def write(out: Output, table: Table) -> None:
    """Print an answer: objects in JSON, a table on a terminal, else rows with a tab between the cells."""
    if out.as_json:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        out.json({"columns": list(table.columns), "rows": rows, "more": table.more})
    elif out.as_csv:
        out.csv(table.columns, table.rows)
    else:
        from kg import render

        cells = [["" if value is None else render.clean(str(value)) for value in row] for row in table.rows]
        if out.wide:
            out.pretty([render.table("", table.columns, cells)])
        else:
            out.lines("\t".join(row) for row in ([render.clean(name) for name in table.columns], *cells))
