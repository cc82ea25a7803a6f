"""What the words around a prize tell of it, and whose an award is that a team or other people won."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions.awards import find_awards
from kg.text import Source


def names(text: str) -> list[str]:
    return [a.name for a in find_awards(text)]


def received(text: str) -> set[tuple[str, str]]:
    said, _ = extract(Source("a.txt", text))
    return {(s.subject.name, s.object.name) for s in said.statements if s.predicate == "received"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林知远获得物理与材料科学奖。", "物理与材料科学奖"),
        ("今年的数学与工程科学奖揭晓。", "数学与工程科学奖"),
        ("他获得智能设计领域顶级会议DASX 2025最佳论文奖。", "DASX最佳论文奖"),
        ("林知远拿下Kelda Open特等奖。", "Kelda Open"),
        ("林知远还拿过Kelda Hack第二名。", "Kelda Hack"),
    ],
)
def test_a_prize_has_its_whole_name_and_no_more(text, name):
    assert names(text) == [name]


def test_two_prizes_stay_two():
    assert names("林知远获得墨潭奖和计算机科学奖。") == ["墨潭奖", "计算机科学奖"]


def test_a_part_behind_a_point_is_the_grade():
    (award,) = find_awards("林知远获远帆奖·未来之星。")
    assert award.name == "远帆奖"
    assert dict(award.attrs)["grade"] == "未来之星"


def test_a_nomination_is_the_grade_of_its_prize():
    (award,) = find_awards("林知远曾获KELDA最佳论文提名奖。")
    assert award.name == "KELDA最佳论文奖"
    assert dict(award.attrs)["grade"] == "提名"


@pytest.mark.parametrize(
    "text",
    ["该奖堪称计算机界的诺贝尔奖。", "该奖被视为诺贝尔奖的风向标。", "青澜奖素有“小诺贝尔奖”之称。"],
)
def test_what_a_prize_is_likened_to_is_no_award(text):
    assert not [n for n in names(text) if "诺贝尔" in n]


def test_a_laureate_of_a_country_has_the_prize():
    assert names("中国的图灵奖得主林知远回国。") == ["图灵奖"]


@pytest.mark.parametrize(
    "text",
    [
        "林知远带领队员拿下青澜程序设计大赛金牌。",
        "林知远指导团队参加青澜挑战赛获得冠军。",
        "由教练林知远带队的墨潭大学队在青澜程序设计大赛中获得冠军。",
        "由林知远担任顾问的战队获得青澜杯冠军。",
        "在林知远带领下，学校代表队摘得青澜杯金牌。",
        "林知远所在的实验室获得最佳论文奖。",
        "他指导的本科生获得青澜建模竞赛特等奖。林知远说很欣慰。",
    ],
)
def test_what_others_win_is_not_received(text):
    assert not received(text)


def test_what_earlier_laureates_won_is_not_the_next_ones():
    text = "历届得主中有多人后来获得诺贝尔奖，林知远今年获得墨潭奖。"
    assert received(text) == {("林知远", "墨潭奖")}


@pytest.mark.parametrize(
    "text",
    [
        "林知远获得优秀指导教师奖。",
        "林知远曾指导学生多年，2019年获得墨潭奖。",
        "林知远带领团队获得墨潭奖。",
        "林知远与两名队友组队，获得青澜编程赛冠军。",
    ],
)
def test_what_somebody_wins_himself_is_his(text):
    assert [who for who, _ in received(text)] == ["林知远"]


def test_persons_whom_commas_part_share_what_they_did_together():
    text = "浙江大学教授林知远，南京大学教授苏明哲共同获得墨潭奖。"
    assert {who for who, _ in received(text)} == {"林知远", "苏明哲"}


def test_a_clause_between_names_ends_the_list():
    assert {who for who, _ in received("林知远辞职，苏明哲接任，周若彤获得墨潭奖。")} == {"周若彤"}


def test_a_verb_can_tell_the_grade():
    said, _ = extract(Source("a.txt", "林知远曾在蓝桥杯中夺金。"))
    (won,) = [s for s in said.statements if s.predicate == "received"]
    assert won.qualifiers["grade"] == "金牌"
