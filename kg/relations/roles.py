"""What a role word says of a person and an organisation: leads, founded, works_at, member_of, studied_at, interned_at.

The flags come from `roles.tsv`; the predicate for each flag stands in `role_predicates.tsv`, so that no code names one.
"""

from __future__ import annotations

from functools import cache

from kg.lexicons import load_table
from kg.schema import Mention


@cache
def _order() -> tuple[tuple[str, str], ...]:
    return tuple((r["flag"], r["predicate"]) for r in load_table("role_predicates"))


def predicate_of(role: Mention, _text: str, _at: int) -> str | None:
    """The predicate that holds between a person with this role and the organisation; None for none (导师)."""
    flags = set((role.kind or "").split("|"))
    for flag, predicate in _order():
        if flag in flags or flag == "*":
            return predicate or None
    return None
