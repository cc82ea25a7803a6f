"""Which part of the graph an export writes, and its entities and facts one by one.

`choose` makes a `Part`; `nodes` and `facts` give what is in it, in the order of their ids, never all at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.query.filters import known
from kg.query.origins import independent, origins
from kg.query.rows import FACT, agree, predicates, to_fact, types
from kg.query.values import Cited, FactRow, Node, PredicateRow, Said
from kg.store import Store

_STATEMENTS = """
SELECT statement.n, statement.id, certainty, attributed_to, rule, source, path, start, "end", line, "column", quote
FROM statement JOIN citation ON citation.statement = statement.n JOIN passage ON passage.n = citation.passage
  JOIN source ON source.n = passage.source
WHERE statement.fact = ? ORDER BY statement.n, citation.position
"""
_DEGREE = (
    "(SELECT count(*) FROM fact WHERE subject = entity.n AND object IS NOT NULL) "
    "+ (SELECT count(*) FROM fact WHERE object = entity.n)"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a fact, with its id."""

    id: str
    said: Said


@dataclass(frozen=True, slots=True)
class ExportedFact:
    """A fact with its statements; `sources` counts independent origins, `files` the files that say it."""

    fact: FactRow
    predicate: PredicateRow
    statements: tuple[Stated, ...]
    sources: int
    files: int

    @property
    def best(self) -> Said:
        """What the surest and fullest statements say together."""
        return agree([stated.said for stated in self.statements])[0]


@dataclass(frozen=True, slots=True)
class ExportedNode:
    """An entity with its names and files; `degree` counts its facts with other entities in the whole graph."""

    node: Node
    aliases: tuple[str, ...]
    sources: tuple[str, ...]
    degree: int


@dataclass(frozen=True, slots=True)
class Part:
    """What is chosen; None, nothing and 1 mean all. `entities` are rows, those of the ends that a fact may have."""

    words: Mapping[str, PredicateRow]
    origin: Mapping[int, int]
    entities: frozenset[int] | None = None
    types: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    min_sources: int = 1

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.entities is None and not self.types and not self.by_facts

    @property
    def by_facts(self) -> bool:
        """Whether an entity is in only where a chosen fact holds it."""
        return bool(self.predicates) or self.min_sources > 1


def choose(
    store: Store,
    *,
    around: Sequence[Node] = (),
    depth: int = 1,
    of_types: Sequence[str] = (),
    of_predicates: Sequence[str] = (),
    min_sources: int = 1,
) -> Part:
    """The part of the graph at most `depth` facts away from `around`, of those types (both ends) and predicates.

    `min_sources` counts independent origins. Raises UsageError for a type or predicate that the graph does not have.
    """
    words = predicates(store)
    over = tuple(known("--predicate", name, list(words)) for name in of_predicates)
    return Part(
        words=words,
        origin=origins(store),
        entities=_near(store, [node.n for node in around], depth, over or tuple(words)) if around else None,
        types=tuple(known("--type", name, types(store)) for name in of_types),
        predicates=over,
        min_sources=min_sources,
    )


_BESIDE = """
SELECT object FROM fact WHERE subject = ? AND object IS NOT NULL AND predicate IN (SELECT value FROM json_each(?))
UNION SELECT subject FROM fact WHERE object = ? AND predicate IN (SELECT value FROM json_each(?))
"""


def _near(store: Store, start: list[int], depth: int, over: tuple[str, ...]) -> frozenset[int]:
    """The rows of the entities at most `depth` facts of the predicates `over` away."""
    seen, edge = set(start), set(start)
    names = json.dumps(over)
    for _ in range(depth):
        reached: set[int] = set()
        for n in sorted(edge):
            reached |= {row[0] for row in store.rows(_BESIDE, n, names, n, names)}
        edge = reached - seen
        seen |= edge
    return frozenset(seen)


