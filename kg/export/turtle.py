"""RDF in Turtle, one resource after the other (what it holds: `kg.export.rdf`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.part import Part
from kg.export.rdf import PREFIXES, Iri, Literal, Resource, Value, resources
from kg.store import Store

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|[0-9][0-9A-Za-z_-]*")
_BETWEEN = " ;\n    "
_SPECIAL = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def pieces(store: Store, part: Part) -> Iterator[str]:
    """The file, piece by piece."""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for resource in resources(store, part):
        assert resource.iri is not None
        yield f"\n{_iri(resource.iri)} {_pairs(resource, _BETWEEN)} .\n"


def _pairs(resource: Resource, between: str) -> str:
    return between.join(
        f"{'a' if str(name) == 'rdf:type' else _iri(name)} {', '.join(map(_value, values))}"
        for name, values in resource.pairs
    )


def _value(value: Value) -> str:
    if isinstance(value, Iri):
        return _iri(value)
    if isinstance(value, Resource):
        return f"[ {_pairs(value, ' ; ')} ]"
    return _literal(value)


def _iri(iri: Iri) -> str:
    return str(iri) if _PLAIN.fullmatch(iri.local) else f"<{iri.full}>"


def _literal(literal: Literal) -> str:
    text = "".join(_SPECIAL.get(c) or (f"\\u{ord(c):04X}" if c < " " or c == "\x7f" else c) for c in literal.text)
    if literal.language:
        return f'"{text}"@{literal.language}'
    return f'"{text}"^^{literal.datatype}' if literal.datatype else f'"{text}"'
