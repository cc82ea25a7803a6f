"""Read-only SQL on a stored graph, within limits of time, rows and size: what `kg query` runs.

The views that it is meant for are in `store_views.sql`, and described in docs/query.md. Nothing but reading is allowed:
the file is opened for reading, and SQLite asks `_may` about every step of a query before it runs.
"""

from __future__ import annotations

import difflib
import math
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kg.errors import UsageError
from kg.names import fold
from kg.store import Store

Value = str | int | float | None

SECONDS = 10.0
ROWS = 1000
_STEPS = 10_000  # of SQLite's machine between two looks at the clock: about a millisecond
_QUERY = 100_000  # characters
_TEXT = 1_000_000  # characters of one value
_ANSWER = 64_000_000  # characters of all values
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_FORBIDDEN = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, _TEXT),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
)


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the names of its columns, each once, its rows, and whether there are more than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool


def run(store: Store, sql: str, *, limit: int = ROWS, seconds: float = SECONDS) -> Table:
    """Answer one query, with at most `limit` rows.

    Beside SQLite's own functions there is `fold(text)`, the form in which names are compared. Raises UsageError for
    what is not one query that reads, for a mistake in it, and where it takes longer than `seconds` or gives too much.
    """
    if not sql.strip(" \t\r\n;\0"):
        raise UsageError("the query is empty; for example: kg query 'SELECT name FROM entities LIMIT 5'")
    if len(sql) > _QUERY:
        raise UsageError(f"the query is longer than {_QUERY:,} characters; ask for less at once")
    with _explained(store, seconds), _limited(store.connection, seconds) as connection:
        cursor = connection.execute(sql)
        if cursor.description is None:
            raise UsageError("there is no query in it, only a comment")
        columns = _once([column[0] for column in cursor.description])
        rows: list[tuple[Value, ...]] = []
        size = 0
        for row in cursor:
            if len(rows) == limit:
                return Table(columns, tuple(rows), more=True)
            rows.append(tuple(_value(value) for value in row))
            size += sum(len(value) for value in rows[-1] if isinstance(value, str))
            if size > _ANSWER:
                raise UsageError(f"the answer is larger than {_ANSWER // 1_000_000} MB; ask for fewer columns or rows")
    return Table(columns, tuple(rows), more=False)


def views(store: Store) -> dict[str, tuple[str, ...]]:
    """The views, each with its columns."""
    names = [row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
    return {name: tuple(row["name"] for row in store.rows(f"PRAGMA table_info({name})")) for name in names}


def _may(action: int, _what: str | None, name: str | None, _database: str | None, _view: str | None) -> int:
    """What SQLite asks before each step: reading is fine, and functions that do nothing but reckon."""
    if action in _READING or (action == sqlite3.SQLITE_FUNCTION and name not in _FORBIDDEN):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@contextmanager
def _limited(connection: sqlite3.Connection, seconds: float) -> Iterator[sqlite3.Connection]:
    """The connection with its guards on; they are taken off again."""
    end = time.monotonic() + seconds
    before = [(category, connection.setlimit(category, limit)) for category, limit in _LIMITS]
    row_factory, text_factory = connection.row_factory, connection.text_factory
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.row_factory = None
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # SQLite makes these tables when they are first used, and would then be forbidden to.
    connection.execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")
    connection.set_authorizer(_may)
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield connection
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
        connection.row_factory, connection.text_factory = row_factory, text_factory
        for category, limit in before:
            connection.setlimit(category, limit)


def _fold(text: object) -> str | None:
    return None if text is None else fold(str(text))


@contextmanager
def _explained(store: Store, seconds: float) -> Iterator[None]:
    """Turn what SQLite says into UsageError with what to do."""
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
        said = str(error) or "out of memory"
        if "interrupted" in said:
            raise UsageError(
                f"stopped after {seconds:g} s; narrow the query (WHERE, LIMIT), or give it longer with --seconds"
            ) from error
        if "not authorized" in said or "authorization denied" in said or "prohibited" in said or "readonly" in said:
            raise UsageError(
                "kg query only reads: give one SELECT, or WITH … SELECT; the graph is changed by building it anew"
            ) from error
        if "one statement at a time" in said:
            raise UsageError("more than one query; give them one by one") from error
        if "bindings" in said:
            raise UsageError("a query has no parameters here: write the values instead of ? and :name") from error
        if "too big" in said:
            raise UsageError(f"a value is longer than {_TEXT:,} characters; cut it with substr()") from error
        raise UsageError(f"SQL: {said}", suggestions=_meant(store, said)) from error


def _meant(store: Store, said: str) -> tuple[str, ...]:
    """What may have been meant by a view or column that is not there."""
    missing = re.search(r"no such (table|column): (?:\w+\.)?(\w+)", said)
    if missing is None:
        return ()
    known = views(store)
    names = sorted({name for columns in known.values() for name in columns} if missing[1] == "column" else known)
    return tuple(difflib.get_close_matches(missing[2], names, n=3, cutoff=0.5))


def _value(value: object) -> Value:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that stand again with a number."""
    found: list[str] = []
    for name in names:
        fresh, number = name, 2
        while fresh in found:
            fresh, number = f"{name}_{number}", number + 1
        found.append(fresh)
    return tuple(found)
