"""`kg help`: its topics, and that every example in them runs on the graph of the five articles."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from terminal_support import shown
from typer.testing import CliRunner

import kg
from kg.build import build
from kg.cli import app
from kg.commands.helping import TOPICS, examples, text

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = {"--sparql": "pyoxigraph", "parquet": "pyarrow"}


def run(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the five articles and their graph."""
    folder = tmp_path_factory.mktemp("topics")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data/graph.jsonl", folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(["seeds"], Path("data/kg.db"))
        yield folder


def test_every_topic_has_a_text_and_the_other_way_round():
    files = {path.stem for path in (Path(kg.__file__).parent / "topics").glob("*.txt")}
    assert files == set(TOPICS)
    for topic in TOPICS:
        title, blank, *lines = text(topic).splitlines()
        assert title
        assert blank == ""
        assert examples(topic)
        assert [line for line in lines if len(line) > 100 and not line.startswith("    ")] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_example_runs(built, topic):
    for example in examples(topic):
        words = shlex.split(example)[1:]
        for mark, library in EXTRAS.items():
            if mark in words:
                pytest.importorskip(library)
        result = run(*words)
        assert result.exit_code == 0, f"{example}: {result.stderr}"
        assert result.stdout or "--out" in words, example


def test_topics_are_listed():
    lines = run("help").stdout.splitlines()
    assert lines[0] == "Topics, for kg help TOPIC:"
    assert {line.split()[0] for line in lines[2:] if line.startswith("  ")} == set(TOPICS)
    assert {t["topic"] for t in json.loads(run("help", "--json").stdout)["topics"]} == set(TOPICS)


def test_a_topic():
    assert run("help", "Certainty").stdout.splitlines()[0] == "Certainty: how sure a statement is, and who says it"
    told = json.loads(run("help", "exports", "--json").stdout)
    assert told["topic"] == "exports"
    assert told["examples"] == examples("exports")


def test_a_command():
    assert "List the people joined to anything" in run("help", "who").stdout
    assert "Gephi's tables" in run("help", "export", "csv").stdout


def test_no_such_topic():
    result = run("help", "verdikts")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean: verdicts" in result.stderr
    assert json.loads(run("help", "a\0b" * 5000, "--json").stdout)["error"]["code"] == "not-found"


@pytest.mark.parametrize("topic", TOPICS)
def test_a_narrow_terminal_gets_short_lines(topic):
    lines = shown("help", topic, columns="50").splitlines()
    assert [line for line in lines if len(line) > 50 and not line.startswith("    kg ")] == []
