"""The commands as a person runs them: answers, messages, exit status."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from terminal_support import shown
from typer.testing import CliRunner

from kg.cli import app

COMMANDS = ["build", "who", "show", "check", "stats", "eval", "export"]


def kg(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_version_and_help():
    assert kg("--version").stdout.startswith("kg 0.")
    for command in COMMANDS:
        help_text = kg(command, "--help")
        assert help_text.exit_code == 0
        if command != "export":
            assert f"kg {command}" in help_text.stdout.split("Usage", 1)[1].split("\n", 1)[1]


def test_every_command_is_registered():
    registered = {c.name or c.callback.__name__ for c in app.registered_commands}
    assert registered | {g.name for g in app.registered_groups} >= set(COMMANDS)


def test_who_plain(db):
    result = kg("who", "東湖大學", "--db", "g.db")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "东湖大学  (Org · university)  org:东湖大学",
        "",
        "studied there · 学生与校友",
        "  林晓舟  (degree=bachelor)",
        "    [1] articles/a.txt:4:1",
        "      «林曉舟»本科畢業於«東湖大學»",
    ]


def test_who_json(db):
    answer = json.loads(kg("who", "beidou", "--db", "g.db", "--json").stdout)
    assert (answer["query"], answer["entity"]) == (
        "beidou",
        {"id": "model:北斗算法", "type": "Model", "name": "北斗算法"},
    )
    first = answer["people"][0]
    assert {"id", "name", "predicate", "direction", "qualifiers", "certainty", "citations"} <= set(first)
    assert {"file", "line", "column", "start", "end", "quote"} <= set(first["citations"][0])
    assert "more" not in answer
    both = json.loads(kg("who", "湖大", "--db", "g.db", "--json").stdout)
    assert [other["entity"]["name"] for other in both["more"]] == ["湖大科技"]
    one = json.loads(kg("who", "湖大", "--type", "Org", "--db", "g.db", "--json").stdout)
    assert one["entity"]["name"] == "东湖大学"


def test_unknown_name(db):
    result = kg("who", "Biedou", "--db", "g.db")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "did you mean: 北斗算法?" in result.stderr
    error = json.loads(kg("show", "Biedou", "--db", "g.db", "--json").stdout)["error"]
    assert error == {
        "code": "not-found",
        "message": "nothing in the graph is called 'Biedou'",
        "suggestions": ["北斗算法"],
    }


def test_show_and_stats(db):
    assert "  also: Xiaozhou Lin, 林曉舟" in kg("show", "林晓舟", "--db", "g.db").stdout.splitlines()
    card = json.loads(kg("show", "蓝鲸科技", "--db", "g.db", "--json").stdout)
    assert card["entity"]["aliases"] == ["Blue Whale", "藍鯨科技", "鲸"]
    assert {"value": "2015"} in [fact["other"] for fact in card["facts"]]
    assert json.loads(kg("stats", "--db", "g.db", "--json").stdout)["facts"] == 9
    assert "facts  9" in kg("stats", "--db", "g.db").stdout.splitlines()


def test_check(db):
    assert kg("check", "--db", "g.db").exit_code == 0
    assert kg("check", "--db", "g.db", "--against", "articles").exit_code == 0
    assert kg("check", "--db", "g.db", "--against", "nowhere").exit_code == 2
    Path("articles/a.txt").unlink()
    result = kg("check", "--db", "g.db")
    assert result.exit_code == 1
    assert result.stdout.startswith("articles/a.txt:1:1: missing-source ")
    answer = json.loads(kg("check", "--db", "g.db", "--json").stdout)
    assert answer["ok"] is False
    assert set(answer["problems"][0]) == {"file", "line", "column", "code", "message"}


@pytest.mark.parametrize("command", [["who", "x"], ["show", "x"], ["check"], ["stats"], ["export", "jsonl"]])
@pytest.mark.parametrize("file", ["none.db", "articles", "notes.txt", "old.db", "other.db"])
def test_a_bad_database_gets_a_message(db, command, file):
    Path("notes.txt").write_text("just notes", "utf-8")
    db.rename("old.db")
    for name, pragma in (("old.db", "user_version = 7"), ("other.db", "user_version = 1")):
        with sqlite3.connect(name) as connection:
            connection.execute(f"PRAGMA {pragma}")
    result = kg(*command, "--db", file)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"kg: {file}: ")
    error = json.loads(kg(*command, "--db", file, "--json").stdout)["error"]
    assert error["code"] == "store"


@pytest.mark.usefixtures("stages")
def test_build(here):
    Path("articles/odd.txt").write_text("一篇", "utf-8")
    result = kg("build", "articles", "--db", "out/g.db")
    assert result.exit_code == 0
    assert result.stdout == "out/g.db: 3 files, 9 entities, 9 facts, 10 statements, 1 problems\n"
    assert result.stderr == "articles/odd.txt:1:1: odd-word looks odd\n"
    answer = json.loads(kg("build", "articles", "--db", "out/g.db", "--json", "--jobs", "2").stdout)
    assert (answer["files"], answer["facts"]) == (3, 9)
    assert answer["problems"] == [
        {"file": "articles/odd.txt", "line": 1, "column": 1, "code": "odd-word", "message": "looks odd"}
    ]


@pytest.mark.usefixtures("stages")
def test_build_goes_on_without_a_missing_path(here):
    result = kg("build", "articles", "nowhere.txt", "--db", "g.db")
    assert result.exit_code == 0
    assert "nowhere.txt:1:1: missing-file" in result.stderr


@pytest.mark.usefixtures("stages")
def test_build_of_nothing(db):
    before = db.read_bytes()
    result = kg("build", "nowhere", "--db", "g.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kg: nowhere: no such file or folder" in result.stderr
    Path("empty").mkdir()
    result = kg("build", "empty", "--db", "g.db")
    assert result.exit_code == 1
    assert "nothing could be read from empty" in result.stderr
    answer = json.loads(kg("build", "empty", "--db", "g.db", "--json").stdout)
    assert (answer["files"], answer["error"]["code"]) == (0, "empty")
    assert db.read_bytes() == before


@pytest.mark.usefixtures("stages")
def test_build_refuses_what_is_not_ours(here):
    Path("notes.txt").write_text("just notes", "utf-8")
    result = kg("build", "articles", "--db", "notes.txt")
    assert result.exit_code == 2
    assert "notes.txt" in result.stderr
    assert Path("notes.txt").read_text("utf-8") == "just notes"
    assert kg("build", "articles", "--db", "articles").exit_code == 2
    assert kg("build", "articles", "--encoding", "klingon", "--db", "g.db").exit_code == 2
    assert kg("build", "articles", "--jobs", "0").exit_code == 2
    assert kg("build", "articles", "--verdicts", "none.tsv").exit_code == 2


@pytest.mark.usefixtures("stages")
def test_a_query_builds_the_default_graph(here):
    result = kg("stats")
    assert result.exit_code == 2
    assert "no folder seeds/ to build one from" in result.stderr
    Path("articles").rename("seeds")
    result = kg("stats")
    assert result.exit_code == 0
    assert result.stderr.startswith("no graph yet: building data/kg.db from seeds/")
    assert Path("data/kg.db").exists()
    assert kg("stats").stderr == ""


def test_disk_full_on_standard_output(db):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    for command in (["export", "jsonl"], ["who", "beidou"], ["stats", "--json"]):
        with Path("/dev/full").open("w") as full:
            run = [sys.executable, "-m", "kg", *command, "--db", "g.db"]
            done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith("kg: output: No space left on device"), done.stderr
        assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early(db):
    run = f"{sys.executable} -m kg export jsonl --db g.db | head -n 1"
    done = subprocess.run(run, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith('{"record"')
    assert done.stderr == ""


@pytest.mark.parametrize("columns", ["30", "200"])
def test_a_terminal_gets_whole_quotes_and_tables_where_there_is_room(db, columns):
    text = shown("who", "北斗算法", "--db", "g.db", columns=columns)
    assert "参与者" in text
    assert "…" not in text
    assert "      林晓舟在蓝鲸科技提出了北斗算法\n" in text.replace("«", "").replace("»", "")
    assert ("  林晓舟  (role=proposer)\n" in text) == (columns == "30")


def test_odd_output_encodings(db):
    run = [sys.executable, "-m", "kg", "who", "beidou", "--db", "g.db"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(run, capture_output=True, env=environment, check=True)
    assert b"\\u6797" in done.stdout
    done = subprocess.run([*run, "--json"], capture_output=True, env=environment, check=True)
    assert json.loads(done.stdout)["entity"]["name"] == "北斗算法"


def test_a_query_starts_light(db):
    code = (
        "import sys; from kg.cli import app; sys.argv = ['kg', 'who', 'beidou', '--db', 'g.db']\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "heavy = {'rich', 'networkx', 'pydantic', 'opencc', 'rapidfuzz', 'rjieba'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
