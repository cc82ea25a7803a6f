"""The graph as RDF resources, for Turtle and JSON-LD to write down.

Each fact is a reified `rdf:Statement` with its certainty and number of independent sources, and each statement of it an
`oa:Annotation` whose target is the stretch of a source (text quote and text position selectors) that says it, with the
PROV-O link to that source. A fact that at least one source asserts is a plain triple too, in the graph's own predicate
and in the terms of schema.org and Wikidata; one that is only attributed or hedged is not, so that nobody takes it for
confirmed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources as data
from urllib.parse import quote

from kg.export.part import ExportedFact, ExportedNode, Part, Stated, facts, nodes
from kg.ontology import Ontology, load
from kg.query.filters import date_keys
from kg.query.values import Cited
from kg.store import Store

PREFIXES: Mapping[str, str] = {
    "e": "urn:kg:entity:", "f": "urn:kg:fact:", "s": "urn:kg:statement:", "d": "urn:kg:source:",
    "p": "urn:kg:predicate:", "q": "urn:kg:qualifier:", "kg": "urn:kg:term:", "c": "urn:kg:type:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/", "wdt": "http://www.wikidata.org/prop/direct/",
}  # fmt: skip
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


@dataclass(frozen=True, slots=True)
class Iri:
    """A prefix and what stands after it, percent-encoded."""

    prefix: str
    local: str

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"

    @property
    def full(self) -> str:
        """The whole address."""
        return PREFIXES[self.prefix] + self.local


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with a language or a datatype (a prefixed name), or neither."""

    text: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What is said of one thing; `iri` None for a thing without a name. The values of a pair all hold."""

    iri: Iri | None
    pairs: tuple[tuple[Iri, tuple[Value, ...]], ...]


Value = Iri | Literal | Resource


def iri(prefix: str, local: str) -> Iri:
    """The address of a thing of ours; `local` may be any text."""
    return Iri(prefix, quote(local, safe="-_.~"))


def term(name: str) -> Iri:
    """A prefixed name as it stands in a program or in terms.toml."""
    prefix, _, local = name.partition(":")
    return Iri(prefix, local)


class Terms:
    """Which terms of schema.org and Wikidata a type, kind or predicate has, and which of them point backwards."""

    def __init__(self, ontology: Ontology) -> None:
        read = tomllib.loads(data.files("kg.export").joinpath("terms.toml").read_text("utf-8"))
        self.ontology = ontology
        self.backwards = frozenset(read["backwards"])
        self.type: Mapping[str, list[str]] = read["type"]
        self.kind: Mapping[str, list[str]] = read["kind"]

    def classes(self, type: str, kind: str | None) -> list[Iri]:
        """The classes of an entity, ours first."""
        more = (*self.type.get(type, ()), *self.kind.get(kind or "", ()))
        return [iri("c", type), *map(term, more)]

    def predicates(self, name: str) -> list[Iri]:
        """The other vocabularies' terms for a predicate."""
        found = self.ontology.predicates.get(name)
        if found is None:
            return []
        other = (("schema", found.schema_org), ("wdt", found.wikidata))
        return [Iri(prefix, local) for prefix, local in other if local]


def resources(store: Store, part: Part) -> Iterator[Resource]:
    """All that the part of the graph is in RDF: predicates, sources, entities, facts, statements."""
    terms = Terms(load())
    for name in part.predicates or tuple(part.words):
        yield _predicate(name, part, terms)
    yield from _sources(store)
    for node in nodes(store, part):
        yield _entity(node, terms)
    dates = date_keys()
    for fact in facts(store, part):
        yield _fact(fact)
        if any(stated.said.certainty == "asserted" for stated in fact.statements):
            yield from _plain(fact, terms)
        for stated in fact.statements:
            yield _statement(fact, stated, dates)


def _pairs(*pairs: tuple[str, Value | None]) -> tuple[tuple[Iri, tuple[Value, ...]], ...]:
    found: dict[str, list[Value]] = {}
    for name, value in pairs:
        if value is not None:
            found.setdefault(name, []).append(value)
    return tuple((term(name), tuple(values)) for name, values in found.items())


def _text(value: str | None, language: str | None = None) -> Literal | None:
    return None if value is None else Literal(value, language)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype="xsd:integer")


def _date(value: str) -> Literal:
    return Literal(value, datatype=_DATES.get(len(value)))


def _predicate(name: str, part: Part, terms: Terms) -> Resource:
    words = part.words[name]
    return Resource(iri("p", name), _pairs(
        ("rdf:type", term("rdf:Property")), ("rdfs:label", Literal(words.zh, "zh")),
        ("rdfs:label", Literal(words.en, "en")),
        *(("kg:inverseOf" if str(other) in terms.backwards else "skos:closeMatch", other)
          for other in terms.predicates(name)),
    ))  # fmt: skip


