"""What a role word says of a person and an organisation: leads, founded, works_at, member_of, studied_at, interned_at.

The flags come from `roles.tsv`; the predicate for each flag stands in `role_predicates.tsv`, so that no code names one.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicons import load_table
from kg.schema import Mention


@cache
def _order() -> tuple[tuple[str, str, str], ...]:
    return tuple((r["flag"], r["kind"], r["predicate"]) for r in load_table("role_predicates"))


@cache
def _plain_modifier() -> re.Pattern[str]:
    words = sorted((r["word"] for r in load_table("role_fronts")), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r"|\s)*")


#: Heads that head what the words before them name (研究总监), not the organisation.
_FUNCTIONAL = ("总监", "负责人", "主管", "经理", "总经理")


@cache
def _functions() -> tuple[str, ...]:
    return tuple(r["word"] for r in load_table("role_functions"))


def predicate_of(role: Mention, modifier: str, kind: str | None) -> tuple[str | None, str]:
    """The predicate between a person with this role and the organisation (None: none), and the role in full.

    `modifier` are the words between organisation and role, `kind` is the organisation's. A head of something inside the organisation (感知算法负责人,
    技术总监) does not head the organisation itself.
    """
    flags = set((role.kind or "").split("|"))
    front = _plain_modifier().match(modifier)
    rest = modifier[front.end() :] if front else modifier
    rest = rest.strip("的之 ")
    of_function = role.text.endswith(_FUNCTIONAL) and any(f in role.text for f in _functions())
    if "head" in flags and (rest or of_function or role.text.startswith(_functions())):
        flags.discard("head")
    words = rest + role.text if rest and len(rest) <= 12 else role.text
    for flag, only, predicate in _order():
        if (flag in flags or flag == "*") and only in ("", kind):
            return predicate or None, words
    return None, words
