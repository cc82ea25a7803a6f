"""The word lists: strictly loaded, without contradiction, in the script that texts are matched in."""

from __future__ import annotations

import re
import time
from collections import Counter
from importlib import resources

import pytest

from kg.errors import DataError
from kg.lexicons import COLUMNS, Row, load_table, parse_table

NAMED = ("orgs", "models", "awards", "conferences", "majors")
HEAD = ("CEO", "首席执行官", "执行长", "行政总裁", "董事长", "校长", "院长", "所长", "主任", "总监", "负责人", "总裁")
NOT_HEAD = ("CTO", "COO", "副总裁", "副院长", "副校长", "首席科学家", "教授", "研究员", "工程师", "博士后")
FOUNDERS = ("创始人", "联合创始人", "创办人", "共同创办人", "co-founder")


def forms(row: Row) -> set[str]:
    """The forms that a named thing is matched by without further context."""
    return {row["name"], *row.many("aliases")} - set(row.many("weak"))


def by_name(table: str) -> dict[str, Row]:
    """The rows of a list by their first column."""
    return {next(iter(row.cells.values())): row for row in load_table(table)}


def test_every_list_of_the_table_of_columns_loads_quickly() -> None:
    load_table.cache_clear()
    start = time.process_time()
    sizes = {name: len(load_table(name)) for name in COLUMNS}
    assert time.process_time() - start < 1.5  # well below 0.3 s where nothing else runs
    assert all(sizes.values()), sizes


@pytest.mark.parametrize("name", NAMED)
def test_a_sure_form_names_one_thing(name: str) -> None:
    counts = Counter(form for row in load_table(name) for form in forms(row))
    assert [form for form, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMED)
def test_no_form_is_both_sure_and_weak_or_stands_twice(name: str) -> None:
    for row in load_table(name):
        aliases, weak = row.many("aliases"), row.many("weak")
        assert len(set(aliases + weak)) == len(aliases + weak), row.error("a form stands twice")
        assert row["name"] not in aliases, row.error("the name stands among its aliases")


@pytest.mark.parametrize("name", NAMED)
def test_no_form_is_one_character_or_a_number(name: str) -> None:
    found = [f for row in load_table(name) for f in forms(row) if len(f) < 2 or re.fullmatch(r"[\d.]+", f)]
    assert found == []


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_forms_are_simplified_and_half_width(name: str) -> None:
    opencc = pytest.importorskip("opencc")
    text = resources.files("kg").joinpath("lexicon", f"{name}.tsv").read_text(encoding="utf-8")
    simplify = opencc.OpenCC("t2s").convert
    differing = [line for line in text.split("\n") if not line.startswith("#") and simplify(line) != line]
    assert [line for line in differing if name not in {"given_chars", "pinyin", "surnames"}] == []
    assert not re.search(r"[\uff01-\uff5e\u3000]", text)


@pytest.mark.parametrize("role", HEAD)
def test_roles_that_head_an_organisation(role: str) -> None:
    assert by_name("roles")[role].flag("head")


@pytest.mark.parametrize("role", NOT_HEAD)
def test_roles_that_do_not(role: str) -> None:
    assert not by_name("roles")[role].flag("head")


def test_no_deputy_heads_an_organisation() -> None:
    deputies = [row for row in load_table("roles") if "副" in row["form"] or row["form"].startswith("vice ")]
    assert [row["form"] for row in deputies if row.flag("head")] == []


@pytest.mark.parametrize("role", FOUNDERS)
def test_founders(role: str) -> None:
    row = by_name("roles")[role]
    assert row.flag("founder")
    assert not row.flag("head")


def test_members_students_advisors_interns() -> None:
    roles = by_name("roles")
    assert all(roles[form].flag("member") for form in ("董事", "理事", "委员", "会员", "成员", "院士"))
    assert all(roles[form].flag("student") for form in ("博士生", "硕士生", "本科生", "学生"))
    assert all(roles[form].flag("advisor") for form in ("导师", "博士生导师", "指导教授", "博导"))
    assert roles["实习生"].flag("intern")
    assert not roles["实习生"].flag("student")


