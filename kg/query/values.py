"""The values that answers are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Direction = Literal["in", "out", "both", "together"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An entity in an answer; `n` is its row in the store."""

    n: int
    id: str
    type: str
    kind: str | None
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """A cited passage: line and column begin at 1; `marks` are stretches of the quote that name subject or object."""

    file: str
    line: int
    column: int
    start: int
    end: int
    quote: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one statement, or several that agree, say of a fact."""

    qualifiers: Mapping[str, str]
    certainty: str
    attributed_to: str | None
    citations: tuple[Cited, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in an answer: `object` is None for a literal, which is `value`."""

    n: int
    id: str
    subject: Node
    predicate: str
    object: Node | None
    value: str | None

    def other(self, entity: Node) -> Node | None:
        """The side that is not `entity` (None for a literal)."""
        return self.object if self.subject == entity else self.subject


@dataclass(frozen=True, slots=True)
class PredicateRow:
    """A predicate's words in the store, and what the ontology says of its objects."""

    name: str
    position: int
    zh: str
    en: str
    inverse_zh: str | None
    inverse_en: str | None
    together_zh: str | None
    together_en: str | None
    inside: bool
    value: str | None
    symmetric: bool
    single: bool
    single_qualifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A person joined to the entity that was asked for.

    `direction` is `in` where the fact points at that entity, `out` where it points away from it, `both` where the
    predicate has no direction, `together` where the two share `via`. `unit` is the sub-unit that the fact names.
    """

    person: Node
    predicate: str
    direction: Direction
    said: Said
    unit: Node | None = None
    via: Node | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one relation, with its words in Chinese and English; `left` counts those beyond the limit."""

    zh: str
    en: str
    people: tuple[Joined, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """The people joined to `entity`, by relation."""

    entity: Node
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class CardFact:
    """A fact on an entity's card, all it says; `conflicts` tells in words what contradicts what."""

    fact: FactRow
    direction: Direction
    zh: str
    en: str
    said: tuple[Said, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What the graph holds of an entity.

    `sources` are the first files that name it, `files` counts all; `left` counts the facts beyond the limit, by the
    words of their relation.
    """

    entity: Node
    aliases: tuple[str, ...]
    sources: tuple[str, ...]
    files: int
    mentions: int
    facts: tuple[CardFact, ...]
    left: Mapping[tuple[str, str], int]
