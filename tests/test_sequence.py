"""The chain over the words as second witness of organisations and persons."""

from __future__ import annotations

from pathlib import Path

import pytest
import rjieba

from kg.lexicons import load_table, load_weights
from kg.mentions.org_lexicon import find_hits
from kg.mentions.org_witness import witnessed as witnessed_orgs
from kg.mentions.orgs import find_orgs
from kg.mentions.person_witness import witnessed as witnessed_persons
from kg.mentions.places import place_names
from kg.mentions.sequence import heard
from kg.mentions.sequence_cells import AHEAD, BESIDE, LEFT, LEFT_TWO, OWN, RIGHT, RIGHT_TWO, ahead, cell, values
from kg.mentions.words import cut

LEXICON = Path(__file__).resolve().parent.parent / "kg" / "lexicon"


def odds(model: str, text: str) -> dict[str, float]:
    return {text[s:e]: score for (s, e), score in heard(model, cut(text), find_hits(text), -1.0).items()}


def test_chain_hears_a_public_body_and_no_common_noun():
    assert odds("org", "他在日本国家足球队担任教练。")["日本国家足球队"] > 0
    assert not odds("org", "他在家里写了一封信。")


def test_chain_hears_a_person_and_no_common_noun():
    assert odds("person", "作家托尔斯泰写过这部小说。")["托尔斯泰"] > 0
    assert not odds("person", "昨天下午下了一场大雨。")


def test_stretches_are_whole_words_on_one_line():
    text = "他加入了南湖足球队\n东湖羽毛球队也来了。"
    words = cut(text)
    for start, end in heard("org", words, find_hits(text), -5.0):
        assert words.begins(start)
        assert words.begins(end)
        assert "\n" not in text[start:end]


@pytest.mark.parametrize("model", ["org", "person"])
def test_empty_text(model):
    assert heard(model, cut(""), (), -5.0) == {}


def test_every_word_has_a_value_for_each_template():
    names = len(OWN) + len(LEFT) + len(RIGHT) + len(LEFT_TWO) + len(RIGHT_TWO) + len(BESIDE)
    cells = [cell("南湖", "ns", "-"), cell("大学", "n", "-"), cell("\n", "x", "-")]
    assert [len(found) for found in values(cells)] == [names + len(AHEAD), names, names]


def test_suffix_ahead_is_the_nearest_and_none_beyond_a_particle():
    cells = [cell("南湖", "ns", "-"), cell("理工", "n", "-"), cell("大学", "n", "-"), cell("的", "uj", "-")]
    assert ahead(cells) == [("大学", 2), ("大学", 1), None, None]


def test_no_witness_over_a_form_of_the_lexicon():
    text = "她毕业于清华大学。"
    words, hits = cut(text), find_hits(text)
    scored = [(1.5, 4, 8)]
    assert witnessed_orgs(words, hits, scored, ()) == scored


def test_what_the_sentence_makes_sure_stays():
    text = "他写了一封信。"
    words = cut(text)
    assert witnessed_orgs(words, (), [(0.5, 3, 6)], {(3, 6)}) == [(0.5, 3, 6)]
    assert witnessed_orgs(words, (), [(0.5, 1, 3)], ())[0][0] < 0.5


def test_surnames_with_given_names_stay_as_they_are():
    scored = [(1.0, 0, 2, "han")]
    assert witnessed_persons(cut("他写信。"), scored) == scored


@pytest.mark.parametrize("text", ["他早年创办过一家网络安全公司。", "他负责智能技术的研究。", "研究团队来自顶尖大学。"])
def test_general_words_are_no_organisation(text):
    assert not find_orgs(text)


@pytest.mark.parametrize("model", ["org", "person"])
def test_tables_say_where_they_come_from(model):
    lines = (LEXICON / f"{model}_sequence.tsv").read_text("utf-8").split("\n")
    assert "CC BY-SA 4.0" in lines[0]
    assert all(line.count("\t") == 5 for line in lines[2:-1])


@pytest.mark.parametrize("model", ["org", "person"])
def test_the_chains_learnt_words_name_nobody(model):
    words = {v for t, v, _ in load_weights(f"{model}_sequence", 4) if t.endswith(("/word", "/last-two")) and len(v) > 1}
    tagged = {word: rjieba.tag(word) for word in words}
    assert len(words) > 500
    assert [w for w, tags in tagged.items() if len(tags) == 1 and tags[0][1].startswith("nr")] == []


@pytest.mark.parametrize("model", ["org", "person"])
def test_the_learnt_contexts_name_nobody(model):
    contexts = ("/word", "/behind", "/words", "/end-two", "/second", "/third")
    known = place_names() | {row["form"] for row in load_table("roles")}
    rows = [line.split("\t") for line in (LEXICON / f"{model}_weights.tsv").read_text("utf-8").split("\n")[2:-1]]
    words = {value for template, value, _ in rows if template.endswith(contexts) and len(value) > 1}
    assert len(words) > 500
    tagged = {word: rjieba.tag(word) for word in words - known if not word.isascii()}
    assert [w for w, tags in tagged.items() if len(tags) == 1 and tags[0][1].startswith("nr")] == []


@pytest.mark.parametrize("name", ["林", "维斯", "卡帕斯"])
def test_who_was_born_somewhere_is_cut_before_the_verb(name):
    assert f"奥托·{name}" == "".join(cut(f"奥托·{name}出生于南岛。").words).split("出生于")[0]
    assert cut(f"奥托·{name}出生于南岛。").begins(len(f"奥托·{name}"))
