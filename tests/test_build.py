"""The build of a corpus: what it holds while it reads."""

from __future__ import annotations

import gc

from kg.build import make_graph
from kg.schema import Extract


def held() -> int:
    """How many extracts there are in memory."""
    return sum(isinstance(thing, Extract) for thing in gc.get_objects())


def test_articles_that_were_read_wait_outside_memory(tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"林知远{number}年级时加入墨潭科技。林知远毕业于浙江大学。", "utf-8")
    before, counts = held(), []
    graph, problems = make_graph([str(tmp_path)], progress=lambda done, total, path: counts.append(held() - before))
    assert len(graph.extracts) == 8
    assert not problems
    assert max(counts) <= 2 < len(counts)
