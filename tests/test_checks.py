"""Checks find what was broken on purpose."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg import checks, store


def problems(db, **options):
    with store.open_store(db) as opened:
        return checks.check(opened, **options)


def spoil(db, *statements):
    with closing(sqlite3.connect(db)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_whole_graph_passes(db):
    assert problems(db) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM statement", "no-statement"),
        ("DELETE FROM citation", "no-citation"),
        ("DELETE FROM entity WHERE id = 'award:星海奖'", "dangling-id"),
        ("UPDATE citation SET passage = 99", "dangling-id"),
        ("UPDATE passage SET quote = quote || '。' WHERE n = 1", "quote-differs"),
        ("UPDATE passage SET start = start + 1 WHERE n = 1", "quote-differs"),
        ("UPDATE passage SET quote = '' WHERE n = 1", "quote-differs"),
        ("UPDATE passage SET line = 9 WHERE n = 1", "wrong-position"),
        ("UPDATE mention SET text = '星空奖' WHERE text = '星海奖'", "mention-differs"),
        ("UPDATE entity SET type = 'Planet' WHERE id = 'award:星海奖'", "unknown-type"),
        ("UPDATE entity SET kind = 'comet' WHERE id = 'award:星海奖'", "unknown-kind"),
        ("UPDATE entity SET type = 'Model' WHERE id = 'award:星海奖'", "off-ontology"),
        ("UPDATE qualifier SET value = 'professor' WHERE key = 'degree'", "off-ontology"),
        ("UPDATE qualifier SET value = '2020年' WHERE key = 'year'", "off-ontology"),
        ("UPDATE qualifier SET key = 'colour' WHERE key = 'year'", "off-ontology"),
        ("UPDATE fact SET predicate = 'founded_on' WHERE predicate = 'leads'", "off-ontology"),
        ("UPDATE fact SET value = ' ' WHERE predicate = 'founded_on'", "off-ontology"),
        ("UPDATE statement SET certainty = 'sure'", "off-ontology"),
        ("UPDATE source SET sha256 = 'x'", "changed-source"),
    ],
)
def test_what_is_broken_is_found(db, statement, code):
    spoil(db, statement)
    assert code in {problem.code for problem in problems(db)}


def test_problems_name_the_place(db):
    spoil(db, "UPDATE qualifier SET value = 'professor' WHERE key = 'degree'")
    [problem] = problems(db)
    assert str(problem).startswith("articles/a.txt:4:1: off-ontology 林晓舟: studied_at: degree='professor'")


def test_missing_and_changed_sources(db):
    Path("articles/a.txt").unlink()
    Path("articles/b.txt").write_text("别的文章", "utf-8")
    found = problems(db)
    assert {(p.file, p.code) for p in found} == {
        ("articles/a.txt", "missing-source"),
        ("articles/b.txt", "changed-source"),
        ("articles/b.txt", "quote-differs"),
        ("articles/b.txt", "mention-differs"),
    }
    assert found == sorted(found)


def test_against_a_folder(db):
    Path("articles").rename("moved")
    assert {p.code for p in problems(db)} == {"missing-source"}
    assert problems(db, against=Path("moved")) == []
    Path("empty").mkdir()
    assert {p.message for p in problems(db, against=Path("empty"))} == {
        "not under empty; give its folder with --against, or build again"
    }


def test_every_check_is_listed():
    made = {
        function
        for name, function in vars(checks).items()
        if callable(function) and getattr(function, "__module__", "") == "kg.checks" and not name.startswith("_")
    }
    assert made - {checks.Sources, checks.check} == set(checks.CHECKS)
