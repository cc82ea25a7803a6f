"""The interchange format: one JSON object a line; all entities, then all mentions, then all facts, each sorted.

Two exports of one graph are the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.export.part import Part, facts, nodes
from kg.store import Store

_MENTIONS = """
SELECT entity.id AS entity, entity.type, source.path, mention.start, mention."end", mention.text
FROM mention JOIN source ON source.n = mention.source JOIN entity ON entity.n = mention.entity
ORDER BY source.path, mention.start, mention."end", entity.id
"""
_FACTS = """
SELECT fact.n, fact.id, fact.predicate, fact.value, subject.id AS subject_id, subject.type AS subject_type,
  subject.name AS subject_name, object.id AS object_id, object.type AS object_type, object.name AS object_name
FROM fact JOIN entity AS subject ON subject.n = fact.subject LEFT JOIN entity AS object ON object.n = fact.object
ORDER BY subject.id, fact.predicate, coalesce(object.id, fact.value), fact.id
"""
_STATEMENTS = """
SELECT statement.n, statement.id, statement.certainty, statement.attributed_to, statement.rule,
  source.path, passage.start, passage."end", passage.quote
FROM statement LEFT JOIN citation ON citation.statement = statement.n LEFT JOIN passage ON passage.n = citation.passage
  LEFT JOIN source ON source.n = passage.source
WHERE statement.fact = ? ORDER BY statement.n, citation.position
"""


def pieces(store: Store, part: Part) -> Iterator[str]:
    """The file, piece by piece."""
    return lines(store, part)


def lines(store: Store, part: Part | None = None) -> Iterator[str]:
    """The export of `store`, or of a part of it, line by line, each with its line end."""
    for record in records(store, part):
        yield json.dumps(record, ensure_ascii=False) + "\n"


def records(store: Store, part: Part | None = None) -> Iterator[dict[str, Any]]:
    """The records of the export, in its order."""
    entities = said = None
    if part is not None and not part.whole:
        entities = {exported.node.id for exported in nodes(store, part)}
        said = {exported.fact.n for exported in facts(store, part)}
    for record in _entities(store):
        if entities is None or record["id"] in entities:
            yield record
    for row in store.each(_MENTIONS):
        if entities is None or row["entity"] in entities:
            yield {
                "record": "mention", "entity": row["entity"], "type": row["type"],
                "file": row["path"], "start": row["start"], "end": row["end"], "text": row["text"],
            }  # fmt: skip
    for row in store.each(_FACTS):
        if said is not None and row["n"] not in said:
            continue
        literal = row["object_id"] is None
        yield {
            "record": "fact",
            "id": row["id"],
            "subject": {"id": row["subject_id"], "type": row["subject_type"], "name": row["subject_name"]},
            "predicate": row["predicate"],
            "object": {"value": row["value"]}
            if literal
            else {"id": row["object_id"], "type": row["object_type"], "name": row["object_name"]},
            "statements": list(_statements(store, row["n"])),
        }


def _entities(store: Store) -> Iterator[dict[str, Any]]:
    for row in store.each("SELECT n, id, type, kind, name FROM entity ORDER BY id"):
        aliases = store.rows("SELECT text FROM name WHERE entity = ? AND NOT canonical ORDER BY text", row["n"])
        sources = store.rows(
            "SELECT path FROM entity_source JOIN source ON source.n = source WHERE entity = ? ORDER BY path", row["n"]
        )
        yield {
            "record": "entity", "id": row["id"], "type": row["type"], "kind": row["kind"], "name": row["name"],
            "aliases": [alias["text"] for alias in aliases], "sources": [source["path"] for source in sources],
        }  # fmt: skip


def _statements(store: Store, fact: int) -> Iterator[dict[str, Any]]:
    for n, group in groupby(store.rows(_STATEMENTS, fact), key=itemgetter("n")):
        cited = list(group)
        first = cited[0]
        qualifiers = store.rows("SELECT key, value FROM qualifier WHERE statement = ? ORDER BY key", n)
        yield {
            "id": first["id"],
            "qualifiers": {row["key"]: row["value"] for row in qualifiers},
            "certainty": first["certainty"],
            "attributed_to": first["attributed_to"],
            "rule": first["rule"],
            "citations": [
                {"file": row["path"], "start": row["start"], "end": row["end"], "quote": row["quote"]}
                for row in cited
                if row["path"] is not None
            ],
        }
