"""Joining the records of persons: within an article by short forms, then by name, by sound, by short forms again.

Candidates come from blocks of equal keys (folded name, reading, surname), never from all pairs; a block that is large
is narrowed to those that share something, so that the work grows with the corpus and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.resolve.context import Context, Profile, Thing
from kg.resolve.features import THRESHOLD, compare
from kg.resolve.keys import Sets
from kg.resolve.naming import short_fit
from kg.resolve.nearby import Nearby
from kg.resolve.records import Corpus, Feature, Log, Record
from kg.resolve.sound import Shape, blurred, is_foreign, readings, shape, spoken

_ALL_PAIRS = 8
_CANDIDATES = 12
_CLEARLY = 0.5
_SELDOM = 50


class Persons:
    """The persons of a corpus while they are being joined in `sets` (in which all else is joined already)."""

    def __init__(self, corpus: Corpus, sets: Sets, log: Log) -> None:
        self.corpus = corpus
        self.sets = sets
        self.log = log
        self.context = Context(corpus, sets)
        self.nearby = Nearby(corpus)
        self.profiles: dict[int, Profile] = {}
        for number, profile in self.context.profiles.items():
            root = sets.find(number)
            self.profiles.setdefault(root, Profile()).absorb(profile)

    def join_all(self) -> None:
        """Join what is one."""
        for members in self.corpus.by_article:
            self._short_forms_within([r for r in members if r.type == "Person"])
        self._same_names()
        self._sounds()
        self._short_forms_across()

    def profile(self, number: int) -> Profile:
        """The profile of the person to whom a record belongs."""
        return self.profiles[self.sets.find(number)]

    def _join(self, one: int, other: int, features: Iterable[Feature]) -> bool:
        a, b = self.sets.find(one), self.sets.find(other)
        if a == b:
            return True
        if not self.sets.join(a, b):
            return False
        for feature in features:
            self.log(one, other, feature)
        root = self.sets.find(a)
        gone = b if root == a else a
        self.profiles[root].absorb(self.profiles.pop(gone))
        return True

    def _short_forms_within(self, members: list[Record]) -> None:
        """A surname or given name alone is the one person of the article whom it fits best."""
        full = [(r.number, made) for r in members for made in self.context.profiles[r.number].shapes.values()]
        foreign = [(number, made) for number, made in full if is_foreign(made)]
        for record in members:
            known = self.context.profiles[record.number].shapes.values()
            if any(not made.han or is_foreign(made) for made in known):
                continue
            fits: dict[int, int] = {}
            # What has the form of a Chinese full name may be the given name of another, or a foreign surname.
            for form in known or [shape(n) for n in sorted(record.entity.names)]:
                given = [(number, made) for number, made in full if made.given == form.key]
                for number, bearer in [*foreign, *given] if known else full:
                    rank = short_fit(form, bearer)
                    root = self.sets.find(number)
                    if rank and root != self.sets.find(record.number):
                        fits[root] = max(rank, fits.get(root, 0))
            chosen = self._only(fits)
            if chosen is not None:
                name = self.profiles[chosen].label
                sentence = (
                    f"{record.entity.name} can be short for no one else in {self.corpus.path(record)} than {name}"
                )
                self._join(chosen, record.number, [Feature("short-form", 1.2, sentence)])

    def _only(self, fits: Mapping[int, int]) -> int | None:
        """The best fit, where it is one person; several spellings of one sound count as one."""
        top = [root for root, rank in fits.items() if rank == max(fits.values())]
        if not top:
            return None
        heard = [{r for s in self.profiles[root].shapes.values() for r in readings(s.name)} for root in top]
        if len(top) > 1 and not (heard[0] and all(heard[0] & other for other in heard[1:])):
            return None
        return min(top)

    def _same_names(self) -> None:
        blocks: dict[str, list[int]] = {}
        for root, profile in self.profiles.items():
            for key in profile.shapes:
                blocks.setdefault(key, []).append(root)
        for key in sorted(blocks):
            if len(blocks[key]) > 1:
                self._settle(sorted(blocks[key]))

    def _settle(self, block: list[int]) -> None:
        """Go through a block in order, each joining the best that came before; large blocks meet by what they share."""
        clusters: list[int] = []
        index: dict[Thing, list[int]] = {}
        entered = 0
        for place, root in enumerate(block):
            candidates: Iterable[int] = clusters
            if len(clusters) > _ALL_PAIRS:
                for earlier in block[entered:place]:
                    self._enter(index, earlier)
                entered = place
                things = self._things(self.context.profiles[root])
                candidates = sorted({c for thing in things for c in index.get(thing, ())})[: 2 * _CANDIDATES]
            if not self._settle_one(root, candidates) and self.sets.find(root) not in map(
                self.sets.find, clusters[: _ALL_PAIRS + 1]
            ):
                clusters.append(root)

    def _enter(self, index: dict[Thing, list[int]], root: int) -> None:
        for thing in self._things(self.context.profiles[root]):
            entry = index.setdefault(thing, [])
            if len(entry) < _CANDIDATES:
                entry.append(root)

    def _things(self, profile: Profile, *, seldom: int = 0) -> set[Thing]:
        """What a person may share with another: what is tied to the person, and what the articles name.

        Where `seldom` is given, only what is named in so many articles at most.
        """
        around: Iterable[Thing] = self.context.around(profile)
        if seldom:
            around = (thing for thing in around if self.context.frequency(thing) <= seldom)
        return {thing for things in profile.ties.values() for thing in things}.union(around)

    def _settle_one(self, root: int, candidates: Iterable[int]) -> bool:
        """Join a record's person with the best candidates, one after the other; whether there was any."""
        settled = False
        while True:
            mine = self.sets.find(root)
            scored = []
            for candidate in dict.fromkeys(map(self.sets.find, candidates)):
                if candidate != mine and self.sets.may_join(candidate, mine):
                    score, features = compare(self.profiles[candidate], self.profiles[mine], self.context, self.nearby)
                    if score >= THRESHOLD:
                        scored.append((-score, candidate, features))
            if not scored:
                return settled
            _, candidate, features = min(scored, key=lambda s: s[:2])
            settled = self._join(candidate, mine, features)

    def _sounds(self) -> None:
        """Other spellings: Latin and Chinese, misspelt; the best pairs first, each judged by what is joined by then."""
        blocks: dict[str, set[int]] = {}
        for root, profile in self.profiles.items():
            for made in profile.shapes.values():
                for key in self._sound_keys(made):
                    blocks.setdefault(key, set()).add(root)
        pairs: dict[tuple[int, int], float] = {}
        for key in sorted(blocks):
            for a, b in self._pairs(sorted(blocks[key])):
                if (a, b) not in pairs and self.sets.may_join(a, b):
                    score, _ = compare(self.profiles[a], self.profiles[b], self.context, self.nearby)
                    if score >= THRESHOLD:
                        pairs[a, b] = score
        rivals: dict[int, list[tuple[float, int]]] = {}
        for (a, b), score in pairs.items():
            rivals.setdefault(a, []).append((score, b))
            rivals.setdefault(b, []).append((score, a))
        for (a, b), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            if self.sets.find(a) == self.sets.find(b) or self._undecided(a, b, score, rivals):
                continue
            now, features = compare(self.profile(a), self.profile(b), self.context, self.nearby)
            if now >= THRESHOLD:
                self._join(a, b, features)

    def _sound_keys(self, made: Shape) -> set[str]:
        """The blocks of a full name: its readings; for a foreign name in Chinese characters the sound of its parts."""
        keys = {"|".join(blurred(reading)) for reading in readings(made.name)}
        if made.han:
            pieces = [part for part in made.parts if len(part) > 1] if is_foreign(made) else [made.key]
            keys |= {f"part|{heard}" for piece in pieces if len(piece) > 1 for heard in spoken(piece)[:2]}
        return keys

    def _undecided(self, a: int, b: int, score: float, rivals: Mapping[int, list[tuple[float, int]]]) -> bool:
        """Whether a name in Latin letters fits a second person nearly as well."""
        for one, other in ((a, b), (b, a)):
            if any(made.han for made in self.context.profiles[one].shapes.values()):
                continue
            for rival_score, rival in rivals.get(one, ()):
                apart = self.sets.find(rival) not in (self.sets.find(other), self.sets.find(one))
                if apart and rival_score > score - _CLEARLY and self._may_differ(rival, other):
                    return True
        return False

    def _may_differ(self, one: int, other: int) -> bool:
        return compare(self.profile(one), self.profile(other), self.context, self.nearby)[0] < THRESHOLD

    def _pairs(self, block: list[int]) -> Iterable[tuple[int, int]]:
        if len(block) <= _ALL_PAIRS:
            yield from combinations(block, 2)
            return
        index: dict[Thing, list[int]] = {}
        for root in block:
            for thing in self._things(self.profiles[root], seldom=_SELDOM):
                index.setdefault(thing, []).append(root)
        made: dict[int, int] = {}
        seen: set[tuple[int, int]] = set()
        telling = ((len(roots), thing) for thing, roots in index.items() if 1 < len(roots) <= _CANDIDATES)
        for _, thing in sorted(telling):
            for a, b in combinations(index[thing], 2):
                if (a, b) not in seen and made.get(a, 0) < _CANDIDATES:
                    seen.add((a, b))
                    made[a] = made.get(a, 0) + 1
                    yield a, b

    def _short_forms_across(self) -> None:
        """A short form that its own article does not explain, where one person of the corpus fits and shares enough."""
        waiting = [root for root, profile in self.profiles.items() if not profile.shapes and profile.shorts]
        if not waiting:
            return
        bearers: dict[str, list[int]] = {}
        for root, profile in self.profiles.items():
            for made in profile.shapes.values():
                heard = [part for reading in readings(made.name) for part in reading if part]
                for part in dict.fromkeys((*made.parts, *heard)):
                    bearers.setdefault(part, []).append(root)
        for root in waiting:
            found: dict[int, tuple[float, list[Feature]]] = {}
            for short in sorted(self.profiles[root].shorts.values()):
                candidates = bearers.get(shape(short).key, [])
                for other in candidates if len(candidates) <= 4 * _CANDIDATES else ():
                    if self.sets.may_join(root, other) and self.sets.find(other) != root:
                        score, features = compare(self.profile(other), self.profiles[root], self.context, self.nearby)
                        if score >= THRESHOLD:
                            found[self.sets.find(other)] = (score, features)
            if len(found) == 1:
                ((other, (_, features)),) = found.items()
                self._join(other, root, features)
