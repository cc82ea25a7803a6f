"""What a pattern cannot match without: pairs and single characters, one of each set of which must stand in the text.

A necessary condition only, read off the regular expression's own text. Of 200 patterns a sentence meets the conditions
of some five, and only those need to be tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add

Need = frozenset[str]
"""One of these strings (of one or two characters) must stand in the text."""

_QUANTIFIER = re.compile(r"(?:([?*])|(\+)|\{(\d*)(,?)\d*\})[?+]?")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])(?:\\.|[^\]\\])*\]", re.DOTALL)
_OPEN = re.compile(r"\((?:\?(?:P<\w+>|<=|<!|[:=!]))?")
_LARGEST = 400


@cache
def needs_of(pattern: str) -> tuple[Need, ...]:
    """The needs of a regular expression over a text; none for one with flags or conditions."""
    if "(?" in re.sub(r"\(\?(?:P<\w+>|<=|<!|[:=!])", "", pattern):
        return ()
    needs, end = _branches(pattern, 0)
    return tuple(dict.fromkeys(needs)) if end == len(pattern) else ()


def _branches(text: str, at: int) -> tuple[list[Need], int]:
    """The needs of alternatives up to the closing bracket (or the end), and where that stands."""
    found: list[list[Need]] = []
    while True:
        needs, at = _sequence(text, at)
        found.append(needs)
        if at >= len(text) or text[at] == ")":
            return (found[0] if len(found) == 1 else _either(found)), at
        at += 1


def _either(branches: Sequence[list[Need]]) -> list[Need]:
    """What all alternatives together need: of each its most telling need, and one of those must be met."""
    if not all(branches):
        return []
    best = [min(needs, key=lambda need: (len(need), -max(map(len, need)))) for needs in branches]
    merged = frozenset().union(*best)
    return [merged] if len(merged) <= _LARGEST else []


def _sequence(text: str, at: int) -> tuple[list[Need], int]:
    needs: list[Need] = []
    run = ""
    while at < len(text) and text[at] not in "|)":
        start, literal, inside = at, "", list[Need]()
        if text[at] == "(":
            opened = _OPEN.match(text, at)
            inside, at = _branches(text, opened.end() if opened else at + 1)
            at += 1
            if opened and opened.group() in ("(?!", "(?<!"):
                inside = []
        elif text[at] == "[":
            match = _CLASS.match(text, at)
            at = match.end() if match else at + 1
            inside = _set(text[start + 1 : at - 1])
        elif text[at] == "\\":
            literal = text[at + 1] if not text[at + 1].isalnum() else ""
            at += 2
        else:
            literal = text[at] if text[at] not in ".^$" else ""
            at += 1
        quantifier = _QUANTIFIER.match(text, at)
        if quantifier is not None:
            at = quantifier.end()
            if quantifier[1] or (quantifier[2] is None and int(quantifier[3] or 0) == 0):
                literal, inside = "", []
            elif literal:
                literal, inside = "", [frozenset(literal)]
        if literal:
            run += literal
            continue
        needs += [*_run(run), *inside]
        run = ""
    return [*needs, *_run(run)], at


def _run(run: str) -> Iterable[Need]:
    if len(run) == 1:
        yield frozenset(run)
    elif run:
        yield frozenset((run[:2],))


def _set(inside: str) -> list[Need]:
    """One of the characters of a class; none for one that excludes, or that names many."""
    if inside.startswith("^") or re.search(r"\\[a-zA-Z]", inside):
        return []
    chars: set[str] = set()
    inside = re.sub(r"\\(.)", r"\1", inside)
    at = 0
    while at < len(inside):
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            chars.update(map(chr, range(ord(inside[at]), ord(inside[at + 2]) + 1)))
            at += 3
        else:
            chars.add(inside[at])
            at += 1
    return [frozenset(chars)] if len(chars) <= _LARGEST else []


class Sieve:
    """Patterns with their needs; `passing` tells which of them a text may match, as numbers in order."""

    __slots__ = ("_always", "_bits", "_by_token", "_tokens")

    def __init__(self, patterns: Sequence[str]) -> None:
        numbers: dict[Need, int] = {}
        asked = Counter(token for pattern in patterns for need in needs_of(pattern) for token in need)
        self._bits: dict[str, int] = {}
        self._by_token: dict[str, list[tuple[int, int]]] = {}
        self._always: list[int] = []
        for index, pattern in enumerate(patterns):
            mask = 0
            needs = needs_of(pattern)
            for need in needs:
                mask |= 1 << numbers.setdefault(need, len(numbers))
            # looked at only where the need that is met most seldom is: two characters, and what few patterns ask for
            rarest = min(
                needs, key=lambda n: (min(map(len, n)) == 1, sum(asked[t] for t in n), sorted(n)), default=None
            )
            if rarest is None:
                self._always.append(index)
            for token in sorted(rarest or ()):
                self._by_token.setdefault(token, []).append((index, mask))
        for need, number in numbers.items():
            for token in need:
                self._bits[token] = self._bits.get(token, 0) | 1 << number
        self._tokens = frozenset(self._bits)

    def passing(self, text: str) -> list[int]:
        """The numbers of the patterns whose needs `text` meets."""
        met = 0
        bits, by_token = self._bits, self._by_token
        # Sets, slices and `map` do without a loop of Python over the text: few of its tokens are any pattern's need.
        tokens = self._tokens.intersection(text) | self._tokens.intersection(map(add, text, text[1:]))
        for token in tokens:
            met |= bits[token]
        unmet = ~met
        near = {n for token in tokens if token in by_token for n, mask in by_token[token] if not mask & unmet}
        return sorted(near.union(self._always))
