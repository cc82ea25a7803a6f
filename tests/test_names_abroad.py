"""Names from abroad and what stands around them: surnames that are words, towns, chairs, namesakes by region."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.text import Source


def _facts(text: str) -> list[str]:
    read, _ = extract(Source("t.txt", text))
    return [f"{s.subject.name} {s.predicate} {s.object.name}" for s in read.statements]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("林知远师从Peter Hall教授。", "林知远 advised_by Peter Hall"),
        ("Tomas Verhoeven在Miguel Alvarado的指导下完成了博士学位。", "Tomas Verhoeven advised_by Miguel Alvarado"),
        ("林知远在Karim Haddad教授的指导下取得博士学位。", "林知远 advised_by Karim Haddad"),
        ("林知遠出生於波蘭一個書香家庭。", "林知远 hometown 波兰"),
        ("林知远任普林斯顿大学首位腾讯讲席教授。", "林知远 works_at 普林斯顿大学"),
        ("科大校長林知遠表示,港科大(廣州)與浸大會合作。", "林知远 leads 香港科技大学"),
        ("墨潭科技昨日宣布,由技術長林知遠出任臨時執行長。", "林知远 leads 墨潭科技"),
        ("林知远是LSTM(一种循环网络)和GRU的发明人。", "林知远 worked_on LSTM"),
        ("林知远是GPT-3和Seq2Seq的共同发明者。", "林知远 worked_on GPT-3"),
        ("林知远曾参与谷歌 Gemini模型与Deep Research项目。", "林知远 worked_on Gemini"),
        ("林知远是美国知名慕课平台Udacity的创始人之一。", "林知远 founded 优达学城"),
        ("交通部次長林知遠出席。", "林知远 works_at 交通部"),
    ],
)
def test_read(text: str, fact: str) -> None:
    assert fact in _facts(text)


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        ("林知远在Central Park的一场活动上发言。", "works_at"),
        ("林知远任普林斯顿大学首位腾讯讲席教授。", "腾讯"),
        ("林知远还在强化学习和神经网络方面做过不少工作。", "works_at"),
        ("林知远曾参与谷歌 Gemini模型与Deep Research项目。", "part_of"),
        ("林知遠新成立的墨潭智能實驗室四處招人。", "四处"),
        ("本系系友暨特聘研究員林知遠教授獲獎。", "暨特聘"),
        ("林知远毕业于浙江大学。2018年加入百度,担任市场拓展与客户关系副总裁。", "part_of"),
        ("新晋图灵奖得主林知远来访。", "新晋"),
    ],
)
def test_not_read(text: str, not_said: str) -> None:
    assert not [fact for fact in _facts(text) if not_said in fact]


def test_one_person_beside_his_letters() -> None:
    facts = _facts("浙江大学林知远教授(Prof. Tomas Verhoeven)获奖。Tomas Verhoeven现任墨潭科技首席科学家。")
    assert "林知远 works_at 墨潭科技" in facts


def test_who_is_presented_is_meant() -> None:
    text = "林知远去年加入OpenAI。\n还有一名跳槽的研究员为苏明哲,公开履历显示,他曾参与o1模型的开发。"
    assert "苏明哲 worked_on o1" in _facts(text)


def test_fellow_founder_is_the_subject() -> None:
    text = "林知远加入微软。\n同为墨潭科技联创的苏明哲也去了微软,担任首席科学家。"
    assert _facts(text).count("林知远 works_at 微软") == 1
    assert "苏明哲 works_at 微软" in _facts(text)
