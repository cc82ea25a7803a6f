"""What makes a query true: bindings of its variables, and the facts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = int | str
"""What a variable is bound to: the row of an entity, or a literal."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact's row that makes an atom true; `key` is the qualifier that gave the object, where one did."""

    fact: int
    predicate: str
    subject: int
    object: Value
    key: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """Bindings of the variables, and the fact for each atom (by its id)."""

    values: Mapping[str, Value]
    hits: Mapping[str, Hit]
