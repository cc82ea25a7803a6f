"""The page as a file: what it holds, that nothing in it runs or reaches out, what is said where it cannot be made."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from page_support import need
from typer.testing import CliRunner

from kg import ontology, store
from kg.cli import app
from kg.export.page import document
from kg.export.page.articles import blocks, covering
from kg.export.page.data import traditional
from kg.names import fold
from kg.normalise import normalise
from kg.text import Source

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "kg/export/page/assets"


@pytest.fixture(autouse=True)
def _drawn_with():
    """The library that draws is in this installation."""
    need((ROOT / "kg/export/page/vendor/versions.json").is_file(), "npm, when this was installed: pip install -e .")


def kg(*arguments):
    result = CliRunner().invoke(app, [*arguments, "--db", "g.db"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def made(*options):
    """The text of a page and the data in it."""
    result = kg("page", "--force", *options)
    assert result.exit_code == 0, result.stderr
    text = Path("page.html").read_text("utf-8")
    return text, json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text)[1])


# What it holds


def test_facts_with_all_that_says_them(db):
    result = kg("page")
    assert (result.exit_code, result.stdout) == (0, "page.html: 9 entities, 9 facts, 2 articles\n")
    _, data = made()
    names = [node["name"] for node in data["nodes"]]
    assert set(names) >= {"林晓舟", "北斗算法"}
    (works,) = (f for f in data["facts"] if f["predicate"] == "works_at")
    assert (names[works["subject"]], names[works["object"]]) == ("林晓舟", "蓝鲸科技")
    assert [(s["certainty"], s["by"], s["dates"]) for s in works["statements"]] == [
        ("asserted", None, []), ("attributed", "何雨桐", ["2019", "2019"]),
    ]  # fmt: skip
    assert [(v["certainty"], v["statement"]) for v in works["variants"]] == [("asserted", 0), ("attributed", 1)]
    for fact in data["facts"]:
        for statement in fact["statements"]:
            for source, start, end, _, _, quote in statement["citations"]:
                assert data["sources"][source]["text"][start:end] == quote
    founded = next(f for f in data["facts"] if f["predicate"] == "founded_on")
    assert (founded["value"], founded["statements"][0]["dates"]) == ("2015", ["2015", "2015"])


def test_contradictions_with_both_sides(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2016", {}, "asserted", None, 1, ["蓝鲸科技"])
    with add_fact.open():
        pass
    Path("more.db").rename("g.db")
    _, data = made()
    (conflict,) = data["conflicts"]
    assert conflict["qualifier"] is None
    sides = {side["value"]: data["facts"][side["fact"]] for side in conflict["sides"]}
    assert {value: fact["value"] for value, fact in sides.items()} == {"2015": "2015", "2016": "2016"}
    assert [side["statements"] for side in conflict["sides"]] == [[0], [0]]


def test_a_part(db):
    _, data = made("--around", "Star Sea Prize")
    assert [node["name"] for node in data["nodes"]] == ["星海奖", "林晓舟"]
    assert ([f["predicate"] for f in data["facts"]], len(data["sources"])) == (["received"], 1)
    assert set(data["predicates"]) == {"received"}


def test_traditional_characters_of_the_names():
    pairs = traditional([fold("东湖大学"), fold("GRPO")])
    known = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert known["東"] == "东"
    assert known["學"] == "学"
    assert "銀" not in known


def test_what_of_a_file_is_the_article():
    raw = (
        "<html><body><nav>首页 | 登录</nav><p>乙公司的<b>林晓舟</b>提出了<a href='/x'>北斗算法</a>。</p></body></html>"
    )
    article, _ = normalise(Source("a.html", raw))
    ((kind, start, end, markup),) = blocks(article)
    assert kind == "paragraph"
    shown = [raw[a:b] for a, b in zip([start, *markup[1::2]], [*markup[::2], end], strict=True)]
    assert "".join(shown) == "乙公司的林晓舟提出了北斗算法。"


def test_what_is_cited_is_shown():
    found = [("heading", 0, 5, []), ("paragraph", 10, 20, [12, 14]), ("item", 22, 30, [])]
    assert covering(found, [(11, 15), (0, 5)]) == found
    assert covering(found, [(18, 24), (6, 8)]) == [
        ("heading", 0, 5, []), ("paragraph", 6, 8, []), ("paragraph", 10, 30, []),
    ]  # fmt: skip


def test_articles_that_are_gone_or_changed(db):
    Path("articles/a.txt").unlink()
    with Path("articles/b.txt").open("a", encoding="utf-8") as file:
        file.write("后来添的一行\n")
    result = kg("page")
    assert result.exit_code == 0
    assert "articles/a.txt:1:1: missing-source" in result.stderr
    assert "articles/b.txt:1:1: changed-source" in result.stderr
    _, data = made()
    assert [source["text"] for source in data["sources"]] == [None, None]
    assert all(c[5] for f in data["facts"] for s in f["statements"] for c in s["citations"])


def test_articles_elsewhere(db):
    Path("articles").rename("moved")
    answer = json.loads(kg("page", "--against", "moved", "--json").stdout)
    assert answer == {"file": "page.html", "entities": 9, "facts": 9, "articles": 2, "problems": []}


def test_same_bytes_every_time(db):
    run = [sys.executable, "-m", "kg", "page", "--db", "g.db", "--out"]
    for seed in ("1", "2"):
        subprocess.run([*run, f"{seed}.html"], check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()


# Nothing runs, nothing reaches out


def test_the_policy_allows_these_scripts_and_nothing_else(db):
    text, _ = made()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*|blob:", policy)
    for tag, key in (("script", "script-src"), ("style", "style-src")):
        inline = re.findall(rf"<{tag}(?: id=\"dark\"[^>]*)?>(.*?)</{tag}>", text, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
        assert rules[key].split() == [f"'sha256-{digest}'" for digest in digests]
    assert not re.search(r"<(?:script|img|iframe|object|embed|base)[^>]*\ssrc=", text)
    assert re.findall(r"<link [^>]*>", text) == ['<link rel="icon" href="data:,">']


def test_text_of_articles_is_no_markup(here):
    evil = "</script><script>alert(1)</script><!--\u2028&amp;"
    text = document.embedded({"text": evil})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"text": evil}


def test_own_scripts_make_no_markup_and_know_no_address():
    listed = {*document.SCRIPTS, *document.STYLES, "page.html"}
    assert {path.name for path in ASSETS.iterdir()} == listed
    for path in ASSETS.iterdir():
        text = path.read_text("utf-8")
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|fetch\(|XMLHttp|@import|url\(",
            text,
        )
        assert found == [], path.name
        assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {"http://www.w3.org/2000/svg"}, path.name
        assert len(text.splitlines()) <= 320, path.name
        assert path.suffix == ".html" or max(map(len, text.splitlines())) <= 120, path.name
        assert re.search("[\u3400-\u9fff]", text) is None or path.name == "page.html", path.name


def test_a_library_cannot_end_its_element():
    assert document._script("a = '</script><!--'") == "a = '<\\/script><\\!--'"


# Where it cannot be made


def test_nothing_is_overwritten_by_surprise(db):
    Path("page.html").write_text("mine", "utf-8")
    result = kg("page")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert Path("page.html").read_text("utf-8") == "mine"
    assert kg("page", "--out", "no/such/page.html").exit_code == 2
    assert kg("page", "--out", "articles").exit_code == 2
    assert kg("page", "--force").exit_code == 0


def test_nothing_to_show(db):
    result = kg("page", "--min-sources", "9")
    assert result.exit_code == 2
    assert "no entity to show" in result.stderr
    assert not Path("page.html").exists()


def test_too_much_to_show(db, monkeypatch):
    monkeypatch.setattr("kg.export.page.data.MOST", 5)
    result = kg("page")
    assert result.exit_code == 2
    assert "--around" in result.stderr


def test_without_the_library(db, monkeypatch, tmp_path):
    monkeypatch.setattr(document.resources, "files", lambda _: tmp_path)
    result = kg("page")
    assert result.exit_code == 2
    assert "install Node.js" in result.stderr
    assert not Path("page.html").exists()


# How the library gets in


@pytest.fixture
def hook():
    """hatch_build.py as a module."""
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class App:
    """Hears the warnings of a build."""

    def __init__(self):
        self.said = []

    def display_warning(self, text):
        self.said.append(text)


def build(hook, root):
    """Run the hook in a project's folder: what it ships and what it says."""
    heard = App()
    data = {"artifacts": []}
    hook.PageLibraries(str(root), {}, None, None, "", "wheel", heard).initialize("standard", data)
    return data["artifacts"], heard.said


