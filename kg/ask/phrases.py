"""Phrases: stretches of a question that mean something, and what each of its tokens may be.

Categories: `N` a thing, `V` a relation whose sides may be open, `F` values of qualifiers, `A` a qualifier that is asked
for, `W` a function word; and what a function word makes of a phrase: `N的` a possessor, `V的` what a relation
describes, `N是` one side of an equation, `N有`, `N和`, `of N`, `N who`, `X` an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg import ontology
from kg.ask.lexicon import Hole, Literal, Noun, Relation, Trait, Word
from kg.ask.query import Ask, Atom, Query, Test, Var
from kg.ask.tables import implied, tests_of
from kg.ask.tokens import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a question with what it means.

    `head` is an `N`'s variable; `agent` and `patient` a `V`'s open sides, `topic` its subject once it has one; `atom`
    the relation that a qualifier beside the phrase belongs to; `pending` the side of a noun's relation that is not yet
    named (学生: whose?). `tests` are the values of an `F`, `key` what an `A` asks for, `word` a `W`'s class.
    """

    cat: str
    cost: float
    query: Query = field(default_factory=Query)
    head: str = ""
    agent: str = ""
    patient: str = ""
    topic: str = ""
    atom: str = ""
    key: str = ""
    pending: str = ""
    tests: tuple[Test, ...] = ()
    flags: frozenset[str] = frozenset()
    word: str = ""

    def has(self, flag: str) -> bool:
        """Whether a flag is set."""
        return flag in self.flags

    def plus(self, cost: float, **changes: object) -> Phrase:
        """The phrase with changes, costlier."""
        return replace(self, cost=self.cost + cost, **changes)  # type: ignore[arg-type]

    def is_only(self, type_: str) -> bool:
        """Whether the head can be nothing but of `type_`."""
        return self.var.types == frozenset({type_})

    @property
    def var(self) -> Var:
        """The head's variable."""
        return self.query.vars[self.head]

    def joined(self, other: Phrase, **changes: object) -> Phrase:
        """The phrase with another's meaning and cost added to its own."""
        query = self.query.joined(other.query)
        return replace(self, query=query, cost=self.cost + other.cost, **changes)  # type: ignore[arg-type]

    def unified(self, one: str, other: str) -> Phrase | None:
        """The phrase in which two of its variables are one; None where they cannot be."""
        name, gone = sorted((one, other))
        query = self.query.unify(name, gone)
        if query is None:
            return None

        def named(var: str) -> str:
            return name if var == gone else var

        return replace(
            self, query=query, head=named(self.head), agent=named(self.agent), patient=named(self.patient),
            topic=named(self.topic), pending=named(self.pending),
        )  # fmt: skip


def lexical(token: Token, number: int) -> Iterator[Phrase]:
    """Everything that the token in place `number` may be."""
    name = f"v{number:02d}"
    for i, named in enumerate(token.names):
        kinds = frozenset(filter(None, [named.kind]))
        var = Var(frozenset({named.type}), kinds=kinds, nodes=named.nodes, text=named.name)
        yield Phrase("N", 0.3 * i, Query({name: var}), head=name)
    for entry in token.entries:
        match entry:
            case Word():
                yield Phrase("W", 0, word=entry.cls)
            case Noun():
                bars = tuple(Test(key.rstrip("!"), "!=" if key.endswith("!") else "=", v) for key, v in entry.bars)
                var = Var(entry.types, entry.kinds, entry.also, bars=bars, text=token.text)
                yield Phrase("N", 0.1, Query({name: var}), head=name, flags=frozenset({"bare", "loose"}))
            case Literal():
                var = Var(frozenset({entry.type}), values=(token.text, *entry.values), text=token.text)
                yield Phrase("N", 0.2, Query({name: var}), head=name, flags=frozenset({"literal"}))
            case Relation():
                yield from relation(entry, name, token.text)
            case Hole():
                yield from _hole(entry, name)
            case Trait():
                yield from _trait(entry, name)


