"""What the tests of the page stand on: tools that must be there, and graphs made by rule or with ill intent."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import ontology, store
from kg.schema import NODE_CLASS, Citation, EntityMention, Extract, Fact, Graph, Metadata, Ref, Statement, fact_id
from kg.text import Source

SHARES = {"Person": 0.4, "Org": 0.3, "Model": 0.2, "Award": 0.07, "Work": 0.03}
WORDS = {"Person": "人物", "Org": "机构", "Model": "模型", "Award": "奖项", "Work": "论文"}
RELATIONS = (
    ("Person", "works_at", "Org"), ("Person", "worked_on", "Model"), ("Person", "studied_at", "Org"),
    ("Person", "advised_by", "Person"), ("Org", "developed", "Model"), ("Person", "received", "Award"),
    ("Person", "authored", "Work"), ("Org", "part_of", "Org"),
)  # fmt: skip
EACH = 60  # facts in an article


def need(there: bool, what: str) -> None:
    """Skip the test where `what` is not there; fail it where KG_TEST_ALL says that nothing may be skipped."""
    if not there:
        (pytest.fail if os.environ.get("KG_TEST_ALL") else pytest.skip)(f"needs {what}")


def synthetic(folder: Path, *, entities: int, facts: int, seed: int = 1) -> tuple[Graph, dict[str, str]]:
    """A graph of that many entities and facts, and its articles by path, which are to be written there."""
    chance = random.Random(seed)
    names: dict[str, list[Ref]] = {
        kind: [Ref(f"{kind.lower()}:{WORDS[kind]}{i}", kind, f"{WORDS[kind]}{i}") for i in range(int(entities * share))]
        for kind, share in SHARES.items()
    }
    wanted = _facts(chance, names, facts)
    articles: dict[str, str] = {}
    mentions: list[EntityMention] = []
    made: dict[str, Fact] = {}
    while len(made) < facts:
        path = (folder / f"{len(articles):04}.txt").as_posix()
        text = f"第{len(articles)}篇文章\n"
        for _ in range(EACH):
            subject, predicate, obj = next(wanted)
            year = str(chance.randrange(2005, 2026))
            start = len(text)
            sentence = f"{year}年，{subject.name}与{obj.name}的关系是{ontology.load().predicates[predicate].zh}"
            text += f"{sentence}。\n"
            for ref in (subject, obj):
                at = start + sentence.index(ref.name)
                mentions.append(EntityMention(ref.id, ref.type or "", path, at, at + len(ref.name), ref.name))
            cited = Citation(path, start, start + len(sentence), sentence)
            key = fact_id(subject, predicate, obj)
            qualifiers = {"start": year} if "start" in ontology.load().predicates[predicate].qualifiers else {}
            certainty = chance.choices(("asserted", "attributed", "hedged"), (8, 2, 1))[0]
            said = Statement(subject, predicate, obj, qualifiers, certainty, None, "test/rule", (cited,))
            made[key] = Fact(key, subject, predicate, obj, (*made[key].statements, said) if key in made else (said,))
            if len(made) == facts:
                break
        articles[path] = text
    from conftest import make_source

    sources = [make_source(path, text) for path, text in articles.items()]
    held: dict[str, set[str]] = {}
    for mention in mentions:
        held.setdefault(mention.entity, set()).add(mention.file)
    nodes = (
        NODE_CLASS[kind](ref.id, ref.name, sources=tuple(sorted(held.get(ref.id, ()))))
        for kind, refs in names.items()
        for ref in refs
    )
    graph = Graph(
        extracts=tuple(Extract(source, _said(source), (), (), ()) for source in sources),
        entities=tuple(sorted(nodes, key=lambda e: e.id)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.file, m.start, m.end, m.entity))),
        facts=tuple(made[key] for key in sorted(made)),
    )
    return graph, articles


def _said(source: Source) -> Metadata:
    number = int(Path(source.path).stem)
    return Metadata(title=f"第{number}篇", outlet=f"报纸{number % 7}", date=f"2025-{number % 12 + 1:02}-01")


def _facts(chance: random.Random, names: dict[str, list[Ref]], facts: int) -> Iterator[tuple[Ref, str, Ref]]:
    """Pairs of entities without end: all of them first, then some much more often than others."""
    turn = dict.fromkeys(names, 0)

    def take(kind: str) -> Ref:
        refs = names[kind]
        turn[kind] += 1
        return refs[turn[kind] - 1] if turn[kind] <= len(refs) else refs[int(len(refs) * chance.random() ** 3)]

    while True:
        subject, predicate, obj = chance.choice(RELATIONS)
        one, other = take(subject), take(obj)
        if one != other:
            yield one, predicate, other


def write_synthetic(folder: Path, db: Path, *, entities: int, facts: int) -> None:
    """Store such a graph at `db`, with its articles in `folder`."""
    graph, articles = synthetic(folder, entities=entities, facts=facts)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in articles.items():
        Path(path).write_bytes(text.encode())
    store.write(graph, db, ontology=ontology.load())


BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def browser_path() -> str | None:
    """The Chromium that is installed here."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


NASTY = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    '"><img src=x onerror=window.hacked=3>',
    "\u202egnp.exe\u202c\u0007\u2028",
    "{{data}}${window.hacked=4}",
)


def hostile() -> tuple[Graph, str]:
    """A graph whose names, article and metadata would run where they were taken for markup, and the article's text.

    The article is `articles/x.txt`. The first name is joined to each of the others, by facts that the article says.
    """
    from conftest import make_source

    lines = [f"{NASTY[0]} 任职于 {other} <b>&amp;</b> <!-- 没有完" for other in NASTY[1:]]
    text = "\n".join(["<script>window.hacked=5</script>", *lines, "</body></html>"])
    source = make_source("articles/x.txt", text)
    person = Ref("person:0", "Person", NASTY[0])
    orgs = [Ref(f"org:{i}</script>", "Org", name) for i, name in enumerate(NASTY[1:])]
    facts, mentions = [], []
    for org, line in zip(orgs, lines, strict=True):
        start = text.index(line)
        cited = Citation(source.path, start, start + len(line), line)
        qualifiers = {"role": f"<i onclick=window.hacked=6>{org.name}"}
        said = Statement(person, "works_at", org, qualifiers, "attributed", "<u>某人</u>", "test/rule", (cited,))
        facts.append(Fact(fact_id(person, "works_at", org), person, "works_at", org, (said,)))
        for ref in (person, org):
            at = start + line.index(ref.name)
            mentions.append(EntityMention(ref.id, ref.type or "", source.path, at, at + len(ref.name), ref.name))
    entities = [NODE_CLASS["Person"](person.id, person.name, aliases=(NASTY[1],), sources=(source.path,))]
    entities += [NODE_CLASS["Org"](org.id, org.name, sources=(source.path,)) for org in orgs]
    said_of = Metadata(
        title=NASTY[1], outlet=NASTY[2], author=NASTY[3], date="<b>", address="javascript:window.hacked=7"
    )
    graph = Graph(
        extracts=(Extract(source, said_of, (), (), ()),),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity))),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
    )
    return graph, text
