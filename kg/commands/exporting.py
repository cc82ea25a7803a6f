"""`kg export`: the graph, or a part of it, in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands import completing
from kg.commands.shared import Output, query
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.export.part import Part

OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Standard output when not given.")]
FolderOption = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Made where it is not there.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over what is there.")]
AroundOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only what is near this entity.", autocompletion=completing.names),
]
DepthOption = Annotated[int, typer.Option(min=0, max=20, help="How many facts away from it.")]
TypesOption = Annotated[
    list[str] | None,
    typer.Option("--type", help="Only entities of this type; may be repeated.", autocompletion=completing.types),
]
PredicatesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--predicate", help="Only facts of this relation; may be repeated.", autocompletion=completing.predicates
    ),
]
SourcesOption = Annotated[int, typer.Option(min=1, help="Only facts that as many independent sources say.")]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name of its module in `kg.export`, and its help; `folder` where it takes several files."""

    name: str
    help: str
    folder: bool = False
    suffix: str = ""


FORMATS = (
    Format("jsonl", "Write JSON lines: entities, mentions, and facts with their citations."),
    Format("graphml", "Write GraphML, for Gephi, Cytoscape, igraph and networkx."),
    Format("gexf", "Write GEXF, for Gephi with its timeline."),
    Format("csv", "Write Gephi's tables of nodes and edges.", folder=True),
    Format("neo4j", "Write the files that Neo4j imports, and a Cypher script that loads them.", folder=True),
    Format("turtle", "Write RDF in Turtle: schema.org, Wikidata, PROV-O and Web Annotation.", suffix="ttl"),
    Format("jsonld", "Write the same RDF in JSON-LD."),
    Format("parquet", "Write Parquet tables, for pandas, polars, DuckDB; needs kg-talent[parquet].", folder=True),
)

export = typer.Typer(help="Write the graph, or a part of it, in other formats.", no_args_is_help=True)


def _command(form: Format) -> Callable[..., None]:
    def to_file(
        _: Output,
        store: Store,
        to: OutOption = None,
        force: ForceOption = False,
        around: AroundOption = None,
        depth: DepthOption = 1,
        type: TypesOption = None,
        predicate: PredicatesOption = None,
        min_sources: SourcesOption = 1,
    ) -> None:
        part = chosen(store, around, depth, type, predicate, min_sources)
        if to is not None:
            require_free(to, force=force)
        write(import_module(f"kg.export.{form.name}").pieces(store, part), to)

    def to_folder(
        _: Output,
        store: Store,
        to: FolderOption,
        force: ForceOption = False,
        around: AroundOption = None,
        depth: DepthOption = 1,
        type: TypesOption = None,
        predicate: PredicatesOption = None,
        min_sources: SourcesOption = 1,
    ) -> None:
        part = chosen(store, around, depth, type, predicate, min_sources)
        _write_folder(import_module(f"kg.export.{form.name}").files(store, part), to, force=force)

    function = to_folder if form.folder else to_file
    end = "" if form.folder else f".{form.suffix or form.name}"
    function.__doc__ = (
        f"{form.help}\n\nFor example:\n\n  kg export {form.name} --out graph{end}\n\n"
        f"  kg export {form.name} --out part{end} --around GRPO --depth 2 --min-sources 2"
    )
    return query(function)


for _form in FORMATS:
    export.command(_form.name)(_command(_form))


def chosen(
    store: Store,
    around: str | None,
    depth: int,
    types: list[str] | None,
    predicates: list[str] | None,
    min_sources: int,
) -> Part:
    """The part of the graph that the options choose. Raises what `kg.export.part.choose` and a look-up raise."""
    from kg import query as asking
    from kg.export.part import choose

    return choose(
        store,
        around=asking.find(store, around) if around is not None else (),
        depth=depth,
        of_types=types or (),
        of_predicates=predicates or (),
        min_sources=min_sources,
    )


def require_free(to: Path, *, force: bool) -> None:
    """Raise UsageError unless a file may be written at `to`: its folder is there, and it is free or `force` is set."""
    if not to.parent.is_dir():
        raise UsageError(f"{to.parent}: no such folder; make it first")
    if to.is_dir():
        raise UsageError(f"{to}: a folder; name a file in it")
    if to.is_file() and not force:
        raise UsageError(f"{to}: there already; write over it with --force, or name another file")


def write(pieces: Iterator[str], to: Path | None) -> None:
    """Write an export to standard output, or to a file in one step."""
    if to is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
    elif to.exists() and not to.is_file():  # a device or a pipe
        with to.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
    else:
        from kg.files import replacing

        with replacing(to) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)


def _write_folder(files: dict[str, Iterator[str] | Callable[[Path], None]], folder: Path, *, force: bool) -> None:
    from kg.files import replacing

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: a file, but this format takes a folder for {', '.join(files)}")
    if not folder.parent.is_dir():
        raise UsageError(f"{folder.parent}: no such folder; make it first")
    if folder.is_dir():
        for name in files:
            require_free(folder / name, force=force)
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:  # all files or none take their places
        for name, content in files.items():
            beside = stack.enter_context(replacing(folder / name))
            if callable(content):
                content(beside)
            else:
                with beside.open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(content)
