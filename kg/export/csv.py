"""Gephi's two tables as CSV: `nodes.csv` and `edges.csv`, to be imported in that order.

What is known of one entity alone (its attributes) stands in columns of its row, with all that says so in the column
`attribute_facts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.export import cells
from kg.export.columns import Columns
from kg.export.part import Part, facts, nodes
from kg.export.xml import colour
from kg.store import Store


def files(store: Store, part: Part) -> dict[str, Iterator[str]]:
    """The files by name, each piece by piece."""
    columns = Columns(store)
    return {
        "nodes.csv": cells.rows(_nodes(store, part, columns)),
        "edges.csv": cells.rows(_edges(store, part, columns)),
    }


def _nodes(store: Store, part: Part, columns: Columns) -> Iterator[list[object]]:
    names = [column.name for column in columns.node]
    yield ["Id", "Label", *names, "Size", "Color"]
    for node in columns.drawn(store, part, nodes(store, part)):
        yield [node.id, node.label, *(node.values.get(name) for name in names), node.size, colour(node.colour)]


def _edges(store: Store, part: Part, columns: Columns) -> Iterator[list[object]]:
    names = [column.name for column in columns.edge]
    yield ["Source", "Target", "Type", "Id", "Label", "Weight", *names]
    for line in columns.lines(facts(store, part, literal=False)):
        values = (line.values.get(name) for name in names)
        yield [line.source, line.target, "Directed", line.id, line.label, line.weight, *values]
