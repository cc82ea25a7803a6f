"""Where a post without a house of its own is held, and where it is not; units that have no name but what they are."""

from __future__ import annotations

import pytest
from relations_support import facts, read

from kg.extract import extract
from kg.mentions.org_headed import with_headed
from kg.mentions.plain_units import with_plain_units
from kg.relations.roles import predicate_of
from kg.schema import Mention
from kg.text import Source

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, LU = "[Org:墨潭科技|company]", "[Org:蓝鹭科技|company]"
QING = "[Org:青澜大学|university]"


def posts(text: str) -> set[tuple[str, str, str]]:
    """Who works at or leads what, of a marked text."""
    return {(s, p, o) for p in ("works_at", "leads") for s, _, o in facts(text, p)}


def said(text: str) -> set[tuple[str, str, str]]:
    """Who works at or leads what, of a plain text."""
    found, _ = extract(Source("x.txt", text))
    return {
        (s.subject.name, s.predicate, s.object.name) for s in found.statements if s.predicate in ("works_at", "leads")
    }


@pytest.mark.parametrize(
    "text",
    [
        f"{SU}与{MO}合作，担任[Role:首席科学家]。",
        f"{SU}接受了{MO}的投资，自己担任[Role:CEO]。",
        f"{SU}代表{QING}获得了冠军，担任[Role:队长]。",
        f"{SU}毕业于{QING}，现任[Role:副总裁]。",
        f"{SU}担任多个国际会议的[Role:程序主席]，{MO}很忙。",
    ],
)
def test_a_house_named_otherwise_is_not_where_the_post_is_held(text: str) -> None:
    assert posts(text) == set()


def test_a_house_that_hires_is_where_the_post_is_held() -> None:
    found = posts(f"{SU}被{MO}从{LU}挖来，担任[Role:首席科学家]。")
    assert ("苏明哲", "works_at", "墨潭科技") in found


def test_who_founds_together_holds_posts_there() -> None:
    found = posts(f"{SU}与{LIN}共同创立{MO}，{SU}任[Role:CEO|head]，{LIN}任[Role:CTO]。")
    assert found == {("苏明哲", "leads", "墨潭科技"), ("林知远", "works_at", "墨潭科技")}


def test_a_list_of_posts_before_a_house_and_a_name_is_of_that_name() -> None:
    found = posts(f"论坛由{MO}[Role:副总裁]、{QING}{SU}[Role:教授]主持。")
    assert ("苏明哲", "works_at", "墨潭科技") in found


def test_a_run_of_clauses_describes_whom_it_ends_in() -> None:
    text = f"相比2013年来到{MO}，历任{LU}[Role:工程师]，后负责搜索的{SU}，{LIN}的经历更聚焦。"
    assert posts(text) == {("苏明哲", "works_at", "墨潭科技"), ("苏明哲", "works_at", "蓝鹭科技")}


@pytest.mark.parametrize("verb", ["请教了研究语音的", "见到", "后来招来了负责搜索的"])
def test_whom_a_clause_only_meets_it_does_not_describe(verb: str) -> None:
    assert ("苏明哲", "works_at", "墨潭科技") not in posts(
        f"{LIN}很忙。{LIN}走了。{LIN}来了。2015年加入{MO}，{verb}{SU}，很高兴。"
    )


def test_of_two_named_together_nobody_is_he() -> None:
    assert posts(f"{SU}与{LIN}一同出席，[PersonRef:他|him]是{QING}[Role:教授]。") == set()


@pytest.mark.parametrize(
    ("role", "modifier", "kind", "predicate"),
    [
        ("负责人", "核心技术", "team", "leads"),
        ("负责人", "算法", "team", "works_at"),
        ("技术负责人", "", "company", "works_at"),
        ("实验室主任", "", "company", "works_at"),
        ("院长", "", "institute", "leads"),
    ],
)
def test_heads_of_teams_and_of_parts_without_a_name(role, modifier, kind, predicate) -> None:
    head = Mention(0, len(role), "Role", role, role, "head", by="hand")
    assert predicate_of(head, modifier, kind)[0] == predicate


def test_a_unit_without_a_name_belongs_to_the_house_just_named() -> None:
    assert said("期间，林知远加入商汤，历任商汤副总裁、研究院助理院长。") == {
        ("林知远", "works_at", "商汤科技"),
        ("林知远", "works_at", "商汤科技研究院"),
    }
    assert ("周若彤", "leads", "清华大学计算机系") in said("周若彤在清华大学任教，曾任计算机系主任。")


@pytest.mark.parametrize(
    "text",
    [
        "林知远很忙。他任研究院副院长。",
        "林知远加入微软亚洲研究院，任研究院副院长。",
        "林知远在清华大学参观研究院，院长很忙。",
    ],
)
def test_no_unit_where_no_house_can_hold_it(text: str) -> None:
    orgs = [Mention(text.index(n), text.index(n) + len(n), "Org", n, n, k, by="hand")
            for n, k in (("微软亚洲研究院", "institute"), ("清华大学", "university")) if n in text]  # fmt: skip
    assert with_plain_units(text, orgs, []) == orgs


def test_a_line_over_its_founders_is_a_firm() -> None:
    text = "名单\n\n1、FlyAI\n\n创始人：林知远\n\n公司简介\n创始人：苏明哲\n"
    assert [m.text for m in with_headed(text, [])] == ["FlyAI"]


