"""Checks of a stored graph against itself, the ontology and the sources.

Each check is a function in `CHECKS` that yields problems; together they hold that every fact can be followed to the
words that say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kg.errors import Problem
from kg.ontology import load
from kg.store import Store
from kg.text import Source

_CERTAINTY = ("asserted", "attributed", "hedged")


class Sources:
    """The source files as they are now, read when first asked for; under `against`, where that is given."""

    def __init__(self, store: Store, against: Path | None) -> None:
        self.against = against
        self.encodings = {row["path"]: row["encoding"] for row in store.rows("SELECT path, encoding FROM source")}
        self.read = lru_cache(maxsize=8)(self._read)

    def path(self, file: str) -> Path | None:
        """Where the source `file` lies now, None when it is missing.

        In the folder `against` it may lie under its whole path or any end of it.
        """
        if self.against is None:
            return Path(file) if Path(file).is_file() else None
        parts = [part for part in PurePosixPath(file).parts if part not in ("/", "..")]
        ends = (self.against.joinpath(*parts[i:]) for i in range(len(parts)))
        return next((end for end in ends if end.is_file()), None)

    def _read(self, file: str) -> Source | None:
        from kg.sources import read

        path = self.path(file)
        return read(str(path), encoding=self.encodings[file])[0] if path else None


def check(store: Store, *, against: Path | None = None) -> list[Problem]:
    """All that is wrong with the graph, in the order of files, lines and columns.

    `against` is the folder that must hold the sources; without it they must lie where they were built from.
    """
    sources = Sources(store, against)
    return sorted({problem for one in CHECKS for problem in one(store, sources)})


def _here(store: Store, code: str, message: str) -> Problem:
    return Problem(store.path.as_posix(), 1, 1, code, message)


def references(store: Store, _: Sources) -> Iterator[Problem]:
    """Every row that another one names is there, and every id stands once."""
    for row in store.rows("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield _here(store, "damaged", row[0])
    for row in store.rows("PRAGMA foreign_key_check"):
        yield _here(store, "dangling-id", f"{row['table']} row {row['rowid']} names a missing {row['parent']}")
    for table in ("entity", "fact", "statement"):
        for row in store.rows(f"SELECT id FROM {table} GROUP BY id HAVING count(*) > 1"):  # noqa: S608
            yield _here(store, "duplicate-id", f"{table} {row['id']} stands more than once")


def evidence(store: Store, _: Sources) -> Iterator[Problem]:
    """Every fact has a statement, every statement a citation."""
    for row in store.rows("SELECT id FROM fact WHERE n NOT IN (SELECT fact FROM statement)"):
        yield _here(store, "no-statement", f"fact {row['id']} has no statement")
    for row in store.rows("SELECT id FROM statement WHERE n NOT IN (SELECT statement FROM citation)"):
        yield _here(store, "no-citation", f"statement {row['id']} has no citation")


def files(store: Store, sources: Sources) -> Iterator[Problem]:
    """Every source is where it should be, as it was."""
    for row in store.rows("SELECT path, sha256 FROM source ORDER BY path"):
        file = row["path"]
        if sources.path(file) is None:
            where = f"not under {sources.against.as_posix()}" if sources.against else "no such file"
            yield Problem(file, 1, 1, "missing-source", f"{where}; give its folder with --against, or build again")
            continue
        source = sources.read(file)
        if source is None:
            yield Problem(file, 1, 1, "unreadable-source", "cannot be read any more")
        elif source.sha256 != row["sha256"]:
            yield Problem(file, 1, 1, "changed-source", "changed since the graph was built; build again")


def quotes(store: Store, sources: Sources) -> Iterator[Problem]:
    """Every quote stands in its source where the citation says, to the character."""
    rows = store.each(
        'SELECT path, start, "end", line, "column", quote FROM passage JOIN source ON source.n = source '
        'ORDER BY path, start, "end"'
    )
    for row in rows:
        source = sources.read(row["path"])
        if source is None:
            continue
        at = (row["path"], row["line"], row["column"])
        if not row["quote"] or source.text[row["start"] : row["end"]] != row["quote"]:
            yield Problem(*at, "quote-differs", f"the file does not say {_short(row['quote'])} here")
        elif source.locate(row["start"]) != at[1:]:
            yield Problem(*at, "wrong-position", "line and column do not fit the offset")


def mentions(store: Store, sources: Sources) -> Iterator[Problem]:
    """Every mention stands in its source where it says."""
    rows = store.each(
        'SELECT path, start, "end", text FROM mention JOIN source ON source.n = source ORDER BY path, start, "end"'
    )
    for row in rows:
        source = sources.read(row["path"])
        if source is not None and source.text[row["start"] : row["end"]] != row["text"]:
            at = source.locate(min(row["start"], len(source.text)))
            yield Problem(row["path"], *at, "mention-differs", f"the file does not say {_short(row['text'])} here")


def vocabulary(store: Store, _: Sources) -> Iterator[Problem]:
    """Types, kinds, predicates, qualifiers and degrees of certainty are the ontology's."""
    ontology = load()
    for row in store.each("SELECT id, type, kind FROM entity ORDER BY id"):
        kinds = ontology.types.get(row["type"])
        if kinds is None:
            yield _here(store, "unknown-type", f"{row['id']}: no type {row['type']!r}")
        elif row["kind"] is not None and row["kind"] not in kinds:
            yield _here(store, "unknown-kind", f"{row['id']}: {row['kind']!r} is no kind of {row['type']}")
    rows = store.each(
        "SELECT statement.n, statement.id, certainty, predicate, value, s.type AS s, s.name AS subject, o.type AS o, "
        'path, line, "column" FROM statement JOIN fact ON fact.n = fact JOIN entity AS s ON s.n = subject '
        "LEFT JOIN entity AS o ON o.n = object "
        "LEFT JOIN citation ON citation.statement = statement.n AND position = 0 "
        "LEFT JOIN passage ON passage.n = passage LEFT JOIN source ON source.n = source ORDER BY statement.n"
    )
    for row in rows:
        qualifiers = {q["key"]: q["value"] for q in store.rows("SELECT * FROM qualifier WHERE statement = ?", row["n"])}
        wrong = ontology.complaints(row["predicate"], row["s"], row["o"], qualifiers)
        if row["certainty"] not in _CERTAINTY:
            wrong.append(f"certainty {row['certainty']!r} is not one of {', '.join(_CERTAINTY)}")
        if row["o"] is None and not (row["value"] or "").strip():
            wrong.append(f"{row['predicate']}: the value is empty")
        for message in wrong:
            at = (row["path"] or store.path.as_posix(), row["line"] or 1, row["column"] or 1)
            yield Problem(*at, "off-ontology", f"{row['subject']}: {message}")


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


CHECKS: tuple[Callable[[Store, Sources], Iterator[Problem]], ...] = (
    references, evidence, files, quotes, mentions, vocabulary,
)  # fmt: skip
