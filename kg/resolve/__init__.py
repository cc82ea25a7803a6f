"""Who is who: joining what the articles name into one graph.

`resolve` takes what `kg.extract` found in each article and gives the graph: entities with all their names, mentions and
facts with the graph's ids. Keys join spellings of one name, word lists join names of one thing, and persons are judged
by features that each give points and a sentence (`kg.resolve.features`); a person's verdicts stand above all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import Problem
from kg.schema import Extract, Graph


def resolve(extracts: Sequence[Extract], *, verdicts: Path | None = None) -> tuple[Graph, list[Problem]]:
    """The graph of `extracts`, whose order has no effect, and the problems met.

    `verdicts` is the file of a person's decisions (see `kg.resolve.verdicts`); None where there are none.
    """
    # Queries import `kg.resolve.conflicts` and must not pay for what only a build needs.
    from kg.resolve.joining import resolve as join_all

    return join_all(extracts, verdicts=verdicts)
