"""Persons: rare and everyday-word surnames, lists, titles, verbs, Latin and transliterated names, short forms."""

from pathlib import Path

import pytest

from bench.ner import read
from kg.mentions.orgs import find_orgs
from kg.mentions.persons import alias_pairs, find_persons
from kg.schema import Mention

HELD_OUT = Path(__file__).parent / "names" / "heldout.txt"


def persons(text: str) -> list[Mention]:
    return find_persons(text, find_orgs(text), blocks=())


def names(text: str) -> list[str]:
    return [m.text for m in persons(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李景明毕业于清华大学，现任字节跳动研究员。", ["李景明"]),
        ("作者包括潘子华、周亦辰和欧阳文远。", ["潘子华", "周亦辰", "欧阳文远"]),
        ("创始人高明远在采访中表示，公司不缺钱。", ["高明远"]),
        ("他师从黄文博教授，研究方向为自然语言处理。", ["黄文博"]),
        ("诸葛青云和司马文静都毕业于浙江大学。", ["诸葛青云", "司马文静"]),
        ("核心成员之一邵子宏此前是清华大学博士生。", ["邵子宏"]),
        ("于浩然称，团队只有三个人。", ["于浩然"]),
        ("Weilun Tong毕业于浙江大学，导师是Owen Brandt。", ["Weilun Tong", "Owen Brandt"]),
        ("OpenAI研究员J. K. Smith和Luc Van Houten离职。", ["J. K. Smith", "Luc Van Houten"]),
        ("哈佛大学教授格雷厄姆·埃里森表示怀疑。", ["格雷厄姆·埃里森"]),
        ("日本学者山本健太加入了东京大学。", ["山本健太"]),
        ("2017年顺利毕业后，他去了北京大学。", []),
        ("于是，高兴的同学们在周一来到白金酒店。", []),
        ("任何成功都离不开明确的目标和安全的环境。", []),
        ("何时能够实现通用人工智能，时至今日没有答案。", []),
        ("杭州和北京的博士生、工程师都参加了会议。", []),
        ("苏明哲本硕均毕业于浙江大学。", ["苏明哲"]),
        ("研究院里周亦辰负责数据。", ["周亦辰"]),
        ("项目负责人邵子宏，此前在清华大学。", ["邵子宏"]),
        ("该校教授安阳认为，问题不大。", ["安阳"]),
        ("他在安阳参加了会议。", []),
        ("浙江大学潘子华校长致辞。", ["潘子华"]),
        ("（墨潭科技CEO）池先柱或（蓝鹭科技总裁）柏秀彬。", ["池先柱", "柏秀彬"]),
        ("还有来自逻辑学专业的莫民建，他很勤奋。", ["莫民建"]),
        ("那是很远的平原，他走了很久；在最好的时候，她离开了。", []),
        ("同时也受到李文博士的培养。", ["李文"]),
        ("李文博士从教多年，李文博的学生很多。", ["李文博"]),
        ("（校长）高度重视，（教授）于是同意，（CEO）任何时候都在。", []),
    ],
)
def test_full_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_offsets_and_no_overlap_with_what_is_taken() -> None:
    text = "李景明加入了李宁公司，李景明很高兴。"
    taken = [Mention(6, 10, "Org", "李宁公司", "李宁")]
    found = find_persons(text, taken, blocks=())
    assert [(m.start, m.end) for m in found] == [(0, 3), (11, 14)]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_short_forms_of_persons_named_in_full() -> None:
    text = (
        "格雷厄姆·埃里森（Graham Ellison）是哈佛大学教授。埃里森说，李梓轩的决定令人印象深刻。"
        "李梓轩毕业于清华大学。梓轩从不后悔。Ellison教授与Zhiyuan Tang共事，Tang也在哈佛大学。"
    )
    kinds = {m.text: m.kind for m in persons(text)}
    assert kinds["格雷厄姆·埃里森"] is None
    assert kinds["埃里森"] == "surname"
    assert kinds["Ellison"] == "surname"
    assert kinds["Tang"] == "surname"
    assert kinds["梓轩"] == "given"


def test_a_surname_with_a_title_is_no_full_name() -> None:
    found = persons("秦博士毕业于浙江大学，秦博士很忙。会议由秦教授主持。")
    assert [(m.text, m.kind) for m in found] == [("秦博士", "surname"), ("秦博士", "surname"), ("秦教授", "surname")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年楼明哲创立了公司，楼明哲很忙。", ["楼明哲", "楼明哲"]),
        ("沈昊办了医疗公司。", ["沈昊"]),
        ("鬲明融来自河北。", ["鬲明融"]),
        ("师承：他的老师很多。", []),
        ("年度楼市报告出炉。", []),
        ("院长李友专，副院长孙楚岚。", ["李友专", "孙楚岚"]),
        ("沃森研究中心位于纽约。", []),
    ],
)
def test_words_are_cut_where_a_name_begins_and_ends(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市长为巴迪·戴尔克。", ["巴迪·戴尔克"]),
        ("阿方索一世的侄子来了。", ["阿方索一世"]),
    ],
)
def test_forms_of_names_from_other_languages(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_surname_with_its_title_may_open_a_clause() -> None:
    found = persons("会后，任教授先走了。")
    assert [(m.text, m.kind) for m in found] == [("任教授", "surname")]


def test_a_name_does_not_end_before_what_is_no_conjunction() -> None:
    assert "尤家" not in names("她加入助理教授尤家和的实验室。")


def test_surname_with_title() -> None:
    found = persons("张教授指出，算力仍是瓶颈。担任董事长多年的他没有回应。")
    assert [(m.text, m.kind) for m in found] == [("张教授", "surname")]


def test_alias_pairs() -> None:
    text = "李文华（Wenhua Li）加入了深海求真科技有限公司（以下简称“深海求真”）。"
    orgs = find_orgs(text)
    found = [*orgs, *find_persons(text, orgs, blocks=())]
    pairs = {(a.text, b.text) for a, b in alias_pairs(text, found)}
    assert pairs == {("李文华", "Wenhua Li"), ("深海求真科技有限公司", "深海求真")}


def test_held_out_sentences_keep_their_level() -> None:
    right = found = gold = 0
    for text, marked in read(HELD_OUT):
        expected = {(s, e) for s, e, label in marked if label == "PER"}
        got = {(m.start, m.end) for m in persons(text)}
        right, found, gold = right + len(expected & got), found + len(got), gold + len(expected)
    assert 2 * right / (found + gold) > 0.88
