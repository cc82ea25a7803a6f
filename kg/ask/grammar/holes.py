"""What is asked for, and what is said to be one: 哪些人, A是B, A有B."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.belonging import genitive, possessed
from kg.ask.grammar.nouns import filled
from kg.ask.grammar.small import is_word
from kg.ask.phrases import Phrase
from kg.ask.qualifying import asking
from kg.ask.sides import absorb, unlikely
from kg.ask.tables import asked_by_what, never_what

_AMOUNT = frozenset({"amount", "number"})


def holes(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """哪些人, which university, 几位学生: the noun is asked for, or counted."""
    if is_word(left, "which", "count") and right.cat == "N" and not right.var.bound and not right.has("hole"):
        counted = left.word == "count"
        query = replace(right.query, holes=(*right.query.holes, right.head), counted=right.query.counted or counted)
        # 哪家公司的子公司: the nearest noun is asked for.
        inner = any(v.text and not v.bound for n, v in right.query.vars.items() if n != right.head)
        cost = left.cost + (0 if right.has("bare") else 0.15) + (0.2 if inner else 0)
        yield right.plus(cost, query=query, flags=right.flags | {"hole"})
        if right.pending:
            # 哪位创始人: of anything
            yield right.plus(cost + 0.4, query=query, flags=right.flags | {"hole"}, pending="")
    if is_word(left, "which") and right.cat == "of N" and not right.var.bound:
        query = replace(right.query, holes=(*right.query.holes, right.head))
        yield right.plus(0.1, cat="N", query=query, flags=right.flags | {"hole"})
    if is_word(left, "which", "count") and right.cat == "V" and not right.query.holes:
        # 哪些在X实习过的人: the noun comes after what describes it.
        yield right.plus(left.cost + 0.2, flags=right.flags | {"wants", left.word})


def wanted(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """哪些……的人: the noun that what describes it comes before."""
    if left.cat == "V的" and left.has("wants") and right.cat == "N" and not right.var.bound:
        for done in filled(replace(left, flags=left.flags - {"wants"}), right):
            query = replace(
                done.query, holes=(*done.query.holes, done.head), counted=done.query.counted or left.has("count")
            )
            yield replace(done, query=query, flags=done.flags | {"hole"})


def equations(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A是B: both are one. A有B: B belongs to A, or B says what A is asked for."""
    if left.cat == "N" and is_word(right, "copula"):
        yield left.plus(0, cat="N是")
    if left.cat == "N" and is_word(right, "exist"):
        yield left.plus(0, cat="N有")
    if left.cat in {"N是", "N有"} and right.cat == "N":
        yield from _equal(left, right)
    if left.cat == "N是" and right.cat == "N的" and left.var.bound:
        joined = left.joined(right, cat="V")
        for done in genitive(joined, right.head, left.head, cost=0.1):  # 这个模型是哪家公司的
            yield replace(done, topic=left.head, head="")
    if is_word(left, "copula") and right.cat == "N":
        yield right.plus(0, cat="是N")
    if left.cat == "是N" and right.cat == "N":
        yield from _equal(left, right)
    if left.cat == right.cat == "N" and left.atom and right.has("where") and right.has("loc"):
        yield from _equal(left, right)  # 某人的老家在哪里
    if left.cat == right.cat == "N" and left.atom and right.has("hole") and right.var.types == _AMOUNT:
        yield from _equal(left, right)  # 训练成本多少
    place = left.cat == "N是" and left.has("hole") and "place" in (left.var.types or ())
    if place and right.cat == "N" and right.is_only("Org") and right.var.bound:
        query = left.query.joined(right.query).typed(left.head, frozenset({"place"}))
        if query is not None:
            joined = replace(right, cat="N", query=query, cost=left.cost + right.cost)
            yield from genitive(joined, right.head, left.head, cost=0.2)  # Where is Acme?
    if left.cat == "N有" and right.cat in {"N", "V"}:
        yield from _has(left, right)


def told(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """某人的职务是什么, 某人的本科是哪里, what did X study at Y: a qualifier is asked for, or a side."""
    if left.cat == "V" and left.has("asks") and is_word(right, "copula"):
        yield left.plus(0, cat="V是")
    if left.cat == "V" and left.has("implied") and left.patient and is_word(right, "copula", "in"):
        yield left.plus(0.05, cat="V是")
    any_ = right.has("any") or (left.has("two") and right.has("hole"))
    if left.cat == "V是" and right.cat == "N" and any_ and left.has("asks"):
        yield left.plus(right.cost, cat="V")
    if left.cat == "V是" and right.cat == "N" and right.has("hole") and left.patient:
        yield from absorb(replace(left, cat="V"), right, "right")  # 某人的本科是哪里
    if left.cat == "N是" and left.has("any") and right.cat == "V" and right.has("asks"):
        yield right.plus(left.cost)
    if left.cat == "N" and left.has("any") and right.cat == "V" and right.has("asks"):
        yield right.plus(left.cost + 0.1)
    for thing, verb in ((left, right), (right, left)):
        if thing.cat == "N" and thing.has("any") and verb.cat in {"V", "V的"} and verb.atom and not verb.agent:
            yield from _what(verb, thing.cost)


def _what(verb: Phrase, cost: float) -> Iterator[Phrase]:
    """What did X study at Y: both sides are named, so a qualifier is asked for."""
    atom = verb.query.atom(verb.atom)
    if verb.query.vars[atom.object].bound or any(map(never_what, atom.predicates)):
        for key in asked_by_what(atom.predicates):
            done = asking(verb, Phrase("A", 0, key=key))
            if done is not None:
                yield done.plus(cost + 0.3, cat="V")


def _equal(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    if left.cat == "N有" and (left.var.bound or not (right.has("hole") or left.has("hole"))):
        return
    if left.pending or right.pending:
        yield from _of_peers(left, right)
    if (left.pending and (right.pending or not right.has("hole"))) or (right.pending and not left.has("hole")):
        return
    joined = right.joined(left)
    done = joined.unified(left.head, right.head)
    where = left.has("where") or right.has("where")
    if done is None:
        return
    types = done.query.vars[min(left.head, right.head)].types or frozenset()
    if types & {"Org", "place"} or not where:
        # What is told is a whole sentence: nothing more can be said of it as of a thing.
        name = min(left.head, right.head)
        role = -0.3 if (left.has("role") or right.has("role")) and joined.cost >= 0.3 else 0
        odd = sum(unlikely(side, done.query.vars[name].types or frozenset()) for side in (left, right))
        # 总部在哪里, after a comma: whose it is was said before.
        yield replace(
            done, cat="V", head="", pending=left.pending or right.pending,
            topic="" if left.pending or right.pending else name, atom=right.atom or left.atom,
            cost=done.cost + role + odd, flags=frozenset({"equal"}),
        )  # fmt: skip


def _of_peers(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A和B是同学: the relation of two that are listed."""
    if left.has("pair") and right.pending and right.has("symmetric"):
        joined = right.joined(left)
        one = joined.unified(left.head, right.head)
        both = one.unified(one.pending, left.pending) if one else None
        if both is not None:
            yield replace(both, cat="V", topic=both.head, head="", pending="", flags=frozenset({"equal"}))


def _has(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    if right.cat == "N":
        if left.var.bound or not right.has("who"):  # 某公司的校友有谁 lists them
            yield from possessed(replace(left, cat="N"), right, cost=0.05)
        return
    subject = next((h for h in right.query.holes), right.topic)
    if subject and not right.agent and not left.pending and left.var.bound:
        joined = right.joined(left)
        yield from genitive(joined, left.head, subject, cost=0.15)
