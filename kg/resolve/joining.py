"""The conveyor of `kg.resolve`: records, joins under the verdicts, nodes, facts."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import Problem
from kg.resolve.bridge import join_things
from kg.resolve.entities import make_entities
from kg.resolve.facts import group, rewrite
from kg.resolve.keys import Sets
from kg.resolve.persons import Persons
from kg.resolve.records import Corpus, Log, collect, ignore
from kg.resolve.verdicts import aliases, apply, needs_numbers, read, selector
from kg.schema import Entity, Extract, Graph, Verdict


def resolve(extracts: Sequence[Extract], *, verdicts: Path | None = None) -> tuple[Graph, list[Problem]]:
    """The graph of `extracts`, whose order has no effect, and the problems met.

    `verdicts` is the file of a person's decisions (see `kg.resolve.verdicts`); None where there are none.
    """
    with _uncollected():
        corpus = collect(extracts)
        decided, problems = read(verdicts) if verdicts is not None else ([], [])
        _, entities, ids, found = join(corpus, decided)
        mentions, statements, tied = rewrite(corpus, ids, entities)
        graph = Graph(corpus.extracts, entities, mentions, group(statements), tuple(decided))
    return graph, [*problems, *found, *tied]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for reference cycles, of which resolving makes none.

    It walks over the whole corpus again and again: the one cost that grows faster than the corpus does.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def join(
    corpus: Corpus, decided: Sequence[Verdict], *, log: Log = ignore
) -> tuple[Persons, tuple[Entity, ...], dict[int, str], list[Problem]]:
    """Join the records of `corpus` under the verdicts `decided`: the persons, the nodes, the id for each record.

    `log` is called with the reason of each join.
    """
    numbered = None
    if needs_numbers(decided):
        _, _, numbered, _ = join(corpus, ())
    sets = Sets(len(corpus.records))
    problems: list[Problem] = []
    given: dict[int, set[str]] = {}
    if decided:
        select = selector(corpus, numbered)
        problems = list(apply(decided, corpus, sets, select, log))
        given = aliases(decided, select)
    listed = join_things(corpus, sets, log)
    persons = Persons(corpus, sets, log)
    persons.join_all()
    entities, ids = make_entities(corpus, sets, listed, given)
    return persons, entities, ids, problems
