"""Reading a rule's match: whose fact it is, what it holds with, its qualifiers, and how the guards take it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg import ontology
from kg.lexicons import load_table
from kg.relations import guards
from kg.relations.award_items import own_words, told_with_name
from kg.relations.cells import CHAR
from kg.relations.clauses import pattern
from kg.relations.in_turn import dates_in_turn, told_off_after
from kg.relations.makers import of_one_maker, offers
from kg.relations.proposal import Proposal
from kg.relations.qualify import gather
from kg.relations.roles import predicates_of
from kg.relations.rules import Rule, word
from kg.relations.stages import degree_of_school
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import Tape
from kg.schema import Mention

#: Up to this many tape characters away the subject is quoted in one piece with the words that say the fact.
_NEAR = 30

_FIRMS = ("company", "fund")

_Object = tuple[Mention | None, str | None]
"""The object of a fact: a mention, or a literal value."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all sentences of an article.

    `speech` is 1 where a clean character is direct speech.
    """

    text: str
    speech: bytearray
    discourse: Discourse

    def note(self, proposals: Sequence[Proposal]) -> None:
        """Remember where the persons of accepted proposals hold posts, and who studied where."""
        for proposal in proposals:
            if proposal.object is None:
                continue
            if "degree" in ontology.load().predicates[proposal.predicate].qualifiers:
                self.discourse.school = proposal.object
            if proposal.predicate in post_predicates() and proposal.object.kind in (
                "university",
                "school",
                "institute",
            ):
                self.discourse.school = proposal.object
            if proposal.predicate in post_predicates() and "end" not in proposal.qualifiers:
                self.discourse.posts[proposal.subject.name] = proposal.object
                if "role" not in ontology.load().predicates[proposal.predicate].qualifiers:
                    if proposal.object.kind == "company":
                        self.discourse.block_org = (proposal.object,)
                    if proposal.object.kind in ("company", None):
                        self.discourse.own_firms[proposal.subject.name] = proposal.object


class Hit(NamedTuple):
    """A rule's match on a tape; `slots` gives the tape position of each slot that it filled."""

    rule: Rule
    match: re.Match[str]
    tape: Tape
    slots: Mapping[str, int]


@cache
def post_predicates() -> frozenset[str]:
    """The predicates that say where somebody holds a post."""
    return frozenset(row["predicate"] for row in load_table("role_predicates") if row.flag("post"))


def read(hit: Hit, scene: Scene) -> tuple[list[Proposal], str]:
    """What a match says, and its outcome: `fired`, or why it says nothing."""
    for slot, words in hit.rule.where.items():
        if slot in hit.slots and not any(words.search(m.text) for m in hit.tape.cells[hit.slots[slot]].mentions):
            return [], f"the {slot} is another"
    if hit.rule.unless is not None and hit.rule.unless.search(hit.tape.text):
        return [], "the sentence says otherwise"
    if hit.rule.given is not None and not hit.rule.given.search(hit.tape.text, 0, hit.match.start()):
        return [], "what must stand before is missing"
    predicates = predicates_of(hit.rule, hit.tape, hit.slots)
    if not predicates:
        return [], "the role says no predicate"
    out: list[Proposal] = []
    outcome = "no subject"
    rule_of = hit.rule.of
    for name, role in predicates:
        predicate = ontology.load().predicates[name]
        found = subject_of(hit, predicate, scene.discourse)
        if found is None:
            continue
        verdict = verdict_of(hit, predicate, found, scene)
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
            at = _place(hit, thing[0]) if thing[0] is not None and thing[0].type == "Award" else -1
            told = own_words(hit.tape, at, thing[0], shared) if at >= 0 and thing[0] is not None else shared
            qualifiers = told | {k: v for k, v in own.items() if k in predicate.qualifiers}
            if thing[0] is not None and thing[0].type == "Award":
                qualifiers = told_with_name(predicate, thing[0], qualifiers, scene.text, elsewhere=at < 0)
            if "degree" in predicate.qualifiers and "degree" not in qualifiers and thing[0] is not None:
                degree = degree_of_school(thing[0])  # 这个班: the one that it stands for
                qualifiers |= {"degree": degree} if degree else {}
            if predicate.is_attribute and _of_its_team(hit.tape, found, subject):
                outcome = "it is said of a team"
                continue
            if rule_of and (subject.kind or "company") not in rule_of:
                outcome = f"the subject is a {subject.kind}"
                continue
            if _elsewhere(hit, "subject", subject) or _elsewhere(hit, "object", thing[0]):
                continue
            wrong = _wrong(subject, thing[0], predicate)
            if name == "developed" and thing[0] is not None and offers(subject, thing[0], hit.match.group()):
                wrong = "it is made by another"
            if wrong is not None:
                outcome = wrong or outcome
                continue
            out.append(_proposal(hit, predicate, verdict, found, subject, thing, qualifiers))
    return out, "fired" if out else outcome


