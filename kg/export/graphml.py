"""GraphML for Gephi, Cytoscape, igraph, networkx: every attribute of one type, parallel edges with their fact's id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.export import xml
from kg.export.columns import Column, Columns, Value
from kg.export.part import Part, facts, nodes
from kg.store import Store

_ROOT = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
# The names that Gephi draws by.
_NODE = (
    Column("label", "string"), Column("size", "double"), Column("r", "int"), Column("g", "int"), Column("b", "int"),
    Column("color", "string"),
)  # fmt: skip
# The id of an edge is its fact's; it stands among the data too, for readers that drop the ids of edges.
_EDGE = (
    Column("label", "string"), Column("weight", "double"), Column("color", "string"), Column("fact", "string")
)  # fmt: skip


def pieces(store: Store, part: Part) -> Iterator[str]:
    """The file, piece by piece."""
    columns = Columns(store)
    node_keys = _keys("n", (*_NODE, *columns.node))
    edge_keys = _keys("e", (*_EDGE, *columns.edge))
    yield xml.HEAD + _ROOT
    for domain, keys in (("node", node_keys), ("edge", edge_keys)):
        for column, key in keys.items():
            tag = {"id": key, "for": domain, "attr.name": column.name, "attr.type": column.type}
            yield f"  {xml.element('key', tag)}\n"
    yield '  <graph id="kg" edgedefault="directed">\n'
    for node in columns.drawn(store, part, nodes(store, part)):
        r, g, b = node.colour
        drawn: dict[str, Value] = {"label": node.label, "size": node.size, "r": r, "g": g, "b": b}
        yield f"    {xml.element('node', {'id': node.id}, empty=False)}\n"
        yield from _data(node_keys, {**node.values, **drawn, "color": xml.colour(node.colour)})
        yield "    </node>\n"
    for line in columns.lines(facts(store, part, literal=False)):
        ends = {"id": line.id, "source": line.source, "target": line.target}
        yield f"    {xml.element('edge', ends, empty=False)}\n"
        drawn = {"label": line.label, "weight": line.weight, "color": xml.colour(line.colour), "fact": line.id}
        yield from _data(edge_keys, {**line.values, **drawn})
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _keys(prefix: str, columns: tuple[Column, ...]) -> dict[Column, str]:
    return {column: f"{prefix}{i}" for i, column in enumerate(columns)}


def _data(keys: Mapping[Column, str], values: Mapping[str, Value]) -> Iterator[str]:
    for column, key in keys.items():
        value = values.get(column.name)
        if isinstance(value, bool):
            value = "true" if value else "false"
        if value is not None and value != "":
            yield f'      <data key="{key}">{xml.text(str(value))}</data>\n'
