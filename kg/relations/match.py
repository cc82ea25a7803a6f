"""Relation extraction: the rules, applied to an article's tapes.

`relate` walks the sentences in reading order, keeps the discourse, and returns proposals: facts over mentions, with
the clean stretches that say them. `kg.extract` turns them into statements with citations.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.relations import guards
from kg.relations.needs import Sieve
from kg.relations.qualify import gather
from kg.relations.roles import predicate_of
from kg.relations.rules import Rule, load, word_classes
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import ACCEPTS, Tape, spoken, tapes
from kg.schema import Article, Certainty, Mention


#: Up to this many tape characters away the subject is quoted in one piece with the words that say the fact.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact over mentions: `object` is a mention, or a literal value with the mention it comes from in `value_of`.

    `start` and `end` bound the clean stretch that holds trigger and object; `antecedents` are mentions elsewhere that
    the reading depends on.
    """

    subject: Mention
    predicate: str
    object: Mention | None
    value: str | None
    qualifiers: Mapping[str, str]
    certainty: Certainty
    attributed_to: str | None
    rule: str
    start: int
    end: int
    antecedents: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one rule's match: for `kg why-not`."""

    rule: str
    text: str
    outcome: str


def relate(article: Article, mentions: Sequence[Mention], *, trace: list[Trace] | None = None) -> list[Proposal]:
    """The proposals of an article's sentences, in reading order. `trace`, if given, collects every match's outcome."""
    discourse = Discourse(main=_main_person(article, mentions), main_org=_main_org(mentions))
    speech = spoken(article.text)
    out: list[Proposal] = []
    block = -1
    for tape in tapes(article.text, article.blocks, mentions):
        if tape.block != block and discourse.main is not None:
            # A new paragraph of a portrait begins with the person portrayed.
            discourse.push("Person", (discourse.main,))
        block = tape.block
        out.extend(_sentence(tape, discourse, speech, article.text, trace))
        discourse.advance(tape)
    return out


def _main_person(article: Article, mentions: Sequence[Mention]) -> Mention | None:
    """The person whom the text is about, where one is named in the title or far more often than the others."""
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "Person":
            counts[mention.name] = counts.get(mention.name, 0) + 1
            first.setdefault(mention.name, mention)
    if not counts:
        return None
    heads = _heads(article, mentions)
    if len({m.name for m in heads}) == 1:
        return heads[0]
    if len({m.name for m in heads}) > 2:
        return None
    ranked = sorted(counts, key=lambda n: (-counts[n], first[n].start))
    if len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]]:
        return first[ranked[0]]
    title = article.metadata.title or ""
    named = [n for n in ranked if n in title]
    return first[named[0]] if len(named) == 1 else None


