"""Roles: what a role word says of a person and an organisation."""

from __future__ import annotations

import pytest
from relations_support import facts

from kg.mentions.terms import role_flags
from kg.relations.roles import predicate_of
from kg.schema import Mention


def told(word: str, modifier: str = "", kind: str = "company") -> tuple[str | None, str]:
    flags = "|".join(sorted(role_flags().get(word, frozenset()))) or None
    return predicate_of(Mention(0, len(word), "Role", word, word, flags), modifier, kind)


@pytest.mark.parametrize(
    ("word", "predicate"),
    [
        ("创始人", "founded"),
        ("联合创始人", "founded"),
        ("CEO", "leads"),
        ("研究员", "works_at"),
        ("工程师", "works_at"),
    ],
)
def test_the_role_tells_the_predicate(word, predicate):
    assert told(word) == (predicate, word)


@pytest.mark.parametrize(
    ("word", "modifier"), [("负责人", "感知算法"), ("技术总监", ""), ("算法负责人", ""), ("负责人", "的视觉算法")]
)
def test_the_head_of_a_function_does_not_head_the_organisation(word, modifier):
    assert told(word, modifier)[0] == "works_at"


def test_words_between_belong_to_the_role():
    assert told("负责人", "感知算法") == ("works_at", "感知算法负责人")


def test_two_roles_can_say_two_facts():
    text = "[Person:林知远]是[Org:墨潭科技|company][Role:创始人|founder]兼[Role:CEO|head]。"
    assert {p for _, p, _ in facts(text)} >= {"founded", "leads"}
