"""What the articles say about each person, as far as it tells who the person is.

A `Profile` stands for one record or for a set of joined records: names with the number of places that use them, the
things that statements tie to the person, and the articles, with what else these name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from kg import names
from kg.lexicons import load_table
from kg.ontology import load as ontology
from kg.resolve.keys import Sets, fold
from kg.resolve.records import Corpus, Record
from kg.resolve.sound import Shape, full_names, shape
from kg.schema import Ref, Statement

Thing = str
"""The key of something that two people may share: `#12` for the joined entity of record 12, else a folded name."""

_SAMPLE = 40


@cache
def _classes() -> Mapping[str, tuple[str, float]]:
    return {row["predicate"]: (row["class"], float(row["weight"])) for row in load_table("resolve_context")}


@dataclass(slots=True)
class Profile:
    """A person, as far as known.

    `shapes` and `counts` are full names and in how many places they stand, `shorts` the other names by their folded
    forms, `ties` by class (org, school, work, award, person, place, field, degree:…) the things tied to the person,
    with their weights.
    """

    shapes: dict[str, Shape] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    ties: dict[str, dict[Thing, float]] = field(default_factory=dict)
    articles: dict[int, None] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)
    around: frozenset[Thing] | None = None

    def absorb(self, other: Profile) -> None:
        """Add what `other` knows."""
        for key, made in other.shapes.items():
            self.shapes.setdefault(key, made)
            self.counts[key] = self.counts.get(key, 0) + other.counts[key]
        self.shorts |= other.shorts
        for name, things in other.ties.items():
            mine = self.ties.setdefault(name, {})
            for thing, weight in things.items():
                mine[thing] = max(weight, mine.get(thing, 0.0))
        if len(self.articles) < _SAMPLE:
            self.around = None
        self.articles.update(other.articles)
        self.records += other.records

    def tie(self, thing: Thing, *classes: str) -> float:
        """How strongly `thing` is tied to the person, as one of some classes (of all, if none is given)."""
        return max((self.ties[name].get(thing, 0.0) for name in classes or self.ties if name in self.ties), default=0.0)

    def tied(self, *classes: str) -> Iterator[Thing]:
        """The things of some classes."""
        return (thing for name in classes for thing in self.ties.get(name, ()))

    @property
    def label(self) -> str:
        """The name to show: the one used most."""
        best = min(self.counts, key=lambda key: (-self.counts[key], key), default="")
        return self.shapes[best].name if best else min(self.shorts.values(), default="?")


class Context:
    """The profiles of a corpus's persons, and what they share with whom."""

    def __init__(self, corpus: Corpus, sets: Sets) -> None:
        """Read the ties out of the statements; all but persons must be joined in `sets` already."""
        self.corpus = corpus
        self.sets = sets
        self.parents = self._find_parents()
        self._around: list[frozenset[Thing]] = []
        self._frequency: dict[Thing, int] = {}
        self.profiles = self._make()
        #: What is named in few articles comes first, then what was recorded first.
        self.ranks = {thing: (-self.weight(thing), *order(thing)) for thing in self._frequency}

    def thing(self, record: Record) -> Thing:
        """The key of a record: what is joined has one key; persons have their folded name."""
        return fold(record.entity.name) if record.type == "Person" else f"#{self.sets.find(record.number)}"

    def name(self, thing: Thing) -> str:
        """A thing, for a reader."""
        return self.corpus.records[int(thing[1:])].entity.name if thing.startswith("#") else thing

    def frequency(self, thing: Thing) -> int:
        """In how many articles a thing is named."""
        return self._frequency.get(thing, 1)

    def weight(self, thing: Thing) -> float:
        """How telling it is to be named beside a thing: 1 for a thing of one article, little for what stands in all."""
        return _telling(self._frequency.get(thing, 1))

    def around(self, profile: Profile) -> frozenset[Thing]:
        """The things that the profile's articles name (of the first articles, where they are many)."""
        if profile.around is None:
            articles = islice(profile.articles, _SAMPLE)
            profile.around = frozenset().union(*(self._around[a] for a in articles))
        return profile.around

    def around_article(self, article: int) -> frozenset[Thing]:
        """The things that one article names."""
        return self._around[article]

    def ancestors(self, thing: Thing) -> list[Thing]:
        """The organisations that hold an organisation, nearest first."""
        found: list[Thing] = []
        here = self.parents.get(thing)
        while here is not None and here not in found and here != thing and len(found) < 6:
            found.append(here)
            here = self.parents.get(here)
        return found

    def _find_parents(self) -> dict[Thing, Thing]:
        parents: dict[Thing, Thing] = {}
        for article, extract in enumerate(self.corpus.extracts):
            for statement in extract.statements:
                if _classes().get(statement.predicate, ("",))[0] == "parent":
                    child, parent = self._side(article, statement.subject), self._side(article, statement.object)
                    if child != parent:
                        parents[child] = min(parent, parents.get(child, parent))
        return parents

    def _side(self, article: int, ref: Ref) -> Thing:
        number = self.corpus.of.get((article, ref.id))
        return fold(ref.name) if number is None else self.thing(self.corpus.records[number])

    def _make(self) -> dict[int, Profile]:
        profiles: dict[int, Profile] = {}
        for article, members in enumerate(self.corpus.by_article):
            things = frozenset(self.thing(r) for r in members)
            self._around.append(things)
            for thing in things:
                self._frequency[thing] = self._frequency.get(thing, 0) + 1
            for record in members:
                if record.type == "Person":
                    profiles[record.number] = _profile(record)
            for statement in self.corpus.extracts[article].statements:
                self._tie(article, statement, profiles)
        return profiles

    def _tie(self, article: int, statement: Statement, profiles: Mapping[int, Profile]) -> None:
        name, weight = _classes().get(statement.predicate, ("", 0.0))
        if not weight:
            return
        for mine, other in ((statement.subject, statement.object), (statement.object, statement.subject)):
            number = self.corpus.of.get((article, mine.id)) if mine.type == "Person" else None
            profile = profiles.get(number) if number is not None else None
            if profile is None or (mine is statement.object and other.type != "Person"):
                continue
            thing = self._side(article, other)
            profile.ties.setdefault(name, {})[thing] = weight
            if name in ("org", "school"):
                for held in self.ancestors(thing):
                    profile.ties[name].setdefault(held, weight)
            for key in ontology().predicates[statement.predicate].identity:
                value = statement.qualifiers.get(key)
                if value and name == "school":
                    root = (self.ancestors(thing) or [thing])[-1]
                    profile.ties.setdefault(f"{key}:{value}", {})[root] = weight


def order(thing: Thing) -> tuple[int, str]:
    """By what things are sorted that nothing else sorts: names first, then the others as they were recorded."""
    return (int(thing[1:]), "") if thing.startswith("#") else (-1, thing)


@lru_cache(maxsize=1 << 16)
def _telling(frequency: int) -> float:
    return 1 / (1 + math.log10(frequency))


@lru_cache(maxsize=1 << 16)
def _written(text: str) -> str:
    """The key of a name as the file writes it."""
    return names.fold(text) if names.has_han(text) else shape(text).key


def _profile(record: Record) -> Profile:
    full = full_names(record.entity.names)
    shapes = {made.key: made for made in full}
    counts = dict.fromkeys(shapes, 0)
    for mention in record.mentions:
        key = _written(mention.text)
        if key in counts:
            counts[key] += 1
    if shapes and not any(counts.values()):
        own = shape(record.entity.name).key
        counts[own if own in counts else next(iter(counts))] = len(record.mentions) or 1
    known = {fold(made.name) for made in full}
    shorts = {fold(n): n for n in sorted(record.entity.names) if fold(n) not in known}
    return Profile(shapes, counts, shorts, {}, {record.article: None}, [record.number])
