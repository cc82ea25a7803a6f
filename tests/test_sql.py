"""`kg query`: SQL for reading, within limits; SPARQL over the RDF that is exported; and what docs/query.md says."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import sql
from kg.cli import app
from kg.errors import UsageError

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs/query.md").read_text("utf-8")
FOREVER = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


def kg(*arguments, **options):
    result = CliRunner().invoke(app, ["query", *arguments, "--db", "g.db"], **options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(opened, text, **options):
    with opened() as graph:
        return sql.run(graph, text, **options).rows


def refused(opened, text, **options):
    with opened() as graph, pytest.raises(UsageError) as told:
        sql.run(graph, text, **options)
    return told.value


def test_facts_with_their_words(opened):
    asked = "SELECT subject, object, qualifiers, file, line, quote FROM statements WHERE predicate = 'leads'"
    assert rows(opened, asked) == (
        ("宋知远", "蓝鲸语言组", '{"role":"负责人"}', "articles/b.txt", 2, "蓝鲸语言组的负责人是宋知远"),
    )
    assert rows(opened, "SELECT certainty, statements, files FROM facts WHERE predicate = 'works_at'") == (
        ("asserted", 2, 1),
    )
    antecedent = "SELECT quote FROM citations WHERE position = 1"
    assert rows(opened, antecedent) == (("宋知远",),)
    assert rows(opened, "SELECT DISTINCT entity FROM names WHERE folded = fold('林曉舟')") == (("person:林晓舟",),)
    assert rows(opened, "SELECT facts, files FROM entities WHERE name = '林晓舟'") == ((4, 2),)


def test_forms(db):
    asked = "SELECT name, type FROM entities ORDER BY name LIMIT 2"
    assert kg(asked).stdout.splitlines() == ["name\ttype", "东湖大学\tOrg", "何雨桐\tPerson"]
    answer = json.loads(kg(asked, "--json").stdout)
    assert answer == {
        "columns": ["name", "type"],
        "rows": [{"name": "东湖大学", "type": "Org"}, {"name": "何雨桐", "type": "Person"}],
        "more": False,
    }
    cells = list(csv.reader(io.StringIO(kg("SELECT '=1' AS a, NULL AS b", "--csv").stdout, newline="")))
    assert cells == [["a", "b"], ["'=1", ""]]
    assert kg(asked, "--csv", "--json").exit_code == 2
    schema = kg("--schema", "--csv").stdout.splitlines()
    assert "facts,subject_id" in schema


def test_where_a_query_comes_from(db):
    Path("q.sql").write_text("\ufeffSELECT 1 AS one; -- a remark\n", "utf-8")
    assert kg("--file", "q.sql").stdout == "one\n1\n"
    assert kg(input="SELECT 2 AS two").stdout == "two\n2\n"
    assert kg("-", input="SELECT 3 AS three").stdout == "three\n3\n"
    Path("latin.sql").write_bytes("SELECT 'é'".encode("latin-1"))
    for mistaken, said in (
        (["SELECT 1", "--file", "q.sql"], "give one of them"),
        (["--file", "none.sql"], "no such file"),
        (["--file", "articles"], "no such file"),
        (["--file", "latin.sql"], "not UTF-8"),
    ):
        result = kg(*mistaken)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
    assert "longer than 1 MB" in kg(input="-" * 1_000_001).stderr


def test_rows_are_bounded_and_said_to_be(db):
    result = kg("SELECT name FROM entities", "--limit", "3")
    assert len(result.stdout.splitlines()) == 4
    assert "first 3 rows; --limit shows more" in result.stderr
    assert json.loads(kg("SELECT name FROM entities", "--limit", "3", "--json").stdout)["more"] is True
    assert kg("SELECT name FROM entities", "--limit", "9").stderr == ""
    assert kg("SELECT 1", "--limit", "0").exit_code == 2


def test_time_is_bounded(opened):
    begin = time.monotonic()
    assert "stopped after 0.2 s" in refused(opened, FOREVER, seconds=0.2).message
    assert time.monotonic() - begin < 5


def test_size_is_bounded(opened):
    assert "a value is longer than" in refused(opened, "SELECT zeroblob(2000000)").message
    assert "a value is longer than" in refused(opened, "SELECT replace(hex(zeroblob(400000)), '0', 'aaa')").message
    many = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT hex(zeroblob(400000)) FROM c"
    assert "the answer is larger" in refused(opened, many).message


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM entity", "DROP VIEW facts", "UPDATE source SET path = 'x'", "INSERT INTO entity VALUES (1)",
        "CREATE TABLE t (x)", "CREATE TEMP TABLE t (x)", "CREATE TEMP VIEW v AS SELECT 1", "ATTACH 'other.db' AS other",
        "DETACH main", "PRAGMA query_only = OFF", "PRAGMA user_version", "SELECT * FROM pragma_table_info('fact')",
        "VACUUM", "VACUUM INTO 'copy.db'", "BEGIN", "REINDEX", "ANALYZE", "SELECT load_extension('x')",
        "SELECT writefile('x', 'y')",
    ],
)  # fmt: skip
def test_nothing_but_reading(db, opened, text):
    before = db.read_bytes()
    told = refused(opened, text)
    assert "only reads" in told.message or "no such function" in told.message
    assert sorted(path.name for path in Path().iterdir()) == ["articles", "g.db"]
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the query is empty"),
        (" ;\n", "the query is empty"),
        ("-- nothing", "only a comment"),
        ("SELEC 1", "syntax error"),
        ("SELECT 1; SELECT 2", "one by one"),
        ("SELECT ?", "no parameters"),
        ("SELECT :name", "no parameters"),
        ("SELECT 'a", "unrecognized token"),
        ("SELECT 1\0", "null character"),
        ("x" * 200_000, "longer than"),
        ("SELECT name FROM entities WHERE name LIKE '" + "%a" * 400 + "'", "too complex"),
    ],
)
def test_mistakes_are_told(opened, text, said):
    told = refused(opened, text)
    assert said in told.message


def test_what_was_probably_meant(opened):
    assert refused(opened, "SELECT * FROM fact_s").suggestions == ("facts",)
    assert "subject" in refused(opened, "SELECT subjct FROM facts").suggestions


def test_odd_values(db, opened):
    values = "SELECT 9e999 AS a, -9e999 AS b, x'00ff' AS c, CAST(x'ff41' AS TEXT) AS d, 1 AS a, 2 AS a"
    with opened() as graph:
        table = sql.run(graph, values)
        assert table.columns == ("a", "b", "c", "d", "a_2", "a_3")
        assert table.rows == (("inf", "-inf", "00ff", "\ufffdA", 1, 2),)
    assert json.loads(kg(values, "--json").stdout)["rows"][0]["c"] == "00ff"
    assert kg("SELECT 'a' || char(9) || 'b' || char(10) || char(27) AS x").stdout == "x\na b  \n".replace(
        " \n", "\ufffd\n"
    )


def test_the_connection_is_as_it_was(opened):
    with opened() as graph:
        sql.run(graph, "SELECT 1")
        with pytest.raises(UsageError):
            sql.run(graph, FOREVER, seconds=0.1)
        assert graph.rows("PRAGMA user_version")[0][0] > 0
        assert graph.rows("SELECT name FROM entity")[0]["name"]


# docs/query.md


def described():
    """The views and columns that the document describes, in its order."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^### ", DOCUMENT, flags=re.MULTILINE)[1:]:
        name = re.match(r"`(\w+)`\n", section)
        if name:
            lines = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
            found[name[1]] = re.findall(r"`(\w+)`", " ".join(lines))
    return found


