"""The interchange format: order, shape, the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from kg import ontology, store
from kg.export import jsonl


def records(opened):
    with opened() as graph:
        return [json.loads(line) for line in jsonl.lines(graph)]


def test_order_of_records(opened):
    kinds = [record["record"] for record in records(opened)]
    assert kinds == ["entity"] * 9 + ["mention"] * 17 + ["fact"] * 9


def test_shape(opened):
    found = records(opened)
    assert list(found[0]) == ["record", "id", "type", "kind", "name", "aliases", "sources"]
    assert found[8] == {
        "record": "entity", "id": "person:林晓舟", "type": "Person", "kind": None, "name": "林晓舟",
        "aliases": ["Xiaozhou Lin", "林曉舟"], "sources": ["articles/a.txt", "articles/b.txt"],
    }  # fmt: skip
    fact = next(r for r in found if r.get("predicate") == "works_at")
    assert list(fact) == ["record", "id", "subject", "predicate", "object", "statements"]
    assert fact["object"] == {"id": "org:蓝鲸科技", "type": "Org", "name": "蓝鲸科技"}
    assert list(fact["statements"][0]) == ["id", "qualifiers", "certainty", "attributed_to", "rule", "citations"]
    assert fact["statements"][1]["attributed_to"] == "何雨桐"
    literal = next(r for r in found if r.get("predicate") == "founded_on")
    assert literal["object"] == {"value": "2015"}


def test_offsets_fit_the_files(opened):
    found = records(opened)
    cited = [c for r in found if r["record"] == "fact" for s in r["statements"] for c in s["citations"]]
    for place in cited + [{**r, "quote": r["text"]} for r in found if r["record"] == "mention"]:
        text = Path(place["file"]).read_bytes().decode()
        assert text[place["start"] : place["end"]] == place["quote"]


def test_same_bytes_whatever_the_order_of_the_build(here, graph):
    turned = replace(
        graph, entities=graph.entities[::-1], facts=graph.facts[::-1], mentions=graph.mentions[::-1],
        extracts=graph.extracts[::-1],
    )  # fmt: skip
    written = []
    for name, one in (("one.db", graph), ("two.db", turned)):
        store.write(one, Path(name), ontology=ontology.load())
        with store.open_store(Path(name)) as opened:
            written.append("".join(jsonl.lines(opened)))
    assert written[0] == written[1]


def test_same_bytes_from_the_command_line(db):
    run = [sys.executable, "-m", "kg", "export", "jsonl", "--db", "g.db"]
    once = subprocess.run(
        run, capture_output=True, check=True, env={"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "ascii"}
    )
    again = subprocess.run([*run, "--out", "g.jsonl"], capture_output=True, check=True)
    assert again.stdout == b""
    assert once.stdout == Path("g.jsonl").read_bytes()
    assert b"\r" not in once.stdout
