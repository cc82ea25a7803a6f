"""The last look at organisations: bodies of a place, what stands before a name and is no part of it."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.mentions.orgs import find_orgs
from kg.normalise import normalise
from kg.text import Source


def orgs(text: str) -> list[str]:
    return [m.name for m in find_orgs(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("她担任杭州市计算机学会理事。", "杭州市计算机学会"),
        ("原墨潭基金执行董事苏明哲出席。", "墨潭基金"),
        ("90后墨潭科技CEO苏明哲出席。", "墨潭科技"),
        ("80後墨潭科技創辦人蘇明哲出席。", "墨潭科技"),
        ("他和台大学长苏明哲一起创业。", "国立台湾大学"),
        ("他是清大资工硕士，住在台北。", "国立清华大学"),
        ("他取得台大电机硕士后赴美。", "国立台湾大学"),
    ],
)
def test_where_a_name_begins(text: str, name: str) -> None:
    assert name in orgs(text)


def test_a_national_body_keeps_its_name() -> None:
    assert orgs("她担任中国计算机学会理事。") == ["中国计算机学会"]


def test_a_name_that_begins_with_the_word_keeps_it() -> None:
    assert "原力科技" in orgs("他加入原力科技担任工程师。")


def test_mentions_of_one_name_share_their_kind() -> None:
    found = [m for m in find_orgs("苏明哲创办了蓝鹭科技。蓝鹭科技位于杭州。") if m.name == "蓝鹭科技"]
    assert {m.kind for m in found} == {"company"}


@pytest.mark.parametrize("text", ["苏明哲考入浙江大学，同班同学有林知远。", "苏明哲找来大学同学林知远一起创业。"])
def test_words_for_fellows_are_no_organisation(text: str) -> None:
    assert {m.name for m in recognise(normalise(Source("a.txt", text))[0]) if m.type == "Org"} <= {"浙江大学"}
