"""What speaks for and against two persons being one: each feature is a function that gives points and a sentence.

The points are on one scale: 1 joins, in sum. A rare name alone has more than 1, a common one needs something shared; a
name that is only spelled or sounds alike begins below 0 and needs more. `FEATURES` is the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.resolve.context import Context, Profile, Thing, order
from kg.resolve.naming import NAME_FEATURES, meet
from kg.resolve.nearby import Nearby
from kg.resolve.records import Feature
from kg.resolve.sound import Shape

THRESHOLD = 1.0
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles to be compared, and how their names meet: `same`, `sound`, `reading`, `blurred`, `short` or ``."""

    a: Profile
    b: Profile
    context: Context
    nearby: Nearby
    meeting: str
    left: Shape | None
    right: Shape | None
    shared_articles: frozenset[int]

    def shared(self, *classes: str) -> dict[Thing, float]:
        """The things of some classes that are tied to both, with the lesser of their two weights."""
        a, b = sorted((self.a, self.b), key=lambda p: len(p.records))
        theirs = set(b.tied(*classes))
        both = dict.fromkeys(thing for thing in a.tied(*classes) if thing in theirs)
        found = ((thing, min(a.tie(thing, *classes), b.tie(thing, *classes))) for thing in both)
        return {thing: weight for thing, weight in found if weight}


def one_article(p: Pair) -> Feature | None:
    """Two people of one sound and surname rarely stand in one article; a slip of the pen does."""
    here = p.shared_articles
    if p.meeting not in ("sound", "blurred", "reading") or not here or p.left is None or p.right is None:
        return None
    where = p.context.corpus.extracts[min(here)].source.path
    if p.meeting == "reading":
        return Feature("one-article", 0.6, f"{where} names both {p.left.name} and {p.right.name}")
    if p.left.surname != p.right.surname:
        return None
    score = 0.8 if len(p.left.given) != 1 else 0.2
    return Feature("one-article", score, f"{where} writes both, and two people of one sound are rare in one article")


def spelling_counts(p: Pair) -> Feature | None:
    """A spelling that stands once beside a frequent one is a slip; two frequent spellings are two names."""
    if p.meeting not in ("sound", "blurred") or not p.shared_articles or p.left is None or p.right is None:
        return None
    counts = sorted(p.nearby.places(who, p.shared_articles) for who in (p.a, p.b))
    a, b = p.left.name, p.right.name
    if counts[0] >= _OFTEN:
        return Feature(
            "both-frequent", -0.5, f"{a} and {b} stand often in one article ({counts[0]} and {counts[1]} times)"
        )
    if counts[0] == 1 and counts[1] > 2:
        return Feature("slip", 0.4, f"one of {a} and {b} stands once, the other {counts[1]} times")
    return None


def shared_ties(p: Pair) -> Feature | None:
    """Employers, schools, works, awards, teachers and fellows in common."""
    score, named = 0.0, []
    for classes in (("org", "school"), ("work",), ("award",), ("person",)):
        shared = p.shared(*classes)
        held = {h for thing in shared for h in p.context.ancestors(thing)} | p.a.shapes.keys() | p.b.shapes.keys()
        best = sorted(((w, t) for t, w in shared.items() if t not in held), key=lambda w: (-w[0], order(w[1])))
        score += sum(weight / (i + 1) for i, (weight, _) in enumerate(best[:4]))
        named += [p.context.name(t) for _, t in best]
    if not named:
        return None
    return Feature("shared-ties", min(score, 3.0), f"{p.a.label} and {p.b.label} share {_list(named)}")


def home(p: Pair) -> Feature | None:
    """Where they come from."""
    mine, theirs = set(p.a.tied("place")), set(p.b.tied("place"))
    if not mine or not theirs:
        return None
    if any(x in y or y in x for x in mine for y in theirs):
        return Feature("same-home", 0.5, f"both come from {min(mine)}")
    return Feature("other-home", -1.2, f"one comes from {min(mine)}, the other from {min(theirs)}")


def fields(p: Pair) -> Feature | None:
    """What they do research in."""
    mine, theirs = set(p.a.tied("field")), set(p.b.tied("field"))
    if not mine or not theirs:
        return None
    both = sorted(mine & theirs)
    if both:
        return Feature("same-field", 0.3, f"both do research in {both[0]}")
    if any(_alike(x, y) for x in mine for y in theirs):
        return None
    return Feature("other-field", -0.5, f"one does research in {min(mine)}, the other in {min(theirs)}")


