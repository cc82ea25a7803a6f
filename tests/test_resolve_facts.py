"""How statements become facts, and which facts contradict each other."""

from __future__ import annotations

import pytest
from resolve_support import article

from kg.resolve import resolve
from kg.resolve.conflicts import agree, by_fact, find_conflicts


def facts(*extracts):
    graph, problems = resolve(extracts)
    assert not problems
    return graph.facts


def shown(found):
    return [(f.subject.name, f.predicate, f.object.name, [dict(s.qualifiers) for s in f.statements]) for f in found]


def study(path, *qualifiers):
    lines = ["乔牧景|studied_at|北京大学" + q for q in qualifiers]
    return article(path, "乔牧景在北京大学读书，读了很多年书，后来毕业。", *lines, p=["乔牧景"], o=["北京大学"])


def test_statements_of_one_fact_meet_across_articles():
    a = article("a.txt", "喬牧景任職輝達。", "喬牧景|works_at|輝達|role=工程师", p=["喬牧景"], o=["輝達"])
    b = article("b.txt", "乔牧景任职NVIDIA。", "乔牧景|works_at|NVIDIA", p=["乔牧景"], o=["NVIDIA"])
    assert shown(facts(a, b)) == [("乔牧景", "works_at", "英伟达", [{"role": "工程师"}, {}])]


def test_two_degrees_are_two_facts():
    found = facts(study("a.txt", "|degree=bachelor", "|degree=doctor"))
    assert [[s.qualifiers["degree"] for s in f.statements] for f in found] == [["bachelor"], ["doctor"]]
    assert len({f.id for f in found}) == 2


def test_no_degree_joins_the_only_degree():
    (fact,) = facts(study("a.txt", "", "|degree=doctor"), study("b.txt", "|degree=doctor|end=2020"))
    assert len(fact.statements) == 3


def test_no_degree_beside_two_stays_alone():
    assert len(facts(study("a.txt", "", "|degree=doctor", "|degree=bachelor"))) == 3


def test_a_fact_keeps_its_id_when_a_vague_statement_joins():
    (alone,) = facts(study("a.txt", "|degree=doctor"))
    (both,) = facts(study("a.txt", "|degree=doctor", ""))
    assert alone.id == both.id


def test_a_year_joins_its_month():
    lines = [f"乔牧景|received|星河奖|year={year}" for year in ("2021", "2021-06", "2019")]
    found = facts(article("a.txt", "乔牧景获星河奖，一共拿了两次，第一次较早。", *lines, p=["乔牧景"], a=["星河奖"]))
    assert [[s.qualifiers["year"] for s in f.statements] for f in found] == [["2019"], ["2021", "2021-06"]]


def test_symmetric_predicates_have_one_direction():
    a = article("a.txt", "乔牧景与邢远川是同学。", "乔牧景|peer_of|邢远川", p=["乔牧景", "邢远川"])
    b = article("b.txt", "邢远川与乔牧景是同学。", "邢远川|peer_of|乔牧景", p=["乔牧景", "邢远川"])
    (fact,) = facts(a, b)
    assert len(fact.statements) == 2
    assert {(s.subject.id, s.object.id) for s in fact.statements} == {(fact.subject.id, fact.object.id)}


def test_literals_meet_without_regard_to_width():
    a = article("a.txt", "乔牧景研究AI。", "乔牧景|research_field|AI 安全", p=["乔牧景"])
    b = article("b.txt", "乔牧景研究AI。", "乔牧景|research_field|ＡＩ安全", p=["乔牧景"])
    assert len(facts(a, b)) == 1


def test_what_ties_an_entity_to_itself_is_a_problem():
    extract = article("a.txt", "輝達是\n英伟达的。", "輝達|part_of|英伟达", o=["輝達", "英伟达"])
    graph, problems = resolve([extract])
    assert not graph.facts
    assert [str(p) for p in problems] == ["a.txt:1:1: self-tied part_of ties 英伟达 to itself (辉达, 英伟达)"]


