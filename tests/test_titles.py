"""What titles say, where roles without an organisation are held, and what else of a sentence belongs to a fact."""

from __future__ import annotations

import pytest
from relations_support import facts, read

from kg.relations.qualify import degree_of

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, LU = "[Org:墨潭科技|company]", "[Org:白鹭智能|company]"
DA, YUAN = "[Org:青澜大学|university]", "[Org:青澜大学数学系|school]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{MO}[Role:顾问]{LIN}来了。", [("林知远", "works_at", "墨潭科技")]),
        (
            f"{MO}[Role:顾问]、{DA}[Role:教授]{LIN}来了。",
            [("林知远", "works_at", "墨潭科技"), ("林知远", "works_at", "青澜大学")],
        ),
        (f"{LIN}，{MO}[Role:顾问]。", [("林知远", "works_at", "墨潭科技")]),
        (
            f"{LIN}曾是{MO}和{LU}的[Role:研究员]。",
            [("林知远", "works_at", "墨潭科技"), ("林知远", "works_at", "白鹭智能")],
        ),
        (f"{MO}聘请{LIN}担任[Role:顾问]。", [("林知远", "works_at", "墨潭科技")]),
        (f"{MO}[Role:顾问]一职由{LIN}接任。", [("林知远", "works_at", "墨潭科技")]),
        (f"{LIN}加入{MO}，任[Role:工程师]。", [("林知远", "works_at", "墨潭科技")]),
        (f"{LIN}在{MO}担任[Role:工程师]，两年后升任[Role:总监]。", [("林知远", "works_at", "墨潭科技")]),
        # nobody's, or not said
        (f"{MO}[Role:顾问]团队来了。", []),
        (f"{LIN}离开{MO}，出任[Role:首席科学家]。", [("林知远", "works_at", "墨潭科技")]),
        (f"{LIN}聘请了一位老友担任[Role:首席科学家]。", []),
        (f"{LIN}是斗鱼的[Role:负责人]。", []),
        (f"在{MO}，[Role:工程师]很多。", []),
    ],
)
def test_posts(text, said):
    found = [f for f in facts(text, "works_at", "leads", "founded", "member_of") if f in said or not said]
    assert found == sorted(said)


def roles(text: str) -> set[tuple[str, str, str]]:
    return {(p.subject.name, p.object.name, p.qualifiers.get("role", "")) for p in read(text) if p.object is not None}


def test_the_words_before_a_role_belong_to_it():
    assert roles(f"{LIN}是{MO}[Major:多模态]技术[Role:负责人]。") == {("林知远", "墨潭科技", "多模态技术负责人")}


def test_a_role_after_a_post_is_held_there():
    said = roles(f"{LIN}任{MO}[Role:工程师]。两年后，[PersonRef:他|him]升任[Role:架构师]。")
    assert ("林知远", "墨潭科技", "架构师") in said


def test_roles_told_off_in_turn():
    text = f"{LIN}和{SU}在{MO}分任[Role:首席执行官|head]和[Role:架构师]。"
    assert roles(text) == {("林知远", "墨潭科技", "首席执行官"), ("苏明哲", "墨潭科技", "架构师")}


@pytest.mark.parametrize(
    ("text", "who", "held"),
    [
        (f"{LIN}加入了{MO}。[Role:首席执行官|head]{LIN}说，很好。", "林知远", True),
        (f"{LIN}加入了{MO}。联合[Role:创始人|founder]{LIN}说，很好。", "林知远", True),
        (f"{LIN}加入了{MO}。编程鸭[Role:创始人|founder]{SU}说，很好。", "苏明哲", False),
        (f"{LIN}加入了{MO}。佩特龙[Role:首席战略官|head]{SU}说，很好。", "苏明哲", False),
    ],
)
def test_a_founder_of_something_unknown_is_not_one_of_the_firm_in_question(text, who, held):
    assert (
        any(p.subject.name == who for p in read(text) if p.qualifiers.get("role") or p.predicate == "founded") == held
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{LIN}与{SU}一起创办了{MO}。", {"林知远", "苏明哲"}),
        (f"{LIN}回国了，与{SU}共同创办了{MO}。", {"林知远", "苏明哲"}),
        (f"{LIN}见到{SU}，创办了{MO}。", {"林知远"}),
    ],
)
def test_who_acts_together(text, who):
    assert {p.subject.name for p in read(text) if p.predicate == "founded"} == who


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (f"{LIN}和{SU}都来了，[PersonRef:前者|former]加入了{MO}。", "林知远"),
        (f"{LIN}和{SU}都来了，[PersonRef:后者|latter]加入了{MO}。", "苏明哲"),
        (f"{LIN}离开了。[PersonRef:他|him]之前加入了{MO}。", "林知远"),
        (f"[PersonRef:他|him]的妻子{SU}加入了{MO}。", "苏明哲"),
        (f"这件事由{LIN}完成，[PersonRef:他|him]加入了{MO}。", "林知远"),
        (f"尚未毕业的{LIN}加入了{MO}。", "林知远"),
    ],
)
def test_who_is_meant(text, subject):
    assert [p.subject.name for p in read(text) if p.predicate == "works_at"] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}来了。KMind加入了{MO}。",
        f"{LIN}来了。在{MO}工作过的老将离开了。",
        f"{LIN}来了，{LU}[Role:工程师]宣布离职，加入了{MO}。",
    ],
)
def test_what_somebody_unknown_does_is_nobodys(text):
    assert [f for f in facts(text, "works_at") if f[2] == "墨潭科技"] == []


