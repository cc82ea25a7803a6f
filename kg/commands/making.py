"""The command that makes the graph: `kg build`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.shared import DEFAULT_DB, DEFAULT_SOURCES, DbOption, Output, command, default_verdicts, note
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.build import BuildReport, Progress


@command
def build(
    out: Output,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]…", help="Files and folders to read.")] = None,
    db: DbOption = DEFAULT_DB,
    encoding: Annotated[str | None, typer.Option(help="Of all files; found out for each when not given.")] = None,
    verdicts: Annotated[Path | None, typer.Option(metavar="FILE", help="Decisions about names.")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that read side by side; as many as processors where files are many."),
    ] = None,
) -> None:
    """Read articles and build the graph.

    For example:

      kg build

      kg build articles/ more.html --db news.db --jobs 2
    """
    from kg import build as building

    paths = paths or [str(DEFAULT_SOURCES)]
    if not any(Path(path).exists() for path in paths):
        raise UsageError(f"{', '.join(paths)}: no such file or folder; name the articles to read")
    if verdicts is not None and not verdicts.exists():
        raise UsageError(f"{verdicts}: no such file; name the one with the decisions about names")
    with _progress(out) as progress:
        report = building.build(
            paths, db, encoding=encoding, jobs=jobs, verdicts=verdicts or default_verdicts(), progress=progress
        )
    empty = f"nothing could be read from {', '.join(paths)}; no graph was built"
    if out.as_json:
        error = {} if report.files else {"error": {"code": "empty", "message": empty, "suggestions": []}}
        out.json({**error, **asdict(report)})
    else:
        for problem in report.problems:
            note(str(problem))
        out.lines([_summary(report)])
        if not report.files:
            note(f"kg: {empty}")
    if not report.files:
        raise typer.Exit(1)


def _summary(report: BuildReport) -> str:
    counts = (
        f"{report.files} files, {report.entities} entities, {report.facts} facts, "
        f"{report.statements} statements, {len(report.problems)} problems"
    )
    return f"{report.db}: {counts}" if report.files else counts


@contextmanager
def _progress(out: Output) -> Iterator[Progress | None]:
    if out.as_json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path)
