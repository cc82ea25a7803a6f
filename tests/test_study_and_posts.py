"""Qualifiers of study and of posts that other clauses tell, and what schools that are only referred to tell."""

from __future__ import annotations

import pytest
from relations_support import facts, read

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, QING = "[Org:墨潭科技|company]", "[Org:青澜大学|university]"
CLASS = "[Org:青澜三中数学实验班|school]"
HE = "[PersonRef:他|him]"


def date(year: int) -> str:
    return f"[Date:{year}年||{year}]"


def told(text: str, predicate: str) -> list[dict[str, str]]:
    return [dict(p.qualifiers) for p in read(text) if p.predicate == predicate]


@pytest.mark.parametrize("left", ["辞职", "离开", "离职创业", "离开后创业"])
def test_when_somebody_left_where_he_had_come_to(left):
    assert {"start": "2013", "end": "2015"} in told(f"{date(2013)}，{LIN}加入{MO}，{date(2015)}{left}。", "works_at")


@pytest.mark.parametrize("text", ["{lin}没有离职。", "{su}离职。", "离开的人很多。"])
def test_what_tells_no_end_of_a_post(text):
    more = text.format(lin="", su=SU)
    assert all("end" not in q for q in told(f"{date(2013)}，{LIN}加入{MO}，{date(2015)}{more}", "works_at"))


def test_consecutive_degrees_begin_and_end_once():
    found = told(f"{date(2005)}，{LIN}考入{QING}，[Degree:本硕博连读||bachelor|master|doctor]。", "studied_at")
    assert {"degree": "bachelor", "start": "2005"} in found
    assert all("start" not in q for q in found if q.get("degree") == "doctor")


def test_an_advisor_does_not_end_a_course_of_study():
    text = f"{LIN}考入{QING}，导师是{SU}，{date(2015)}[Degree:硕士||master]毕业。"
    assert {"degree": "master", "end": "2015"} in told(text, "studied_at")


def test_a_graduation_dates_what_follows_it():
    text = f"{date(2017)}[Degree:本科||bachelor]毕业后，{LIN}前往{QING}攻读[Degree:博士||doctor]。"
    assert {"degree": "doctor", "start": "2017"} in told(text, "studied_at")


def test_a_class_that_is_referred_to_tells_the_degree():
    text = f"{LIN}考入{CLASS}。[OrgRef:这个班|school]还出了{SU}、{ZHOU}。"
    assert told(text, "studied_at") == [{"degree": "secondary"}] * 3


def test_a_pronoun_is_nobody_whom_its_clause_names():
    text = f"{LIN}生于南方。{SU}是老师。{HE}跟随{SU}加入{MO}。"
    assert ("林知远", "works_at", "墨潭科技") in facts(text)


def test_whom_a_label_names_does_nothing_of_what_follows():
    assert ("苏明哲", "works_at", "墨潭科技") not in facts(f"{LIN}，导师：{SU}，现就职于{MO}。")


def test_a_group_is_no_person():
    assert facts(f"{LIN}是一位研究者。研究团队，来自{QING}。", "studied_at", "works_at") == []
