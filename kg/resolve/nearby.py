"""What the text says around the places where persons are named: things near them, lists, forms of address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from kg import names
from kg.resolve.context import Profile
from kg.resolve.keys import words
from kg.resolve.records import Corpus, Record
from kg.schema import EntityMention

_NEAR = 80
_BESIDE = 3
_MOST = 60
_ENDS = re.compile(r"[。！？!?\n（(）)]")


class Nearby:
    """Reads the surroundings of mentions in the raw files, each article's only when asked."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._others: dict[int, list[EntityMention]] = {}
        self._genders: dict[int, str] = {}

    def _records(self, profile: Profile, articles: Iterable[int]) -> Iterator[Record]:
        wanted = set(articles)
        for number in profile.records:
            record = self.corpus.records[number]
            if record.article in wanted:
                yield record

    def things(self, profile: Profile, articles: Set[int], *, but: Set[int]) -> set[str]:
        """The names of what stands within 80 characters of the person in one of `articles`, but the records `but`."""
        found: set[str] = set()
        for record in self._records(profile, articles):
            extract = self.corpus.extracts[record.article]
            if record.article not in self._others:
                self._others[record.article] = list(extract.mentions)
            for mention in record.mentions[:_MOST]:
                for other in self._others[record.article]:
                    if other.start - mention.end < _NEAR and mention.start - other.end < _NEAR:
                        number = self.corpus.of.get((record.article, other.entity))
                        if number is not None and number not in but:
                            found.add(self.corpus.records[number].entity.name)
        return found

    def places(self, profile: Profile, articles: Set[int]) -> int:
        """At how many places of `articles` the person is named."""
        return sum(len(record.mentions) for record in self._records(profile, articles))

    def beside(self, one: Profile, other: Profile, articles: Set[int]) -> str:
        """A place where two names stand side by side in one clause, with at most three characters between them."""
        theirs = {r.article: r for r in self._records(other, articles)}
        for record in self._records(one, articles):
            if record.article not in theirs:
                continue
            text = self.corpus.extracts[record.article].source.text
            places = [(m.start, m.end, 0) for m in record.mentions[:_MOST]]
            places += [(m.start, m.end, 1) for m in theirs[record.article].mentions[:_MOST]]
            places.sort()
            for (start, end, mine), (following, last, whose) in pairwise(places):
                between = text[end:following]
                if mine != whose and 0 < len(between.strip()) <= _BESIDE and not _ENDS.search(between):
                    return text[start:last]
        return ""

    def gender(self, profile: Profile) -> str:
        """`woman` or `man` where the words after the name say so most often; an empty string otherwise."""
        records = self.corpus.records
        found = [said for number in profile.records[:_MOST] if (said := self._gender(records[number]))]
        if not found:
            return ""
        counts = Counter(found)
        return min(counts, key=lambda said: (-counts[said], said), default="")

    def _gender(self, record: Record) -> str:
        if record.number not in self._genders:
            text = self.corpus.extracts[record.article].source.text
            said = ""
            for mention in record.mentions[:_MOST]:
                after = names.fold(text[mention.end : mention.end + 3])
                said = said or next((g for g in ("woman", "man") if after.startswith(words(g))), "")
            self._genders[record.number] = said
        return self._genders[record.number]
