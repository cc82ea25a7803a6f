"""An export in the interchange format as a store that can be asked: the way back from `kg export jsonl`.

An export does not hold all that a graph does: lines and columns are 0 here, articles have no checksum, and there are no
decisions about names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kg import ontology
from kg.errors import DataError
from kg.names import fold
from kg.store import Store, make_tables


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntityRecord(_Record):
    """An entity."""

    record: Literal["entity"]
    id: str
    type: str
    kind: str | None
    name: str
    aliases: tuple[str, ...]
    sources: tuple[str, ...]


class MentionRecord(_Record):
    """A place where an entity was recognised."""

    record: Literal["mention"]
    entity: str
    type: str
    file: str
    start: int
    end: int
    text: str


class CitationRecord(_Record):
    """A stretch of a source."""

    file: str
    start: int
    end: int
    quote: str


class StatementRecord(_Record):
    """One place that says a fact."""

    id: str
    qualifiers: dict[str, str]
    certainty: Literal["asserted", "attributed", "hedged"]
    attributed_to: str | None
    rule: str
    citations: Annotated[tuple[CitationRecord, ...], Field(min_length=1)]


class EndRecord(_Record):
    """An entity as a side of a fact."""

    id: str
    type: str
    name: str


class LiteralRecord(_Record):
    """A value as the object of a fact."""

    value: str


class FactRecord(_Record):
    """A fact with its statements."""

    record: Literal["fact"]
    id: str
    subject: EndRecord
    predicate: str
    object: EndRecord | LiteralRecord
    statements: Annotated[tuple[StatementRecord, ...], Field(min_length=1)]


Record = Annotated[EntityRecord | MentionRecord | FactRecord, Field(discriminator="record")]


def records(path: Path) -> Iterator[EntityRecord | MentionRecord | FactRecord]:
    """The records of the export at `path`, one by one.

    Raises DataError, with the line, for what is no record of the format, and for a file that is not UTF-8.
    """
    adapter: TypeAdapter[EntityRecord | MentionRecord | FactRecord] = TypeAdapter(Record)
    file = path.as_posix()
    number = 1
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for line in lines:
                if line.strip():
                    yield adapter.validate_json(line)
                number += 1
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "line"
        raise DataError(f"no record of kg export jsonl: {where}: {first['msg']}", file, number) from error
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8: {error}", file, number) from error


def load(path: Path) -> Store:
    """The export at `path` as a store in memory. Raises DataError for what does not fit the format or itself."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.row_factory = sqlite3.Row
        make_tables(connection, ontology.load())
        filler = _Filler(connection)
        for number, record in enumerate(records(path), 1):
            try:
                filler.add(record)
            except (KeyError, sqlite3.IntegrityError) as error:
                said = f"names {error}, which stands twice, or in no record before it"
                raise DataError(said, path.as_posix(), number) from error
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return Store(path, connection)


class _Filler:
    """Puts records into tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.known = {row[0] for row in connection.execute("SELECT name FROM predicate")}
        self.sources: dict[str, int] = {}
        self.entities: dict[str, int] = {}
        self.passages: dict[tuple[int, int, int], int] = {}
        self.facts = self.statements = 0

    def _insert(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    def add(self, record: EntityRecord | MentionRecord | FactRecord) -> None:
        if isinstance(record, EntityRecord):
            self._entity(record)
        elif isinstance(record, FactRecord):
            self._fact(record)

    def _source(self, file: str) -> int:
        if file not in self.sources:
            self.sources[file] = len(self.sources) + 1
            self._insert("source", self.sources[file], file, "", "", *(None,) * 6)
        return self.sources[file]

    def _entity(self, record: EntityRecord) -> None:
        n = len(self.entities) + 1
        self._insert("entity", n, record.id, record.type, record.kind, record.name)
        self.entities[record.id] = n
        for name in dict.fromkeys((record.name, *record.aliases)):
            self._insert("name", None, n, name, fold(name), name == record.name)
        for file in record.sources:
            self._insert("entity_source", n, self._source(file))

    def _fact(self, record: FactRecord) -> None:
        if record.predicate not in self.known:
            self._insert("predicate", record.predicate, 999, *(record.predicate,) * 2, *(None,) * 4, 0, None, 0, 0, "")
            self.known.add(record.predicate)
        self.facts += 1
        value = record.object.value if isinstance(record.object, LiteralRecord) else None
        other = self.entities[record.object.id] if isinstance(record.object, EndRecord) else None
        subject = self.entities[record.subject.id]
        told = len(record.statements)
        self._insert("fact", self.facts, record.id, subject, record.predicate, other, value, told)
        for said in record.statements:
            self.statements += 1
            n = self.statements
            self._insert("statement", n, said.id, self.facts, said.certainty, said.attributed_to, said.rule)
            for key, text in sorted(said.qualifiers.items()):
                self._insert("qualifier", n, key, text)
            for position, cited in enumerate(said.citations):
                self._insert("citation", n, position, self._passage(cited))

    def _passage(self, cited: CitationRecord) -> int:
        key = (self._source(cited.file), cited.start, cited.end)
        if key not in self.passages:
            self.passages[key] = len(self.passages) + 1
            self._insert("passage", self.passages[key], *key, 0, 0, cited.quote)
        return self.passages[key]
