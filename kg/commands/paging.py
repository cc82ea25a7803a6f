"""`kg page`: the graph, or a part of it, as one HTML file to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.exporting import (
    AroundOption,
    DepthOption,
    ForceOption,
    PredicatesOption,
    SourcesOption,
    TypesOption,
    chosen,
    require_free,
    write,
)
from kg.commands.shared import Output, note, query
from kg.store import Store

FileOption = Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")]
AgainstOption = Annotated[
    Path | None, typer.Option("--against", metavar="FOLDER", help="Where the articles lie now, if they were moved.")
]


@query
def page(
    out: Output,
    store: Store,
    to: FileOption = Path("page.html"),
    force: ForceOption = False,
    around: AroundOption = None,
    depth: DepthOption = 1,
    type: TypesOption = None,
    predicate: PredicatesOption = None,
    min_sources: SourcesOption = 1,
    against: AgainstOption = None,
) -> None:
    """Write one HTML file to look at the graph in, down to the marked words in each article.

    It opens in any browser, from disk, and asks the network for nothing: it can be sent as it is.

    For example:

      kg page

      kg page --out deepseek.html --around DeepSeek --depth 2 --min-sources 2
    """
    from kg.export.page import make

    require_free(to, force=force)
    made = make(store, chosen(store, around, depth, type, predicate, min_sources), against=against)
    write(iter([made.html]), to)
    if out.as_json:
        counts = {"entities": made.entities, "facts": made.facts, "articles": made.articles}
        out.json({"file": to.as_posix(), **counts, "problems": [str(problem) for problem in made.problems]})
        return
    for problem in made.problems:
        note(str(problem))
    out.lines([f"{to.as_posix()}: {made.entities} entities, {made.facts} facts, {made.articles} articles"])
