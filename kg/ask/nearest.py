"""What a question that has no answer is given instead: facts of what it names, and names like those that it has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ask.lexicon import Hole, Word
from kg.ask.prepare import Question
from kg.ask.query import Query
from kg.ask.tables import sounds
from kg.ask.tokens import Token
from kg.ask.values import Near
from kg.ask.wholes import completed, put
from kg.names import fold, has_han, suggest
from kg.query import node, predicates
from kg.query.rows import FACT, to_fact
from kg.store import Store

_FACTS = 6
# Of an entity with very many facts only some are looked at.
_NEAREST = """
JOIN predicate ON predicate.name = fact.predicate
WHERE fact.n IN (SELECT n FROM (SELECT n FROM fact WHERE subject = ? LIMIT 500)
  UNION SELECT n FROM (SELECT n FROM fact WHERE object = ? LIMIT 500))
ORDER BY fact.predicate IN (SELECT value FROM json_each(?)) DESC, fact.subject <> ?, predicate.position, fact.n LIMIT ?
"""
_LONGEST_GAP = 2
_SHORTEST = 6  # a name in Latin letters of at least so many may be one letter off


def near(store: Store, query: Query) -> tuple[Near, ...]:
    """Facts of the entities that the query names: those of the relations that it asks for first."""
    words = predicates(store)
    asked = json.dumps([p for a in query.atoms for p in a.predicates])
    out = []
    for n in dict.fromkeys(n for var in query.vars.values() for n in var.nodes[:1]):
        rows = store.rows(FACT + _NEAREST, n, n, asked, n, _FACTS)
        facts = tuple((fact, words[fact.predicate]) for fact in map(to_fact, rows))
        out.append(Near(node(store, n), facts))
    return tuple(out[:3])


def unknown_names(store: Store, question: Question, tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are not known, and names of the graph that are like them."""
    pieces: list[Token] = []
    for token in tokens:
        surname = bool(pieces) and len(pieces[-1].text) == 1 and pieces[-1].end == token.start
        if token.known and not (surname and not token.names and not _function(token)):
            continue
        if pieces and token.start - pieces[-1].end <= 1:
            # One character that is known by itself is part of the name that it stands in.
            last = pieces[-1]
            pieces[-1] = replace(last, end=token.end, text=question.text[last.start : token.end])
        else:
            pieces.append(token)
    suggestions: dict[str, None] = {}
    for piece in pieces:
        if len(piece.text) > 1:
            suggestions.update(dict.fromkeys(suggest(store.connection, piece.text, limit=3)))
    return tuple(p.text for p in pieces), tuple(suggestions)[:5]


def _function(token: Token) -> bool:
    return any(isinstance(entry, Word | Hole) for entry in token.entries)


def likely(store: Store, question: Question, tokens: Sequence[Token]) -> tuple[Question, str] | None:
    """The question with its one unknown name put right, and what was taken for what; None where that is not sure.

    A Chinese name may be written with other characters of the same sound, its surname and length kept; one in Latin
    letters may be one letter off. Where two names would do, none is taken.
    """
    found: dict[str, tuple[tuple[int, int], str]] = {}
    for start, end in _windows(question, tokens):
        said = question.text[start:end]
        for name, node_id in _alike(store, said):
            known = found.get(node_id)
            if known is None or end - start > known[0][1] - known[0][0]:
                found[node_id] = (start, end), name
    if not found:
        return completed(store, question, tokens)
    if len(found) != 1:
        return None
    span, name = next(iter(found.values()))
    return put(question, span, name, "which is spelt or sounds alike")


def _windows(question: Question, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches around what is not known that may be a misspelt name."""
    named = {i for token in tokens if token.names for i in range(token.start, token.end)}
    unknown = [token for token in tokens if not token.known]
    for token in unknown:
        if has_han(token.text):
            for size in (4, 3, 2):
                for start in range(max(0, token.end - size), token.start + 1):
                    end = start + size
                    if end <= len(question.text) and not named & set(range(start, end)):
                        yield start, end
    latin = [token for token in unknown if not has_han(token.text)]
    for i, token in enumerate(latin):
        yield token.start, token.end
        for last in latin[i + 1 : i + 3]:
            if last.start - token.end < _LONGEST_GAP:
                yield token.start, last.end


def _alike(store: Store, said: str) -> Iterator[tuple[str, str]]:
    """Names of the graph that `said` may be a slip for, with the ids of their bearers."""
    if has_han(said):
        for sound in sounds(said):
            rows = store.rows(
                "SELECT entity.id, name.text FROM spelling JOIN entity ON entity.n = spelling.entity "
                "JOIN name ON name.entity = entity.n WHERE spelling.folded = ?",
                sound,
            )
            for row in rows:
                if len(row["text"]) == len(said) > 2 and row["text"][0] == said[0]:
                    yield row["text"], row["id"]
        return
    if len(said) < _SHORTEST:
        return
    from rapidfuzz.distance import OSA

    for canonical in suggest(store.connection, said):
        rows = store.rows(
            "SELECT DISTINCT entity.id, other.text FROM entity JOIN name AS other ON other.entity = entity.n "
            "WHERE entity.name = ?",
            canonical,
        )
        for row in rows:
            if row["text"].isascii() and OSA.distance(fold(row["text"]), fold(said)) == 1:
                yield row["text"], row["id"]
