"""Seeing why: `kg explain`, `kg why-not`, `kg rules`, `kg explain-merge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import explain, rulebook
from kg.cli import app
from kg.errors import NotFoundError, UsageError
from kg.relations.rules import load
from kg.relations.tape import Cell, Tape


def kg(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# Facts


def test_a_fact_is_found_by_id_prefix_and_names(opened):
    with opened() as store:
        (by_names,) = explain.find_facts(store, ["林曉舟", "studied_at", "湖大"])
        assert explain.sides(by_names) == ("林晓舟", "studied_at", "东湖大学")
        assert explain.find_facts(store, [by_names.id]) == [by_names]
        assert explain.find_facts(store, [by_names.id[:8].upper()]) == [by_names]
        assert len(explain.find_facts(store, ["林晓舟", "works at", "Blue Whale"])) == 1
        (literal,) = explain.find_facts(store, ["藍鯨科技", "founded_on", "2015"])
        assert literal.value == "2015"


def test_what_is_no_fact_gets_a_message(opened):
    with opened() as store:
        with pytest.raises(UsageError, match="SUBJECT PREDICATE OBJECT"):
            explain.find_facts(store, ["林晓舟", "东湖大学"])
        with pytest.raises(UsageError, match="9 facts have an id that begins with ''"):
            explain.find_facts(store, [""])
        with pytest.raises(NotFoundError, match="begins with 'zz'"):
            explain.find_facts(store, ["zz"])
        with pytest.raises(NotFoundError) as caught:
            explain.find_facts(store, ["林晓舟", "studied_in", "东湖大学"])
        assert "studied_at" in caught.value.suggestions
        with pytest.raises(NotFoundError) as caught:
            explain.find_facts(store, ["林晓舟", "works_at", "东湖大学"])
        assert caught.value.suggestions == ("林晓舟 works_at 蓝鲸科技",)


def test_a_symmetric_fact_is_found_from_both_ends(add_fact):
    add_fact("林晓舟", "peer_of", "宋知远", {"kind": "classmate"}, "asserted", None, 0, ["林晓舟在蓝鲸科技提出"])
    with add_fact.open() as store:
        assert explain.find_facts(store, ["宋知远", "peer_of", "林晓舟"]) == explain.find_facts(
            store, ["林晓舟", "peer_of", "宋知远"]
        )


def test_explain_shows_statements_sides_and_context(opened):
    with opened() as store:
        (fact,) = explain.find_facts(store, ["林晓舟", "works_at", "蓝鲸科技"])
        found = explain.explain(store, fact)
    assert [s.certainty for s in found.statements] == ["asserted", "attributed"]
    second = found.statements[1]
    assert (second.attributed_to, dict(second.qualifiers), second.why) == ("何雨桐", {"start": "2019"}, None)
    (quote,) = second.quotes
    assert (quote.before, quote.after, quote.missing) == ("林曉舟本科畢業於東湖大學。据何雨桐回忆，", "。", None)
    sides = {mention.text: mention.side for mention in quote.mentions}
    assert sides == {"林晓舟": "subject", "蓝鲸科技": "object"}
    text = Path("articles/a.txt").read_text("utf-8").split("\n")
    for mention in quote.mentions:
        assert text[mention.line - 1][mention.column - 1 :].startswith(mention.text)


def test_explain_without_the_source_file(opened):
    Path("articles/a.txt").write_text("林晓舟", "utf-8")
    Path("articles/b.txt").unlink()
    with opened() as store:
        changed, gone = (
            explain.explain(store, explain.find_facts(store, names)[0])
            for names in (["林晓舟", "studied_at", "东湖大学"], ["宋知远", "advised_by", "何雨桐"])
        )
    assert "changed" in (changed.statements[0].quotes[0].missing or "")
    assert "no such file" in (gone.statements[0].quotes[0].missing or "")
    assert [q.cited.quote for q in gone.statements[0].quotes] == ["他师从何雨桐", "宋知远"]


def test_the_command_explain(db):
    lines = kg("explain", "宋知远", "advised_by", "何雨桐", "--db", "g.db").stdout.splitlines()
    assert lines[0].startswith("宋知远 advised_by 何雨桐  ")
    assert lines[1].startswith("  person:宋知远 → person:何雨桐  ")
    assert "    hedged" in lines
    assert "      蓝鲸语言组的负责人是宋知远，[他师从«何雨桐»]。" in lines
    assert "    antecedent articles/b.txt:2:11" in lines
    answer = json.loads(kg("explain", "林晓舟", "received", "星海奖", "--db", "g.db", "--json").stdout)
    (fact,) = answer["facts"]
    (statement,) = fact["statements"]
    assert {"rule", "why", "qualifiers", "certainty", "attributed_to", "citations"} <= set(statement)
    assert {"before", "after", "mentions", "start", "end", "quote"} <= set(statement["citations"][0])
    by_id = kg("explain", fact["id"], "--db", "g.db", "--json")
    assert json.loads(by_id.stdout) == answer
    missing = kg("explain", "林晓舟", "received", "北斗算法", "--db", "g.db", "--json")
    assert (missing.exit_code, json.loads(missing.stdout)["error"]["code"]) == (1, "not-found")


# Sentences


def test_why_not_tells_what_was_found():
    why = explain.why_not("林晓舟本科毕业于浙江大学。")
    assert [(m.text, m.type) for m in why.mentions] == [("林晓舟", "Person"), ("本科", "Degree"), ("浙江大学", "Org")]
    assert [(s.predicate, s.rule) for s in why.statements] == [("studied_at", "education/graduated-from")]
    assert "education/graduated-from" not in {step.rule for step in why.stopped}


def test_why_not_tells_where_a_match_was_stopped():
    why = explain.why_not("林晓舟并未毕业于浙江大学。")
    assert why.statements == ()
    assert ("education/graduated-from", "denied") in {(step.rule, step.outcome) for step in why.stopped}


def test_why_not_tells_which_rules_came_near():
    why = explain.why_not("林晓舟毕业于一所名校。")
    near = next(near for near in why.silent if near.rule == "education/graduated-from")
    assert near.missing == ("Org",)
    assert near.words
    assert near.words[0].startswith("毕业")
    assert near.matched == "毕业于"
    assert near.fits + near.stops == near.pattern.replace(" ", "")
    assert explain.why_not("林晓舟毕业于一所名校。", most=0).silent == ()


def test_the_command_why_not():
    lines = kg("why-not", "林晓舟毕业于一所名校。").stdout.splitlines()
    assert lines[0] == "mentions"
    assert "  none" in lines
    assert any(line.startswith("  education/graduated-from  has 毕业") for line in lines)
    answer = json.loads(kg("why-not", "林晓舟并未毕业于浙江大学。", "--json").stdout)
    assert set(answer) == {"sentence", "mentions", "facts", "stopped", "near"}
    assert {"rule": "education/graduated-from", "text": "毕业于浙江大学", "outcome": "denied"} in answer["stopped"]
    assert kg("why-not", " ").exit_code == 2
    assert kg("why-not", "你好").stdout.startswith("mentions\n  none: ")


# Rules


def test_every_pattern_falls_into_pieces_that_make_it_up():
    raw = rulebook.patterns()
    assert set(raw) == {rule.name for rule in load()}
    for patterns in raw.values():
        for pattern in patterns:
            assert "".join(atom.text for atom in rulebook.atoms(pattern)) == pattern.replace(" ", "")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("<get>(?:了)?{object:Org}", [("<get>", False), ("(?:了)?", True), ("{object:Org}", False)]),
        ("[^，)]{0,4}?(?!生)在", [("[^，)]{0,4}?", True), ("(?!生)", True), ("在", False)]),
        (r"(?:a|\(){2}~ b+", [(r"(?:a|\(){2}", False), ("~", True), ("b+", False)]),
    ],
)
def test_the_pieces_of_a_pattern(pattern, expected):
    assert [(atom.text, atom.optional) for atom in rulebook.atoms(pattern)] == expected


def test_no_rule_is_near_a_sentence_without_its_words():
    cells = [Cell(i, i + 1) for i in range(4)]
    tape = Tape("今天很好", cells, 0, "paragraph", 0, 4)
    assert rulebook.nearest([tape], "今天很好", silent=load()) == []


def test_rules_are_found_by_name():
    assert [rule.name for rule in rulebook.catalogue("graduated-from")] == ["education/graduated-from"]
    assert {rule.file for rule in rulebook.catalogue("education")} == {"education"}
    assert rulebook.catalogue() == load()
    with pytest.raises(NotFoundError) as caught:
        rulebook.catalogue("graduate-from")
    assert "graduated-from" in caught.value.suggestions


GOLD = """subject\tpredicate\tobject\tqualifiers\tcertainty\tattributed_to\tstatus\tquote
林晓舟\tworks_at\t蓝鲸科技\t\tasserted\t\trequired\t林晓舟在蓝鲸科技提出了北斗算法
林晓舟\tstudied_at\t东湖大学\tdegree=bachelor\tasserted\t\trequired\t林曉舟本科畢業於東湖大學
林晓舟\tworked_on\t北斗算法\t\tasserted\t\toptional\t林晓舟在蓝鲸科技提出了北斗算法
"""


def test_hits_and_precision_by_rule(opened):
    Path("gold").mkdir()
    Path("gold/a.tsv").write_text(GOLD, "utf-8")
    with opened() as store:
        assert rulebook.hits(store) == {"test/rule": 10}
        assert rulebook.unwritten(rulebook.hits(store)) == ("test/rule",)
        (count,) = rulebook.precision(store, Path("gold")).values()
    assert (count.right, count.wrong) == (3, 1)


def test_the_command_rules(db):
    assert kg("rules").stdout.splitlines()[0].startswith("titles/")
    one = kg("rules", "education/graduated-from").stdout
    assert "  pattern  <graduate>" in one
    assert "  no   " in one
    counted = json.loads(kg("rules", "--hits", "--db", "g.db", "--json").stdout)["rules"]
    assert {"rule", "predicate", "why", "patterns", "examples", "hits"} <= set(counted[0])
    assert "gold" not in counted[0]
    assert (counted[-1]["rule"], counted[-1]["hits"]) == ("test/rule", 10)
    Path("gold").mkdir()
    Path("gold/a.tsv").write_text(GOLD, "utf-8")
    lines = kg("rules", "--hits", "--db", "g.db", "--gold", "gold").stdout.splitlines()
    assert "test/rule  [10 hits, precision 0.750 (3/4)]" in lines
    assert kg("rules", "nonsense").exit_code == 1


# Merges


def test_the_command_explain_merge(here):
    assert kg("build", "articles", "--db", "m.db").exit_code == 0
    same = kg("explain-merge", "东湖大学", "東湖大學", "--db", "m.db")
    assert same.exit_code == 0
    assert "are one" in same.stdout.splitlines()[0]
    answer = json.loads(kg("explain-merge", "林晓舟", "何雨桐", "--db", "m.db", "--json").stdout)
    assert (answer["decision"], answer["type"]) == ("different", "Person")
    assert all({"name", "score", "sentence"} == set(feature) for feature in answer["features"])
    assert kg("explain-merge", "林晓舟", "无此人", "--db", "m.db").exit_code == 1
    assert kg("explain-merge", "林晓舟", "何雨桐", "--verdicts", "none.tsv", "--db", "m.db").exit_code == 2
    Path("articles/a.txt").unlink()
    gone = kg("explain-merge", "林晓舟", "何雨桐", "--db", "m.db")
    assert gone.exit_code == 1
    assert "articles/a.txt" in gone.stderr
