"""What a title says: the facts between a person and the organisation, award or model that anchors it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import ontology
from kg.lexicons import load_table
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.relations.cells import ACCEPTS, TYPE, Apposition, Title
from kg.relations.clauses import clauses, pattern, plain
from kg.relations.in_turn import told_off_after
from kg.relations.proposal import Proposal
from kg.relations.qualify import degree_of, gather, told_off
from kg.relations.reading import Hit, Scene, evidence, subject_of, verdict_of
from kg.relations.references import in_titles
from kg.relations.roles import predicate_of
from kg.relations.sentence_time import leaving
from kg.relations.stages import degree_of_school
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import Tape
from kg.relations.title_anchors import Anchored, anchors_in, anchors_of, post_of
from kg.relations.title_awards import own_words_of
from kg.relations.title_grammar import nominal, part_in_model, pattern_of
from kg.schema import Mention

_FIRMS = ("company", "fund")
#: Words before a model's title that say what the model is are no longer than this.
_LONGEST_KIND = 10
RULE = "titles/before-name"
_ONCE = compiled("，(?:<at-some-time>)", "clause_words")
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
            school = degree_of_school(anchor)
            for degree in title.head.name.split("|") if title.head is not None else [school]:
                own = {"degree": degree} if degree else {}
                yield Said(_predicates()["degree"], anchor, own | _study(title))
        elif title.kind == "award":
            yield Said(_predicates()["award"], anchor, dict(anchor.attrs) | own_words_of(title))
        elif title.kind == "model" and anchor.type == "Work":
            yield Said(_predicates()["paper"], anchor, {})
        elif title.kind == "work":
            words = pattern_of("plain-front").sub("", title.modifier) + title.words
            among = pattern_of("deputy" if anchor.kind == "government" else "member-head").search(words)
            if anchor.kind == "association":
                among = among or pattern_of("of-a-body").search(words)
            kind = "member" if among and not _of_company(anchor) else "work"
            if kind == "member" and anchor.kind == "school":
                continue  # 少年班的成员: who studies there
            yield Said(_predicates()[kind], anchor, {"role": words})


def _of_company(anchor: Mention) -> bool:
    """Whether an organisation is a company or a part of one, so that its members are employees; its boards are not."""
    if anchor.kind == "association":
        return False
    above = (entry_of(name) for name in anchor.parents)
    return anchor.kind in (*_FIRMS, None) or any(entry is not None and entry.kind in _FIRMS for entry in above)


def _of_role(title: Title, head: Mention, anchor: Mention, modifier: str) -> Iterator[Said]:
    predicate, words = predicate_of(head, modifier, anchor.kind)
    if anchor.kind == "school" and pattern_of("president-role").search(head.text):
        return  # no department has a president
    if predicate is not None and not pattern_of("no-post").search(words):
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
        left = leaving(tape, at) if at < len(tape.cells) else None
        for title in _single(_telling(found.titles)):
            anchors = anchors_of(title, discourse, tape, at)
            if title.anchor is None and not title.owned and before is not None and _joined(tape, before, found):
                last = before.titles[-1]
                anchors = discourse.resolve_cell(tape, at, last.anchor) if last.anchor is not None else anchors
            if not anchors and title.kind == "role" and title.anchor is None and not title.owned:
                anchors = _labelled(tape, discourse) or post_of(title, discourse, found.subjects)
            if title.anchor is None and _compared(tape, at):
                continue  # 与创始人张三不同，李四很低调: of another house, as like as not
            if title.anchor is None and _was_there(tape, at, anchors):
                continue  # CEO张三曾是甲公司研究员: he is it elsewhere
            if title.anchor is None and _founds(tape, at) and pattern_of("founder-role").search(title.words):
                continue  # 创始人张三创办了甲公司: the clause tells what he founded
            if title.anchor is None and len(anchors) == 1 and anchors[0].kind in _FIRMS:
                discourse.block_org = anchors  # 甲公司，其CEO张三…。CTO李四…
            for said in what(title, anchors):
                ended = left is not None and title.kind == "role" and not title.former and _may_end(said)
                told = replace(said, qualifiers={"end": left[0], **said.qualifiers}) if ended and left else said
                for subject in found.subjects:
                    if _fits(said, subject):
                        if not title.former and pattern_of("founder-role").search(title.words):
                            discourse.own_firms[subject.name] = said.object
                        yield _proposal(told, subject, found, left[1] if ended and left else found.end)
        before = found


def _founds(tape: Tape, at: int) -> bool:
    """Whether the clause at tape position `at` goes on with a verb of founding."""
    end = next((e for s, e in clauses(tape.text) if s <= at <= e), at)
    return pattern("founding").search(tape.text, at + 1, end) is not None


def _compared(tape: Tape, at: int) -> bool:
    """Whether the person at tape position `at` is one with whom the sentence compares another."""
    beside = pattern_of("set-beside").search(tape.text, 0, at) is not None
    return beside and pattern_of("compared").match(tape.text[at + 1 :]) is not None


def _was_there(tape: Tape, at: int, orgs: Sequence[Mention]) -> bool:
    """Whether the clause at tape position `at` says that its person was once, or comes from, where `orgs` are."""
    end = next((e for s, e in clauses(tape.text) if s <= at <= e), at)
    names = {m.name for m in orgs}
    for place in range(at + 1, end):
        cell = tape.cells[place]
        named = (*cell.mentions, *in_titles(cell, "Org"))
        if names & {m.name for m in named} and pattern("was-there").search(tape.text, at, place):
            return True
    return False


def _brought(tape: Tape, clause: int, found: Found) -> re.Match[str] | None:
    """Where the clause before the one that begins at `clause` says that its subject, `found`, made another come."""
    before = [(s, e) for s, e in clauses(tape.text) if e < clause]
    if not before or not before[-1][0] <= found.at < clause:
        return None
    match = pattern("brought").search(tape.text, *before[-1])
    return match if match is not None and found.at < match.start() else None


def _labelled(tape: Tape, discourse: Discourse) -> tuple[Mention, ...]:
    """The organisation that the line is about: 某实验室（负责人张三）, 某实验室：负责人张三."""
    about = tape.text[:1] in ACCEPTS["Org"] and tape.text[1:2] == "："
    return discourse.resolve(tape, 0) if about else ()


def _front(hit: Hit) -> str:
    """The words between a rule's verb and the title, those of mentions as the text has them, references left out."""
    start, end = hit.match.span("mod")
    pieces = zip(hit.tape.text[start:end], hit.tape.cells[start:end], strict=True)
    return "".join(
        char if char not in TYPE else "".join(m.text for m in cell.mentions if not TYPE[char].endswith("Ref"))
        for char, cell in pieces
    )


