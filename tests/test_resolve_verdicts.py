"""A person's decisions about names, and the explanation of what the program decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from resolve_support import are_one, article, who

from kg.errors import NotFoundError
from kg.resolve import resolve
from kg.resolve.explain import explain_pair
from kg.resolve.features import THRESHOLD
from kg.resolve.verdicts import COLUMNS, read

HEADER = "\t".join(COLUMNS)
REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def verdicts(tmp_path):
    def write(*lines, header=HEADER):
        path = tmp_path / "verdicts.tsv"
        rows = [header, *(line.replace("|", "\t") for line in lines)]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


def people(path, *names):
    """An article in which each name works at a place of its own."""
    said = [f"{name}|works_at|{name}公司" for name in names]
    text = "".join(f"{name}在{name}公司任职，做了很久。" for name in names)
    return article(path, text, *said, o=[f"{n}公司" for n in names], p=names)


def test_the_file_of_the_project_holds():
    assert read(REPOSITORY / "data" / "verdicts.tsv")[1] == []


def test_same_joins_what_the_program_keeps_apart(verdicts):
    extracts = [people("a.txt", "乔牧景"), people("b.txt", "谢云深")]
    assert not are_one(extracts, "乔牧景", "谢云深")
    path = verdicts("same|乔牧景|谢云深|lx|2025-02-03|笔名")
    assert are_one(extracts, "乔牧景", "谢云深", verdicts=path)


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_different_and_unsure_keep_apart_what_the_program_joins(verdicts, verdict):
    extracts = [
        article("a.txt", "Mujing Qiao在云岫科技。", "Mujing Qiao|works_at|云岫科技", p=["Mujing Qiao"], o=["云岫科技"]),
        article("b.txt", "乔牧景任职云岫科技。", "乔牧景|works_at|云岫科技", p=["乔牧景"], o=["云岫科技"]),
    ]
    assert are_one(extracts, "乔牧景", "Mujing Qiao")
    path = verdicts(f"{verdict}|Mujing Qiao|person:乔牧景|lx|2025-02-03|查过主页")
    assert not are_one(extracts, "乔牧景", "Mujing Qiao", verdicts=path)


def test_verdicts_hold_for_organisations(verdicts):
    extracts = [article("a.txt", "云岫科技。", o=["云岫科技"]), article("b.txt", "青屏智能。", o=["青屏智能"])]
    assert are_one(extracts, "云岫科技", "青屏智能", verdicts=verdicts("same|org:云岫科技|青屏智能|lx|2025-02-03|改名"))


def test_a_bearer_is_told_by_article(verdicts):
    extracts = [people(f"{letter}.txt", "乔牧景") for letter in "abc"]
    assert len(who(extracts)["乔牧景"]) == 1
    path = verdicts("different|乔牧景@a.txt|乔牧景@c.txt|lx|2025-02-03|两人")
    assert len(who(extracts, verdicts=path)["乔牧景"]) == 2


def test_a_bearer_is_told_by_number(verdicts):
    places = {"a.txt": "云岫科技", "b.txt": "澜石生物", "c.txt": "青屏智能"}
    extracts = [article(p, f"张伟在{o}。", f"张伟|works_at|{o}", p=["张伟"], o=[o]) for p, o in places.items()]
    assert len(who(extracts)["张伟"]) == 3
    graph, problems = resolve(extracts, verdicts=verdicts("same|张伟|张伟#3|lx|2025-02-03|同一人"))
    assert not problems
    assert {e.id: e.sources for e in graph.entities if e.type == "Person"} == {
        "person:张伟": ("a.txt", "c.txt"),
        "person:张伟#2": ("b.txt",),
    }


def test_traditional_names_are_understood(verdicts):
    extracts = [people("a.txt", "贺兰泽"), people("b.txt", "谢云深")]
    assert are_one(extracts, "贺兰泽", "谢云深", verdicts=verdicts("same|賀蘭澤|謝雲深|lx|2025-02-03|笔名"))


def test_what_names_nothing_has_no_effect(verdicts):
    graph, problems = resolve([people("a.txt", "乔牧景")], verdicts=verdicts("same|甲某某|乙某某|lx|2025-02-03|无"))
    assert len(graph.entities) == 2
    assert not problems


def test_what_an_article_equates_cannot_be_parted(verdicts):
    extract = article("a.txt", "乔牧景（Mujing Qiao）。", p=["乔牧景=Mujing Qiao"])
    _, problems = resolve([extract], verdicts=verdicts("different|乔牧景|Mujing Qiao|lx|2025-02-03|无"))
    assert [p.line for p in problems] == [2]
    assert "cannot be followed" in problems[0].message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("maybe|甲某|乙某|lx|2025-02-03|why", "verdict: "),
        ("same|甲某|乙某|lx|2025-02-03", "5 cells"),
        ("same|甲某||lx|2025-02-03|why", "b: "),
        ("same|甲某|乙某|lx|yesterday|why", "when: "),
        ("same|甲某|乙某|lx|2025-02-03| ", "why: "),
        ("same|person:甲某|org:乙某|lx|2025-02-03|why", "two types"),
        ("same|甲某|甲某|lx|2025-02-03|why", "both sides"),
    ],
)
def test_malformed_lines_are_problems(verdicts, line, said):
    path = verdicts("# a remark", "same|丙某|丁某|lx|2025-02-03|why", line)
    found, problems = read(path)
    assert [v.a for v in found] == ["丙某"]
    assert [(p.file, p.line, p.code) for p in problems] == [(path.as_posix(), 4, "verdict")]
    assert said in problems[0].message


@pytest.mark.parametrize(
    ("lines", "at", "against"),
    [
        (["same|甲某|乙某", "different|乙某|甲某"], 3, 2),
        (["different|甲某|乙某", "same|甲某|乙某"], 3, 2),
        (["same|甲某|乙某", "same|乙某|丙某", "unsure|甲某|丙某"], 4, 2),
        (["same|甲某|乙某", "different|甲某|丙某", "same|乙某|丙某"], 4, 3),
    ],
)
def test_contradictions_are_problems_and_the_first_stands(verdicts, lines, at, against):
    found, problems = read(verdicts(*(f"{line}|lx|2025-02-03|why" for line in lines)))
    assert [p.line for p in problems] == [at]
    assert f"contradicts line {against}" in problems[0].message
    assert len(found) == len(lines) - 1


def test_header_and_missing_file_are_problems(verdicts, tmp_path):
    assert "header" in read(verdicts(header="a\tb"))[1][0].message
    assert "cannot be read" in read(tmp_path / "none.tsv")[1][0].message


def test_explanation_of_a_join():
    extracts = [
        article("a.txt", "Mujing Qiao在云岫科技。", "Mujing Qiao|works_at|云岫科技", p=["Mujing Qiao"], o=["云岫科技"]),
        article("b.txt", "乔牧景任职云岫科技。", "乔牧景|works_at|云岫科技", p=["乔牧景"], o=["云岫科技"]),
    ]
    told = explain_pair(extracts, "Mujing Qiao", "乔牧景")
    assert (told.decision, told.by, told.a, told.b) == ("same", "score", "person:乔牧景", "person:乔牧景")
    assert told.score >= THRESHOLD
    assert [f.name for f in told.features] == ["latin-reading", "shared-ties"]
    assert "云岫科技" in told.features[1].sentence


def test_explanation_of_two():
    told = explain_pair([people("a.txt", "乔牧景"), people("b.txt", "乔沐璟")], "乔牧景", "乔沐璟")
    assert (told.decision, told.by, told.b) == ("different", "score", "person:乔沐璟")
    assert told.score < THRESHOLD
    assert {"same-sound", "other-places"} == {f.name for f in told.features}


def test_explanation_of_a_verdict(verdicts):
    path = verdicts("same|乔牧景|谢云深|lx|2025-02-03|笔名")
    told = explain_pair([people("a.txt", "乔牧景"), people("b.txt", "谢云深")], "乔牧景", "谢云深", verdicts=path)
    assert (told.decision, told.by) == ("same", "verdict")
    assert told.features[-1].sentence == "lx decided on 2025-02-03 that 乔牧景 and 谢云深 are same: 笔名"


def test_explanation_of_organisations():
    extracts = [
        article("a.txt", "云岫科技（Cloudpeak）成立。", o=["云岫科技=Cloudpeak"]),
        article("b.txt", "Cloudpeak Labs招人。", o=["Cloudpeak Labs"]),
        article("c.txt", "輝達和NVIDIA。", o=["輝達", "NVIDIA"]),
    ]
    assert explain_pair(extracts, "云岫科技", "Cloudpeak").features[0].name == "equated"
    assert explain_pair(extracts, "輝達", "NVIDIA").features[0].name == "listed"
    assert explain_pair(extracts, "云岫科技", "Cloudpeak Labs").decision == "different"


def test_no_score_without_a_sentence():
    told = explain_pair([people("a.txt", "乔牧景"), people("b.txt", "乔沐璟", "乔牧景")], "乔牧景", "乔沐璟")
    assert all(f.sentence and f.name for f in told.features)
    assert round(sum(f.score for f in told.features), 2) == told.score


def test_unknown_names_are_told_with_what_was_probably_meant():
    with pytest.raises(NotFoundError) as told:
        explain_pair([people("a.txt", "乔牧景")], "乔牧境", "乔牧景")
    assert told.value.suggestions == ("乔牧景",)


def test_two_types_are_never_one():
    extract = article("a.txt", "乔牧景在云岫科技。", p=["乔牧景"], o=["云岫科技"])
    with pytest.raises(NotFoundError):
        explain_pair([extract], "乔牧景", "云岫科技")