def qualifiers(text: str, predicate: str) -> dict[str, str]:
    (found,) = [p for p in read(text) if p.predicate == predicate]
    return dict(found.qualifiers)


def test_a_later_clause_tells_how_a_course_of_study_ended():
    text = f"{LIN}[Date:2012年||2012]考入{DA}，[Date:2016年||2016]获[Degree:学士|degree|bachelor]学位。"
    assert qualifiers(text, "studied_at") == {"start": "2012", "end": "2016", "degree": "bachelor"}


def test_what_another_school_ended_is_not_told_of_this_one():
    text = f"{LIN}[Date:2012年||2012]考入{DA}，后来去了{LU}，[Date:2016年||2016]毕业。"
    assert "end" not in qualifiers(text, "studied_at")


def test_a_date_at_the_head_of_the_sentence_holds_for_its_clauses():
    assert qualifiers(f"[Date:2018年||2018]，{LIN}回国，创办了{MO}。", "founded") == {"date": "2018"}
    assert qualifiers(f"[Date:2018年||2018]，{LIN}回国，之后创办了{MO}。", "founded") == {}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{MO}[Role:工程师]{LIN}[Date:2024年9月||2024-09]离职。", "2024-09"),
        (f"[Date:2024年9月||2024-09]，{MO}[Role:工程师]{LIN}宣布离职。", "2024-09"),
        (f"{MO}[Role:工程师]{LIN}将于[Date:2024年9月||2024-09]离职。", None),
        (f"{MO}[Role:工程师]{LIN}[Date:2024年9月||2024-09]否认离职。", None),
        (f"{MO}[Role:工程师]{LIN}离职。", None),
    ],
)
def test_a_post_before_a_name_ends_where_its_holder_leaves(text, end):
    (found,) = [p for p in read(text) if p.predicate == "works_at"]
    assert found.qualifiers.get("end") == end


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        (f"[Degree:高中|degree|secondary]时随家人回国，{LIN}就读于[Org:青澜书院|school]。", "secondary"),
        (f"{LIN}中学就读于[Org:青澜书院|school]。", "secondary"),
        (f"{LIN}[Degree:高中|degree|secondary]时保送{DA}。", None),
        (f"{LIN}[Degree:硕士阶段|stage|master]转向视觉，就读于{DA}。", "master"),
        (f"{LIN}，工学[Degree:博士|degree|doctor]，毕业于{DA}。", None),
        (f"{LIN}，男，[Degree:博士|degree|doctor]，毕业于{DA}。", "doctor"),
        (f"{LIN}大学就读于{DA}。", "bachelor"),
        (f"{LIN}凭[Award:全国中学生物理竞赛|championship]的奖项保送{DA}。", "bachelor"),
        (f"{LIN}以高考状元的身份考入{DA}。", "bachelor"),
        (f"{LIN}考入{DA}，[Degree:大学二年级|stage|bachelor]时休学。", "bachelor"),
        (f"{LIN}来自{DA}，[Degree:博士|degree|doctor]期间师从{SU}。", "doctor"),
        (f"{LIN}后来考入{DA}。", None),
        (f"{LIN}凭[Award:图灵奖|prize]进入{DA}。", None),
    ],
)
def test_a_time_of_life_tells_the_degree(text, degree):
    (found,) = [p for p in read(text) if p.predicate == "studied_at"]
    assert found.qualifiers.get("degree") == degree


