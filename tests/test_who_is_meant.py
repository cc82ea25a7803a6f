"""Who is meant across clauses, sentences and paragraphs: on whole texts, as readers give them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.relations.genders import likely, told_by_pronouns
from kg.text import Source


def said(text: str, predicate: str) -> set[tuple[str, str]]:
    found, _ = extract(Source("t.txt", text))
    return {(s.subject.name, s.object.name) for s in found.statements if s.predicate == predicate}


LIN_AT_ZJU = {("林知远", "浙江大学")}


@pytest.mark.parametrize(
    "text",
    [
        "他就是林知远，本科毕业于浙江大学。",
        "他的名字叫林知远，毕业于浙江大学。",
        "此人正是林知远，早年就读于浙江大学。",
        "他不是别人，正是林知远，毕业于浙江大学。",
    ],
)
def test_a_pronoun_is_said_to_be_somebody(text):
    assert said(text, "studied_at") == LIN_AT_ZJU


def test_whose_student_a_pronoun_is_does_not_name_it():
    assert said("他是林知远的学生，毕业于浙江大学。", "studied_at") == set()


def test_as_what_belongs_to_the_next_subject():
    text = "苏明哲说，身为墨潭科技的首席科学家，林知远几乎每天都在实验室。"
    assert said(text, "works_at") == {("林知远", "墨潭科技")}
    text = "苏明哲说，作为墨潭科技的首席科学家，他几乎每天都在实验室。"
    assert said(text, "works_at") == {("苏明哲", "墨潭科技")}


def test_one_more_is_brought_in():
    text = "林知远\n林知远，浙江大学教授。\n另一位墨潭科技的研究员为苏明哲，据其网站显示，他2018年毕业于南京大学。"
    assert said(text, "studied_at") == {("苏明哲", "南京大学")}


def test_who_asks_is_not_spoken_of():
    text = "记者苏明哲采访了林知远，毕业于浙江大学的他十分健谈。"
    assert said(text, "studied_at") == LIN_AT_ZJU


def test_somebody_of_his_goes_on():
    assert said("林知远有个弟弟叫苏明哲，后来考入浙江大学。", "studied_at") == {("苏明哲", "浙江大学")}
    assert said("林知远有一个女儿，后来他考入浙江大学。", "studied_at") == LIN_AT_ZJU


@pytest.mark.parametrize(
    "text",
    [
        "林知远的妻子是教师，毕业于浙江大学。",
        "林知远的导师是一位院士，毕业于浙江大学。",
        "林知远身边有一批年轻人，有的毕业于浙江大学，有的来自谷歌。",
        "林知远在哥哥的影响下学习编程，哥哥毕业于浙江大学。",
        "林知远和苏明哲负责算法，另外两人毕业于浙江大学。",
        "林知远介绍了团队。技术负责人匡子渝毕业于浙江大学。",
    ],
)
def test_somebody_else_is_not_the_one_before(text):
    assert said(text, "studied_at") == set() or {s for s, _ in said(text, "studied_at")} == {"匡子渝"}


@pytest.mark.parametrize(
    ("pronoun", "who"),
    [("她", "沈若琳"), ("他", "郑伯安")],
)
def test_gender_tells_a_pair_apart(pronoun, who):
    text = f"郑伯安先生和沈若琳一同创业。{pronoun}毕业于浙江大学。"
    assert said(text, "studied_at") == {(who, "浙江大学")}


def test_a_name_tells_whom_she_means():
    text = "2018年，林知远邀请周若彤加入墨潭科技。她此前在谷歌工作。"
    assert said(text, "works_at") >= {("周若彤", "谷歌")}


@pytest.mark.parametrize(
    ("name", "gender"),
    [("周若彤", "f"), ("陈志刚", "m"), ("林知远", None)],
)
def test_what_a_name_makes_likely(name, gender):
    assert likely(name) == gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [("她来了，她说她很忙。", "f"), ("他来了，他说他很忙。她没来。", None), ("其他人都走了。", None)],
)
def test_pronouns_of_a_text_tell_a_gender(text, gender):
    assert told_by_pronouns(text) == gender


@pytest.mark.parametrize(("end", "others"), [("前", {"郑伯安", "许文谦"}), ("后", {"许文谦", "沈若琳"})])
def test_the_first_or_last_two_are_not_all(end, others):
    text = f"团队有郑伯安、许文谦和沈若琳，{end}两位都毕业于浙江大学。"
    assert {s for s, _ in said(text, "studied_at")} in (others, set())


def test_who_signs_is_nobody_told_of():
    assert said("文｜许文谦\n墨潭科技成立于2018年，毕业于浙江大学，曾在谷歌工作。", "studied_at") == set()
    text = "撰文/许文谦\n郑伯安2015年加入华为。他毕业于浙江大学。"
    assert said(text, "studied_at") == {("郑伯安", "浙江大学")}


def test_numbered_heads_open_sections():
    text = (
        "一、苏明哲：从校园到硅谷\n2015年毕业于清华大学，随后加入谷歌。\n"
        "二、林知远：创业者\n2016年毕业于浙江大学，2018年创办墨潭科技。"
    )
    assert said(text, "studied_at") == {("苏明哲", "清华大学"), ("林知远", "浙江大学")}
    assert said(text, "founded") == {("林知远", "墨潭科技")}


def test_a_house_that_is_not_named_is_not_the_one_spoken_of():
    text = "墨潭科技发布财报。墨潭科技去年盈利。对手公司的创始人苏明哲表示担忧。"
    assert said(text, "founded") == set()
    assert said("墨潭科技发布财报。公司创始人苏明哲表示乐观。", "founded") == {("苏明哲", "墨潭科技")}


def test_a_paragraph_that_opens_with_an_unknown_name_is_about_no_other():
    known = "苏明哲，毕业于清华大学。\n周若彤，毕业于南京大学。\n林知远，毕业于浙江大学。\n"
    unknown = "Orrin Vaskel，毕业于复旦大学，现在谷歌工作。"
    assert {s for s, o in said(known + unknown, "studied_at") if o == "复旦大学"} <= {"Orrin Vaskel"}
