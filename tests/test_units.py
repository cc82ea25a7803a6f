"""Units of organisations: what follows a name belongs to it, and what holds what."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.mentions.units import with_units
from kg.normalise import normalise
from kg.schema import Mention
from kg.text import Source


def grown(text: str, name: str, kind: str = "university") -> Mention:
    start = text.index(name)
    (org,) = with_units(text, [Mention(start, start + len(name), "Org", name, name, kind, by="hand")])
    assert text[org.start : org.end] == org.text
    return org


@pytest.mark.parametrize(
    ("text", "whole", "parents"),
    [
        ("他在清华大学计算机学院任教。", "清华大学计算机学院", ("清华大学",)),
        ("他在清华大学计算机系软件研究所任教。", "清华大学计算机系软件研究所", ("清华大学计算机系", "清华大学")),
        ("他就读于清华大学智能感知实验室。", "清华大学智能感知实验室", ("清华大学",)),
    ],
)
def test_units_lengthen_the_name_and_are_held_by_it(text, whole, parents):
    org = grown(text, "清华大学")
    assert (org.name, org.parents) == (whole, parents)


@pytest.mark.parametrize(
    "text",
    ["他从清华大学毕业后加入研究院。", "清华大学和计算机学院合作。", "清华大学、软件学院", "清华大学的校友会很多。"],
)
def test_what_another_word_parts_is_no_unit(text):
    assert grown(text, "清华大学").parents == ()


def test_a_company_has_teams_and_laboratories():
    assert grown("他在墨潭科技多模态团队。", "墨潭科技", "company").parents == ("墨潭科技",)
    assert grown("他加入墨潭科技研究院。", "墨潭科技", "company").name == "墨潭科技研究院"


def test_a_name_found_whole_tells_its_parents():
    org = grown("他在清华大学软件学院读书。", "清华大学软件学院", "school")
    assert org.parents == ("清华大学",)


def test_overlapping_organisations_give_one():
    text = "他在清华大学软件学院读书。"
    long = Mention(2, 10, "Org", text[2:10], text[2:10], "school", by="hand")
    short = Mention(2, 6, "Org", text[2:6], text[2:6], "university", by="hand")
    assert len(with_units(text, [short, long])) == 1


def test_the_group_of_a_person_is_no_organisation():
    text = "他加入林教授课题组。"
    start = text.index("课题组")
    assert with_units(text, [Mention(start, start + 3, "Org", "课题组", "课题组", "team", by="hand")]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("林知远在德信医院神经内科担任主任。", [("德信医院神经内科", ("德信医院",))]),
        ("林知远是德信医院放射科主任。", [("德信医院放射科", ("德信医院",))]),
        ("林知远在澳大利亚海事学院做讲师。", [("澳大利亚海事学院", ())]),
        ("林知远在澳大计算机系做讲师。", [("澳门大学计算机系", ("澳门大学",))]),
        ("林知远毕业于北京大学本科。", [("北京大学", ())]),
    ],
)
def test_wards_and_places(text, names):
    assert [(m.name, m.parents) for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"] == names


def test_a_laboratory_first_named_alone_is_nobodys():
    text = "白鹭实验室发布了模型。\n\n林知远毕业于浙江大学。他进入白鹭实验室工作。"
    assert orgs(text) == {"白鹭实验室", "浙江大学"}
    text = "林知远毕业于浙江大学，又进入传感技术实验室工作。他离开传感技术实验室时很年轻。"
    assert orgs(text) == {"浙江大学", "传感技术实验室"}


def orgs(text: str) -> set[str]:
    return {m.name for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"}
