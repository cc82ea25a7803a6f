"""What a title says: the facts between a person and the organisation, award or model that anchors it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.lexicons import load_table
from kg.relations.cells import Apposition, Title
from kg.relations.clauses import clauses
from kg.relations.proposal import Proposal
from kg.relations.qualify import degree_of, gather, is_secondary
from kg.relations.reading import Hit, Scene, evidence, subject_of, verdict_of
from kg.relations.roles import predicate_of
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import Tape
from kg.relations.title_anchors import Anchored, anchors_in, anchors_of, post_of
from kg.relations.title_grammar import nominal, part_in_model, pattern_of
from kg.schema import Mention

RULE = "titles/before-name"
"""The rule that statements from appositions carry."""


@dataclass(frozen=True, slots=True)
class Said:
    """One relation of a title: the predicate, what it holds with, and the title's own qualifiers."""

    predicate: str
    object: Mention
    qualifiers: Mapping[str, str]


@cache
def _predicates() -> dict[str, str]:
    return {row["kind"]: row["predicate"] for row in load_table("title_predicates")}


def what(title: Title, anchors: Sequence[Mention], *, front: str = "") -> Iterator[Said]:
    """The relations of a title with its anchors; `front` are words before a title without an anchor of its own."""
    for anchor in anchors:
        if anchor.type == "Model" and title.kind in ("role", "model"):
            yield Said(_predicates()["model"], anchor, {"role": part_in_model(title.words) or "participant"})
        elif title.kind == "role" and title.head is not None:
            yield from _of_role(title, title.head, anchor, front + title.modifier)
        elif title.kind == "degree":
            school = "secondary" if is_secondary(anchor.name) else ""
            for degree in title.head.name.split("|") if title.head is not None else [school]:
                own = {"degree": degree} if degree else {}
                yield Said(_predicates()["degree"], anchor, own | _study(title))
        elif title.kind == "award":
            grade = next((m.text for m in title.inside if m.type == "Grade"), None)
            yield Said(_predicates()["award"], anchor, dict(anchor.attrs) | ({"grade": grade} if grade else {}))
        elif title.kind == "model" and anchor.type == "Work":
            yield Said(_predicates()["paper"], anchor, {})
        elif title.kind == "work":
            words = pattern_of("plain-front").sub("", title.modifier) + title.words
            yield Said(_predicates()["work"], anchor, {"role": words})


def _of_role(title: Title, head: Mention, anchor: Mention, modifier: str) -> Iterator[Said]:
    predicate, words = predicate_of(head, modifier, anchor.kind)
    if predicate is not None:
        own = {"role": words} | {
            k: v for k, v in _study(title).items() if k in ("start", "end") and "start" in _study(title)
        }
        if "degree" in ontology.load().predicates[predicate].qualifiers:
            degree = degree_of(words)
            own = ({"degree": degree} if degree else {}) | _study(title)
        allowed = ontology.load().predicates[predicate].qualifiers
        yield Said(predicate, anchor, {k: v for k, v in own.items() if k in allowed})
    model = next((m for m in title.inside if m.type == "Model"), None)
    part = part_in_model(head.text)
    if model is not None and part:
        yield Said(_predicates()["model"], model, {"role": part})


def _study(title: Title) -> dict[str, str]:
    """Major and dates of a title that tells where somebody studied."""
    out: dict[str, str] = {}
    for mention in title.inside:
        if mention.type == "Major":
            out["major"] = mention.text
        elif mention.type == "Date":
            first, _, last = mention.name.partition("/")
            if last:
                out["start"] = first
                if last != "..":
                    out["end"] = last
            else:
                out[mention.kind or "end"] = first
    return out