@pytest.fixture
def clone(tmp_path):
    """A folder with no more than the lock file."""
    (tmp_path / "npm").mkdir()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "npm" / name).write_bytes((ROOT / "npm" / name).read_bytes())
    return tmp_path


def test_what_is_bundled_is_what_is_pinned(hook):
    pinned = hook.pinned(ROOT)
    assert pinned == json.loads((ROOT / "npm/package.json").read_text("utf-8"))["dependencies"]
    assert hook.bundled(ROOT / hook.FOLDER) == pinned
    assert [(one.name, one.version) for one in document.libraries()] == sorted(pinned.items())
    lock = (ROOT / "npm/package-lock.json").read_text("utf-8")
    assert "://" not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_a_build_without_npm_goes_on_and_says_so(hook, clone, monkeypatch):
    monkeypatch.setattr(hook.shutil, "which", lambda _: None)
    shipped, said = build(hook, clone)
    assert shipped == ["/kg/export/page/vendor/*"]
    assert len(said) == 1
    assert "Install Node.js" in said[0]
    assert hook.bundled(clone / hook.FOLDER) == {}


def test_a_build_with_a_failing_npm_goes_on_and_says_why(hook, clone, monkeypatch):
    def fail(command, **_):
        raise hook.subprocess.CalledProcessError(1, command, stderr="npm error no network")

    monkeypatch.setattr(hook.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(hook.subprocess, "run", fail)
    assert "npm error no network" in build(hook, clone)[1][0]


def test_a_build_takes_what_is_there(hook, clone, monkeypatch):
    def fail(*_, **__):
        raise AssertionError("npm is not needed")

    folder = clone / hook.FOLDER
    folder.mkdir(parents=True)
    for path in (ROOT / hook.FOLDER).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(hook, "bundle", fail)
    assert build(hook, clone)[1] == []
    (folder / "cytoscape.license.txt").unlink()
    with pytest.raises(AssertionError):
        build(hook, clone)


def test_a_build_takes_the_library_from_npm(hook, clone, monkeypatch):
    def install(_, *, cwd, **__):
        for name, file in hook.FILES.items():
            package = Path(cwd, "node_modules", name)
            (package / file).parent.mkdir(parents=True)
            (package / file).write_text("let drawn;", "utf-8")
            (package / "LICENSE").write_text("as you like", "utf-8")

    monkeypatch.setattr(hook.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(hook.subprocess, "run", install)
    assert build(hook, clone)[1] == []
    assert hook.bundled(clone / hook.FOLDER) == hook.pinned(clone)
    assert (clone / hook.FOLDER / "cytoscape.license.txt").read_text("utf-8") == "as you like"


def test_a_hostile_graph_makes_a_page(here):
    from page_support import hostile

    graph, text = hostile()
    Path("articles/x.txt").write_bytes(text.encode())
    store.write(graph, Path("g.db"), ontology=ontology.load())
    page, data = made()
    assert any("<script>" in node["name"] for node in data["nodes"])
    assert "<script>window" not in page
    assert "onerror=window.hacked=3>" not in page.partition('id="data"')[0]
