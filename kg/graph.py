"""The linked graph: a part of the store, or all of it, as a networkx MultiDiGraph.

Nodes are entity ids with `type`, `kind` and `name`; edges are facts, their key the fact's id, with `predicate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query import FactRow, Node, facts_of
from kg.query.filters import Filter
from kg.query.rows import FACT, to_fact
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx


def whole(store: Store) -> nx.MultiDiGraph:
    """All entities and all facts between entities; attributes of an entity are data of its node."""
    graph = _empty()
    for row in store.each("SELECT n, id, type, kind, name FROM entity ORDER BY id"):
        _add_node(graph, Node(*row))
    for row in store.each(FACT + "ORDER BY fact.id"):
        _add(graph, to_fact(row))
    return graph


def neighbourhood(store: Store, entity: Node, *, hops: int = 1) -> nx.MultiDiGraph:
    """The entities at most `hops` facts away from `entity`, and the facts on the way."""
    graph = _empty()
    _add_node(graph, entity)
    seen, edge = {entity.n}, [entity]
    for _ in range(hops):
        reached: dict[int, Node] = {}
        for node in edge:
            for fact in facts_of(store, node.n):
                _add(graph, fact)
                other = fact.other(node)
                if other is not None and other.n not in seen:
                    reached[other.n] = other
        seen |= reached.keys()
        edge = list(reached.values())
    return graph


def paths(
    store: Store, start: Node, end: Node, *, longest: int = 4, most: int = 20, only: Filter | None = None
) -> list[list[FactRow]]:
    """The ways from `start` to `end` over facts in either direction, the shortest first, none over `longest` facts.

    No more than `most`, one for each row of entities, none through an entity twice: between two entities the surest
    fact stands for all. `only` narrows the facts and the types of the entities between. Of ways that are as long the
    surer come first. An empty list when there is none.
    """
    from kg.query.ways import Finder

    if start == end:
        return []
    return Finder(store, only or Filter()).find(start, end, longest=longest, most=most)


def _empty() -> nx.MultiDiGraph:
    import networkx as nx

    return nx.MultiDiGraph()


def _add_node(graph: nx.MultiDiGraph, node: Node) -> None:
    if node.id not in graph:
        graph.add_node(node.id, type=node.type, kind=node.kind, name=node.name, attributes={})


def _add(graph: nx.MultiDiGraph, fact: FactRow) -> None:
    _add_node(graph, fact.subject)
    if fact.object is None:
        values: list[str | None] = graph.nodes[fact.subject.id]["attributes"].setdefault(fact.predicate, [])
        if fact.value not in values:
            values.append(fact.value)
        return
    _add_node(graph, fact.object)
    graph.add_edge(fact.subject.id, fact.object.id, key=fact.id, predicate=fact.predicate)
