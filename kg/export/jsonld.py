"""RDF in JSON-LD, one resource on a line (what it holds: `kg.export.rdf`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.export.part import Part
from kg.export.rdf import PREFIXES, Iri, Literal, Resource, Value, resources
from kg.store import Store


def pieces(store: Store, part: Part) -> Iterator[str]:
    """The file, piece by piece."""
    yield f'{{"@context": {json.dumps(dict(PREFIXES))},\n"@graph": ['
    before = "\n"
    for resource in resources(store, part):
        yield before + json.dumps(_object(resource), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _object(resource: Resource) -> dict[str, Any]:
    pairs: dict[str, Any] = {} if resource.iri is None else {"@id": resource.iri.full}
    for name, values in resource.pairs:
        if str(name) == "rdf:type":
            pairs["@type"] = [str(value) for value in values]
        else:
            pairs[str(name)] = [_value(value) for value in values]
    return pairs


def _value(value: Value) -> dict[str, Any]:
    if isinstance(value, Iri):
        return {"@id": value.full}
    if isinstance(value, Resource):
        return _object(value)
    return _literal(value)


def _literal(literal: Literal) -> dict[str, Any]:
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    return {"@value": literal.text} | ({"@type": literal.datatype} if literal.datatype else {})
