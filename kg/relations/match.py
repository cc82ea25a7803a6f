"""Relation extraction: the rules, applied to an article's tapes.

`relate` walks the sentences in reading order, keeps the discourse, and returns proposals: facts over mentions, with
the clean stretches that say them. `kg.extract` turns them into statements with citations.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.relations import guards
from kg.relations.needs import Sieve
from kg.relations.portrait import main_org, main_person
from kg.relations.proposal import Proposal, Trace
from kg.relations.qualify import gather
from kg.relations.roles import predicates_of
from kg.relations.rules import Rule, load, word_classes
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import Tape, spoken, tapes
from kg.schema import Article, Mention

__all__ = ["Proposal", "Trace", "relate"]

#: Up to this many tape characters away the subject is quoted in one piece with the words that say the fact.
_NEAR = 30

_Object = tuple[Mention | None, str | None]
"""The object of a fact: a mention, or a literal value."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is the same for all sentences of an article; `speech` is 1 where a clean character is direct speech."""

    text: str
    speech: bytearray
    discourse: Discourse


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule's match on a tape; `slots` gives the tape position of each slot that it filled."""

    rule: Rule
    match: re.Match[str]
    tape: Tape
    slots: Mapping[str, int]


def relate(article: Article, mentions: Sequence[Mention], *, trace: list[Trace] | None = None) -> list[Proposal]:
    """The proposals of an article's sentences, in reading order. `trace`, if given, collects every match's outcome.

    `mentions` are the article's, sorted and free of overlaps. Raises DataError where a rule does not load.
    """
    discourse = Discourse(main=main_person(article, mentions), main_org=main_org(mentions))
    scene = _Scene(article.text, spoken(article.text), discourse)
    out: list[Proposal] = []
    block = -1
    for tape in tapes(article.text, article.blocks, mentions):
        if tape.block != block and discourse.main is not None:
            # A new paragraph of a portrait begins with the person portrayed.
            discourse.push("Person", (discourse.main,))
        block = tape.block
        out.extend(_sentence(tape, scene, trace))
        discourse.advance(tape)
    return out


@cache
def _plan() -> tuple[tuple[tuple[Rule, re.Pattern[str]], ...], Sieve]:
    """Every pattern with its rule, in order of precedence, and what picks those that a tape may match."""
    plan = tuple((rule, pattern) for rule in load() for pattern in rule.patterns)
    return plan, Sieve([pattern.pattern for _, pattern in plan])


def _sentence(tape: Tape, scene: _Scene, trace: list[Trace] | None) -> list[Proposal]:
    """The proposals of one tape: what an earlier rule says of two mentions, a later one does not say again."""
    taken: dict[tuple[str, str, int, int], set[str]] = {}
    explicit: set[tuple[str, int]] = set()
    out: list[Proposal] = []
    plan, sieve = _plan()
    for number in sieve.passing(tape.text):
        rule, pattern = plan[number]
        for match in pattern.finditer(tape.text):
            slots = {name: match.start(name) for name in pattern.groupindex if match[name]}
            proposals, outcome = _read(_Hit(rule, match, tape, slots), scene)
            if trace is not None:
                start, end = tape.clean(match.start(), match.end())
                trace.append(Trace(rule.name, scene.text[start:end], outcome))
            for proposal in proposals:
                thing = (proposal.predicate, (proposal.object or proposal.subject).start)
                if "subject" in slots:
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


def _identity(proposal: Proposal) -> tuple[str, ...]:
    return ontology.load().predicates[proposal.predicate].identity


def _read(hit: _Hit, scene: _Scene) -> tuple[list[Proposal], str]:
    """What a match says, and its outcome: `fired`, or why it says nothing."""
    for slot, words in hit.rule.where.items():
        if slot in hit.slots and not any(words.search(m.text) for m in hit.tape.cells[hit.slots[slot]].mentions):
            return [], f"the {slot} is another"
    predicates = predicates_of(hit.rule, hit.tape, hit.slots)
    if not predicates:
        return [], "the role says no predicate"
    out: list[Proposal] = []
    outcome = "no subject"
    for name, role in predicates:
        predicate = ontology.load().predicates[name]
        found = _subject(hit, predicate, scene.discourse)
        if found is None:
            continue
        verdict = _verdict(hit, predicate, found, scene)
        if verdict.drop:
            outcome = verdict.drop
            continue
        objects = _objects(hit, predicate, scene.discourse)
        if not objects:
            outcome = "no object"
            continue
        sets = gather(hit.rule, predicate, hit.tape, hit.match, hit.slots, role)
        for subject, thing, shared in _combine(hit, found, objects, sets):
            own = dict(thing[0].attrs) if thing[0] is not None else {}
            qualifiers = shared | {k: v for k, v in own.items() if k in predicate.qualifiers}
            wrong = _wrong(subject, thing[0], predicate)
            if wrong is not None:
                outcome = wrong or outcome
                continue
            out.append(_proposal(hit, predicate, verdict, found, subject, thing, qualifiers))
    return out, "fired" if out else outcome


def _subject(hit: _Hit, predicate: ontology.Predicate, discourse: Discourse) -> Found | None:
    """The mention in the slot `subject`, or the subject that the clause or the discourse gives."""
    if "subject" in hit.slots:
        at = hit.slots["subject"]
        subjects = discourse.resolve(hit.tape, at)
        return Found(subjects, "slot", at) if subjects else None
    for type_ in predicate.subject:
        found = discourse.subject(hit.tape, hit.match.start(), hit.match.end(), type_, hit.rule.ways)
        if found is not None:
            return found
    return None


