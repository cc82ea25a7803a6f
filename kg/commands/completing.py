"""What a shell offers to complete: names of the graph, its relations, types and sources.

Nothing here complains: where there is no graph, or it cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import typer

from kg.commands.shared import DEFAULT_DB
from kg.errors import KgError
from kg.store import open_store

_MOST = 60


def _rows(context: typer.Context, sql: str, *values: object) -> list[str]:
    db = Path(context.params.get("db") or DEFAULT_DB)
    with suppress(KgError, OSError), open_store(db, patience=0.2) as store:
        return [row[0] for row in store.rows(sql, *values)]
    return []


def names(context: typer.Context, incomplete: str) -> list[str]:
    """The names in the graph that begin so."""
    from kg.names import prefix_range

    for low, high in prefix_range(incomplete):
        # By the index alone: what a large graph holds besides costs nothing.
        found = _rows(
            context,
            "SELECT DISTINCT text FROM name WHERE folded >= ? AND folded < ? AND substr(text, 1, ?) = ? "
            "ORDER BY folded LIMIT ?",
            low, high, len(incomplete), incomplete, _MOST,
        )  # fmt: skip
        if found:
            return [_one_word(name) for name in found if name.isprintable()]
    return []


def _one_word(name: str) -> str:
    # Bash puts in what it is given as it is; other shells quote it themselves.
    if os.environ.get("_KG_COMPLETE") == "complete_bash":
        return "".join(f"\\{c}" if c in " \t\"'\\$`&|;<>()*?[]!#~" else c for c in name)
    return name


def types(context: typer.Context, incomplete: str) -> list[str]:
    """The types of entities in the graph."""
    return [t for t in _rows(context, "SELECT DISTINCT type FROM entity ORDER BY type") if t.startswith(incomplete)]


def predicates(context: typer.Context, incomplete: str) -> list[str]:
    """The relations that the graph knows."""
    found = _rows(context, "SELECT name FROM predicate ORDER BY position")
    return [name for name in found if name.startswith(incomplete)]


def certainty(incomplete: str) -> list[str]:
    """The three words for how sure a statement is."""
    from kg.query.filters import CERTAINTY

    return [word for word in CERTAINTY if word.startswith(incomplete)]


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """The articles' paths that begin so."""
    sql = "SELECT path FROM source WHERE substr(path, 1, ?) = ? ORDER BY path LIMIT ?"
    return _rows(context, sql, len(incomplete), incomplete, _MOST)
