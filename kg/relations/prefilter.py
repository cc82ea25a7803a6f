"""A cheap test before a pattern runs: the characters that every match of it must hold.

From the parsed regular expression come sets of characters of which each match holds at least one; a sentence that lacks
one of the sets cannot match. (The idea of required literals is that of trigram indexes: Cox, Regular Expression
Matching with a Trigram Index, 2012.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as _c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: A set larger than this rules out too little to be worth its test.
_LARGEST = 160


def required(pattern: re.Pattern[str]) -> tuple[frozenset[str], ...]:
    """The sets of characters of which every match of `pattern` holds at least one each; smallest first."""
    sets = {s for s in _sequence(_parser.parse(pattern.pattern, pattern.flags)) if len(s) <= _LARGEST}
    return tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))


def _sequence(items: Iterable[Any]) -> list[frozenset[str]]:
    out: list[frozenset[str]] = []
    for operator, argument in items:
        out.extend(_item(operator, argument))
    return out


def _item(operator: Any, argument: Any) -> list[frozenset[str]]:
    if operator is _c.LITERAL:
        return [frozenset(chr(argument))]
    if operator is _c.IN:
        return _class(argument)
    if operator is _c.SUBPATTERN:
        return _sequence(argument[3])
    if operator in (_c.MAX_REPEAT, _c.MIN_REPEAT):
        return _sequence(argument[2]) if argument[0] > 0 else []
    if operator is _c.BRANCH:
        return _branches(argument[1])
    return []


def _class(members: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: set[str] = set()
    for kind, value in members:
        if kind is _c.LITERAL:
            found.add(chr(value))
        elif kind is _c.RANGE and value[1] - value[0] < _LARGEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return []
    return [frozenset(found)]


def _branches(branches: Iterable[Any]) -> list[frozenset[str]]:
    """One set for an alternation: the union of one set, the smallest, of each branch."""
    union: set[str] = set()
    for branch in branches:
        sets = _sequence(branch)
        if not sets:
            return []
        union |= min(sets, key=len)
    return [frozenset(union)]
