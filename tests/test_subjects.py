"""Subjects: who is meant where nobody is named, and what pronouns stand for."""

from __future__ import annotations

import pytest
from relations_support import facts, lines, read

from kg.relations.clauses import clause_subject, clauses

QH = "[Org:清华大学|university]"
LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO, QING = "[Org:墨潭科技|company]", "[Org:青澜大学|university]"
HE, SHE, TWO = "[PersonRef:他|him]", "[PersonRef:她|her]", "[PersonRef:两人|two]"


def subjects(text: str, predicate: str) -> list[str]:
    return [s for s, _, _ in facts(text, predicate)]


def joined(text: str) -> list[str]:
    return subjects(text, "works_at")


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}毕业后，加入{MO}。",
        f"{LIN}生于南方，早年学医，后来转行，加入{MO}。",
        f"2019年，{LIN}离开故乡，加入{MO}。",
        f"{LIN}是一位研究者。毕业后加入{MO}。",
        f"{LIN}是一位研究者。后来，加入{MO}。",
    ],
)
def test_a_dropped_subject_is_the_one_before(text):
    assert joined(text) == ["林知远"]


def test_the_latest_subject_counts():
    assert joined(f"{LIN}走了，{SU}留下，后来加入{MO}。") == ["苏明哲"]
    assert joined(f"{LIN}走了。{SU}留下。后来加入{MO}。") == ["苏明哲"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}被{SU}说服，加入{MO}。",
        f"{LIN}师从{SU}，后来加入{MO}。",
        f"{LIN}采访{SU}后，加入{MO}。",
    ],
)
def test_a_person_marked_as_an_object_is_no_subject(text):
    assert "苏明哲" not in joined(text)


def test_a_possessor_is_no_subject():
    assert joined(f"{LIN}的父亲加入{MO}。") == []


@pytest.mark.parametrize("text", [f"毕业于{QING}的{LIN}来了。", f"早年毕业于{QING}的研究员{LIN}来了。"])
def test_a_relative_clause_tells_of_its_head(text):
    assert subjects(text, "studied_at") == ["林知远"]


def test_a_relative_clause_is_not_about_the_subject_before():
    assert subjects(f"{SU}说，毕业于{QING}的{LIN}来了。", "studied_at") == ["林知远"]


def test_a_cleft_tells_of_who_stands_after_it():
    assert subjects(f"参与[Model:Quillon|model]的是{LIN}。", "worked_on") == ["林知远"]


@pytest.mark.parametrize("word", ["公司", "业内人士", "许多人", "该算法"])
def test_a_subject_of_its_own_hands_nothing_on(word):
    assert joined(f"{LIN}很高兴。{word}加入{MO}。") == []


# References


def test_a_pronoun_stands_for_the_subject_before():
    assert joined(f"{LIN}是研究者。{HE}加入{MO}。") == ["林知远"]
    assert joined(f"{LIN}见了{SU}。{HE}加入{MO}。") == ["林知远"]


def test_gender_told_once_counts_later():
    text = f"{LIN}来了。{HE}很高兴，{HE}加入{MO}。{ZHOU}来了。{SHE}毕业于{QING}。"
    assert facts(text, "works_at", "studied_at") == [
        ("周若彤", "studied_at", "青澜大学"),
        ("林知远", "works_at", "墨潭科技"),
    ]


def test_she_is_not_who_was_called_he():
    text = f"{ZHOU}来了，{SHE}加入{MO}。{LIN}来了，{HE}毕业于{QING}。后来{SHE}加入[Org:白鹭智能|company]。"
    assert ("周若彤", "works_at", "白鹭智能") in facts(text, "works_at")
    assert ("林知远", "works_at", "白鹭智能") not in facts(text, "works_at")


def test_two_stand_for_the_two_named_last():
    assert joined(f"{LIN}和{SU}是同乡。{TWO}加入{MO}。") == ["林知远", "苏明哲"]
    assert joined(f"{LIN}来了。{SU}也来了。{TWO}加入{MO}。") == ["林知远", "苏明哲"]
    assert joined(f"{LIN}来了。{TWO}加入{MO}。") == []


def test_latter_and_former():
    assert joined(f"{LIN}认识{SU}，[PersonRef:后者|latter]加入{MO}。") == ["苏明哲"]
    assert joined(f"{LIN}认识{SU}，[PersonRef:前者|former]加入{MO}。") == ["林知远"]


