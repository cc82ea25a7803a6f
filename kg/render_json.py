"""Answers as JSON values, for `--json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.query import Card, CardFact, Cited, FactRow, Joined, Node, Said, Who


def node_json(node: Node) -> dict[str, Any]:
    """An entity as `{"id", "type", "name"}`."""
    return {"id": node.id, "type": node.type, "name": node.name}


def cited_json(cited: Cited) -> dict[str, Any]:
    """A citation; `marks` are the stretches of the quote that name subject or object."""
    return {
        "file": cited.file, "line": cited.line, "column": cited.column,
        "start": cited.start, "end": cited.end, "quote": cited.quote, "marks": [list(mark) for mark in cited.marks],
    }  # fmt: skip


def who_json(asked: str, answers: Iterable[Who]) -> dict[str, Any]:
    """The likeliest entity and its people; other entities of that name stand under `more`, in the same form."""
    first, *others = [
        {
            "query": asked,
            "entity": node_json(who.entity),
            "people": [_joined(j) for g in who.groups for j in g.people],
            "left": {group.en: group.left for group in who.groups if group.left},
        }
        for who in answers
    ]
    return {**first, "more": others} if others else first


def _joined(joined: Joined) -> dict[str, Any]:
    return {
        "id": joined.person.id,
        "name": joined.person.name,
        "predicate": joined.predicate,
        "direction": joined.direction,
        "qualifiers": dict(joined.said.qualifiers),
        "certainty": joined.said.certainty,
        "attributed_to": joined.said.attributed_to,
        "unit": node_json(joined.unit) if joined.unit else None,
        "via": node_json(joined.via) if joined.via else None,
        "citations": [cited_json(c) for c in joined.said.citations],
    }


def _entity_json(card: Card) -> dict[str, Any]:
    more: dict[str, Any] = {"kind": card.entity.kind, "aliases": list(card.aliases), "sources": list(card.sources)}
    return node_json(card.entity) | more | {"files": card.files, "mentions": card.mentions}


def show_json(asked: str, cards: Iterable[Card]) -> dict[str, Any]:
    """The likeliest entity's card; other entities of that name stand under `more`, in the same form."""
    first, *others = [
        {
            "query": asked,
            "entity": _entity_json(card),
            "facts": [_card_fact(fact, card.entity) for fact in card.facts],
            "left": {en: count for (_, en), count in card.left.items()},
        }
        for card in cards
    ]  # fmt: skip
    return {**first, "more": others} if others else first


def _card_fact(card: CardFact, entity: Node) -> dict[str, Any]:
    other = card.fact.other(entity)
    return {
        "id": card.fact.id,
        "predicate": card.fact.predicate,
        "direction": card.direction,
        "other": node_json(other) if other else {"value": card.fact.value},
        "conflicts": list(card.conflicts),
        "statements": [said_json(said) for said in card.said],
    }  # fmt: skip


def triple_json(fact: FactRow) -> dict[str, Any]:
    """A fact without what says so."""
    return {
        "id": fact.id, "subject": node_json(fact.subject), "predicate": fact.predicate,
        "object": node_json(fact.object) if fact.object else {"value": fact.value},
    }  # fmt: skip


def fact_json(fact: FactRow, said: Iterable[Said]) -> dict[str, Any]:
    """A fact with what says so."""
    return {**triple_json(fact), "statements": [said_json(one) for one in said]}


def said_json(said: Said) -> dict[str, Any]:
    """What one statement, or several that agree, say."""
    return {
        "qualifiers": dict(said.qualifiers), "certainty": said.certainty, "attributed_to": said.attributed_to,
        "rules": list(said.rules), "citations": [cited_json(c) for c in said.citations],
    }  # fmt: skip
