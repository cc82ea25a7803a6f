"""Fields of research, places by their parts, firms described, and units that are nobody's."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.text import Source


def found(text: str, type_: str) -> list[str]:
    article, _ = normalise(Source("x.txt", text))
    return [m.text for m in recognise(article) if m.type == type_]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("宋明教授扎根中国机器人研究领域三十年。", ["机器人"]),
        ("林知远主要研究对话系统、世界模型与知识图谱。", ["对话系统", "世界模型", "知识图谱"]),
        ("林知遠的研究專長為機器學習與電腦視覺。", ["机器学习", "电脑视觉"]),
        ("林知远专注于人工智能在土木工程上的应用。", ["人工智能在土木工程上的应用"]),
        ("林知远的研究集中在图神经网络和推荐系统。", ["图神经网络", "推荐系统"]),
        ("研究方向：语音识别，信息检索，知识图谱", ["语音识别", "信息检索", "知识图谱"]),
        ("林知远的研究专长与兴趣为语音识别、信息检索。", ["语音识别", "信息检索"]),
        ("研究方向包括：1）语音识别；2）信息检索；3）知识图谱。", ["语音识别", "信息检索", "知识图谱"]),
        ("他的研究领域从语音识别转往知识图谱。", ["知识图谱"]),
        ("林知远以其在语音识别上的工作闻名。", ["语音识别"]),
        ("苏明哲在医疗电子领域深耕10年。", ["医疗电子"]),
        ("蘇明哲轉而研究因果推斷。", ["因果推断"]),
        ("苏明哲一直在做机器人学习方向的研究。", ["机器人学习"]),
        ("他致力于前沿的深度学习研究。", ["深度学习"]),
        ("美籍华裔生物物理学家苏明哲来了。", ["生物物理学"]),
        ("这项研究从实验室走向了工厂。", []),
        ("他是著名科学家和企业家。", []),
        ("公司把客户作为中心，以速度为重点。", []),
        ("他是多模态技术专家。", []),
    ],
)
def test_fields(text, fields):
    assert found(text, "Field") == fields


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("林知远是山西临猗人。", ["山西临猗"]),
        ("林知远出生于江苏省如皋县。", ["江苏省如皋县"]),
        ("林知远从小在苏州长大。", ["苏州"]),
        ("林知远来自广东农村。", ["广东"]),
        ("林知远是北京年轻人。", ["北京"]),
    ],
)
def test_a_place_takes_in_the_smaller_one_after_it(text, places):
    assert found(text, "Place") == places


@pytest.mark.parametrize(
    ("text", "orgs"),
    [
        ("苹果收购以色列面部识别公司RealMask。", ["苹果", "RealMask"]),
        ("微软（中国）工程院由林知远领导。", ["微软（中国）工程院"]),
        ("百度下设深度学习实验室和大数据实验室。", ["百度", "深度学习实验室", "大数据实验室"]),
        ("这是一家位于西雅图的独立计算机科学研究所。", []),
        ("1956年建校的清华大学发布报告。", ["清华大学"]),
        ("林知远分管阿里云，2012年加盟百度。", ["阿里云", "百度"]),
        ("两家公司关系很好，他在做基因组分析。", []),
    ],
)
def test_organisations_and_what_is_none(text, orgs):
    assert found(text, "Org") == orgs


def test_an_ordinal_is_no_amount():
    assert found("林知远发表了第一篇论文和第12篇论文。", "Amount") == []
    assert found("林知远发表了上百篇论文。", "Amount") == ["上百篇"]
