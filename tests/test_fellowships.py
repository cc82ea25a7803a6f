"""Fellows belong to their societies; bodies by what they do; honours by their list; authors by their entry."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions import recognise
from kg.mentions.awards import find_awards
from kg.normalise import normalise
from kg.text import Source


def said(text: str, predicate: str) -> list[tuple[str, str, dict[str, str]]]:
    found, _problems = extract(Source("x.txt", text))
    return [(s.subject.name, s.object.name, dict(s.qualifiers)) for s in found.statements if s.predicate == predicate]


def orgs(text: str) -> list[str]:
    return [m.text for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"]


IEEE, ACM = "电气电子工程师学会", "国际计算机学会"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远是IEEE Fellow。", [("林知远", IEEE, {"role": "Fellow"})]),
        ("2021年，林知远当选ACM会士。", [("林知远", ACM, {"role": "会士", "start": "2021"})]),
        (
            "林知远，青澜大学教授，国际电气电子工程师学会会士（IEEE Fellow）。",
            [("林知远", IEEE, {"role": "会士"})],
        ),
        ("林知远是IEEE/ACM Fellow。", [("林知远", IEEE, {"role": "Fellow"}), ("林知远", ACM, {"role": "Fellow"})]),
        ("林知远没有当选IEEE Fellow。", []),
        ("林知远与IEEE Fellow的评委见面。", []),
        ("林知远获得斯隆奖。", []),
    ],
)
def test_a_fellow_is_a_member_of_the_society(text: str, found: list[tuple[str, str, dict[str, str]]]) -> None:
    assert sorted(said(text, "member_of"), key=str) == sorted(found, key=str)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远担任遴选委员会委员。", ["遴选委员会"]),
        ("林知远担任青澜奖评选委员会主席。", ["青澜奖评选委员会"]),
        ("林知远入选信息学国家集训队。", ["信息学国家集训队"]),
        ("林知远是临川市政协委员。", ["临川市政协"]),
        ("评审委员会很忙。", []),
        ("他是代表队的一员。", []),
    ],
)
def test_bodies_called_by_what_they_do(text: str, found: list[str]) -> None:
    assert orgs(text) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "林知远获青澜市青年骨干教师、首届“我敬爱的老师”、青澜大学启明学者等荣誉。",
            ["青澜市青年骨干教师", "我敬爱的老师", "青澜大学启明学者"],
        ),
        ("林知远获得“青澜工匠”“墨潭标兵”称号。", ["青澜工匠", "墨潭标兵"]),
        ("公司获得青澜软件著作权、墨潭发明专利等荣誉。", []),
        ("林知远获得青澜科技、墨潭科技等荣誉顾问的帮助。", []),
        ("林知远获2020青澜大会最高奖卓越引路者（Super Guide，简称SUG奖）。", ["卓越引路者"]),
        ("林知远获青澜奖“最具潜力奖”。", ["青澜奖"]),
    ],
)
def test_honours_of_a_list_and_parts_of_a_prize(text: str, names: list[str]) -> None:
    assert [a.name for a in find_awards(text)] == names


def test_the_year_of_the_highest_prize_is_that_of_its_name():
    (award,) = find_awards("林知远获2020青澜大会最高奖卓越引路者（Super Guide，简称SUG奖）。")
    assert dict(award.attrs) == {"year": "2020"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年青澜奖得主林知远来了。", [("林知远", "青澜奖", {"year": "2019"})]),
        ("林知远是第三届青澜奖得主。", [("林知远", "青澜奖", {"edition": "第三届"})]),
        ("2021年5月，青澜奖得主林知远来了。", [("林知远", "青澜奖", {})]),
    ],
)
def test_a_title_tells_when_its_prize_was_won(text: str, found: list[tuple[str, str, dict[str, str]]]) -> None:
    assert said(text, "received") == found


def test_entries_of_a_bibliography_name_authors_and_title():
    text = (
        "林知远，苏明哲。稀疏之路的研究。青澜学报，2022.\n\n"
        "Zhiyuan Lin, Mingzhe Su. Roads of Sparse Words. ZEDCONF 2022.\n"
    )
    assert {(who, work) for who, work, _ in said(text, "authored")} >= {
        ("林知远", "稀疏之路的研究"),
        ("苏明哲", "稀疏之路的研究"),
        ("Zhiyuan Lin", "Roads of Sparse Words"),
    }
    assert (
        said("林知远，苏明哲。他们在2022年相识，后来成为同事，一起工作到今天，没有分开过，直到他离开。", "authored")
        == []
    )