@pytest.mark.parametrize(
    ("role", "degree"), [("博士在读", "doctor"), ("在读硕士", "master"), ("研究员", None), ("博士后", None)]
)
def test_a_role_of_students_tells_the_degree(role, degree):
    assert degree_of(role) == degree


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{LIN}考取{DA}，并于[Date:2000年||2000]与[Date:2005年||2005]分别获颁[Degree:硕士|degree|master]和[Degree:博士学位|degree|doctor]。",
            [("master", "2000"), ("doctor", "2005")],
        ),
    ],
)
def test_degrees_taken_later_are_told_off_against_their_dates(text, told):
    found = [p.qualifiers for p in read(text) if p.predicate == "studied_at"]
    assert [(q.get("degree"), q.get("end")) for q in found] == told


def test_what_somebody_is_without_a_place_parts_no_list_of_titles():
    text = f"{LIN}是{DA}[Role:教授]、著名教育家、原{MO}[Role:顾问]。"
    assert {(o, r) for _, o, r in roles(text)} == {("青澜大学", "教授"), ("墨潭科技", "顾问")}
    text = f"{DA}[Role:教授]、[Major:数学]家、{MO}[Role:顾问]{LIN}来了。"
    assert {(o, r) for _, o, r in roles(text)} == {("青澜大学", "教授"), ("墨潭科技", "顾问")}


FELLOW, NOI, GOLD = "[Award:青澜学会会士|honour]", "[Award:青澜竞赛|championship]", "[Grade:金牌]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{FELLOW}{LIN}来了。", [("林知远", "received", "青澜学会会士")]),
        (f"{FELLOW}、{DA}[Role:教授]{LIN}来了。", [("林知远", "received", "青澜学会会士")]),
        (f"{DA}[Role:教授]、{FELLOW}{LIN}来了。", [("林知远", "received", "青澜学会会士")]),
        (f"{FELLOW}[Role:特聘教授]{LIN}来了。", [("林知远", "received", "青澜学会会士")]),
        (f"{LIN}现任{DA}[Role:教授]，{FELLOW}。", [("林知远", "received", "青澜学会会士")]),
        (f"{NOI}{GOLD}{LIN}加入{MO}。", [("林知远", "received", "青澜竞赛")]),
        (
            f"{NOI}[Amount:三位|people]得主{LIN}和{SU}来了。",
            [("林知远", "received", "青澜竞赛"), ("苏明哲", "received", "青澜竞赛")],
        ),
        # what somebody else got; a post; nobody's
        (f"{LIN}夺得{NOI}{GOLD}、{SU}夺得银牌。", [("林知远", "received", "青澜竞赛")]),
        (f"{NOI}{GOLD}[Role:教练]{LIN}来了。", []),
        (f"{LIN}说，实验室拥有{DA}[Role:教授]、{FELLOW}。", []),
    ],
)
def test_an_honour_that_one_is_needs_no_word_for_its_holder(text, said):
    assert facts(text, "received") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{LIN}入围[Award:青澜奖|prize]，但最终落选。", []),
        (f"{LIN}获[Award:青澜奖|prize][Grade:提名]（未获奖）。", []),
        (f"{LIN}带领{MO}获得[Award:青澜奖|prize]。", []),
        (f"{LIN}认为[Award:青澜奖|prize]应该颁给{SU}。", []),
        (f"{LIN}获得[Award:青澜奖|prize]。", [("林知远", "received", "青澜奖")]),
    ],
)
def test_what_is_lost_or_only_wished_is_not_won(text, said):
    assert facts(text, "received") == said


def test_where_papers_come_out_is_no_subject():
    text = f"{LIN}毕业于{DA}。在[Field:视觉]、[Field:语音]等领域的顶级期刊和会议发表论文[Amount:60篇|papers]。"
    assert facts(text, "paper_count") == [("林知远", "paper_count", "60篇")]
    text = f"{LIN}毕业于{DA}。在[Venue:ZEDS]、[Org:青澜学会|association]Magazine等期刊上发表论文[Amount:60篇|papers]。"
    assert facts(text, "paper_count") == [("林知远", "paper_count", "60篇")]


def test_a_semicolon_within_a_short_bracket_ends_no_sentence():
    text = f"{LIN}获颁[Org:青澜学会|association]（ZED Society；又名青澜会）[Award:青澜奖|prize]。"
    assert facts(text, "received") == [("林知远", "received", "青澜奖")]
