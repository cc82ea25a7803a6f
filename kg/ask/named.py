"""The graph's own names in a question: every entity that carries a part of it as one of its names.

Names are looked up in the index of the store, never read as a whole, so the size of the graph does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kg.ask.prepare import Question
from kg.names import fold
from kg.store import Store

_LONGEST = 60  # characters of a name as it stands in a question
_SHORT = 3  # a name of so few Latin letters must be written in its own case


@dataclass(frozen=True, slots=True)
class Named:
    """Entities of one type that a name may mean (their rows), with the name of the likeliest."""

    type: str
    kind: str | None
    nodes: tuple[int, ...]
    name: str


_SQL = """
SELECT n.folded, n.text, n.canonical, entity.n, entity.type, entity.kind, entity.name
FROM json_each(?) AS wanted
JOIN name AS n ON n.folded = wanted.value JOIN entity ON entity.n = n.entity
UNION ALL
SELECT s.folded, NULL, -1, entity.n, entity.type, entity.kind, entity.name
FROM json_each(?) AS wanted
JOIN spelling AS s ON s.folded = wanted.value JOIN entity ON entity.n = s.entity
"""


def find_names(store: Store, question: Question) -> Mapping[tuple[int, int], tuple[Named, ...]]:
    """The stretches [start, end) of the question that are names, with the entities by type, the likeliest first."""
    from kg.ask.tokens import whole

    text = question.low
    spans: dict[str, list[tuple[int, int]]] = {}
    forms = [fold("x" + c)[1:] for c in text]  # after a letter a separator shows that it counts for nothing
    for start in range(len(text)):
        if not forms[start]:
            continue
        folded = ""
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            if forms[end - 1]:
                folded += forms[end - 1]
                if len(folded) > 1 and whole(text, start, end):
                    spans.setdefault(folded, []).append((start, end))
    wanted = json.dumps(sorted(spans), ensure_ascii=False)
    rows = store.rows(_SQL, wanted, wanted)
    found: dict[tuple[int, int], dict[str, list[tuple[int, int, str | None, str]]]] = {}
    for row in rows:
        for span in spans[row["folded"]]:
            said = question.text[slice(*span)]
            if row["text"] is not None and _other_case(said, row["text"]):
                continue
            # Written exactly so, a name of its own, another form of it, its spelling in Latin letters.
            rank = 0 if row["text"] == said and row["canonical"] == 1 else 2 - row["canonical"]
            of_type = found.setdefault(span, {}).setdefault(row["type"], [])
            of_type.append((rank, row["n"], row["kind"], row["name"]))
    return {span: _named(types) for span, types in found.items()}


def find_literals(store: Store, question: Question) -> Mapping[tuple[int, int], tuple[str, str]]:
    """The stretches of the question that are values of attributes in the graph: the kind of value, and the value."""
    text = question.text
    spans: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            spans.setdefault(text[start:end], []).append((start, end))
    rows = store.rows(
        "SELECT DISTINCT fact.value, predicate.value AS kind FROM predicate "
        "JOIN fact ON fact.predicate = predicate.name WHERE predicate.value IN ('text', 'place') "
        "AND fact.value IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(spans), ensure_ascii=False),
    )
    return {span: (row["kind"], row["value"]) for row in rows for span in spans[row["value"]]}


def _other_case(said: str, name: str) -> bool:
    letters = [c for c in name if not c.isspace()]
    return len(letters) <= _SHORT and name.isascii() and said != name and said.islower() != name.islower()


def _named(types: Mapping[str, list[tuple[int, int, str | None, str]]]) -> tuple[Named, ...]:
    out: list[tuple[int, Named]] = []
    for type_, rows in types.items():
        best = min(rank for rank, *_ in rows)
        nodes = sorted({(n, kind, name) for rank, n, kind, name in rows if rank == best}, key=lambda row: row[0])
        out.append((best, Named(type_, nodes[0][1], tuple(n for n, *_ in nodes), nodes[0][2])))
    return tuple(named for _, named in sorted(out, key=lambda pair: (pair[0], pair[1].type)))
