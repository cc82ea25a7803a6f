"""Questions to the hand-made graph: how they are read, what is answered, and what is not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from conftest import make_graph
from terminal_support import shown
from typer.testing import CliRunner

from kg import ontology, store
from kg.ask import ask
from kg.ask.lexicon import Relation, forms
from kg.ask.match import passes
from kg.ask.query import Test as Condition
from kg.ask.query import Var
from kg.cli import app
from kg.errors import UsageError
from kg.lexicons import load_table
from kg.query import filters


def kg(*arguments):
    return CliRunner().invoke(app, list(arguments))


def names(reply):
    return sorted(answer.name for answer in reply.answers)


@pytest.fixture
def asked(opened):
    """Asks the hand-made graph."""

    def question(text, **options):
        with opened() as graph:
            return ask(graph, text, **options)

    return question


# What is answered


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("谁提出了北斗算法？", ["林晓舟"]),
        ("北斗算法是谁提出的", ["林晓舟"]),
        ("誰參與了北斗算法的研發？", ["何雨桐", "林晓舟"]),
        ("北斗算法的参与者有哪些？", ["何雨桐", "林晓舟"]),
        ("Who worked on Beidou?", ["何雨桐", "林晓舟"]),
        ("Beidou inventor", ["林晓舟"]),
        ("林晓舟的本科是在哪里读的？", ["东湖大学"]),
        ("Where did Xiaozhou Lin study?", ["东湖大学"]),
        ("谁毕业于東湖大學？", ["林晓舟"]),
        ("谁领导蓝鲸语言组？", ["宋知远"]),
        ("蓝鲸语言组的负责人是谁", ["宋知远"]),
        ("蓝鲸语言组属于哪家公司？", ["蓝鲸科技"]),
        ("What is 蓝鲸语言组 part of?", ["蓝鲸科技"]),
        ("蓝鲸科技是什么时候成立的？", ["2015"]),
        ("When was Blue Whale founded?", ["2015"]),
        ("林晓舟哪一年获得星海奖？", ["2020"]),
        ("Which prize did 林晓舟 win in 2020?", ["星海奖"]),
        ("谁获得过星海奖？", ["林晓舟"]),
        ("Who was advised by 何雨桐?", ["宋知远"]),
        ("何雨桐指导过谁？", ["宋知远"]),
        ("谁指导过宋知远？", ["何雨桐"]),
        ("宋知远是谁的学生？", ["何雨桐"]),
        ("Whose student is 宋知远?", ["何雨桐"]),
    ],
)
def test_one_condition(asked, question, answers):
    reply = asked(question)
    assert (reply.understood, names(reply)) == (True, answers)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("谁既参与了北斗算法，又获得了星海奖？", ["林晓舟"]),
        ("获得过星海奖的人参与了什么？", ["北斗算法"]),
        ("北斗算法的提出者在哪家公司工作？", ["蓝鲸科技"]),
        ("Which company does the inventor of Beidou work at?", ["蓝鲸科技"]),
        ("Who worked on Beidou and won the Star Sea Prize?", ["林晓舟"]),
        ("在蓝鲸科技工作过的东湖大学毕业生有谁？", ["林晓舟"]),
        ("除了林晓舟，还有谁参与了北斗算法？", ["何雨桐"]),
        ("谁和林晓舟一起参与了北斗算法？", ["何雨桐"]),
        ("林晓舟在哪里读的本科，获得过什么奖？", ["东湖大学", "星海奖"]),
        ("蓝鲸语言组的负责人的导师是谁？", ["何雨桐"]),
        ("何雨桐和林晓舟都参与了什么？", ["北斗算法"]),
    ],
)
def test_several_conditions(asked, question, answers):
    assert names(asked(question)) == answers


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("有几个人参与了北斗算法？", "2"),
        ("How many people worked on Beidou?", "2"),
        ("林晓舟获得过星海奖吗？", "yes"),
        ("林晓舟获得过星海奖没有", "yes"),
        ("Did Xiaozhou Lin win the Star Sea Prize?", "yes"),
        ("宋知远在蓝鲸语言组担任什么职务？", "负责人"),
        ("林晓舟读的是什么学位", "bachelor"),
    ],
)
def test_counts_truths_and_qualifiers_are_values(asked, question, value):
    (answer,) = asked(question).answers
    assert (answer.value, answer.entity) == (value, None)


def test_what_is_doubted_or_said_by_a_party_stays_so(asked):
    (advisor,) = asked("宋知远的导师是谁？").answers
    assert (advisor.name, advisor.certainty) == ("何雨桐", "hedged")
    (count,) = asked("何雨桐有几个学生？").answers
    assert (count.value, count.certainty) == ("1", "hedged")
    (truth,) = asked("宋知远是何雨桐的学生吗？").answers
    assert truth.certainty == "hedged"
    (joined,) = asked("蓝鲸语言组的负责人的导师是谁").answers
    assert joined.certainty == "hedged"
    (year,) = asked("林晓舟哪一年加入蓝鲸科技？").answers
    assert (year.value, year.certainty, year.attributed_to) == ("2019", "attributed", "何雨桐")
    (place,) = asked("林晓舟在哪里工作？").answers
    assert place.certainty == "asserted"


def test_answers_cite_the_words_that_say_them(asked):
    (answer,) = asked("谁提出了北斗算法？").answers
    (cited,) = answer.citations
    assert (cited.file, cited.line, cited.quote) == ("articles/a.txt", 3, "林晓舟在蓝鲸科技提出了北斗算法")
    (yes,) = asked("林晓舟毕业于东湖大学吗").answers
    assert [c.quote for c in yes.citations] == ["林曉舟本科畢業於東湖大學"]


def test_contradictions_are_answered_both_and_marked(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2016", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    with add_fact.open() as graph:
        reply = ask(graph, "蓝鲸科技是哪一年成立的？")
    assert [(answer.value, answer.conflict) for answer in reply.answers] == [("2015", True), ("2016", True)]


def test_the_more_exact_of_two_dates_is_the_answer(add_fact):
    add_fact("蓝鲸科技", "founded_on", "=2015-06", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    add_fact("何雨桐", "founded", "蓝鲸科技", {"date": "2015"}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    with add_fact.open() as graph:
        reply = ask(graph, "蓝鲸科技是哪一年成立的？")
        assert [answer.value for answer in reply.answers] == ["2015-06"]
        assert len(reply.answers[0].supports) == 3
        both = ask(graph, "Who founded Blue Whale, and when?")
    assert names(both) == ["2015-06", "何雨桐"]


def test_parts_count_for_the_whole_but_their_heads_do_not_lead_it(add_fact):
    add_fact("何雨桐", "works_at", "蓝鲸语言组", {}, "asserted", None, 0, ["何雨桐也参与了北斗算法的研发"])
    with add_fact.open() as graph:
        there = ask(graph, "谁在蓝鲸科技工作？")
        assert names(there) == ["何雨桐", "林晓舟"]
        assert there.notes == ("counted as 蓝鲸科技: its parts 蓝鲸语言组",)
        assert names(ask(graph, "谁在蓝鲸语言组工作？")) == ["何雨桐"]
        assert not ask(graph, "谁领导蓝鲸科技？").answered


def test_who_is_at_a_place_says_as_what(asked):
    reply = asked("谁在蓝鲸科技？")
    assert names(reply) == ["宋知远", "林晓舟"]
    assert {s.fact.predicate for answer in reply.answers for s in answer.supports} == {"leads", "works_at"}


def test_where_one_relation_says_nothing_the_next_is_taken_and_told(asked):
    reply = asked("宋知远在哪里工作？")
    assert names(reply) == ["蓝鲸语言组"]
    assert "taken instead: leads" in reply.notes[0]


def test_a_kind_that_is_named_may_be_further_above(add_fact):
    add_fact("蓝鲸科技", "part_of", "东湖大学", {}, "asserted", None, 1, ["Blue Whale 成立于2015年"])
    with add_fact.open() as graph:
        assert names(ask(graph, "蓝鲸语言组属于哪所大学？")) == ["东湖大学"]
        assert names(ask(graph, "蓝鲸语言组属于哪里？")) == ["蓝鲸科技"]


def test_an_advisor_of_no_told_kind_is_given_and_that_is_told(asked):
    reply = asked("宋知远的博士导师是谁？")
    assert [(answer.name, answer.certainty) for answer in reply.answers] == [("何雨桐", "hedged")]
    assert reply.notes == ("no source says kind=doctoral here",)


def test_peers_of_another_kind_are_told_to_be(add_fact):
    add_fact("林晓舟", "peer_of", "宋知远", {"kind": "same_advisor"}, "asserted", None, 1, ["林晓舟在2020年"])
    with add_fact.open() as graph:
        reply = ask(graph, "林晓舟的同学是谁？")
        assert names(reply) == ["宋知远"]
        assert reply.notes == ("no source says kind=classmate here; taken instead: any",)
        assert ask(graph, "宋知远的同门是谁？").notes == ()


def test_of_several_degrees_any_counts(add_fact):
    add_fact("林晓舟", "studied_at", "湖大科技", {"degree": "master"}, "asserted", None, 1, ["林晓舟在2020年"])
    with add_fact.open() as graph:
        assert names(ask(graph, "林晓舟的硕士和本科分别在哪里读的？")) == ["东湖大学", "湖大科技"]
        assert names(ask(graph, "林晓舟的硕士是在哪里读的？")) == ["湖大科技"]


def test_of_several_things_each_counts_where_they_share_nothing(add_fact):
    add_fact("林晓舟", "advised_by", "宋知远", {}, "asserted", None, 1, ["林晓舟在2020年"])
    with add_fact.open() as graph:
        reply = ask(graph, "林晓舟和宋知远的导师是谁？")
        assert names(reply) == ["何雨桐", "宋知远"]
        assert reply.notes == ("no source says it of all of them; this is of each by itself",)
        assert ask(graph, "林晓舟和宋知远的导师分别是谁？").notes == ()
        assert not ask(graph, "林晓舟和宋知远共同的导师是谁？").answered
        assert not ask(graph, "林晓舟和何雨桐都获得过星海奖吗？").answered
        assert not ask(graph, "Did Xiaozhou Lin and Yutong He win the Star Sea Prize?").answered
        assert not ask(graph, "谁在蓝鲸科技和东湖大学工作过？").answered


def test_two_things_are_asked_for(asked):
    assert names(asked("蓝鲸科技的创立时间和部门是什么？")) == ["2015", "蓝鲸语言组"]
    half = asked("宋知远的导师和母校是谁？")
    assert names(half) == ["何雨桐"]
    assert half.notes == ("no source says: 宋知远 studied_at ?x (Org) → ?x",)


def test_dates_filter(asked):
    assert names(asked("谁在2020年获得了星海奖？")) == ["林晓舟"]
    assert not asked("谁在2019年获得了星海奖？").answered
    assert names(asked("林晓舟2019年之后在哪里工作？")) == ["蓝鲸科技"]
    assert not asked("谁在2018年之前加入了蓝鲸科技？").answered


def test_how_two_are_related(asked):
    (answer,) = asked("林晓舟和星海奖是什么关系？").answers
    assert (answer.name, answer.value) == ("获奖", "received")
    apart = asked("What is the relation between 何雨桐 and 星海奖?")
    assert (apart.answered, apart.suggestions) == (False, ("kg path 何雨桐 星海奖",))


def test_answers_are_narrowed(here, add_fact):
    with add_fact.open() as graph:
        sure = filters.make(graph, certainty="asserted")
        assert not ask(graph, "林晓舟什么时候加入蓝鲸科技？", only=sure).answered
        assert names(ask(graph, "林晓舟什么时候加入蓝鲸科技？")) == ["2019"]
        assert names(ask(graph, "谁在蓝鲸科技？", only=filters.make(graph, of_predicates=["leads"]))) == ["宋知远"]
        assert not ask(graph, "林晓舟在哪里读书？", only=filters.make(graph, of_types=["Person"])).answered
        assert not ask(graph, "谁参与了北斗算法？", only=filters.make(graph, source="b.txt")).answered


def test_limit(asked):
    reply = asked("谁参与了北斗算法？", limit=1)
    assert (len(reply.answers), reply.total) == (1, 2)


# What is not


@pytest.mark.parametrize(
    "question",
    [
        "谁是最好的研究员？", "林晓舟的妻子是谁？", "林晓舟为什么加入蓝鲸科技？", "蓝鲸科技明年会发布什么？",
        "谁没有参与北斗算法？",
        "林晓舟是第一个加入蓝鲸科技的人吗", "张三在哪里工作？", "谁在蓝鲸科技食堂工作？",
        "北斗算法2号是谁提出的？", "林晓舟是谁？",
        "林晓舟离开蓝鲸科技后去了哪里？", "Who is the best researcher?", "Why did Xiaozhou Lin join Blue Whale?",
        "Who will join Blue Whale?", "Who did not work on Beidou?", "Where does John Smith work?",
        "今天天气怎么样？", "？？", "工作", "参与了", "do", "毕业吗", "多少人？",
        "Which company did Xiaozhou Lin work for before Blue Whale?", "林晓舟",
    ],
)  # fmt: skip
def test_what_is_not_understood_gets_no_answer(asked, question):
    reply = asked(question)
    assert (reply.understood, reply.answered) == (False, False)
    assert reply.reason


@pytest.mark.parametrize(
    "question",
    [
        "何雨桐在哪里读的大学？", "何雨桐获得过什么奖？", "蓝鲸科技有多少员工？", "有多少人在蓝鲸科技工作？",
        "林晓舟的硕士是在哪里读的？",
        "何雨桐什么时候加入蓝鲸科技？",
        "何雨桐哪年创办了蓝鲸科技？",
        "何雨桐获得过星海奖吗？", "谁拒绝了蓝鲸科技的offer？", "宋知远的硕士导师是谁？", "蓝鲸科技的CTO是谁？",
        "林晓舟什么时候离开蓝鲸科技？", "蓝鲸科技旗下有哪些公司？",
        "Where did Yutong He study?", "Who leads Blue Whale?", "蓝鲸科技是谁的学生",
    ],
)  # fmt: skip
def test_what_no_source_says_is_said_apart(asked, question):
    reply = asked(question)
    assert not reply.answered
    if reply.understood:
        assert reply.query
        assert reply.near


def test_the_nearest_is_given(asked):
    reply = asked("林晓舟在哪里实习过？")
    (near,) = reply.near
    assert near.entity.name == "林晓舟"
    assert {fact.predicate for fact, _ in near.facts} >= {"works_at", "studied_at"}
    assert asked("林晓州在哪里读书？").suggestions == ("林晓舟",)


def test_a_name_that_sounds_the_same_is_taken_and_told(here):
    graph = make_graph()
    entities = tuple(
        replace(e, spellings=("linxiaozhou", "xiaozhoulin")) if e.name == "林晓舟" else e for e in graph.entities
    )
    store.write(replace(graph, entities=entities), Path("g.db"), ontology=ontology.load())
    with store.open_store(Path("g.db")) as opened:
        reply = ask(opened, "林小舟在哪里读书？")
        assert names(reply) == ["东湖大学"]
        assert reply.notes == ("no '林小舟' in the graph; taken for 林晓舟, which is spelt or sounds alike",)
        assert names(ask(opened, "Where did Lin Xiaozhou study?")) == ["东湖大学"]
        assert names(ask(opened, "Who worked on Beidouu?")) == ["何雨桐", "林晓舟"]


def test_a_part_of_a_name_that_only_one_has_is_taken_and_told(asked):
    reply = asked("谁是语言组的负责人？")
    assert names(reply) == ["宋知远"]
    assert reply.notes == ("no '语言组' in the graph; taken for 蓝鲸语言组, the only name with it",)
    assert not asked("谁在实验组工作？").understood


@pytest.mark.parametrize(
    "question", ["", "   ", "谁" * 401, "谁\x01参与了北斗算法", "\x1b[31m谁", "\ud800"],
)  # fmt: skip
def test_what_is_no_question_is_refused(asked, question):
    if question == "\ud800":  # half a character, as a terminal may hand it over
        assert not asked(question).understood
    else:
        with pytest.raises(UsageError):
            asked(question)


def test_marks_of_direction_and_odd_width_do_not_matter(asked):
    assert names(asked("\u202e谁提出了\u200b北斗算法？\u202c")) == ["林晓舟"]
    assert names(asked("ＷＨＯ　ｗｏｒｋｅｄ　ｏｎ　Ｂｅｉｄｏｕ？")) == ["何雨桐", "林晓舟"]


def test_an_empty_graph(here):
    graph = replace(make_graph(), entities=(), mentions=(), facts=(), extracts=())
    store.write(graph, Path("empty.db"), ontology=ontology.load())
    with store.open_store(Path("empty.db")) as opened:
        assert not ask(opened, "谁提出了北斗算法？").understood
        assert not ask(opened, "谁获得过奖？").answered


def test_a_word_that_only_the_rules_know(asked):
    reply = asked("谁空降蓝鲸科技？")
    assert names(reply) == ["林晓舟"]
    assert reply.by == "work/joined"
    assert asked("谁加入了蓝鲸科技？").by == "words"


# The command


def test_the_command_prints_names_facts_and_quotes(db):
    result = kg("ask", "谁提出了北斗算法？", "--explain", "--db", "g.db")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "query: ?x (Person) worked_on 北斗算法 [role=proposer] → ?x",
        "read by: words",
        "林晓舟",
        "  林晓舟 — worked on · 参与 — 北斗算法  (role=proposer)",
        "    [1] articles/a.txt:3:1",
        "      «林晓舟»在蓝鲸科技提出了«北斗算法»",
    ]


def test_the_command_says_what_is_not_sure(db):
    lines = kg("ask", "宋知远的导师是谁？", "--db", "g.db").stdout.splitlines()
    assert lines[:2] == ["何雨桐  (hedged)", "  宋知远 — was advised by · 导师 — 何雨桐  (hedged)"]


def test_json(db):
    answered = json.loads(kg("ask", "谁提出了北斗算法？", "--json", "--db", "g.db").stdout)
    assert {key: answered[key] for key in ("question", "understood", "answered")} == {
        "question": "谁提出了北斗算法？", "understood": True, "answered": True,
    }  # fmt: skip
    (answer,) = answered["answers"]
    assert {key: answer[key] for key in ("name", "id", "value", "certainty", "conflict")} == {
        "name": "林晓舟", "id": "person:林晓舟", "value": None, "certainty": "asserted", "conflict": False,
    }  # fmt: skip
    (cited,) = answer["citations"]
    assert cited["quote"] == "林晓舟在蓝鲸科技提出了北斗算法"
    assert {"file", "line", "column", "start", "end"} <= cited.keys()
    (count,) = json.loads(kg("ask", "几个人参与了北斗算法？", "--json", "--db", "g.db").stdout)["answers"]
    assert (count["id"], count["value"]) == (None, "2")


@pytest.mark.parametrize(
    ("question", "understood"), [("谁是最好的研究员？", False), ("何雨桐获得过什么奖？", True)]
)  # fmt: skip
def test_no_answer_leaves_with_one(db, question, understood):
    result = kg("ask", question, "--db", "g.db")
    assert (result.exit_code, result.stdout.split(":")[0]) == (1, "not answered" if understood else "not understood")
    said = kg("ask", question, "--json", "--db", "g.db")
    assert said.exit_code == 1
    reply = json.loads(said.stdout)
    assert (reply["understood"], reply["answered"], reply["answers"]) == (understood, False, [])
    assert reply["reason"]


def test_what_cannot_be_asked_leaves_with_two(db):
    result = kg("ask", "谁" * 10_000, "--db", "g.db")
    assert (result.exit_code, result.stderr) == (2, "kg: a question of 10000 characters; ask one of at most 400\n")
    said = json.loads(kg("ask", "谁\x02", "--json", "--db", "g.db").stdout)
    assert said["error"]["code"] == "usage"
    assert kg("ask", "谁提出了北斗算法", "--db", "no.db").exit_code == 2


def test_limit_of_the_command(db):
    assert kg("ask", "谁参与了北斗算法？", "--limit", "1", "--db", "g.db").stdout.endswith(
        "1 more; --limit 2 shows all\n"
    )  # fmt: skip


def test_on_a_terminal(db):
    screen = shown("ask", "谁提出了北斗算法？", "--explain", "--db", "g.db", columns="60")
    assert "林晓舟" in screen
    assert "articles/a.txt:3:1" in screen
    assert "not understood" in shown("ask", "谁最好", "--db", "g.db", columns="60")


# Values, lists


@pytest.mark.parametrize(
    ("key", "asked_for", "value", "passed"),
    [
        ("role", "教授", "副教授", False), ("role", "教授", "教授", True), ("role", "CEO", "首席执行官", True),
        ("role", "研究员", "高级研究员", True), ("role", "工程师", "关键工程师", True),
        ("role", "院长", "副院长", False),
        ("grade", "银牌", "silver medal", True), ("grade", "一等奖", "二等奖", False),
        ("grade", "冠军", "第一名", True),
        ("edition", "第29届", "第二十九届", True), ("edition", "第3届", "3", True), ("year", "2024", "2024-07", True),
        ("start", "2024", "2023", False), ("major", "计算机", "计算机科学", True),
        ("degree", "doctor", "master", False),
        ("value", "湖南", "湖南省新化县", True), ("value", "NLP", "NLPX", False),
    ],
)  # fmt: skip
def test_values_that_mean_the_same(key, asked_for, value, passed):
    assert passes(Condition(key, "=", asked_for), value) is passed


@pytest.mark.parametrize(
    ("op", "value", "passed"),
    [
        (">=", "2024-01", True),
        (">=", "2023-12", False),
        ("<", "2023", True),
        ("<", "2024", False),
        (">", "2024", False),
    ],
)
def test_dates_before_and_after(op, value, passed):
    assert passes(Condition("date", op, "2024"), value) is passed


def test_variables_meet_only_where_they_can():
    from kg.ask.query import Query

    query = Query({"a": Var(frozenset({"Person"})), "b": Var(None, nodes=(3,)), "c": Var(frozenset({"Org"}))})
    assert query.unify("a", "c") is None
    both = query.unify("a", "b")
    assert both is not None
    assert (both.vars["a"].types, both.vars["a"].nodes) == (frozenset({"Person"}), (3,))


LISTS = sorted(
    path.name.removesuffix(".tsv")
    for path in resources.files("kg").joinpath("lexicon").iterdir()
    if path.name.startswith("ask_")
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_for_asking_are_in_the_script_and_case_that_is_read(name):
    opencc = pytest.importorskip("opencc")
    simplify = opencc.OpenCC("t2s").convert
    for row in load_table(name):
        for column in ("words", "english"):
            if column in row.cells and name != "ask_reasons":
                forms = row.many(column)
                assert len(forms) == len(set(forms)), row.error("a form stands twice")
                assert [f for f in forms if f != simplify(f) or f != f.lower()] == [], row.error("script or case")
    text = resources.files("kg").joinpath("lexicon", f"{name}.tsv").read_text("utf-8")
    assert text.startswith("# ")
    words = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    if name not in {"ask_words", "ask_reasons"}:
        assert not re.search(r"[\uff01-\uff5e\u3000]", words)


def test_every_predicate_can_be_asked_by_a_word():
    known = {p for entries in forms().values() for e in entries if isinstance(e, Relation) for p in e.predicates}
    assert known == set(ontology.load().predicates)
    for name in ("ask_predicates", "ask_contexts", "ask_same_dates", "ask_adjuncts", "ask_genitive"):
        for row in load_table(name):
            for column in ("predicate", "predicates", "instead", "attribute", "relations"):
                for predicate in filter(None, row.cells.get(column, "").split("+")):
                    assert predicate in ontology.load().predicates, row.error(f"no predicate {predicate}")
