"""Linking within an article: which names meet."""

from __future__ import annotations

from relations_support import marked

from kg.extract import extract
from kg.mentions.link import fold, link, parents_of
from kg.schema import Mention
from kg.text import Source


def entities(text: str) -> dict[str, tuple[str, ...]]:
    article, mentions = marked(text)
    found, keys = link(article, mentions)
    assert set(keys.values()) == {e.key for e in found}
    return {e.name: e.names for e in found}


def test_equal_names_are_one_entity():
    assert entities("[Person:林知远]来了，[Person:林知远]走了。") == {"林知远": ("林知远",)}


def test_spelling_does_not_part_names():
    assert len(entities("[Model:Quillon-V3]即[Model:quillon v3]。")) == 1
    assert fold("Org", "Moon Quill.") == fold("Org", "moonquill")
    assert fold("Person", "米拉·霍尔特") == fold("Person", "米拉•霍尔特")


def test_types_part_names():
    assert len(entities("[Org:Quillon]发布[Model:Quillon]。")[("Quillon")]) == 1
    article, mentions = marked("[Org:Quillon]发布[Model:Quillon]。")
    assert len(link(article, mentions)[0]) == 2


def test_a_bracket_or_a_word_equates_names():
    assert len(entities("[Org:墨潭科技]（[Org:Motan]）成立。")) == 1
    assert len(entities("[Org:墨潭科技股份]（以下简称“[Org:墨潭]”）成立。")) == 1
    assert len(entities("[Org:墨潭科技]，又名[Org:墨池]，成立了。")) == 1


def test_a_list_or_another_type_in_brackets_equates_nothing():
    assert len(entities("[Org:墨潭科技]、[Org:白鹭智能]成立。")) == 2
    assert len(entities("[Person:林知远]（[Org:墨潭科技]）到场。")) == 2


def test_a_surname_joins_the_one_full_name_that_holds_it():
    assert entities("[Person:林知远]说，[Person:林|surname]会来。") == {"林知远": ("林", "林知远")}
    assert len(entities("[Person:林知远]和[Person:林若谷]说，[Person:林|surname]会来。")) == 3


def test_a_given_name_joins_the_one_full_name_that_ends_so():
    assert len(entities("[Person:林知远]来了，[Person:知远|given]很高兴。")) == 1


def test_the_kind_is_the_one_most_often_met():
    article, mentions = marked("[Org:墨潭|company]、[Org:墨潭|lab]、[Org:墨潭|company]。")
    ((entity,), _) = link(article, mentions)
    assert entity.kind == "company"


def test_raw_names_are_the_files_own_words():
    article, mentions = marked("[Person:林知远]来了。")
    ((entity,), _) = link(article, mentions)
    assert entity.raw_names == ("林知远",)


def test_the_parents_of_a_unit_are_entities():
    unit = Mention(0, 6, "Org", "墨潭视觉团队", "墨潭视觉团队", "team", parents=("墨潭视觉部", "墨潭"))
    assert [p.name for p in parents_of(unit)] == ["墨潭视觉部", "墨潭"]
    article, _ = marked("墨潭视觉团队成立。")
    assert {e.name for e in link(article, [unit])[0]} == {"墨潭视觉团队", "墨潭视觉部", "墨潭"}


def test_a_holder_bears_the_words_that_name_it_in_its_units():
    found, _ = extract(Source("x.txt", "林知远任浙大医学院教授，苏明哲也是。"))
    (holder,) = [e for e in found.entities if e.name == "浙江大学"]
    assert "浙大" in holder.names
    found, _ = extract(Source("x.txt", "林知远是浙江大学教授，苏明哲是医学院教授。"))
    assert [e.names for e in found.entities if e.name == "浙江大学"] == [("浙江大学",)]
