"""Words that say nothing, marks of place and doer, values of qualifiers and questions for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.phrases import Phrase
from kg.ask.qualifying import asking, placed, school_of, tested
from kg.ask.sides import absorb

_PREPOSITIONS = frozenset({"at", "in"})
_SILENT = frozenset({"filler", "aux", "yes-no", "ask-end", "both", "else", "now", "earlier", "first", "with"})
_SKIPPED = frozenset({*_SILENT, *_PREPOSITIONS, "copula", "exist", "during", "the-year"})


def is_word(phrase: Phrase, *classes: str) -> bool:
    """Whether a phrase is a function word of one of these classes."""
    return phrase.cat == "W" and phrase.word in classes


def skip(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """Words that say nothing here."""
    for word, other in ((left, right), (right, left)):
        skipped = word.cat == "W" and other.cat != "W" and word.word in _SKIPPED
        if skipped and (word.word != "earlier" or _elsewhere(word, other, behind=word is right)):
            yield other.plus(_dull(word.word, other.cat))


def _elsewhere(word: Phrase, other: Phrase, *, behind: bool) -> bool:
    """Whether 之前 only says: elsewhere. Before X, or before doing X, is a time that the graph does not know."""
    if other.cat == "N":
        return not other.var.bound or other.is_only("Person")
    return not behind or word.has("last")


def _dull(word: str, beside: str) -> float:
    """How much it costs to pass over a word: what has a meaning of its own costs more."""
    if word in _SILENT:
        return 0.01
    if word in {*_PREPOSITIONS, "during"}:
        return 0.05 if beside in {"V", "F", "A"} else 0.25
    return 0.15 if beside in {"V", "A", "F"} else 0.3


def sides(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A thing beside a relation is one of its sides."""
    if left.cat == "N" and right.cat == "V":
        yield from absorb(right, left, "left")
    if left.cat == "V" and right.cat == "N":
        yield from absorb(left, right, "right")


def marked(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """在X, X里: where. 被X, by X: who does it. of X."""
    if right.cat == "N":
        if left.cat == "W" and left.word in _PREPOSITIONS:
            yield right.plus(left.cost, flags=right.flags | {"loc"})
        if is_word(left, "by"):
            yield right.plus(left.cost, flags=right.flags | {"by"})
        if is_word(left, "of"):
            yield right.plus(left.cost, cat="of N")
    if left.cat == "N" and is_word(right, "inside"):
        yield left.plus(right.cost, flags=left.flags | {"loc"})
    if left.cat == "V" and is_word(right, "by") and left.agent:
        yield left.plus(0.1, flags=left.flags | {"passive"})


def traits(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A value beside a relation is one of its qualifiers; 2024年之后 is a bound."""
    for value, other in ((left, right), (right, left)):
        if value.cat == "F" and other.cat in {"V", "N"} and other.atom:
            done = tested(other, value.tests)
            if done is not None:
                yield done.plus(value.cost + (0 if other.cat == "V" else 0.05 if value is left else 0.1))
    if left.cat == "V的" and right.cat == "F":
        done = tested(left, right.tests)  # 在哪里读的博士
        if done is not None:
            yield done.plus(right.cost, cat="V")
    if left.cat == "F" and right.cat == "F":
        yield left.plus(right.cost, tests=(*left.tests, *right.tests))
    if left.cat == "F" and is_word(right, "possess", "the-year", "during", "inside"):
        yield left.plus(0.05)
    if left.cat == "F" and left.tests[0].key == "date":
        op = {"after": ">=", "before": "<"}.get(right.word if right.cat == "W" else "")
        if op:
            yield left.plus(0, tests=(replace(left.tests[0], op=op),))
    if right.cat == "F" and right.tests[0].key == "date":
        op = {"after-front": ">=", "before-front": "<"}.get(left.word if left.cat == "W" else "")
        if op:
            yield right.plus(0, tests=(replace(right.tests[0], op=op),))
    if is_word(left, "possess") and right.cat == "F":
        # 潘某的博士是在哪里读的: the value belongs to the relation that follows.
        yield right.plus(0.2, flags=right.flags | {"of"})
    if left.cat == "F" and right.cat == "N":
        done = school_of(left, right, right.head)
        if done is not None:
            yield done.plus(left.cost)


def asked(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """什么时候 beside a relation asks for its date, 几等奖 for its grade."""
    for wanted, other in ((left, right), (right, left)):
        if wanted.cat == "A" and other.cat in {"V", "N"}:
            done = asking(other, wanted)
            if done is not None:
                yield done.plus(wanted.cost + (0 if other.cat == "V" else 0.2))
    if left.cat == "V的" and right.cat == "A":
        done = asking(left, right)  # 读的什么专业
        if done is not None:
            yield done.plus(right.cost, cat="V")
    if left.cat == "A" and is_word(right, "possess"):
        yield left.plus(0.05)
    for thing, verb in ((left, right), (right, left)):
        if thing.cat == "N" and verb.cat == "V":
            done = placed(verb, thing)
            if done is not None:
                yield done.plus(thing.cost + 0.1)
