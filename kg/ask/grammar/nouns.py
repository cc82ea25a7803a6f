"""Nouns: what belongs to what, what a relation describes, two nouns for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.belonging import genitive, possessed
from kg.ask.grammar.small import is_word
from kg.ask.phrases import Phrase
from kg.ask.qualifying import tested
from kg.ask.query import Atom, Test
from kg.ask.sides import absorb, unlikely
from kg.ask.tables import contexts_of, kinds_of_advice

_COUNTED = (frozenset({"Work"}), frozenset({"Person"}))  # what attributes tell the number of


def possession(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A的B, A's B, the B of A, B at A."""
    if left.cat == "N" and is_word(right, "possess"):
        yield left.plus(0, cat="N的")
    if left.cat == "N的" and right.cat == "N":
        yield from possessed(left, right)
    if left.cat == "N的" and right.cat == "V":
        for done in absorb(right, left, "left"):
            yield done.plus(0 if right.has("noun") else 0.15)
    if left.cat == "N" and right.cat == "N" and not right.has("hole"):
        # 某公司创始人, Acme researchers: nothing between them.
        yield from possessed(left, right, cost=0.25 if not left.has("hole") or left.has("loc") else 0.6)
    if left.cat == "N" and right.cat == "of N":
        yield from possessed(replace(right, cat="N"), left)
    if left.cat == "N" and left.has("bare") and right.cat == "N" and right.has("by"):
        yield from possessed(right, left, cost=0.1)  # papers by X
    if left.cat == "N" and left.pending and right.cat == "N有":
        yield from possessed(replace(right, cat="N"), left, cost=0.05)  # what subsidiaries does X have
    if left.cat == "V" and left.has("noun") and right.cat == "of N":
        yield from absorb(left, replace(right, cat="N"), "right")
    if left.cat == "N" and left.has("loc") and left.var.nodes and left.is_only("Org") and right.cat == "V":
        who = right.agent or right.topic
        if who and right.query.vars[who].types == frozenset({"Person"}):
            # 在某公司主导了哪个模型: who did it belongs there.
            joined = right.joined(left)
            for done in genitive(joined, left.head, who, cost=0.4):
                yield replace(done, atom=right.atom, flags=right.flags)
    for here, thing in ((left, right), (right, left)):
        if here.cat == thing.cat == "N" and here.has("loc") and not here.has("hole") and not thing.has("loc"):
            yield from _at(here, thing)


def _at(here: Phrase, thing: Phrase) -> Iterator[Phrase]:
    """谁在某公司, who at Acme: people who belong there; contributors to X."""
    if thing.pending:
        yield from possessed(here, thing, cost=0.1)
    if thing.has("hole") and not here.var.bound and not here.pending and here.query.atoms:
        joined = thing.joined(here).plus(0.1)
        done = joined.unified(here.head, thing.head)  # ……的人里谁
        if done is not None:
            yield done
    elif not thing.var.bound and not thing.pending:
        joined = thing.joined(here)
        yield from genitive(joined, here.head, thing.head, cost=0.3)