def test_the_document_describes_each_view_and_column(opened):
    with opened() as graph:
        views = {name: list(columns) for name, columns in sql.views(graph).items()}
    assert {name: sorted(columns) for name, columns in described().items()} == {
        name: sorted(columns) for name, columns in views.items()
    }


@pytest.mark.parametrize("text", re.findall(r"^```sql\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
def test_its_examples_run(opened, text):
    assert rows(opened, text) is not None


@pytest.mark.parametrize("text", re.findall(r"^```sparql\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
def test_its_sparql_runs(opened, text):
    pytest.importorskip("pyoxigraph")
    from kg import sparql

    with opened() as graph:
        assert sparql.run(graph, text).columns


# SPARQL


def test_sparql(db):
    pytest.importorskip("pyoxigraph")
    asked = 'SELECT ?n WHERE { ?p schema:name ?n ; schema:worksFor/schema:name "蓝鲸科技" }'
    assert kg("--sparql", asked).stdout == "n\n林晓舟\n"
    quotes = "SELECT ?q { ?f rdf:predicate p:leads . ?s oa:hasBody ?f ; oa:hasTarget/oa:hasSelector/oa:exact ?q }"
    assert kg("--sparql", quotes).stdout.splitlines() == ["q", "蓝鲸语言组的负责人是宋知远"]
    assert kg("--sparql", "ASK { ?s a schema:Person }").stdout == "answer\ntrue\n"
    built = kg("--sparql", "CONSTRUCT WHERE { ?s schema:worksFor ?o }", "--limit", "1")
    assert built.stdout.splitlines()[0] == "subject\tpredicate\tobject"
    assert "first 2 rows" in kg("--sparql", "SELECT * { ?s ?p ?o }", "--limit", "2").stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELEC", "SPARQL: "),
        (" ", "the query is empty"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICE<http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "SPARQL: "),
    ],
)
def test_sparql_mistakes(opened, text, said):
    pytest.importorskip("pyoxigraph")
    from kg import sparql

    with opened() as graph, pytest.raises(UsageError, match=said):
        sparql.run(graph, text)


def test_a_word_in_a_string_is_no_service(opened):
    pytest.importorskip("pyoxigraph")
    from kg import sparql

    with opened() as graph:
        text = "SELECT ?service { ?service schema:name ?n FILTER(?n != 'SERVICE') } # SERVICE\nLIMIT 1"
        assert sparql.run(graph, text).columns == ("service",)


def test_sparql_time_is_bounded(opened):
    pytest.importorskip("pyoxigraph")
    from kg import sparql

    slow = "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 60 } ?d ?e ?f . ?g ?h ?i }"
    with opened() as graph, pytest.raises(UsageError, match=r"stopped after|could not be loaded"):
        sparql.run(graph, slow, seconds=0.5)


def test_sparql_without_its_library(db, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    result = kg("--sparql", "ASK { ?s ?p ?o }")
    assert result.exit_code == 2
    assert "pip install 'kg-talent[sparql]'" in result.stderr
