"""Relation extraction: the rules, applied to an article's tapes.

`relate` walks the sentences in reading order, keeps the discourse, and returns proposals: facts over mentions, with
the clean stretches that say them. `kg.extract` turns them into statements with citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import ontology
from kg.relations.cells import CHAR
from kg.relations.clauses import opening, pattern
from kg.relations.genders import told_by_pronouns, told_genders
from kg.relations.needs import Sieve
from kg.relations.portrait import main_org, main_person, narrator, section_orgs, section_persons, signers
from kg.relations.proposal import Proposal, Trace
from kg.relations.reading import Hit, Scene, read
from kg.relations.rules import Rule, load
from kg.relations.strangers import strangers
from kg.relations.subjects import Discourse
from kg.relations.tape import Tape, spoken, tapes
from kg.relations.title_facts import appositions, read_titles
from kg.relations.voices import voices
from kg.schema import Article, Mention

__all__ = ["Proposal", "Trace", "relate"]


def relate(
    article: Article,
    mentions: Sequence[Mention],
    *,
    keys: Mapping[Mention, str] | None = None,
    trace: list[Trace] | None = None,
) -> list[Proposal]:
    """The proposals of an article's sentences, in reading order. `trace`, if given, collects every match's outcome.

    `mentions` are the article's, sorted and free of overlaps, `keys` says which of them name one entity. Raises
    DataError where a rule does not load.
    """
    discourse = Discourse(main=main_person(article, mentions, keys or {}), main_org=main_org(article, mentions))
    discourse.gender = told_genders(article.text, mentions)
    discourse.signers = signers(article, mentions)
    told = told_by_pronouns(article.text)
    if discourse.main is not None and told is not None:
        discourse.gender.setdefault(discourse.main.name, told)
    discourse.speech = spoken(article.text)
    discourse.voices = voices(article.text, mentions)
    discourse.narrator = narrator(discourse.main, mentions)
    scene = Scene(article.text, discourse.speech, discourse)
    out: list[Proposal] = []
    sections, people, about = section_orgs(article, mentions), section_persons(article, mentions), discourse.main
    portrayed = about
    unknown, alone = strangers(article, mentions), False
    block = -1
    opened: tuple[Mention, ...] | None = None
    for tape in tapes(article.text, article.blocks, mentions):
        if tape.block != block:
            discourse.new_block()
            if tape.block in sections:
                discourse.main_org = (sections[tape.block],)
            if tape.block in people:
                about = people[tape.block] or portrayed
            alone = unknown.get(tape.block, alone and _opener(tape) is None)
            discourse.main = None if alone or tape.block in unknown else about
            if tape.block in unknown:
                discourse.topics.pop("Person", None)
                opened = None
            if opened is not None and _of_him(tape):
                discourse.push("Person", opened)
            elif discourse.main is not None:
                # A new paragraph of a portrait begins with the person portrayed.
                discourse.push("Person", (discourse.main,))
                opened = None
            opened = _opener(tape) or (opened if _of_him(tape) else None)
        block = tape.block
        discourse.hear(tape)
        out.extend(_sentence(tape, scene, trace))
        discourse.advance(tape)
    return out


def _opener(tape: Tape) -> tuple[Mention, ...] | None:
    """The person with whose name a paragraph begins, or whom it begins by presenting (一作是来自某校的张三)."""
    if tape.text[:1] == CHAR["Person"]:
        return tape.cells[0].mentions
    shown = pattern("shown-first").match(tape.text)
    return tape.cells[shown.start("who")].mentions if shown else None


def _of_him(tape: Tape) -> bool:
    """Whether a paragraph begins with a pronoun (他…, 主攻视觉的她…), so that it goes on about the one before."""
    front = opening(tape.text, 0, len(tape.text))
    return tape.text[front:][:1] == CHAR["PersonRef"] or pattern("described-him").match(tape.text) is not None


_Step = tuple[Rule, re.Pattern[str], tuple[tuple[str, int], ...]]


@cache
def _plan(*on: str) -> tuple[tuple[_Step, ...], Sieve]:
    """Every pattern of the rules for one tape (`titles`, `words`, or one that is both) with its rule and its slots, in
    order of precedence, and what picks those that a tape may match.
    """
    plan = tuple(
        (rule, pattern, tuple(pattern.groupindex.items()))
        for name in on
        for rule in load()
        for pattern in rule.patterns
        if rule.on == name
    )
    return plan, Sieve([pattern.pattern for _, pattern, _ in plan])


@dataclass(slots=True)
class _Heard:
    """What the rules before have said in a sentence, so that a later one does not say it again.

    `said`: for subject and object the predicates; `explicit`: predicates with objects that a pattern with a subject of
    its own has read.
    """

    said: dict[tuple[str, str, int, int], set[str]] = field(default_factory=dict)
    explicit: set[tuple[str, str]] = field(default_factory=set)

    @staticmethod
    def _key(proposal: Proposal) -> tuple[str, str, int, int]:
        other = proposal.object or proposal.subject
        return proposal.subject.name, proposal.value or "", other.start, other.end

    def overruled(self, proposal: Proposal, yields_to: Sequence[str]) -> bool:
        """Whether a later rule has said of the same two what silences the proposal (an internship is no post)."""
        return bool(self.said.get(self._key(proposal), set()) & set(yields_to) - {proposal.predicate})

    def new(self, proposals: Sequence[Proposal], yields_to: Sequence[str], *, explicit: bool) -> Iterator[Proposal]:
        """Those of one match's proposals that nobody has made before."""
        marks: list[tuple[set[str], str, str]] = []
        for proposal in proposals:
            other = proposal.object or proposal.subject
            thing = (proposal.predicate, str(other.start) if proposal.value is None else proposal.value)
            if explicit:
                self.explicit.add(thing)
            elif thing in self.explicit:
                continue  # a pattern with its own subject has read these words already
            said = self.said.setdefault(self._key(proposal), set())
            identity = ontology.load().predicates[proposal.predicate].identity
            mark = proposal.predicate + "|".join(proposal.qualifiers.get(q, "") for q in identity)
            if mark in said or said & set(yields_to):
                continue
            marks.append((said, mark, proposal.predicate))
            yield proposal
        for said, mark, predicate in marks:
            said |= {mark, predicate}


def _sentence(tape: Tape, scene: Scene, trace: list[Trace] | None) -> list[Proposal]:
    """The proposals of one sentence: its titles before names, then the rules on both of its tapes."""
    heard = _Heard()
    out: list[tuple[Proposal, Sequence[str]]] = [
        (p, ()) for p in heard.new(list(appositions(tape, scene.discourse)), (), explicit=False)
    ]
    both = ((("titles", "words"), tape),)
    for on, line in both if tape.words is None else ((("titles",), tape), (("words",), tape.words)):
        plan, sieve = _plan(*on)
        for number in sieve.passing(line.text):
            rule, pattern, groups = plan[number]
            for match in pattern.finditer(line.text):
                slots = {name: match.start(group) for name, group in groups if match[group]}
                hit = Hit(rule, match, line, slots)
                proposals, outcome = read_titles(hit, scene) if "title" in slots else read(hit, scene)
                if trace is not None:
                    start, end = line.clean(match.start(), match.end())
                    trace.append(Trace(rule.name, scene.text[start:end], outcome))
                accepted = list(heard.new(proposals, rule.yields_to, explicit="subject" in slots))
                scene.note(accepted)
                out += [(p, rule.yields_to) for p in accepted]
    return [p for p, yields_to in out if not heard.overruled(p, yields_to)]