def complements(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """在哪里读的大学: the noun after the verb says what kind of place is asked for."""
    if left.cat == "V" and right.cat == "N" and right.has("bare") and not right.has("hole") and left.atom:
        value = left.query.vars[left.query.atom(left.atom).object].types or frozenset()
        counted = value <= {"number", "amount"} and right.var.types in _COUNTED
        if left.has("asked") or counted:
            yield left.plus(0.05)  # 多少篇CCF-A类论文: the noun is what is counted
    if left.cat in {"V", "V的"} and right.cat == "N" and right.has("loose") and not right.has("hole") and left.atom:
        atom = left.query.atom(left.atom)
        place = left.query.vars[atom.object]
        if atom.object not in {left.agent, left.patient} and not place.kinds and not place.bound:
            joined = left.joined(right, cat="V").plus(0.2)
            done = joined.unified(atom.object, right.head)
            if done is not None:
                yield done


def contexts(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """某人在某公司的导师: where tells which of them."""
    if left.cat == right.cat == "N" and _person_at(left, right):
        yield left.joined(right, cat="N在N", topic=right.head).plus(0.35)
    if left.cat == "N在N" and is_word(right, "possess"):
        yield left
    if left.cat == "N在N" and right.cat == "N" and right.pending and right.atom:
        joined = right.joined(left)
        done = joined.unified(right.pending, left.head)
        if done is None:
            return
        done = replace(done, pending="", flags=done.flags - {"bare"})
        for i, context in enumerate(contexts_of(right.query.atom(right.atom).predicates)):
            subject = done.head if context.whose == "head" else min(left.head, right.pending)
            atom = Atom(f"{right.atom}c", context.relations, subject, left.topic, context.own)
            one = replace(done, query=done.query.with_atom(atom))
            told = tested(one, context.told)
            if told is not None:
                yield told.plus(0.03 * i)


def whereabouts(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """某人在哪家公司, is X at Y: a person and a place with no verb."""
    if left.cat not in {"N", "N是"} or right.cat != "N" or not right.has("loc") or left.has("loc"):
        return
    if left.query.atoms or not left.var.nodes or not left.is_only("Person") or "Org" not in (right.var.types or ()):
        return
    joined = left.joined(right, cat="V")
    for done in genitive(joined, right.head, left.head, cost=0.45):
        atom = done.query.atom(done.atom)
        if right.has("hole") and "studied_at" not in atom.predicates:
            atom = replace(atom, predicates=(atom.predicates[0],))
        query = done.query.with_atom(atom)
        yield replace(done, query=query, topic=left.head, head="", flags=frozenset({"alone"}))


def _person_at(who: Phrase, where: Phrase) -> bool:
    """Whether a person is named, and the organisation where he did something."""
    named = bool(who.var.nodes and where.var.nodes) and not who.query.atoms
    return named and where.has("loc") and not who.has("loc") and who.is_only("Person") and where.is_only("Org")


def described(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """在X实习过的人, people who interned at X: a relation with an open side describes what is beside it."""
    if left.cat == "V" and is_word(right, "possess"):
        yield left.plus(0, cat="V的")
    if left.cat == "V的" and right.cat == "N" and not right.has("parted"):
        yield from filled(left, right)
    if left.cat == "N" and is_word(right, "relative"):
        yield left.plus(0, cat="N who")
    if left.cat == "N who" and right.cat == "V":
        yield from filled(right, left, cost=0.05)
    if left.cat == "N" and left.has("bare") and not left.has("hole") and right.cat == "V" and not right.has("noun"):
        yield from filled(right, left, cost=0.25)  # models developed by X


def filled(verb: Phrase, noun: Phrase, *, cost: float = 0) -> Iterator[Phrase]:
    """The noun that a relation with an open side describes."""
    joined = noun.joined(verb, cat="N", flags=noun.flags - {"bare"}).plus(cost)
    for slot, more in (("agent", 0.0), ("patient", 0.1 if verb.agent else 0.0)):
        open_ = getattr(verb, slot)
        if open_:
            done = joined.unified(open_, noun.head)
            if done is not None:
                atom = noun.atom or verb.atom
                types = done.query.vars[done.head].types or frozenset()
                yield replace(done, atom=atom, cost=done.cost + more + unlikely(noun, types))
                if done.pending:
                    yield replace(done, atom=atom, cost=done.cost + more + 0.4, pending="")
    if noun.pending and verb.topic and verb.atom:
        # 某人实习时的导师: whose is who did it, and what it was tells which.
        done = joined.unified(noun.pending, verb.topic)
        if done is not None:
            done = replace(done, pending="")
            told = tested(done, _told_by(verb))
            yield (replace(told, cost=done.cost) if told is not None else done).plus(0.2)


def _told_by(verb: Phrase) -> tuple[Test, ...]:
    """What somebody did tells of the advice that he had then: an internship of its mentor."""
    atom = verb.query.atom(verb.atom)
    kinds = (kinds_of_advice()[n] for n in atom.predicates if n in kinds_of_advice())
    return (*kinds, *(t for t in atom.tests if t.value in kinds_of_advice()))


def headless(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """在X实习过的是谁, 在X实习过的有哪些人: what is described stands for the thing itself."""
    if left.cat == "V的" and (right.cat == "W" and right.word in {"copula", "exist"}):
        cat = "N是" if right.word == "copula" else "N有"
        atom = left.query.atom(left.atom) if left.atom else None
        sides = (left.agent, left.patient, *((atom.object, atom.subject) if atom else ()))
        head = next((n for n in sides if n and not left.query.vars[n].bound and n not in left.query.holes), "")
        if head:
            yield replace(left, cat=cat, head=head, cost=left.cost + 0.2, flags=frozenset({"described"}))


def addressed(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """周某博士, 周某教授: a degree or a post after a name is a form of address."""
    named = left.cat == "N" and left.var.nodes and left.is_only("Person") and not left.query.atoms
    title = right.cat == "F" and len(right.tests) == 1 and right.tests[0].key in {"degree", "role"}
    if named and title and not right.has("of"):
        yield left.plus(right.cost + 0.3)


def appositions(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """导师周某, GRPO算法: two nouns for one thing."""
    if left.cat == right.cat == "N" and not (left.pending or right.pending):
        bound, other = (left, right) if left.var.bound else (right, left)
        if bound.var.nodes and not other.var.bound and not other.has("hole") and not bound.has("loc"):
            if other.query.atoms and other is right:
                return
            joined = bound.joined(other).plus(0.1)
            done = joined.unified(left.head, right.head)
            if done is not None:
                yield replace(done, flags=bound.flags, atom=other.atom)
