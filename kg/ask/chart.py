"""Reading a question: all phrases that its tokens make, the cheapest of them for the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.ask.grammar import RULES
from kg.ask.lexicon import Hole, Word
from kg.ask.phrases import Phrase, lexical
from kg.ask.qualifying import implied_verb
from kg.ask.query import Atom, Query
from kg.ask.tables import done_jointly
from kg.ask.tokens import Token
from kg.names import has_han

_KEPT = 14  # readings of one stretch that are followed up
_EMPTY = frozenset({"filler", "aux", "yes-no", "ask-end", "pronoun", "both", "else", "now", "earlier"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may ask, and how unlikely it is."""

    query: Query
    cost: float
    by: str = "words"


def readings(tokens: Sequence[Token]) -> list[Reading]:
    """The ways in which all the tokens together can be read, the likeliest first."""
    kept = [t for t in tokens if not _empty(t)]
    if len(kept) < 2 or _before_a_name(kept):
        return []
    chart: dict[tuple[int, int], list[Phrase]] = {}
    for i, token in enumerate(kept):
        last = frozenset({"last"}) if i == len(kept) - 1 else frozenset()
        made = (replace(p, flags=p.flags | last) if p.cat == "W" else p for p in lexical(token, i))
        chart[i, i + 1] = _best([*_with_implied(made, i)])
    for width in range(2, len(kept) + 1):
        for start in range(len(kept) - width + 1):
            end = start + width
            found: list[Phrase] = []
            for middle in range(start + 1, end):
                for left in chart[start, middle]:
                    for right in chart[middle, end]:
                        for rule in RULES:
                            found += rule(left, right)
            chart[start, end] = _best(found)
    out: dict[Query, Reading] = {}
    truth = _whether(tokens)
    asks = any(_asks(t, first=i == 0) for i, t in enumerate(kept))
    result = [r for phrase in chart[0, len(kept)] if (r := _reading(phrase, asks=asks, truth=truth))]
    words = {e.cls for t in tokens for e in t.entries if isinstance(e, Word) and not t.names}
    if words & {"else", "earlier"}:
        result = [replace(r, query=_others(r.query)) for r in result]
    if words & {"each", "both"}:
        result = [replace(r, query=replace(r.query, apart="each" in words)) for r in result]
    if "now" in words:
        result = [replace(r, query=replace(r.query, current=True)) for r in result]
    result = [replace(r, query=replace(r.query, asks=tuple(dict.fromkeys(r.query.asks)))) for r in result]
    for reading in sorted(result, key=lambda r: r.cost):
        key = _key(reading.query)
        if key not in out:
            out[key] = reading  # type: ignore[index]
    return list(out.values())


def _whether(tokens: Sequence[Token]) -> bool:
    """Whether a question asks for no more than yes or no (吗, did X)."""
    first = any(isinstance(e, Word) and e.cls in {"aux", "copula"} for e in tokens[0].entries)
    marks = {"yes-no", "ask-end"}
    return first or any(isinstance(e, Word) and e.cls in marks for t in tokens if not t.names for e in t.entries)


def _before_a_name(tokens: Sequence[Token]) -> bool:
    """Whether the question has before X, with nothing that happened: when X was, nobody can tell."""
    return any(
        after.names and not has_han(token.text) and Word("earlier") in token.entries
        for token, after in pairwise(tokens)
    )


def _asks(token: Token, *, first: bool) -> bool:
    """Whether a token surely asks: who within a sentence may only join."""
    joins = any(isinstance(e, Word) and e.cls == "relative" for e in token.entries)
    return not token.names and any(isinstance(e, Hole) for e in token.entries) and (first or not joins)


def _empty(token: Token) -> bool:
    """Whether a token can only be a word without meaning."""
    return not token.names and all(isinstance(e, Word) and e.cls in _EMPTY for e in token.entries)


def _with_implied(phrases: Iterable[Phrase], number: int) -> Iterable[Phrase]:
    for phrase in phrases:
        yield phrase
        if phrase.cat in {"F", "A"}:
            yield from implied_verb(phrase, number)