def _verdict(hit: _Hit, predicate: ontology.Predicate, found: Found, scene: _Scene) -> guards.Verdict:
    """What the guards say of the match, whose words begin after the subject when it stands first."""
    start, end = hit.match.span()
    trigger = start + 1 if found.way == "slot" and found.at == start else start
    first = hit.tape.cells[start].start
    speech = scene.speech[first : first + 1] == b"\x01"
    literal = predicate.is_attribute
    return guards.judge(hit.tape, start, end, trigger, speech=speech, discourse=scene.discourse, literal=literal)


def _objects(hit: _Hit, predicate: ontology.Predicate, discourse: Discourse) -> list[_Object]:
    """The objects in a match's slots; where the pattern has none, what the sentence or the text has spoken of."""
    rule, tape = hit.rule, hit.tape
    out: list[_Object] = []
    for slot in ("object", "object2", "object3"):
        if slot not in hit.slots:
            continue
        if predicate.is_attribute:
            fitting = [m for m in tape.cells[hit.slots[slot]].mentions if not rule.kinds or m.kind in rule.kinds]
            out.extend((None, m.name if m.type == "Date" else m.text) for m in fitting)
        else:
            named = discourse.resolve(tape, hit.slots[slot])
            out.extend((m, None) for m in named if not rule.kinds or m.kind in rule.kinds)
    if rule.within:
        return [(m, None) for m in discourse.resolve(tape, hit.slots["subject"])]
    if out or predicate.is_attribute or "object" in hit.match.re.groupindex:
        return out
    at = hit.match.start()
    for type_ in predicate.object:
        found = None if type_ == "Org" else discourse.subject(tape, at, at, type_, ("left", "topic"))
        topic = _company(hit, discourse) if type_ == "Org" else found.mentions if found else None
        if topic:
            return [(m, None) for m in topic]
    return []


def _company(hit: _Hit, discourse: Discourse) -> tuple[Mention, ...] | None:
    """The organisation that a role without one belongs to: the text's own, or for 公司CEO the company named last."""
    said = re.search(word_classes()["company-word"], hit.match.group())
    return discourse.company() if said else discourse.main_org


def _combine(
    hit: _Hit, found: Found, objects: Sequence[_Object], sets: Sequence[dict[str, str]]
) -> Iterable[tuple[Mention, _Object, dict[str, str]]]:
    """Subjects with objects and qualifiers: each with each, or one by one where the sentence tells them off (分别)."""
    if hit.rule.within:
        for one, other in itertools.combinations(found.mentions, 2):
            yield one, (other, None), sets[0]
        return
    one_by_one = re.search(word_classes()["respectively"], hit.tape.text) is not None
    paired = one_by_one and "subject" in hit.slots and len(sets) == 1 and len(found.mentions) == len(objects) > 1
    apart = one_by_one and len(sets) == len(objects) > 1
    pairs = zip(found.mentions, objects, strict=True) if paired else itertools.product(found.mentions, objects)
    for subject, thing in pairs:
        for qualifiers in [sets[objects.index(thing)]] if apart else sets:
            yield subject, thing, qualifiers


def _wrong(subject: Mention, object_mention: Mention | None, predicate: ontology.Predicate) -> str | None:
    """Why these two cannot be a fact of the predicate (`` for one and the same thing); None when they can."""
    if object_mention is not None and (object_mention.name, object_mention.type) == (subject.name, subject.type):
        return ""
    if subject.type not in predicate.subject:
        return f"the subject is a {subject.type}"
    if object_mention is not None and object_mention.type not in predicate.object:
        return f"the object is a {object_mention.type}"
    return None


def _proposal(
    hit: _Hit,
    predicate: ontology.Predicate,
    verdict: guards.Verdict,
    found: Found,
    subject: Mention,
    thing: _Object,
    qualifiers: Mapping[str, str],
) -> Proposal:
    object_mention, value = thing
    start, end, antecedents = _evidence(hit, found, subject, object_mention)
    turned = hit.rule.reverse and object_mention is not None
    return Proposal(
        subject=object_mention if turned and object_mention is not None else subject,
        predicate=predicate.name,
        object=subject if turned else object_mention,
        value=value,
        qualifiers=dict(qualifiers),
        certainty=hit.rule.certainty or verdict.certainty,
        attributed_to=verdict.attributed_to,
        rule=hit.rule.name,
        start=start,
        end=end,
        antecedents=antecedents,
    )


def _evidence(
    hit: _Hit, found: Found, subject: Mention, object_mention: Mention | None
) -> tuple[int, int, tuple[Mention, ...]]:
    """The clean stretch that says the fact, with the subject where it stands near, and the antecedents elsewhere."""
    first, last = hit.match.span()
    if found.at >= 0 and first - found.at <= _NEAR and found.at - last <= _NEAR:
        first, last = min(first, found.at), max(last, found.at + 1)
    while last > first + 1 and hit.tape.text[last - 1] in "，、；：。 \t":
        last -= 1
    start, end = hit.tape.clean(first, last)
    sides = (m for m in (subject, object_mention) if m is not None)
    return start, end, tuple(m for m in sides if not (start <= m.start and m.end <= end))
