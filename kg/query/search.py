"""Finding text: in names, in the quotes that are cited, and in the articles themselves."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg import names
from kg.query.filters import Filter
from kg.query.rows import FACT, node, to_fact
from kg.query.values import Cited, FactRow, Node
from kg.store import Store

_SENTENCE = re.compile(r"[^\s。！？!?][^\r\n。！？!?]*[。！？!?]*")


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
    condition, values = only.sql()
    # Two conditions, for an index serves only one side of a fact.
    sides = (f"EXISTS (SELECT 1 FROM fact WHERE {side} = ? AND {condition})" for side in ("subject", "object"))  # noqa: S608
    said = f"SELECT {' OR '.join(sides)}"
    found: dict[int, Named] = {}
    for name, n, type in names.containing(store.connection, text):
        if n in found or (only.types and type not in only.types):
            continue
        if (only.predicates or only.of_statements) and not store.rows(said, n, *values, n, *values)[0][0]:
            continue
        found[n] = Named(node(store, n), name)
        if len(found) == limit:
            break
    return tuple(found.values())


def _quotes(store: Store, text: str, only: Filter, limit: int) -> tuple[Quoted, ...]:
    condition, values = _that_say(only)
    found: list[Quoted] = []
    passage = f"EXISTS (SELECT 1 FROM citation AS c {_CITING} WHERE c.passage = passage.n AND {condition})"  # noqa: S608
    for n in names.passages_containing(store.connection, text, limit=limit, condition=passage, values=values):
        said = f"SELECT s.fact FROM citation AS c {_CITING} WHERE c.passage = ? AND {condition}"  # noqa: S608
        sql = f"{FACT}WHERE fact.n IN ({said})"
        facts = tuple(to_fact(row) for row in store.rows(f"{sql} ORDER BY fact.n", n, *values))
        row = store.rows(
            'SELECT path, line, "column", start, "end", quote FROM passage JOIN source ON source.n = source '
            "WHERE passage.n = ?",
            n,
        )[0]
        found.append(Quoted(replace(Cited(*row), marks=spans(row["quote"], text)), facts))
    return tuple(found)


# A passage's statements and facts, in that order, whatever the planner thinks of it.
_CITING = "CROSS JOIN statement AS s ON s.n = c.statement CROSS JOIN fact AS f ON f.n = s.fact"


def _that_say(only: Filter) -> tuple[str, list[object]]:
    """A condition on a statement `s` and its fact `f`."""
    condition, values = only.statements()
    if only.predicates:
        condition += " AND f.predicate IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(only.predicates))
    if only.types:
        sides = "SELECT 1 FROM entity WHERE entity.n IN (f.subject, f.object) AND entity.type"
        condition += f" AND EXISTS ({sides} IN (SELECT value FROM json_each(?)))"  # noqa: S608
        values.append(json.dumps(only.types))
    return condition, values


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
