"""Works: what stands in title marks, told by the words around it."""

from __future__ import annotations

import pytest

from kg.mentions.works import find_works


@pytest.mark.parametrize(
    ("text", "type_", "name", "kind"),
    [
        ("他发表了论文《稀疏注意力的边界》。", "Work", "稀疏注意力的边界", "paper"),
        ("其博士论文《论稀疏注意力》获奖。", "Work", "论稀疏注意力", "thesis"),
        ("机构发布《青澜人工智能白皮书》。", "Work", "青澜人工智能白皮书", "report"),
        ("在《On Sparse Quills》一文中，他提出新法。", "Work", "On Sparse Quills", "paper"),
        ("他告诉《青澜日报》记者。", "Org", "青澜日报", "media"),
    ],
)
def test_the_words_around_tell_what_a_title_names(text, type_, name, kind):
    (work,) = find_works(text)
    assert (work.type, work.name, work.kind) == (type_, name, kind)
    assert text[work.start : work.end] == work.text == f"《{name}》"


def test_an_english_title_in_quotation_marks_is_a_paper_after_its_cue():
    (work,) = find_works("他的论文“Sparse Quills for Long Context”被引用。")
    assert (work.name, work.kind) == ("Sparse Quills for Long Context", "paper")
    assert work.text == "“Sparse Quills for Long Context”"


@pytest.mark.parametrize(
    "text", ["他说“Sparse Quills for all”。", "论文里写“稀疏是一种美德吗”。", "没有书名号的文章。", "《》"]
)
def test_other_quotations_are_no_works(text):
    assert find_works(text) == []


def test_several_titles_keep_their_order():
    assert [w.name for w in find_works("论文《甲乙之辨》《丙丁之辨》和《戊己之辨》。")] == [
        "甲乙之辨",
        "丙丁之辨",
        "戊己之辨",
    ]
