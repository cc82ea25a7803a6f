"""Exports read back by other people's readers: the same nodes, facts, names and quotes, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT
from page_support import need
from typer.testing import CliRunner

from kg import ontology, query, store
from kg.cli import app
from kg.commands.exporting import FORMATS
from kg.export import cells, graphml, part, turtle, xml
from kg.export import csv as tables
from kg.export.columns import day
from kg.store import write as write_store

LABELS = {"星海奖", "北斗算法", "东湖大学", "湖大科技", "蓝鲸科技", "蓝鲸语言组", "何雨桐", "宋知远", "林晓舟"}


def kg(*arguments):
    result = CliRunner().invoke(app, [*arguments, "--db", "g.db"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def exported(form, *options):
    result = kg("export", form, *options)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def facts(db):
    """The facts between entities, by id, as the interchange format has them."""
    records = map(json.loads, exported("jsonl").splitlines())
    return {r["id"]: r for r in records if r["record"] == "fact" and "id" in r["object"]}


def same(facts, edges):
    """Whether `edges` (id, source, target, attributes) are the facts with their evidence."""
    assert {key: ends for key, *ends, _ in edges} == {
        key: [fact["subject"]["id"], fact["object"]["id"]] for key, fact in facts.items()
    }
    for key, _, _, found in edges:
        assert found["predicate"] == facts[key]["predicate"]
        assert found["weight"] == found["sources"] == 1
        statements = facts[key]["statements"]
        cited = [c for s in statements for c in s["citations"]]
        first = {
            "file": found["file"],
            "start": found["quote_start"],
            "end": found["quote_end"],
            "quote": found["quote"],
        }
        assert first in cited
        assert found["certainty"] in {s["certainty"] for s in statements}
        told = json.loads(found["statements"])
        assert [(s["certainty"], s["qualifiers"]) for s in told] == [
            (s["certainty"], s["qualifiers"]) for s in statements
        ]
        assert [(c["start"], c["quote"]) for s in told for c in s["citations"]] == [
            (c["start"], c["quote"]) for c in cited
        ]


# Drawings


def test_graphml_in_networkx(db, facts):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(exported("graphml"), force_multigraph=True)
    assert graph.is_directed()
    assert {data["label"] for _, data in graph.nodes(data=True)} == LABELS
    same(facts, [(key, a, b, data) for a, b, key, data in graph.edges(keys=True, data=True)])
    company = graph.nodes["org:蓝鲸科技"]
    assert (company["type"], company["kind"], company["founded_on"]) == ("Org", "company", "2015")
    assert (
        json.loads(company["attribute_facts"])[0]["statements"][0]["citations"][0]["quote"] == "Blue Whale 成立于2015年"
    )
    assert {type(company[key]) for key in ("size", "r", "fact_count")} == {float, int}
    study = next(data for *_, data in graph.edges(data=True) if data["predicate"] == "studied_at")
    assert (study["degree"], study["label"]) == ("bachelor", "就读")


def test_graphml_in_igraph(db, facts):
    igraph = pytest.importorskip("igraph")
    Path("g.graphml").write_text(exported("graphml"), "utf-8")
    graph = igraph.Graph.Read_GraphML("g.graphml")
    assert set(graph.vs["label"]) == LABELS
    names = graph.vs["id"]
    edges = [(e["fact"], names[e.source], names[e.target], e.attributes()) for e in graph.es]
    same(facts, edges)


def test_gexf_in_networkx(db, facts):
    networkx = pytest.importorskip("networkx")
    Path("g.gexf").write_text(exported("gexf"), "utf-8")
    graph = networkx.read_gexf("g.gexf")
    assert {data["label"] for _, data in graph.nodes(data=True)} == LABELS
    same(facts, [(data["id"], a, b, data) for a, b, data in graph.edges(data=True)])
    assert graph.nodes["person:林晓舟"]["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    dated = {data["predicate"]: (data.get("start"), data.get("end")) for *_, data in graph.edges(data=True)}
    assert dated["received"] == ("2020-01-01", "2020-12-31")
    assert dated["leads"] == (None, None)


GRAPHOLOGY = """
const { MultiDirectedGraph } = require("graphology");
const parse = require(`graphology-${process.argv[1]}`).parse;
const graph = parse(MultiDirectedGraph, require("fs").readFileSync(0, "utf8"), {});
process.stdout.write(JSON.stringify({
  nodes: graph.mapNodes((key, data) => [key, data]),
  edges: graph.mapEdges((key, data, source, target) => [key, source, target, data]),
}));
"""


def in_graphology(form, text):
    """Nodes (id, attributes) and edges (id, source, target, attributes) as graphology reads them under Node."""
    modules = ROOT / "npm/node_modules"
    there = (modules / f"graphology-{form}").is_dir() and shutil.which("node") is not None
    need(there, "node, and graphology: npm ci --prefix npm")
    done = subprocess.run(
        ["node", "-e", GRAPHOLOGY, form], input=text.encode(), capture_output=True, check=True,
        env={**os.environ, "NODE_PATH": str(modules)},
    )  # fmt: skip
    read = json.loads(done.stdout)
    return read["nodes"], read["edges"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphology(db, facts, form):
    nodes, edges = in_graphology(form, exported(form))
    assert {data["label"] for _, data in nodes} == LABELS
    same(facts, edges)


def in_igraph(form, text):
    """The same as igraph reads it, which knows no gexf."""
    igraph = pytest.importorskip("igraph")
    Path(f"g.{form}").write_text(text, "utf-8")
    graph = igraph.Graph.Read_GraphML(f"g.{form}")
    ids = graph.vs["id"]
    return (
        [(v["id"], v.attributes()) for v in graph.vs],
        [(e["fact"], ids[e.source], ids[e.target], e.attributes()) for e in graph.es],
    )


@pytest.mark.parametrize(
    ("form", "reader"), [("graphml", in_graphology), ("gexf", in_graphology), ("graphml", in_igraph)]
)
def test_the_five_articles_are_read_back_whole(five, tmp_path, monkeypatch, form, reader):
    monkeypatch.chdir(tmp_path)
    with store.open_store(five) as opened:
        text = "".join(import_module(f"kg.export.{form}").pieces(opened, part.choose(opened)))
        entities = {row["id"]: row["name"] for row in opened.rows("SELECT id, name FROM entity")}
        stored = list(part.facts(opened, part.choose(opened), literal=False))
    nodes, edges = reader(form, text)
    assert {key: data["label"] for key, data in nodes} == entities
    assert len(nodes) == len(entities) > 60
    assert sum(any("\u4e00" <= c <= "\u9fff" for c in data["label"]) for _, data in nodes) > 30
    assert len(edges) == len(stored) > 60
    assert {key: (source, target, data["predicate"], data["label"]) for key, source, target, data in edges} == {
        f.fact.id: (f.fact.subject.id, f.fact.object.id, f.predicate.name, f.predicate.zh)
        for f in stored
        if f.fact.object
    }
    quotes = {f.fact.id: [c.quote for s in f.statements for c in s.said.citations] for f in stored}
    for key, _, _, data in edges:
        assert data["quote"] in quotes[key]
        assert [c["quote"] for s in json.loads(data["statements"]) for c in s["citations"]] == quotes[key]


def test_parallel_facts_stay_apart(add_fact):
    add_fact("林晓舟", "studied_at", "东湖大学", {"degree": "doctor"}, "hedged", None, 0, ["林曉舟本科畢業於東湖大學"])
    networkx = pytest.importorskip("networkx")
    with add_fact.open() as store:
        chosen = part.choose(store)
        text = "".join(graphml.pieces(store, chosen))
    between = networkx.parse_graphml(text, force_multigraph=True).get_edge_data("person:林晓舟", "org:东湖大学")
    assert {(data["degree"], data["certainty"]) for data in between.values()} == {
        ("bachelor", "asserted"), ("doctor", "hedged"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-07-05", "2024-07-05", "2024-07-05"),
        ("2024-13", None, None),
        ("2023-02-30", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_a_date_is_days(date, first, last):
    assert (day(date, last=False), day(date, last=True)) == (first, last)


def test_xml_has_no_control_characters():
    import xml.etree.ElementTree as Tree

    odd = "a\0b\x0bc\ufffe<&>\"'\r\n\t\u202e"
    tag = xml.element("x", {"y": odd, "z": None}, empty=False)
    read = Tree.fromstring(f"{tag}{xml.text(odd)}</x>")
    assert read.text == read.get("y") == "a\ufffdb\ufffdc\ufffd<&>\"'\r\n\t\u202e"
    assert read.get("z") is None


# Tables


def read_csv(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_csv(db, facts):
    assert kg("export", "csv", "--out", "tables").exit_code == 0
    nodes = read_csv(Path("tables/nodes.csv"))
    assert {row["Label"] for row in nodes} == LABELS
    company = next(row for row in nodes if row["Label"] == "蓝鲸科技")
    assert company["founded_on"] == "2015"
    edges = read_csv(Path("tables/edges.csv"))
    numbers = ("sources", "quote_start", "quote_end")
    found = [
        (r["Id"], r["Source"], r["Target"], r | {key: int(r[key]) for key in numbers} | {"weight": float(r["Weight"])})
        for r in edges
    ]
    same(facts, found)


def test_no_cell_is_run():
    rows = list(csv.reader(cells.rows([["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "a=b", None, -1, True, "x\0y"]])))
    assert rows == [["'=1+1", "'+1", "'-1", "'@A1", "'\tx", "'\rx", "a=b", "", "-1", "true", "x\ufffdy"]]
    assert list(csv.reader(cells.rows([["＝1", "＋1", "－1", "＠A", "\nx"]]))) == [
        ["'＝1", "'＋1", "'－1", "'＠A", "'\nx"]
    ]


def test_a_name_that_is_a_formula(add_fact):
    add_fact("蓝鲸科技", "located_in", "==cmd|' /C calc'!A0", {}, "asserted", None, 1, ["蓝鲸语言组"])
    with add_fact.open() as store:
        pieces = tables.files(store, part.choose(store))
        rows = list(csv.DictReader(pieces["nodes.csv"]))
    company = next(row for row in rows if row["Label"] == "蓝鲸科技")
    assert company["located_in"] == "'=cmd|' /C calc'!A0"


def test_neo4j(db):
    assert kg("export", "neo4j", "--out", "neo").exit_code == 0
    nodes = read_csv(Path("neo/nodes.csv"))
    assert {row["name"] for row in nodes if row[":LABEL"].startswith("Entity;")} == LABELS
    ids = {row["id:ID"] for row in nodes}
    assert len(ids) == len(nodes)
    links = read_csv(Path("neo/relationships.csv"))
    assert {row[":START_ID"] for row in links} | {row[":END_ID"] for row in links} <= ids
    assert Counter(row[":TYPE"] for row in links)["FOUNDED_ON"] == 1
    for row in links:
        told = json.loads(row["statements"])
        assert row["quote"] in {c["quote"] for s in told for c in s["citations"]}
        assert '\\"' not in row["statements"]
    script = Path("neo/load.cypher").read_text("utf-8")
    assert "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;" in script
    assert {f"`:TYPE` = '{row[':TYPE']}'" in script for row in links} == {True}


# RDF


def test_turtle_and_jsonld_are_one_graph(db, facts):
    rdflib = pytest.importorskip("rdflib")
    compare = pytest.importorskip("rdflib.compare")
    one = rdflib.Graph().parse(data=exported("turtle"), format="turtle")
    other = rdflib.Graph().parse(data=exported("jsonld"), format="json-ld")
    assert compare.isomorphic(one, other)
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    spans = {
        (str(q), int(one.value(p, oa.start)), int(one.value(p, oa.end)))
        for target in one.subjects(rdflib.RDF.type, oa.SpecificResource)
        for q in (one.value(s, oa.exact) for s in one.objects(target, oa.hasSelector))
        for p in one.objects(target, oa.hasSelector)
        if q is not None and one.value(p, oa.start) is not None
    }
    cited = {
        (c["quote"], c["start"], c["end"]) for f in facts.values() for s in f["statements"] for c in s["citations"]
    }
    assert cited <= spans
    assert {str(o) for o in one.objects(None, rdflib.RDFS.label)} >= LABELS
    asked = """
    PREFIX schema: <https://schema.org/> SELECT ?n WHERE { ?p schema:name ?n ; schema:worksFor/schema:name "蓝鲸科技" }
    """
    assert [str(row.n) for row in one.query(asked)] == ["林晓舟"]
    reified = list(one.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(reified) == len(facts) + 1


def test_what_is_hedged_is_no_triple(add_fact):
    rdflib = pytest.importorskip("rdflib")
    add_fact("何雨桐", "works_at", "湖大科技", {}, "hedged", None, 0, ["何雨桐也参与了北斗算法的研发"])
    with add_fact.open() as store:
        graph = rdflib.Graph().parse(data="".join(turtle.pieces(store, part.choose(store))), format="turtle")
    works = rdflib.URIRef("https://schema.org/worksFor")
    assert len(list(graph.triples((None, works, None)))) == 1
    certainty = rdflib.URIRef("urn:kg:term:certainty")
    assert rdflib.Literal("hedged") in set(graph.objects(None, certainty))


def test_terms_that_point_backwards(add_fact):
    rdflib = pytest.importorskip("rdflib")
    add_fact("宋知远", "founded", "湖大科技", {"date": "2015"}, "asserted", None, 1, ["蓝鲸语言组的负责人是宋知远"])
    with add_fact.open() as store:
        graph = rdflib.Graph().parse(data="".join(turtle.pieces(store, part.choose(store))), format="turtle")
    founder = list(graph.subject_objects(rdflib.URIRef("https://schema.org/founder")))
    assert [[str(graph.value(end, rdflib.RDFS.label)) for end in ends] for ends in founder] == [["湖大科技", "宋知远"]]


# Evidence


def _turtle_evidence():
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=exported("turtle"), format="turtle")
    return _rdf_evidence(rdflib, graph)


def _jsonld_evidence():
    rdflib = pytest.importorskip("rdflib")
    return _rdf_evidence(rdflib, rdflib.Graph().parse(data=exported("jsonld"), format="json-ld"))


def _rdf_evidence(rdflib, graph):
    asked = """
    PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX kg: <urn:kg:term:>
    SELECT ?f ?file ?start ?end ?quote ?certainty ?n WHERE {
      ?s oa:hasBody ?f ; kg:certainty ?certainty ; oa:hasTarget ?t . ?f kg:sources ?n .
      ?t oa:hasSource/kg:file ?file ; oa:hasSelector/oa:exact ?quote ; oa:hasSelector ?p .
      ?p oa:start ?start ; oa:end ?end
    }
    """
    for row in graph.query(asked):
        yield (
            str(row.f).rpartition(":")[2],
            str(row.file),
            int(row.start),
            int(row.end),
            str(row.quote),
            str(row.certainty),
            int(row.n),
        )


def _columns(rows, names):
    for row in rows:
        values = [row[name] for name in names]
        yield (*values[:2], int(values[2]), int(values[3]), *values[4:6], int(values[6]))


def _csv_evidence():
    kg("export", "csv", "--out", "tables")
    names = ("Id", "file", "quote_start", "quote_end", "quote", "certainty", "sources")
    return _columns(read_csv(Path("tables/edges.csv")), names)


def _neo4j_evidence():
    kg("export", "neo4j", "--out", "neo")
    names = ("id", "file", "start_offset:int", "end_offset:int", "quote", "certainty", "sources:int")
    return _columns(read_csv(Path("neo/relationships.csv")), names)


def _graphml_evidence():
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(exported("graphml"), force_multigraph=True)
    names = ("fact", "file", "quote_start", "quote_end", "quote", "certainty", "sources")
    return _columns((data for *_, data in graph.edges(data=True)), names)


def _gexf_evidence():
    networkx = pytest.importorskip("networkx")
    Path("g.gexf").write_text(exported("gexf"), "utf-8")
    names = ("id", "file", "quote_start", "quote_end", "quote", "certainty", "sources")
    return _columns((data for *_, data in networkx.read_gexf("g.gexf").edges(data=True)), names)


def _parquet_evidence():
    parquet = pytest.importorskip("pyarrow.parquet")
    kg("export", "parquet", "--out", "pq")
    names = ("id", "file", "start", "end", "quote", "certainty", "source_count")
    return _columns(parquet.read_table("pq/facts.parquet").to_pylist(), names)


EVIDENCE = {
    "turtle": _turtle_evidence, "jsonld": _jsonld_evidence, "csv": _csv_evidence, "neo4j": _neo4j_evidence,
    "graphml": _graphml_evidence, "gexf": _gexf_evidence, "parquet": _parquet_evidence,
}  # fmt: skip


@pytest.mark.parametrize("form", EVIDENCE)
def test_every_fact_carries_its_evidence(db, facts, form):
    assert {f.name for f in FORMATS} - {"jsonl"} == set(EVIDENCE)
    found = {}
    for key, *evidence in EVIDENCE[form]():
        found.setdefault(key, set()).add(tuple(evidence))
    assert set(facts) <= set(found)
    for key, fact in facts.items():
        cited = {
            (c["file"], c["start"], c["end"], c["quote"], s["certainty"], 1)
            for s in fact["statements"] for c in s["citations"]
        }  # fmt: skip
        assert found[key] <= cited
        assert found[key]


def test_parquet(db, facts):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert kg("export", "parquet", "--out", "pq").exit_code == 0
    entities = parquet.read_table("pq/entities.parquet").to_pylist()
    assert {row["name"] for row in entities} == LABELS
    assert next(r for r in entities if r["name"] == "林晓舟")["aliases"] == ["Xiaozhou Lin", "林曉舟"]
    rows = {row["id"]: row for row in parquet.read_table("pq/facts.parquet").to_pylist()}
    assert len(rows) == len(facts) + 1
    for key, fact in facts.items():
        told = rows[key]["statements"]
        assert [(dict(s["qualifiers"]), s["certainty"], s["attributed_to"], s["rule"]) for s in told] == [
            (s["qualifiers"], s["certainty"], s["attributed_to"], s["rule"]) for s in fact["statements"]
        ]
        assert [[c["quote"] for c in s["citations"]] for s in told] == [
            [c["quote"] for c in s["citations"]] for s in fact["statements"]
        ]
    mentions = [json.loads(line) for line in exported("jsonl").splitlines() if '"mention"' in line[:22]]
    assert parquet.read_table("pq/mentions.parquet").to_pylist() == [
        {key: value for key, value in mention.items() if key != "record"} for mention in mentions
    ]
    kg("export", "parquet", "--out", "part", "--around", "星海奖")
    assert len(parquet.read_table("part/facts.parquet")) == 1


def test_parquet_without_its_library(db, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = kg("export", "parquet", "--out", "pq")
    assert result.exit_code == 2
    assert "pip install 'kg-talent[parquet]'" in result.stderr
    assert not Path("pq").exists()


def test_all_files_of_a_folder_or_none(db, monkeypatch):
    assert kg("export", "csv", "--out", "tables").exit_code == 0
    before = {path.name: path.read_bytes() for path in Path("tables").iterdir()}

    def fail(*_):
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(tables, "_edges", fail)
    assert kg("export", "csv", "--out", "tables", "--force").exit_code == 2
    assert {path.name: path.read_bytes() for path in Path("tables").iterdir()} == before


def test_labels_turn_nothing_around(here, graph):
    networkx = pytest.importorskip("networkx")
    odd = "\u202e林晓舟\u200f\x07"
    entities = tuple(replace(e, name=odd) if e.name == "林晓舟" else e for e in graph.entities)
    write_store(replace(graph, entities=entities), Path("g.db"), ontology=ontology.load())
    read = networkx.parse_graphml(exported("graphml"), force_multigraph=True)
    assert {data["label"] for _, data in read.nodes(data=True)} == LABELS
    Path("g.gexf").write_text(exported("gexf"), "utf-8")
    assert {data["label"] for _, data in networkx.read_gexf("g.gexf").nodes(data=True)} == LABELS
    for form in ("turtle", "jsonld", "jsonl"):
        assert exported(form)


# Parts


def graph_of(*options):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(exported("graphml", *options), force_multigraph=True)
    names = {data["label"] for _, data in graph.nodes(data=True)}
    return names, Counter(data["predicate"] for *_, data in graph.edges(data=True))


def test_parts(db):
    assert graph_of("--around", "Star Sea Prize")[0] == {"星海奖", "林晓舟"}
    assert "何雨桐" not in graph_of("--around", "星海奖", "--depth", "2")[0]
    assert graph_of("--around", "星海奖", "--depth", "3")[0] == LABELS - {"湖大科技", "宋知远"}
    assert graph_of("--around", "星海奖", "--depth", "0") == ({"星海奖"}, Counter())
    assert graph_of("--type", "person") == ({"何雨桐", "宋知远", "林晓舟"}, Counter(advised_by=1))
    assert graph_of("--predicate", "part_of", "--predicate", "leads") == (
        {"蓝鲸科技", "蓝鲸语言组", "宋知远"}, Counter(part_of=1, leads=1),
    )  # fmt: skip
    assert graph_of("--min-sources", "2") == (set(), Counter())
    records = [json.loads(line) for line in exported("jsonl", "--around", "星海奖").splitlines()]
    assert Counter(r["record"] for r in records)["fact"] == 1
    assert {r["entity"] for r in records if r["record"] == "mention"} == {"award:星海奖", "person:林晓舟"}


def test_facts_of_two_sources(add_fact):
    add_fact("蓝鲸语言组", "part_of", "蓝鲸科技", {}, "asserted", None, 0, ["林晓舟在蓝鲸科技提出了北斗算法"])
    with add_fact.open() as store:
        chosen = part.choose(store, min_sources=2)
        assert [(f.fact.predicate, f.sources, f.files) for f in part.facts(store, chosen)] == [("part_of", 2, 2)]
        assert [n.node.name for n in part.nodes(store, chosen)] == ["蓝鲸科技", "蓝鲸语言组"]
        assert query.find(store, "蓝鲸科技")


def test_a_mistaken_part_gets_a_message(db):
    assert kg("export", "graphml", "--around", "蓝京科技").exit_code == 1
    result = kg("export", "graphml", "--predicate", "works_on")
    assert result.exit_code == 2
    assert "did you mean: worked_on" in result.stderr
    assert kg("export", "graphml", "--type", "Planet").exit_code == 2


# Files

FIRST_FILE = {"csv": "nodes.csv", "neo4j": "nodes.csv", "parquet": "facts.parquet"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_nothing_is_overwritten_by_surprise(db, form):
    there = Path("there")
    if form.folder:
        there.mkdir()
        (there / FIRST_FILE[form.name]).write_text("mine", "utf-8")
    else:
        there.write_text("mine", "utf-8")
    mine = there / FIRST_FILE[form.name] if form.folder else there
    result = kg("export", form.name, "--out", "there")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--force" in result.stderr
    assert mine.read_bytes() == b"mine"
    assert kg("export", form.name, "--out", "there", "--force").exit_code == 0
    assert mine.read_bytes() != b"mine"
    result = kg("export", form.name, "--out", "no/such/place")
    assert result.exit_code == 2
    assert "no/such: no such folder" in result.stderr
    wrong = f"there/{FIRST_FILE[form.name]}" if form.folder else "articles"
    assert kg("export", form.name, "--out", wrong, "--force").exit_code == 2


@pytest.mark.parametrize("form", ["graphml", "gexf", "turtle", "jsonld"])
def test_same_bytes_every_time(db, form):
    run = [sys.executable, "-m", "kg", "export", form, "--db", "g.db"]
    written = {
        subprocess.run(run, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")
    }
    assert len(written) == 1
    assert b"\r" not in written.pop()


def test_every_format_has_a_module():
    import kg.export

    folder = Path(kg.export.__file__).parent
    helpers = {"__init__", "part", "columns", "xml", "cells", "rdf"}
    assert {path.stem for path in folder.glob("*.py")} - helpers == {form.name for form in FORMATS}
