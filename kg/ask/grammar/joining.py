"""Several things and several relations: lists, pairs, clauses, exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.grammar.small import is_word
from kg.ask.phrases import Phrase
from kg.ask.qualifying import asking
from kg.ask.query import Var
from kg.ask.sides import absorb


def lists(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """A和B, A或B; 谁和A; 本科和硕士."""
    if left.cat == "F" and is_word(right, "and", "or"):
        yield left.plus(0, cat="F和")
    if left.cat == "F和" and right.cat == "F" and {t.key for t in left.tests} == {t.key for t in right.tests}:
        yield right.plus(left.cost, tests=(*left.tests, *right.tests))
    if left.cat == "N" and is_word(right, "and"):
        yield left.plus(0, cat="N和")
    if left.cat == "N" and is_word(right, "or"):
        yield left.plus(0, cat="N或")
    if left.cat in {"N和", "N或"} and right.cat == "N":
        one, other = left.var, right.var
        if one.nodes and other.nodes and one.types == other.types and not left.query.atoms and not right.query.atoms:
            if left.cat == "N和":
                var = replace(one, every=(*one.every, other.nodes, *other.every), text=f"{one.text} + {other.text}")
            else:
                var = replace(one, nodes=(*one.nodes, *other.nodes), text=f"{one.text} / {other.text}")
            query = replace(left.query, vars={left.head: var})
            yield left.plus(right.cost, cat="N", query=query)
            if left.cat == "N和" and not one.every:
                # A和B是同学: each is the other's.
                yield left.joined(right, cat="N", pending=right.head, flags=left.flags | {"pair"})
        if left.has("loose") and right.has("loose") and not left.has("hole") and one.types and other.types:
            # 哪些模型或算法: either will do.
            kinds = one.kinds | other.kinds if one.types == other.types else frozenset()
            text = f"{one.text} / {other.text}"
            var = Var(one.types | other.types, kinds, one.also | other.also, text=text)
            yield left.plus(right.cost, cat="N", query=replace(left.query, vars={left.head: var}))


def both_asked(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """训练成本和GPU小时数: two nouns of one owner, each asked for."""
    if left.cat != "N和" or right.cat != "N" or not (left.pending and right.pending) or left.atom == right.atom:
        return
    if left.query.holes or right.query.holes or left.has("symmetric") or right.has("symmetric"):
        return
    done = right.joined(left, cat="V").unified(left.pending, right.pending)
    if done is not None:
        owner = min(left.pending, right.pending)
        query = replace(done.query, holes=(left.head, right.head))
        flags = frozenset({"noun", "asks", "two"})
        yield replace(done, query=query, agent=owner, patient="", head="", pending="", flags=flags).plus(0.1)


def pairs(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """谁和A: two who share what follows; the one is asked for, the other named."""
    if left.cat == "N和" and right.cat == "N" and (left.has("hole") != right.has("hole")):
        hole, known = (left, right) if left.has("hole") else (right, left)
        if known.var.nodes and not known.pending and not hole.pending:
            joined = hole.joined(known, cat="N")
            pair = joined.query.vars[known.head].types
            if hole.var.types is None or (pair and pair & hole.var.types):
                query = replace(joined.query, exclude=(*joined.query.exclude, (hole.head, known.head)))
                yield replace(joined, query=query, pending=known.head, flags=hole.flags | {"pair"})
                both = replace(query, joint=(*query.joint, (hole.head, known.head)))
                yield replace(joined, query=both, cost=joined.cost + 0.1)


def together(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """Two relations about one thing: 毕业于X又参与了Y, interned at X and studied at Y."""
    if left.cat == "V" and is_word(right, "meanwhile"):
        yield left.plus(0, cat="V，", flags=left.flags | {"meanwhile"})
    if left.cat in {"V", "V的"} and is_word(right, "join", "and", "then"):
        yield left.plus(0, cat="V，", flags=left.flags | ({"then"} if right.word == "then" else frozenset()))
    if left.cat == "V，" and is_word(right, "join", "then"):
        yield left.plus(0.01, flags=left.flags | ({"then"} if right.word == "then" else frozenset()))
    if left.cat == "N" and is_word(right, "join") and not left.has("bare"):
        yield left.plus(0.1, cat="N，")
    if is_word(left, "join", "both") and right.cat in {"V", "A", "N", "F"}:
        yield right.plus(0.05, flags=right.flags | ({"parted"} if left.word == "join" else frozenset()))
    if left.cat in {"V", "V，"} and right.cat == "V" and (left.cat == "V，" or not left.has("alone")):
        yield from _both(left, right, cost=0.0 if left.cat == "V，" else 0.8)
    if left.cat in {"V，", "N，"} and right.cat == "V" and right.pending:
        topic = left.topic or left.head
        joined = right.joined(left)
        done = joined.unified(topic, right.pending) if topic else None
        if done is not None:
            yield replace(done, pending="", topic=min(topic, right.pending))
        return
    if left.cat in {"V，", "N，"} and right.cat == "A":
        done = asking(replace(left, cat=left.cat[0]), right)
        if done is not None:
            yield done.plus(right.cost)
    if left.cat == "N，" and right.cat == "V" and left.head:
        for slot in ("agent", "patient"):
            open_ = getattr(right, slot)
            if open_:
                joined = left.joined(right, cat="V")
                done = joined.unified(open_, left.head)
                if done is not None:
                    name = min(open_, left.head)
                    yield replace(
                        done, topic=name, atom=right.atom, key=right.key, head="", pending="", flags=frozenset()
                    )  # fmt: skip
                return


def _both(left: Phrase, right: Phrase, *, cost: float) -> Iterator[Phrase]:
    if left.has("weak") or right.has("weak"):
        strong = right if left.has("weak") else left
        weak = left if left.has("weak") else right
        if len(weak.query.vars) == 2 and not any(v.bound for v in weak.query.vars.values()) and not weak.topic:
            yield strong.plus(weak.cost)
            return
    if left.has("then") and _one_kind(left, right):
        return  # 离开A后加入B: which came after which, the graph does not say
    merged = _merged(left, right)
    if merged is not None:
        yield merged
        return
    flags = (left.flags | right.flags) - {"same", "passive", "symmetric", "weak", "noun"}
    joined = right.joined(left, topic=left.topic or right.topic, flags=flags).plus(cost)
    if left.agent and right.agent:
        done = joined.unified(left.agent, right.agent)
        if done is not None:
            yield replace(done, patient="")
        return
    if left.patient and right.agent and left.has("same") and not left.agent:
        done = joined.unified(left.patient, right.agent)  # 在某人指导下读书: who is taught reads
        if done is not None:
            yield replace(done, patient="").plus(0.05)
    if left.agent and right.topic:
        done = joined.unified(left.agent, right.topic)  # Under whom did X study
        if done is not None:
            yield replace(done, topic=min(left.agent, right.topic))
        return
    # What is asked for is spoken of, rather than what is only named: which algorithm does X use, and who proposed it.
    topics = (*left.query.holes, left.topic)
    if left.has("meanwhile"):
        # Who advised A during his internship: whose it is was named.
        named = [n for n, v in left.query.vars.items() if v.nodes]
        topics = (*named, *topics)
    for topic in dict.fromkeys(topics):
        for slot, more in (("agent", 0.0), ("patient", 0.1)):
            open_ = getattr(right, slot)
            done = joined.unified(topic, open_) if open_ and topic else None
            if done is not None:
                yield replace(done, cost=done.cost + more, topic=min(topic, open_), **{slot: ""})  # type: ignore[arg-type]
                return


def _one_kind(left: Phrase, right: Phrase) -> bool:
    """Whether two relations are of one kind."""
    one = {p for a in left.query.atoms for p in a.predicates}
    return any(p in one for a in right.query.atoms for p in a.predicates)


def _merged(left: Phrase, right: Phrase) -> Phrase | None:
    """拒绝……的offer, 主导……的研发: two words for one relation."""
    if len(left.query.atoms) != 1 or len(right.query.atoms) != 1:
        return None
    one, other = left.query.atoms[0], right.query.atoms[0]
    common = tuple(p for p in one.predicates if p in other.predicates)
    asked = {*left.query.holes, *right.query.holes}
    sides_ = ((one.subject, other.subject), (one.object, other.object))
    both = {**left.query.vars, **right.query.vars}
    if any(pair & asked and any(both[n].bound for n in pair) for pair in map(set, sides_)):
        return None  # what is asked for is not what is named
    if not common or (left.topic and right.topic):
        return None
    joined = right.joined(left).plus(0.1)
    open_sides: dict[str, str] = {}
    for phrase in (left, right):
        for slot in ("agent", "patient"):
            if getattr(phrase, slot):
                open_sides[getattr(phrase, slot)] = slot
    done = joined.unified(one.subject, other.subject)
    done = done.unified(one.object, other.object) if done else None
    if done is None:
        return None
    subject, obj = min(one.subject, other.subject), min(one.object, other.object)
    tests = tuple(dict.fromkeys((*one.tests, *other.tests)))
    query = done.query.without(other.id).with_atom(replace(done.query.atom(one.id), predicates=common, tests=tests))
    query = replace(query, asks=tuple(replace(a, atom=one.id) for a in query.asks))
    still: dict[str, str] = {"agent": "", "patient": ""}
    for mine, theirs, name in ((one.subject, other.subject, subject), (one.object, other.object, obj)):
        if mine in open_sides and theirs in open_sides:
            still[open_sides[mine]] = name
    topic = left.topic or right.topic
    renamed = {one.subject: subject, other.subject: subject, one.object: obj, other.object: obj}
    return replace(
        done, query=query, atom=one.id, agent=still["agent"], patient=still["patient"], key=left.key or right.key,
        topic=renamed.get(topic, topic), flags=(left.flags | right.flags) - {"weak", "implied"},
    )  # fmt: skip


def exceptions(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """除了A, besides A."""
    if is_word(left, "except") and right.cat == "N" and right.var.nodes:
        yield right.plus(0, cat="X")
    if left.cat == "X" and is_word(right, "except-end", "join", "inside"):
        yield left.plus(0)
    for out, rest in ((left, right), (right, left)):
        if out.cat == "X" and rest.cat in {"V", "N"} and rest.query.holes:
            query = rest.query.joined(out.query)
            query = replace(query, exclude=(*query.exclude, (rest.query.holes[0], out.head)))
            yield rest.plus(out.cost, query=query)


def company(left: Phrase, right: Phrase) -> Iterator[Phrase]:
    """Who founded X with Y: somebody else than Y is asked for."""
    if is_word(left, "with", "and") and right.cat == "N" and right.var.nodes:
        yield right.plus(0 if left.word == "with" else 0.1, cat="with N")
    if left.cat == "with N" and right.cat == "V" and right.agent:
        if right.has("symmetric"):
            yield from absorb(right, replace(left, cat="N"), "right")  # 与某人同门
        elif (right.query.vars[right.agent].types or frozenset()) & (left.var.types or frozenset()):
            pair = (right.agent, left.head)
            query = left.query.joined(right.query)
            query = replace(query, exclude=(*query.exclude, pair), joint=(*query.joint, pair))
            yield right.plus(left.cost + 0.05, query=query)
    if left.cat == "V" and right.cat == "with N" and left.query.holes:
        hole = left.query.holes[0]
        if (left.query.vars[hole].types or frozenset()) & (right.var.types or frozenset()):
            query = left.query.joined(right.query)
            pair = (hole, right.head)
            query = replace(query, exclude=(*query.exclude, pair), joint=(*query.joint, pair))
            yield left.plus(right.cost + 0.05, query=query)
