"""The command that compares two graphs: `kg diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import query as asking
from kg.commands.listing import Part, Row, beside, sentence, write
from kg.commands.options import LimitOption
from kg.commands.shared import DEFAULT_VERDICTS, Output, command
from kg.errors import UsageError
from kg.render_json import said_json, triple_json

if TYPE_CHECKING:
    from kg.diff import Change, Turned
    from kg.query import PredicateRow

GraphArgument = Annotated[Path, typer.Argument(help="A database of kg build, or a file of kg export jsonl.")]
_MARKS = {"came": ("+", "green"), "went": ("-", "red"), "changed": ("~", "yellow")}


@command
def diff(
    out: Output,
    old: GraphArgument,
    new: GraphArgument,
    verdicts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Decisions about names, for exports, which hold none.")
    ] = None,
    limit: LimitOption = 1000,
) -> None:
    """Tell which facts came and went from one graph to another, and because of which article, rule or decision.

    For example:

      kg diff yesterday.db data/kg.db

      kg diff data/graph.jsonl data/kg.db --json
    """
    from kg import diff as differing
    from kg.resolve.verdicts import read

    if verdicts is not None and not verdicts.exists():
        raise UsageError(f"{verdicts}: no such file; name the one with the decisions about names")
    file = verdicts or (DEFAULT_VERDICTS if DEFAULT_VERDICTS.exists() else None)
    with ExitStack() as stack:
        stores = [stack.enter_context(differing.opened(path)) for path in (old, new)]
        decisions = read(file)[0] if file is not None else []
        counts: Counter[str] = Counter()
        shown: list[Change] = []
        for change in differing.diff(*stores, decisions=decisions):
            counts[change.what] += 1
            if counts[change.what] <= limit:
                shown.append(change)
        shown.sort(key=lambda change: (change.fact.subject.id, change.fact.predicate, change.fact.id))
        if out.as_json:
            listed = {what: [_json(change) for change in shown if change.what == what] for what in _MARKS}
            out.json({"old": old.as_posix(), "new": new.as_posix(), "counts": {w: counts[w] for w in _MARKS}, **listed})
            return
        words = {**asking.predicates(stores[0]), **asking.predicates(stores[1])}
        write(out, _parts(f"{old} → {new}", shown, counts, words))


def _json(change: Change) -> dict[str, Any]:
    def turned(some: tuple[Turned, ...]) -> list[dict[str, Any]]:
        return [
            {
                "id": one.id, **said_json(one.said),
                "because": {"kind": one.reason.kind, "what": one.reason.what, "sentence": one.reason.sentence},
            }
            for one in some
        ]  # fmt: skip

    return {**triple_json(change.fact), "came": turned(change.came), "went": turned(change.went)}


def _parts(
    heading: str, shown: list[Change], counts: Mapping[str, int], words: Mapping[str, PredicateRow]
) -> Iterator[Part]:
    yield Row(heading, style="bold")
    told = ("facts came", "facts went", "facts stand on other statements")
    yield Row(", ".join(f"{counts[what]} {said}" for what, said in zip(_MARKS, told, strict=True)))
    for what, (mark, style) in _MARKS.items():
        some = [change for change in shown if change.what == what]
        if some:
            yield Row("")
        for change in some:
            predicate = words[change.fact.predicate]
            yield Row(f"{mark} {sentence(change.fact, predicate.zh, predicate.en)}", style=style)
            for turn, turned in (("+", change.came), ("-", change.went)):
                for one in turned:
                    yield Row(f"{turn} because {one.reason.sentence}{beside(one.said)}", depth=2)
                    yield from one.said.citations
        if counts[what] > len(some):
            yield Row(f"and {counts[what] - len(some)} more; --limit shows them", style="dim")
