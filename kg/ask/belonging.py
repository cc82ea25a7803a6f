"""Belonging: A的B, by the relation that the noun B names, or by what such a pair says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.phrases import Phrase
from kg.ask.query import Atom
from kg.ask.tables import Genitive, genitives


def possessed(of: Phrase, noun: Phrase, *, cost: float = 0) -> Iterator[Phrase]:
    """`noun` of `of`: a noun's own relation, or what such a pair says."""
    if of.pending:
        return
    joined = replace(noun, query=of.query.joined(noun.query), cost=of.cost + noun.cost + cost)
    if noun.pending:
        done = joined.unified(noun.pending, of.head)
        if done is not None:
            flags = noun.flags - {"bare"} | (of.flags & {"hole"})
            # 谁的学生 asks for a person, not for a school.
            types = done.query.vars[min(noun.pending, of.head)].types or frozenset()
            odd = 0.4 if of.has("who") and "Person" not in types else 0.0
            yield replace(done, pending="", flags=flags, cost=done.cost + odd)
        return
    if noun.var.bound:
        return
    if noun.has("bare") or noun.has("hole"):
        yield from genitive(joined, of.head, noun.head)
    elif noun.is_only("Person") and of.is_only("Org") and of.var.nodes:
        yield from genitive(joined, of.head, noun.head, cost=0.45)  # 某公司的北大校友


def genitive(phrase: Phrase, of: str, head: str, *, cost: float = 0) -> Iterator[Phrase]:
    """The phrase in which `head` belongs to `of` in the way that such pairs do."""
    for line in genitives():
        done = _belongs(phrase, of, head, line)
        if done is not None:
            yield replace(done, cost=done.cost + line.cost + cost, flags=done.flags - {"bare"})
            return


def _belongs(phrase: Phrase, of: str, head: str, line: Genitive) -> Phrase | None:
    owner, thing = phrase.query.vars[of], phrase.query.vars[head]
    if owner.types is None or line.of not in owner.types or (thing.types is not None and line.head not in thing.types):
        return None
    if thing.types is None:
        return None
    if (line.kinds and not line.kinds & owner.kinds) or (line.head_kinds and not line.head_kinds & thing.kinds):
        return None
    query = phrase.query.typed(of, frozenset({line.of}))
    query = query.typed(head, frozenset({line.head})) if query else None
    if query is None:
        return None
    sides = (head, of) if line.side == "subject" else (of, head)
    id_ = f"{min(of, head)}{max(of, head)}g"
    return replace(phrase, query=query.with_atom(Atom(id_, line.predicates, *sides, noun=True)), atom=id_)
