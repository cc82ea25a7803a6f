"""Whose post a title tells of: houses that are named, that only a bracket tells of, or that no mention is."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.text import Source


def _said(text: str) -> set[str]:
    statements = extract(Source("t.txt", text))[0].statements
    return {f"{s.subject.name} {s.predicate} {s.object.name}" for s in statements}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("林知远是麻省理工学院第二位腾讯讲席教授。", "林知远 works_at 麻省理工学院"),
        ("谷歌的三名研究员林知远、苏明哲与周若彤离职。", "周若彤 works_at 谷歌"),
        ("前商汤架构师、2023年离世的林知远博士影响了一代人。", "林知远 works_at 商汤科技"),
        ("苏明哲进入由林知远本人出任院长的微软亚洲研究院。", "林知远 leads 微软亚洲研究院"),
        ("一家名为“云岫健康”的公司浮出水面，林知远正是创始人。", "林知远 founded 云岫健康"),
        ("中国科学技术协会党组书记林知远表示，会议很成功。", "林知远 works_at 中国科学技术协会"),
        ("苏明哲曾是中国计算机学会咨询委员会专家", "苏明哲 member_of 中国计算机学会咨询委员会"),
    ],
)
def test_posts_are_held_where_the_words_say(text: str, says: str) -> None:
    assert says in _said(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("林知远是麻省理工学院第二位腾讯讲席教授。", "works_at 腾讯"),
        ("英伟达举行典礼，来宾有矽格 (6257-TW) 名誉董事长林知远等人到场。", "林知远 works_at 英伟达"),
        ("英伟达很有名。林知远随后在雷光与洪芯担任工程师。", "林知远 works_at 英伟达"),
        ("墨潭科技很有名。作为算力前线的负责人，林知远很忙。", "林知远 works_at 墨潭科技"),
        ("苹果三名研究员林知远、苏明哲与周若彤分别投奔OpenAI和Meta。", "works_at OpenAI"),
        ("OpenAI发布模型。这支团队只有13人。", "headcount"),
    ],
)
def test_posts_are_not_held_elsewhere(text: str, never: str) -> None:
    assert not any(never in fact for fact in _said(text))