def test_a_company_referred_to_is_the_last_of_its_kind():
    ref = "[OrgRef:该公司|company]"
    text = f"{LIN}见过{MO}的人，毕业于{QING}。{LIN}加入{ref}。"
    assert ("林知远", "works_at", "墨潭科技") in facts(text)
    assert ("林知远", "works_at", "青澜大学") not in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{SU}出席。从{QING}毕业后，{LIN}走了。",
        f"{SU}出席。在{QING}就读期间，{LIN}很忙。",
        f"{SU}出席。2015年毕业于{QING}之后，{LIN}走了。",
        f"{SU}出席。台上的青年毕业于{QING}，成绩第一，名叫{LIN}。",
    ],
)
def test_the_subject_of_a_subordinate_clause_stands_after_it(text):
    assert subjects(text, "studied_at") == ["林知远"]


def test_a_clause_before_the_subordinate_one_comes_first():
    assert subjects(f"{LIN}很忙，从{QING}毕业后，{SU}帮过[PersonRef:他|him]。", "studied_at") == ["林知远"]


def test_whom_one_follows_is_no_subject_of_the_next_sentence():
    assert joined(f"{LIN}很忙，师从语音专家{SU}。2015年加入{MO}。") == ["林知远"]


def test_speakers_stand_for_nobody():
    assert joined(f"{LIN}很高兴。[PersonRef:我们|speakers]加入{MO}。") == []


# Clauses


def test_clauses_are_parted_by_punctuation():
    text = "甲来了，乙走了；丙：丁。"
    assert [text[a:b] for a, b in clauses(text)] == ["甲来了", "乙走了", "丙", "丁", ""]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (f"昨日{LIN}加入{MO}", "Person"),
        (f"{MO}研究员{LIN}表示", "Person"),
        (f"{MO}发布模型", "Org"),
        (f"在{MO}工作", None),
        (f"与{LIN}合作", None),
        ("毕业后加入" + MO, None),
    ],
)
def test_the_explicit_subject_of_a_clause(text, type_):
    (tape,) = lines(text)
    found = clause_subject(tape.text, 0, len(tape.text))
    assert (found[1] if found else None) == type_


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"和{LIN}一样，{SU}毕业于{QH}。", {"林知远", "苏明哲"}),
        (f"和{LIN}不同，{SU}毕业于{QH}。", {"苏明哲"}),
        (f"{LIN}很忙。毕业于{QH}的，正是[PersonRef:他|him]的学生{SU}。", {"苏明哲"}),
        (f"{LIN}和{QH}博士班的同学{SU}都毕业于{QH}。", {"林知远", "苏明哲"}),
        (f"{LIN}的部下{SU}毕业于{QH}。", {"苏明哲"}),
    ],
)
def test_who_shares_and_who_stands_beside(text, who):
    assert {s for s, p, _ in facts(text, "studied_at")} == who


def test_a_paragraph_that_begins_with_a_pronoun_goes_on_about_the_one_before():
    text = f"{SU}\n{SU}来了，{SU}走了。\n{LIN}是学生。\n[PersonRef:他|him]毕业于{QH}。"
    assert {s for s, p, _ in facts(text, "studied_at")} == {"林知远"}


@pytest.mark.parametrize(
    ("text", "winners"),
    [
        ("[Person:李四方]指导的[Degree:博士生||doctor][Person:张三立]荣获[Award:青澜奖]。", ["张三立"]),
        ("[Person:李四方]指导学生[Person:张三立]、[Person:周明远]夺得[Award:青澜奖]。", ["周明远", "张三立"]),
        ("[Person:李四方]指导过许多学生，荣获[Award:青澜奖]。", ["李四方"]),
    ],
)
def test_who_is_taught_does_what_follows(text, winners):
    assert sorted(subjects(text, "received")) == winners


THEY = "[PersonRef:他们|many]"


def test_some_of_those_named_are_nobody_known():
    text = f"{LIN}、{SU}和{ZHOU}都来自{QING}。其中[PersonRef:两位|two]加入{MO}。"
    assert joined(text) == []


