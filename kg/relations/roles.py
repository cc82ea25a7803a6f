"""What a role word says of a person and an organisation: leads, founded, works_at, member_of, studied_at, interned_at.

The flags come from `roles.tsv`; the predicate for each flag stands in `role_predicates.tsv`, so that no code names one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.relations.rules import Rule, with_words, word
from kg.relations.tape import Tape
from kg.schema import Mention


@cache
def _order() -> tuple[tuple[str, str, str], ...]:
    return tuple((r["flag"], r["kind"], r["predicate"]) for r in load_table("role_predicates"))


@cache
def _plain_modifier() -> re.Pattern[str]:
    words = sorted((r["word"] for r in load_table("role_fronts")), key=lambda w: (-len(w), w))
    order, number = "第[^第]{1,5}?[届任代位]", r"[\d一二两三四五六七八九十几多余数]+[名位]"
    return re.compile("(?:" + "|".join(map(re.escape, words)) + rf"|{order}|{number}|\s)*")


#: Heads that head what the words before them name (研究总监), not the organisation.
_FUNCTIONAL = compiled("<function-head>$", "clause_words")

#: Who owns a part of a company; a fund's investors are its own people.
_INVESTOR = compiled("<investor>$", "clause_words")
#: Whom an association employs.
_BODY_STAFF = compiled("<body-staff>$", "clause_words")
#: Heads of a part, whom a company has many of (总监, 处长).
_STAFF = compiled("(?:<staff-head>|(?<=.)<in-charge>)$", "clause_words")
#: Heads of a part that has no name of its own (实验室主任): of the house they are staff.
_PART_HEAD = compiled("^<unnamed-part>", "clause_words")
#: Heads of a team, whatever it is that they head there (核心技术负责人).
_TEAM_HEAD = compiled("(?:<team-front>)+<function-head>", "clause_words")
_WHOLE = ("company", "fund", "university")


@cache
def _functions() -> tuple[str, ...]:
    return tuple(r["word"] for r in load_table("role_functions"))


def predicate_of(role: Mention, modifier: str, kind: str | None) -> tuple[str | None, str]:
    """The predicate between a person with this role and the organisation (None: none), and the role in full.

    `modifier` are the words between organisation and role, `kind` is the organisation's. A head of something inside
    the organisation (感知算法负责人, 技术总监) does not head the organisation itself.
    """
    flags = set((role.kind or "").split("|"))
    front = _plain_modifier().match(modifier)
    rest = modifier[front.end() :] if front else modifier
    rest = rest.strip("的之 ")
    of_function = _FUNCTIONAL.search(role.text) and any(f in role.text for f in _functions())
    of_part = kind in ("company", "fund") and _STAFF.search(role.text)
    of_part = of_part or (kind in _WHOLE and _PART_HEAD.match(role.text))
    of_whole = kind == "team" and _TEAM_HEAD.fullmatch(rest + role.text)
    if not of_whole and (of_part or rest or of_function or role.text.startswith(_functions())):
        flags.discard("head")
    words = rest + role.text if rest and len(rest) <= 12 else role.text
    if _INVESTOR.search(role.text) and kind == "company":
        return None, words
    if kind == "association" and not flags - {""} and _BODY_STAFF.search(words):
        return "works_at", words
    for flag, only, predicate in _order():
        if (flag in flags or flag == "*") and only in ("", kind):
            return predicate or None, words
    return None, words


def predicates_of(rule: Rule, tape: Tape, slots: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """The predicates that a match says, each with the role words that go with it.

    `slots` gives the tape position of each slot that the match filled.
    """
    if rule.predicate != "by-role":
        return [(rule.predicate, ())]
    out: dict[str, list[str]] = {}
    modifier = _modifier(tape, slots)
    if word("modifier-bar").search(modifier):
        return []
    kind = tape.cells[slots["object"]].mentions[0].kind if "object" in slots else None
    for role in tape.cells[slots["role"]].mentions:
        predicate, words = predicate_of(role, modifier, kind)
        if predicate is not None and (not rule.roles or predicate in rule.roles):
            out.setdefault(predicate, []).append(words)
    return [(name, tuple(words)) for name, words in out.items()]


def _modifier(tape: Tape, slots: Mapping[str, int]) -> str:
    """The plain words between the organisation and the role (感知算法 in X感知算法负责人)."""
    if "object" not in slots or slots["object"] >= slots["role"]:
        return ""
    first, last = slots["object"] + 1, slots["role"]
    if first <= slots.get("subject", -1) < last:
        first = slots["subject"] + 1  # 某大学张三校长
    words = "".join(
        "".join(m.text for m in c.mentions) or t
        for t, c in zip(tape.text[first:last], tape.cells[first:last], strict=True)
    )
    # What stands before a verb of serving or a comma belongs to the clause, not to the role.
    return _clause_front().split(words)[-1]


@cache
def _clause_front() -> re.Pattern[str]:
    return re.compile(with_words("<serve>|[，：\t]|<modifier-cut>", "roles"))
