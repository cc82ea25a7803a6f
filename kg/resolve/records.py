"""The records that are to be joined: one for each entity of each article, in an order that is the corpus's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.schema import EntityMention, Extract, LocalEntity


@dataclass(frozen=True, slots=True)
class Record:
    """An entity as one article knows it: `number` in the corpus, `article` the article's, `mentions` its places."""

    number: int
    article: int
    entity: LocalEntity
    mentions: tuple[EntityMention, ...]

    @property
    def type(self) -> str:
        """The entity's type."""
        return self.entity.type


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against two names being one: what was looked at, its weight in points, and a sentence."""

    name: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All extracts in the order of their paths, and their records.

    `of` gives the number of a record by its article's number and its key there; `by_article` is the records of each
    article.
    """

    extracts: tuple[Extract, ...]
    records: tuple[Record, ...]
    of: dict[tuple[int, str], int]
    by_article: tuple[tuple[Record, ...], ...]

    def path(self, record: Record) -> str:
        """The path of the record's article."""
        return self.extracts[record.article].source.path

    def clean(self, record: Record) -> str:
        """How the record is named for a reader."""
        return record.entity.name


def collect(extracts: Sequence[Extract]) -> Corpus:
    """The records of `extracts`; the order in which these are given has no effect."""
    ordered = tuple(sorted(extracts, key=lambda e: (e.source.path, e.source.sha256, e.source.text)))
    records: list[Record] = []
    of: dict[tuple[int, str], int] = {}
    by_article: list[tuple[Record, ...]] = []
    for article, extract in enumerate(ordered):
        places: dict[str, list[EntityMention]] = {}
        for mention in extract.mentions:
            places.setdefault(mention.entity, []).append(mention)
        first = len(records)
        for entity in sorted(extract.entities, key=lambda e: e.key):
            found = sorted(places.get(entity.key, ()), key=lambda m: (m.start, m.end))
            of[article, entity.key] = len(records)
            records.append(Record(len(records), article, entity, tuple(found)))
        by_article.append(tuple(records[first:]))
    return Corpus(ordered, tuple(records), of, tuple(by_article))


Log = Callable[[int, int, Feature], None]
"""Called with two record numbers and the reason why they were joined or kept apart."""


def ignore(one: int, other: int, feature: Feature) -> None:
    """A log that keeps nothing."""
