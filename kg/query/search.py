"""Finding text: in names, in the quotes that are cited, and in the articles themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg import names
from kg.query.filters import Filter
from kg.query.rows import FACT, node, to_fact
from kg.query.values import Cited, FactRow, Node
from kg.store import Store

_SAID_BY = "fact.n IN (SELECT fact FROM statement JOIN citation ON citation.statement = statement.n WHERE passage = ?)"
_SENTENCE = re.compile(r"[^\s。！？!?][^\r\n。！？!?]*[。！？!?]*")
_AHEAD = 40  # names and quotes looked at for each one wanted, where a filter may drop most


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with the one of its names that holds the text."""

    entity: Node
    name: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cited passage that holds the text, and the facts that it says."""

    cited: Cited
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text stands; `passages` are sentences of articles, where these were asked for."""

    names: tuple[Named, ...]
    quotes: tuple[Quoted, ...]
    passages: tuple[Cited, ...] = ()


def search(store: Store, text: str, *, only: Filter, limit: int = 20, articles: bool = False) -> Found:
    """Where `text` (one character or more, in any script, width or letter case) stands; `limit` of each kind.

    `articles` asks for the articles' sentences too, read from where they were built from; one that is not there, or
    has changed since, is passed over.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    if not names.fold(text):
        return Found((), ())
    return Found(
        _names(store, text, only, limit), _quotes(store, text, only, limit),
        _sentences(store, text, only, limit) if articles else (),
    )  # fmt: skip


def _names(store: Store, text: str, only: Filter, limit: int) -> tuple[Named, ...]:
    found: dict[int, Named] = {}
    for name in names.containing(store.connection, text, limit=limit * _AHEAD):
        rows = store.rows(
            "SELECT entity FROM name WHERE folded = ? AND text = ? ORDER BY entity", names.fold(name), name
        )
        for row in rows:
            entity = node(store, row["entity"])
            if row["entity"] not in found and _wanted(store, entity, only):
                found[row["entity"]] = Named(entity, name)
                if len(found) == limit:
                    return tuple(found.values())
    return tuple(found.values())


def _wanted(store: Store, entity: Node, only: Filter) -> bool:
    if only.types and entity.type not in only.types:
        return False
    if not only.of_statements and not only.predicates:
        return True
    condition, values = only.sql()
    sql = f"SELECT 1 FROM fact WHERE (subject = ? OR object = ?) AND {condition} LIMIT 1"  # noqa: S608
    return bool(store.rows(sql, entity.n, entity.n, *values))


def _quotes(store: Store, text: str, only: Filter, limit: int) -> tuple[Quoted, ...]:
    condition, values = only.sql()
    found: list[Quoted] = []
    for n in names.passages_containing(store.connection, text, limit=limit * _AHEAD):
        rows = store.rows(f"{FACT} WHERE {_SAID_BY} AND {condition} ORDER BY fact.n", n, *values)
        facts = tuple(fact for fact in map(to_fact, rows) if touches(fact, only))
        if not facts:
            continue
        row = store.rows(
            'SELECT path, line, "column", start, "end", quote FROM passage JOIN source ON source.n = source '
            "WHERE passage.n = ?",
            n,
        )[0]
        found.append(Quoted(replace(Cited(*row), marks=spans(row["quote"], text)), facts))
        if len(found) == limit:
            break
    return tuple(found)


def touches(fact: FactRow, only: Filter) -> bool:
    """Whether one side of `fact` is of a type that is asked for."""
    sides = {fact.subject.type, fact.object.type if fact.object else ""}
    return not only.types or not sides.isdisjoint(only.types)


def _sentences(store: Store, text: str, only: Filter, limit: int) -> tuple[Cited, ...]:
    from kg.sources import read

    found: list[Cited] = []
    for row in store.rows("SELECT n, path, encoding, sha256 FROM source ORDER BY path"):
        if (only.sources is not None and row["n"] not in only.sources) or not Path(row["path"]).is_file():
            continue
        source = read(row["path"], encoding=row["encoding"])[0]
        if source is None or source.sha256 != row["sha256"]:
            continue
        for sentence in _SENTENCE.finditer(source.text):
            marks = spans(sentence[0], text)
            if marks:
                line, column = source.locate(sentence.start())
                found.append(Cited(source.path, line, column, sentence.start(), sentence.end(), sentence[0], marks))
                if len(found) == limit:
                    return tuple(found)
    return tuple(found)


def spans(text: str, part: str) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) of `text` that read as `part`, compared as names are."""
    wanted = names.fold(part)
    folded: list[str] = []
    places: list[int] = []
    for i, character in enumerate(text):
        form = _folded(character)
        folded.append(form)
        places += [i] * len(form)
    joined = "".join(folded)
    found: list[tuple[int, int]] = []
    at = joined.find(wanted)
    while wanted and at >= 0:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = joined.find(wanted, at + len(wanted))
    return tuple(found)


@lru_cache(maxsize=65536)
def _folded(character: str) -> str:
    # A separator alone folds to itself; after a letter it shows that it counts for nothing.
    return names.fold("x" + character)[1:]
