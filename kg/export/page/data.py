"""What the page knows, as one JSON value: entities, facts with all that says them, contradictions and articles.

Entities, facts and articles stand in lists and are named by their place there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from kg.errors import UsageError
from kg.export.columns import COLOURS
from kg.export.page.articles import Articles
from kg.export.part import ExportedFact, ExportedNode, Part, facts, nodes
from kg.names import fold
from kg.query import Filter, Said, agree, disputes
from kg.query.filters import date_keys
from kg.query.values import PredicateRow
from kg.store import Store

MOST = 10_000
"""As many entities a browser draws within some seconds."""
_HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))


def collect(store: Store, part: Part, articles: Articles) -> dict[str, Any]:
    """All that the page of `part` holds. Raises UsageError for no entity, or for more than MOST."""
    entities = list(islice(nodes(store, part), MOST + 1))
    if not entities:
        raise UsageError("no entity to show: the graph is empty, or no part of it is what the options ask for")
    if len(entities) > MOST:
        raise UsageError(
            f"more than {MOST:,} entities, too many for one page; choose a part with --around NAME --depth N, "
            "--type, --predicate or --min-sources"
        )
    places = {exported.node.n: i for i, exported in enumerate(entities)}
    chosen = sorted(facts(store, part), key=lambda f: (f.predicate.position, places[f.fact.subject.n], f.fact.id))
    rows = {row["path"]: row["n"] for row in store.rows("SELECT n, path FROM source ORDER BY path")}
    cited = sorted({c.file for fact in chosen for s in fact.statements for c in s.said.citations})
    files = {path: i for i, path in enumerate(cited)}
    names = {exported.node.n: _names(store, exported) for exported in entities}
    return {
        "types": {name: colour for name, colour in COLOURS.items() if any(e.node.type == name for e in entities)},
        "predicates": {name: _predicate(words) for name, words in part.words.items() if _uses(chosen, name)},
        "traditional": traditional(key for those in names.values() for _, key in those),
        "nodes": [_node(store, exported, names[exported.node.n]) for exported in entities],
        "facts": [_fact(exported, places, files) for exported in chosen],
        "conflicts": _conflicts(store, chosen),
        "sources": articles.collect([rows[path] for path in cited], places),
    }


def _uses(chosen: Iterable[ExportedFact], predicate: str) -> bool:
    return any(fact.fact.predicate == predicate for fact in chosen)


def _predicate(words: PredicateRow) -> dict[str, Any]:
    """The words of a relation, `from` the object's side the inverse ones."""
    return {
        "zh": words.zh, "en": words.en, "symmetric": bool(words.symmetric),
        "inverse_zh": words.inverse_zh or words.zh, "inverse_en": words.inverse_en or words.en,
    }  # fmt: skip


def _names(store: Store, exported: ExportedNode) -> list[tuple[str, str]]:
    """The names of an entity, the canonical one first, each with the form in which it is looked up."""
    rows = store.rows("SELECT text, folded FROM name WHERE entity = ? ORDER BY canonical DESC, text", exported.node.n)
    return [(row["text"], row["folded"]) for row in rows]


def _node(store: Store, exported: ExportedNode, names: list[tuple[str, str]]) -> dict[str, Any]:
    node = exported.node
    spellings = store.rows("SELECT folded FROM spelling WHERE entity = ? ORDER BY folded", node.n)
    mentions = store.rows("SELECT count(*) FROM mention WHERE entity = ?", node.n)[0][0]
    return {
        "id": node.id, "type": node.type, "kind": node.kind, "name": node.name,
        "names": [[text] if text == key else [text, key] for text, key in names],
        "spellings": [row["folded"] for row in spellings],
        "mentions": mentions, "files": len(exported.sources),
    }  # fmt: skip


def _fact(exported: ExportedFact, places: Mapping[int, int], files: Mapping[str, int]) -> dict[str, Any]:
    fact = exported.fact
    said = [stated.said for stated in exported.statements]
    literal = fact.value if exported.predicate.value == "date" else None
    statements = [
        {
            "qualifiers": dict(one.qualifiers), "certainty": one.certainty, "by": one.attributed_to,
            "rule": one.rules[0], "dates": _dates(one, literal),
            "citations": [[files[c.file], c.start, c.end, c.line, c.column, c.quote] for c in one.citations],
        }
        for one in said
    ]  # fmt: skip
    made: dict[str, Any] = {"id": fact.id, "subject": places[fact.subject.n], "predicate": fact.predicate}
    made |= {"value": fact.value} if fact.object is None else {"object": places[fact.object.n]}
    return made | {"sources": exported.sources, "variants": _variants(said), "statements": statements}


def _dates(said: Said, literal: str | None) -> list[str]:
    """The first and the last date that a statement gives, ISO 8601; nothing where it gives none."""
    dates = [value for key, value in said.qualifiers.items() if key in date_keys()]
    dates += [literal] if literal else []
    return [min(dates), max(dates)] if dates else []


def _variants(said: list[Said]) -> list[dict[str, Any]]:
    """What the statements say together: those that agree are one, the surest and fullest first.

    `statement` is the place of the statement that says it best.
    """
    return [
        {
            "qualifiers": dict(one.qualifiers), "certainty": one.certainty, "by": one.attributed_to,
            "statement": next(i for i, s in enumerate(said) if s.citations[0] == one.citations[0]),
        }
        for one in agree(said)
    ]  # fmt: skip


def _conflicts(store: Store, chosen: list[ExportedFact]) -> list[dict[str, Any]]:
    """The contradictions of which both sides are in the page; a side is a value, its fact and the statements of it."""
    at = {exported.fact.id: i for i, exported in enumerate(chosen)}
    found = []
    for dispute in disputes(store, only=Filter()):
        if all(side.fact.id in at for side in dispute.sides):
            sides = [
                {
                    "value": side.value,
                    "fact": at[side.fact.id],
                    "statements": [
                        i for i, stated in enumerate(chosen[at[side.fact.id]].statements)
                        if dispute.qualifier is None or stated.said.qualifiers.get(dispute.qualifier) == side.value
                    ],
                }
                for side in dispute.sides
            ]  # fmt: skip
            found.append({"qualifier": dispute.qualifier, "sides": sides})
    return found


def traditional(keys: Iterable[str]) -> str:
    """The traditional characters by which names of these folded forms are asked for, each before its simplified one."""
    used = {character for key in keys for character in key}
    pairs = ((chr(code), fold(chr(code))) for code in _HAN)
    return "".join(one + other for one, other in pairs if one != other and other in used)
