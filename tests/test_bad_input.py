"""What no command may stumble over: unknown and odd names, very long ones, a graph with nothing in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import ontology, store
from kg.cli import app
from kg.commands.exporting import FORMATS
from kg.schema import Graph

ODD = {
    "unknown": "不存在的名字",
    "long": "谁" * 10_000,
    "controls": "林\x07\x1b[31m晓\x7f舟",
    "right to left": "\u202e林晓舟\u2066",
    "half a character": "林\udcff",
    "illegal in XML": "\ufffe\uffff\x0b",
    "a formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script>",
    "a pattern": "%_*?[a-z]\"'`;--",
    "only spaces": " \t\n",
    "empty": "",
    "an emoji": "👩‍🔬",
}
TAKING_NAMES = [
    ["who", "{}"], ["show", "{}"], ["timeline", "{}"], ["find", "{}"], ["find", "{}", "--articles"],
    ["path", "{}", "林晓舟"], ["path", "林晓舟", "{}"], ["explain", "{}"], ["explain", "{}", "works_at", "蓝鲸科技"],
    ["who", "林晓舟", "--source", "{}"], ["show", "林晓舟", "--predicate", "{}"], ["stats", "--type", "{}"],
    ["sources", "--since", "{}"], ["conflicts", "--certainty", "{}"], ["export", "graphml", "--around", "{}"],
    ["query", "{}"], ["help", "{}"], ["verdict", "same", "{}", "林晓舟", "--why", "x"],
    ["alias", "{}", "林晓舟", "--why", "x"], ["alias", "林晓舟", "{}", "--why", "x"],
    ["verdict", "same", "林晓舟", "宋知远", "--why", "{}"], ["diff", "{}", "g.db"],
]  # fmt: skip


def kg(*arguments):
    command = arguments[0]
    db = () if command in ("help", "diff") else ("--db", "g.db")
    result = CliRunner().invoke(app, [*arguments, *db])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("words", TAKING_NAMES, ids=" ".join)
def test_odd_words_get_an_answer_or_a_message(db, words):
    for what, odd in ODD.items():
        result = kg(*(odd if word == "{}" else word for word in words))
        assert result.exit_code in (0, 1, 2), what
        assert result.exit_code == 0 or result.stderr.strip(), what
        assert "\x1b" not in result.stdout + result.stderr, what
    assert db.exists()


@pytest.fixture
def empty(here):
    store.write(Graph((), (), (), ()), Path("g.db"), ontology=ontology.load())


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("words", [["stats"], ["conflicts"], ["sources"], ["check"], ["query", "SELECT * FROM facts"]])
def test_an_empty_graph_answers(words):
    for form in ([], ["--json"]) if words[0] == "check" else ([], ["--json"], ["--csv"]):
        assert kg(*words, *form).exit_code == 0


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("words", [["who", "x"], ["show", "x"], ["find", "x"], ["path", "x", "y"], ["timeline", "x"]])
def test_an_empty_graph_has_nobody(words):
    result = kg(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("kg: ")
    kg(*words, "--csv")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_empty_graph_is_exported(form):
    if form.name == "parquet":
        pytest.importorskip("pyarrow")
    assert kg("export", form.name, "--out", "out").exit_code == 0
    assert Path("out").exists()


@pytest.mark.usefixtures("empty")
def test_an_empty_graph_is_compared():
    assert json.loads(kg("diff", "g.db", "g.db", "--json").stdout)["counts"] == {"came": 0, "went": 0, "changed": 0}
