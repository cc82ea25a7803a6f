"""The values that a question is answered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.query import Cited, FactRow, Filter, Node, PredicateRow


@dataclass(frozen=True, slots=True)
class Bounds:
    """At most how many answers, and what they are narrowed by: its types are those of the answers."""

    limit: int = 50
    only: Filter = field(default_factory=Filter)


@dataclass(frozen=True, slots=True)
class Support:
    """What one fact says for an answer: how sure, as what, when, and the passages that say so."""

    fact: FactRow
    predicate: PredicateRow
    qualifiers: Mapping[str, str]
    certainty: str
    attributed_to: str | None
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An entity or a value, and all that supports it.

    `certainty` is that of the least sure condition; `conflict` is set where sources contradict each other about it;
    `of` names what a value belongs to, where several things have one.
    """

    name: str
    entity: Node | None
    value: str | None
    certainty: str
    attributed_to: str | None
    conflict: bool
    supports: tuple[Support, ...]
    of: str | None = None

    @property
    def citations(self) -> tuple[Cited, ...]:
        """All passages, each once."""
        return tuple(dict.fromkeys(c for s in self.supports for c in s.citations))


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest to an answer that there is: facts of something that the question names."""

    entity: Node
    facts: tuple[tuple[FactRow, PredicateRow], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes of a question.

    `understood` is whether it could be read, `query` how it was read in words and `by` what read it (words, or the name
    of a relation rule). `answers` are at most as many as were asked for, of `total`; `listed` what was counted. `notes`
    say what was taken for what, `reason` why there is no answer; `near` and `suggestions` what can be had instead.
    """

    question: str
    understood: bool
    query: str | None
    by: str | None
    answers: tuple[Answer, ...]
    total: int
    notes: tuple[str, ...] = ()
    reason: str | None = None
    near: tuple[Near, ...] = ()
    suggestions: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return bool(self.answers)
