"""What changed from one graph to another: which facts came and went, and because of which article, rule or decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, Literal

from kg.errors import StoreError
from kg.names import fold
from kg.query.rows import FACT, to_fact
from kg.query.values import Cited, FactRow, Said
from kg.resolve.verdicts import parse_side
from kg.schema import Verdict
from kg.store import Store, open_store

Kind = Literal["article", "rule", "verdict", "names", "fact"]
Turn = Literal["came", "went"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a statement came or went: `kind` is what it lies at, `what` names that, `sentence` says it in words.

    `what` is the article's path, the rule's name, the file and line of a decision, an entity's or a fact's id.
    """

    kind: Kind
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A statement that came or went, and why."""

    id: str
    said: Said
    reason: Reason


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that came, went, or stands on other statements than before."""

    what: Literal["came", "went", "changed"]
    fact: FactRow
    came: tuple[Turned, ...]
    went: tuple[Turned, ...]


def opened(path: Path) -> Store:
    """The graph at `path`: a database of kg, or an export of `kg export jsonl`. Raises StoreError or DataError."""
    if path.is_file():
        with path.open("rb") as file:
            begins = file.read(16)
        if not begins.startswith(b"SQLite format 3"):
            from kg.interchange import load

            if not begins.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
                raise StoreError(f"{path}: neither a database of kg nor an export of kg export jsonl")
            return load(path)
    return open_store(path)


def diff(old: Store, new: Store, *, decisions: Sequence[Verdict] = ()) -> Iterator[Change]:
    """The facts that differ between two graphs, in the order of their ids.

    `decisions` are looked through for the reason where the graphs do not hold their own.
    """
    sides = (_Side(old), _Side(new))
    why = _Why(*sides, decisions)
    for fact, before, after in _together(*map(_told, (old, new))):
        if before == after:
            continue
        went = [sides[0].turned(key, why.of(sides[0], sides[1], key, "went")) for key in before if key not in after]
        came = [sides[1].turned(key, why.of(sides[1], sides[0], key, "came")) for key in after if key not in before]
        what: Literal["came", "went", "changed"] = "came" if not before else "went" if not after else "changed"
        row = sides[what != "went"].fact(fact)
        yield Change(what, row, tuple(came), tuple(went))


_Key = tuple[str, str, str | None]  # a statement's id, certainty and party


def _told(store: Store) -> Iterator[tuple[str, tuple[_Key, ...]]]:
    """The facts in the order of their ids, each with its statements."""
    rows = store.each(
        "SELECT fact.id AS fact, s.id, s.certainty, s.attributed_to FROM fact JOIN statement AS s ON s.fact = fact.n "
        "ORDER BY fact.id, s.n"
    )
    for fact, group in groupby(rows, key=lambda row: row["fact"]):
        yield fact, tuple((row["id"], row["certainty"], row["attributed_to"]) for row in group)


def _together(
    one: Iterator[tuple[str, tuple[_Key, ...]]], other: Iterator[tuple[str, tuple[_Key, ...]]]
) -> Iterator[tuple[str, tuple[_Key, ...], tuple[_Key, ...]]]:
    """Two sorted rows of facts as one; a fact that one of them lacks has no statements there."""
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0], left[1], ()
            left = next(one, None)
        elif left is None or right[0] < left[0]:
            yield right[0], (), right[1]
            right = next(other, None)
        else:
            yield left[0], tuple(left[1]), tuple(right[1])
            left, right = next(one, None), next(other, None)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statement as far as reasons need it."""

    id: str
    fact: str
    certainty: str
    attributed_to: str | None
    rule: str
    predicate: str
    subject: str
    object: str


_STATED = """
SELECT s.id, fact.id AS fact, s.certainty, s.attributed_to, s.rule, fact.predicate, subject.id AS subject,
  coalesce(object.id, fact.value) AS object, fact.value, passage.start, passage."end", source.path, source.sha256
FROM statement AS s JOIN fact ON fact.n = s.fact JOIN entity AS subject ON subject.n = fact.subject
LEFT JOIN entity AS object ON object.n = fact.object
JOIN citation ON citation.statement = s.n AND citation.position = 0
JOIN passage ON passage.n = citation.passage JOIN source ON source.n = passage.source
"""


class _Side:
    """One of the two graphs."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.sources = {row["path"]: row["sha256"] for row in store.rows("SELECT path, sha256 FROM source")}
        self.verdicts = [
            Verdict(*row)
            for row in store.rows('SELECT verdict, a, b, who, "when", why, file, line FROM verdict ORDER BY line')
        ]

    def fact(self, id: str) -> FactRow:
        return to_fact(self.store.rows(f"{FACT}WHERE fact.id = ?", id)[0])

    def statement(self, id: str) -> Any:  # noqa: ANN401
        """The statement's row."""
        return self.store.rows(f"{_STATED}WHERE s.id = ?", id)[0]

    def at(self, path: str, start: int, end: int) -> list[_Stated]:
        """The statements whose words stand there."""
        rows = self.store.rows(
            f'{_STATED}WHERE source.path = ? AND passage.start = ? AND passage."end" = ? ORDER BY s.n', path, start, end
        )
        return [_Stated(*(row[key] for key in _Stated.__slots__)) for row in rows]

    def turned(self, key: _Key, reason: Reason) -> Turned:
        """A statement with all that it says."""
        rows = self.store.rows(
            'SELECT s.n, s.rule, path, line, "column", start, "end", quote FROM statement AS s '
            "JOIN citation ON citation.statement = s.n JOIN passage ON passage.n = citation.passage "
            "JOIN source ON source.n = passage.source WHERE s.id = ? ORDER BY position",
            key[0],
        )
        qualifiers = self.store.rows("SELECT key, value FROM qualifier WHERE statement = ? ORDER BY key", rows[0]["n"])
        cited = tuple(Cited(*(row[k] for k in ("path", "line", "column", "start", "end", "quote"))) for row in rows)
        said = Said({row["key"]: row["value"] for row in qualifiers}, key[1], key[2], cited, (rows[0]["rule"],))
        return Turned(key[0], said, reason)

    def names(self, entity: str) -> set[str] | None:
        """The folded names of an entity; None where the graph has none of that id."""
        rows = self.store.rows(
            "SELECT text FROM name JOIN entity ON entity.n = name.entity WHERE entity.id = ?", entity
        )
        return {fold(row["text"]) for row in rows} or None


