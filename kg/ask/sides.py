"""The sides of a relation: which of them a thing beside its word is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.phrases import Phrase
from kg.ask.query import ENTITIES
from kg.ask.tables import never_what, where_side


def absorb(verb: Phrase, noun: Phrase, side: str) -> Iterator[Phrase]:
    """The relation with the thing on its `side` (left or right) as one of its own sides."""
    noun, extra = _plain(verb, noun)
    if noun.pending or noun.has("tally") or (noun.has("any") and verb.has("asks")):
        return
    if noun.has("what") and verb.atom and any(map(never_what, verb.query.atom(verb.atom).predicates)):
        return
    joined = replace(verb, query=verb.query.joined(noun.query))
    for slot, cost in _slots(verb, noun, side):
        open_ = getattr(verb, slot)
        done = joined.unified(open_, noun.head)
        if done is None:
            continue
        name = min(open_, noun.head)
        types = done.query.vars[name].types or frozenset()
        if noun.has("where") and not verb.has("same") and not types & {"Org", "place"}:
            continue
        odd = unlikely(noun, types) + (0.4 if noun.has("what") and types == {"Person"} else 0)
        odd += 0.3 if noun.has("where") and slot == "agent" and not verb.has("same") else 0
        closed = {slot: ""}
        topic = name if slot == "agent" else done.topic or (name if noun.has("hole") else "")
        yield replace(done, cost=verb.cost + noun.cost + cost + extra + odd, topic=topic, **closed)  # type: ignore[arg-type]


def unlikely(noun: Phrase, types: frozenset[str]) -> float:
    """What it costs that 谁 is no person, or 哪里 no organisation or place."""
    if noun.has("who") and "Person" not in types:
        return 0.2
    if noun.has("where") and not types & {"Org", "place"}:
        return 0.2
    return 0


def _plain(verb: Phrase, noun: Phrase) -> tuple[Phrase, float]:
    """A noun whose relation is the verb's own (带过哪些学生) is only a thing of its type."""
    if not noun.pending:
        return noun, 0
    if noun.atom and verb.atom:
        mine = noun.query.atom(noun.atom)
        if set(mine.predicates) & set(verb.query.atom(verb.atom).predicates):
            query = noun.query.without(noun.atom)
            query = replace(query, vars={n: v for n, v in query.vars.items() if n != noun.pending})
            return replace(noun, query=query, pending="", atom=""), 0.1
    return noun, 0


def _slots(verb: Phrase, noun: Phrase, side: str) -> Iterator[tuple[str, float]]:
    def fits(slot: str) -> bool:
        open_ = getattr(verb, slot)
        if not open_:
            return False
        wanted, given = verb.query.vars[open_].types, noun.var.types
        return wanted is None or given is None or bool(wanted & given)

    agent, patient = fits("agent"), fits("patient")
    if noun.has("by"):
        if agent:
            yield "agent", 0
        return
    holder = _holder(verb) if verb.has("same") else ""
    if (noun.has("loc") or noun.has("where")) and verb.has("same"):
        if holder and {"agent": agent, "patient": patient}[holder]:
            yield holder, 0
        elif not noun.has("where"):
            yield from (("agent", 0.1),) if agent else (("patient", 0.4),) if patient else ()
        return
    first, second = ("agent", "patient") if side == "left" else ("patient", "agent")
    if verb.has("passive"):
        first, second = "patient", "agent"
    order = {"agent": agent, "patient": patient}
    if order[first]:
        yield first, 0
    if order[second]:
        # Where only one side can be meant, its place tells nothing.
        dear = 0.1 if holder == first and verb.has("same") else 0.7
        if side == "right" and not verb.patient:
            dear = 0.05
        elif side == "right" and not order[first] and not _literal(verb):
            dear = 0.45  # who does it seldom stands behind
            yield second, dear
            return
        open_behind = side == "right" and verb.patient and not _literal(verb)
        yield second, dear if order[first] or open_behind else 0.05


def _literal(verb: Phrase) -> bool:
    """Whether the relation is an attribute."""
    types = verb.query.vars[verb.query.atom(verb.atom).object].types
    return types is not None and not types & ENTITIES


def _holder(verb: Phrase) -> str:
    """The open side of a relation between things of one type that a place is (在X中提出): agent, patient, or none."""
    atom = verb.query.atom(verb.atom)
    side = where_side(atom.predicates[0])
    var = {"subject": atom.subject, "object": atom.object}.get(side, "")
    return "agent" if var and var == verb.agent else "patient" if var and var == verb.patient else ""