def read_titles(hit: Hit, scene: Scene) -> tuple[list[Proposal], str]:
    """What a match with a slot `title` says, and its outcome: `fired`, or why it says nothing."""
    tape, at = hit.tape, hit.slots["title"]
    titles = [t for t in _telling(tape.cells[at].titles) if not hit.rule.heads or t.kind in hit.rule.heads]
    front = _front(hit) if "mod" in hit.match.re.groupindex else ""
    joining = pattern_of("joining").search(front) and titles and titles[0].anchor is not None
    plain_front = plain(pattern_of("seat").sub("", hit.match["mod"])) if front else ""
    strange = pattern_of("unit-front").search(front) or pattern_of("event-role").search(front)
    if strange and titles and titles[0].anchor is None:
        titles = [replace(titles[0], owned=True), *titles[1:]]  # 新的“某某事业部”负责人: of nothing that is a mention
    if plain_front.endswith("、"):
        front = ""  # 是某会代表、某奖得主: another thing that he is
    elif plain_front and not joining and not (nominal(plain_front) or _its_kind(plain_front, titles)):
        if len(titles) < 2 or (titles[0].anchor is not None and titles[1].inherited):
            return [], "a verb stands before the title"
        titles, front = titles[1:], ""  # 现为选举委员会界别议员、某校教授: the first is no post that can be read
    if "rel" in hit.match.re.groupindex and (not titles or titles[0].anchor is None):
        return [], "whose the title is, is not said"
    clause = max(s for s, e in clauses(tape.text) if s <= hit.match.start())
    if "subject" not in hit.slots and pattern_of("pivot").search(tape.text, clause, hit.match.start()):
        return [], "somebody else is made that"
    person = ontology.load().predicates[next(iter(_predicates().values()))]
    found = subject_of(hit, person, scene.discourse)
    if found is None:
        return [], "no subject"
    brought = _brought(tape, clause, found) if "subject" not in hit.slots else None
    if brought is not None:
        if pattern_of("invited").search(brought["how"]):
            return [], "somebody else is asked to be that"
        found = Found(scene.discourse.resolve(tape, brought.start("who")), "left", brought.start("who"))
    in_turn = len(titles) == len(found.mentions) > 1 and pattern_of("respectively").search(tape.text)
    out: list[Proposal] = []
    outcome = "the title says nothing here"
    degrees = [title.head.name.split("|") if title.kind == "degree" and title.head else [""] for title in titles]
    dates = iter(told_off(hit.rule, tape, hit.match, sum(map(len, degrees)) if all(map(all, degrees)) else 0))
    for number, title in enumerate(titles):
        anchored = anchors_in(title, hit, scene, found, first=number == 0)
        subjects = (found.mentions[number],) if in_turn else found.mentions
        apiece = (
            len(titles) == 1
            and len(anchored.mentions) == len(subjects) > 1
            and told_off_after(found, hit.tape, *hit.match.span())
        )
        for said in what(title, anchored.mentions, front="" if number or title.anchor else front):
            if hit.rule.roles and said.predicate not in hit.rule.roles:
                continue
            whose = subjects if "subject" in hit.slots else _bearers(title, subjects)
            if apiece:
                whose = (subjects[anchored.mentions.index(said.object)],)
            dated = replace(said, qualifiers={**next(dates, {}), **said.qualifiers})
            made, outcome = _made(hit, scene, found, whose, dated, anchored)
            out += made
    return out, "fired" if out else outcome