def test_those_told_apart_in_one_sentence_are_they():
    other = "[Org:蓝鹭科技|company]"
    text = f"{LIN}创办了{MO}，{SU}创办了{other}，{THEY}都毕业于{QING}。"
    assert set(subjects(text, "studied_at")) == {"林知远", "苏明哲"}


def test_a_list_before_they_is_the_group():
    text = f"{LIN}和{SU}来到北方。{THEY}都毕业于{QING}。"
    assert set(subjects(text, "studied_at")) == {"林知远", "苏明哲"}


def test_this_school_is_the_one_just_named():
    text = f"{LIN}毕业于{QING}，后在[OrgRef:本校|org]任教。"
    assert ("林知远", "works_at", "青澜大学") in facts(text, "works_at")


@pytest.mark.parametrize("dates", ["[Date:1998级||1998]、[Date:2004级||2004]"])
def test_dates_told_off_one_by_one(dates):
    found = read(f"{LIN}和{SU}分别是{QING}{dates}校友。")
    starts = {p.subject.name: dict(p.qualifiers).get("start") for p in found if p.predicate == "studied_at"}
    assert starts == {"林知远": "1998", "苏明哲": "2004"}


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}离开后，其中[PersonRef:四位|four]加入{MO}。",
        f"{LIN}的父亲加入{MO}。",
        f"{LIN}提出一个想法，许多人才加入{MO}。",
        f"{LIN}走了。曾在那里工作的一位老将加入{MO}。",
    ],
)
def test_others_do_what_follows(text):
    assert joined(text) == []


def test_a_sentence_without_a_subject_goes_on_about_the_last_one_of_its_paragraph():
    text = f"{LIN}\n{LIN}来了。{LIN}走了。\n{SU}来了。后来加入{MO}。\n后来加入{MO}。"
    assert sorted(joined(text)) == ["林知远", "苏明哲"]


def test_who_is_something_to_another_is_whom_the_clause_speaks_of():
    assert joined(f"{LIN}的合作者{SU}，后来加入{MO}。") == ["苏明哲"]


def test_those_whom_somebody_brought_in_are_nobody_known():
    assert joined(f"{LIN}招来的[Role:研究员]加入{MO}。") == []


@pytest.mark.parametrize("text", [f"{LIN}建议学生加入{MO}。", f"{LIN}让自己的弟弟加入{MO}。"])
def test_who_is_made_to_do_it_is_nobody_known(text):
    assert joined(text) == []


def test_of_a_list_after_a_relative_clause_those_with_titles_of_their_own_are_not_meant():
    text = f"毕业于{QING}的{LIN}、[Org:白鹭|company][Role:CTO]{SU}来了。"
    assert subjects(text, "studied_at") == ["林知远"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}是一位研究者。和后来从医的{SU}是高中同学，毕业后加入{MO}。",
        f"{LIN}是一位研究者，与早年做律师的{SU}一同长大，后来加入{MO}。",
    ],
)
def test_with_whom_a_clause_begins_does_not_take_over(text):
    assert joined(text) == ["林知远"]


def test_the_teacher_on_a_line_of_a_cv_does_not_take_over():
    assert joined(f"姓名：{LIN}\n博士导师：{SU}\n曾加入{MO}") == ["林知远"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"[Date:2018年||2018]，{LIN}加入{MO}，[Date:2021年3月||2021-03]离职。", "2021-03"),
        (f"[Date:2018年||2018]，{LIN}加入{MO}，主管产品，[Date:2021年||2021]宣布离开。", "2021"),
        (f"[Date:2018年||2018]，{LIN}加入{MO}，[Date:2021年||2021]没有离职。", None),
        (f"[Date:2018年||2018]，{LIN}加入{MO}，后任职{QING}，[Date:2021年||2021]离职。", None),
        (f"[Date:2018年||2018]，{LIN}加入{MO}，[Date:2021年||2021]开始创业。", None),
    ],
)
def test_a_later_clause_tells_when_a_post_was_left(text, end):
    found = [p.qualifiers.get("end") for p in read(text) if p.predicate == "works_at" and p.object.name == "墨潭科技"]
    assert found == [end]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}来了。{SU}推荐{HE}加入{MO}。",
        f"{LIN}来了。{SU}称{HE}为天才。后来，{HE}加入{MO}。",
        f"{LIN}来了。{SU}去了{QING}，{HE}则加入{MO}。",
        f"{SU}离任后，由{LIN}接任。{HE}此前加入{MO}。",
        f"{SU}说服{LIN}离开{QING}，加入{MO}。",
        f"{SU}的搭档是{LIN}，后来加入{MO}。",
        f"{LIN}共有学生30人，其中{SU}任教于{QING}，{ZHOU}也任教于{QING}。后来，{HE}加入{MO}。",
    ],
)
def test_who_does_something_to_him_is_another(text):
    assert [who for who, _, house in facts(text, "works_at") if house == "墨潭科技"] == ["林知远"]


