"""`kg verdict` and `kg alias`: the lines that they write, those that they refuse, the builds that honour them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from resolve_support import are_one, article, named
from typer.testing import CliRunner

from kg import query, store
from kg.cli import app
from kg.errors import DataError, UsageError
from kg.resolve import resolve
from kg.resolve.deciding import decide
from kg.resolve.verdicts import COLUMNS, read

HEADER = "\t".join(COLUMNS)
FILE = Path("data/verdicts.tsv")


def kg(*arguments, db="g.db"):
    result = CliRunner().invoke(app, [*arguments, "--db", db])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def put(*, file=FILE, verdict="same", a="甲某", b="乙某", who="lx", when="2025-02-03", why="笔名"):
    return decide(file, verdict=verdict, a=a, b=b, who=who, when=when, why=why)


def test_a_line_is_written(db):
    result = kg("verdict", "same", "林晓舟", "宋知远", "--why", "one home page", "--who", "lx", "--when", "2025-02-03")
    assert result.exit_code == 0
    assert result.stdout == (
        "data/verdicts.tsv:2: lx decided on 2025-02-03 that 林晓舟 and 宋知远 are same: one home page\n"
    )
    assert "kg build" in result.stderr
    assert FILE.read_text("utf-8") == f"{HEADER}\nsame\t林晓舟\t宋知远\tlx\t2025-02-03\tone home page\n"
    assert kg("alias", "林晓舟", "小舟", "--why", "nickname", "--json").exit_code == 0
    found, problems = read(FILE)
    assert problems == []
    assert [(v.verdict, v.a, v.b, v.line) for v in found] == [
        ("same", "林晓舟", "宋知远", 2), ("alias", "林晓舟", "小舟", 3),
    ]  # fmt: skip
    assert found[1].who
    assert found[1].when == date.today().isoformat()


def test_json_tells_the_line(db):
    told = json.loads(kg("verdict", "unsure", "林晓舟", "宋知远", "--why", "x", "--who", "lx", "--json").stdout)
    assert (told["file"], told["line"], told["verdict"], told["written"]) == ("data/verdicts.tsv", 2, "unsure", True)


def test_the_same_decision_is_not_written_twice(db):
    kg("verdict", "same", "林晓舟", "宋知远", "--why", "x")
    before = FILE.read_bytes()
    result = kg("verdict", "same", "宋知远", "林曉舟", "--why", "again")
    assert (result.exit_code, FILE.read_bytes()) == (0, before)
    assert "nothing was written" in result.stderr


def test_contradictions_are_refused_with_the_line_they_contradict(db):
    kg("verdict", "same", "林晓舟", "宋知远", "--why", "x")
    kg("verdict", "same", "宋知远", "何雨桐", "--why", "x")
    before = FILE.read_bytes()
    result = kg("verdict", "different", "何雨桐", "林晓舟", "--why", "y")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "data/verdicts.tsv:2: different 何雨桐, 林晓舟 contradicts line 2 (same 林晓舟, 宋知远)" in result.stderr
    assert FILE.read_bytes() == before


def test_an_alias_is_one_entitys():
    file = Path("v.tsv")
    put(file=file, verdict="different", a="甲某", b="丙某")
    put(file=file, verdict="alias", a="甲某", b="小某")
    with pytest.raises(UsageError, match="contradicts line 3"):
        put(file=file, verdict="different", a="甲某", b="小某")
    with pytest.raises(UsageError, match="contradicts line 2"):
        put(file=file, verdict="alias", a="丙某", b="小某")


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["verdict", "same", "林晓舟", "蓝鲸科技"], 2, "two things of two types are never one"),
        (["verdict", "same", "林晓洲", "宋知远"], 1, "did you mean: 林晓舟"),
        (["verdict", "same", "林晓舟", "林曉舟"], 2, "stands on both sides"),
        (["verdict", "different", "湖大", "蓝鲸科技"], 2, "bear the name 湖大"),
        (["verdict", "same", "林晓舟@none.txt", "宋知远"], 1, "no article none.txt"),
        (["verdict", "same", "林晓\t舟", "宋知远", "--force"], 2, "cannot stand in a decision"),
        (["verdict", "same", "林晓\u202e舟", "宋知远", "--force"], 2, "cannot stand in a decision"),
        (["verdict", "same", "林晓舟", "宋知远", "--when", "soon"], 2, "when: "),
        (["verdict", "same", "林晓舟", "宋知远", "--who", " "], 2, "who: "),
        (["verdict", "maybe", "林晓舟", "宋知远"], 2, "maybe"),
        (["verdict", "same", "林晓舟", "宋知远", "--verdicts", "no/v.tsv"], 2, "no: no such folder"),
        (["alias", "不存在的人", "小人"], 1, "would have no effect"),
        (["alias", "林晓舟", ""], 2, "b: "),
        (["alias", "湖大", "小湖"], 2, "bear the name 湖大"),
    ],
)
def test_mistakes_write_nothing(db, words, status, said):
    result = kg(*words, "--why", "x")
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert not FILE.exists()


def test_a_name_that_no_article_writes_is_written_as_one_that_some_does(db):
    result = kg("verdict", "different", "org:湖大科技", "Star Sea Prize", "--why", "x")
    assert "two things of two types" in result.stderr
    result = kg("verdict", "same", "person:Xiaozhou Lin", "宋知远", "--why", "x", "--who", "lx", "--when", "2025-02-03")
    assert "no article writes Xiaozhou Lin; 林晓舟 is the name that a build will know" in result.stderr
    assert FILE.read_text("utf-8").splitlines()[1].split("\t")[1:3] == ["person:林晓舟", "宋知远"]
    assert kg("alias", "Yutong He", "小何", "--why", "x").exit_code == 0
    assert FILE.read_text("utf-8").splitlines()[2].split("\t")[1:3] == ["何雨桐", "小何"]


def test_a_reason_is_asked_for(db):
    assert kg("alias", "林晓舟", "小舟").exit_code == 2
    assert kg("alias", "林晓舟", "小舟", "--why", " ").exit_code == 2
    assert not FILE.exists()


def test_force_writes_what_the_graph_does_not_know_yet(db):
    assert kg("verdict", "same", "林晓舟", "新来的人", "--why", "x", "--force").exit_code == 0
    assert kg("verdict", "different", "林晓舟@articles/a.txt", "林晓舟@articles/b.txt", "--why", "x").exit_code == 0


def test_a_broken_file_is_to_be_mended_first():
    file = Path("v.tsv")
    file.write_text(f"{HEADER}\nsame\t甲某\n", "utf-8")
    with pytest.raises(DataError, match=r"^v\.tsv:2: .*mend that first"):
        put(file=file)
    assert file.read_text("utf-8") == f"{HEADER}\nsame\t甲某\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", f"{HEADER}\nL\n"),
        (f"{HEADER}\n".encode(), f"{HEADER}\nL\n"),
        (HEADER.encode(), f"{HEADER}\nL\n"),
        (f"# why\r\n{HEADER}\r\n".encode(), f"# why\r\n{HEADER}\r\nL\r\n"),
        (
            f"\ufeff{HEADER}\nsame\t丙\t丁\tlx\t2025-01-01\tw".encode(),
            f"\ufeff{HEADER}\nsame\t丙\t丁\tlx\t2025-01-01\tw\nL\n",
        ),
    ],
)
def test_what_stands_is_kept_as_it_is(before, after):
    file = Path("v.tsv")
    file.write_bytes(before)
    made, written = put(file=file)
    assert written
    line = "same\t甲某\t乙某\tlx\t2025-02-03\t笔名"
    assert file.read_bytes().decode() == after.replace("L", line)
    assert read(file)[0][-1] == made
    assert read(file)[1] == []


# What a build makes of them


def people(path, *names):
    said = [f"{name}|works_at|{name}公司" for name in names]
    text = "".join(f"{name}在{name}公司任职，做了很久。" for name in names)
    return article(path, text, *said, o=[f"{n}公司" for n in names], p=names)


def test_an_alias_names_an_entity_whether_an_article_uses_it_or_not():
    put(verdict="alias", a="乔牧景", b="小乔", file=Path("v.tsv"))
    graph, problems = resolve([people("a.txt", "乔牧景")], verdicts=Path("v.tsv"))
    assert problems == []
    assert named(graph)["小乔"] == {"person:乔牧景"}
    assert [v.b for v in graph.verdicts] == ["小乔"]


def test_an_alias_joins_what_articles_call_so():
    extracts = [people("a.txt", "乔牧景"), people("b.txt", "谢云深")]
    assert not are_one(extracts, "乔牧景", "谢云深")
    put(verdict="alias", a="乔牧景", b="谢云深", file=Path("v.tsv"))
    assert are_one(extracts, "乔牧景", "谢云深", verdicts=Path("v.tsv"))


def test_an_alias_of_one_bearer_in_one_article():
    put(verdict="alias", a="乔牧景", b="谢云深@b.txt", file=Path("v.tsv"))
    extracts = [people("a.txt", "乔牧景"), people("b.txt", "谢云深")]
    assert are_one(extracts, "乔牧景", "谢云深", verdicts=Path("v.tsv"))


def test_a_build_honours_both_and_keeps_them(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("林晓舟2019年加入蓝鲸科技。\n", "utf-8")
    (articles / "b.txt").write_text("何雨桐2019年加入蓝鲸科技。\n", "utf-8")
    assert CliRunner().invoke(app, ["build", "articles", "--db", "g.db"]).exit_code == 0
    shutil.copy("g.db", "old.db")
    assert kg("verdict", "same", "林晓舟", "何雨桐", "--why", "pen name", "--who", "lx").exit_code == 0
    assert kg("alias", "林晓舟", "小舟", "--why", "nickname", "--who", "lx").exit_code == 0
    assert CliRunner().invoke(app, ["build", "articles", "--db", "g.db"]).exit_code == 0
    with store.open_store(Path("g.db")) as opened:
        one, other, nick = (query.find(opened, name)[0] for name in ("林晓舟", "何雨桐", "小舟"))
        assert one == other == nick
        rows = opened.rows("SELECT verdict, a, b, why FROM verdicts")
        assert [tuple(row) for row in rows] == [
            ("same", "林晓舟", "何雨桐", "pen name"), ("alias", "林晓舟", "小舟", "nickname"),
        ]  # fmt: skip
    told = json.loads(CliRunner().invoke(app, ["diff", "old.db", "g.db", "--json"]).stdout)
    reasons = [s["because"] for what in ("came", "went", "changed") for f in told[what] for s in f["came"] + f["went"]]
    assert reasons
    assert {reason["kind"] for reason in reasons} == {"verdict"}
    assert {reason["what"] for reason in reasons} == {"data/verdicts.tsv:2"}
