"""Which sources repeat one another: a fact that ten reprints of one article say has one source, not ten.

Two files are of one origin when they are the same to the byte, carry the same headline, or when most long quotes of the
one with fewer stand word for word in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, groupby

from kg.names import fold
from kg.store import Store

LONG = 16  # characters that two writers do not put in one order by chance
_HEADLINE = 10
_SHARED = 2  # long quotes in common at least, and
_SHARE = 0.6  # of the long quotes of the file with fewer
_CROWD = 50  # a sentence that more files have is a notice or a slogan: it proves nothing


class Origins(dict[int, int]):
    """For each source that repeats another (by row) the first of its origin; any other source is its own."""

    def __missing__(self, source: int) -> int:
        return source


def origins(store: Store) -> Origins:
    """The origin of each source: the row of the first source that it repeats; its own where nothing shows another.

    What is kept in memory are the sources that repeat others, however many do not.
    """
    union = _Union()
    store.connection.create_function("fold", 1, _folded, deterministic=True)
    for of, where in (("sha256", "1"), ("fold(title)", f"length(fold(title)) >= {_HEADLINE}")):
        first = f"SELECT n, min(n) OVER (PARTITION BY {of}) AS first FROM source WHERE {where}"  # noqa: S608
        for row in store.each(f"SELECT n, first FROM ({first}) WHERE first <> n ORDER BY n"):  # noqa: S608
            union.join(row["first"], row["n"])
    _join_copies(store, union)
    return Origins({n: union.of(n) for n in union.members() if union.of(n) != n})


def _folded(title: str | None) -> str:
    return fold(title or "")


def _join_copies(store: Store, union: _Union) -> None:
    quotes = "SELECT DISTINCT source, quote FROM passage WHERE length(quote) >= ?"
    shared: Counter[tuple[int, int]] = Counter()
    # Sorted by SQLite, which needs no memory for it: one quote's sources at a time.
    pairs = store.each(f"SELECT quote, source FROM ({quotes}) ORDER BY quote, source", LONG)  # noqa: S608
    for _, group in groupby(pairs, key=lambda row: row["quote"]):
        holders = [row["source"] for row in group]
        if len(holders) <= _CROWD:
            shared.update(combinations(holders, 2))

    @cache
    def count(source: int) -> int:
        sql = "SELECT count(DISTINCT quote) FROM passage WHERE source = ? AND length(quote) >= ?"
        return int(store.rows(sql, source, LONG)[0][0])

    for (one, other), common in shared.items():
        if common >= _SHARED and common >= _SHARE * min(count(one), count(other)):
            union.join(one, other)


def independent(passages: Iterable[tuple[int, str]], origin: Mapping[int, int]) -> int:
    """How many origins `passages` (source row and quote) come from; one long quote word for word is one origin."""
    union = _Union()
    quoted: dict[str, int] = {}
    for source, quote in passages:
        root = origin.get(source, source)
        union.add(root)
        if len(quote) >= LONG:
            union.join(quoted.setdefault(quote, root), root)
    return union.count()


class _Union:
    """Disjoint sets of numbers; a set is known by its smallest. A number that was never named is a set of its own."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def add(self, n: int) -> None:
        self._above.setdefault(n, n)

    def of(self, n: int) -> int:
        while (above := self._above.get(n, n)) != n:
            n = above
        return n

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self.add(low)
        self._above[high] = low

    def members(self) -> Iterable[int]:
        return self._above.keys()

    def count(self) -> int:
        return sum(n == above for n, above in self._above.items())
