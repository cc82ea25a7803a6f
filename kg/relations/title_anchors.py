"""Where a title is held: the organisation that anchors it, said in the phrase, in its clause, or before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicons import load_table
from kg.relations.cells import ACCEPTS, CHAR, Title
from kg.relations.clauses import clauses, pattern
from kg.relations.reading import Hit, Scene
from kg.relations.rules import with_words
from kg.relations.subjects import Discourse, Found
from kg.relations.tape import Tape
from kg.relations.title_grammar import pattern_of
from kg.schema import Mention

_COMPANIES = ("company", "fund")
_SCHOOLS = ("university", "school", "institute", "lab")
_TEAMS = ("team", "lab")
_HOUSES = ("company", "fund", "university", "school")
_FALLBACKS = (("company-role", _COMPANIES), ("school-role", _SCHOOLS), ("association-role", ("association",)))


@dataclass(frozen=True, slots=True)
class Anchored:
    """The organisations of a title; `at` is the tape position where its clause first speaks of them (-1: elsewhere)."""

    mentions: tuple[Mention, ...]
    at: int = -1


@cache
def _houses() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(r["role"]), re.compile(r["house"])) for r in load_table("role_houses"))


def fits_house(title: Title, orgs: Sequence[Mention]) -> bool:
    """Whether a post without a house may be one in these: only a school has a dean, only a team a captain."""
    words = title.modifier + title.words
    return all(house.search(m.name) for role, house in _houses() if role.search(words) for m in orgs)


def anchors_of(title: Title, discourse: Discourse, tape: Tape, at: int) -> tuple[Mention, ...]:
    """What the title's anchor names; for a role of companies or schools without one, that which the text speaks of.

    `at` is the tape position up to which names count as said before.
    """
    if title.anchor is not None:
        return discourse.resolve_cell(tape, at, title.anchor)
    orgs = () if title.owned else _unsaid(title, discourse, tape, at)
    return orgs if fits_house(title, orgs) else ()


def _unsaid(title: Title, discourse: Discourse, tape: Tape, at: int) -> tuple[Mention, ...]:
    """What a title without an anchor is held at, by what the text speaks of."""
    if pattern_of("company-own").match(title.modifier):
        return discourse.company(tape, at) or ()
    if pattern_of("academy-role").search(title.words):
        named = [*discourse.orgs, *(m for cell in tape.cells[:at] for m in cell.mentions if m.type == "Org")]
        return tuple([m for m in named if pattern_of("academy").search(m.name)][-1:])
    if pattern_of("team-own").match(title.modifier + title.words):
        team = discourse.holder(tape, at, _TEAMS, beside=True)
        if team:
            return team
    for name, kinds in _FALLBACKS:
        if pattern_of(name).search(title.words) or pattern_of(name).search(title.modifier + title.words):
            return discourse.holder(tape, at, kinds, beside=not title.modifier)
    return ()


def anchors_in(title: Title, hit: Hit, scene: Scene, found: Found, *, first: bool) -> Anchored:
    """The anchors of a title that a rule has matched, said of the persons `found`; `first`: it begins its list."""
    tape, at = hit.tape, hit.slots["title"]
    if title.anchor is not None:
        own = anchors_of(title, scene.discourse, tape, at)
        return Anchored((*(_beside(hit, scene.discourse, own) if first else ()), *own))
    if pattern_of("event-role").search(title.modifier + title.words):
        return Anchored(())  # of a conference, which is no house
    if pattern_of("editor-role").search(title.words) and "object" not in hit.slots:
        return Anchored(())
    if _unread(hit):
        return Anchored(())
    if "object" in hit.slots:
        orgs = scene.discourse.resolve(tape, hit.slots["object"])
        bare = not title.modifier and not hit.match.groupdict().get("mod")
        return Anchored(orgs if not bare or fits_house(title, orgs) else ())
    if title.owned or "advisor" in ((title.head.kind if title.head else None) or ""):
        return Anchored(())
    if pattern_of("project-role").search(title.modifier + title.words):
        models = [c.mentions for c, char in zip(tape.cells[:at], tape.text[:at], strict=True) if char == CHAR["Model"]]
        if models:
            return Anchored(models[-1])
    if pattern_of("company-own").match(title.modifier):
        return Anchored(scene.discourse.company(tape, at) or ())
    if "\t" in tape.text and scene.discourse.main_org is not None:
        return Anchored(scene.discourse.main_org)  # a row of a table on the organisation's own page
    if pattern_of("founder-role").search(title.words):
        near = _where(hit, scene, title, same=True)
        return near or Anchored(scene.discourse.company(tape, at) or ())
    if pattern_of("not-held").search(title.words):
        return _where(hit, scene, title, same=True) or Anchored(())  # an expert, of nobody in particular
    near = _where(hit, scene, title) or Anchored(post_of(title, scene.discourse, found.mentions))
    if near.mentions or found.way == "topic":
        return near  # of somebody spoken of before, only what was said of him places the role
    fallback = anchors_of(title, scene.discourse, tape, at)
    return Anchored(() if _with_them(tape, at, fallback) else fallback)


def _unread(hit: Hit) -> bool:
    """Whether the clause places the title somewhere that is no mention (在某某与某某担任工程师; 任副总裁的某某部)."""
    text, start = hit.tape.text, hit.match.start()
    if "object" in hit.slots:
        return False
    first = max((s for s, _ in clauses(text) if s <= start), default=0)
    after = hit.slots["title"] + 1
    return (
        pattern_of("place-unnamed").search(text, first, start) is not None
        or pattern_of("house-follows").match(text[after:]) is not None
    )


def _with_them(tape: Tape, at: int, orgs: Sequence[Mention]) -> bool:
    """Whether the sentence names the organisations only as those with whom somebody does something (与甲公司合作,
    接受甲公司的投资).
    """
    text = tape.text
    places = [i for i in range(at) if set(tape.cells[i].mentions) & set(orgs)]
    within = [next((s, e) for s, e in clauses(text) if s <= i <= e) for i in places]
    return bool(places) and all(
        pattern_of("with-house").search(text, s, i) or pattern_of("invests").match(text[i + 1 : e])
        for (s, e), i in zip(within, places, strict=True)
    )


#: Houses of which one person may hold the same post together (甲大学某系与乙学院的兼职教授).
_ACADEMIC = ("university", "school", "institute")


def _beside(hit: Hit, discourse: Discourse, own: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The organisations or models in a list with the title's own, of the same kind, which share its role
    (甲公司和乙公司的研究员).
    """
    text = hit.tape.text
    joined = pattern_of("beside").search(text, hit.match.start(), hit.slots["title"])
    if joined is None or joined.start() <= hit.match.start():
        return ()
    if text[joined.start() - 1] not in ACCEPTS["Org"] + ACCEPTS["Model"]:
        return ()
    beside = discourse.resolve(hit.tape, joined.start() - 1)
    kinds = {m.kind for m in beside}
    alike = kinds == {m.kind for m in own} or all(m.type == "Model" or m.kind in _ACADEMIC for m in (*beside, *own))
    return beside if alike else ()