def _elsewhere(hit: Hit, slot: str, mention: Mention | None) -> bool:
    """Whether a mention of a list does not have the form that the rule asks of what fills the slot."""
    words = hit.rule.where.get(slot)
    if words is None or mention is None or slot not in hit.slots:
        return False
    return mention in hit.tape.cells[hit.slots[slot]].mentions and not words.search(mention.text)


def _of_its_team(tape: Tape, found: Found, subject: Mention) -> bool:
    """Whether the clause speaks of a team that nothing has named (团队只有13人), so that it stands for a firm."""
    team = 0 <= found.at < len(tape.text) and tape.text[found.at] == CHAR["OrgRef"]
    if team and pattern("by-now").match(tape.text, found.at + 1):
        return False  # 团队目前有19人: its whole staff
    return team and subject.kind in ("company", "fund", None) and tape.cells[found.at].mentions[0].text[-2:] == "团队"


def _place(hit: Hit, mention: Mention) -> int:
    """The tape position of the slot that holds an object's mention; -1 where none does."""
    slots = [hit.slots[s] for s in ("object", "object2", "object3") if s in hit.slots]
    return next((at for at in slots if mention in hit.tape.cells[at].mentions), -1)


def subject_of(hit: Hit, predicate: ontology.Predicate, discourse: Discourse) -> Found | None:
    """The mention in the slot `subject`, or the subject that the clause or the discourse gives."""
    if "subject" in hit.slots:
        at = hit.slots["subject"]
        possessed = hit.slots.get("object", at) < at and hit.tape.text[at - 1] == "的"
        return discourse.found(hit.tape, at, "slot", own=possessed)  # 甲公司的张三和乙公司的工程师李四
    for type_ in predicate.subject:
        found = discourse.subject(hit.tape, hit.match.start(), hit.match.end(), type_, hit.rule.ways)
        if found is not None:
            return found
    return None


def verdict_of(
    hit: Hit, predicate: ontology.Predicate, found: Found, scene: Scene, *, since: int = -1
) -> guards.Verdict:
    """What the guards say of the match, whose words begin after the subject when it stands first, or at tape position
    `since` where something before it belongs to what it says.
    """
    start, end = hit.match.span()
    start = min(start, since) if since >= 0 else start
    trigger = start + 1 if found.way == "slot" and found.at == start else start
    first = hit.tape.cells[start].start
    speech = scene.speech[first : first + 1] == b"\x01"
    refusable = predicate.is_attribute or "outcome" in predicate.qualifiers
    return guards.judge(
        hit.tape,
        start,
        end,
        trigger,
        speech=speech,
        discourse=scene.discourse,
        open_within=refusable,
        presupposed=hit.rule.certainty == "asserted",
        relative=found.way == "relative",
    )