def _best(phrases: Iterable[Phrase]) -> list[Phrase]:
    """The cheapest of those that mean the same, then the cheapest of all."""
    cheapest: dict[object, Phrase] = {}
    for phrase in phrases:
        key = (
            phrase.cat, phrase.head, phrase.agent, phrase.patient, phrase.pending, phrase.tests, phrase.key,
            phrase.word, phrase.flags, phrase.atom, _key(phrase.query),
        )  # fmt: skip
        known = cheapest.get(key)
        if known is None or phrase.cost < known.cost:
            cheapest[key] = phrase
    return sorted(cheapest.values(), key=lambda p: p.cost)[:_KEPT]


def _key(query: Query) -> object:
    return (
        tuple(sorted(query.vars.items(), key=lambda item: item[0])), tuple(sorted(query.atoms, key=lambda a: a.id)),
        query.holes, query.asks, query.counted, query.exclude, query.current,
    )  # fmt: skip


def _reading(phrase: Phrase, *, asks: bool, truth: bool) -> Reading | None:
    """The reading that a phrase over the whole question is; None where it leaves something open that must not be.

    `asks`: the question holds a word that asks, so a reading without a hole has lost it; `truth`: it asks whether.
    """
    cost = phrase.cost
    if phrase.cat not in {"N", "V", "V的"} or phrase.pending or phrase.has("wants"):
        return None
    if phrase.has("weak"):
        cost += 0.6
    if phrase.agent:
        cost += 0.3  # nobody does it
    cost += 0.05 * len(phrase.query.atoms)
    query = phrase.query
    if not query.atoms or (asks and not query.holes and not query.asks):
        return None
    if phrase.cat == "N" and not query.holes and not query.asks and not phrase.var.bound:
        query = replace(query, holes=(phrase.head,))  # 某公司的创始人？
        cost += 0.3
    if not query.holes and not query.asks and phrase.patient and not truth:
        query = replace(query, holes=(phrase.patient,))  # 某人毕业于？
        cost += 0.3
    if not query.holes and not query.asks:
        loose = [n for n, v in query.vars.items() if not v.bound and v.text and v.types]
        if loose:
            query = replace(query, holes=(loose[0],))  # 有没有人……
            cost += 0.3
    cost += 0.5 * _misplaced(query)
    joint = {name for pair in query.joint for name in pair}
    if any(joint & {a.subject, a.object} and not all(map(done_jointly, a.predicates)) for a in query.atoms):
        return None
    query = query.together()
    used = {name for atom in query.atoms for name in (atom.subject, atom.object)}
    if any(h not in used for h in query.holes) or not connected(query):
        return None
    if not any(v.bound for n, v in query.vars.items() if n in used) and not any(a.tests for a in query.atoms):
        if query.exclude or not asks:
            return None  # a word alone is no question about everything
        cost += 0.5
    return Reading(replace(query, holes=tuple(sorted(query.holes))), cost)


def _misplaced(query: Query) -> bool:
    """读博期间在哪里实习: what a degree only implies is asked for, and a side of what the verb says is left open."""

    def loose(name: str, atom: Atom) -> bool:
        elsewhere = (a for a in query.atoms if a is not atom)
        held = query.vars[name].bound or name in query.holes
        return not held and not any(name in {a.subject, a.object} for a in elsewhere)

    implied = [a for a in query.atoms if any(t.key == "degree" for t in a.tests) and a.object in query.holes]
    others = [a for a in query.atoms if a not in implied]
    return bool(implied) and any(loose(n, a) for a in others for n in (a.subject, a.object))


def _others(query: Query) -> Query:
    """某公司的创始人还创办了什么: what is named already is not asked for."""
    named = [n for n, v in query.vars.items() if v.nodes]
    pairs = [
        (hole, name) for hole in query.holes for name in named
        if (query.vars[hole].types or frozenset()) & (query.vars[name].types or frozenset())
    ]  # fmt: skip
    return replace(query, exclude=(*query.exclude, *(p for p in pairs if p not in query.exclude)))


def connected(query: Query) -> bool:
    """Whether everything in the query hangs together."""
    if not query.atoms:
        return False
    reached = {query.atoms[0].subject, query.atoms[0].object}
    while True:
        more = {
            n for a in query.atoms if {a.subject, a.object} & reached for n in (a.subject, a.object)
        } - reached  # fmt: skip
        if not more:
            break
        reached |= more
    excluded = {pair[1] for pair in query.exclude}
    return all(name in reached or name in excluded for name in query.vars)