def _where(hit: Hit, scene: Scene, title: Title, *, same: bool = False) -> Anchored | None:
    """The organisation named before the title in its clause or, as what somebody entered, in the clause before (unless
    `same`).
    """
    tape, start = hit.tape, hit.match.start()
    bounds = clauses(tape.text)
    number = next((i for i, (s, e) in enumerate(bounds) if s <= start <= e), len(bounds) - 1)
    for near in (number,) if same else (number, number - 1):
        if near < 0:
            break
        first, last = bounds[near]
        held = [i for i in range(first, min(last, start)) if _holds(tape, i) and not _shows(tape, i)]
        named = [i for i in held if not pattern_of("source").search(tape.text, first, i)]
        if not named:
            continue
        at = named[-1]
        left = pattern_of("elsewhere").search(tape.text, first, last) and not pattern_of("entered").search(
            tape.text, first, last
        )
        if near != number and (left or _aside(tape.text, first, at, last)):
            break
        cell = tape.cells[at]
        if pattern_of("academy-role").search(title.words) and not any(
            pattern_of("academy").search(m.name) for m in cell.mentions
        ):
            continue
        kind = cell.mentions[-1].kind if cell.mentions else None
        if kind in ("team", "company") and pattern_of("school-role").search(title.words):
            continue  # no team has a dean
        if kind in _HOUSES and pattern_of("crew-role").search(title.words):
            continue  # and no house a captain
        if not fits_house(title, [m for m in cell.mentions if m.type == "Org"]):
            continue
        if near == number and pattern_of("unit-between").match(tape.text[at + 1 : start]):
            return Anchored(())  # 在甲公司旗下某事业部担任总经理: the unit is no mention
        anchor = cell.titles[-1].anchor if cell.titles else cell
        assert anchor is not None
        entering = _entering().search(tape.text, first, at)
        since = entering.start() if entering else at
        return Anchored(scene.discourse.resolve_cell(tape, at, anchor), since if near == number else -1)
    return None


def _shows(tape: Tape, at: int) -> bool:
    """Whether the organisation at tape position `at` only tells what follows (天眼查显示)."""
    return pattern("it-shows").match(tape.text, at + 1) is not None


def _aside(text: str, first: int, at: int, last: int) -> bool:
    """Whether the organisation at `at` of the clause [first, last) is no place in it (与甲公司合作).

    One by which somebody is hired is (被甲公司挖来).
    """
    if pattern_of("oblique").search(text, first, at) is None:
        return False
    return pattern_of("hired").match(text, max(first, at - 1), last) is None


@cache
def _entering() -> re.Pattern[str]:
    """How somebody comes to the organisation that stands next."""
    return re.compile(with_words("(?:<join>|<work>|<at>)[^，。；]{0,6}$", "title_anchors"))


def _holds(tape: Tape, at: int) -> bool:
    """Whether an organisation is named at tape position `at`, alone or as the anchor of a role."""
    if tape.text[at] in ACCEPTS["Org"]:
        return True
    titles = tape.cells[at].titles
    return tape.text[at] == CHAR["Title"] and titles[-1].kind in ("role", "work") and titles[-1].anchor is not None


def post_of(title: Title, discourse: Discourse, persons: Sequence[Mention]) -> tuple[Mention, ...]:
    """Where the persons were last said to hold a post, if the title's role is one of such a place."""
    posts = discourse.posts
    if title.head is not None and {"head", "founder"} & set((title.head.kind or "").split("|")):
        posts = posts | discourse.own_firms
    held = {posts[m.name] for m in persons if m.name in posts}
    if len(held) != 1:
        return ()
    post = held.pop()
    role = "academic-role" if post.kind in _SCHOOLS else "firm-role"
    return (post,) if pattern_of(role).search(title.words) else ()