def appositions(tape: Tape, discourse: Discourse) -> Iterator[Proposal]:
    """The proposals of the titles that stand before names; what is presupposed is asserted."""
    before: Apposition | None = None
    for found in tape.appositions:
        at = next((i for i, cell in enumerate(tape.cells) if cell.start >= found.start), len(tape.cells))
        for title in _telling(found.titles):
            anchors = anchors_of(title, discourse, tape, at)
            if title.anchor is None and not title.owned and before is not None and _joined(tape, before, found):
                last = before.titles[-1]
                anchors = discourse.resolve_cell(tape, at, last.anchor) if last.anchor is not None else anchors
            if not anchors and title.kind == "role" and title.anchor is None and not title.owned:
                anchors = post_of(title, discourse, found.subjects)
            for said in what(title, anchors):
                for subject in found.subjects:
                    if _fits(said, subject):
                        yield _proposal(said, subject, found)
        before = found


def read_titles(hit: Hit, scene: Scene) -> tuple[list[Proposal], str]:
    """What a match with a slot `title` says, and its outcome: `fired`, or why it says nothing."""
    tape, at = hit.tape, hit.slots["title"]
    titles = [t for t in _telling(tape.cells[at].titles) if not hit.rule.heads or t.kind in hit.rule.heads]
    front = hit.match["mod"] if "mod" in hit.match.re.groupindex else ""
    if front and not nominal(front):
        return [], "a verb stands before the title"
    clause = max(s for s, e in clauses(tape.text) if s <= hit.match.start())
    if "subject" not in hit.slots and pattern_of("pivot").search(tape.text, clause, hit.match.start()):
        return [], "somebody else is made that"
    person = ontology.load().predicates[next(iter(_predicates().values()))]
    found = subject_of(hit, person, scene.discourse)
    if found is None:
        return [], "no subject"
    in_turn = len(titles) == len(found.mentions) > 1 and pattern_of("respectively").search(tape.text)
    out: list[Proposal] = []
    outcome = "the title says nothing here"
    for number, title in enumerate(titles):
        anchored = anchors_in(title, hit, scene, found, first=number == 0)
        subjects = (found.mentions[number],) if in_turn else found.mentions
        for said in what(title, anchored.mentions, front="" if number or title.anchor else front):
            if hit.rule.roles and said.predicate not in hit.rule.roles:
                continue
            made, outcome = _made(hit, scene, found, subjects, said, anchored)
            out += made
    return out, "fired" if out else outcome


def _made(
    hit: Hit, scene: Scene, found: Found, subjects: Sequence[Mention], said: Said, anchored: Anchored
) -> tuple[list[Proposal], str]:
    """The proposals of one relation of a title, and what became of them."""
    predicate = ontology.load().predicates[said.predicate]
    verdict = verdict_of(hit, predicate, found, scene, since=anchored.at)
    if verdict.drop:
        return [], verdict.drop
    out: list[Proposal] = []
    for subject in subjects:
        if not _fits(said, subject):
            continue
        start, end, antecedents = evidence(hit, found, subject, said.object)
        out += [
            Proposal(
                subject, said.predicate, said.object, None, {**values, **said.qualifiers},
                hit.rule.certainty or verdict.certainty, verdict.attributed_to, hit.rule.name, start, end, antecedents,
            )
            for values in gather(hit.rule, predicate, hit.tape, hit.match, hit.slots, ())
        ]  # fmt: skip
    return out, "fired" if out else "the two do not fit"


def _joined(tape: Tape, one: Apposition, other: Apposition) -> bool:
    """Whether two appositions stand in one list of names."""
    return any(cell.start <= one.start and other.end <= cell.end for cell in tape.cells)


def _telling(titles: Sequence[Title]) -> list[Title]:
    """The titles, without those that only say that a teacher has students where another says what he is."""
    plain = [t for t in titles if not (t.head is not None and "advisor" in (t.head.kind or ""))]
    return plain or list(titles)


def _fits(said: Said, subject: Mention) -> bool:
    predicate = ontology.load().predicates[said.predicate]
    return subject.type in predicate.subject and said.object.type in predicate.object and said.object != subject


def _proposal(said: Said, subject: Mention, found: Apposition) -> Proposal:
    outside = tuple(m for m in (said.object, subject) if not (found.start <= m.start and m.end <= found.end))
    return Proposal(
        subject, said.predicate, said.object, None, dict(said.qualifiers), "asserted", None, RULE, found.start,
        found.end, outside,
    )  # fmt: skip
