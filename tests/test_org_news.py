"""Organisations as news names them: by their last words, in lists, with second names; and the units of others."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions import recognise
from kg.normalise import normalise
from kg.schema import Mention
from kg.text import Source


def found(text: str) -> list[Mention]:
    return [m for m in recognise(normalise(Source("x.txt", text))[0]) if m.type == "Org"]


def facts(text: str) -> list[str]:
    return [f"{s.subject.name} {s.predicate} {s.object.name}" for s in extract(Source("x.txt", text))[0].statements]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林知远与三位同学在深圳成立光年拾遗科技有限公司。", "光年拾遗科技有限公司"),
        ("林知远创立了悬镜智能（深圳）有限公司。", "悬镜智能（深圳）有限公司"),
        ("由百度牵头的遥感影像智能处理国家工程实验室挂牌。", "遥感影像智能处理国家工程实验室"),
        ("苏明哲高中就读于启明国际学校。", "启明国际学校"),
        ("Vision and Learning Lab主任苏明哲获奖。", "Vision and Learning Lab"),
        ("他是全球计算联盟（GCC）理事长。", "全球计算联盟"),
        ("成立仅八个月的拾光纪，估值已突破10亿美元。", "拾光纪"),
        ("大模型创业公司问泉宣布开源其首个模型。", "问泉"),
        ("林知远先后在联想与巨积担任工程师。", "巨积"),
        ("无问芯穹、壁仞、清微等公司都派人参加了会议。", "清微"),
        ("Mirendil成立于2025年，主攻AI科学家。", "Mirendil"),
        ("X-Horizon由三位斯坦福校友共同创立。", "X-Horizon"),
        ("林知远创办的Neuro-X被收购。", "Neuro-X"),
        ("AI4Good（推广公益技术的机构）创始人苏明哲出席。", "AI4Good"),
    ],
)
def test_names_in_news(text, name):
    assert name in [m.text for m in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "他注册了有限公司。",
        "成立十周年的庆典在杭州举行。",
        "他曾在部队任职。",
        "公司高层宣布重组。",
        "投资人包括林知远和苏明哲。",
        "他曾在国际会议担任主席。",
    ],
)
def test_no_names_in_news(text):
    assert found(text) == []


def test_second_names_of_firms():
    first = found("澜汐智能（Lanxi AI）创始人林知远说，Lanxi AI已有百人。")
    assert [m.name for m in first] == ["澜汐智能"] * 3
    assert [m.text for m in found("林知远（澜汐智能）发表演讲。")] == ["澜汐智能"]


@pytest.mark.parametrize(
    ("text", "unit", "parent"),
    [
        ("林知远任中国人工智能学会学术委员会主任。", "中国人工智能学会学术委员会", "中国人工智能学会"),
        ("林知远任华为无线网络产品线总裁。", "华为无线网络产品线", "华为"),
        ("小米的语音部门今年扩招。", "小米语音部门", "小米"),
        ("林知远在墨衡科技语音算法团队工作。", "墨衡科技语音算法团队", "墨衡科技"),
        ("悬穹智能研究院院长苏明哲介绍了悬穹智能的新产品。", "悬穹智能研究院", "悬穹智能"),
        (
            "林知远在山东大学力学系任教，任该系系统工程研究所所长。",
            "山东大学力学系系统工程研究所",
            "山东大学力学系",
        ),
    ],
)
def test_units_and_their_holders(text, unit, parent):
    assert [m.parents[0] for m in found(text) if m.name == unit] == [parent]


@pytest.mark.parametrize(
    "text",
    [
        "福布斯富豪俱乐部的林知远。",
        "林知远毕业于人大附中。",
        "林知远离开OpenAI Deep Research项目。",
        "林知远离开谷歌的梦幻团队。",
        "微软的完整团队离开了。",
    ],
)
def test_no_part(text):
    assert not [f for f in facts(text) if "part_of" in f]


def test_what_part_of_its_holder_a_name_is():
    assert "FAIR part_of Meta" in facts("Meta基础研究部门FAIR由林知远领导。")
    assert "平头哥 subsidiary_of 阿里巴巴" in facts("阿里旗下的半导体公司平头哥发布芯片。")
    wrong = facts("苹果人工智能部门的研究团队里，该团队隶属苹果人工智能部门。苹果拒绝置评。")
    assert "苹果 part_of 苹果人工智能部门" not in wrong