class _Why:
    """Finds what a statement's coming or going lies at."""

    def __init__(self, old: _Side, new: _Side, decisions: Sequence[Verdict]) -> None:
        self.old, self.new = old, new
        lines = [{(v.verdict, v.a, v.b): v for v in side.verdicts} for side in (old, new)]
        differing = lines[0].keys() ^ lines[1].keys()
        self.decisions = [lines[0].get(key) or lines[1][key] for key in sorted(differing)] or list(decisions)

    def of(self, here: _Side, there: _Side, key: _Key, turn: Turn) -> Reason:
        """Why the statement that `here` has is not so in `there`."""
        row = here.statement(key[0])
        path = row["path"]
        if path not in there.sources:
            return Reason("article", path, f"article {path} is {'new' if turn == 'came' else 'not read any more'}")
        ours, theirs = row["sha256"], there.sources[path]
        if ours and theirs and ours != theirs:
            return Reason("article", path, f"article {path} has changed")
        place = (path, row["start"], row["end"])
        beside = there.at(*place)
        if same := next((one for one in beside if one.id == key[0]), None):
            return self._told_otherwise(row, same)
        # What stands there in place of it: a list of names gives many statements of one rule in one place.
        before = {one.id for one in here.at(*place)}
        alike = [one for one in beside if one.predicate == row["predicate"] and one.id not in before]
        sides = (row["subject"], row["object"])
        rule = row["rule"]
        likest = sorted(
            (one for one in alike if one.rule == rule and (one.subject, one.object) != sides),
            key=lambda one: (one.subject != sides[0]) + (one.object != sides[1]),
        )
        if likest:
            return self._renamed(row, likest[0], turn)
        missing = [id for id in sides if here.names(id) is not None and there.names(id) is None]
        if missing:
            gone = "is new" if turn == "came" else "is no entity any more"
            return self._decided({missing[0]}) or Reason("names", missing[0], f"{missing[0]} {gone}")
        instead = next((one for one in alike if (one.subject, one.object) == sides), None)
        if instead is not None and instead.rule == rule:
            return Reason("rule", rule, f"rule {rule} reads its qualifiers otherwise")
        if instead is not None:
            one, other_rule = (rule, instead.rule) if turn == "came" else (instead.rule, rule)
            return Reason("rule", rule, f"rule {one} says it, no more {other_rule}")
        unsure = "" if ours and theirs else ", or the article has changed"
        return Reason("rule", rule, f"rule {rule} {'says it' if turn == 'came' else 'says it no more'}{unsure}")

    def _told_otherwise(self, row: Any, same: _Stated) -> Reason:  # noqa: ANN401
        """One statement stands in both graphs: it counts to another fact, or is not as sure."""
        if same.fact != row["fact"]:
            said = "other statements tell this fact from one that it was one with, or made it one with"
            return Reason("fact", same.fact, f"{said} {same.fact}")
        return Reason("rule", same.rule, f"rule {same.rule} reads who says it, or how surely, otherwise")

    def _renamed(self, row: Any, instead: _Stated, turn: Turn) -> Reason:  # noqa: ANN401
        """The words are read by the same rule, but mean another entity, or another value."""
        ours, theirs = (row["subject"], row["object"]), (instead.subject, instead.object)
        before, after = (theirs, ours) if turn == "came" else (ours, theirs)
        one, other = next(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
        if row["value"] is not None and before[0] == after[0]:
            return Reason("rule", instead.rule, f"rule {instead.rule} reads {other}, no more {one}")
        said = f"what was {one} is {other}: the articles tell names apart, or join them, otherwise than before"
        return self._decided({one, other}) or Reason("names", other, said)

    def _decided(self, ids: set[str]) -> Reason | None:
        """The decision about names that is about these entities: one that names both before one that names either."""
        known = [[side.names(id) or set() for id in sorted(ids)] for side in (self.old, self.new)]
        every = set().union(*(names for side in known for names in side))
        found: list[tuple[int, Verdict]] = []
        for verdict in self.decisions:
            one, other = (fold(parse_side(side)[1]) for side in (verdict.a, verdict.b))
            both = any(
                (one in first and other in second) or (other in first and one in second)
                for side in known for first, second in combinations(side, 2)
            )  # fmt: skip
            if both or (len(ids) == 1 and {one, other} & every) or {one, other} <= every:
                found.append((not both, verdict))
        if not found:
            return None
        verdict = min(found, key=lambda pair: pair[0])[1]
        where = f"{verdict.file}:{verdict.line}"
        return Reason("verdict", where, f"{where}: {verdict.sentence}")
