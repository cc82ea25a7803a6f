"""Dates: many forms, one meaning. The corpus says for each meaning how it may be worded (after Duckling)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.mentions.dates import find_dates
from kg.schema import Block, Mention

TODAY = "2024-05-10"


def dates(text: str, today: str | None = TODAY) -> list[Mention]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return find_dates(text, blocks, today)


def names(text: str, today: str | None = TODAY) -> list[str]:
    return [d.name for d in dates(text, today)]


CORPUS = {
    "2019": ["2019年", "二〇一九年", "二零一九年", "2019年初", "2019年秋季", "2019年底", "2019年度", "2019 年"],
    "2019-03": ["2019年3月", "2019年03月", "2019年3月份", "2019.03", "2019-03", "2019/3", "March 2019", "Mar. 2019"],
    "2019-03-08": ["2019年3月8日", "2019年3月8号", "2019-03-08", "2019/3/8", "2019.03.08", "March 8, 2019"],
    "1998": ["1998年", "一九九八年", "民国87年", "民国八十七年"],
    "2018/2022": ["2018年至2022年", "2018年到2022年", "2018-2022年", "2018年—2022年", "2018年~2022年", "2018至2022年"],
    "2018-09/2022-07": ["2018年9月至2022年7月", "2018.09-2022.07", "2018年9月-2022年7月"],
    "2021/..": ["2021年至今", "2021至今", "2021年到现在", "2021-present", "2021 - Present", "2021年至目前"],
    "2024": ["今年", "本年度"],
    "2023": ["去年"],
    "2022": ["前年"],
    "2023-10": ["去年10月", "去年10月份", "去年的10月"],
    "2024-04": ["上个月", "上月"],
    "2024-05": ["本月"],
    "2024-05-10": ["今天", "今日", "5月10日"],
    "2024-05-09": ["昨天", "昨日"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "form"), [(n, f) for n, forms in CORPUS.items() for f in forms])
def test_every_form_has_its_one_meaning(name, form):
    text = f"林知远{form}加入墨潭。"
    (date,) = dates(text)
    assert (date.text, date.name) == (form, name)


@pytest.mark.parametrize(
    "text",
    [
        "占地2000平方米，投入2019万元。",
        "他有2000多篇文章和1980名学生。",
        "年薪2000元，90年代的事。",
        "版本2019.1.2.3已经上线。",
        "增长了2021%。",
        "型号A2019与B-2020X。",
        "编号是120195号文件。",
    ],
)
def test_numbers_are_no_dates(text):
    assert names(text) == []


def test_a_month_takes_the_year_named_before_it_in_the_sentence():
    assert names("2017年9月入学，12月退学。") == ["2017-09", "2017-12"]


def test_a_month_after_a_full_stop_is_one_of_the_articles_year():
    assert names("2017年入学。3月，他加入墨潭。") == ["2017", "2024-03"]


def test_a_month_without_any_year_is_no_date():
    assert names("3月，他加入墨潭。", None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015年毕业，次年加入墨潭。", ["2015", "2016"]),
        ("2015年毕业，翌年3月加入墨潭。", ["2015", "2016-03"]),
        ("2015年毕业，同年加入墨潭。", ["2015", "2015"]),
    ],
)
def test_words_that_count_from_the_date_named_last(text, expected):
    assert names(text) == expected


def test_words_that_count_from_a_date_give_nothing_without_one():
    assert names("次年，他加入墨潭。") == []
    assert names("去年，他加入墨潭。", None) == []


def test_what_was_named_in_another_paragraph_does_not_count():
    assert names("2015年毕业。\n次年加入墨潭。") == ["2015"]


def test_an_article_dated_by_its_year_alone_knows_no_days():
    assert names("昨天，他去年的论文获奖。", "2024") == ["2023"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("2019级本科生", "2019", "start"),
        ("2019届毕业生", "2019", "end"),
        ("08级校友", "2008", "start"),
        ("97级", "1997", "start"),
    ],
)
def test_a_class_begins_or_ends_in_its_year(text, name, kind):
    (date,) = dates(text)
    assert (date.name, date.kind) == (name, kind)


def test_mentions_do_not_overlap_and_quote_their_words():
    text = "2018年9月至2022年7月就读，2022年至今任教，去年8月获奖，March 2020 in between。"
    found = dates(text)
    assert [text[d.start : d.end] for d in found] == [d.text for d in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("98年毕业后，他去了南方。", "1998"),
        ("他于02年回国。", "2002"),
        ("15年6月，她加入公司。", "2015-06"),
        ("公司2日宣布了人事任命。", "2024-05-02"),
        ("公司21日宣布了人事任命。", "2024-04-21"),  # not later than the article
    ],
)
def test_short_years_and_days_alone(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text", ["98年代的老楼。", "他工作了15年。", "共有98年历史。", "02年间变化很大。", "明日报道。", "30日元一份。"]
)
def test_what_is_no_short_date(text):
    assert names(text) == []


def test_a_day_alone_needs_the_articles_date():
    assert names("公司2日宣布了人事任命。", today=None) == []