def _objects(hit: Hit, predicate: ontology.Predicate, discourse: Discourse) -> list[_Object]:
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
            named = of_one_maker(named) if "Org" in predicate.subject and len(named) > 1 else named
            out.extend((m, None) for m in named if not rule.kinds or _of_kind(m, rule.kinds))
    if rule.within:
        return [(m, None) for m in discourse.resolve(tape, hit.slots["subject"])]
    if out or predicate.is_attribute or "object" in hit.match.re.groupindex:
        return out
    for type_ in predicate.object:
        found = discourse.subject(tape, at := hit.match.start(), at, type_, ("left",))
        topic = found.mentions if found else _company(hit, discourse) if type_ == "Org" else None
        alone = predicate.object == (type_,) and type_ != "Org"  # what only such a thing can be
        topic = topic or (_named_before(tape, at, type_) if alone or type_ == "Model" else None)
        if not topic and type_ != "Org":
            topic = (discourse.subject(tape, at, at, type_, ("topic",)) or Found((), "topic", -1)).mentions
        if topic:
            return [(m, None) for m in topic if not rule.kinds or m.kind in rule.kinds]
    return []


def _of_kind(mention: Mention, kinds: Sequence[str]) -> bool:
    """Whether an organisation is of one of the kinds; one whose name tells none passes for a company."""
    return (mention.kind or "company") in kinds


def _named_before(tape: Tape, at: int, type_: str) -> tuple[Mention, ...] | None:
    """What the sentence named last of a type before tape position `at`."""
    found: tuple[Mention, ...] | None = None
    for cell, char in zip(tape.cells[:at], tape.text[:at], strict=True):
        if char == CHAR[type_]:
            found = cell.mentions
        for title in cell.titles:  # 《某某》的一作是张三
            if title.anchor is not None and title.anchor.mentions[0].type == type_:
                found = title.anchor.mentions
    return found


def _company(hit: Hit, discourse: Discourse) -> tuple[Mention, ...] | None:
    """The organisation that a role without one belongs to: the one that the sentence or paragraph speaks of, else the
    text's own; for 公司CEO the company named last.
    """
    said = word("company-word").search(hit.match.group())
    return discourse.company() if said else discourse.holder(hit.tape, hit.match.start(), _FIRMS) or discourse.main_org


def _combine(
    hit: Hit, found: Found, objects: Sequence[_Object], sets: Sequence[dict[str, str]]
) -> Iterable[tuple[Mention, _Object, dict[str, str]]]:
    """Subjects with objects and qualifiers: each with each, or one by one where the sentence tells them off (分别)."""
    if hit.rule.within:
        for one, other in itertools.combinations(found.mentions, 2):
            yield one, (other, None), sets[0]
        return
    one_by_one = word("respectively").search(hit.tape.text) is not None
    told_off = "subject" in hit.slots or told_off_after(found, hit.tape, *hit.match.span())
    paired = one_by_one and told_off and len(sets) == 1 and len(found.mentions) == len(objects) > 1
    several = len(found.mentions) > 1 and len(objects) > 1
    if several and len(found.mentions) != len(objects) and told_off_after(found, hit.tape, *hit.match.span()):
        return  # 三人分别去了甲公司和乙公司: who went where is not said
    dates = (
        dates_in_turn(hit.tape, hit.slots, len(found.mentions)) if one_by_one and told_off and len(objects) == 1 else []
    )
    if dates:
        yield from ((who, objects[0], {**sets[0], **date}) for who, date in zip(found.mentions, dates, strict=True))
        return
    in_turn = one_by_one or word("in-turn").search(hit.tape.text) is not None
    apart = in_turn and len(sets) == len(objects) > 1
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
    hit: Hit,
    predicate: ontology.Predicate,
    verdict: guards.Verdict,
    found: Found,
    subject: Mention,
    thing: _Object,
    qualifiers: Mapping[str, str],
) -> Proposal:
    object_mention, value = thing
    start, end, antecedents = evidence(hit, found, subject, object_mention)
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


def evidence(
    hit: Hit, found: Found, subject: Mention, object_mention: Mention | None
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
