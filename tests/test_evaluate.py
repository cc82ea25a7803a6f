"""Scoring: what counts as right, and how it is counted."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import evaluate, matching
from kg.cli import app
from kg.errors import DataError, UsageError
from kg.export import jsonl

HEADER = "subject\tpredicate\tobject\tqualifiers\tcertainty\tattributed_to\tstatus\tquote\n"


def gold(*rows, name="a", folder="gold"):
    Path(folder).mkdir(exist_ok=True)
    lines = ["\t".join((*row, *("",) * (8 - len(row)))) if len(row) < 8 else "\t".join(row) for row in rows]
    Path(folder, f"{name}.tsv").write_text(HEADER + "".join(line + "\n" for line in lines), "utf-8")
    return Path(folder)


def row(subject, predicate, obj, qualifiers="", certainty="asserted", status="required"):
    return (subject, predicate, obj, qualifiers, certainty, "", status, "引文")


def judge(opened, folder, symmetric=("peer_of",)):
    with opened() as store:
        return evaluate.score(
            evaluate.read_gold(folder, symmetric=symmetric), evaluate.found_facts(jsonl.records(store))
        )


def test_names_match_folded_and_by_alias(opened):
    folder = gold(
        row("Xiaozhou Lin|小舟", "worked_on", "BEIDOU", "role=proposer|lead"),
        row("林曉舟", "studied_at", "东湖大学", "degree=bachelor"),
        row("何雨桐", "worked_on", "北斗算法", "role=participant"),
    )
    result = judge(opened, folder)
    assert (result.total.right, result.total.wrong, result.total.missed) == (3, 1, 0)
    assert [f.names for f in result.extras] == [("林晓舟", "works_at", "蓝鲸科技")]
    assert (result.qualifier_recall.value, result.qualifier_precision.value) == (1, 1)


def test_articles_without_gold_are_left_out(opened):
    result = judge(opened, gold(row("林晓舟", "received", "星海奖", "year=2020"), name="b"))
    assert set(result.by_article) == {"b"}
    assert (result.total.right, result.total.wrong) == (1, 4)


def test_gold_without_facts_is_named(opened):
    result = judge(opened, gold(row("林晓舟", "received", "星海奖"), name="zz"))
    assert result.unread == ("zz",)
    assert result.total.missed == 1


def test_optional_rows_count_neither_way(opened):
    folder = gold(
        row("林晓舟", "works_at", "蓝鲸科技", status="optional"),
        row("林晓舟", "works_at", "星海公司", status="optional"),
        row("林晓舟", "worked_on", "北斗算法"),
    )
    result = judge(opened, folder)
    assert (result.total.right, result.total.wrong, result.total.missed) == (1, 2, 0)
    assert (result.optional.hits, result.optional.of) == (1, 2)


def test_qualifiers_and_certainty(opened):
    folder = gold(
        row("林晓舟", "works_at", "蓝鲸科技", "start=2018; role=研究员", "hedged"),
        row("何雨桐", "worked_on", "北斗算法", "role=lead"),
    )
    result = judge(opened, folder)
    assert (result.qualifier_recall.hits, result.qualifier_recall.of) == (0, 3)
    assert (result.qualifier_precision.hits, result.qualifier_precision.of) == (0, 2)
    assert (result.certainty.hits, result.certainty.of) == (1, 2)
    assert [(g.row.object, f.names[2]) for g, f in result.inexact] == [
        ("蓝鲸科技", "蓝鲸科技"),
        ("北斗算法", "北斗算法"),
    ]


def fact(subject, predicate, obj, values=None, *, entities=True, article="x"):
    statement = {
        "qualifiers": values or {}, "certainty": "asserted", "rule": "r",
        "citations": [{"file": f"t/{article}.txt", "start": 0, "end": 1, "quote": "引"}],
    }  # fmt: skip
    target = {"id": obj, "type": "Org", "name": obj} if entities else {"value": obj}
    subject = {"id": subject, "type": "Person", "name": subject}
    return {"record": "fact", "subject": subject, "predicate": predicate, "object": target, "statements": [statement]}


def score_of(facts, *rows, tmp_path):
    folder = gold(*rows, name="x", folder=str(tmp_path / "gold"))
    return evaluate.score(evaluate.read_gold(folder, symmetric=("peer_of",)), evaluate.found_facts(facts))


@pytest.mark.parametrize(
    ("predicate", "value", "wanted", "right"),
    [
        ("paper_count", "16", "16篇", True),
        ("paper_count", "16篇", "6", False),
        ("headcount", "1,500人", "1500", True),
        ("training_cost", "557.6万美元", "5,576,000美元", True),
        ("training_cost", "557.6万美元", "557.6亿美元", False),
        ("released", "2024-05", "2024-05", True),
        ("released", "2024-05", "2024", False),
        ("hometown", "廣東", "广东", True),
        ("hometown", "广东", "湖南|广东省|广东", True),
    ],
)
def test_literals(predicate, value, wanted, right, tmp_path):
    result = score_of(
        [fact("某甲", predicate, value, entities=False)], row("某甲", predicate, wanted), tmp_path=tmp_path
    )
    assert result.total.right == right


def test_symmetric_predicates_match_both_ways(tmp_path):
    assert (
        score_of([fact("甲甲", "peer_of", "乙乙")], row("乙乙", "peer_of", "甲甲"), tmp_path=tmp_path).total.right == 1
    )
    assert (
        score_of([fact("甲甲", "advised_by", "乙乙")], row("乙乙", "advised_by", "甲甲"), tmp_path=tmp_path).total.right
        == 0
    )


@pytest.mark.parametrize(
    ("given", "wanted", "hit"),
    [("高级研究员", "研究员", 1), ("研究員", "研究员", 1), ("教授", "研究员", 0), ("研究员", "教授|高级研究员", 1)],
)
def test_text_qualifiers_match_by_part(given, wanted, hit, tmp_path):
    result = score_of(
        [fact("甲甲", "works_at", "某所", {"role": given})],
        row("甲甲", "works_at", "某所", f"role={wanted}"),
        tmp_path=tmp_path,
    )
    assert result.qualifier_recall.hits == hit
    assert result.qualifier_precision.hits == hit


def test_two_degrees_find_their_own_rows(tmp_path):
    facts = [fact("甲甲", "studied_at", "某大学", {"degree": d}) for d in ("master", "bachelor")]
    rows = [row("甲甲", "studied_at", "某大学", f"degree={d}") for d in ("bachelor", "master")]
    result = score_of(facts, *rows, tmp_path=tmp_path)
    assert (result.total.right, result.qualifier_recall.hits) == (2, 2)


def test_a_second_fact_for_one_row_is_a_duplicate(tmp_path):
    facts = [fact("甲甲", "studied_at", "某大学", {"degree": "master"}), fact("甲甲", "studied_at", "某大学")]
    result = score_of(facts, row("甲甲", "studied_at", "某大学", "degree=master"), tmp_path=tmp_path)
    assert (result.total.right, result.total.wrong, len(result.duplicates)) == (1, 1, 1)


def test_as_many_as_possible_are_matched():
    def item(*subjects):
        return matching.Item(matching.Alternatives.of(subjects), "leads", matching.Alternatives.of(["o"]), {})

    assert matching.assign([item("a", "b"), item("a")], [item("a"), item("b")], [True, True]) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("subject\tpredicate\tobject\n甲\tleads\n", "object"),
        (HEADER + "甲\tleads\t乙\trole\tasserted\t\trequired\t\n", "no key=value"),
        (HEADER + "甲\tleads\t乙\t\tmaybe\t\trequired\t\n", "certainty"),
    ],
)
def test_bad_gold_names_its_line(tmp_path, text, message):
    file = tmp_path / "x.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match=rf"x\.tsv:2: .*{message}"):
        evaluate.read_gold(file)


def test_no_gold(tmp_path):
    for path in (tmp_path, tmp_path / "none.tsv"):
        with pytest.raises(UsageError, match="no gold here"):
            evaluate.read_gold(path)


def kg(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_command(db):
    folder = gold(row("林晓舟", "worked_on", "北斗算法"), row("林晓舟", "leads", "蓝鲸科技"))
    Path(folder, "a.entities.tsv").write_text("name\ttype\n", "utf-8")
    result = kg("eval", str(folder), "--db", "g.db", "--by", "predicate", "--misses", "--extras")
    assert result.exit_code == 0
    assert "right 1  wrong 3  missed 1" in result.stdout
    assert "gold/a.tsv:3:1: miss 林晓舟 leads 蓝鲸科技 []" in result.stdout
    assert "articles/a.txt@43: extra 林晓舟 studied_at 东湖大学 [degree=bachelor] (test/rule)" in result.stdout
    kg("export", "jsonl", "--db", "g.db", "--out", "g.jsonl")
    answer = json.loads(kg("eval", str(folder), "--graph", "g.jsonl", "--json").stdout)
    assert answer["total"]["precision"] == 0.25
    assert kg("eval", str(folder), "--db", "g.db", "--min-precision", "0.5").exit_code == 1
    assert kg("eval", str(folder), "--db", "g.db", "--min-recall", "0.5").exit_code == 0


@pytest.mark.parametrize("content", ["{not json\n", "[]\n", '{"record": "fact", "predicate": "leads"}\n', "\udcff"])
def test_a_bad_graph_gets_a_message(db, content):
    folder = gold(row("林晓舟", "worked_on", "北斗算法"))
    Path("bad.jsonl").write_bytes(content.encode("utf-8", "surrogateescape"))
    result = kg("eval", str(folder), "--graph", "bad.jsonl")
    assert result.exit_code == 2
    assert "bad.jsonl" in result.stderr
    assert kg("eval", str(folder), "--graph", "none.jsonl").exit_code == 2


def test_scoring_is_fast(tmp_path):
    facts, names = [], [f"人物{i}" for i in range(40)]
    for article in range(45):
        gold(*[row(n, "works_at", "某公司", "role=研究员") for n in names], name=f"t{article}", folder=str(tmp_path))
        facts += [fact(n, "works_at", "某公司", {"role": "研究员"}, article=f"t{article}") for n in names]
    start = time.perf_counter()
    result = evaluate.score(evaluate.read_gold(tmp_path), evaluate.found_facts(facts))
    assert result.total.right == 45 * 40
    assert time.perf_counter() - start < 2


@pytest.mark.usefixtures("stages")
def test_negative_sentences(here, monkeypatch):
    import sys

    from conftest import make_graph

    plain = sys.modules["kg.extract"].extract
    said = make_graph().facts[0].statements

    def extract(source):
        found, problems = plain(source)
        return (replace(found, statements=said) if "加入" in source.text else found), problems

    monkeypatch.setattr(sys.modules["kg.extract"], "extract", extract)
    Path("none.txt").write_text("# 什么也没说\n\n林晓舟并未露面。\n林晓舟没有加入。\n", "utf-8")
    result = kg("eval", "--negative", "none.txt")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "negative  1 of 2 sentences yielded facts"
    assert lines[1].startswith("none.txt:4:1: fired ")
    assert json.loads(kg("eval", "--negative", "none.txt", "--json").stdout)["negative"]["sentences"] == 2
    Path("none.txt").write_text("林晓舟并未露面。\n", "utf-8")
    assert kg("eval", "--negative", "none.txt").exit_code == 0
    assert kg("eval").exit_code == 2
