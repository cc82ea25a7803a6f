"""Whom a text is about."""

from __future__ import annotations

import pytest
from relations_support import marked

from kg.relations.portrait import main_org, main_person

LIN, SU, ZHOU = "[Person:林知远]", "[Person:苏明哲]", "[Person:周若彤]"
MO = "[Org:墨潭科技|company]"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{LIN}来了。", "林知远"),
        (f"{LIN}来了。{LIN}见了{SU}。", "林知远"),
        (f"{LIN}见了{SU}。", None),
        (f"{LIN}\n{SU}后来说了许多话，{SU}随后便走了。", "林知远"),
        (f"{LIN} [Role:教授]\n他写了很多书，{SU}也是，{SU}走了。", "林知远"),
        (f"{LIN}\n{SU}\n{ZHOU}\n他们都来了。", None),
        ("没有人。", None),
    ],
)
def test_the_main_person(text, name):
    article, mentions = marked(text)
    found = main_person(article, mentions)
    assert (found.name if found else None) == name


def test_the_main_company_is_named_often_and_more_often_than_others():
    _, three = marked(f"{MO}、{MO}、{MO}。")
    _, two = marked(f"{MO}、{MO}。")
    _, rival = marked(f"{MO}、{MO}、{MO}、[Org:白鹭|company]、[Org:白鹭|company]。")
    _, school = marked("[Org:青澜大学|university]" * 3)
    assert [m.name for m in main_org(three) or ()] == ["墨潭科技"]
    assert main_org(two) is None
    assert main_org(rival) is None
    assert main_org(school) is None