def test_who_studies_joins_as_a_member() -> None:
    found, _ = extract(Source("x.txt", "大二时，苏明哲加入北京大学视觉实验室。"))
    assert {s.predicate for s in found.statements} & {"works_at", "member_of"} == {"member_of"}


def test_a_post_is_held_where_the_clause_speaks_of_not_where_somebody_came_from() -> None:
    found = posts(f"{MO}在杭州成立，[Role:CEO|head]{LIN}曾在{LU}任职，[Role:CTO]{SU}来自{QING}。")
    assert ("林知远", "leads", "墨潭科技") in found
    assert ("苏明哲", "works_at", "墨潭科技") in found
    assert ("苏明哲", "works_at", "蓝鹭科技") not in found


def test_a_paragraph_goes_on_about_the_company_of_the_one_before_it() -> None:
    found = posts(f"{LU}在杭州。{LU}很大。{LU}很忙。\n{MO}也在广州落地。\n[Role:CTO]{SU}是竞赛选手。")
    assert found == {("苏明哲", "works_at", "墨潭科技")}


def test_its_post_is_of_the_house_named_last() -> None:
    found = facts(f"{LU}收购{MO}，条件是[PersonRef:其|poss]28岁[Role:联合创始人|founder]{LIN}加入。", "founded")
    assert found == [("林知远", "founded", "墨潭科技")]


def test_a_founder_who_founds_another_is_not_said_to_have_founded_the_one_spoken_of() -> None:
    found = facts(f"{LU}很大。[Role:创始人|founder]{LIN}创办了{MO}。", "founded")
    assert found == [("林知远", "founded", "墨潭科技")]


def test_who_founded_a_firm_leads_that_one() -> None:
    found = posts(f"{MO}[Role:创始人|founder]{LIN}曾任{LU}[Role:顾问]。今年{LIN}辞去[Role:CEO|head]。")
    assert ("林知远", "leads", "墨潭科技") in found


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}任{MO}[Role:总裁|head]办公室[Role:首席科学家]。",
        f"{LIN}任{MO}[Role:董事长|head]特别[Role:助理]。",
        f"{LIN}加入{MO}，担任[Role:院长|head]。",
    ],
)
def test_an_office_or_a_house_of_another_sort_is_not_headed(text: str) -> None:
    assert facts(text, "leads") == []


def test_several_others_are_not_the_one_named() -> None:
    found = facts(f"{LU}两位[Role:创始人|founder]、{MO}[Role:创始人|founder]{LIN}都到场。", "founded")
    assert found == [("林知远", "founded", "墨潭科技")]


def test_who_is_possessed_is_only_the_first_of_a_list_with_titles() -> None:
    found = posts(f"{MO}的{LIN}和{LU}的[Role:工程师]{SU}合作。")
    assert ("苏明哲", "works_at", "墨潭科技") not in found
    assert ("林知远", "works_at", "墨潭科技") in found


@pytest.mark.parametrize("place", ["在[Place:北京]", "于[Date:2019年||2019]", ""])
def test_who_founds_with_another_founds_it_as_well(place: str) -> None:
    found = facts(f"{LIN}与时任{LU}[Role:研究员]的{SU}{place}创办{MO}。", "founded")
    assert found == [("林知远", "founded", "墨潭科技"), ("苏明哲", "founded", "墨潭科技")]


def test_a_date_after_a_relative_clause_is_not_that_of_founding() -> None:
    found = [p for p in read(f"由{LIN}创立的{MO}于[Date:2021年||2021]上市。") if p.predicate == "founded"]
    assert [p.qualifiers for p in found] == [{}]


@pytest.mark.parametrize(
    ("text", "society", "role"),
    [
        ("苏明哲当选ACM会士。", "国际计算机学会", "会士"),
        ("苏明哲是IEEE Fellow。", "电气电子工程师学会", "Fellow"),
        ("苏明哲是中国计算机学会会士。", "中国计算机学会", "会士"),
    ],
)
def test_a_fellow_belongs_to_his_society(text: str, society: str, role: str) -> None:
    found, _ = extract(Source("x.txt", text))
    said = [(s.object.name, s.qualifiers["role"]) for s in found.statements if s.predicate == "member_of"]
    assert said == [(society, role)]


def test_a_prize_makes_nobody_a_member() -> None:
    found, _ = extract(Source("x.txt", "苏明哲获得图灵奖。"))
    assert [s for s in found.statements if s.predicate == "member_of"] == []


def test_a_firm_whose_name_begins_like_a_surname_is_no_person() -> None:
    found, _ = extract(Source("x.txt", "墨潭科技（Motan AI）的联合创始人苏明哲来了。"))
    assert [(s.subject.name, s.predicate, s.object.name) for s in found.statements] == [
        ("苏明哲", "founded", "墨潭科技")
    ]


def test_a_register_of_firms_is_not_where_the_post_is_held() -> None:
    assert facts(f"[Org:墨册查|company]信息显示，[Role:创始人|founder]{LIN}持股30%。", "founded") == []


def test_who_was_once_at_a_house_holds_his_post_elsewhere() -> None:
    found = posts(f"{MO}很大。{MO}很忙。{MO}很好。[Role:CEO|head]{LIN}曾是{MO}[Role:研究员]。")
    assert found == {("林知远", "works_at", "墨潭科技")}
