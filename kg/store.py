"""The SQLite file that holds a graph: written whole in one step, read by queries.

`write` puts a `Graph` beside the target and renames it over; a build that is killed leaves the old file whole, and
whoever reads meanwhile goes on seeing it. `open_store` opens a file for reading only, and raises StoreError, with what
to do, for one that is missing, not ours, of another version or locked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.files import replacing
from kg.names import fold, spaced

if TYPE_CHECKING:
    from types import TracebackType

    from kg.ontology import Ontology
    from kg.schema import Graph, Statement
    from kg.text import Source

APPLICATION_ID = 0x6B675431  # "kgT1": tells our files from any other SQLite file
VERSION = 2
_BATCH = 1000
#: How many statements are put in together: a statement of SQL for each row of theirs takes most of the time.
_TOGETHER = 2000
#: What puts in the rows of facts, in the order of their foreign keys.
_OF_FACTS = {
    "fact": "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)",
    "statement": "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)",
    "qualifier": "INSERT INTO qualifier VALUES (?, ?, ?)",
    "passage": "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
    "citation": "INSERT INTO citation VALUES (?, ?, ?)",
}


class Store:
    """A graph opened for reading; a context manager that closes it.

    `path` is the file as it was named, `connection` the read-only connection, its rows reachable by column name.
    """

    __slots__ = ("connection", "path")

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.connection.close()

    def rows(self, sql: str, *values: object) -> list[Any]:
        """All rows of a query. Raises StoreError when the file is damaged or locked."""
        with _explained(self.path):
            return self.connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: object) -> Iterator[Any]:
        """The rows of a query one by one. Raises StoreError when the file is damaged or locked."""
        with _explained(self.path):
            cursor = self.connection.execute(sql, values)
        while True:
            with _explained(self.path):
                batch = cursor.fetchmany(_BATCH)
            if not batch:
                return
            yield from batch


def open_store(path: Path, *, patience: float = 2) -> Store:
    """Open the graph at `path` for reading, waiting `patience` seconds for a lock. StoreError when it cannot be."""
    if not path.exists():
        raise StoreError(f"{path}: no such file; make it with: kg build PATH… --db {path}")
    if path.is_dir():
        raise StoreError(f"{path}: a folder, not a database; name the file")
    with _explained(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=patience)
        try:
            _require_ours(path, connection)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return Store(path, connection)


def _require_ours(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path}: not a database of kg; name another file with --db")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise StoreError(f"{path}: version {version} of the format, this kg reads {VERSION}; build it again: kg build")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into StoreError with the file's name and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise StoreError(f"{path}: locked by another program; close it there, or try again") from error
        if "full" in said:
            raise StoreError(f"{path}: no room left on the disk; free some and build again") from error
        if "unable to open" in said or "readonly" in said:
            raise StoreError(f"{path}: cannot be opened; look at its permissions and its folder's") from error
        raise StoreError(f"{path}: {said}") from error
    except sqlite3.IntegrityError as error:
        raise StoreError(f"{path}: the graph does not hold together ({error})") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: not a database, or damaged ({error}); build it again: kg build") from error


def require_replaceable(path: Path) -> None:
    """Raise StoreError unless `path` is free, or holds a graph of ours (of any version) that a build may replace."""
    if path.is_dir():
        raise StoreError(f"{path}: a folder, not a file; name the database file with --db")
    if not path.exists() or path.stat().st_size == 0:
        return
    with _explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(f"{path}: holds something that kg did not make; name another file with --db")


def write(graph: Graph, path: Path, *, ontology: Ontology) -> None:
    """Store `graph` at `path`, replacing a graph that is there in one step.

    Raises StoreError when the file may not be replaced, the disk is full or the graph does not hold together, and
    OSError when the folder cannot be written; what was at `path` is then as it was.
    """
    require_replaceable(path)
    with replacing(path) as beside, _explained(path), closing(sqlite3.connect(beside)) as connection:
        # The file is nobody's until it is renamed: no journal is needed, and one fsync at the end is enough.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
        make_tables(connection, ontology)
        connection.execute("BEGIN")
        _Writer(connection).write(graph)
        connection.commit()
        connection.executescript(_data("store_indexes.sql"))
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; ANALYZE;")


def make_tables(connection: sqlite3.Connection, ontology: Ontology) -> None:
    """Make the tables and views of a graph in an empty database, with nothing in them but the predicates."""
    connection.executescript(_data("store_schema.sql"))
    connection.executescript(_data("store_views.sql"))
    words, inside = relation_words()
    connection.executemany("INSERT INTO predicate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
        (p.name, i, p.zh, p.en, *words.get(p.name, (None,) * 4), p.name in inside, p.value, p.symmetric, p.single,
         " ".join(p.single_qualifiers))
        for i, p in enumerate(ontology.predicates.values())
    ))  # fmt: skip
    connection.commit()


def _data(name: str) -> str:
    from importlib import resources

    return resources.files("kg").joinpath(name).read_text("utf-8")


class _Writer:
    """Puts a graph's parts in, in the order of their foreign keys; row numbers follow the graph's own order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.sources: dict[str, tuple[int, Source]] = {}
        self.entities: dict[str, int] = {}
        self.passages: dict[tuple[int, int, int], int] = {}
        self.rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _OF_FACTS}
        self.quotes: list[tuple[int, str]] = []

    def write(self, graph: Graph) -> None:
        self._sources(graph)
        self._entities(graph)
        self._many("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?)", (
            (self._source(m.file), m.start, m.end, self._entity(m.entity), m.text) for m in graph.mentions
        ))  # fmt: skip
        self._facts(graph)
        self._many("INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (
            (v.line, v.file, v.verdict, v.a, v.b, v.who, v.when, v.why) for v in graph.verdicts
        ))  # fmt: skip

    def _many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        self.connection.executemany(sql, rows)

    def _sources(self, graph: Graph) -> None:
        ordered = sorted(graph.extracts, key=lambda e: e.source.path)
        self.sources = {e.source.path: (n, e.source) for n, e in enumerate(ordered, 1)}
        self._many("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            (n, e.source.path, e.source.sha256, e.source.encoding, e.metadata.title, e.metadata.outlet,
             e.metadata.author, e.metadata.date, e.metadata.language, e.metadata.address)
            for n, e in enumerate(ordered, 1)
        ))  # fmt: skip

    def _entities(self, graph: Graph) -> None:
        self.entities = {e.id: n for n, e in enumerate(graph.entities, 1)}
        self._many("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", (
            (n, e.id, e.type, e.kind, e.name) for n, e in enumerate(graph.entities, 1)
        ))  # fmt: skip
        self._many("INSERT OR IGNORE INTO entity_source VALUES (?, ?)", (
            (self.entities[e.id], self._source(file)) for e in graph.entities for file in e.sources
        ))  # fmt: skip
        self._many("INSERT OR IGNORE INTO spelling VALUES (?, ?)", (
            (fold(spelling), self.entities[e.id]) for e in graph.entities for spelling in e.spellings
        ))  # fmt: skip
        names = [
            (self.entities[e.id], name, fold(name), name == e.name)
            for e in graph.entities
            for name in (e.name, *sorted(set(e.aliases) - {e.name, ""}))
        ]
        self._many("INSERT INTO name VALUES (?, ?, ?, ?, ?)", ((n, *name) for n, name in enumerate(names, 1)))
        self._index("name", [(n, name[2]) for n, name in enumerate(names, 1)])

    def _index(self, what: str, texts: Sequence[tuple[int, str]]) -> None:
        self._many(f"INSERT INTO {what}_trigram (rowid, folded) VALUES (?, ?)", texts)  # noqa: S608
        values = ((n, spaced(folded)) for n, folded in texts)
        self._many(f"INSERT INTO {what}_character (rowid, folded) VALUES (?, ?)", values)  # noqa: S608

    def _facts(self, graph: Graph) -> None:
        statements: dict[str, int] = {}
        for n, fact in enumerate(graph.facts, 1):
            literal = fact.object.type is None
            keyed = sorted(((s.citations, s.id, i) for i, s in enumerate(fact.statements)))
            # One rule may find one thing twice in one place; it is one statement.
            fresh: dict[str, int] = {}
            for _, key, i in keyed:
                if key not in statements:
                    fresh.setdefault(key, i)
            self.rows["fact"].append((
                n, fact.id, self._entity(fact.subject.id), fact.predicate,
                None if literal else self._entity(fact.object.id), fact.object.name if literal else None, len(fresh),
            ))  # fmt: skip
            for key, i in fresh.items():
                statements[key] = len(statements) + 1
                self._statement(statements[key], n, key, fact.statements[i])
            if len(self.rows["statement"]) >= _TOGETHER:
                self._flush()
        self._flush()

    def _flush(self) -> None:
        """Put the rows of facts in that have been gathered, one table after the other."""
        for table, rows in self.rows.items():
            self._many(_OF_FACTS[table], rows)
            rows.clear()
        self._index("quote", self.quotes)
        self.quotes.clear()

    def _statement(self, n: int, fact: int, key: str, statement: Statement) -> None:
        row = (n, key, fact, statement.certainty, statement.attributed_to, statement.rule)
        self.rows["statement"].append(row)
        self.rows["qualifier"] += [(n, k, v) for k, v in sorted(statement.qualifiers.items())]
        self.rows["citation"] += [
            (n, i, self._passage(c.file, c.start, c.end, c.quote)) for i, c in enumerate(statement.citations)
        ]

    def _passage(self, file: str, start: int, end: int, quote: str) -> int:
        key = (self._source(file), start, end)
        if key not in self.passages:
            n = self.passages[key] = len(self.passages) + 1
            line, column = self.sources[file][1].locate(start)
            self.rows["passage"].append((n, *key, line, column, quote))
            self.quotes.append((n, fold(quote)))
        return self.passages[key]

    def _source(self, file: str) -> int:
        found = self.sources.get(file)
        if found is None:
            raise sqlite3.IntegrityError(f"no source {file}")
        return found[0]

    def _entity(self, key: str) -> int:
        found = self.entities.get(key)
        if found is None:
            raise sqlite3.IntegrityError(f"no entity {key}")
        return found


def relation_words() -> tuple[dict[str, tuple[str | None, ...]], frozenset[str]]:
    """The words for each predicate beside the ontology's, and the predicates whose subjects lie inside their objects.

    The words are the Chinese and English ones for its inverse, and for two people who share its object.
    """
    import csv

    text = _data("relation_words.tsv")
    rows = list(csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"))
    columns = ("inverse_zh", "inverse_en", "together_zh", "together_en")
    words = {row["predicate"]: tuple(row[column] or None for column in columns) for row in rows}
    return words, frozenset(row["predicate"] for row in rows if row["inside"] == "1")
