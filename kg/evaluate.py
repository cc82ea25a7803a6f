"""Scoring a graph against gold: precision, recall and F1 of facts, accuracy of their qualifiers and certainty.

The graph comes as interchange records (from an export or a store), the gold as the files that `tests/gold/README.md`
describes; both are checked on the way in. A fact is judged once for every article that states it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from kg.errors import DataError
from kg.gold import Gold, read_gold, read_utf8
from kg.matching import Alternatives, Item, assign

__all__ = ["Count", "Found", "Gold", "Score", "Share", "found_facts", "read_gold", "read_records", "score"]

_CERTAINTY = ("asserted", "attributed", "hedged")


class EntityRecord(BaseModel, frozen=True):
    """An entity of the interchange format, as far as scoring needs it."""

    record: Literal["entity"]
    id: str
    name: str
    aliases: tuple[str, ...] = ()


class CitationRecord(BaseModel, frozen=True):
    """A citation of the interchange format."""

    file: str
    start: int
    end: int
    quote: str


class StatementRecord(BaseModel, frozen=True):
    """A statement of the interchange format."""

    qualifiers: dict[str, str] = {}
    certainty: Literal["asserted", "attributed", "hedged"]
    rule: str = ""
    citations: tuple[CitationRecord, ...]


class ObjectRecord(BaseModel, frozen=True):
    """An object: an entity's id, or a value."""

    id: str | None = None
    value: str | None = None


class FactRecord(BaseModel, frozen=True):
    """A fact of the interchange format."""

    record: Literal["fact"]
    subject: ObjectRecord
    predicate: str
    object: ObjectRecord
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One fact of the graph as one article states it."""

    article: str
    item: Item
    names: tuple[str, str, str]
    certainty: str
    citation: CitationRecord
    rules: tuple[str, ...]


@dataclass(slots=True)
class Count:
    """Right, wrong and missed facts."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the facts found that are right (1 where none was found)."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the required facts that were found (1 where none is required)."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0

    def as_dict(self) -> dict[str, float]:
        """The counts and the three shares, rounded to four places."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"right": self.right, "wrong": self.wrong, "missed": self.missed}
        return {**counts, **{name: round(share, 4) for name, share in shares.items()}}


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        """Count one more, hit or not."""
        self.hits += hit
        self.of += 1

    @property
    def value(self) -> float:
        """The share (1 where there was nothing to get right)."""
        return self.hits / self.of if self.of else 1.0


@dataclass(slots=True)
class Score:
    """The result: `misses` are required rows that were not found, `extras` facts that match no row.

    `duplicates` are those of the extras that would match a row which another fact has taken, `inexact` the facts found
    with other qualifiers or another certainty than the gold's. Optional rows count neither way; `optional` says how
    many were found of how many.
    """

    total: Count = field(default_factory=Count)
    by_predicate: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_article: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    qualifier_recall: Share = field(default_factory=Share)
    qualifier_precision: Share = field(default_factory=Share)
    certainty: Share = field(default_factory=Share)
    optional: Share = field(default_factory=Share)
    misses: list[Gold] = field(default_factory=list)
    extras: list[Found] = field(default_factory=list)
    duplicates: list[Found] = field(default_factory=list)
    inexact: list[tuple[Gold, Found]] = field(default_factory=list)
    unread: tuple[str, ...] = ()


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of an interchange file. Raises DataError for a line that is no JSON object."""
    adapter = TypeAdapter(dict[str, Any])
    for line, text in enumerate(read_utf8(path).split("\n"), 1):
        if text.strip():
            try:
                yield adapter.validate_json(text)
            except ValidationError as error:
                raise DataError("not a JSON object", path.as_posix(), line) from error


