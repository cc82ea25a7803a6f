"""Commands that judge a graph: `kg check`, `kg eval`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.commands.shared import DEFAULT_DB, DbOption, Output, command, open_or_build, query
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.evaluate import Score


@query
def check(
    out: Output,
    store: Store,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Must hold the sources; where they were built from if not given."),
    ] = None,
) -> None:
    """Follow every fact to the words that say it, and hold the graph against the ontology.

    Example: kg check --against seeds
    """
    from kg import checks

    if against is not None and not against.is_dir():
        raise UsageError(f"{against}: no such folder; name the one that holds the sources")
    problems = checks.check(store, against=against)
    if out.as_json:
        out.json({"ok": not problems, "problems": [asdict(problem) for problem in problems]})
    else:
        out.lines(str(problem) for problem in problems)
        if not problems:
            count = store.rows("SELECT (SELECT count(*) FROM fact), (SELECT count(*) FROM passage)")[0]
            out.lines([f"{store.path}: {count[0]} facts and {count[1]} quotes hold"])
    if problems:
        raise typer.Exit(1)


@command
def evaluate(
    out: Output,
    gold: Annotated[Path | None, typer.Argument(help="A gold .tsv, or a folder of them.")] = None,
    db: DbOption = DEFAULT_DB,
    graph: Annotated[Path | None, typer.Option(metavar="FILE", help="A graph in JSON lines, in place of --db.")] = None,
    negative: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Sentences, one a line, that must yield no fact.")
    ] = None,
    by: Annotated[Literal["predicate", "article"] | None, typer.Option(help="Break the score down.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the required facts that were not found.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List the facts that the gold does not have.")] = False,
    min_precision: Annotated[float, typer.Option(min=0, max=1, help="Exit with 1 below this.")] = 0,
    min_recall: Annotated[float, typer.Option(min=0, max=1, help="Exit with 1 below this.")] = 0,
) -> None:
    """Score a graph against facts that people read out of the articles.

    For example:

      kg eval tests/gold --by predicate --misses

      kg eval tests/gold --graph graph.jsonl --min-precision 0.9
    """
    from kg import evaluate_report as report

    if gold is None and negative is None:
        raise UsageError("give a gold .tsv or a folder of them, or --negative FILE")
    answer: dict[str, Any] = {}
    lines: list[str] = []
    good = True
    if gold is not None:
        score = _score(gold, db, graph)
        answer = report.as_json(score)
        lines += report.plain(score, by=by, misses=misses, extras=extras)
        good = score.total.precision >= min_precision and score.total.recall >= min_recall
    if negative is not None:
        from kg.negative import fired

        count, found = fired(negative)
        answer["negative"] = report.negative_json(count, found)
        lines += report.negative_plain(count, found)
        good = good and not found
    if out.as_json:
        out.json(answer)
    else:
        out.lines(lines)
    if not good:
        raise typer.Exit(1)


def _score(gold: Path, db: Path, graph: Path | None) -> Score:
    from kg import evaluate as evaluating
    from kg import ontology
    from kg.export import jsonl

    symmetric = (p.name for p in ontology.load().predicates.values() if p.symmetric)
    rows = evaluating.read_gold(gold, symmetric=symmetric)
    if graph is not None:
        found = evaluating.found_facts(evaluating.read_records(graph), file=graph.as_posix())
    else:
        with open_or_build(db) as store:
            found = evaluating.found_facts(jsonl.records(store))
    return evaluating.score(rows, found)
