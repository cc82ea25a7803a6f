"""GEXF 1.3 for Gephi, with sizes, colours and the time of each fact for its timeline.

A fact's time is its edge's `start` and `end`, as days; the dates as they were said are the attributes `since` and
`until`, for an attribute that is itself called start or end makes some readers take the graph for another sort.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.export import xml
from kg.export.columns import Column, Columns, Value
from kg.export.part import Part, facts, nodes
from kg.store import Store

_ROOT = (
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
)
# Names of edges' attributes that the format has for itself.
_RENAMED = {"start": "since", "end": "until", "kind": "qualifier_kind"}
_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}


def pieces(store: Store, part: Part) -> Iterator[str]:
    """The file, piece by piece."""
    columns = Columns(store)
    node_keys, edge_keys = ({column: str(i) for i, column in enumerate(some)} for some in (columns.node, columns.edge))
    yield xml.HEAD + _ROOT
    yield "  <meta>\n    <creator>kg</creator>\n    <description>talent knowledge graph</description>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    for kind, keys in (("node", node_keys), ("edge", edge_keys)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for column, key in keys.items():
            tag = {"id": key, "title": _title(kind, column), "type": _TYPES[column.type]}
            yield f"      {xml.element('attribute', tag)}\n"
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in columns.drawn(store, part, nodes(store, part)):
        yield f"      {xml.element('node', {'id': node.id, 'label': node.label}, empty=False)}\n"
        yield from _values(node_keys, node.values)
        yield f"        {xml.element('viz:size', {'value': node.size})}\n        {_colour(node.colour)}\n"
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for line in columns.lines(facts(store, part, literal=False)):
        ends: dict[str, Value] = {
            "id": line.id, "source": line.source, "target": line.target, "label": line.label, "weight": line.weight,
            "kind": line.values["predicate"], "start": line.start, "end": line.end,
        }  # fmt: skip
        yield f"      {xml.element('edge', ends, empty=False)}\n"
        yield from _values(edge_keys, line.values)
        yield f"        {_colour(line.colour)}\n      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _title(kind: str, column: Column) -> str:
    return _RENAMED.get(column.name, column.name) if kind == "edge" else column.name


def _colour(colour: tuple[int, int, int]) -> str:
    return xml.element("viz:color", dict(zip("rgb", colour, strict=True)))


def _values(keys: Mapping[Column, str], values: Mapping[str, Value]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for column, key in keys.items():
        value = values.get(column.name)
        if isinstance(value, bool):
            value = "true" if value else "false"
        if value is not None and value != "":
            yield f"          {xml.element('attvalue', {'for': key, 'value': value})}\n"
    yield "        </attvalues>\n"
