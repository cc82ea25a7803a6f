"""The extraction must stay as good as it is: scores against the gold, with floors in `tests/gold/floors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import names, ontology, store
from kg.build import make_graph
from kg.evaluate import Score, found_facts, read_gold, score
from kg.export import jsonl
from kg.negative import fired
from kg.schema import Citation, Graph, Ref, Statement
from kg.sources import SUFFIXES, read

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
FLOORS = tomllib.loads((TESTS / "gold/floors.toml").read_text("utf-8"))
GOLD = {"seeds": TESTS / "gold", "dev": TESTS / "dev"}
MEASURES = ("precision", "recall", "qualifier_recall", "qualifier_precision", "certainty")


@dataclass
class Scored:
    graph: Graph
    score: Score


def texts(name: str) -> list[Path]:
    """The texts of a set that have gold."""
    folder = ROOT / "seeds" if name == "seeds" else TESTS / "dev"
    with_gold = {path.name.removesuffix(".tsv") for path in GOLD[name].glob("*.tsv")}
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.stem in with_gold)


@pytest.fixture(scope="session", params=["seeds", "dev"])
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Scored]:
    """The graph of a set of texts and its score."""
    name = request.param
    verdicts = ROOT / "data/verdicts.tsv"
    graph, _ = make_graph(
        [path.relative_to(ROOT).as_posix() for path in texts(name)]
        if Path.cwd() == ROOT
        else list(map(str, texts(name))),
        verdicts=verdicts if name == "seeds" and verdicts.exists() else None,
    )
    db = tmp_path_factory.mktemp(name) / "graph.db"
    store.write(graph, db, ontology=ontology.load())
    symmetric = (p.name for p in ontology.load().predicates.values() if p.symmetric)
    gold = read_gold(GOLD[name], symmetric=symmetric)
    with store.open_store(db) as opened:
        found = found_facts(jsonl.records(opened))
    return name, Scored(graph, score(gold, found))


def values(found: Score) -> dict[str, float]:
    return {
        "precision": found.total.precision,
        "recall": found.total.recall,
        "qualifier_recall": found.qualifier_recall.value,
        "qualifier_precision": found.qualifier_precision.value,
        "certainty": found.certainty.value,
    }


def test_the_scores_are_above_their_floors(scored):
    name, found = scored
    below = {
        measure: (round(value, 4), FLOORS[name][measure])
        for measure, value in values(found.score).items()
        if value < FLOORS[name][measure]
    }
    folder = GOLD[name].relative_to(ROOT).as_posix()
    assert below == {}, f"(found, floor) of {name}; see: kg eval {folder} --by predicate --misses --extras"


def test_every_floor_is_known():
    assert set(FLOORS) == {"seeds", "dev", "negative"}
    assert set(FLOORS["seeds"]) == set(FLOORS["dev"]) == set(MEASURES)
    assert set(FLOORS["negative"]) == {"silent"}


def test_sentences_without_facts_stay_silent():
    count, loud = fired(TESTS / "dev/negative.txt")
    assert count >= 100
    silent = 1 - len(loud) / count
    floor = FLOORS["negative"]["silent"]
    told = "; ".join(f"{one.line}: {one.statements[0].rule}" for one in loud)
    assert silent >= floor, f"{silent:.4f} of the lines are silent, the floor is {floor}: {told}"


@pytest.mark.parametrize("name", GOLD)
def test_the_gold_quotes_its_texts(name):
    by_stem = {path.stem: read(str(path))[0].text for path in texts(name)}
    rows = read_gold(GOLD[name])
    assert {row.article for row in rows} == set(by_stem)
    wrong = [f"{r.file}:{r.line}: {r.row.quote}" for r in rows if r.row.quote not in by_stem[r.article]]
    assert wrong == []


# Citations


def test_every_citation_names_both_sides(scored):
    _, found = scored
    places: dict[str, list[tuple[str, int, int]]] = {}
    for mention in found.graph.mentions:
        places.setdefault(mention.entity, []).append((mention.file, mention.start, mention.end))
    known = {entity.id: (entity.name, *entity.aliases) for entity in found.graph.entities}

    def stands(side: Ref, citations: tuple[Citation, ...]) -> bool:
        if side.type is None:
            return any(written(side.name, c.quote) for c in citations)
        return any(
            any(file == c.file and c.start <= start and end <= c.end for file, start, end in places.get(side.id, ()))
            or any(names.fold(name) in names.fold(c.quote) for name in known[side.id])
            for c in citations
        )

    everywhere = {place for found_at in places.values() for place in found_at}

    def holds(s: Statement) -> bool:
        # An abbreviated name says its parents without writing them out: the whole name is the citation.
        first = s.citations[0]
        if s.rule.startswith("structure/") and (first.file, first.start, first.end) in everywhere:
            return True
        return stands(s.subject, s.citations) and stands(s.object, s.citations)

    bad = [
        f"{s.citations[0].file}@{s.citations[0].start}: {s.subject.name} {fact.predicate} {s.object.name} ({s.rule}) "
        f"cites {' / '.join(c.quote for c in s.citations)}"
        for fact in found.graph.facts
        for s in fact.statements
        if not holds(s)
    ]
    assert bad == []


def written(value: str, quote: str) -> bool:
    """Whether a literal stands in a quote: its words; for a date a number of it, or any date where it is relative."""
    if names.fold(value) in names.fold(quote):
        return True
    if not value[:4].isdigit():
        return False
    return any(number.lstrip("0") in quote for number in value.split("-")) or any(c in quote for c in "年月日")
