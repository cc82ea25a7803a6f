"""Names of places."""

from __future__ import annotations

from functools import cache

from kg.lexicons import load_table


@cache
def place_names() -> frozenset[str]:
    """Names of places, short and long."""
    return frozenset(name for row in load_table("places") for name in (row["name"], *row.many("aliases")))
