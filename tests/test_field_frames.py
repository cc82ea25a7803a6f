"""Fields inside phrases, over semicolons, before whose they are; small places that nobody lists."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.mentions import recognise
from kg.normalise import normalise
from kg.text import Source


def mentions(text: str, type_: str) -> list[str]:
    article, _ = normalise(Source("x.txt", text))
    return [m.text for m in recognise(article) if m.type == type_]


def values(text: str, predicate: str) -> set[tuple[str, str]]:
    found, _ = extract(Source("x.txt", text))
    return {(s.subject.name, s.object.name) for s in found.statements if s.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("林知远做过语音编码和图像复原的交叉研究。", ["语音编码", "图像复原"]),
        ("林知远对生成模型有深入的研究。", ["生成模型"]),
        ("林知远在对抗样本研究上走了弯路。", ["对抗样本"]),
        ("林知远围绕文本挖掘开展了一系列研究。", ["文本挖掘"]),
        ("林知远以视觉跟踪研究闻名。", ["视觉跟踪"]),
        ("林知远一直在探索类脑计算。", ["类脑计算"]),
        ("林知远的研究重点放在具身智能和机器人操作上。", ["具身智能", "机器人操作"]),
        ("林知远的研究主题有两个：一是视频压缩，二是图像融合。", ["视频压缩", "图像融合"]),
        ("主攻机器人控制的林知远加入一家公司。", ["机器人控制"]),
        ("明星华人AI大牛林知远来了。", []),
        ("林知远任研究VP。", []),
        ("林知远作了关于视频理解的主题报告。", []),
        ("林知远从事研究工作，也从事过编辑工作。", []),
        ("林知远从事互联网行业。", []),
        ("林知远的研究涉及多个领域。", []),
        ("林知远是最早研究和开发语音合成系统的学者。", []),
        ("林知远任专注于图像识别的墨潭科技CEO。", []),
    ],
)
def test_fields_inside_phrases(text: str, fields: list[str]) -> None:
    assert mentions(text, "Field") == fields


def test_list_over_semicolons() -> None:
    text = "林知远教授的研究领域包括：1）多模态学习；2）视频理解；3）视觉问答。"
    assert values(text, "research_field") == {
        ("林知远", "多模态学习"),
        ("林知远", "视频理解"),
        ("林知远", "视觉问答"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("周若彤说，身为密码学领域的先驱，林知远备受敬重。", {("林知远", "密码学")}),
        ("周若彤称赞林知远是密码学领域的先驱。", {("林知远", "密码学")}),
        ("林知远的博士生主要研究密码学。", set()),
        ("专注于语音识别的墨潭科技创始人林知远出席。", set()),
        ("林知远的创业方向是自动驾驶。", set()),
        ("林知远是人工智能领域的专家。", set()),
    ],
)
def test_whose_field(text: str, said: set[tuple[str, str]]) -> None:
    assert values(text, "research_field") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("林知远，青山镇新民村人，自幼好学。", {("林知远", "青山镇新民村")}),
        ("林知远1997年出生于美国俄亥俄州雪松泉。", {("林知远", "美国俄亥俄州雪松泉")}),
        ("林知远来自欧洲。", set()),
        ("林知远问一个北京人，怎么走。", set()),
        ("很多上海人认识林知远。", set()),
    ],
)
def test_native_places(text: str, said: set[tuple[str, str]]) -> None:
    assert values(text, "hometown") == said


def test_borrowed_name_is_nobody() -> None:
    assert mentions("林知远提出了贝叶斯稀疏学习。", "Person") == ["林知远"]
