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
        (f"“{LIN}”单飞记\n{SU}来了，{SU}走了，{ZHOU}也走了。", "苏明哲"),
        (f"{LIN}\n{SU}\n{ZHOU}\n{LIN}来了。", None),
        (
            f"[Org:甲大学|university] {LIN}\n来了。\n[Org:乙大学|university] {SU} [Role:教授]\n{SU}来了，{SU}走了。\n"
            f"[Org:丙大学|university] {ZHOU}\n走了。",
            None,
        ),
        (f"[Org:甲大学|university] {LIN}\n来了。\n{SU}见了{LIN}。", "林知远"),
        (
            f"{MO} {LIN} [Role:总经理]\n他很忙。\n{MO} {SU} [Role:经理]\n很忙。\n"
            f"{MO} {ZHOU} [Role:工程师]\n{ZHOU}、{ZHOU}。",
            None,
        ),
        (f"{MO} {LIN} [Role:教授]\n来了。\n{MO} {SU} [Role:教授]\n也来了。\n{SU}说，{SU}很忙。", "苏明哲"),
        (f"{MO} {LIN} 博士\n来了。\n{MO} {SU} 博士\n也来了。\n{MO} {ZHOU} 博士\n{ZHOU}，{ZHOU}。", None),
        (f"{LIN}对记者回忆：\n{SU}来了，{SU}走了，{LIN}还在。", None),
        ("没有人。", None),
    ],
)
def test_the_main_person(text, name):
    article, mentions = marked(text)
    found = main_person(article, mentions)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"近日\n{MO}、{MO}、{MO}。", "墨潭科技"),
        (f"近日\n{MO}、{MO}。", None),
        (f"近日\n{MO}、{MO}、{MO}、[Org:白鹭|company]。", "墨潭科技"),
        (f"近日\n{MO}、{MO}、{MO}、[Org:白鹭|company]、[Org:白鹭|company]、[Org:白鹭|company]。", None),
        (f"[Org:白鹭|company]的新事\n[Org:白鹭|company]和{MO}、{MO}。", "白鹭"),  # the headline decides
        (f"[Org:白鹭|company]的新事\n{MO}、{MO}、{MO}。", "墨潭科技"),
        ("近日\n" + "[Org:市政府|government]、" * 3, None),
    ],
)
def test_the_main_organisation_is_named_in_the_headline_or_far_more_often_than_others(text, name):
    found = main_org(*marked(text))
    assert (found[0].name if found else None) == name