def test_facts_are_sorted_and_statements_have_citations():
    graph, _ = resolve([study("b.txt", "|degree=doctor"), study("a.txt", "|degree=doctor", "|degree=master")])
    assert [f.subject.id for f in graph.facts] == sorted(f.subject.id for f in graph.facts)
    assert all(s.citations for f in graph.facts for s in f.statements)


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("date", "2024", "2024-05", True),
        ("date", "2024-05", "2024-05-06", True),
        ("date", "2023-05", "2024-05", False),
        ("date", "2024-05-06", "2024-05-07", False),
        ("place", "山西", "山西太原", True),
        ("place", "山西", "陕西", False),
        ("number", "16篇", "16", True),
        ("number", "16篇", "17篇", False),
        ("amount", "557.6万美元", "5576000美元", True),
        ("amount", "557.6万美元", "1亿美元", False),
        ("text", "软件工程", "软件工程专业", True),
        ("closed", "declined", "accepted", False),
        ("entity", "model:a", "model:b", False),
    ],
)
def test_agree(kind, one, other, expected):
    assert agree(one, other, kind=kind) is expected
    assert agree(other, one, kind=kind) is expected


def test_two_release_dates_are_a_conflict():
    said = ["Qingluan-V2|released|2023-05", "Qingluan-V2|released|2024-05-07", "Qingluan-V2|released|2024"]
    found = find_conflicts(facts(article("a.txt", "Qingluan-V2发布于某年某月某日。", *said, m=["Qingluan-V2"])))
    assert [c.values for c in found] == [("2023-05", "2024"), ("2023-05", "2024-05-07")]
    assert {s.object.name for s in found[0].statements} == {"2023-05", "2024"}
    assert "2023-05 or 2024" in found[0].sentence
    assert len(by_fact(found)) == 3


def test_two_origins_of_a_method_are_a_conflict():
    said = ["Qingluan-GP|introduced_in|Qingluan-V1", "Qingluan-GP|introduced_in|Qingluan-Math"]
    text = "Qingluan-GP首见于Qingluan-V1，一说Qingluan-Math。"
    names = ["Qingluan-GP", "Qingluan-V1", "Qingluan-Math"]
    (conflict,) = find_conflicts(facts(article("a.txt", text, *said, m=names)))
    assert (conflict.predicate, conflict.qualifier) == ("introduced_in", None)


def test_two_ends_of_one_degree_are_a_conflict():
    (conflict,) = find_conflicts(
        facts(study("a.txt", "|degree=doctor|end=2019"), study("b.txt", "|degree=doctor|end=2020"))
    )
    assert (conflict.qualifier, conflict.values) == ("end", ("2019", "2020"))
    assert [s.citations[0].file for s in conflict.statements] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "said",
    [
        ["乔牧景|works_at|云岫科技|end=2020", "乔牧景|works_at|澜石生物|start=2020"],
        ["乔牧景|leads|云岫科技", "乔牧景|leads|澜石生物"],
        ["乔牧景|founded|云岫科技|date=2019", "乔牧景|founded|云岫科技|date=2019-03"],
        ["乔牧景|hometown|山西", "乔牧景|hometown|山西太原"],
        ["乔牧景|works_at|云岫科技|role=工程师", "乔牧景|works_at|云岫科技|role=研究员"],
    ],
)
def test_no_conflict(said):
    text = "乔牧景先在云岫科技，后在澜石生物。"
    assert not find_conflicts(facts(article("a.txt", text, *said, p=["乔牧景"], o=["云岫科技", "澜石生物"])))


def test_two_founding_dates_are_a_conflict():
    said = ["乔牧景|founded|云岫科技|date=2019", "乔牧景|founded|云岫科技|date=2021-03"]
    (conflict,) = find_conflicts(facts(article("a.txt", "乔牧景创办云岫科技。", *said, p=["乔牧景"], o=["云岫科技"])))
    assert conflict.sentence == "date of 乔牧景 founded 云岫科技: 2019 or 2021-03"
