"""A small graph made by hand: two invented articles, their entities and facts."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from kg import ontology, store
from kg.errors import Problem
from kg.schema import (
    NODE_CLASS,
    Citation,
    Entity,
    EntityMention,
    Extract,
    Fact,
    Graph,
    Metadata,
    Ref,
    Statement,
    cite,
    fact_id,
)
from kg.text import Source, Span

pytest_plugins = ["browser_support"]

ROOT = Path(__file__).resolve().parent.parent

FIRST = """甲乙实验室的新算法

林晓舟在蓝鲸科技提出了北斗算法。何雨桐也参与了北斗算法的研发。
林曉舟本科畢業於東湖大學。据何雨桐回忆，林晓舟2019年加入蓝鲸科技。
"""
SECOND = (
    "蓝鲸科技\r\n蓝鲸语言组的负责人是宋知远，他师从何雨桐。\r\n"
    "Blue Whale 成立于2015年。\r\n林晓舟在2020年获得星海奖。\r\n"
)

ENTITIES = (
    ("award:星海奖", "prize", ("Star Sea Prize",)),
    ("model:北斗算法", "algorithm", ("Beidou", "Beidou-1")),
    ("org:东湖大学", "university", ("東湖大學", "湖大")),
    ("org:湖大科技", "company", ("湖大",)),
    ("org:蓝鲸科技", "company", ("Blue Whale", "藍鯨科技", "鲸")),
    ("org:蓝鲸语言组", "team", ()),
    ("person:何雨桐", None, ("Yutong He",)),
    ("person:宋知远", None, ()),
    ("person:林晓舟", None, ("林曉舟", "Xiaozhou Lin")),
)
TYPES = {"award": "Award", "model": "Model", "org": "Org", "person": "Person"}

# subject, predicate, object, qualifiers, certainty, said by, file, quotes (the first holds the trigger)
FACTS = (
    ("林晓舟", "worked_on", "北斗算法", {"role": "proposer"}, "asserted", None, 0, ["林晓舟在蓝鲸科技提出了北斗算法"]),
    ("林晓舟", "works_at", "蓝鲸科技", {}, "asserted", None, 0, ["林晓舟在蓝鲸科技提出了北斗算法"]),
    ("林晓舟", "works_at", "蓝鲸科技", {"start": "2019"}, "attributed", "何雨桐", 0, ["林晓舟2019年加入蓝鲸科技"]),
    ("何雨桐", "worked_on", "北斗算法", {"role": "participant"}, "asserted", None, 0, ["何雨桐也参与了北斗算法的研发"]),
    ("林晓舟", "studied_at", "东湖大学", {"degree": "bachelor"}, "asserted", None, 0, ["林曉舟本科畢業於東湖大學"]),
    ("宋知远", "leads", "蓝鲸语言组", {"role": "负责人"}, "asserted", None, 1, ["蓝鲸语言组的负责人是宋知远"]),
    ("宋知远", "advised_by", "何雨桐", {}, "hedged", None, 1, ["他师从何雨桐", "宋知远"]),
    ("蓝鲸语言组", "part_of", "蓝鲸科技", {}, "asserted", None, 1, ["蓝鲸语言组"]),
    ("蓝鲸科技", "founded_on", "=2015", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"]),
    ("林晓舟", "received", "星海奖", {"year": "2020"}, "asserted", None, 1, ["林晓舟在2020年获得星海奖"]),
)


def make_source(path: str, text: str) -> Source:
    """A source of `text` as if it had been read from `path`."""
    return Source(path, text, hashlib.sha256(text.encode()).hexdigest())


def make_graph(folder: str = "articles", *, also: Sequence[tuple] = ()) -> Graph:
    """The hand-made graph and what `also` adds to its facts, its files under `folder`."""
    sources = [make_source(f"{folder}/a.txt", FIRST), make_source(f"{folder}/b.txt", SECOND)]
    entities: list[Entity] = []
    mentions: set[EntityMention] = set()
    refs: dict[str, Ref] = {}
    for key, kind, aliases in ENTITIES:
        prefix, _, name = key.partition(":")
        refs[name] = Ref(key, TYPES[prefix], name)
        seen = set()
        for source in sources:
            for form in (name, *aliases):
                at = source.text.find(form)
                while at >= 0 and len(form) > 1 and form != "湖大":
                    mentions.add(EntityMention(key, TYPES[prefix], source.path, at, at + len(form), form))
                    seen.add(source.path)
                    at = source.text.find(form, at + 1)
        entities.append(NODE_CLASS[TYPES[prefix]](key, name, kind, aliases, tuple(sorted(seen))))
    facts: dict[str, list[Statement]] = {}
    parts: dict[str, tuple[Ref, str, Ref]] = {}
    for subject, predicate, obj, qualifiers, certainty, by, file, quotes in (*FACTS, *also):
        source = sources[file]
        end = Ref(obj[1:], None, obj[1:]) if obj.startswith("=") else refs[obj]
        statement = Statement(
            refs[subject],
            predicate,
            end,
            qualifiers,
            certainty,
            by,
            "test/rule",
            tuple(quote(source, q) for q in quotes),
        )
        identity = [qualifiers.get(key, "") for key in ontology.load().predicates[predicate].identity]
        key = fact_id(refs[subject], predicate, end, identity)
        facts.setdefault(key, []).append(statement)
        parts[key] = (refs[subject], predicate, end)
    return Graph(
        extracts=tuple(Extract(source, Metadata(title="题目"), (), (), ()) for source in sources),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.file, m.start, m.end))),
        facts=tuple(Fact(key, *parts[key], tuple(facts[key])) for key in sorted(facts)),
    )


def quote(source: Source, words: str) -> Citation:
    """The citation of the first place where `words` stand."""
    at = source.text.index(words)
    return cite(source, Span(at, at + len(words)))


@pytest.fixture
def graph() -> Graph:
    """The hand-made graph."""
    return make_graph()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder that holds the two articles in `articles/`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.txt").write_bytes(FIRST.encode())
    (tmp_path / "articles/b.txt").write_bytes(SECOND.encode())
    return tmp_path


@pytest.fixture
def db(here: Path, graph: Graph) -> Path:
    """The hand-made graph, stored as `g.db` in the current folder."""
    store.write(graph, Path("g.db"), ontology=ontology.load())
    return Path("g.db")


@pytest.fixture
def opened(db: Path) -> Callable[[], store.Store]:
    """Opens the stored graph."""
    return lambda: store.open_store(db)


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts stages in place of the real extraction and resolution, which give the hand-made graph for any file."""

    def extract(source: Source) -> tuple[Extract, list[Problem]]:
        found = [Problem(source.path, 1, 1, "odd-word", "looks odd")] if "odd" in source.path else []
        return Extract(source, Metadata(), (), (), ()), found

    def resolve(extracts: Sequence[Extract], *, verdicts: Path | None) -> tuple[Graph, list[Problem]]:
        folder = Path(extracts[0].source.path).parent.as_posix()
        return replace(make_graph(folder), extracts=tuple(extracts)), []

    for name, function in (("extract", extract), ("resolve", resolve)):
        module = ModuleType(f"kg.{name}")
        setattr(module, name, function)
        monkeypatch.setitem(sys.modules, f"kg.{name}", module)


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five articles; `seeds/` lies in `ROOT`."""
    from kg.build import build

    path = tmp_path_factory.mktemp("five") / "five.db"
    with contextlib.chdir(ROOT):
        build(["seeds"], path)
    return path


class AddFact:
    """Adds facts (in the form of `FACTS`) to the hand-made graph, then opens it."""

    def __init__(self) -> None:
        self.facts: list[tuple] = []

    def __call__(self, *fact: object) -> None:
        self.facts.append(fact)

    def open(self) -> store.Store:
        store.write(make_graph(also=self.facts), Path("more.db"), ontology=ontology.load())
        return store.open_store(Path("more.db"))


@pytest.fixture
def add_fact(here: Path) -> AddFact:
    """Adds facts to the hand-made graph."""
    return AddFact()
