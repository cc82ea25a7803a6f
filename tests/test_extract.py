"""From text to statements: what only an article as a whole tells."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.text import Source


def facts(text: str, predicate: str) -> list[tuple[str, str, dict[str, str]]]:
    found, _ = extract(Source("article.txt", text))
    return [(s.subject.name, s.object.name, dict(s.qualifiers)) for s in found.statements if s.predicate == predicate]


def test_the_most_specific_unit_is_enough():
    text = "林知远毕业于清华大学。\n2012年，林知远考入清华大学计算机系。"
    assert facts(text, "studied_at") == [("林知远", "清华大学计算机系", {"start": "2012"})]


def test_what_is_told_of_the_whole_alone_stays():
    text = "林知远2016年在清华大学获得硕士学位。\n2012年，林知远考入清华大学计算机系。"
    assert ("林知远", "清华大学", {"degree": "master", "end": "2016"}) in facts(text, "studied_at")


def test_a_unit_in_a_list_of_posts_is_of_the_house_before_it():
    text = "林知远，浙江大学教授，鹏城实验室网络智能研究部副主任、感知智能研究所所长。"
    assert ("鹏城实验室感知智能研究所", "鹏城实验室", {}) in facts(text, "part_of")


@pytest.mark.parametrize("word", ["至", "直至"])
def test_until_tells_the_end(word):
    text = f"林知远2008年获博士学位，{word}2015年在微软亚洲研究院任主管研究员。"
    assert facts(text, "works_at") == [("林知远", "微软亚洲研究院", {"end": "2015", "role": "主管研究员"})]


def test_both_parties_of_a_clause():
    text = "知乎与面壁智能合作，双方共同研发了模型“知海图AI”。"
    assert {s for s, _, _ in facts(text, "developed")} == {"知乎", "面壁智能"}


def test_a_firm_named_as_an_address_and_a_person_beside_a_post():
    text = "苏明哲联合创立自动驾驶公司Lanestar.ai。原英伟达高级销售经理宋学远、销售总监王冬来到现场。"
    assert facts(text, "founded") == [("苏明哲", "Lanestar.ai", {})]
    assert ("宋学远", "英伟达", {"role": "高级销售经理"}) in facts(text, "works_at")


def test_a_school_after_the_preposition_of_a_verb():
    assert facts("林知远本科毕业于清华，成绩很好。", "studied_at") == [("林知远", "清华大学", {"degree": "bachelor"})]


def test_each_award_of_a_list_has_its_own_year_and_grade():
    text = (
        "林知远曾获2010年中国图形学杰出奖、2011年中国青年科技奖、2013年国家自然科学二等奖、2015年斯隆研究奖。"
        "2019年，苏明哲获图灵奖和未来科学大奖。"
    )
    years = {obj: (q.get("year"), q.get("grade")) for _, obj, q in facts(text, "received")}
    assert years["中国图形学杰出奖"] == ("2010", None)
    assert years["中国青年科技奖"] == ("2011", None)
    assert years["国家自然科学奖"] == ("2013", "二等奖")
    assert years["图灵奖"] == years["未来科学大奖"] == ("2019", None)


def test_a_section_is_about_the_firm_that_heads_it():
    text = "【墨潭科技】\n创始人兼CEO林知远毕业于清华大学。公司推出过模型“墨言”。\n\n【青石智能】\n2021年由苏明哲创办。"
    assert ("林知远", "墨潭科技") in {(s, o) for s, o, _ in facts(text, "founded")}
    assert ("苏明哲", "青石智能", {"date": "2021"}) in facts(text, "founded")
    assert ("墨潭科技", "墨言") in {(s, o) for s, o, _ in facts(text, "developed")}


def test_who_says_i_outside_of_speech():
    introduced = "大家好，我是林知远，毕业于浙江大学。后来我在腾讯工作。"
    assert ("林知远", "腾讯") in {(s, o) for s, o, _ in facts(introduced, "works_at")}
    told = "苏明哲是院士。苏明哲常来。苏明哲很忙，苏明哲也教书。那时我在复旦大学读书，常去找他请教。"
    assert facts(told, "studied_at") == []


@pytest.mark.parametrize(
    "text",
    [
        "林知远很忙。他指导过的学生已经供职于谷歌。",
        "林知远与苏明哲门生加入腾讯。",
        "在林知远之前，已有多位同事加入腾讯。",
        "林知远很忙。两大实验室负责人此前分别来自百度和微软。",
        "林知远特意跑去向宇树科技的朋友打听。",
    ],
)
def test_others_are_not_meant(text):
    assert facts(text, "works_at") == []


def test_an_intern_is_no_employee():
    text = "2021年，林知远作为实习生加入英伟达。"
    assert facts(text, "interned_at") == [("林知远", "英伟达", {"start": "2021"})]
    assert facts(text, "works_at") == []


def test_a_form_of_address_does_not_part_a_name_from_its_verb():
    text = "腾讯宣布任命语音识别专家林知远博士担任腾讯AI Lab主任。"
    assert [(s, o) for s, o, _ in facts(text, "leads")] == [("林知远", "腾讯AI Lab")]


def test_a_unit_after_the_short_name_of_its_house():
    text = "卡内基梅隆大学（CMU）计算机学院兼职教授林知远已经加入TikTok。"
    assert ("林知远", "卡内基梅隆大学计算机学院") in {(s, o) for s, o, _ in facts(text, "works_at")}


def test_a_quotation_without_a_speaker_is_no_speech():
    text = "报告人简介\n“林知远，浙江大学教授，2002年获浙江大学博士学位，长期从事图形学的研究与教学工作。”"
    found, _ = extract(Source("article.txt", text))
    assert {s.certainty for s in found.statements if s.predicate == "studied_at"} <= {"asserted"}


def test_the_order_of_statements_does_not_depend_on_the_path():
    text = "林知远和苏明哲是同学，也与周明远、郑可欣同班。他们都毕业于清华大学。"
    orders = {
        tuple((s.subject.name, s.predicate, s.object.name) for s in extract(Source(path, text))[0].statements)
        for path in ("a.txt", "b.txt", "c/a.txt", "d/a.txt", "e/f/a.txt", "g.txt")
    }
    assert len(orders) == 1


@pytest.mark.parametrize("text", ["2017年本科毕业后，林知远加入百度。", "2017年毕业，林知远加入百度。"])
def test_after_which_degree_tells_when_the_next_thing_began(text):
    assert facts(text, "works_at") == [("林知远", "百度", {"start": "2017"})]
