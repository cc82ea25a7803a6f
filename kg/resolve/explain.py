"""Why two names are one entity, or two: what `kg explain-merge A B` prints."""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFoundError
from kg.resolve.context import Context, Profile
from kg.resolve.features import THRESHOLD, compare
from kg.resolve.joining import join
from kg.resolve.naming import NAME_FEATURES
from kg.resolve.nearby import Nearby
from kg.resolve.records import Corpus, Feature, collect
from kg.resolve.sound import shape
from kg.resolve.things import listed_name
from kg.resolve.verdicts import Selector, parse_side, read, selector
from kg.schema import Extract, Verdict

Edge = tuple[int, int, Feature]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of two names.

    `a` and `b` are the ids of the entities that bear them, `type` their type; `features` the reasons, each with points
    and a sentence; `score` their sum and `threshold` what joins; `decision` is `same` or `different`, `by` what made it
    (`score`, `verdict`, `others`: joined by way of a third name, or kept apart by one); `sentence` says it in words.
    """

    a: str
    b: str
    type: str
    features: tuple[Feature, ...]
    score: float
    threshold: float
    decision: str
    by: str
    sentence: str


def explain_pair(extracts: Sequence[Extract], a: str, b: str, *, verdicts: Path | None = None) -> Explanation:
    """Why the entities called `a` and `b` (names or ids, as in the verdicts' file) are one or two.

    Raises NotFoundError where no article names one of them, or they name no two things of one type.
    """
    corpus = collect(extracts)
    decided = read(verdicts)[0] if verdicts is not None else []
    edges: list[Edge] = []
    persons, _, ids, _ = join(corpus, decided, log=lambda one, other, feature: edges.append((one, other, feature)))
    select = selector(corpus, ids)
    ours, theirs = _sides(corpus, select, a, b)
    type_ = corpus.records[ours[0]].type
    one, other = min(ids[n] for n in ours), min(ids[n] for n in theirs)
    same = bool({ids[n] for n in ours} & {ids[n] for n in theirs})
    if same:
        one = other = min({ids[n] for n in ours} & {ids[n] for n in theirs})
    features: list[Feature] = []
    if both := sorted({*ours} & {*theirs}):
        path = corpus.path(corpus.records[both[0]])
        features = [Feature("equated", THRESHOLD, f"{path} uses {a} and {b} for one {type_}")]
        if type_ == "Person":
            features += _by_name(a, b)
        elif (known := listed_name(type_, parse_side(a)[1])) and known == listed_name(type_, parse_side(b)[1]):
            features.append(Feature("listed", 3.0, f"{a} and {b} are names of {known} in the word lists"))
    elif type_ == "Person":
        fresh = Context(corpus, persons.sets)
        _, features = compare(_profile(fresh, ours), _profile(fresh, theirs), fresh, Nearby(corpus))
    if not features:
        features = _trail(edges, ours, theirs) if same else _reasons(edges, ours, theirs)
    score = round(sum(f.score for f in features), 2)
    ruling = _ruling(decided, select, ours, theirs)
    by = "score"
    if ruling is not None:
        features.append(Feature("verdict", 0.0, ruling.sentence))
        by = "verdict"
    elif same != (score >= THRESHOLD):
        by = "others"
        if same:
            features += [f for f in _trail(edges, ours, theirs) if f not in features]
    return Explanation(
        one, other, type_, tuple(features), score, THRESHOLD, "same" if same else "different", by,
        _sentence(a, b, same=same, by=by, score=score),
    )  # fmt: skip


def _sentence(a: str, b: str, *, same: bool, by: str, score: float) -> str:
    what = f"{a} and {b} are {'one' if same else 'two'}"
    match by:
        case "verdict":
            return f"{what}: a person decided so"
        case "others" if same:
            return f"{what} by way of other names, though the two alone have {score:g} points of {THRESHOLD:g}"
        case "others":
            return f"{what}: {score:g} points would join them, but another name fits as well, or speaks against it"
        case _:
            return f"{what}: {score:g} points, {THRESHOLD:g} join"


def _sides(corpus: Corpus, select: Selector, a: str, b: str) -> tuple[list[int], list[int]]:
    """The records behind two names, of one type."""
    numbered = [bool(parse_side(side)[2]) for side in (a, b)]
    ours, theirs = select(a, numbered[1]), select(b, numbered[0])
    for side, found in ((a, ours), (b, theirs)):
        if not found:
            known = sorted({name for record in corpus.records for name in record.entity.names})
            near = tuple(difflib.get_close_matches(parse_side(side)[1], known, n=3))
            raise NotFoundError(f"no article names {side!r}", suggestions=near)
    for type_ in ("Person", "Org", "Model", "Award", "Work"):
        mine = [n for n in ours if corpus.records[n].type == type_]
        others = [n for n in theirs if corpus.records[n].type == type_]
        if mine and others:
            return mine, others
    kinds = corpus.records[ours[0]].type, corpus.records[theirs[0]].type
    raise NotFoundError(f"{a} is of type {kinds[0]}, {b} of type {kinds[1]}: two things of two types are never one")


def _by_name(a: str, b: str) -> list[Feature]:
    """What the two names tell by themselves."""
    left, right = (shape(parse_side(side)[1]) for side in (a, b))
    found = (feature(left, right) for feature in NAME_FEATURES)
    return [feature for feature in found if feature is not None]


def _profile(context: Context, records: Iterable[int]) -> Profile:
    made = Profile()
    for number in records:
        made.absorb(context.profiles[number])
    return made


def _ruling(decided: Sequence[Verdict], select: Selector, ours: Sequence[int], theirs: Sequence[int]) -> Verdict | None:
    for verdict in decided:
        numbered = [bool(parse_side(side)[2]) for side in (verdict.a, verdict.b)]
        one, other = set(select(verdict.a, numbered[1])), set(select(verdict.b, numbered[0]))
        if (one & {*ours} and other & {*theirs}) or (one & {*theirs} and other & {*ours}):
            return verdict
    return None


def _trail(edges: Iterable[Edge], ours: Sequence[int], theirs: Sequence[int]) -> list[Feature]:
    """The reasons of the joins by which one leads to the other, on the shortest way."""
    steps: dict[int, list[tuple[int, Feature]]] = {}
    for one, other, feature in edges:
        steps.setdefault(one, []).append((other, feature))
        steps.setdefault(other, []).append((one, feature))
    before: dict[int, tuple[int, Feature] | None] = dict.fromkeys(ours)
    queue, goal = deque(ours), {*theirs}
    while queue:
        here = queue.popleft()
        if here in goal:
            found: list[Feature] = []
            while (step := before[here]) is not None:
                here = step[0]
                found.append(step[1])
            return found[::-1]
        for there, feature in steps.get(here, ()):
            if there not in before:
                before[there] = (here, feature)
                queue.append(there)
    return []


def _reasons(edges: Iterable[Edge], ours: Sequence[int], theirs: Sequence[int]) -> list[Feature]:
    """What was weighed for each of two things that were not joined."""
    wanted = {*ours, *theirs}
    found = [feature for one, other, feature in edges if one == other and one in wanted]
    nothing = Feature("no-key", 0.0, "no word list, spelling or article makes the two names one")
    return list(dict.fromkeys([*found, nothing]))
