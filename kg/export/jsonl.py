"""The interchange format: one JSON object a line; all entities, then all mentions, then all facts, each sorted.

Two exports of one graph are the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.export.part import Part, choose, facts, mentions, nodes
from kg.store import Store

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
    part = part or choose(store)
    said = None if part.whole else {exported.fact.n for exported in facts(store, part)}
    for exported in nodes(store, part):
        node = exported.node
        yield {
            "record": "entity", "id": node.id, "type": node.type, "kind": node.kind, "name": node.name,
            "aliases": list(exported.aliases), "sources": list(exported.sources),
        }  # fmt: skip
    for mention in mentions(store, part):
        yield {"record": "mention", **mention}
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