def _sources(store: Store) -> Iterator[Resource]:
    for row in store.each(
        "SELECT path, sha256, title, outlet, author, date, language, address FROM source ORDER BY path"
    ):
        yield Resource(iri("d", row["path"]), _pairs(
            ("rdf:type", term("prov:Entity")), ("rdf:type", term("schema:Article")), ("kg:file", Literal(row["path"])),
            ("kg:sha256", Literal(row["sha256"])), ("schema:name", _text(row["title"])),
            ("schema:publisher", _text(row["outlet"])), ("schema:author", _text(row["author"])),
            ("schema:datePublished", _date(row["date"]) if row["date"] else None),
            ("schema:inLanguage", _text(row["language"])), ("schema:url", _text(row["address"])),
        ))  # fmt: skip


def _entity(exported: ExportedNode, terms: Terms) -> Resource:
    node = exported.node
    return Resource(iri("e", node.id), _pairs(
        *(("rdf:type", found) for found in terms.classes(node.type, node.kind)),
        ("rdfs:label", Literal(node.name)), ("schema:name", Literal(node.name)), ("kg:id", Literal(node.id)),
        ("kg:kind", _text(node.kind)), *(("schema:alternateName", Literal(alias)) for alias in exported.aliases),
        *(("schema:subjectOf", iri("d", path)) for path in exported.sources),
    ))  # fmt: skip


def _object(fact: ExportedFact) -> Value:
    if fact.fact.object is not None:
        return iri("e", fact.fact.object.id)
    value = fact.fact.value or ""
    return _date(value) if fact.predicate.value == "date" else Literal(value)


def _fact(fact: ExportedFact) -> Resource:
    best = fact.best
    return Resource(iri("f", fact.fact.id), _pairs(
        ("rdf:type", term("rdf:Statement")), ("rdf:type", term("prov:Entity")),
        ("rdf:subject", iri("e", fact.fact.subject.id)), ("rdf:predicate", iri("p", fact.fact.predicate)),
        ("rdf:object", _object(fact)), ("kg:certainty", Literal(best.certainty)),
        ("kg:attributedTo", _text(best.attributed_to)), ("kg:sources", _number(fact.sources)),
        *(("prov:wasDerivedFrom", iri("d", path))
          for path in sorted({c.file for s in fact.statements for c in s.said.citations})),
    ))  # fmt: skip


def _plain(fact: ExportedFact, terms: Terms) -> Iterator[Resource]:
    subject, obj = iri("e", fact.fact.subject.id), _object(fact)
    forward: list[Iri] = [iri("p", fact.fact.predicate)]
    backward: list[Iri] = []
    for other in terms.predicates(fact.fact.predicate):
        (backward if str(other) in terms.backwards else forward).append(other)
    yield Resource(subject, tuple((name, (obj,)) for name in forward))
    if isinstance(obj, Iri) and (backward or fact.predicate.symmetric):
        both = forward if fact.predicate.symmetric else backward
        yield Resource(obj, tuple((name, (subject,)) for name in both))


def _statement(fact: ExportedFact, stated: Stated, dates: frozenset[str]) -> Resource:
    said = stated.said
    return Resource(iri("s", stated.id), _pairs(
        ("rdf:type", term("oa:Annotation")), ("rdf:type", term("prov:Entity")),
        ("oa:motivatedBy", term("oa:identifying")), ("oa:hasBody", iri("f", fact.fact.id)),
        ("kg:certainty", Literal(said.certainty)), ("kg:attributedTo", _text(said.attributed_to)),
        ("kg:rule", Literal(said.rules[0])),
        *((f"q:{quote(key)}", _date(value) if key in dates else Literal(value))
          for key, value in said.qualifiers.items()),
        ("prov:wasDerivedFrom", iri("d", said.citations[0].file)),
        *(("oa:hasTarget", _target(cited)) for cited in said.citations),
    ))  # fmt: skip


def _target(cited: Cited) -> Resource:
    exact = _pairs(("rdf:type", term("oa:TextQuoteSelector")), ("oa:exact", Literal(cited.quote)))
    position = _pairs(
        ("rdf:type", term("oa:TextPositionSelector")),
        ("oa:start", _number(cited.start)),
        ("oa:end", _number(cited.end)),
    )
    return Resource(None, _pairs(
        ("rdf:type", term("oa:SpecificResource")), ("oa:hasSource", iri("d", cited.file)),
        ("oa:hasSelector", Resource(None, exact)), ("oa:hasSelector", Resource(None, position)),
    ))  # fmt: skip