def _heads(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The persons who fill a line alone, or with a role: the heads of a CV, a biography, the cards of a team page."""
    by_block: dict[int, list[Mention]] = {}
    number = 0
    for mention in mentions:
        while number < len(article.blocks) and mention.start >= article.blocks[number].end:
            number += 1
        by_block.setdefault(number, []).append(mention)
    out = []
    for at, inside in by_block.items():
        if at >= len(article.blocks) or any(m.type in ("Org", "Model", "Work", "Award", "Date") for m in inside):
            continue
        persons = [m for m in inside if m.type == "Person"]
        alike = len({m.name for m in persons}) == 1 or (
            len(persons) == 2 and persons[0].name.isascii() != persons[1].name.isascii()
        )
        block = article.blocks[at]
        rest = block.end - block.start - sum(m.end - m.start for m in inside)
        if alike and rest <= 8:
            out.append(persons[0])
    return out


def _main_org(mentions: Sequence[Mention]) -> tuple[Mention, ...] | None:
    """The company that the text is about: named at least three times, and twice as often as any other."""
    counts = Counter(m.name for m in mentions if m.type == "Org" and m.kind in ("company", "fund", "lab"))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return (next(m for m in mentions if m.type == "Org" and m.name == ranked[0][0]),)


def _sentence(
    tape: Tape, discourse: Discourse, speech: bytearray, text: str, trace: list[Trace] | None
) -> list[Proposal]:
    taken: dict[tuple[str, str, int, int], set[str]] = {}
    explicit: set[tuple[str, int]] = set()
    out: list[Proposal] = []
    plan, sieve = _plan()
    for number in sieve.passing(tape.text):
        rule, pattern = plan[number]
        for match in pattern.finditer(tape.text):
            named = "subject" in match.re.groupindex and match["subject"] is not None
            found = list(_match(rule, match, tape, discourse, speech, text, trace))
            for proposal in found:
                thing = (proposal.predicate, (proposal.object or proposal.subject).start)
                if named:
                    explicit.add(thing)
                elif thing in explicit:
                    continue  # a pattern with its own subject has read these words already
                other = proposal.object or proposal.subject
                key = (proposal.subject.name, proposal.value or "", other.start, other.end)
                said = taken.setdefault(key, set())
                mark = proposal.predicate + "|".join(proposal.qualifiers.get(q, "") for q in _identity(proposal))
                if mark in said or said & set(rule.yields_to):
                    continue
                said |= {mark, proposal.predicate}
                out.append(proposal)
    return out


@cache
def _plan() -> tuple[tuple[tuple[Rule, re.Pattern[str]], ...], Sieve]:
    """Every pattern with its rule, in order of precedence, and what picks those that a tape may match."""
    plan = tuple((rule, pattern) for rule in load() for pattern in rule.patterns)
    return plan, Sieve([pattern.pattern for _, pattern in plan])


def _identity(proposal: Proposal) -> tuple[str, ...]:
    return ontology.load().predicates[proposal.predicate].identity


def _match(
    rule: Rule,
    match: re.Match[str],
    tape: Tape,
    discourse: Discourse,
    speech: bytearray,
    text: str,
    trace: list[Trace] | None,
) -> list[Proposal]:
    def stop(outcome: str) -> list[Proposal]:
        if trace is not None:
            start, end = tape.clean(match.start(), match.end())
            trace.append(Trace(rule.name, text[start:end], outcome))
        return []

    slots = {name: match.start(name) for name in match.re.groupindex if match[name]}
    out: list[Proposal] = []
    for slot, words in rule.where.items():
        if slot in slots and not any(words.search(m.text) for m in tape.cells[slots[slot]].mentions):
            return stop(f"the {slot} is another")
    predicates = _predicates(rule, tape, slots)
    if not predicates:
        return stop("the role says no predicate")
    outcome = "no subject"
    for name, role in predicates:
        predicate = ontology.load().predicates[name]
        if "subject" in slots:
            subjects = discourse.resolve(tape, slots["subject"])
            found = Found(subjects, "slot", slots["subject"]) if subjects else None
        else:
            found = None
            for type_ in predicate.subject:
                found = discourse.subject(tape, match.start(), match.end(), type_, rule.ways)
                if found is not None:
                    break
        if found is None:
            continue
        trigger = _trigger(match, slots, found)
        first = tape.cells[match.start()].start
        verdict = guards.judge(
            tape,
            match.start(),
            match.end(),
            trigger,
            speech=speech[first : first + 1] == b"\x01",
            discourse=discourse,
            literal=predicate.is_attribute,
        )
        if verdict.drop:
            outcome = verdict.drop
            continue
        objects = _objects(rule, tape, slots, predicate, discourse, match.start())
        if not objects:
            outcome = "no object"
            continue
        certainty = rule.certainty or verdict.certainty
        sets = gather(rule, predicate, tape, match, slots, role)
        pairs = itertools.product(found.mentions, objects)
        if "subject" in slots and len(sets) == 1 and _respectively(tape, found.mentions, objects):
            pairs = iter(list(zip(found.mentions, objects, strict=True)))
        apart = len(sets) == len(objects) > 1 and _respectively(tape, objects, objects)
        for subject, (object_mention, value) in pairs:
            if (
                object_mention is not None
                and object_mention.name == subject.name
                and object_mention.type == subject.type
            ):
                continue
            if subject.type not in predicate.subject:
                outcome = f"the subject is a {subject.type}"
                continue
            if object_mention is not None and object_mention.type not in predicate.object:
                outcome = f"the object is a {object_mention.type}"
                continue
            sides = (
                (object_mention, subject) if rule.reverse and object_mention is not None else (subject, object_mention)
            )
            chosen = [sets[objects.index((object_mention, value))]] if apart else sets
            for qualifiers in chosen:
                start, end, antecedents = _evidence(tape, match, slots, found, subject, object_mention)
                out.append(
                    Proposal(sides[0], name, sides[1], value, dict(qualifiers), certainty, verdict.attributed_to,
                             rule.name, start, end, antecedents)
                )  # fmt: skip
    if not out:
        return stop(outcome)
    if trace is not None:
        stop("fired")
    return out


def _respectively(tape: Tape, subjects: Sequence[object], objects: Sequence[object]) -> bool:
    """Whether two lists of one length are told off against each other (分别, 先后)."""
    return len(subjects) == len(objects) > 1 and bool(re.search(word_classes()["respectively"], tape.text))


def _predicates(rule: Rule, tape: Tape, slots: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """The predicates that a match says, each with the role words that go with it."""
    if rule.predicate != "by-role":
        return [(rule.predicate, ())]
    out: dict[str, list[str]] = {}
    modifier = _modifier(tape, slots)
    if re.search(word_classes()["modifier-bar"], modifier):
        return []
    kind = tape.cells[slots["object"]].mentions[0].kind if "object" in slots else None
    for role in tape.cells[slots["role"]].mentions:
        predicate, words = predicate_of(role, modifier, kind)
        if predicate is not None and (not rule.roles or predicate in rule.roles):
            out.setdefault(predicate, []).append(words)
    return [(name, tuple(words)) for name, words in out.items()]


def _modifier(tape: Tape, slots: Mapping[str, int]) -> str:
    """The plain words between the organisation and the role (感知算法 in X感知算法负责人)."""
    if "object" not in slots or slots["object"] >= slots["role"]:
        return ""
    first, last = slots["object"] + 1, slots["role"]
    words = "".join(
        "".join(m.text for m in c.mentions) or t
        for t, c in zip(tape.text[first:last], tape.cells[first:last], strict=True)
    )
    # What stands before a verb of serving or a comma belongs to the clause, not to the role.
    return re.split(f"{word_classes()['serve']}|[，：\t]|作为|了|过", words)[-1]


def _trigger(match: re.Match[str], slots: Mapping[str, int], found: Found) -> int:
    """Where the words that say the fact begin: after the subject when it stands first in the match."""
    if found.way == "slot" and found.at == match.start():
        return match.start() + 1
    return match.start()


def _objects(
    rule: Rule, tape: Tape, slots: Mapping[str, int], predicate: ontology.Predicate, discourse: Discourse, at: int
) -> list[tuple[Mention | None, str | None]]:
    out: list[tuple[Mention | None, str | None]] = []
    for slot in ("object", "object2", "object3"):
        if slot not in slots:
            continue
        if predicate.is_attribute:
            fitting = [m for m in tape.cells[slots[slot]].mentions if not rule.kinds or m.kind in rule.kinds]
            out.extend((None, m.name if m.type == "Date" else m.text) for m in fitting)
        else:
            named = discourse.resolve(tape, slots[slot])
            out.extend((m, None) for m in named if not rule.kinds or m.kind in rule.kinds)
    if not out and "object" not in match_slots(rule) and not predicate.is_attribute:
        # The rule names no object: it is what the sentence, or else the text, has been speaking of.
        for type_ in predicate.object:
            if type_ == "Org":
                topic = discourse.main_org
            else:
                found = discourse.subject(tape, at, at, type_, ("left", "topic"))
                topic = found.mentions if found else None
            if topic:
                return [(m, None) for m in topic]
    return out


def match_slots(rule: Rule) -> frozenset[str]:
    """The slots that any pattern of the rule has."""
    return frozenset(name for pattern in rule.patterns for name in pattern.groupindex)


def _evidence(
    tape: Tape,
    match: re.Match[str],
    slots: Mapping[str, int],
    found: Found,
    subject: Mention,
    object_mention: Mention | None,
) -> tuple[int, int, tuple[Mention, ...]]:
    """The clean stretch that says the fact, subject included where it stands in the same sentence, and the antecedents."""
    first, last = match.start(), match.end()
    if found.at >= 0 and first - found.at <= _NEAR and found.at - last <= _NEAR:
        first, last = min(first, found.at), max(last, found.at + 1)
    while last > first + 1 and tape.text[last - 1] in "，、；：。 \t":
        last -= 1
    start, end = tape.clean(first, last)
    outside = []
    for mention in (subject, object_mention):
        if mention is not None and not (start <= mention.start and mention.end <= end):
            outside.append(mention)
    return start, end, tuple(outside)


def accepted(type_: str) -> str:
    """The tape characters that a slot of that type accepts."""
    return ACCEPTS[type_]