@pytest.mark.parametrize(
    ("form", "degree"),
    [
        *(("博士", "doctor"), ("Ph.D.", "doctor"), ("直博", "doctor"), ("研究生", "master"), ("硕士", "master")),
        *(("学士", "bachelor"), ("大二", "bachelor"), ("本科期间", "bachelor"), ("高中", "secondary")),
        *(("本硕", "bachelor|master"), ("硕博连读", "master|doctor")),
    ],
)
def test_degrees(form: str, degree: str) -> None:
    assert by_name("degrees")[form]["degree"] == degree


@pytest.mark.parametrize("form", ["中大", "科大", "华师", "北科", "东大", "人大", "苹果", "小米", "理想", "NTU", "PI"])
def test_ambiguous_short_forms_are_weak(form: str) -> None:
    assert [row["name"] for row in load_table("orgs") if form in forms(row)] == []
    assert [row["name"] for row in load_table("orgs") if form in row.many("weak")]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        *(("深度求索", "DeepSeek"), ("High-Flyer", "幻方量化"), ("Moonshot AI", "月之暗面"), ("智谱AI", "智谱")),
        *(("MSRA", "微软亚洲研究院"), ("辉达", "英伟达"), ("北大", "北京大学"), ("清华", "清华大学")),
        *(("FAIR", "FAIR"), ("中研院", "中央研究院"), ("HKUST", "香港科技大学"), ("达摩院", "阿里巴巴达摩院")),
        *(("台湾清华大学", "国立清华大学"), ("MIT", "麻省理工学院"), ("卡内基美隆大学", "卡内基梅隆大学")),
    ],
)
def test_forms_of_organisations(form: str, name: str) -> None:
    assert [row["name"] for row in load_table("orgs") if form in forms(row)] == [name]


def test_a_product_names_no_company() -> None:
    assert [row["name"] for row in load_table("orgs") if "Qwen" in {*forms(row), *row.many("weak")}] == []


def test_versions_are_models_of_their_own() -> None:
    models = by_name("models")
    assert {"DeepSeek-V2", "DeepSeek-V3", "DeepSeek-VL", "DeepSeek-VL2", "GRPO", "MLA", "萤火二号"} <= set(models)


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        *(("曾", "zeng"), ("单", "shan"), ("解", "xie"), ("仇", "qiu"), ("查", "zha"), ("盖", "ge"), ("朴", "piao")),
        *(("区", "ou"), ("翟", "zhai"), ("尉迟", "yuchi"), ("欧阳", "ouyang"), ("吕", "lv")),
    ],
)
def test_surnames_are_read_as_surnames(surname: str, reading: str) -> None:
    assert by_name("surnames")[surname].many("pinyin")[0] == reading


def test_every_character_of_a_name_has_a_reading() -> None:
    chars = {char for row in load_table("surnames") for char in row["surname"]}
    chars |= {row["char"] for row in load_table("given_chars")}
    assert sorted(chars - set(by_name("pinyin"))) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("form\tdegree\tuses\n", r"degrees\.tsv:1: unknown column 'uses' \(did you mean 'use'\?\)"),
        ("form\tdegree\n", r"degrees\.tsv:1: missing columns: use"),
        ("form\tdegree\tuse\n# remark\n博士\tdoctor\n", r"degrees\.tsv:3: 2 cells where the header has 3"),
        ("form\tdegree\tuse\n博士\tdoctr\tdegree\n", r"degrees\.tsv:2: column 'degree' cannot hold 'doctr'"),
        ("form\tdegree\tuse\n博士\tdoctor\tdegree\n博士\tdoctor\tdegree\n", r":3: '博士' stands already in line 2"),
    ],
)
def test_a_wrong_list_is_refused_with_file_line_and_column(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_table("degrees", text)


def test_an_unknown_list_or_column_is_refused() -> None:
    with pytest.raises(DataError, match=r"no word list called 'org' \(did you mean 'orgs'\?\)"):
        load_table("org")
    with pytest.raises(DataError, match=r"no column 'heads' \(did you mean 'head'\?\)"):
        load_table("roles")[0]["heads"]


@pytest.mark.parametrize("table", ["triggers", "clause_words", "guard_words", "mention_words", "title_words"])
def test_a_word_class_holds_words_and_no_patterns(table):
    """What looks like a pattern there is taken for the words themselves, and never stands in a text."""
    text = resources.files("kg").joinpath(f"lexicon/{table}.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    held = [f"{row[0]}: {w}" for row in rows if len(row) == 2 for w in row[1].split("|") if set(w) & set("[](?*")]
    assert held == []