def relation(entry: Relation, name: str, text: str = "") -> Iterator[Phrase]:
    """The phrase that a word for a relation is; `name` is the beginning of its variables' names, `text` the word."""
    known = ontology.load()
    predicates = [known.predicates[p] for p in entry.predicates]
    subject = frozenset(t for p in predicates for t in p.subject)
    value = frozenset({"number", "amount"}) if predicates[0].value in {"number", "amount"} else None
    literal = predicates[0].value
    obj = value or (frozenset({literal}) if literal else frozenset(t for p in predicates for t in p.object))
    one, other = name + "s", name + "o"
    vars_ = {one: Var(subject), other: Var(obj, kinds=entry.kinds)}
    tests = tests_of(entry.set)
    atom = Atom(name, entry.predicates, one, other, tests, noun=entry.form == "subject")
    query = Query(vars_, (atom,))
    flags = {"weak"} if entry.weak else set()
    if subject & obj:
        flags.add("same")
    if any(p.symmetric for p in predicates):
        flags.add("symmetric")
    if dict(entry.set).keys() & {"role"} and entry.form == "subject":
        flags.add("role")
    if entry.form in {"verb", "event"}:
        if entry.form == "event":
            flags.add("noun")
        agent, patient = (other, one) if entry.agent == "object" else (one, other)
        yield Phrase(
            "V", entry.cost, query, agent=agent, patient=patient, atom=name, key=entry.key, flags=frozenset(flags)
        )  # fmt: skip
    elif entry.form == "ask":
        query = replace(query, asks=(Ask(name, entry.key),))
        yield Phrase(
            "V", entry.cost, query, agent=one, patient=other, atom=name, flags=frozenset({"noun", "asks", *flags})
        )  # fmt: skip
    else:
        head, pending = (one, other) if entry.form == "subject" else (other, one)
        query = replace(query, vars={**vars_, head: replace(vars_[head], text=text)})
        yield Phrase(
            "N", entry.cost, query, head=head, pending=pending, atom=name, flags=frozenset({"bare", *flags})
        )  # fmt: skip


def _hole(entry: Hole, name: str) -> Iterator[Phrase]:
    if entry.form == "which":
        yield Phrase("W", 0, word="which")
    elif entry.form == "count":
        yield Phrase("W", 0, word="count")
        var = Var(frozenset({"number", "amount"}))
        yield Phrase("N", 0.2, Query({name: var}, holes=(name,)), head=name, flags=frozenset({"bare", "hole"}))
        query = Query({name: Var()}, holes=(name,), counted=True)  # ……的有几位
        yield Phrase("N", 0.5, query, head=name, flags=frozenset({"bare", "hole", "tally"}))
    elif entry.form == "whose":
        var = Var(entry.types)
        query = Query({name: var}, holes=(name,))
        yield Phrase("N的", entry.cost, query, head=name, flags=frozenset({"hole", "who"}))
    elif entry.form in {"one", "what"}:
        flags = {"bare", "hole"} | ({"any"} if entry.types is None else set()) | ({"what"} & {entry.form})
        if entry.types and "place" in entry.types and "Org" in entry.types:
            flags.add("where")
        if entry.types and {"Person", "Org"} <= entry.types:
            flags.add("who")
        var = Var(entry.types, entry.kinds)
        yield Phrase("N", entry.cost, Query({name: var}, holes=(name,)), head=name, flags=frozenset(flags))
    elif entry.form in {"date", "qualifier"}:
        yield Phrase("A", entry.cost, key=entry.key or "", flags=frozenset({entry.form}))
    else:
        yield from _asked_attribute(entry, name)


def _asked_attribute(entry: Hole, name: str) -> Iterator[Phrase]:
    """多少GPU小时, how many papers: what is counted names the attribute; or the things themselves are counted."""
    for phrase in relation(Relation("verb", (entry.key,), "subject"), name):
        query = replace(phrase.query, holes=(phrase.patient,))
        yield replace(phrase, query=query, patient="", cost=entry.cost, flags=frozenset({"asked"}))
    if entry.types:
        query = Query({name: Var(entry.types)}, holes=(name,), counted=True)
        yield Phrase("N", 0.3, query, head=name, flags=frozenset({"bare", "hole"}))


def _trait(entry: Trait, name: str) -> Iterator[Phrase]:
    if entry.key == "degree" and entry.use in {"stage", "student"}:
        # 读博: the word holds the verb. 博士生: who studies somewhere.
        form = "verb" if entry.use == "stage" else "subject"
        for degree in entry.values[:1]:
            word = Relation(form, implied(entry.key), "subject", ((entry.key, degree),), cost=0.2)
            yield from relation(word, name)
    if entry.use != "stage":
        yield Phrase(
            "F", 0.15 if entry.use == "student" else 0, tests=tuple(Test(entry.key, entry.op, v) for v in entry.values)
        )
