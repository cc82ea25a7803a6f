"""What relation extraction hands on: facts over mentions, and what became of each rule's match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.schema import Certainty, Mention


class Proposal(NamedTuple):
    """A fact over mentions: `object` is a mention, or a literal value with the mention it comes from in `value_of`.

    `start` and `end` bound the clean stretch that holds trigger and object; `antecedents` are mentions elsewhere that
    the reading depends on.
    """

    subject: Mention
    predicate: str
    object: Mention | None
    value: str | None
    qualifiers: Mapping[str, str]
    certainty: Certainty
    attributed_to: str | None
    rule: str
    start: int
    end: int
    antecedents: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one rule's match: for `kg why-not`."""

    rule: str
    text: str
    outcome: str