def employers(p: Pair) -> Feature | None:
    """Employers known of both, and none in common; the same of schools, which weighs less."""
    if p.shared("org", "school"):
        return None
    for name, score, what in (("org", -1.0, "work"), ("school", -0.3, "studied")):
        mine, theirs = (next(who.tied(name), None) for who in (p.a, p.b))
        if mine is not None and theirs is not None:
            a, b = p.context.name(mine), p.context.name(theirs)
            return Feature("other-places", score, f"nothing in common between {a} and {b}, where they {what}")
    return None


def degrees(p: Pair) -> Feature | None:
    """One degree from two universities."""
    for name in sorted(p.a.ties.keys() & p.b.ties.keys()):
        mine, theirs = p.a.ties[name], p.b.ties[name]
        if ":" in name and not mine.keys() & theirs.keys():
            a, b = (p.context.name(min(x, key=order)) for x in (mine, theirs))
            return Feature("other-degree", -0.6, f"{name.split(':')[1]} from {a} and from {b}")
    return None


def company(p: Pair) -> Feature | None:
    """Whom and what the articles name beside them."""
    if p.shared_articles:
        return None
    mine, theirs = p.context.around(p.a), p.context.around(p.b)
    own = p.a.shapes.keys() | p.b.shapes.keys() | p.a.shorts.keys() | p.b.shorts.keys()
    # What statements tie to both has been counted as such; what they tie to one of the two is company still.
    counted = set().union(*p.a.ties.values()) & set().union(*p.b.ties.values())
    shared = sorted((mine & theirs) - own - counted, key=p.context.ranks.__getitem__)
    if not shared:
        return None
    score = sum(
        (0.4 if not t.startswith("#") else 0.3) * p.context.weight(t) / (1 + i / 2) for i, t in enumerate(shared[:6])
    )
    names = [p.context.name(t) for t in shared]
    return Feature("same-company", min(score, 0.9), f"the articles that name them also name {_list(names)}")


def neighbourhood(p: Pair) -> Feature | None:
    """In one article: what stands near the one and near the other."""
    if p.meeting not in ("sound", "blurred", "reading") or not p.shared_articles:
        return None
    own = {*p.a.records, *p.b.records}
    mine, theirs = (p.nearby.things(who, p.shared_articles, but=own) for who in (p.a, p.b))
    both = sorted(mine & theirs)
    if both:
        return Feature("same-passage", min(0.6, 0.3 * len(both)), f"near both in the text: {_list(both)}")
    # Where a name stands once or twice, it tells little that other things stand around it.
    if mine and theirs and min(p.nearby.places(who, p.shared_articles) for who in (p.a, p.b)) >= _OFTEN:
        return Feature("other-passage", -0.4, f"{min(mine)} stands near the one, {min(theirs)} near the other")
    return None


def side_by_side(p: Pair) -> Feature | None:
    """Two names in one list or joined by a word are two people."""
    if p.meeting == "same" or not p.shared_articles:
        return None
    place = p.nearby.beside(p.a, p.b, p.shared_articles)
    return Feature("side-by-side", -2.5, f"named side by side: {place!r}") if place else None


def tied_to_each_other(p: Pair) -> Feature | None:
    """Nobody is his own teacher or fellow."""
    for one, other in ((p.a, p.b), (p.b, p.a)):
        if p.meeting != "same" and any(one.tie(key, "person") for key in other.shapes):
            return Feature("tied", -2.5, f"the sources tie {one.label} to {other.label} as to somebody else")
    return None


def gender(p: Pair) -> Feature | None:
    """先生 and 女士 after the names."""
    mine, theirs = p.nearby.gender(p.a), p.nearby.gender(p.b)
    if not mine or not theirs or mine == theirs:
        return None
    return Feature("other-gender", -1.5, f"{p.a.label} is a {mine}, {p.b.label} a {theirs}")


FEATURES: tuple[Callable[[Pair], Feature | None], ...] = (
    one_article, spelling_counts, shared_ties, home, fields, employers, degrees,
    company, neighbourhood, side_by_side, tied_to_each_other, gender,
)  # fmt: skip


def compare(a: Profile, b: Profile, context: Context, nearby: Nearby) -> tuple[float, list[Feature]]:
    """The points of two profiles in sum, and the features behind them; no names in common are no features."""
    meeting, left, right = meet(a, b)
    if not meeting:
        return -9.0, []
    few, many = (a, b) if len(a.articles) <= len(b.articles) else (b, a)
    shared = frozenset(article for article in few.articles if article in many.articles)
    pair = Pair(a, b, context, nearby, meeting, left, right, shared)
    by_name = (one(left, right) for one in NAME_FEATURES) if left and right else ()
    found = [feature for feature in (*by_name, *(one(pair) for one in FEATURES)) if feature is not None]
    return round(sum(f.score for f in found), 4), found


def _alike(one: str, other: str) -> bool:
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    return any(other[i : i + 2] in pairs for i in range(len(other) - 1))


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(list(dict.fromkeys(names))[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
