"""The folded forms under which names meet, and the disjoint sets that joined records form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from kg import names
from kg.lexicons import load_table


@lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """`name` (in simplified script) without regard to width, case, spaces, hyphens and quotation marks."""
    return names.fold(name, script=False)


@lru_cache(maxsize=1 << 16)
def unaccented(name: str) -> str:
    """`name` without the accents of its Latin letters: José is Jose."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@cache
def words(what: str) -> tuple[str, ...]:
    """The words of one class of `kg/lexicon/resolve_words.tsv`, longest first."""
    found = (row["word"] for row in load_table("resolve_words") if row["class"] == what)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def replacements(what: str) -> tuple[tuple[str, str], ...]:
    """The words of one class that stand for another, each with that other, longest first."""
    found = ((row["word"], row["to"]) for row in load_table("resolve_words") if row["class"] == what)
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


class Sets:
    """Disjoint sets of record numbers. Two sets whose marks forbid it are never joined.

    A mark is a pair (rule, side): a set that holds one side of a rule may not join one that holds another side.
    """

    __slots__ = ("_marks", "_members", "_parent")

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._members: dict[int, list[int]] = {}
        self._marks: dict[int, dict[str, str]] = {}

    def find(self, record: int) -> int:
        """The number that stands for the set of `record`."""
        parent = self._parent
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    def members(self, record: int) -> list[int]:
        """The records of the set of `record`."""
        root = self.find(record)
        return self._members.get(root, [root])

    def mark(self, record: int, rule: str, side: str) -> bool:
        """Set a mark; False (and nothing set) where the set already holds the rule's other side."""
        marks = self._marks.setdefault(self.find(record), {})
        return marks.setdefault(rule, side) == side

    def may_join(self, one: int, other: int) -> bool:
        """Whether no mark keeps the two sets apart."""
        a, b = self._marks.get(self.find(one), {}), self._marks.get(self.find(other), {})
        if len(a) > len(b):
            a, b = b, a
        return all(b.get(rule, side) == side for rule, side in a.items())

    def join(self, one: int, other: int) -> bool:
        """Join two sets; False where a mark forbids it."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if not self.may_join(a, b):
            return False
        ours, theirs = self._members.get(a, [a]), self._members.get(b, [b])
        if len(ours) < len(theirs):
            a, b, ours, theirs = b, a, theirs, ours
        self._parent[b] = a
        ours.extend(theirs)
        self._members[a] = ours
        self._members.pop(b, None)
        marks = self._marks.pop(b, None)
        if marks:
            self._marks.setdefault(a, {}).update(marks)
        return True

    def roots(self) -> Iterator[int]:
        """One record of each set, in the order of their numbers."""
        return (i for i, parent in enumerate(self._parent) if i == parent)
