"""Who is joined to whom, and finding entities by any of their names."""

from __future__ import annotations

import pytest

from kg import graph as linked
from kg import query
from kg.errors import NotFoundError, UsageError
from kg.query import Said


def people(store, name, **options):
    entity = query.find(store, name, **options)[0]
    return [(j.person.name, j.predicate, j.direction) for g in query.who(store, entity).groups for j in g.people]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("蓝鲸科技", "org:蓝鲸科技"),
        ("藍鯨科技", "org:蓝鲸科技"),
        ("blue whale", "org:蓝鲸科技"),
        ("ＢｌｕｅＷｈａｌｅ", "org:蓝鲸科技"),
        ("鲸", "org:蓝鲸科技"),
        ("xiaozhou-lin", "person:林晓舟"),
        ("林曉舟", "person:林晓舟"),
        ("beidou", "model:北斗算法"),
        ("「北斗算法」", "model:北斗算法"),
        ("person:林晓舟", "person:林晓舟"),
    ],
)
def test_find_by_any_name(opened, asked, found):
    with opened() as store:
        assert [node.id for node in query.find(store, asked)] == [found]


def test_several_entities_of_one_name(opened):
    with opened() as store:
        assert [n.id for n in query.find(store, "湖大")] == ["org:东湖大学", "org:湖大科技"]
        assert query.find(store, "湖大", type="org")[0].id == "org:东湖大学"
        with pytest.raises(NotFoundError):
            query.find(store, "湖大", type="Model")
        with pytest.raises(UsageError, match="Award, Model, Org, Person"):
            query.find(store, "湖大", type="Planet")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("蓝京科技", "蓝鲸科技"),
        ("Biedou", "北斗算法"),
        ("Lin Xiaozhou", "林晓舟"),
        ("林小舟", "林晓舟"),
        ("语言组", "蓝鲸语言组"),
    ],
)
def test_unknown_name_gets_suggestions(opened, asked, meant):
    with opened() as store, pytest.raises(NotFoundError) as caught:
        query.find(store, asked)
    assert meant in caught.value.suggestions


@pytest.mark.parametrize(
    "asked", ["", " ", "\0", "'; DROP TABLE entity; --", '"', "*", "\ud800", "未见之名", "x" * 10_000]
)
def test_odd_names_are_not_found(opened, asked):
    with opened() as store, pytest.raises(NotFoundError):
        query.find(store, asked)


def test_who_worked_on_a_model(opened):
    with opened() as store:
        assert people(store, "Beidou") == [("何雨桐", "worked_on", "in"), ("林晓舟", "worked_on", "in")]


def test_who_of_an_organisation_holds_its_units(opened):
    with opened() as store:
        groups = query.who(store, query.find(store, "Blue Whale")[0]).groups
        assert [(g.en, [j.person.name for j in g.people]) for g in groups] == [
            ("works or worked there", ["林晓舟", "林晓舟"]),
            ("leads or led it", ["宋知远"]),
        ]
        assert groups[1].people[0].unit.name == "蓝鲸语言组"
        assert groups[0].people[0].unit is None


def test_who_of_a_person(opened):
    with opened() as store:
        assert people(store, "何雨桐") == [("宋知远", "advised_by", "in"), ("林晓舟", "worked_on", "together")]
        assert people(store, "宋知远") == [("何雨桐", "advised_by", "out")]


def test_who_of_an_award_and_a_university(opened):
    with opened() as store:
        assert people(store, "星海奖") == [("林晓舟", "received", "in")]
        assert people(store, "東湖大學") == [("林晓舟", "studied_at", "in")]


def test_citations_carry_their_place_and_marks(opened):
    with opened() as store:
        joined = query.who(store, query.find(store, "東湖大學")[0]).groups[0].people[0]
        [cited] = joined.said.citations
        assert (cited.file, cited.line, cited.column) == ("articles/a.txt", 4, 1)
        assert [cited.quote[a:b] for a, b in cited.marks] == ["林曉舟", "東湖大學"]


def said(certainty="asserted", by=None, **qualifiers):
    return Said(qualifiers, certainty, by, (), ())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([said(), said(start="2019")], [{"start": "2019"}]),
        ([said(start="2019"), said(start="2019-05", role="研究员")], [{"role": "研究员", "start": "2019-05"}]),
        ([said(start="2019"), said(start="2020")], [{"start": "2019"}, {"start": "2020"}]),
        ([said(role="研究员"), said(role="高级研究员")], [{"role": "高级研究员"}]),
        ([said(count="1"), said(count="12")], [{"count": "1"}, {"count": "12"}]),
        ([said(), said("hedged", start="2019")], [{}, {"start": "2019"}]),
        ([said(start="2019"), said("hedged", start="2019")], [{"start": "2019"}]),
    ],
)
def test_statements_that_agree_are_joined(given, expected):
    assert [dict(s.qualifiers) for s in query.agree(given)] == expected


def test_show_tells_everything(opened):
    with opened() as store:
        card = query.show(store, query.find(store, "林晓舟")[0])
        assert card.aliases == ("Xiaozhou Lin", "林曉舟")
        assert card.sources == ("articles/a.txt", "articles/b.txt")
        assert [f.fact.predicate for f in card.facts] == ["worked_on", "works_at", "studied_at", "received"]


def test_contradictions_are_shown(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2016", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    add_fact("林晓舟", "received", "星海奖", {"year": "2020", "grade": "一等奖"}, "asserted", None, 1, ["获得星海奖"])
    add_fact("林晓舟", "received", "星海奖", {"year": "2020", "grade": "二等奖"}, "asserted", None, 1, ["星海奖"])
    with add_fact.open() as store:
        company = query.show(store, query.find(store, "蓝鲸科技")[0])
        dates = {f.fact.value: f.conflicts for f in company.facts if f.fact.predicate == "founded_on"}
        assert dates == {"2015": ("2016",), "2016": ("2015",)}
        person = query.show(store, query.find(store, "林晓舟")[0])
        assert [f.conflicts for f in person.facts if f.conflicts] == [("grade: 一等奖 / 二等奖",)]
        assert query.stats(store)["conflicts"] == 3


def test_more_exact_is_no_contradiction(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2015-05", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    with add_fact.open() as store:
        assert query.stats(store)["conflicts"] == 0


def test_stats(opened):
    with opened() as store:
        counted = query.stats(store)
        assert (counted["files"], counted["entities"], counted["facts"], counted["statements"]) == (2, 9, 9, 10)
        assert sum(counted["facts_by_predicate"].values()) == 9


def test_linked_graph(opened):
    with opened() as store:
        whole = linked.whole(store)
        assert whole.number_of_nodes() == 9
        assert whole.number_of_edges() == 8
        assert whole.nodes["org:蓝鲸科技"]["attributes"] == {"founded_on": ["2015"]}
        near = linked.neighbourhood(store, query.find(store, "星海奖")[0])
        assert set(near) == {"award:星海奖", "person:林晓舟"}
        far = linked.neighbourhood(store, query.find(store, "星海奖")[0], hops=2)
        assert set(far) > set(near)


def test_paths(opened):
    with opened() as store:
        start, end = query.find(store, "星海奖")[0], query.find(store, "宋知远")[0]
        ways = linked.paths(store, start, end)
        assert {tuple(f.predicate for f in way) for way in ways} == {
            ("received", "worked_on", "worked_on", "advised_by"),
            ("received", "works_at", "part_of", "leads"),
        }
        assert linked.paths(store, start, end, longest=3) == []
        assert linked.paths(store, start, query.find(store, "湖大科技")[0]) == []