def found_facts(records: Iterable[Mapping[str, Any]], *, file: str = "graph") -> list[Found]:
    """The facts of interchange `records`, once for each article that states them.

    Raises DataError, naming `file` and the number of the record, for one that does not fit the format.
    """
    names: dict[str, Alternatives] = {}
    shown: dict[str, str] = {}
    facts: list[FactRecord] = []
    for number, record in enumerate(records, 1):
        try:
            if record.get("record") == "entity":
                entity = EntityRecord.model_validate(record)
                names[entity.id] = Alternatives.of((entity.name, *entity.aliases))
                shown[entity.id] = entity.name
            elif record.get("record") == "fact":
                facts.append(FactRecord.model_validate(record))
        except ValidationError as error:
            first = error.errors()[0]
            raise DataError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", file, number) from error
    return [found for fact in facts for found in _by_article(fact, names, shown)]


def _by_article(fact: FactRecord, names: Mapping[str, Alternatives], shown: Mapping[str, str]) -> Iterator[Found]:
    said: dict[str, list[StatementRecord]] = defaultdict(list)
    for statement in fact.statements:
        if statement.citations:
            said[PurePosixPath(statement.citations[0].file).stem].append(statement)
    sides = [side.id if side.value is None else side.value for side in (fact.subject, fact.object)]
    subject, obj = [names.get(side or "") or Alternatives.of((side or "",)) for side in sides]
    for article, statements in said.items():
        qualifiers: dict[str, set[str]] = defaultdict(set)
        for statement in statements:
            for key, value in statement.qualifiers.items():
                qualifiers[key].add(value)
        yield Found(
            article=article,
            item=Item(subject, fact.predicate, obj, {k: tuple(sorted(v)) for k, v in sorted(qualifiers.items())}),
            names=(
                shown.get(sides[0] or "", sides[0] or ""),
                fact.predicate,
                shown.get(sides[1] or "", sides[1] or ""),
            ),
            certainty=min((s.certainty for s in statements), key=_CERTAINTY.index),
            citation=statements[0].citations[0],
            rules=tuple(sorted({s.rule for s in statements})),
        )


def score(gold: Sequence[Gold], found: Sequence[Found]) -> Score:
    """Judge `found` against `gold`; facts of articles without gold are left out."""
    result = Score()
    golds: dict[str, list[Gold]] = defaultdict(list)
    for row in gold:
        golds[row.article].append(row)
    facts: dict[str, list[Found]] = defaultdict(list)
    for fact in found:
        facts[fact.article].append(fact)
    for article in sorted(golds):
        _score_article(result, golds[article], facts.get(article, []))
    result.unread = tuple(sorted(set(golds) - set(facts)))
    return result


def _score_article(result: Score, gold: Sequence[Gold], found: Sequence[Found]) -> None:
    pairs = assign([g.item for g in gold], [f.item for f in found], [g.required for g in gold])
    for i, row in enumerate(gold):
        counts = (result.total, result.by_predicate[row.row.predicate], result.by_article[row.article])
        match = pairs.get(i)
        if not row.required:
            result.optional.add(match is not None)
            continue
        for count in counts:
            count.right += match is not None
            count.missed += match is None
        if match is None:
            result.misses.append(row)
            continue
        _judge_details(result, row, found[match])
    taken = set(pairs.values())
    for j, fact in enumerate(found):
        if j in taken:
            continue
        for count in (result.total, result.by_predicate[fact.names[1]], result.by_article[fact.article]):
            count.wrong += 1
        result.extras.append(fact)
        if any(g.item.matches(fact.item) for g in gold):
            result.duplicates.append(fact)


def _judge_details(result: Score, row: Gold, found: Found) -> None:
    wanted, given = row.item, found.item
    exact = [found.certainty == row.row.certainty]
    result.certainty.add(exact[0])
    for key in wanted.qualifiers:
        exact.append(wanted.agrees(given, key))
        result.qualifier_recall.add(exact[-1])
    for key, values in given.qualifiers.items():
        for value in values:
            exact.append(wanted.allows(key, value))
            result.qualifier_precision.add(exact[-1])
    if not all(exact):
        result.inexact.append((row, found))
