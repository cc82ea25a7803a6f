"""Regular expressions whose words stand in word lists: `<class>` in a pattern is any word of that class of a list.

A list for this has the columns `class` and `words` (`|` between them); longer words are tried first, and a class may
have several lines. So a pattern's shape stands in code, and its words where a person can add one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.errors import DataError
from kg.lexicons import load_table

_CLASS = re.compile(r"(?<!\?P)<([a-z][a-z0-9-]*)>")


@cache
def classes(table: str) -> Mapping[str, str]:
    """Each class of `kg/lexicon/TABLE.tsv` as a regular expression, an alternation in a group, longest word first.

    Raises DataError where the list cannot be read.
    """
    found: dict[str, list[str]] = {}
    for row in load_table(table):
        found.setdefault(row["class"], []).extend(row.many("words"))
    return {name: any_of(words) for name, words in found.items()}


def any_of(words: list[str]) -> str:
    """A regular expression for any of `words`, longest first, as a group."""
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in longest) + ")"


def fill(pattern: str, table: str = "mention_words") -> str:
    """`pattern` with each `<class>` replaced by its words of that list. Raises DataError for an unknown class."""
    words = classes(table)

    def of(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise DataError(f"there is no word class {match[1]!r}", f"kg/lexicon/{table}.tsv")
        return words[match[1]]

    return _CLASS.sub(of, pattern)


def compiled(pattern: str, table: str = "mention_words", flags: int = 0) -> re.Pattern[str]:
    """`fill`, compiled."""
    return re.compile(fill(pattern, table), flags)
