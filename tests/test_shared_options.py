"""The options that all answers share: they are there, they narrow, and their forms hold."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal_support import shown
from typer.main import get_command
from typer.testing import CliRunner

from kg import query
from kg.cli import app
from kg.commands.options import narrowed
from kg.query.filters import make

ANSWERS = {
    "who": ["北斗算法"],
    "ask": ["谁参与了北斗算法？"],
    "show": ["林晓舟"],
    "stats": [],
    "path": ["林晓舟", "何雨桐"],
    "find": ["林"],
    "timeline": ["林晓舟"],
    "conflicts": [],
    "sources": [],
}
OPTIONS = {"--json", "--csv", "--type", "--predicate", "--since", "--until", "--certainty", "--source", "--limit"}


def kg(*arguments, db="g.db"):
    result = CliRunner().invoke(app, [*arguments, "--db", db])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(*arguments, db="g.db"):
    return json.loads(kg(*arguments, "--json", db=db).stdout)


def table(*arguments, db="g.db"):
    result = kg(*arguments, "--csv", db=db)
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def test_every_answer_has_them():
    commands = get_command(app).commands
    having = {
        name for name, command in commands.items() if {option for p in command.params for option in p.opts} >= OPTIONS
    }
    assert having >= set(ANSWERS)
    some = {name for name, c in commands.items() if {"--certainty", "--csv"} & {o for p in c.params for o in p.opts}}
    assert some - {"query"} == having, "give it all of them: kg/commands/options.py"


@pytest.mark.parametrize("command", ANSWERS)
def test_csv_is_a_table_with_citations(add_fact, command):
    add_fact("蓝鲸科技", "founded_on", "=2016", {}, "hedged", None, 0, ["林晓舟2019年加入蓝鲸科技"])
    add_fact.open().connection.close()
    rows = table(command, *ANSWERS[command], db="more.db")
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)
    for row in rows:
        if row.get("quote"):
            text = Path(row["file"]).read_bytes().decode()
            assert text[int(row["start"]) : int(row["end"])] == row["quote"]
    if command not in ("stats", "sources"):
        assert any(row["quote"] for row in rows)


@pytest.mark.parametrize("command", ANSWERS)
def test_one_form_at_a_time(db, command):
    result = kg(command, *ANSWERS[command], "--json", "--csv")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == "usage"


@pytest.mark.parametrize("command", ANSWERS)
def test_certainty_narrows_all(db, command):
    options = ["--certainty", "asserted", "--predicate", "worked_on", "--source", "a.txt"]
    rows = table(command, *ANSWERS[command], *options)
    assert {row["certainty"] for row in rows if "certainty" in row} <= {"asserted"}
    assert {row["predicate"] for row in rows if row.get("predicate")} <= {"worked_on"}


def test_cells_are_harmless(add_fact):
    add_fact("何雨桐", "research_field", "==1+1", {}, "attributed", "@SUM(A1)", 0, ["何雨桐也参与了北斗算法的研发"])
    add_fact.open().connection.close()
    (row,) = [row for row in table("show", "何雨桐", db="more.db") if row["predicate"] == "research_field"]
    assert (row["object"], row["attributed_to"]) == ("'=1+1", "'@SUM(A1)")


def test_csv_says_what_is_not_found_beside_it(db):
    result = kg("who", "Biedou", "--csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean: 北斗算法?" in result.stderr


def test_who_and_show_are_narrowed_by_one_statement(db):
    people = answer("who", "蓝鲸科技", "--since", "2019")["people"]
    assert [(p["name"], p["qualifiers"], p["certainty"]) for p in people] == [
        ("林晓舟", {"start": "2019"}, "attributed")
    ]
    assert answer("who", "蓝鲸科技", "--since", "2019", "--certainty", "asserted")["people"] == []
    facts = answer("show", "林晓舟", "--source", "b.txt")["facts"]
    assert [fact["predicate"] for fact in facts] == ["received"]
    assert [len(fact["statements"]) for fact in answer("show", "林晓舟", "--certainty", "asserted")["facts"]] == [1] * 4


def test_type_picks_the_bearer_or_else_the_other_side(db):
    assert [c["entity"]["name"] for c in (answer("show", "湖大", "--type", "Org"),)] == ["东湖大学"]
    facts = answer("show", "林晓舟", "--type", "Org")["facts"]
    assert {fact["other"]["type"] for fact in facts} == {"Org"}
    assert answer("who", "林晓舟", "--type", "Person")["people"] == answer("who", "林晓舟")["people"]


def test_limit_is_for_each_relation_and_says_what_is_left(db):
    card = answer("show", "林晓舟", "--limit", "1")
    assert len(card["facts"]) == 4
    card = answer("show", "北斗算法", "--limit", "1")
    assert (len(card["facts"]), card["left"]) == (1, {"worked on it": 1})
    assert "  and 1 more; --limit shows them" in kg("show", "北斗算法", "--limit", "1").stdout.splitlines()
    who = answer("who", "北斗算法", "--limit", "1")
    assert (len(who["people"]), who["left"]) == (1, {"worked on it": 1})
    assert answer("who", "北斗算法")["left"] == {}


def test_limited_answers_are_those_that_most_places_tell(add_fact):
    add_fact("宋知远", "worked_on", "北斗算法", {}, "asserted", None, 1, ["蓝鲸语言组的负责人是宋知远"])
    add_fact("宋知远", "worked_on", "北斗算法", {}, "asserted", None, 1, ["宋知远"])
    add_fact.open().connection.close()
    assert [p["name"] for p in answer("who", "北斗算法", "--limit", "1", db="more.db")["people"]] == ["宋知远"]
    with add_fact.open() as opened:
        (entity,) = query.find(opened, "北斗算法")
        for limit in (1, 2, 3):
            card = query.show(opened, entity, limit=limit)
            assert (len(card.facts), sum(card.left.values())) == (limit, 3 - limit)
        everything = [fact.fact.id for fact in query.show(opened, entity).facts]
        assert [fact.fact.id for fact in query.show(opened, entity, limit=3).facts] == everything


def test_people_who_share_something_are_bounded_too(add_fact):
    for name in ("何雨桐", "宋知远"):
        add_fact(name, "studied_at", "东湖大学", {}, "asserted", None, 0, ["林曉舟本科畢業於東湖大學"])
        add_fact(name, "received", "星海奖", {"year": "2020"}, "asserted", None, 1, ["林晓舟在2020年获得星海奖"])
        add_fact(name, "works_at", "蓝鲸科技", {}, "asserted", None, 0, ["林晓舟在蓝鲸科技提出了北斗算法"])
    with add_fact.open() as opened:
        (entity,) = query.find(opened, "林晓舟")
        all_of_them = {(g.en, j.person.name) for g in query.who(opened, entity).groups for j in g.people}
        assert ("colleague at", "宋知远") in all_of_them
        some = query.who(opened, entity, limit=1)
        colleagues = next(group for group in some.groups if group.en == "colleague at")
        assert (len(colleagues.people), colleagues.left) == (1, 1)
        sure = query.who(opened, entity, only=make(opened, certainty="asserted", of_predicates=["received"]))
        assert [group.en for group in sure.groups] == []


def test_stats_of_a_part(db):
    whole = answer("stats")
    part = answer("stats", "--type", "Award")
    assert (part["facts"], part["entities"], part["statements"]) == (1, 2, 1)
    assert part["facts_by_predicate"] == {"received": 1}
    assert answer("stats", "--certainty", "hedged")["facts"] == whole["facts"]
    assert answer("stats", "--certainty", "attributed")["statements"] == whole["statements"] - 1
    assert answer("stats", "--source", "b.txt")["files"] == 1
    assert answer("stats", "--since", "2030")["facts"] == 0
    assert list(answer("stats", "--limit", "1")["facts_by_predicate"]) == ["worked_on"]


def test_find_takes_the_quote_of_the_statement_that_is_asked_for(add_fact):
    add_fact("林晓舟", "received", "星海奖", {"year": "2020"}, "asserted", None, 0, ["林晓舟在蓝鲸科技"])
    add_fact.open().connection.close()
    quotes = answer("find", "林晓舟", "--predicate", "received", "--source", "b.txt", db="more.db")["quotes"]
    assert [quote["file"] for quote in quotes] == ["articles/b.txt"]


def test_odd_names_are_shown_without_their_marks(here, graph):
    from dataclasses import replace

    from kg import ontology, store

    odd = "林\u202e晓\x1b[31m舟\n"
    entities = tuple(replace(e, name=odd) if e.name == "林晓舟" else e for e in graph.entities)
    store.write(replace(graph, entities=entities), Path("g.db"), ontology=ontology.load())
    for command in (["who", "北斗算法"], ["show", "北斗算法"], ["find", "林"], ["path", "星海奖", "北斗算法"]):
        text = kg(*command).stdout
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert answer(*command)
    for command in (["who", "北斗算法"], ["show", "北斗算法"]):
        assert "\u202e" not in shown(*command, "--db", "g.db", columns="100")


# Completion


def completed(command, *words, incomplete, db=("--db", "g.db")):
    typed = ["kg", command, *db, *words]
    environment = {
        **os.environ,
        "_KG_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join([*typed, incomplete]),
        "COMP_CWORD": str(len(typed)),
    }
    run = [sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.cli import app; app(prog_name='kg')"]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.stdout.split("\n")[:-1] if done.stdout.endswith("\n") else done.stdout.split("\n")


def test_names_are_completed(db):
    assert completed("who", incomplete="林") == ["林晓舟", "林曉舟"]
    assert completed("show", incomplete="藍") == ["藍鯨科技"]
    assert completed("path", incomplete="Blue") == ["Blue\\ Whale"]
    assert completed("who", incomplete="林", db=("--db", "none.db")) == [""]
    assert not Path("none.db").exists()


def test_options_and_commands_are_completed(db):
    assert completed("who", "北斗", "--predicate", incomplete="work") == ["worked_on", "works_at"]
    assert completed("who", "北斗", "--type", incomplete="O") == ["Org"]
    assert completed("who", "北斗", "--certainty", incomplete="h") == ["hedged"]
    assert completed("who", "北斗", "--source", incomplete="art") == ["articles/a.txt", "articles/b.txt"]
    assert completed("help", incomplete="ver", db=()) == ["verdicts"]
    assert {"help", "query"} <= set(completed("unknown", incomplete="", db=()))


def test_narrowed_leaves_a_limit_of_the_command_its_own():
    def command(out, store, only, limit: int = 7):
        raise AssertionError

    names = set(narrowed(command).__annotations__)
    assert {"limit", "csv", "certainty"} <= names
    assert "only" not in names
