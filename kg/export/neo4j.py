"""Neo4j: `nodes.csv` and `relationships.csv` with the headers of `neo4j-admin database import`, and `load.cypher`.

A fact with a literal is a relationship to a `Value` node, so that every fact has its evidence in the same place. The
script loads the same two files into a running database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export import cells
from kg.export.columns import COLOURS, Columns, compact, statements_json
from kg.export.part import ExportedFact, Part, facts, nodes
from kg.ontology import load
from kg.store import Store

_ESCAPED = re.compile(r'\\(["\\])')
_NODE = ("id:ID", "name", "kind", "aliases:string[]", "files:string[]", "value", ":LABEL")
_FACT = (
    ":START_ID", ":END_ID", "id", ":TYPE", "certainty", "attributed_to", "rule", "sources:int", "files:int", "file",
    "line:int", "column:int", "start_offset:int", "end_offset:int", "quote", "statements",
)  # fmt: skip


def files(store: Store, part: Part) -> dict[str, Iterator[str]]:
    """The files by name, each piece by piece."""
    return {
        "nodes.csv": cells.rows(_nodes(store, part)),
        "relationships.csv": cells.rows(_relationships(store, part)),
        "load.cypher": _script(store, part),
    }


def _nodes(store: Store, part: Part) -> Iterator[list[object]]:
    yield list(_NODE)
    for exported in nodes(store, part):
        node = exported.node
        lists = (";".join(part.replace(";", "；") for part in some) for some in (exported.aliases, exported.sources))
        yield [node.id, node.name, node.kind, *lists, None, f"Entity;{node.type}"]
    for fact in facts(store, part, literal=True):
        yield [_value_id(fact), fact.fact.value, None, None, None, fact.fact.value, "Value"]


def _value_id(fact: ExportedFact) -> str:
    return f"value:{fact.fact.id}"


def _relationships(store: Store, part: Part) -> Iterator[list[object]]:
    qualifiers = Columns(store).qualifiers
    yield [*_FACT, *qualifiers]
    for fact in facts(store, part):
        best = fact.best
        cited = best.citations[0]
        obj = fact.fact.object
        yield [
            fact.fact.subject.id, _value_id(fact) if obj is None else obj.id, fact.fact.id, _type(fact.fact.predicate),
            best.certainty, best.attributed_to, best.rules[0], fact.sources, fact.files, cited.file, cited.line,
            cited.column, cited.start, cited.end, cited.quote, _json(fact),
            *(best.qualifiers.get(key) for key in qualifiers),
        ]  # fmt: skip


def _json(fact: ExportedFact) -> str:
    # Neo4j's reader takes a backslash before a quotation mark for an escape of its own.
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[1]):04x}", compact(statements_json(fact)))


def _type(predicate: str) -> str:
    return predicate.upper()


def _script(store: Store, part: Part) -> Iterator[str]:
    yield (
        "// Loads nodes.csv and relationships.csv from the database's import folder: cypher-shell -f load.cypher\n"
        "// A new database takes them faster with: neo4j-admin database import full --multiline-fields=true\n"
        "//   --nodes=nodes.csv --relationships=relationships.csv neo4j\n"
        "// Quotes are read as they are with: dbms.import.csv.legacy_quote_escaping=false\n"
        "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
        "CREATE CONSTRAINT value_id IF NOT EXISTS FOR (n:Value) REQUIRE n.id IS UNIQUE;\n"
        "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);\n"
    )
    for type in load().types:
        if type in COLOURS and (not part.types or type in part.types):
            yield (
                f"\nLOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row WITH row WHERE row.`:LABEL` = 'Entity;{type}'"
                f"\nCALL {{ WITH row MERGE (n:Entity {{id: row.`id:ID`}}) SET n:{type}, n.name = row.name,"
                "\n  n.kind = row.kind, n.aliases = split(row.`aliases:string[]`, ';'),"
                "\n  n.files = split(row.`files:string[]`, ';') } IN TRANSACTIONS;\n"
            )
    yield (
        "\nLOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row WITH row WHERE row.`:LABEL` = 'Value'"
        "\nCALL { WITH row MERGE (n:Value {id: row.`id:ID`}) SET n.name = row.name, n.value = row.value }"
        " IN TRANSACTIONS;\n"
    )
    qualifiers = Columns(store).qualifiers
    properties = ", ".join(f"r.{name.partition(':')[0]} = {_read(name)}" for name in (*_FACT[4:], *qualifiers))
    for predicate in part.predicates or tuple(part.words):
        end = "Value" if part.words[predicate].value else "Entity"
        yield (
            "\nLOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row"
            f"\nWITH row WHERE row.`:TYPE` = '{_type(predicate)}'"
            f"\nCALL {{ WITH row MATCH (a:Entity {{id: row.`:START_ID`}}) MATCH (b:{end} {{id: row.`:END_ID`}})"
            f"\n  MERGE (a)-[r:{_type(predicate)} {{id: row.id}}]->(b) SET {properties} }} IN TRANSACTIONS;\n"
        )


def _read(column: str) -> str:
    return f"toInteger(row.`{column}`)" if column.endswith(":int") else f"row.`{column}`"