def _bearers(title: Title, subjects: Sequence[Mention]) -> Sequence[Mention]:
    """Who bears a title said of several persons: of a role that one alone bears, the first."""
    alone = len(subjects) > 1 and title.head is not None and "head" in (title.head.kind or "")
    shared = pattern_of("shared-role").search(title.modifier + title.words) is not None
    return subjects[:1] if alone and not shared else subjects


def _made(
    hit: Hit, scene: Scene, found: Found, subjects: Sequence[Mention], said: Said, anchored: Anchored
) -> tuple[list[Proposal], str]:
    """The proposals of one relation of a title, and what became of them."""
    predicate = ontology.load().predicates[said.predicate]
    undated = _some_time(hit, scene, said)
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
                subject, said.predicate, said.object, None,
                {**{k: v for k, v in values.items() if not (undated and k == "start")}, **said.qualifiers},
                hit.rule.certainty or verdict.certainty, verdict.attributed_to, hit.rule.name, start, end, antecedents,
            )
            for values in gather(hit.rule, predicate, hit.tape, hit.match, hit.slots, ())
        ]  # fmt: skip
    return out, "fired" if out else "the two do not fit"


def _some_time(hit: Hit, scene: Scene, said: Said) -> bool:
    """Whether a post is told after one's coming to another house, and that it was held at some time since
    (2010年加入甲公司，曾任乙公司总监): the date is of the coming.
    """
    if "object" not in hit.slots or not _ONCE.search(hit.match.group()):
        return False
    return said.object.name not in {m.name for m in scene.discourse.resolve(hit.tape, hit.slots["object"])}


def _joined(tape: Tape, one: Apposition, other: Apposition) -> bool:
    """Whether two appositions stand in one list of names."""
    return any(cell.start <= one.start and other.end <= cell.end for cell in tape.cells)


def _its_kind(front: str, titles: Sequence[Title]) -> bool:
    """Whether the words before a title say what its model or house is (扩散模型甲的作者)."""
    if not titles or titles[0].anchor is None:
        return False
    if titles[0].kind == "role" and pattern_of("house-kind").fullmatch(front):
        return True  # 知名慕课企业甲的创始人
    model = titles[0].kind == "model"
    return model and len(front) < _LONGEST_KIND and pattern_of("model-kind").search(front) is not None


def _telling(titles: Sequence[Title]) -> list[Title]:
    """The titles, without those that only say that a teacher has students where another says what he is."""
    plain = [t for t in titles if not (t.head is not None and "advisor" in (t.head.kind or ""))]
    return plain or list(titles)


def _single(titles: Sequence[Title]) -> list[Title]:
    """The titles before a name without those of several others (甲公司两位创始人、乙公司CEO张三)."""
    return [t for n, t in enumerate(titles) if n == len(titles) - 1 or not pattern_of("of-several").search(t.modifier)]


def _fits(said: Said, subject: Mention) -> bool:
    predicate = ontology.load().predicates[said.predicate]
    return subject.type in predicate.subject and said.object.type in predicate.object and said.object != subject


def _may_end(said: Said) -> bool:
    return "end" in ontology.load().predicates[said.predicate].qualifiers


def _proposal(said: Said, subject: Mention, found: Apposition, end: int) -> Proposal:
    outside = tuple(m for m in (said.object, subject) if not (found.start <= m.start and m.end <= found.end))
    return Proposal(
        subject, said.predicate, said.object, None, dict(said.qualifiers), "asserted", None, RULE, found.start, end,
        outside,
    )  # fmt: skip
