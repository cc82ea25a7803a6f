"""Commands by which a person decides about names: `kg verdict`, `kg alias`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.commands import completing
from kg.commands.shared import DEFAULT_VERDICTS, Output, note, query
from kg.errors import NotFoundError, UsageError
from kg.query import Node
from kg.store import Store

NameArgument = Annotated[
    str,
    typer.Argument(
        help="A name or an id, or NAME@FILE for its bearer in one article.", autocompletion=completing.names
    ),
]
WhyOption = Annotated[str, typer.Option("--why", help="What it rests on, for whoever reads the file later.")]
WhoOption = Annotated[str | None, typer.Option("--who", help="Who decides; the user's name when not given.")]
WhenOption = Annotated[str | None, typer.Option("--when", metavar="DATE", help="The day of it; today when not given.")]
FileOption = Annotated[
    Path, typer.Option("--verdicts", metavar="FILE", help="The file that the decision is written to.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write it even where the graph knows no such name.")]


@query
def verdict(
    out: Output,
    store: Store,
    decision: Annotated[
        Literal["same", "different", "unsure"], typer.Argument(help="One, two, or kept apart until it is known.")
    ],
    a: NameArgument,
    b: NameArgument,
    why: WhyOption,
    who: WhoOption = None,
    when: WhenOption = None,
    verdicts: FileOption = DEFAULT_VERDICTS,
    force: ForceOption = False,
) -> None:
    """Decide whether two names are one: a line of data/verdicts.tsv that every later build honours.

    One of several bearers of a name is told by its id, or as NAME@FILE for the one in an article.

    For example:

      kg verdict same 林晓舟 "Xiaozhou Lin" --why "one home page names both"

      kg verdict different 张伟@articles/a.txt 张伟@articles/b.txt --why "born in 1970 and 1992"
    """
    nodes = [_meant(store, side, force=force) for side in (a, b)]
    _require_one_pair(a, b, *nodes)
    if decision == "same" and nodes[0] and nodes[0] == nodes[1]:
        note(f"kg: {a} and {b} are one in the graph already; they stay so")
    a, b = (_as_articles_have_it(store, side, found) for side, found in zip((a, b), nodes, strict=True))
    _decide(out, verdicts, decision, a, b, who, when, why)


@query
def alias(
    out: Output,
    store: Store,
    name: NameArgument,
    alias: Annotated[str, typer.Argument(help="Another name of it, whether an article uses it or not.")],
    why: WhyOption,
    who: WhoOption = None,
    when: WhenOption = None,
    verdicts: FileOption = DEFAULT_VERDICTS,
    force: ForceOption = False,
) -> None:
    """Give an entity one more name: a line of data/verdicts.tsv that every later build honours.

    An alias is one entity's: what the articles call so becomes one with NAME.

    Example: kg alias 林晓舟 小舟 --why "the nickname in her lab's posts"
    """
    from kg.resolve.deciding import require_legible

    meant = _meant(store, name, force=force)
    require_legible(alias)
    _require_one_pair(name, alias, meant, _bearers(store, alias))
    _decide(out, verdicts, "alias", _as_articles_have_it(store, name, meant), alias, who, when, why)


def _decide(
    out: Output, path: Path, decision: str, a: str, b: str, who: str | None, when: str | None, why: str
) -> None:
    from kg.resolve.deciding import decide

    if path == DEFAULT_VERDICTS:
        path.parent.mkdir(exist_ok=True)
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: no such folder; make it first")
    made, written = decide(
        path, verdict=decision, a=a, b=b, who=who if who is not None else _user(),
        when=when if when is not None else date.today().isoformat(), why=why,
    )  # fmt: skip
    if out.as_json:
        out.json({**asdict(made), "written": written})
        return
    out.lines([f"{made.file}:{made.line}: {made.sentence}"])
    note("kg build makes the graph anew with it" if written else "kg: that stands there already; nothing was written")


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("the system does not tell who you are; say it with --who") from error


def _bearers(store: Store, side: str) -> list[Node]:
    """The entities that one side of a decision names; none where nothing is called so."""
    from kg import query as asking
    from kg.resolve.verdicts import parse_side

    type_, name, number, file = parse_side(side)
    try:
        if number:
            return asking.find(store, f"{(type_ or 'person').lower()}:{name}" + (f"#{number}" if number > 1 else ""))
        found = asking.find(store, side if type_ and not file else name)
    except NotFoundError:
        if type_ is None:
            return []
        try:
            found = asking.find(store, name, type=type_)
        except (NotFoundError, UsageError):
            return []
    found = [node for node in found if type_ in (None, node.type)]
    if file:
        rows = store.rows("SELECT n FROM source WHERE path = ?", file)
        if not rows:
            near = tuple(row[0] for row in store.rows("SELECT path FROM source ORDER BY path LIMIT 5"))
            raise NotFoundError(f"{side}: the graph has no article {file}", suggestions=near)
        sql = "SELECT 1 FROM entity_source WHERE entity = ? AND source = ?"
        found = [node for node in found if store.rows(sql, node.n, rows[0][0])]
    return found


def _as_articles_have_it(store: Store, side: str, nodes: list[Node]) -> str:
    """A side of a decision under a name that stands in an article: by another, a build would not know what is meant."""
    from collections import Counter

    from kg.names import fold
    from kg.resolve.verdicts import parse_side

    type_, name, number, _ = parse_side(side)
    if len(nodes) != 1 or "@" in side or number:
        return side
    sql = "SELECT text, count(*) FROM mention WHERE entity = ? GROUP BY text ORDER BY text"
    forms: Counter[str] = Counter()
    for text, count in store.rows(sql, nodes[0].n):
        forms[text] += count
    known = {fold(text) for text in forms}
    if not forms or fold(name) in known:
        return side
    instead = nodes[0].name if fold(nodes[0].name) in known else forms.most_common(1)[0][0]
    note(f"kg: no article writes {name}; {instead} is the name that a build will know")
    return f"{type_.lower()}:{instead}" if type_ else instead


def _meant(store: Store, side: str, *, force: bool) -> list[Node]:
    from kg import names
    from kg.resolve.deciding import require_legible
    from kg.resolve.verdicts import parse_side

    require_legible(side)
    found = _bearers(store, side)
    if not found and not force:
        near = names.suggest(store.connection, parse_side(side)[1])
        raise NotFoundError(
            f"nothing in the graph is called {side!r}, so the line would have no effect; --force writes it anyway",
            suggestions=near,
        )
    return found


def _require_one_pair(a: str, b: str, ours: list[Node], theirs: list[Node]) -> None:
    """Raise UsageError where a decision would mean two things of two types, or several pairs."""
    if not ours or not theirs:
        for side, nodes in ((a, ours), (b, theirs)):
            _require_one(side, nodes)
        return
    common = sorted({node.type for node in ours} & {node.type for node in theirs})
    if not common:
        raise UsageError(
            f"{a} is of type {ours[0].type}, {b} of type {theirs[0].type}: two things of two types are never one"
        )
    if len(common) > 1:
        ids = tuple(f"{type.lower()}:{a}" for type in common)
        raise UsageError(f"{a} and {b} are both {' and '.join(common)}; say which is meant", suggestions=ids)
    for side, nodes in ((a, ours), (b, theirs)):
        _require_one(side, [node for node in nodes if node.type == common[0]])


def _require_one(side: str, nodes: list[Node]) -> None:
    if len(nodes) > 1 and "@" not in side:
        ids = tuple(node.id for node in nodes)
        raise UsageError(f"{len(nodes)} bear the name {side}; give an id, or {side}@FILE", suggestions=ids)
