"""Parquet, for pandas, polars, DuckDB, Spark: `entities.parquet`, `facts.parquet` and `mentions.parquet`.

Lists stay lists: a fact holds all its statements, each with its qualifiers and citations, beside the columns of what
its surest statements say. Written by pyarrow (the extra `parquet`), group by group, so that memory does not grow with
the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.export.columns import statements_json
from kg.export.part import ExportedFact, Part, facts, mentions, nodes
from kg.store import Store

_GROUP = 20_000  # rows of a row group


def files(store: Store, part: Part) -> dict[str, Callable[[Path], None]]:
    """The files by name, each with a function that writes it. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UsageError("parquet needs pyarrow: pip install 'kg-talent[parquet]'") from error
    text, whole, texts = pa.string(), pa.int64(), pa.list_(pa.string())
    citation = pa.struct({"file": text, "line": whole, "column": whole, "start": whole, "end": whole, "quote": text})
    statement = pa.struct({
        "qualifiers": pa.map_(text, text), "certainty": text, "attributed_to": text, "rule": text,
        "citations": pa.list_(citation),
    })  # fmt: skip
    entity = {
        "id": text, "type": text, "kind": text, "name": text, "aliases": texts, "files": texts, "fact_count": whole,
    }  # fmt: skip
    fact = {
        "id": text, "subject_id": text, "subject_type": text, "subject": text, "predicate": text, "object_id": text,
        "object_type": text, "object": text, "qualifiers": pa.map_(text, text), "certainty": text,
        "attributed_to": text, "source_count": whole, "file_count": whole, **dict(zip(
            citation.names, (field.type for field in citation), strict=True
        )), "statements": pa.list_(statement),
    }  # fmt: skip
    mention = {"entity": text, "type": text, "file": text, "start": whole, "end": whole, "text": text}
    return {
        "entities.parquet": _writer(entity, lambda: _entities(store, part)),
        "facts.parquet": _writer(fact, lambda: map(_fact, facts(store, part))),
        "mentions.parquet": _writer(mention, lambda: mentions(store, part)),
    }


def _writer(columns: Mapping[str, Any], rows: Callable[[], Iterator[dict[str, Any]]]) -> Callable[[Path], None]:
    def write(to: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        schema = pa.schema(columns)
        with parquet.ParquetWriter(to, schema, compression="zstd") as file:
            every = rows()
            while group := list(islice(every, _GROUP)):
                file.write_table(pa.Table.from_pylist(group, schema))

    return write


def _entities(store: Store, part: Part) -> Iterator[dict[str, Any]]:
    for exported in nodes(store, part):
        node = exported.node
        yield {
            "id": node.id, "type": node.type, "kind": node.kind, "name": node.name, "aliases": exported.aliases,
            "files": exported.sources, "fact_count": exported.degree,
        }  # fmt: skip


def _fact(exported: ExportedFact) -> dict[str, Any]:
    fact, best = exported.fact, exported.best
    cited = best.citations[0]
    return {
        "id": fact.id, "subject_id": fact.subject.id, "subject_type": fact.subject.type, "subject": fact.subject.name,
        "predicate": fact.predicate, "object_id": fact.object and fact.object.id,
        "object_type": fact.object and fact.object.type, "object": fact.object.name if fact.object else fact.value,
        "qualifiers": dict(best.qualifiers), "certainty": best.certainty, "attributed_to": best.attributed_to,
        "source_count": exported.sources, "file_count": exported.files, "file": cited.file, "line": cited.line,
        "column": cited.column, "start": cited.start, "end": cited.end, "quote": cited.quote,
        "statements": statements_json(exported),
    }  # fmt: skip
