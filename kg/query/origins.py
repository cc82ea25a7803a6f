"""Which sources repeat one another: a fact that ten reprints of one article say has one source, not ten.

Two files are of one origin when they are the same to the byte, carry the same headline, or when most long quotes of the
one with fewer stand word for word in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations, groupby

from kg.names import fold
from kg.store import Store

LONG = 16  # characters that two writers do not put in one order by chance
_HEADLINE = 10
_SHARED = 2  # long quotes in common at least, and
_SHARE = 0.6  # of the long quotes of the file with fewer
_CROWD = 50  # a sentence that more files have is a notice or a slogan: it proves nothing


def origins(store: Store) -> dict[int, int]:
    """For each source (by row) the row of the first source of its origin; its own where nothing shows another."""
    rows = store.rows("SELECT n, sha256, title FROM source ORDER BY n")
    union = _Union(row["n"] for row in rows)
    seen: dict[str, int] = {}
    for row in rows:
        marks = [row["sha256"]]
        headline = fold(row["title"] or "")
        if len(headline) >= _HEADLINE:
            marks.append(f"title {headline}")
        for mark in marks:
            union.join(seen.setdefault(mark, row["n"]), row["n"])
    if len(rows) > 1:
        _join_copies(store, union)
    return {row["n"]: union.of(row["n"]) for row in rows}


def _join_copies(store: Store, union: _Union) -> None:
    quotes = "SELECT DISTINCT source, quote FROM passage WHERE length(quote) >= ?"
    counts = {r[0]: r[1] for r in store.each(f"SELECT source, count(*) FROM ({quotes}) GROUP BY source", LONG)}  # noqa: S608
    shared: Counter[tuple[int, int]] = Counter()
    # Sorted by SQLite, which needs no memory for it: one quote's sources at a time.
    pairs = store.each(f"SELECT quote, source FROM ({quotes}) ORDER BY quote, source", LONG)  # noqa: S608
    for _, group in groupby(pairs, key=lambda row: row["quote"]):
        holders = [row["source"] for row in group]
        if len(holders) <= _CROWD:
            shared.update(combinations(holders, 2))
    for (one, other), count in shared.items():
        if count >= _SHARED and count >= _SHARE * min(counts[one], counts[other]):
            union.join(one, other)


def independent(passages: Iterable[tuple[int, str]], origin: Mapping[int, int]) -> int:
    """How many origins `passages` (source row and quote) come from; one long quote word for word is one origin."""
    union = _Union(())
    quoted: dict[str, int] = {}
    for source, quote in passages:
        root = origin.get(source, source)
        union.add(root)
        if len(quote) >= LONG:
            union.join(quoted.setdefault(quote, root), root)
    return union.count()


class _Union:
    """Disjoint sets of numbers; a set is known by its smallest."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._above = {n: n for n in numbers}

    def add(self, n: int) -> None:
        self._above.setdefault(n, n)

    def of(self, n: int) -> int:
        while self._above[n] != n:
            n = self._above[n]
        return n

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low

    def count(self) -> int:
        return sum(n == above for n, above in self._above.items())
