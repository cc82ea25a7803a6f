"""`kg diff` and the way back from an export: what came and went, and because of what."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FACTS, make_graph
from typer.testing import CliRunner

from kg import ontology, store
from kg.cli import app
from kg.errors import DataError
from kg.export import jsonl
from kg.interchange import load
from kg.schema import Verdict


def kg(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def stored(graph, name):
    store.write(graph, Path(name), ontology=ontology.load())
    return name


def exported(name):
    with store.open_store(Path(name)) as opened:
        Path(f"{name}.jsonl").write_text("".join(jsonl.lines(opened)), "utf-8")
    return f"{name}.jsonl"


def told(old, new, *options):
    result = kg("diff", old, new, "--json", *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def because(change):
    return [(s["because"]["kind"], s["because"]["what"]) for s in change["came"] + change["went"]]


@pytest.fixture
def old(here, graph):
    return stored(graph, "old.db")


def without(graph, *predicates):
    return replace(graph, facts=tuple(fact for fact in graph.facts if fact.predicate not in predicates))


def test_nothing_changed(old, graph):
    new = stored(graph, "new.db")
    for one, other in ((old, new), (exported(old), new), (old, exported(new))):
        answer = told(one, other)
        assert answer["counts"] == {"came": 0, "went": 0, "changed": 0}
    assert kg("diff", old, new).stdout.splitlines() == [
        "old.db → new.db", "0 facts came, 0 facts went, 0 facts stand on other statements",
    ]  # fmt: skip


@pytest.mark.parametrize("as_export", [False, True])
def test_a_rule_came_or_went(old, graph, as_export):
    new = stored(without(graph, "leads"), "new.db")
    if as_export:
        old, new = exported(old), exported(new)
    (gone,) = told(old, new)["went"]
    assert (gone["subject"]["name"], gone["predicate"], gone["object"]["name"]) == ("宋知远", "leads", "蓝鲸语言组")
    assert because(gone) == [("rule", "test/rule")]
    assert gone["went"][0]["citations"][0]["quote"] == "蓝鲸语言组的负责人是宋知远"
    (come,) = told(new, old)["came"]
    assert because(come) == [("rule", "test/rule")]
    assert come["came"][0]["because"]["sentence"].startswith("rule test/rule says it")


@pytest.mark.parametrize("as_export", [False, True])
def test_an_article_came_or_went(old, graph, as_export):
    second = graph.extracts[1].source.path
    entities = tuple(replace(e, sources=tuple(s for s in e.sources if s != second)) for e in graph.entities)
    facts = tuple(f for f in graph.facts if f.statements[0].citations[0].file != second)
    mentions = tuple(m for m in graph.mentions if m.file != second)
    new = stored(replace(graph, extracts=graph.extracts[:1], entities=entities, facts=facts, mentions=mentions), "n.db")
    if as_export:
        old, new = exported(old), exported(new)
    gone = told(old, new)["went"]
    assert len(gone) == 5
    assert {reason for change in gone for reason in because(change)} == {("article", second)}
    assert gone[0]["went"][0]["because"]["sentence"] == f"article {second} is not read any more"
    assert {reason for change in told(new, old)["came"] for reason in because(change)} == {("article", second)}


def test_an_article_changed(old, graph):
    source = graph.extracts[1].source
    changed = replace(graph.extracts[1], source=replace(source, sha256="0" * 64))
    new = stored(replace(without(graph, "leads"), extracts=(graph.extracts[0], changed)), "new.db")
    (gone,) = told(old, new)["went"]
    assert because(gone) == [("article", source.path)]


def renamed(graph, before, after):
    """The graph in which what was `before` counts to `after`."""

    def ref(one):
        target = next(e for e in graph.entities if e.id == after)
        return one._replace(id=after, name=target.name) if one.id == before else one

    facts = []
    for fact in graph.facts:
        said = tuple(replace(s, subject=ref(s.subject), object=ref(s.object)) for s in fact.statements)
        key = f"{fact.id[:-1]}x" if ref(fact.subject) != fact.subject or ref(fact.object) != fact.object else fact.id
        facts.append(replace(fact, id=key, subject=ref(fact.subject), object=ref(fact.object), statements=said))
    entities = tuple(e for e in graph.entities if e.id != before)
    mentions = tuple(m for m in graph.mentions if m.entity != before)
    return replace(graph, entities=entities, facts=tuple(facts), mentions=mentions)


DECISION = Verdict("same", "宋知远", "林晓舟", "lx", "2025-02-03", "pen name", "data/verdicts.tsv", 2)
OTHER = Verdict("alias", "林晓舟", "小舟", "lx", "2025-02-03", "nickname", "data/verdicts.tsv", 3)


def test_names_were_joined_by_a_decision(old, graph):
    joined = replace(renamed(graph, "person:宋知远", "person:林晓舟"), verdicts=(OTHER, DECISION))
    answer = told(old, stored(joined, "new.db"))
    assert (
        {f["predicate"] for f in answer["came"]} == {f["predicate"] for f in answer["went"]} == {"leads", "advised_by"}
    )
    for change in answer["came"] + answer["went"]:
        assert because(change) == [("verdict", "data/verdicts.tsv:2")]


def test_names_were_joined_by_the_articles(old, graph):
    answer = told(old, stored(renamed(graph, "person:宋知远", "person:林晓舟"), "new.db"))
    assert {reason for change in answer["came"] for reason in because(change)} == {("names", "person:林晓舟")}
    assert "what was person:宋知远 is person:林晓舟" in answer["came"][0]["came"][0]["because"]["sentence"]


def test_decisions_are_given_for_exports(old, graph):
    Path("v.tsv").write_text("verdict\ta\tb\twho\twhen\twhy\nsame\t宋知远\t林晓舟\tlx\t2025-02-03\tpen name\n", "utf-8")
    new = exported(stored(renamed(graph, "person:宋知远", "person:林晓舟"), "new.db"))
    answer = told(exported(old), new, "--verdicts", "v.tsv")
    assert {reason for change in answer["went"] for reason in because(change)} == {("verdict", "v.tsv:2")}
    assert kg("diff", old, new, "--verdicts", "none.tsv").exit_code == 2


def test_other_statements_of_a_standing_fact(old):
    more = ("林晓舟", "studied_at", "东湖大学", {"degree": "bachelor"}, "hedged", None, 1, ["林晓舟在2020年获得星海奖"])
    new = stored(make_graph(also=[more]), "new.db")
    answer = told(old, new)
    assert answer["counts"] == {"came": 0, "went": 0, "changed": 1}
    (changed,) = answer["changed"]
    assert (len(changed["came"]), changed["went"]) == (1, [])
    lines = kg("diff", old, new).stdout.splitlines()
    assert "~ 林晓舟  —  就读 · studied at  →  东湖大学" in lines
    assert "    + because rule test/rule says it  (degree=bachelor; hedged)" in lines


def test_one_of_a_list_went(here):
    """Two names in one place by one rule: the one that stays is no reason for the one that goes."""
    place = (None, 0, ["林晓舟在蓝鲸科技提出了北斗算法"])
    both = [("林晓舟", "interned_at", name, {}, "asserted", *place) for name in ("东湖大学", "湖大科技")]
    old, new = stored(make_graph(also=both), "two.db"), stored(make_graph(also=both[:1]), "one.db")
    (gone,) = told(old, new)["went"]
    assert because(gone) == [("rule", "test/rule")]
    (come,) = told(new, old)["came"]
    assert because(come) == [("rule", "test/rule")]


def test_another_value(here):
    def with_value(value):
        fact = ("蓝鲸科技", "headcount", f"={value}", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
        return stored(make_graph(also=[fact]), f"{value}.db")

    answer = told(with_value("140"), with_value("140人"))
    sentences = [s["because"]["sentence"] for s in answer["came"][0]["came"] + answer["went"][0]["went"]]
    assert sentences == ["rule test/rule reads 140人, no more 140"] * 2


def test_another_certainty(old, graph):
    fact = next(f for f in graph.facts if f.predicate == "leads")
    surely = replace(fact, statements=(replace(fact.statements[0], certainty="hedged"),))
    new = stored(replace(graph, facts=tuple(surely if f is fact else f for f in graph.facts)), "new.db")
    (changed,) = told(old, new)["changed"]
    assert because(changed) == [("rule", "test/rule")] * 2
    assert changed["came"][0]["certainty"] == "hedged"


def test_another_rule_or_other_qualifiers(old, graph):
    def with_statement(**changes):
        fact = next(f for f in graph.facts if f.predicate == "leads")
        other = replace(fact, statements=(replace(fact.statements[0], **changes),))
        return stored(replace(graph, facts=tuple(other if f is fact else f for f in graph.facts)), "new.db")

    (changed,) = told(old, with_statement(rule="test/other"))["changed"]
    assert [s["because"]["sentence"] for s in changed["came"] + changed["went"]] == [
        "rule test/other says it, no more test/rule"
    ] * 2
    (changed,) = told(old, with_statement(qualifiers={}))["changed"]
    assert "reads its qualifiers otherwise" in changed["came"][0]["because"]["sentence"]


def test_limit(old, graph):
    answer = told(old, stored(replace(graph, facts=()), "new.db"), "--limit", "2")
    assert (answer["counts"]["went"], len(answer["went"])) == (len(graph.facts), 2)
    assert "and 7 more; --limit shows them" in kg("diff", old, "new.db", "--limit", "2").stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("my notes", "neither a database of kg nor an export"),
        ("", "neither a database of kg nor an export"),
        ('{"record": "fact"}\n', "no record of kg export jsonl"),
        ('{"a": 1}\n', "no record of kg export jsonl"),
        ("{\n", "no record of kg export jsonl"),
        ('{"record": "entity", "id": "a:b"\x00\n', "no record of kg export jsonl"),
    ],
)
def test_what_is_no_graph(old, content, said):
    Path("odd").write_text(content, "utf-8")
    result = kg("diff", old, "odd")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_missing_graphs(old):
    assert "none.db: no such file" in kg("diff", old, "none.db").stderr
    assert json.loads(kg("diff", "articles", old, "--json").stdout)["error"]["code"] == "store"


# The way back


def test_an_export_comes_back_whole(old):
    name = exported(old)
    with load(Path(name)) as again:
        lines = set(jsonl.lines(again))
    written = {line for line in Path(name).read_text("utf-8").splitlines(keepends=True) if '"mention"' not in line[:22]}
    assert lines == written
    assert len(FACTS) == sum(len(json.loads(line).get("statements", ())) for line in lines)


def test_an_export_that_does_not_fit_itself(old):
    lines = Path(exported(old)).read_text("utf-8").splitlines()
    facts = [line for line in lines if line.startswith('{"record": "fact"')]
    Path("facts.jsonl").write_text("\n".join(facts) + "\n", "utf-8")
    with pytest.raises(DataError, match=r"^facts\.jsonl:1: "):
        load(Path("facts.jsonl"))
    Path("twice.jsonl").write_text("\n".join([*lines, lines[0]]) + "\n", "utf-8")
    with pytest.raises(DataError, match="stands twice"):
        load(Path("twice.jsonl"))
    Path("latin.jsonl").write_bytes(b'{"record": "\xff"}\n')
    with pytest.raises(DataError, match="not UTF-8"):
        load(Path("latin.jsonl"))