def nodes(store: Store, part: Part) -> Iterator[ExportedNode]:
    """The entities of `part`, sorted by id."""
    held = _held(store, part) if part.by_facts else None
    for row in store.each(f"SELECT n, id, type, kind, name, {_DEGREE} AS degree FROM entity ORDER BY id"):  # noqa: S608
        node = Node(*(row[key] for key in ("n", "id", "type", "kind", "name")))
        if not _has(part, node) or (held is not None and node.n not in held):
            continue
        aliases = store.rows("SELECT text FROM name WHERE entity = ? AND NOT canonical ORDER BY text", node.n)
        files = store.rows(
            "SELECT path FROM entity_source JOIN source ON source.n = source WHERE entity = ? ORDER BY path", node.n
        )
        yield ExportedNode(node, tuple(r[0] for r in aliases), tuple(r[0] for r in files), row["degree"])


def _held(store: Store, part: Part) -> set[int]:
    held: set[int] = set()
    for exported in facts(store, part):
        held.add(exported.fact.subject.n)
        if exported.fact.object is not None:
            held.add(exported.fact.object.n)
    return held


def _has(part: Part, node: Node) -> bool:
    return (part.entities is None or node.n in part.entities) and (not part.types or node.type in part.types)


def facts(store: Store, part: Part, *, of: Node | None = None, literal: bool | None = None) -> Iterator[ExportedFact]:
    """The facts of `part`, sorted by id: those with a literal as object, those with an entity, or both (None).

    `of` asks for the facts of one subject only, in the ontology's order.
    """
    where = {None: "", True: "fact.object IS NULL", False: "fact.object IS NOT NULL"}[literal]
    if of is None:
        rows = store.each(FACT + (f"WHERE {where} " if where else "") + "ORDER BY fact.id")
    else:
        sql = (
            "JOIN predicate ON predicate.name = fact.predicate WHERE fact.subject = ? "
            + (f"AND {where} " if where else "")
            + "ORDER BY predicate.position, fact.value, fact.id"
        )
        rows = iter(store.rows(FACT + sql, of.n))
    for row in rows:
        fact = to_fact(row)
        if part.predicates and fact.predicate not in part.predicates:
            continue
        if not _has(part, fact.subject) or (fact.object is not None and not _has(part, fact.object)):
            continue
        exported = _with_statements(store, fact, part)
        if exported.sources >= part.min_sources:
            yield exported


_MENTIONS = """
SELECT entity.n, entity.id AS entity, entity.type, source.path AS file, mention.start, mention."end", mention.text
FROM mention JOIN source ON source.n = mention.source JOIN entity ON entity.n = mention.entity
ORDER BY source.path, mention.start, mention."end", entity.id
"""


def mentions(store: Store, part: Part) -> Iterator[dict[str, Any]]:
    """The places where the entities of `part` were recognised, by file and place."""
    held = None if part.whole else {exported.node.n for exported in nodes(store, part)}
    for row in store.each(_MENTIONS):
        if held is None or row["n"] in held:
            yield {key: row[key] for key in ("entity", "type", "file", "start", "end", "text")}


def _with_statements(store: Store, fact: FactRow, part: Part) -> ExportedFact:
    statements = []
    passages = []
    for n, group in groupby(store.rows(_STATEMENTS, fact.n), key=itemgetter("n")):
        cited = list(group)
        first = cited[0]
        passages.append((first["source"], first["quote"]))
        qualifiers = store.rows("SELECT key, value FROM qualifier WHERE statement = ? ORDER BY key", n)
        said = Said(
            qualifiers={row["key"]: row["value"] for row in qualifiers},
            certainty=first["certainty"],
            attributed_to=first["attributed_to"],
            citations=tuple(
                Cited(*(row[key] for key in ("path", "line", "column", "start", "end", "quote"))) for row in cited
            ),
            rules=(first["rule"],),
        )
        statements.append(Stated(first["id"], said))
    return ExportedFact(
        fact=fact,
        predicate=part.words[fact.predicate],
        statements=tuple(statements),
        sources=independent(passages, part.origin),
        files=len({source for source, _ in passages}),
    )
