"""What later clauses tell of a study, how often an award was won, when somebody came, and who is said to say it."""

from __future__ import annotations

import pytest
from relations_support import read

from kg.extract import extract
from kg.text import Source


def said(text: str, predicate: str) -> list[dict[str, str]]:
    found, _ = extract(Source("t.txt", text))
    return [dict(s.qualifiers) for s in found.statements if s.predicate == predicate]


def marked(text: str, predicate: str) -> list[dict[str, str]]:
    return [dict(p.qualifiers) for p in read(text) if p.predicate == predicate]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("林知远1993年考入浙江大学，1998年毕业，获电子工程学士学位。", {"degree": "bachelor", "major": "电子工程"}),
        ("林知远2003年进入浙江大学，直接攻读博士学位。", {"degree": "doctor", "start": "2003"}),
        ("林知远2011年考入浙江大学，读软件工程，2015年毕业。", {"major": "软件工程", "end": "2015"}),
        ("林知远2008年考入浙江大学，后赴美，2015年获博士学位。", {"start": "2008"}),
        ("林知远初中毕业于杭州二中，2013年保送浙江大学。", {"degree": "bachelor", "start": "2013"}),
        ("林知远毕业于浙江大学焊接技术与工程专业。", {"major": "焊接技术与工程"}),
        ("林知远毕业于浙江大学相关专业。", {}),
    ],
)
def test_what_later_clauses_tell_of_a_study(text, wanted):
    assert any(wanted.items() <= q.items() for q in said(text, "studied_at"))
    if "degree" not in wanted and "major" not in wanted:
        assert not any({"degree", "major"} & set(q) for q in said(text, "studied_at"))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("两次获得", "2"),
        ("三度摘得", "3"),
        ("连续两届获得", "2"),
        ("曾获得3枚", "3"),
        ("第三次获得", None),
        ("获得", None),
    ],
)
def test_how_often_an_award_was_won(words, count):
    found = marked(
        f"[Person:林知远]{words}[Award:国际信息学奥林匹克竞赛|championship][Grade:金牌]。".replace(
            "两次", "[Amount:两次|times]"
        ),
        "received",
    )
    assert [q.get("count") for q in found] == [count]


def test_years_in_a_row_are_none_of_them():
    text = "2002年至2004年，林知远连续两届获得国际信息学奥林匹克竞赛金牌。"
    assert said(text, "received") == [{"grade": "金牌", "count": "2"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("官网显示，林知远已于2023年3月全职回国，担任浙江大学教授。", {"start": "2023-03"}),
        ("直到2015年，林知远才加入浙江大学。", {"start": "2015"}),
        ("林知远在微软研究院工作至2019年。", {"end": "2019"}),
        ("林知远担任墨潭科技副总裁，直到2019年。", {"end": "2019"}),
        ("墨潭科技副总裁林知远于2023年5月离职。", {"end": "2023-05"}),
        ("林知远加入浙江大学，任教授。", {"role": "教授"}),
    ],
)
def test_when_somebody_came_and_left(text, wanted):
    found = said(text, "works_at")
    assert any(wanted.items() <= q.items() for q in found)
    assert not any({"start", "end"} <= set(q) for q in found)


def test_a_post_held_at_some_time_is_not_dated_by_coming_elsewhere():
    found = said("林知远2010年加入阿里巴巴，曾任阿里妈妈工程架构负责人。", "works_at")
    assert {"role": "工程架构负责人"} in found


@pytest.mark.parametrize(
    "text",
    ["公布2019年图灵奖名单，林知远获此殊荣。", "2019年，某刊公布图灵奖名单，林知远入选。"],
)
def test_the_year_of_an_award_that_was_named_before(text):
    assert said(text, "received") == [{"year": "2019"}]


@pytest.mark.parametrize(
    "source",
    ["校方透露", "知情人士称", "公司方面表示", "领英页面显示", "记者了解到", "根据个人主页资料", "内部人士透露"],
)
def test_sources_that_are_not_named(source):
    found, _ = extract(Source("t.txt", f"{source}，林知远2015年加入浙江大学。"))
    assert [s.certainty for s in found.statements] == ["attributed"]


def test_who_is_introduced_says_nothing():
    found, _ = extract(Source("t.txt", "林知远把周若彤介绍给当时在浙江大学任教的苏明哲。"))
    assert [s.certainty for s in found.statements if s.subject.name == "苏明哲"] == ["asserted"]
