"""Terms: degrees, roles, references, amounts, grades, editions."""

from __future__ import annotations

import pytest

from kg.mentions.terms import find_terms, role_flags
from kg.schema import Mention


def terms(text: str, type_: str) -> list[Mention]:
    return sorted((t for t in find_terms(text) if t.type == type_), key=lambda t: t.start)


@pytest.mark.parametrize(
    ("text", "name"),
    [("获得博士学位。", "doctor"), ("她是硕士。", "master"), ("本科阶段", "bachelor"), ("取得学士学位", "bachelor")],
)
def test_degrees_have_a_normal_form(text, name):
    assert [d.name for d in terms(text, "Degree")] == [name]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("融资3000万美元", "money"), ("融资$3.5亿", "money"), ("投入两亿元", "money"), ("raised $20 million", "money"),
        ("发表论文120余篇", "papers"), ("团队有140人", "people"), ("约300名员工", "people"),
        ("200 employees", "people"),
        ("用了280万GPU小时", "gpu"), ("耗费266万H800小时", "gpu"), ("took 2,000 GPU hours", "gpu"),
        ("被引用5000次", "times"), ("买了一万张", "things"),
    ],
)  # fmt: skip
def test_the_unit_tells_what_an_amount_counts(text, kind):
    assert [a.kind for a in terms(text, "Amount")] == [kind]


@pytest.mark.parametrize("word", ["一等奖", "金牌", "银奖", "冠军", "第二名", "提名奖", "gold medal", "second prize"])
def test_grades(word):
    assert [g.text for g in terms(f"他拿到{word}。", "Grade")] == [word]


@pytest.mark.parametrize("word", ["第三届", "首届", "第十二届", "第30届"])
def test_editions(word):
    assert [e.text for e in terms(f"{word}大会", "Edition")] == [word]


def test_a_role_takes_the_modifiers_before_it():
    (role,) = terms("他任高级研究科学家。", "Role")
    assert role.text == "高级研究科学家"


def test_a_deputy_heads_nothing():
    (head,) = terms("他是院长。", "Role")
    (deputy,) = terms("他是副院长。", "Role")
    assert "head" in (head.kind or "")
    assert "head" not in (deputy.kind or "")
    assert deputy.text == "副院长"


def test_a_latin_term_inside_a_word_is_none():
    assert terms("他参加CEOs论坛的XCEO项目", "Role") == []
    assert [r.text for r in terms("他是CEO。", "Role")] == ["CEO"]


def test_references_tell_how_many_and_of_what_kind():
    kinds = {m.text: (m.type, m.kind) for m in find_terms("他和她，两人后来加入该公司。") if m.type.endswith("Ref")}
    assert kinds["他"] == ("PersonRef", "him")
    assert kinds["她"] == ("PersonRef", "her")
    assert kinds["两人"] == ("PersonRef", "two")
    assert kinds["该公司"][0] == "OrgRef"
    assert "company" in (kinds["该公司"][1] or "")


def test_flags_are_those_of_the_list():
    assert set().union(*role_flags().values()) <= {"head", "founder", "student", "member", "advisor", "intern"}


def test_mentions_quote_the_text():
    text = "第三届大会上，高级研究员与两位博士获得金牌和300万元奖金，共140人。"
    assert all(text[t.start : t.end] == t.text for t in find_terms(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("台大电机博士", ["电机"]),
        ("CS硕士", ["CS"]),
        ("电子工程学士", ["电子工程"]),
        ("他修理电机。", []),
        ("电机厂", []),
    ],
)
def test_a_short_word_is_a_subject_only_before_a_degree(text, words):
    assert [m.name for m in terms(text, "Major")] == words
