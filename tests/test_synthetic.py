"""The made-up store that `bench/large.py` measures on: the same each time, whole, with its few very large entities."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg import query, store
from kg.graph import paths

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    """The module, and a store of two thousand facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        patch.setattr(sys, "path", list(sys.path))
        import synthetic as module

        path = tmp_path_factory.mktemp("synthetic") / "graph.db"
        yield module, path, module.write(path, facts=2000)


def test_it_is_the_same_each_time(synthetic, tmp_path):
    module, path, _ = synthetic
    module.write(tmp_path / "again.db", facts=2000)
    assert (tmp_path / "again.db").read_bytes() == path.read_bytes()


def test_it_is_whole(synthetic):
    _, path, graph = synthetic
    texts = {extract.source.path: extract.source.text for extract in graph.extracts}
    with store.open_store(path) as opened:
        assert 1900 < opened.rows("SELECT count(*) FROM fact")[0][0] <= 2000
        rows = opened.rows('SELECT path, start, "end", quote FROM passage JOIN source ON source.n = source')
        assert all(texts[row["path"]][row["start"] : row["end"]] == row["quote"] for row in rows)
        assert opened.rows("PRAGMA foreign_key_check") == []


def test_what_is_joined_to_very_many_is_answered_in_portions(synthetic):
    _, path, _ = synthetic
    with store.open_store(path) as opened:
        name, facts = opened.rows("SELECT name, facts FROM entities WHERE type = 'Org' ORDER BY facts DESC LIMIT 1")[0]
        (entity, *_) = query.find(opened, name)
        card = query.show(opened, entity, limit=5)
        assert len(card.facts) + sum(card.left.values()) == facts > 100
        assert max(sum(fact.en == en for fact in card.facts) for en in {fact.en for fact in card.facts}) == 5
        people = query.who(opened, entity, limit=5)
        assert all(len({joined.person for joined in group.people}) <= 5 for group in people.groups)
        assert sum(group.left for group in people.groups) > 50
        line = query.timeline(opened, entity, only=query.Filter(), limit=5)
        everything = query.timeline(opened, entity, only=query.Filter())
        assert line.events == everything.events[:5]
        assert line.left == len(everything.events) - 5
        assert paths(opened, entity, query.find(opened, opened.rows("SELECT name FROM entity LIMIT 1")[0][0])[0])