def test_a_group_is_nobody_whom_he_alone_means():
    assert joined(f"{LIN}和{SU}来了。后来{HE}加入{MO}。") == []


def test_a_pronoun_of_another_gender_passes_over_a_name():
    assert joined(f"{ZHOU}女士来了。{LIN}先生来了。后来，{SHE}加入{MO}。") == ["周若彤"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}的父亲来了，后来加入{MO}。",
        f"{LIN}的一位同事来了，后来加入{MO}。",
        f"{LIN}团队成员都来了，后来加入{MO}。",
    ],
)
def test_what_his_people_do_is_not_handed_on(text):
    assert joined(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"（1）{LIN}\n早年学医，后来转行。\n（2）{SU}\n后来加入{MO}，再后来走了。",
        f"{LIN} [Role:CEO]\n早年学医，后来转行。\n{SU} [Role:CTO]\n后来加入{MO}，再后来走了。",
        f"【{LIN}】早年学医，后来转行。\n【{SU}】后来加入{MO}，再后来走了。",
        f"{LIN}来了，{LIN}走了。\n一作{SU}早年学医。\n后来学过医的{HE}，加入{MO}。",
    ],
)
def test_a_section_is_about_the_person_at_its_head(text):
    assert joined(text) == ["苏明哲"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIN}来了，{LIN}走了。\n阿宽，男，北方人。后来加入{MO}。",
        f"{LIN}：早年学医。\n{SU}：早年学文。\n阿宽：后来加入{MO}。",
        f"{LIN} [Role:CEO]\n早年学医。\n阿宽 [Role:CTO]\n后来加入{MO}。",
    ],
)
def test_what_is_said_of_a_stranger_is_said_of_nobody_named_before(text):
    assert joined(text) == []


def test_who_speaks_a_line_is_known_in_that_line():
    me = "[PersonRef:我|speaker]"
    text = f"{LIN}：{me}走了。\n{SU}：{me}后来加入{MO}。\n阿宽：{me}后来加入{QING}。"
    assert joined(text) == ["苏明哲"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{SU}说：“[PersonRef:我|speaker]后来加入{MO}，做了很多事。”", ["苏明哲"]),
        (f"“[PersonRef:我|speaker]后来加入{MO}，做了很多事。”{SU}说。", ["苏明哲"]),
        (f"一位员工说：“[PersonRef:我|speaker]后来加入{MO}，做了很多事。”", []),
        (f"{HE}说：“[PersonRef:我|speaker]后来加入{MO}，做了很多事。”", ["林知远"]),
    ],
)
def test_the_first_person_of_a_quotation_is_who_says_it(text, who):
    assert joined(f"{LIN}来了。{LIN}走了。{LIN}又来了。\n{text}") == who


def test_what_an_organisation_owns_is_the_subject():
    text = f"{MO}的子公司[Org:白鹭智能|company]成立于[Date:2017年||2017]。"
    assert subjects(text, "founded_on") == ["白鹭智能"]


def test_a_bracket_behind_two_persons_speaks_of_them():
    text = f"{ZHOU}师从{LIN}和{SU}（{TWO}分别研究[Field:图像检索]和[Field:语音合成]），[Person:陈立言]走了。"
    assert facts(text, "research_field") == [
        ("林知远", "research_field", "图像检索"),
        ("苏明哲", "research_field", "语音合成"),
    ]


def test_a_team_is_the_one_whose_story_was_told_before_not_its_firm():
    lab, firm, team = "[Org:白鹭实验室|lab]", "[Org:白鹭|company]", "[OrgRef:团队|team|company|lab]"
    text = f"{firm}很忙。\n{lab}的历史很长。{team}规模已有[Amount:90人|people]。"
    assert facts(text, "headcount") == [("白鹭实验室", "headcount", "90人")]
