"""Awards by their form: where a name begins and ends, and what it holds besides."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.mentions.award_words import headless
from kg.mentions.awards import find_awards


def found(text: str) -> list[tuple[str, str | None]]:
    return [(a.name, a.kind) for a in find_awards(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("林知远获得青澜科学奖。", "青澜科学奖", "prize"),
        ("她曾获青澜奖学金。", "青澜奖学金", "honour"),
        ("他在青澜程序设计竞赛中夺冠。", "青澜程序设计竞赛", "championship"),
        ("他获得了“青澜”创新挑战赛冠军。", "青澜创新挑战赛", "championship"),
        ("并斩获青澜勋章。", "青澜勋章", "medal"),
        ("他入选青澜人才计划。", "青澜人才计划", "honour"),
    ],
)
def test_the_form_tells_name_and_kind(text, name, kind):
    ((got, what),) = found(text)
    assert (got, what) == (name, kind)


def test_a_year_in_the_name_becomes_an_attribute():
    (award,) = find_awards("论文获得SIGZED 2021最佳论文奖。")
    assert award.name == "SIGZED最佳论文奖"
    assert dict(award.attrs) == {"year": "2021"}


def test_quotation_marks_are_no_part_of_the_name():
    assert found("获得开源奖项“青藤奖”。") == [("青藤奖", "prize")]
    assert found("获得“青藤奖”和“白鹭奖”。") == [("青藤奖", "prize"), ("白鹭奖", "prize")]


def test_two_awards_in_a_list_are_two():
    assert [name for name, _ in found("先后获得青澜科学奖、白鹭数学奖。")] == ["青澜科学奖", "白鹭数学奖"]


def test_a_bracket_may_name_the_venue():
    (award,) = find_awards("获得顶级会议（ZEDS/FQR）杰出论文奖。")
    assert award.name == "ZEDS/FQR杰出论文奖"


@pytest.mark.parametrize(
    "text", ["他获得一等奖。", "她拿过金奖和银牌。", "他多次获奖。", "获奖者共有三人。", "颁奖典礼昨日举行。"]
)
def test_grades_and_plain_words_are_no_awards(text):
    assert found(text) == []


def test_only_a_name_that_says_no_more_than_the_kind_wants_its_giver():
    assert headless("最佳论文奖")
    assert not headless("青澜科学奖")


def test_mentions_quote_the_text_and_do_not_overlap():
    text = "获ACM竞赛金牌、第三届青澜杯数学竞赛一等奖、青澜优秀青年科学家奖，以及白鹭奖学金。"
    awards = find_awards(text)
    assert len(awards) >= 3
    assert [text[a.start : a.end] for a in awards] == [a.text for a in awards]
    assert all(a.end <= b.start for a, b in pairwise(awards))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("她获评“青澜十大创新人物”。", "青澜十大创新人物"),
        ("她入选青澜海外高层次人才引进计划。", "青澜海外高层次人才引进计划"),
        ("“青澜影响力人物”榜单公布。", "青澜影响力人物"),
    ],
)
def test_a_verb_of_honour_shows_names_that_no_list_has(text, name):
    assert found(text) == [(name, "honour")]


def test_a_verb_of_honour_alone_shows_nothing():
    assert found("她入选国家队名单。") == []
    assert found("公司被评为行业第一。") == []


def test_a_grade_within_the_name_becomes_an_attribute():
    (award,) = find_awards("获2020年度青澜省科技进步二等奖。")
    assert (award.name, dict(award.attrs)) == ("青澜省科技进步奖", {"grade": "二等奖"})
    (award,) = find_awards("获青澜创客大赛金奖。")
    assert (award.name, dict(award.attrs)) == ("青澜创客大赛", {"grade": "金奖"})


def test_a_listed_name_may_hold_a_year_or_quotation_marks():
    (award,) = find_awards("他曾获NOI2008金牌。")
    assert dict(award.attrs) == {"year": "2008"}
    assert [a.name for a in find_awards("入选华为“天才少年”计划。")] == ["华为天才少年"]


@pytest.mark.parametrize(
    ("text", "name", "attrs"),
    [
        ("林知远获得R.J. Keller Award。", "R.J. Keller Award", {}),
        ("她拿下2014 IEEE Anna Keller Memorial Medal。", "IEEE Anna Keller Memorial Medal", {"year": "2014"}),
        ("Winner of the Keller Prize for Vision.", "Keller Prize", {}),
        ("She received the Keller Young Scientist Award in 2018.", "Keller Young Scientist Award", {}),
    ],
)
def test_names_in_latin_letters_that_no_list_has(text, name, attrs):
    assert [(a.name, dict(a.attrs)) for a in find_awards(text)] == [(name, attrs)]


def test_the_name_of_a_venue_belongs_to_its_listed_award():
    (award,) = find_awards("林知远获得 ICML 2019 Best Paper Award。")
    assert (award.name, dict(award.attrs)) == ("ICML最佳论文奖", {"year": "2019"})


@pytest.mark.parametrize(
    "text", ["他担任 Keller Award Committee 主席。", "他想拿 The Best Prize。", "Awards and Prizes"]
)
def test_latin_words_about_awards_are_none(text):
    assert found(text) == []


def test_what_is_quoted_beside_an_award_is_one():
    assert ("年度先锋人物", "honour") in found("他获得过青澜科学奖、“年度先锋人物”等荣誉。")


def test_a_bracket_may_spell_the_venue():
    (award,) = find_awards("团队获SIGZED（国际青澜信息检索大会）最佳论文奖。")
    assert award.name == "SIGZED最佳论文奖"


def test_what_an_award_is_likened_to_is_none_won():
    assert [n for n, _ in found("该奖是计算机领域最高奖——青澜科学奖。")] == ["青澜科学奖"]


def whole(text: str) -> list[tuple[str, str]]:
    return [(a.text, a.name) for a in find_awards(text)]


def test_a_bracket_spells_a_short_form_that_no_list_has():
    assert whole("他拿下ZEDC（全国青澜机器人竞赛）金牌。") == [("ZEDC（全国青澜机器人竞赛）", "全国青澜机器人竞赛")]


def test_a_short_form_in_a_bracket_may_split_the_name():
    assert whole("获国际青澜奥林匹克（QAO）大赛一等奖。") == [("国际青澜奥林匹克（QAO）大赛", "国际青澜奥林匹克大赛")]
    assert whole("他是青澜计算机协会（ACM）杰出科学家。") == [("青澜计算机协会（ACM）杰出科学家", "ACM杰出科学家")]


def test_a_fellow_of_a_society_is_named_by_the_bracket_behind():
    assert whole("是国际青澜与模式学会会士（IAPR Fellow）。") == [
        ("国际青澜与模式学会会士（IAPR Fellow）", "IAPR Fellow")
    ]


def test_a_year_may_part_a_society_from_its_fellows():
    (award,) = find_awards("入选IEEE 2025年新晋会士名单。")
    assert (award.name, dict(award.attrs)) == ("IEEE Fellow", {"year": "2025"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("曾获得全市青澜杯业余围棋冠军。", ["全市青澜杯业余围棋"]),
        ("拿过全校青澜辩论赛亚军。", ["全校青澜辩论赛"]),
        ("获得比赛冠军，又在决赛拿到第一名。", []),
        ("获多项国际挑战赛冠军。", []),
    ],
)
def test_a_grade_shows_a_contest_that_no_list_has(text, names):
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("入选国家优青、某省青年科学家及白鹭海外青年教授计划。", ["某省青年科学家", "白鹭海外青年教授计划"]),
        ("被评为青澜年度十大创新人物、白鹭年度人物。", ["青澜年度十大创新人物", "白鹭年度人物"]),
        ("入选国家重点研发计划。", []),
        ("当选IEEE Fellow、青澜科技首席科学家。", ["IEEE Fellow"]),
    ],
)
def test_honours_beside_others_in_a_list(text, names):
    assert [name for name, _ in found(text)][-len(names) :] == names if names else found(text) == []


def test_several_venues_share_what_the_prize_is_for():
    awards = find_awards("获得ZEDS 2020、FQR 2021最佳论文奖。")
    assert [(a.name, dict(a.attrs)["year"]) for a in awards] == [("ZEDS最佳论文奖", "2020"), ("FQR最佳论文奖", "2021")]
    assert [name for name, _ in found("获多项挑战赛（ZEDS、FQR）冠军。")] == ["ZEDS", "FQR"]


def test_a_lesser_prize_of_a_contest_is_its_grade():
    assert found("获得青澜数学竞赛优秀奖。") == [("青澜数学竞赛", "championship")]
    assert found("获得青澜算法奖提名奖。") == [("青澜算法奖", "prize")]


def test_an_olympiad_in_the_name_of_something_else_is_no_contest():
    assert found("加入青澜奥林匹克编程实训基地。") == []


def test_a_contest_in_latin_letters_takes_the_year_behind():
    (award,) = find_awards("Kell River Cup 2015：第六名")
    assert (award.name, award.kind, dict(award.attrs)) == ("Kell River Cup", "championship", {"year": "2015"})


def test_who_pays_for_studies_gives_no_prize():
    assert found("拿到青澜大学全额奖学金。") == []
