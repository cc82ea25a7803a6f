"""What makes a build fast must not change what it says: processes, remembered words, rows put in together."""

from __future__ import annotations

import gc

import pytest

from kg import build as building
from kg.build import build
from kg.mentions.words import by_itself, cut, piece
from kg.schema import Citation, Ref, Statement
from kg.store import open_store

TEXT = "林晓舟毕业于东湖大学，2019年加入蓝鲸科技。宋知远是东湖大学教授。"


def articles(count: int) -> None:
    from pathlib import Path

    folder = Path("many")
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"第{number}篇。{TEXT}\n", "utf-8")


@pytest.mark.parametrize("jobs", [2, None])
def test_processes_change_nothing(here, monkeypatch, jobs):
    monkeypatch.setattr(building, "_MANY", 3)
    monkeypatch.setattr(building, "_processors", lambda: 2)
    articles(4)
    build(["many"], here / "one.db", jobs=1)
    build(["many"], here / "other.db", jobs=jobs)
    assert (here / "one.db").read_bytes() == (here / "other.db").read_bytes()


def test_few_files_are_read_in_one_process(here, monkeypatch):
    def refused(*_: object) -> None:
        raise AssertionError("a process for four files")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    articles(4)
    assert build(["many"], here / "g.db", jobs=None).files == 4


def test_the_collector_is_as_it_was(here):
    before = gc.get_threshold()
    articles(1)
    build(["many"], here / "g.db")
    assert gc.get_threshold() == before


def test_rows_are_put_in_together_or_not(here, monkeypatch):
    articles(3)
    build(["many"], here / "one.db")
    monkeypatch.setattr("kg.store._TOGETHER", 1)
    build(["many"], here / "other.db")
    dumps = []
    for name in ("one.db", "other.db"):
        with open_store(here / name) as store:
            tables = ("fact", "statement", "qualifier", "passage", "citation")
            dumps.append([[tuple(row) for row in store.rows(f"SELECT * FROM {table}")] for table in tables])
    assert dumps[0] == dumps[1]
    assert all(dumps[0][:2])


def test_a_piece_has_the_words_of_its_stretch():
    words = cut(TEXT)
    start = TEXT.index("毕业") + 1
    own = piece(words, start, start + 3)
    alone = by_itself(own)
    assert alone.text[own.start : own.end] == TEXT[start : start + 3]
    assert "".join(own.words) == alone.text
    assert not alone.begins(own.start)
    assert own == piece(cut(f"张三{TEXT}"), start + 2, start + 5)


def test_words_keep_to_a_border_and_the_others_stay():
    text = "他毕业于东湖大学，2016年楼明哲到东湖。"
    words = cut(text)
    assert "".join(words.words) == text
    assert words.begins(text.index("楼"))
    assert words.begins(text.index("东湖"))


def test_the_id_of_a_statement_is_no_part_of_it():
    def made() -> Statement:
        refs = Ref("person:林晓舟", "Person", "林晓舟"), Ref("org:东湖大学", "Org", "东湖大学")
        return Statement(
            refs[0], "studied_at", refs[1], {}, "asserted", None, "r/x", (Citation("a.txt", 0, 2, "林晓"),)
        )

    one, other = made(), made()
    assert one.id == one.id == other.id
    assert one == made()
    assert "_id" not in repr(one)
