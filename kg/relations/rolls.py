"""Rolls: lines of names under a heading that says who they are (新科院士名单：, 获奖者如下：).

The heading tells the honour or the society, or the lines before it do; each line after it is a list of names, with or
without the group that they belong to (数理组：张三、李四（女）). The first line that is no such list ends the roll.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.patterns import compiled
from kg.relations.proposal import Proposal
from kg.schema import Article, Block, Mention

_RULE = "rolls/listed"
_HEADING = compiled("(?:<roll-heading>)[：:]?$", "title_words")
_FRONT = compiled(r"(?:<roll-front>|[\d年月日第届\s])*", "title_words")
_LABEL = re.compile(r"^[^，。；：、]{1,14}：")
_ASIDE = re.compile(r"（[^（）]*）")
_SEPARATOR = re.compile(r"[、，；\s]|(?<=.)[和与及]$")
_BACK = 6
_MOST_WORDS = 8
_SOCIETIES = ("association", "institute")


@dataclass(frozen=True, slots=True)
class _Roll:
    """What the names of a roll have: an award, or a role in a society; `said` is the mention that tells it."""

    thing: Mention
    role: Mention | None


def rolls(article: Article, mentions: Sequence[Mention]) -> list[Proposal]:
    """The facts of an article's rolls; `mentions` are the article's, sorted and free of overlaps."""
    inside = [[m for m in mentions if b.start <= m.start < b.end] for b in article.blocks]
    out: list[Proposal] = []
    roll: _Roll | None = None
    for number, block in enumerate(article.blocks):
        if _HEADING.search(article.text, block.start, block.end):
            roll = _announced(article, block, inside[max(0, number - _BACK) : number + 1])
        elif roll is not None:
            listed = _listed(article, block, inside[number])
            if not listed:
                roll = None
                continue
            out += _facts(article, block, inside[number], listed, roll)
    return out


def _announced(article: Article, block: Block, blocks: Sequence[Sequence[Mention]]) -> _Roll | None:
    """What `block`, a heading and the last of `blocks`, announces: an award, or the society whose members it counts.

    A heading that names a society itself means that one, known or not (某院董事名单).
    """
    heading = blocks[-1]
    award = next((m for m in heading if m.type == "Award"), None)
    role = next((m for m in heading if m.type == "Role" and "member" in (m.kind or "")), None)
    if role is not None and award is None:
        own = any(m.type == "Org" for m in heading)
        if not own and not _FRONT.fullmatch(article.text, block.start, role.start):
            return None
        near = [heading] if own else blocks
        orgs = (m for inside in reversed(near) for m in reversed(inside) if m.type == "Org" and m.kind in _SOCIETIES)
        society = next(orgs, None)
        return _Roll(society, role) if society is not None else None
    if award is None:
        named = [m for block in blocks for m in block if m.type == "Award"]
        award = named[-1] if named and len({m.name for m in named}) == 1 else None
    return _Roll(award, None) if award is not None else None


def _listed(article: Article, block: Block, inside: Sequence[Mention]) -> list[Mention]:
    """The persons of a line that is a list of them, what is in brackets left out; none where it says more."""
    text = article.text
    label = _LABEL.match(text[block.start : block.end])
    at = block.start + (label.end() if label else 0)
    asides = [m.span() for m in _ASIDE.finditer(text, at, block.end)]
    persons = [
        m for m in inside if m.type == "Person" and m.start >= at and not any(s < m.start < e for s, e in asides)
    ]
    rest = list(text[at : block.end])
    for start, end in (*asides, *((m.start, m.end) for m in inside if m.start >= at)):
        rest[start - at : end - at] = " " * (end - start)
    words = _SEPARATOR.sub("", "".join(rest))
    items = len([piece for piece in re.split("[、，；]", _ASIDE.sub("", text[at : block.end])) if piece.strip()])
    return persons if persons and items == len(persons) and len(words) <= _MOST_WORDS else []


def _facts(
    article: Article, block: Block, inside: Sequence[Mention], persons: Sequence[Mention], roll: _Roll
) -> Iterator[Proposal]:
    """A fact for each person of a line; a role in the line's label stands before that of the heading (名誉院士：)."""
    label = _LABEL.match(article.text[block.start : block.end])
    end = block.start + (label.end() if label else 0)
    own = next((m for m in inside if m.type == "Role" and "member" in (m.kind or "") and m.end <= end), None)
    grade = next((m.text for m in inside if m.type == "Grade" and m.end <= end), None)
    role = own or roll.role
    qualifiers = {"role": role.text} if role is not None else {"grade": grade} if grade else {}
    predicate = "member_of" if role is not None else "received"
    for person in persons:
        far = (roll.thing, *((role,) if role is not None and role is not own else ()))
        yield Proposal(
            person, predicate, roll.thing, None, qualifiers, "asserted", None, _RULE, block.start, person.end, far
        )
