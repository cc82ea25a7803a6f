"""The database: written in one step, recognised, searched."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg import files, names, ontology, store
from kg.errors import StoreError
from kg.schema import Graph


def write(graph: Graph, path: Path) -> None:
    store.write(graph, path, ontology=ontology.load())


def test_file_is_signed_and_whole(db):
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == store.APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == store.VERSION
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [f.name for f in Path().iterdir() if f.name.startswith(".g.db")] == []


def test_positions_are_lines_and_columns(opened):
    with opened() as graph:
        row = graph.rows("SELECT line, \"column\" FROM passage WHERE quote LIKE 'Blue Whale%'")[0]
        assert tuple(row) == (3, 1)


def test_same_graph_gives_the_same_bytes(here, graph):
    write(graph, Path("one.db"))
    write(graph, Path("two.db"))
    assert Path("one.db").read_bytes() == Path("two.db").read_bytes()


def test_store_is_read_only(opened):
    with opened() as graph, pytest.raises(StoreError):
        graph.rows("DELETE FROM entity")


@pytest.mark.parametrize("part", ["鲸", "蓝鲸", "藍鯨", "蓝鲸科", "语言组", "whale", "ＢＬＵＥ", "W"])
def test_names_are_found_by_any_part(opened, part):
    with opened() as graph:
        assert any("鲸" in name or "Whale" in name for name, *_ in names.containing(graph.connection, part))


@pytest.mark.parametrize("part", ["畢", "毕业", "毕业于东湖", "畢業於東湖大學"])
def test_quotes_are_found_by_any_part(opened, part):
    with opened() as graph:
        found = names.passages_containing(graph.connection, part)
        assert [graph.rows("SELECT quote FROM passage WHERE n = ?", n)[0][0] for n in found] == [
            "林曉舟本科畢業於東湖大學"
        ]


def test_queries_use_indexes(opened):
    with opened() as graph:
        for sql in (
            "SELECT entity FROM name WHERE folded = ?",
            "SELECT n FROM fact WHERE subject = ?",
            "SELECT n FROM fact WHERE object = ?",
            "SELECT n FROM statement WHERE fact = ?",
            "SELECT passage FROM citation WHERE statement = ?",
            "SELECT start FROM mention WHERE source = ? AND start >= 3",
            "SELECT start FROM mention WHERE entity = ?",
            "SELECT statement FROM qualifier WHERE key = ?",
        ):
            plan = " ".join(row["detail"] for row in graph.rows(f"EXPLAIN QUERY PLAN {sql}", "x"))
            assert "SCAN" not in plan, sql


def test_a_view_for_people(opened):
    with opened() as graph:
        row = graph.rows("SELECT * FROM statements WHERE predicate = 'leads'")[0]
        assert (row["subject"], row["object"], row["file"], row["line"]) == (
            "宋知远",
            "蓝鲸语言组",
            "articles/b.txt",
            2,
        )


def test_missing_file(here):
    with pytest.raises(StoreError, match=r"no\.db: no such file; make it with: kg build"):
        store.open_store(Path("no.db"))


def test_folder_is_no_database(here, graph):
    with pytest.raises(StoreError, match="a folder"):
        store.open_store(Path("articles"))
    with pytest.raises(StoreError, match="a folder"):
        write(graph, Path("articles"))


@pytest.mark.parametrize("content", [b"my notes\n", b"SQLite format 3\0" + b"\0" * 50, b"\0" * 5000])
def test_a_file_that_is_not_ours_is_left_alone(here, graph, content):
    Path("notes.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.db"):
        store.open_store(Path("notes.db"))
    with pytest.raises(StoreError, match=r"notes\.db"):
        write(graph, Path("notes.db"))
    assert Path("notes.db").read_bytes() == content


def test_a_database_of_someone_else_is_left_alone(here, graph):
    with sqlite3.connect("other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    before = Path("other.db").read_bytes()
    for use in (store.open_store, lambda path: write(graph, path)):
        with pytest.raises(StoreError, match=r"other\.db: .*name another file with --db"):
            use(Path("other.db"))
    assert Path("other.db").read_bytes() == before


def test_another_version_is_recognised_and_can_be_built_again(db, graph):
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"version 99 .* build it again"):
        store.open_store(db)
    write(graph, db)
    store.open_store(db).connection.close()


def test_a_locked_database_says_so(db, monkeypatch):
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match="locked by another program"):
            store.open_store(db, patience=0.05)
    finally:
        holder.close()


def test_a_damaged_database_says_so(db):
    whole = db.read_bytes()
    db.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match=r"g\.db"), store.open_store(db) as graph:
        graph.rows("SELECT * FROM entity ORDER BY name")


def test_a_graph_that_does_not_hold_together_leaves_the_old_one(db, graph):
    before = db.read_bytes()
    with pytest.raises(StoreError, match="does not hold together"):
        write(replace(graph, entities=graph.entities[1:]), db)
    assert db.read_bytes() == before
    assert sorted(f.name for f in Path().iterdir()) == ["articles", "g.db"]


def test_full_disk_leaves_the_old_graph(db):
    code = """
import resource, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from conftest import make_graph
from kg import ontology, store
from kg.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960))
try:
    store.write(make_graph(), Path("g.db"), ontology=ontology.load())
except (StoreError, OSError) as error:
    print(error)
    sys.exit(2)
"""
    before = db.read_bytes()
    run = [sys.executable, "-c", code, str(Path(__file__).parent)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "g.db" in done.stdout
    assert db.read_bytes() == before
    assert sorted(f.name for f in Path().iterdir()) == ["articles", "g.db"]


def test_a_folder_that_cannot_be_written(here, graph, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "shut/g.db")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(PermissionError):
        write(graph, Path("shut/g.db"))


def test_a_build_killed_at_any_moment_leaves_the_old_graph(db):
    code = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from conftest import make_graph
from kg import ontology, store
slow = store._Writer._statement
def crawl(*args):
    print("writing", flush=True)
    time.sleep(0.2)
    slow(*args)
store._Writer._statement = crawl
store.write(make_graph(), Path("g.db"), ontology=ontology.load())
"""
    before = db.read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "writing\n"
    with store.open_store(db) as graph:  # a reader sees the old graph meanwhile
        assert graph.rows("SELECT count(*) FROM fact")[0][0] == 9
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert db.read_bytes() == before
    left = [f for f in Path().iterdir() if f.suffix == ".part"]
    assert len(left) == 1
    time.sleep(0.01)
    with files.replacing(db) as beside:
        beside.write_bytes(before)
    assert sorted(f.name for f in Path().iterdir()) == ["articles", "g.db"]


def test_a_reader_during_a_build_sees_the_old_graph(db, graph):
    with store.open_store(db) as old:
        write(replace(graph, facts=graph.facts[:3]), db)
        assert old.rows("SELECT count(*) FROM fact")[0][0] == 9
    with store.open_store(db) as new:
        assert new.rows("SELECT count(*) FROM fact")[0][0] == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("輝達", "辉达"),
        ("ＮＶＩＤＩＡ", "nvidia"),
        ("Zizheng Pan", "zizheng-pan"),
        ("《星图》", "星图"),
        ("让·雅克", "让・雅克"),
    ],
)
def test_fold(one, other):
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(("one", "other"), [("GPT-4", "GPT-4o"), ("C++", "C"), ("V2.5", "V25"), ("《", "》")])
def test_fold_keeps_apart(one, other):
    assert names.fold(one) != names.fold(other)
