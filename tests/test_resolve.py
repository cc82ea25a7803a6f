"""Who is who: what is joined, what stays apart. All people, firms and sentences are invented."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest
from resolve_support import are_one, article, named, who

from kg.resolve import resolve
from kg.schema import Graph


def each(letter, *names):
    """Articles that each name one thing of one type."""
    return [article(f"{n}.txt", f"文中说到{name}。", **{letter: [name]}) for n, name in enumerate(names)]


def works(path, name, place):
    """An article that says where somebody works."""
    return article(path, f"{name}在{place}任职。", f"{name}|works_at|{place}", p=[name], o=[place])


JOINED = {
    "traditional and simplified": (
        [
            works("a.txt", "賀蘭澤", "雲岫科技"),
            works("b.txt", "贺兰泽", "云岫科技"),
        ],
        "賀蘭澤", "贺兰泽",
    ),
    "regional name of a company": (
        each("o", "輝達", "英伟达"),
        "輝達", "英伟达",
    ),
    "latin name of a company": (
        each("o", "NVIDIA", "英伟达"),
        "NVIDIA", "英伟达",
    ),
    "latin given name first, by what both share": (
        [
            works("a.txt", "Mujing Qiao", "云岫科技"),
            works("b.txt", "乔牧景", "云岫科技"),
        ],
        "Mujing Qiao", "乔牧景",
    ),
    "latin surname first": (
        [
            works("a.txt", "Qiao Mujing", "云岫科技"),
            works("b.txt", "乔牧景", "云岫科技"),
        ],
        "Qiao Mujing", "乔牧景",
    ),
    "latin with a hyphen": (
        [
            works("a.txt", "Mu-Jing Qiao", "云岫科技"),
            works("b.txt", "Mujing Qiao", "云岫科技"),
        ],
        "Mu-Jing Qiao", "Mujing Qiao",
    ),
    "latin and chinese in one article": (
        [article("a.txt", "乔牧景今年三十岁。他在海外署名Mujing Qiao。", p=["乔牧景", "Mujing Qiao"])],
        "乔牧景", "Mujing Qiao",
    ),
    "surname alone, latin": (
        [article("a.txt", "Mujing Qiao spoke. Qiao left. Fang Lin agreed.", p=["Mujing Qiao", "Qiao", "Fang Lin"])],
        "Qiao", "Mujing Qiao",
    ),
    "surname alone beside another person's given name": (
        [
            article(
                "a.txt", "导师Zhilin Yu说，他很果断。Yu写道，这样的人不少。学者Yu Zhao则不同意。",
                p=["Zhilin Yu", "Yu", "Yu Zhao"],
            )
        ],
        "Yu", "Zhilin Yu",
    ),
    "surname of a foreigner": (
        [article("a.txt", "Emil Brandauer是导师。Brandauer称赞了他。", p=["Emil Brandauer", "Brandauer"])],
        "Brandauer", "Emil Brandauer",
    ),
    "given name alone": (
        [article("a.txt", "记者见到乔牧景。牧景很忙。", p=["乔牧景", "牧景"])],
        "牧景", "乔牧景",
    ),
    "slip in one article": (
        [article("a.txt", "乔牧景入职。乔牧景说。乔牧景笑了。像乔沐璟这样的人不多。", p=["乔牧景", "乔沐璟"])],
        "乔沐璟", "乔牧景",
    ),
    "two frequent spellings of a founder": (
        [
            article(
                "a.txt",
                "云岫科技创始人邢远川表示。邢远川认为。邢远川说。邢远川笑。邢远穿创办云岫科技。邢远穿称。邢远穿说。",
                "邢远川|founded|云岫科技", "邢远穿|founded|云岫科技", "邢远川|leads|云岫科技", "邢远穿|leads|云岫科技",
                p=["邢远川", "邢远穿"], o=["云岫科技"],
            )
        ],
        "邢远川", "邢远穿",
    ),
    "misspelling across articles, one teacher and one firm": (
        [
            article("a.txt", "乔牧景师从贺兰泽，任职云岫科技。", "乔牧景|advised_by|贺兰泽", "乔牧景|works_at|云岫科技",
                    p=["乔牧景", "贺兰泽"], o=["云岫科技"]),
            article("b.txt", "乔沐璟师从贺兰泽，任职云岫科技。", "乔沐璟|advised_by|贺兰泽", "乔沐璟|works_at|云岫科技",
                    p=["乔沐璟", "贺兰泽"], o=["云岫科技"]),
        ],
        "乔牧景", "乔沐璟",
    ),
    "rare name, nothing shared": (
        [article("a.txt", "乔牧景获奖。", p=["乔牧景"]), article("b.txt", "乔牧景出席。", p=["乔牧景"])],
        "乔牧景", "乔牧景",
    ),
    "common name, one employer": (
        [
            works("a.txt", "李明", "云岫科技"),
            works("b.txt", "李明", "云岫科技"),
        ],
        "李明", "李明",
    ),
    "common name, one model": (
        [
            article("a.txt", "王伟研发了青鸾-V2。", "王伟|worked_on|青鸾-V2", p=["王伟"], m=["青鸾-V2"]),
            article("b.txt", "王伟参与青鸾-V2。", "王伟|worked_on|青鸾-V2", p=["王伟"], m=["青鸾-V2"]),
        ],
        "王伟", "王伟",
    ),
    "foreign surname spelled by ear": (
        [
            article("a.txt", "罗德里克·温思顿教授谈乔牧景与贺兰泽。", p=["罗德里克·温思顿", "乔牧景", "贺兰泽"]),
            article("b.txt", "温斯顿教授谈乔牧景与贺兰泽。", p=["温斯顿", "乔牧景", "贺兰泽"]),
        ],
        "罗德里克·温思顿", "温斯顿",
    ),
    "foreign surname in one article": (
        [article("a.txt", "罗德里克·温思顿教授发言。温思顿说。", p=["罗德里克·温思顿", "温思顿"])],
        "罗德里克·温思顿", "温思顿",
    ),
    "two transliterations in one article": (
        [
            article(
                "a.txt", "云岫科技的温思顿教授表示。" + "这一年变化很大。" * 15 + "温斯顿在澜石生物说。",
                p=["温思顿", "温斯顿"], o=["云岫科技", "澜石生物"],
            )
        ],
        "温思顿", "温斯顿",
    ),
    "latin spelling of a vowel that has no letter": (
        [works("a.txt", "吕知夏", "云岫科技"), works("b.txt", "Zhixia Lyu", "云岫科技")],
        "吕知夏", "Zhixia Lyu",
    ),
    "names that one article equates": (
        each("o", "云岫科技=Cloudpeak", "Cloudpeak"),
        "云岫科技", "Cloudpeak",
    ),
    "a company with its form and town": (
        each("o", "云岫", "杭州云岫科技有限公司"),
        "云岫", "杭州云岫科技有限公司",
    ),
    "a unit with its parent in short": (
        each("o", "北大计算机学院", "北京大学计算机学院"),
        "北大计算机学院", "北京大学计算机学院",
    ),
    "a unit in short": (
        each("o", "北京大学计算机学院计算语言所", "北京大学计算机学院计算语言学研究所"),
        "北京大学计算机学院计算语言所", "北京大学计算机学院计算语言学研究所",
    ),
    "spellings of a model": (
        each("m", "Qingluan-V3", "Qingluan v3模型"),
        "Qingluan-V3", "Qingluan v3模型",
    ),
    "a version alone": (
        [article("a.txt", "Qingluan-R4发布。R4很快。", m=["Qingluan-R4", "R4"])],
        "Qingluan-R4", "R4",
    ),
    "a model with its maker": (
        each("m", "OpenAI o1", "o1"),
        "OpenAI o1", "o1",
    ),
    "an award with year and long words": (
        each("a", "2019年度星河软件专业委员会新人奖", "星河软件专委会新人奖"),
        "2019年度星河软件专业委员会新人奖", "星河软件专委会新人奖",
    ),
    "one title in two punctuations": (
        each("w", "稀疏注意力：方法与实践", "稀疏注意力:方法与实践"),
        "稀疏注意力：方法与实践", "稀疏注意力:方法与实践",
    ),
}  # fmt: skip

APART = {
    "common name, other contexts": (
        [
            works("a.txt", "张伟", "云岫科技"),
            works("b.txt", "张伟", "澜石生物"),
        ],
        2,
    ),
    "common name, nothing known": (
        [article("a.txt", "张伟出席。", p=["张伟"]), article("b.txt", "张伟获奖。", p=["张伟"])],
        2,
    ),
    "one sound, other contexts": (
        [
            works("a.txt", "乔牧景", "云岫科技"),
            works("b.txt", "乔沐璟", "澜石生物"),
        ],
        2,
    ),
    "rather rare name, other employers": (
        [works("a.txt", "陈思远", "云岫科技"), works("b.txt", "陈思远", "澜石生物")],
        2,
    ),
    "one sound, one employer": (
        [works("a.txt", "陈思远", "云岫科技"), works("b.txt", "陈思源", "云岫科技")],
        2,
    ),
    "one sound, nothing known": (
        [article("a.txt", "乔牧景出席。", p=["乔牧景"]), article("b.txt", "乔沐璟获奖。", p=["乔沐璟"])],
        2,
    ),
    "one sound, one big university": (
        [
            article("a.txt", "张薇毕业于清华大学。", "张薇|studied_at|清华大学", p=["张薇"], o=["清华大学"]),
            article("b.txt", "张伟毕业于清华大学。", "张伟|studied_at|清华大学", p=["张伟"], o=["清华大学"]),
        ],
        2,
    ),
    "side by side in one article": (
        [
            article(
                "a.txt", "云岫科技的陈子轩、陈梓萱参与研发。陈子轩毕业不久。陈梓萱负责数据。",
                "陈子轩|works_at|云岫科技", "陈梓萱|works_at|云岫科技", p=["陈子轩", "陈梓萱"], o=["云岫科技"],
            )
        ],
        2,
    ),
    "often in one article, each with a place of one's own": (
        [
            article(
                "a.txt",
                "陈子轩在云岫科技。陈子轩擅长算法。陈子轩说，云岫科技很好。" + "这一年行业变化很大。" * 12
                + "陈梓萱在澜石生物。陈梓萱研究蛋白质。陈梓萱说，澜石生物很好。",
                "陈子轩|works_at|云岫科技", "陈梓萱|works_at|澜石生物",
                p=["陈子轩", "陈梓萱"], o=["云岫科技", "澜石生物"],
            )
        ],
        2,
    ),
    "teacher and student of one sound": (
        [
            article(
                "a.txt", "陈子轩在云岫科技。陈子轩说。陈子轩的导师是陈梓萱。",
                "陈子轩|advised_by|陈梓萱", p=["陈子轩", "陈梓萱"], o=["云岫科技"],
            )
        ],
        2,
    ),
    "other gender": (
        [
            article("a.txt", "云岫科技的李静女士说。", "李静|works_at|云岫科技", p=["李静"], o=["云岫科技"]),
            article("b.txt", "云岫科技的李静先生说。", "李静|works_at|云岫科技", p=["李静"], o=["云岫科技"]),
        ],
        2,
    ),
    "other home and other field": (
        [
            article("a.txt", "周明，山东人，研究翻译。", "周明|hometown|山东", "周明|research_field|翻译", p=["周明"]),
            article("b.txt", "周明，湖南人，研究催化。", "周明|hometown|湖南", "周明|research_field|催化", p=["周明"]),
        ],
        2,
    ),
    "a latin name of two people": (
        [
            works("a.txt", "Wei Wang", "云岫科技"),
            article("b.txt", "王伟和王薇在云岫科技。", "王伟|works_at|云岫科技", "王薇|works_at|云岫科技",
                    p=["王伟", "王薇"], o=["云岫科技"]),
        ],
        3,
    ),
    "a latin name without context": (
        [article("a.txt", "Mujing Qiao spoke.", p=["Mujing Qiao"]), article("b.txt", "乔牧景出席。", p=["乔牧景"])],
        2,
    ),
    "surname alone of two people": (
        [article("a.txt", "Mujing Qiao和Lin Qiao出席。Qiao说。", p=["Mujing Qiao", "Lin Qiao", "Qiao"])],
        3,
    ),
    "surname alone in another article": (
        [article("a.txt", "Mujing Qiao spoke.", p=["Mujing Qiao"]), article("b.txt", "Qiao said so.", p=["Qiao"])],
        2,
    ),
    "surname is not somebody else's whole name": (
        [article("a.txt", "Yu Zhao发言。Zhilin Yu没有来。", p=["Yu Zhao", "Zhilin Yu"])],
        2,
    ),
    "one surname, other given names": (
        [article("a.txt", "乔牧景与乔牧远是兄弟。", p=["乔牧景", "乔牧远"])],
        2,
    ),
    "versions of a model": (
        each("m", "Qingluan-V1", "Qingluan-V2"),
        2,
    ),
    "a model and its variant": (
        each("m", "Qingluan-Math", "Qingluan-Math-V2"),
        2,
    ),
    "universities that share a name": (
        [
            article("a.txt", "他在北京的清华大学读书，后来去了北京大学。", o=["清华大学", "北京大学"]),
            article("b.txt", "他在新竹的清華大學讀書，後來去了台灣大學。", o=["清華大學", "台灣大學"]),
        ],
        4,
    ),
    "units of one university": (
        each("o", "北京大学物理学院", "北京大学化学学院"),
        2,
    ),
    "units of one name in two universities": (
        each("o", "北京大学物理学院", "浙江大学物理学院"),
        2,
    ),
    "department and school named in one article": (
        [
            article("a.txt", "北京大学光华系与北京大学光华学院不同。", o=["北京大学光华系", "北京大学光华学院"]),
        ],
        2,
    ),
    "companies of one stem": (
        each("o", "云岫科技有限公司", "云岫资本有限公司"),
        2,
    ),
    "a name that articles equate with two": (
        [
            article("a.txt", "云岫科技（CP）。", o=["云岫科技=CP集群"]),
            article("b.txt", "澜石生物（CP）。", o=["澜石生物=CP集群"]),
            article("c.txt", "CP集群招人。", o=["CP集群"]),
        ],
        3,
    ),
    "two awards of one host": (
        each("a", "星河杰出论文奖", "星河最佳论文奖"),
        2,
    ),
    "one word, two types": (
        [article("a.txt", "青鸾公司发布青鸾。", o=["青鸾"]), article("b.txt", "青鸾模型。", m=["青鸾"])],
        2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", JOINED)
def test_joined(case):
    extracts, a, b = JOINED[case]
    assert are_one(extracts, a, b)


@pytest.mark.parametrize("case", APART)
def test_apart(case):
    extracts, count = APART[case]
    graph, problems = resolve(extracts)
    people = [e for e in graph.entities if e.type == "Person"]
    assert len(people or graph.entities) == count, [(e.id, e.aliases) for e in graph.entities]
    assert not problems


def test_order_has_no_effect():
    extracts = [extract for one, *_ in (*JOINED.values(), *APART.values()) for extract in one][:6]
    extracts = [
        article(f"{i}.txt", e.source.text, p=[n.name for n in e.entities if n.type == "Person"])
        for i, e in enumerate(extracts)
    ]
    graphs = {repr(resolve(order)[0]) for order in itertools.islice(itertools.permutations(extracts), 0, 720, 97)}
    assert len(graphs) == 1


def test_hash_seed_has_no_effect():
    code = (
        "import test_resolve as t; from kg.resolve import resolve\n"
        "print([resolve(e[0])[0] for e in (*t.JOINED.values(), *t.APART.values())])"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(["tests", "."])}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**env, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"person:" in outputs.pop()


def test_ids_number_bearers_of_one_name_by_path():
    texts = [("b.txt", "澜石生物"), ("a.txt", "云岫科技")]
    extracts = [article(p, f"张伟在{o}。", f"张伟|works_at|{o}", p=["张伟"], o=[o]) for p, o in texts]
    graph, _ = resolve(extracts)
    people = {e.id: e.sources for e in graph.entities if e.type == "Person"}
    assert people == {"person:张伟": ("a.txt",), "person:张伟#2": ("b.txt",)}


def test_canonical_name_is_the_chinese_one_used_most():
    extracts = [
        article(
            "a.txt",
            "Mujing Qiao在云岫科技。Mujing Qiao说。",
            "Mujing Qiao|works_at|云岫科技",
            p=["Mujing Qiao"],
            o=["云岫科技"],
        ),
        article(
            "b.txt",
            "乔牧景任职云岫科技。乔牧景说。乔沐璟说。",
            "乔牧景|works_at|云岫科技",
            p=["乔牧景", "乔沐璟"],
            o=["云岫科技"],
        ),
    ]
    graph, _ = resolve(extracts)
    (person,) = (e for e in graph.entities if e.type == "Person")
    assert (person.id, person.name) == ("person:乔牧景", "乔牧景")
    assert person.aliases == ("Mujing Qiao", "乔沐璟")


def test_aliases_hold_raw_forms_and_known_names():
    graph, _ = resolve([article("a.txt", "輝達與北大合作。", o=["輝達", "北大"])])
    by_id = {e.id: e.aliases for e in graph.entities}
    assert {"輝達", "辉达", "NVIDIA"} <= set(by_id["org:英伟达"])
    assert "北大" in by_id["org:北京大学"]


def test_mentions_carry_graph_ids():
    graph, _ = resolve([article("b.txt", "輝達與輝達。", o=["輝達"])])
    assert [(m.entity, m.start, m.text) for m in graph.mentions] == [
        ("org:英伟达", 0, "輝達"),
        ("org:英伟达", 3, "輝達"),
    ]


def test_of_nothing_comes_nothing():
    assert resolve([]) == (Graph((), (), (), ()), [])


def test_a_third_article_brings_two_together():
    a = works("a.txt", "张伟", "云岫科技")
    b = article("b.txt", "张伟师从贺兰泽。", "张伟|advised_by|贺兰泽", p=["张伟", "贺兰泽"])
    c = article(
        "c.txt",
        "张伟师从贺兰泽，在云岫科技。",
        "张伟|advised_by|贺兰泽",
        "张伟|works_at|云岫科技",
        p=["张伟", "贺兰泽"],
        o=["云岫科技"],
    )
    assert len(who([a, b])["张伟"]) == 2
    assert len(who([a, b, c])["张伟"]) == 1


def test_namesake_university_has_its_own_name():
    extract = article(
        "b.txt",
        "他在新竹的清華大學讀書，清華大學電機系很好，後來去了台灣大學。",
        o=["清華大學", "台灣大學", "清華大學電機系"],
    )
    found = named(resolve([extract])[0])
    assert found["清華大學"] == {"org:国立清华大学"}
    assert found["清華大學電機系"] == {"org:国立清华大学电机系"}


def test_a_place_in_another_clause_does_not_move_a_university():
    extract = article("a.txt", "她出生於台灣，畢業於清華大學。", o=["清華大學"])
    assert named(resolve([extract])[0])["清華大學"] == {"org:清华大学"}


def test_cost_grows_with_the_corpus():
    """A name that stands in all articles is compared with the persons of that name, not with all its records."""
    from kg.resolve import features

    calls = []
    original = features.compare
    try:
        from kg.resolve import persons

        persons.compare = lambda *args: calls.append(1) or original(*args)
        for count in (50, 100):
            calls.clear()
            resolve([article(f"{i:03}.txt", "乔牧景与张伟。", p=["乔牧景", "张伟"]) for i in range(count)])
            assert len(calls) < 30 * count
    finally:
        persons.compare = original
