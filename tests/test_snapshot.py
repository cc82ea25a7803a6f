"""The committed graph of the five articles is what the program makes of them today."""

from __future__ import annotations

from pathlib import Path

from kg import store
from kg.build import build
from kg.export import jsonl

ROOT = Path(__file__).resolve().parent.parent


def test_the_committed_graph_is_up_to_date(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    db = tmp_path / "kg.db"
    build(["seeds"], db)
    with store.open_store(db) as opened:
        made = "".join(jsonl.lines(opened))
    assert made.encode() == (ROOT / "data/graph.jsonl").read_bytes(), (
        "data/graph.jsonl is not what `kg build seeds` gives now; if the change is meant, run: make graph"
    )
