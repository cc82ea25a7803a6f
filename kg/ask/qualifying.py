"""Qualifiers of a relation: what a value beside it tells, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import ontology
from kg.ask.lexicon import Relation
from kg.ask.phrases import Phrase, relation
from kg.ask.query import Ask, Atom, Test
from kg.ask.tables import adjunct, implied, kinds_of_advice


def accepts(atom: Atom, key: str) -> bool:
    """Whether a relation has the qualifier `key`: `date` stands for any date."""
    known = ontology.load()
    for name in atom.predicates:
        predicate = known.predicates[name]
        if key in predicate.qualifiers:
            return True
        if key == "date" and (predicate.value == "date" or "date" in predicate.qualifiers.values()):
            return True
    return False


def _may_be(atom: Atom, test: Test) -> bool:
    """Whether a qualifier of the relation may have the value: a post is no part in a project."""
    known = ontology.load()
    for name in atom.predicates:
        allowed = known.predicates[name].qualifiers.get(test.key)
        if allowed is not None and (isinstance(allowed, str) or test.value in allowed):
            return True
    return False


def tested(phrase: Phrase, tests: tuple[Test, ...]) -> Phrase | None:
    """The phrase with conditions on the qualifiers of its relation; None where it has no such qualifier."""
    if not phrase.atom:
        return None
    atom = phrase.query.atom(phrase.atom)
    told: list[Test] = []
    cost = 0.0
    for test in tests:
        if test.key == "date":
            if not accepts(atom, "date"):
                return None
            told.append(replace(test, key=phrase.key))
        elif accepts(atom, test.key) and _may_be(atom, test):
            told.append(test)
        elif test.value in kinds_of_advice() and accepts(atom, kinds_of_advice()[test.value].key):
            told.append(kinds_of_advice()[test.value])
            cost = 0.4  # 周某博士的学生: a form of address, rather
        else:
            return None
    return replace(
        phrase, cost=phrase.cost + cost, query=phrase.query.with_atom(replace(atom, tests=(*atom.tests, *told)))
    )


def asking(phrase: Phrase, asked: Phrase) -> Phrase | None:
    """The phrase with a qualifier of its relation asked for; None where it has no such qualifier."""
    if not phrase.atom:
        return None
    atom = phrase.query.atom(phrase.atom)
    if asked.has("date"):
        if not accepts(atom, "date"):
            return None
        known = ontology.load().predicates
        if any(known[p].value == "date" for p in atom.predicates):
            if phrase.query.vars[atom.object].bound or atom.object in phrase.query.holes:
                return None
            query = replace(phrase.query, holes=(*phrase.query.holes, atom.object))
            return replace(phrase, query=query, patient="" if phrase.patient == atom.object else phrase.patient)
        query = replace(phrase.query, asks=(*phrase.query.asks, Ask(atom.id, phrase.key)))
        return replace(phrase, query=query)
    if not accepts(atom, asked.key):
        return None
    return replace(phrase, query=replace(phrase.query, asks=(*phrase.query.asks, Ask(atom.id, asked.key))))


def implied_verb(phrase: Phrase, number: int) -> Iterator[Phrase]:
    """A value or a question of a qualifier that stands for the relation as well: 博士, 什么职务."""
    key = phrase.key if phrase.cat == "A" else phrase.tests[0].key if phrase.tests else ""
    if key in {"", "date", "place"} or phrase.has("date"):
        return
    predicates = implied(key)
    if not predicates:
        return
    for verb in relation(Relation("verb", predicates, "subject"), f"v{number:02d}i"):
        done = asking(verb, phrase) if phrase.cat == "A" else tested(verb, phrase.tests)
        if done is not None:
            yield done.plus(phrase.cost + 0.9, flags=done.flags | {"implied"})


def placed(verb: Phrase, noun: Phrase) -> Phrase | None:
    """The relation with a thing that asks for one of its qualifiers (因哪篇论文获奖); None where it is none."""
    if not verb.atom or not noun.has("hole") or noun.query.atoms:
        return None
    for predicate in verb.query.atom(verb.atom).predicates:
        for type_ in sorted(noun.var.types or ()):
            key = adjunct(predicate, type_)
            if key:
                return asking(verb, Phrase("A", 0, key=key))
    return None


def school_of(value: Phrase, noun: Phrase, number: str) -> Phrase | None:
    """本科学校: the degree tells what the person had to do with the place."""
    if value.tests[0].key != "degree" or noun.pending or not noun.has("bare") or not noun.is_only("Org"):
        return None
    made = next(relation(Relation("object", implied("degree"), cost=noun.cost), f"{number}k"))
    atom = made.query.atom(made.atom)
    joined = replace(made, query=made.query.joined(noun.query).with_atom(replace(atom, tests=value.tests)))
    return joined.unified(made.head, noun.head)
