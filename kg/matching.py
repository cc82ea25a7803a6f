"""When two facts are the same for scoring, and the best one-to-one matching of two lists of facts.

Names compare folded (`kg.names.fold`), numbers by their value, so that 16篇 is 16; dates are equal or they are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.names import fold
from kg.ontology import load

_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NUMERIC = ("number", "amount")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The acceptable forms of a name or literal: as written, and folded."""

    written: tuple[str, ...]
    folded: frozenset[str]

    @classmethod
    def of(cls, written: Iterable[str]) -> Alternatives:
        """From the forms as written."""
        forms = tuple(form for form in written if form)
        return cls(forms, frozenset(fold(form) for form in forms))


def alternatives(cell: str) -> Alternatives:
    """The forms in a gold cell, parted by `|`."""
    return Alternatives.of(form.strip() for form in cell.split("|"))


def qualifiers_of(cell: str) -> dict[str, tuple[str, ...]]:
    """The pairs `key=value|other; key=value` of a gold cell. Raises ValueError for a part without `=`."""
    pairs: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        key, equals, value = part.partition("=")
        if not equals:
            raise ValueError(f"qualifiers: {part!r} is no key=value")
        pairs[key.strip()] = tuple(v.strip() for v in value.split("|"))
    return pairs


def number(text: str) -> float | None:
    """The first number in `text`, with the magnitude that follows it (5.5万 is 55000); None where there is none."""
    text = unicodedata.normalize("NFKC", text)
    found = _NUMBER.search(text)
    if found is None:
        return None
    value = float(found.group().replace(",", ""))
    for character in text[found.end() :].lstrip():
        magnitude = unicodedata.numeric(character, 0.0)
        if magnitude < 10:
            break
        value *= magnitude
    return value


@dataclass(frozen=True, slots=True)
class Item:
    """A fact to be compared: each side with its acceptable forms, each qualifier with its values."""

    subject: Alternatives
    predicate: str
    object: Alternatives
    qualifiers: Mapping[str, tuple[str, ...]]
    symmetric: bool = False

    def matches(self, other: Item) -> bool:
        """Whether the two say the same, qualifiers aside (`symmetric` is read on this one)."""
        if self.predicate != other.predicate:
            return False
        if _same(self.subject, other.subject) and self._same_object(other):
            return True
        return self.symmetric and _same(self.subject, other.object) and _same(self.object, other.subject)

    def _same_object(self, other: Item) -> bool:
        predicate = load().predicates.get(self.predicate)
        kind = predicate.value if predicate else None
        if kind == "date":
            return bool(set(self.object.written) & set(other.object.written))
        if kind in _NUMERIC and _numbers(self.object) & _numbers(other.object):
            return True
        return _same(self.object, other.object)

    def allows(self, key: str, value: str) -> bool:
        """Whether `value` is one of this item's values of the qualifier `key`."""
        predicate = load().predicates.get(self.predicate)
        allowed = predicate.qualifiers.get(key) if predicate else None
        wanted = self.qualifiers.get(key, ())
        if value in wanted:
            return True
        if allowed != "text":
            return False
        folded = fold(value)
        return any(folded in fold(w) or fold(w) in folded for w in wanted if w)

    def agrees(self, other: Item, key: str) -> bool:
        """Whether one of the other's values of the qualifier `key` is one of this item's."""
        return any(self.allows(key, value) for value in other.qualifiers.get(key, ()))


def _same(one: Alternatives, other: Alternatives) -> bool:
    return not one.folded.isdisjoint(other.folded)


def _numbers(forms: Alternatives) -> set[float]:
    return {n for n in map(number, forms.written) if n is not None}


def assign(wanted: Sequence[Item], given: Sequence[Item], first: Sequence[bool]) -> dict[int, int]:
    """Match as many of `wanted` with one of `given` each as can be; indexes to indexes.

    Pairs whose qualifiers agree best are joined first, those of `wanted` marked in `first` before others.
    """
    by_predicate: dict[str, list[int]] = {}
    for j, item in enumerate(given):
        by_predicate.setdefault(item.predicate, []).append(j)
    options: dict[int, list[int]] = {}
    for i, item in enumerate(wanted):
        options[i] = [j for j in by_predicate.get(item.predicate, ()) if item.matches(given[j])]
    edges = [(-_agreement(wanted[i], given[j]), not first[i], i, j) for i, js in options.items() for j in js]
    owner: dict[int, int] = {}
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(edges):
        if i not in pairs and j not in owner:
            pairs[i], owner[j] = j, i
    # What is left may still find a place when others move over (augmenting paths), the required ones first.
    for i in sorted(options, key=lambda i: (not first[i], i)):
        if i not in pairs:
            _augment(i, options, owner, set())
    return {i: j for j, i in owner.items()}


def _agreement(wanted: Item, given: Item) -> int:
    keys = wanted.qualifiers.keys() | given.qualifiers.keys()
    shared = wanted.qualifiers.keys() & given.qualifiers.keys()
    return sum(1 if wanted.agrees(given, key) else -1 for key in shared) * 100 - len(keys)


def _augment(i: int, options: Mapping[int, Sequence[int]], owner: dict[int, int], seen: set[int]) -> bool:
    for j in options[i]:
        if j not in seen:
            seen.add(j)
            if j not in owner or _augment(owner[j], options, owner, seen):
                owner[j] = i
                return True
    return False
