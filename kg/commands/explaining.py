"""Commands that show why: `kg explain`, `kg why-not`, `kg rules`, `kg explain-merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands import completing
from kg.commands.shared import DEFAULT_DB, DbOption, Output, command, default_verdicts, open_or_build, query
from kg.errors import UsageError
from kg.store import Store

DEFAULT_GOLD = Path("tests/gold")


@query
def explain(
    out: Output,
    store: Store,
    fact: Annotated[
        list[str], typer.Argument(metavar="FACT…", help="Its id or the id's beginning; or SUBJECT PREDICATE OBJECT.")
    ],
) -> None:
    """Show what stands behind a fact: every statement with its rule, its quotes in their lines, and who says it.

    For example:

      kg explain 7f3a

      kg explain 林晓舟 works_at 蓝鲸科技

      kg explain 林晓舟 studied_at 東湖大學 --json
    """
    from kg import explain as explaining
    from kg import explain_report as report

    found = [explaining.explain(store, one) for one in explaining.find_facts(store, fact)]
    if out.as_json:
        out.json({"facts": [report.explanation_json(one) for one in found]})
        return
    for i, one in enumerate(found):
        out.lines([""] if i else [])
        out.lines(report.explanation_plain(one))


@command
def why_not(
    out: Output,
    sentence: Annotated[str, typer.Argument(help="In Chinese or English; a few sentences will do as well.")],
    most: Annotated[int, typer.Option(min=0, metavar="N", help="So many rules that came near without a match.")] = 5,
) -> None:
    """Read a sentence and show what was recognised, what was found, and where the other rules stopped.

    For example:

      kg why-not "林晓舟并未毕业于东湖大学。"

      kg why-not "林晓舟的母校是东湖大学。" --most 10 --json
    """
    from kg import explain as explaining
    from kg import explain_report as report

    if not sentence.strip():
        raise UsageError("the sentence is empty; put it between quotation marks")
    why = explaining.why_not(sentence.encode("utf-8", "replace").decode("utf-8"), most=most)
    if out.as_json:
        out.json(report.why_not_json(why))
    else:
        out.lines(report.why_not_plain(why))


@command
def rules(
    out: Output,
    rule: Annotated[str | None, typer.Argument(help="file/id, an id, or a file; all when not given.")] = None,
    hits: Annotated[bool, typer.Option("--hits", help="Count their statements, and score them on the gold.")] = False,
    gold: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A gold .tsv or a folder of them; tests/gold where it is there.")
    ] = None,
    db: DbOption = DEFAULT_DB,
) -> None:
    """List the rules and why they are there; one rule with its patterns and examples.

    For example:

      kg rules --hits

      kg rules education

      kg rules education/graduated-from --hits --json
    """
    from kg import explain_report as report
    from kg import rulebook

    found = rulebook.catalogue(rule)
    counts = scores = None
    if hits:
        folder = gold or (DEFAULT_GOLD if DEFAULT_GOLD.is_dir() else None)
        with open_or_build(db) as store:
            counts = rulebook.hits(store)
            scores = rulebook.precision(store, folder) if folder is not None else None
    unwritten = rulebook.unwritten(counts) if rule is None and counts else ()
    if out.as_json:
        out.json(report.rules_json(found, rulebook.patterns(), counts, scores, unwritten=unwritten))
    else:
        full = rule is not None and (len(found) == 1 or found[0].file != rule)
        lines = report.rules_plain(found, rulebook.patterns(), counts, scores, unwritten=unwritten, full=full)
        out.lines(lines)


NameArgument = Annotated[
    str, typer.Argument(help="A name or an id, as in the file of verdicts.", autocompletion=completing.names)
]


@query
def explain_merge(
    out: Output,
    store: Store,
    a: NameArgument,
    b: NameArgument,
    verdicts: Annotated[Path | None, typer.Option(metavar="FILE", help="Decisions about names.")] = None,
) -> None:
    """Show why two names are one entity, or two: every reason with its points.

    The graph's files are read again.

    For example:

      kg explain-merge 林晓舟 "Xiaozhou Lin"

      kg explain-merge 湖大 東湖大學 --json
    """
    from kg import explain as explaining
    from kg import explain_report as report
    from kg.resolve.explain import explain_pair

    if verdicts is not None and not verdicts.exists():
        raise UsageError(f"{verdicts}: no such file; name the one with the decisions about names")
    merge = explain_pair(explaining.extracts(store), a, b, verdicts=verdicts or default_verdicts())
    if out.as_json:
        out.json(report.merge_json(merge))
    else:
        out.lines(report.merge_plain(merge))
