"""Answering a question: read it, run what was read, and say what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import ontology
from kg.ask.chart import Reading, readings
from kg.ask.compose import Composer
from kg.ask.lexicon import Hole, Refused, Word
from kg.ask.nearest import likely, near, unknown_names
from kg.ask.pairs import relation_of_two
from kg.ask.prepare import Question, prepare
from kg.ask.query import Atom, Query, Var
from kg.ask.solve import Solver
from kg.ask.tables import can_be_first, reason_words, words_of_rules
from kg.ask.tokens import Token, tokenize
from kg.ask.values import Answer, Bounds, Reply
from kg.ask.wholes import completed
from kg.ask.wider import above, any_kind, headcount, one_by_one, other_relations, parts
from kg.ask.wording import in_words, notes
from kg.names import has_han
from kg.query import Filter
from kg.store import Store

_CLOSE = 0.36  # a reading that is no less likely than this answers where the likeliest has no answer


def ask(store: Store, asked: str, *, only: Filter | None = None, limit: int = 50) -> Reply:
    """The answer to `asked`, with at most `limit` names or values; `only` narrows facts, statements and answers.

    Raises UsageError for a question that cannot be one: empty, too long, with control characters.
    """
    question = prepare(asked)
    tokens = tokenize(store, question)
    bounds = Bounds(limit, only or Filter())
    reply = _ask(store, question, tokens, bounds)
    if not reply.understood or not any(token.names for token in tokens):
        # Somebody may be called what is a word elsewhere.
        others = tokenize(store, question, names_first=True)
        if others != tokens:
            again = _ask(store, question, others, bounds)
            return again if again.understood else reply
    return reply


def _ask(store: Store, question: Question, tokens: list[Token], bounds: Bounds) -> Reply:
    # Names say nothing about the language of the question.
    spoken = [t.text for t in tokens if not t.names]
    question = replace(question, chinese=any(map(has_han, spoken)) or not spoken)
    related = relation_of_two(store, question, tokens, bounds.only)
    if related is not None:
        return related
    refused = _refused(tokens)
    if refused is not None:
        whole = completed(store, question, tokens)
        again = tokenize(store, whole[0]) if whole else []
        if whole and _refused(again) is None and (found := readings(again)):
            return _answered(store, whole[0], found, bounds, [whole[1]])
        return _not_understood(store, question, tokens, refused)
    if not all(t.known for t in tokens):
        return _with_unknown(store, question, tokens, bounds)
    found = [r for r in readings(tokens) if not _ranks(tokens) or _only_new(r.query)]
    if not found and _ranks(tokens):
        return _not_understood(store, question, tokens, "opinion")
    if not found and _describes(tokens):
        return _not_understood(store, question, tokens, "describe")
    if not found:
        by_rules = _by_rules(question, tokens)
        if by_rules is None:
            return _not_understood(store, question, tokens, None)
        found = [by_rules]
    return _answered(store, question, found, bounds)


def _refused(tokens: Sequence[Token]) -> str | None:
    """Why facts do not answer such a question; a last word 没有 only asks."""
    for i, token in enumerate(tokens):
        if token.names or (i == len(tokens) - 1 and i and any(isinstance(e, Word) for e in token.entries)):
            continue
        for entry in token.entries:
            if isinstance(entry, Refused):
                return entry.reason
    return None


def _by_rules(question: Question, tokens: Sequence[Token]) -> Reading | None:
    """What the rules that read articles make of the question; loaded only where they know its words."""
    if not all(token.known or token.text in words_of_rules() for token in tokens):
        return None
    from kg.ask.by_rules import read_by_rules

    return read_by_rules(question, tokens)


def _ranks(tokens: Sequence[Token]) -> bool:
    """Whether the question says 最早 or first."""
    return any(isinstance(e, Word) and e.cls == "first" for t in tokens if not t.names for e in t.entries)


def _only_new(query: Query) -> bool:
    """Whether first in the question only says that something was new (first introduced in), and ranks nobody."""
    return any(can_be_first(p) and (a.tests or not _people(query, a)) for a in query.atoms for p in a.predicates)


def _people(query: Query, atom: Atom) -> bool:
    return any("Person" in (query.vars[n].types or ()) for n in (atom.subject, atom.object))


def _describes(tokens: Sequence[Token]) -> bool:
    """Whether a question only names something (X是谁, what is X)."""
    rest = [t for t in tokens if not t.names]
    return len(rest) == len(tokens) - 1 and all(any(isinstance(e, Word | Hole) for e in t.entries) for t in rest)


def _answered(
    store: Store, question: Question, found: Sequence[Reading], bounds: Bounds, said: Sequence[str] = ()
) -> Reply:
    solver = Solver(store, bounds.only)
    best = found[0]
    for reading in found:
        if reading.cost > best.cost + _CLOSE or not _no_less(reading.query, best.query):
            continue
        reply = _run(store, solver, question, reading, bounds)
        if reply is not None:
            return replace(reply, notes=(*said, *reply.notes))
        if solver.wide:
            break
        if headcount(reading.query) is not None:
            break  # how many of them the graph knows is no answer to how many there are
    reply = None if solver.wide else _in_part(store, solver, question, best, bounds)
    if reply is not None:
        return replace(reply, notes=(*said, *reply.notes))
    return Reply(
        question.asked, True, in_words(store, best.query), best.by, (), 0, tuple(said),
        reason_words("wide" if solver.wide else "silent", chinese=question.chinese), near(store, best.query), (),
    )  # fmt: skip


def _no_less(other: Query, best: Query) -> bool:
    """Whether a reading asks as much as the best one: it must not be taken for being less exact.

    What a qualifier tells may be missing only where the other's relations have no such qualifier.
    """
    known = ontology.load().predicates
    keys = {key for atom in other.atoms for p in atom.predicates for key in known[p].qualifiers}
    told = {t.value for a in other.atoms for t in a.tests}
    missing = [t for a in best.atoms for t in a.tests if t.value not in told]
    named = {v.nodes for v in other.vars.values() if v.nodes}
    wanted = {v.nodes for v in best.vars.values() if v.nodes}
    if _turned(other, best):
        return False
    same = len(best.atoms) == len(other.atoms) and len(best.holes) <= len(other.holes)
    return same and wanted <= named and not any(t.key in keys for t in missing)


def _turned(other: Query, best: Query) -> bool:
    """Whether a reading has what is named on the other side of a relation: what X is part of is not what X contains."""
    sides = set(_sides(best))
    opposite = {"subject": "object", "object": "subject"}
    return any((p, opposite[side], n) in sides and (p, side, n) not in sides for p, side, n in _sides(other))


def _sides(query: Query) -> Iterator[tuple[str, str, int]]:
    for atom in query.atoms:
        for predicate in atom.predicates:
            for side, name in (("subject", atom.subject), ("object", atom.object)):
                for n in query.vars[name].nodes:
                    yield predicate, side, n


def _run(store: Store, solver: Solver, question: Question, reading: Reading, bounds: Bounds) -> Reply | None:
    """The answer that a reading has; None where there is none."""
    told = headcount(reading.query)
    tries: list[tuple[Query, str]] = [(told or reading.query, "")]
    if told is None:
        tries += [*one_by_one(reading.query), *any_kind(reading.query), *other_relations(reading.query)]
    for query, said in tries:
        run, solutions = above(store, solver, query, solver.solve(query))
        if solver.wide:
            return None
        composer = Composer(store, run, question.chinese, bounds.only)
        answers, total, listed = composer.compose(solutions, bounds.limit)
        if answers:
            return Reply(
                question.asked, True, in_words(store, run), reading.by, tuple(answers), total,
                notes(store, run, solutions, said), listed=tuple(listed),
            )  # fmt: skip
    return None


def _in_part(store: Store, solver: Solver, question: Question, reading: Reading, bounds: Bounds) -> Reply | None:
    """The answer to some of what is asked, where the rest has none."""
    answers: list[Answer] = []
    said: list[str] = []
    total = 0
    for part in parts(reading.query):
        composer = Composer(store, part, question.chinese, bounds.only)
        found, more, _ = composer.compose(solver.solve(part), bounds.limit)
        answers += found
        total += more
        if not found:
            said.append(f"no source says: {in_words(store, part)}")
    if not answers:
        return None
    words = in_words(store, reading.query)
    return Reply(question.asked, True, words, reading.by, tuple(answers), total, tuple(said))


def _with_unknown(store: Store, question: Question, tokens: Sequence[Token], bounds: Bounds) -> Reply:
    """A question with words that are not known: a name misspelt a little is taken for the one it is."""
    meant = likely(store, question, tokens)
    if meant is not None:
        other, said = meant
        again = tokenize(store, other)
        if all(t.known for t in again):
            found = readings(again)
            if found:
                return _answered(store, replace(other, asked=question.asked), found, bounds, [said])
    by_rules = _by_rules(question, tokens)
    if by_rules is not None:
        return _answered(store, question, [by_rules], bounds)
    return _not_understood(store, question, tokens, None)


def _not_understood(store: Store, question: Question, tokens: Sequence[Token], refused: str | None) -> Reply:
    unknown, suggestions = unknown_names(store, question, tokens)
    key = refused or ("unknown" if unknown else "form")
    reason = reason_words(key, chinese=question.chinese).format(", ".join(unknown))
    if refused:
        suggestions = ()  # the words are not what is wrong
    named = [t.names[0] for t in tokens if t.names]
    query = Query({f"n{i}": Var(frozenset({n.type}), nodes=n.nodes[:1]) for i, n in enumerate(named)})
    return Reply(
        question.asked, False, None, None, (), 0, reason=reason, near=near(store, query), suggestions=suggestions
    )  # fmt: skip
