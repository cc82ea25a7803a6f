"""SPARQL over the RDF that `kg export turtle` writes, through pyoxigraph: what `kg query --sparql` runs.

The graph is loaded into memory for each query: a fraction of a second for some hundred facts, seconds for ten thousand.
Beyond that the export belongs in an RDF store of its own. Needs the extra `sparql`.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export import part, turtle
from kg.export.rdf import PREFIXES
from kg.sql import ROWS, SECONDS, Table
from kg.store import Store

if TYPE_CHECKING:
    from types import ModuleType

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# What may hold any word without meaning it: strings, addresses, remarks.
_QUIET = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|\#[^\n]*",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$@-])SERVICE", re.IGNORECASE)


def run(store: Store, query: str, *, limit: int = ROWS, seconds: float = SECONDS) -> Table:
    """Answer one query, with at most `limit` rows: the variables of SELECT, yes or no of ASK, triples of CONSTRUCT.

    The prefixes of `kg export turtle` are known. Raises UsageError for a mistake in the query, for one that would go
    into the network, where it takes longer than `seconds`, and where pyoxigraph is not installed.
    """
    try:
        import pyoxigraph
    except ImportError as error:
        raise UsageError("SPARQL needs pyoxigraph: pip install 'kg-talent[sparql]'; or ask in SQL") from error
    if not query.strip():
        raise UsageError("the query is empty; for example: kg query --sparql 'SELECT * WHERE { ?s ?p ?o } LIMIT 5'")
    if _SERVICE.search(_QUIET.sub(" ", _unescaped(query))):
        raise UsageError("SERVICE asks another machine; kg reads its own graph only")
    end = time.monotonic() + seconds
    loaded = _load(store, pyoxigraph, end, seconds)
    found: list[Table | Exception] = []

    def work() -> None:
        try:
            found.append(_table(loaded.query(query, prefixes=dict(PREFIXES)), limit))
        except Exception as error:
            found.append(error)

    # pyoxigraph cannot be stopped; a thread of this kind does not keep the program from ending.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(0.05, end - time.monotonic()))
    if not found:
        raise UsageError(f"stopped after {seconds:g} s; narrow the query, or give it longer with --seconds")
    if isinstance(found[0], Exception):
        raise UsageError(f"SPARQL: {found[0]}") from found[0]
    return found[0]


def _unescaped(query: str) -> str:
    return _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)


def _load(store: Store, pyoxigraph: ModuleType, end: float, seconds: float) -> Any:  # noqa: ANN401
    pieces: list[str] = []
    for piece in turtle.pieces(store, part.choose(store)):
        pieces.append(piece)
        if time.monotonic() > end:
            raise UsageError(
                f"the graph could not be loaded within {seconds:g} s; give it longer with --seconds, ask in SQL, or "
                "load what kg export turtle writes into an RDF store"
            )
    loaded = pyoxigraph.Store()
    loaded.bulk_load(input="".join(pieces).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return loaded


def _table(answer: Any, limit: int) -> Table:  # noqa: ANN401
    if hasattr(answer, "variables"):
        columns = tuple(variable.value for variable in answer.variables)
        rows: Iterable[tuple[str | None, ...]] = (tuple(map(_text, row)) for row in answer)
    elif hasattr(answer, "__iter__"):
        columns = ("subject", "predicate", "object")
        rows = (tuple(map(_text, triple)) for triple in answer)
    else:
        return Table(("answer",), (("true" if answer else "false",),), more=False)
    first: Iterator[tuple[str | None, ...]] = islice(rows, limit + 1)
    read = tuple(first)
    return Table(columns, read[:limit], more=len(read) > limit)


def _text(term: Any) -> str | None:  # noqa: ANN401
    """A term as text: an address or the words of a literal as they are."""
    return None if term is None else str(getattr(term, "value", term))
