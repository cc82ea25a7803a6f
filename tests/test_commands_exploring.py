"""`kg path`, `kg find`, `kg timeline`, `kg conflicts`, `kg sources`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from terminal_support import shown
from typer.testing import CliRunner

from kg import graph as linked
from kg import ontology, query, store
from kg.cli import app
from kg.query.origins import independent, origins
from kg.query.search import spans


def kg(*arguments, db="g.db"):
    result = CliRunner().invoke(app, [*arguments, "--db", db])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(*arguments, db="g.db"):
    return json.loads(kg(*arguments, "--json", db=db).stdout)


# kg path


def test_path(db):
    result = kg("path", "星海奖", "東湖大學")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1. 星海奖 — 林晓舟 — 东湖大学",
        "  林晓舟  —  获奖 · received  →  星海奖  (year=2020)",
        "    [1] articles/b.txt:4:1",
        "      «林晓舟»在2020年获得«星海奖»",
        "  林晓舟  —  就读 · studied at  →  东湖大学  (degree=bachelor)",
        "    [2] articles/a.txt:4:1",
        "      «林曉舟»本科畢業於«東湖大學»",
    ]


def test_path_gives_the_next_ones(db):
    found = answer("path", "林晓舟", "何雨桐", "--longest", "6", "--limit", "9")
    assert [len(way) for way in found["paths"]] == [2, 4]
    first = found["paths"][0]
    assert [step["predicate"] for step in first] == ["worked_on", "worked_on"]
    assert {"file", "line", "column", "start", "end", "quote"} <= set(first[0]["statements"][0]["citations"][0])
    assert len(answer("path", "林晓舟", "何雨桐", "--limit", "1")["paths"]) == 1
    assert len(answer("path", "林晓舟", "何雨桐", "--longest", "3")["paths"]) == 1


@pytest.mark.parametrize(
    ("options", "lengths"),
    [
        (["--predicate", "worked_on"], [2]),
        (["--type", "Org", "--type", "Person"], [4]),
        (["--certainty", "asserted"], [2]),
        (["--certainty", "hedged"], [2, 4]),
        (["--source", "a.txt"], [2]),
        (["--since", "2019"], []),
    ],
)
def test_path_narrowed(db, options, lengths):
    found = answer("path", "林晓舟", "何雨桐", *options)
    assert [len(way) for way in found["paths"]] == lengths


def test_no_path(db):
    result = kg("path", "林晓舟", "湖大科技")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no way of 6 facts or fewer from 林晓舟 to 湖大科技" in result.stderr
    assert "are the same" in kg("path", "林晓舟", "林曉舟").stderr
    assert kg("path", "林晓舟", "Biedou").exit_code == 1
    assert answer("path", "林晓舟", "湖大科技")["paths"] == []


def test_the_surest_fact_stands_for_a_step(add_fact):
    add_fact("宋知远", "works_at", "蓝鲸语言组", {}, "hedged", None, 1, ["蓝鲸语言组的负责人是宋知远"])
    with add_fact.open() as opened:
        one, other = (query.find(opened, name)[0] for name in ("宋知远", "蓝鲸语言组"))
        [[fact]] = linked.paths(opened, one, other)
        assert fact.predicate == "leads"


# kg find


def test_find(db):
    result = kg("find", "鯨")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "names",
        "  蓝鲸科技  (Org · company)  org:蓝鲸科技  as 鲸",
        "  蓝鲸语言组  (Org · team)  org:蓝鲸语言组",
    ]
    assert "      林晓舟在蓝«鲸»科技提出了北斗算法" in lines


@pytest.mark.parametrize("text", ["舟", "晓舟", "曉舟", "林晓舟", "ｌｉｎ", "Xiaozhou"])
def test_find_any_length_and_script(db, text):
    assert "林晓舟" in [named["name"] for named in answer("find", text)["names"]]


def test_find_in_articles(db):
    assert answer("find", "新算法")["articles"] == []
    [line] = answer("find", "新算法", "--articles")["articles"]
    assert (line["file"], line["line"], line["column"], line["quote"]) == ("articles/a.txt", 1, 1, "甲乙实验室的新算法")
    text = Path("articles/a.txt").read_bytes().decode()
    assert text[line["start"] : line["end"]] == line["quote"]
    Path("articles/a.txt").write_text("新算法", "utf-8")
    assert kg("find", "新算法", "--articles").exit_code == 1


def test_find_narrowed(db):
    assert [n["name"] for n in answer("find", "蓝鲸", "--type", "Org", "--predicate", "leads")["names"]] == [
        "蓝鲸语言组"
    ]
    quotes = answer("find", "林", "--predicate", "received")["quotes"]
    assert [fact["predicate"] for quote in quotes for fact in quote["facts"]] == ["received"]
    assert answer("find", "林", "--since", "2020", "--until", "2020")["quotes"] == quotes
    assert answer("find", "林", "--source", "b.txt")["quotes"] == quotes
    assert len(answer("find", "林", "--limit", "1")["quotes"]) == 1


@pytest.mark.parametrize("text", ["", " ", "\0", "'; DROP TABLE entity; --", '"', "*", "未见之文", "x" * 10_000])
def test_find_odd_text(db, text):
    result = kg("find", text)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("kg: ")


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("輝達與英偉達", "英伟达", ((3, 6),)),
        ("Blue  Whale 成立", "bluewhale", ((0, 11),)),
        ("ab-ab", "b", ((1, 2), (4, 5))),
        ("ab", "c", ()),
    ],
)
def test_spans(text, part, found):
    assert spans(text, part) == found


# kg timeline


def test_timeline(db):
    lines = kg("timeline", "林晓舟").stdout.splitlines()
    assert lines[0] == "林晓舟  (Person)  person:林晓舟"
    assert lines[1] == "  2019 –  任职 · works or worked at  蓝鲸科技  (start=2019; attributed: 何雨桐)"
    assert "  2020  获奖 · received  星海奖  (year=2020)" in lines
    assert lines[-1] == "  and 2 facts without a date; kg show tells them"
    found = answer("timeline", "蓝鲸科技")
    assert [(event["date"], event["predicate"]) for event in found["events"]] == [
        ("2015", "founded_on"), ("2019", "works_at"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "dates"),
    [
        (["--since", "2020"], ["2020"]),
        (["--until", "2019-06"], ["2019"]),
        (["--since", "2019-03", "--until", "2019-04"], ["2019"]),
        (["--certainty", "asserted"], ["2020"]),
        (["--source", "a.txt"], ["2019"]),
        (["--type", "Award"], ["2020"]),
        (["--limit", "1"], ["2019"]),
    ],
)
def test_timeline_narrowed(db, options, dates):
    assert [event["date"] for event in answer("timeline", "林晓舟", *options)["events"]] == dates


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["--since", "soon"], 2, "--since soon: give a date"),
        (["--type", "Planet"], 2, "--type Planet: the graph has"),
        (["--predicate", "works"], 2, "did you mean: works_at"),
        (["--certainty", "sure"], 2, "asserted, attributed, hedged"),
        (["--source", "nowhere"], 1, "no source has 'nowhere'"),
        (["--limit", "0"], 2, "limit"),
    ],
)
def test_mistaken_options(db, options, status, words):
    for command in (["timeline", "林晓舟"], ["find", "林"], ["conflicts"], ["sources"], ["path", "林晓舟", "何雨桐"]):
        result = kg(*command, *options)
        assert result.exit_code == status
        assert words in result.stderr


# kg conflicts


def contradicted(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2016", {}, "hedged", None, 0, ["林晓舟2019年加入蓝鲸科技"])
    add_fact("林晓舟", "received", "星海奖", {"year": "2020", "grade": "一等奖"}, "asserted", None, 1, ["获得星海奖"])
    add_fact("林晓舟", "received", "星海奖", {"year": "2020", "grade": "二等奖"}, "asserted", None, 1, ["星海奖"])
    add_fact.open().connection.close()


def test_conflicts(add_fact):
    contradicted(add_fact)
    lines = kg("conflicts", db="more.db").stdout.splitlines()
    assert lines[:5] == [
        "蓝鲸科技  —  成立于 · was founded on",
        "  ! 2015",
        "    [1] articles/b.txt:3:1",
        "      «Blue Whale» 成立于«2015»年",
        "  ! 2016  (hedged)",
    ]
    found = answer("conflicts", db="more.db")["conflicts"]
    assert [(c["predicate"], c["qualifier"], [s["value"] for s in c["sides"]]) for c in found] == [
        ("founded_on", None, ["2015", "2016"]), ("received", "grade", ["一等奖", "二等奖"]),
    ]  # fmt: skip
    assert all(side["statements"][0]["citations"] for c in found for side in c["sides"])


@pytest.mark.parametrize(
    ("options", "predicates"),
    [
        (["--predicate", "received"], ["received"]),
        (["--type", "Org"], ["founded_on"]),
        (["--certainty", "asserted"], ["received"]),
        (["--source", "b.txt"], ["received"]),
        (["--until", "2016"], ["founded_on"]),
        (["--since", "2020"], ["received"]),
        (["--limit", "1"], ["founded_on"]),
    ],
)
def test_conflicts_narrowed(add_fact, options, predicates):
    contradicted(add_fact)
    assert [c["predicate"] for c in answer("conflicts", *options, db="more.db")["conflicts"]] == predicates


def test_no_conflicts(db):
    assert kg("conflicts").stdout == "no source contradicts another\n"
    assert answer("conflicts") == {"conflicts": []}


# kg sources


def test_sources(db):
    lines = kg("sources").stdout.splitlines()
    assert lines[:3] == ["articles/a.txt", "  题目", "  5 entities, 5 statements, 4 facts: 4 alone, 0 with others"]
    first, second = answer("sources")["sources"]
    assert (first["facts"], first["alone"], first["shared"], first["beside"]) == (4, 4, 0, [])
    assert second["repeats"] is None
    assert [s["facts"] for s in answer("sources", "--predicate", "received")["sources"]] == [0, 1]
    assert [s["path"] for s in answer("sources", "--source", "b.txt")["sources"]] == ["articles/b.txt"]
    assert answer("sources", "--since", "2020")["sources"] == []


def test_sources_together(add_fact):
    add_fact("林晓舟", "received", "星海奖", {"year": "2020"}, "asserted", None, 0, ["林晓舟在蓝鲸科技"])
    add_fact.open().connection.close()
    first, second = answer("sources", db="more.db")["sources"]
    assert (first["alone"], first["shared"]) == (4, 1)
    assert first["beside"] == [{"path": "articles/b.txt", "facts": 1}]
    assert second["beside"] == [{"path": "articles/a.txt", "facts": 1}]


def test_reprints_count_as_one(here, graph):
    one, other = graph.extracts
    title = "一篇很长的标题会被转载的报道"
    graph = replace(graph, extracts=tuple(replace(e, metadata=replace(e.metadata, title=title)) for e in (one, other)))
    store.write(graph, Path("g.db"), ontology=ontology.load())
    with store.open_store(Path("g.db")) as opened:
        found = origins(opened)
        assert [found[n] for n in (1, 2)] == [1, 1]
    assert [s["repeats"] for s in answer("sources")["sources"]] == [None, "articles/a.txt"]


def test_independent_sources():
    long = "林晓舟在蓝鲸科技提出了北斗算法，何雨桐也在"
    alone = {1: 1, 2: 2, 3: 3}
    assert independent([(1, long), (2, "林晓舟提出"), (3, "林晓舟提出")], alone) == 3
    assert independent([(1, long), (2, long), (2, "另一句")], alone) == 1
    assert independent([(1, long), (2, "林晓舟提出"), (3, "何")], {1: 1, 2: 1, 3: 3}) == 2
    assert independent([], alone) == 0


# Terminals


@pytest.mark.parametrize("columns", ["20", "200"])
@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_narrow_terminal_without_colour(db, columns):
    text = shown("path", "星海奖", "東湖大學", "--db", "g.db", columns=columns)
    assert "      林曉舟本科畢業於東湖大學\n" in text


def test_a_big_answer_is_cut_off_cleanly(db):
    run = f"{sys.executable} -m kg find 林 --db g.db | head -n 1"
    done = subprocess.run(run, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("names\n", "")
