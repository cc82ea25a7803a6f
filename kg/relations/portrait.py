"""Whom a text is about: the person of a portrait, a biography, a CV; the company of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.schema import Article, Mention


def main_person(article: Article, mentions: Sequence[Mention]) -> Mention | None:
    """The person whom the text is about, where one is named in the title or far more often than the others."""
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "Person":
            counts[mention.name] = counts.get(mention.name, 0) + 1
            first.setdefault(mention.name, mention)
    if not counts:
        return None
    heads = _heads(article, mentions)
    alone = {m.name for m in heads}
    if len(alone) > 2 or len(alone | _carded(article, mentions)) > 2:
        return None
    if len(alone) == 1 and (counts[heads[0].name] > 1 or len(counts) == 1 or _opens_line(article, heads[0])):
        return heads[0]
    ranked = sorted(counts, key=lambda n: (-counts[n], first[n].start))
    if len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]]:
        return first[ranked[0]]
    title = article.metadata.title or ""
    named = [n for n in ranked if n in title]
    return first[named[0]] if len(named) == 1 else None


def narrator(main: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    """Who says 我 outside direct speech: the person whom the text is about, if it hardly ever names him."""
    if main is None or sum(m.type == "Person" and m.name == main.name for m in mentions) > _SELDOM:
        return None
    return main


def _heads(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The persons who fill a line alone, or with a role: the heads of a CV, a biography, the cards of a team page."""
    out = []
    for at, inside in _by_block(article, mentions).items():
        persons = [m for m in inside if m.type == "Person"]
        if at >= len(article.blocks) or any(m.type in ("Model", "Work", "Award", "Date") for m in inside):
            continue
        if any(m.type == "Org" for m in inside) and not (persons and _apart(article.text, persons[0])):
            continue
        alike = len({m.name for m in persons}) == 1 or (
            len(persons) == 2 and persons[0].name.isascii() != persons[1].name.isascii()
        )
        block = article.blocks[at]
        rest = block.end - block.start - sum(m.end - m.start for m in inside)
        says = article.text[block.start : block.end].rstrip().endswith("：")  # 张三对记者回忆：
        if alike and rest <= 8 and not says:
            out.append(persons[0])
    return out


def _carded(article: Article, mentions: Sequence[Mention]) -> set[str]:
    """The persons who fill a line with their house and post (某公司 张三 总经理): several are a list of people."""
    out = set()
    for at, inside in _by_block(article, mentions).items():
        types = Counter(m.type for m in inside)
        if at >= len(article.blocks) or types["Person"] != 1 or types["Date"]:
            continue
        if not types["Role"] + types["Degree"]:
            continue
        block = article.blocks[at]
        words = article.text[block.start : block.end]
        if len(inside) <= _MOST_ON_CARD and block.end - block.start - sum(len(m.text) for m in inside) <= _BESIDE:
            out |= {m.name for m in inside if m.type == "Person" and not _PROSE.search(words)}
    return out


def _apart(text: str, person: Mention) -> bool:
    """Whether blanks stand on both sides of the name, as on the cards of a programme (某某大学 张三 教授)."""
    return text[person.start - 1 : person.start].isspace() and text[person.end : person.end + 1].isspace()


def _opens_line(article: Article, person: Mention) -> bool:
    """Whether a line opens with the name, as the heads of CVs and cards do; a nickname in a headline does not."""
    return any(block.start == person.start for block in article.blocks)


def main_org(article: Article, mentions: Sequence[Mention]) -> tuple[Mention, ...] | None:
    """The organisation that the text is about: named far more often than others, or often and in the headline."""
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "Org" and (mention.kind or "company") in _ABOUT and not mention.parents:
            counts[mention.name] += 1
            first.setdefault(mention.name, mention)
    ranked = counts.most_common(2)
    if not ranked:
        return None
    head = article.blocks[0].end if article.blocks else 0
    most = ranked[0][1]
    titled = [name for name, m in first.items() if m.end <= head and counts[name] >= max(2, _NEAR_MOST * most)]
    if len(titled) == 1:
        return (first[titled[0]],)
    if most < _OFTEN or (len(ranked) > 1 and most < _FAR * ranked[1][1]):
        return None
    return (first[ranked[0][0]],)


def section_orgs(article: Article, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """For each block that names an organisation and nothing else, as the head of a section (【某某科技】), that one."""
    out = {}
    for number, inside in _by_block(article, mentions).items():
        if number >= len(article.blocks) or len(inside) != 1 or inside[0].type != "Org":
            continue
        where, org = article.blocks[number], inside[0]
        rest = article.text[where.start : org.start] + article.text[org.end : where.end]
        if org.kind in (*_ABOUT, None) and not any(c.isalpha() for c in rest):
            out[number] = org
    return out


def _by_block(article: Article, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The mentions by the number of the block that they stand in."""
    out: dict[int, list[Mention]] = {}
    number = 0
    for mention in mentions:
        while number < len(article.blocks) and mention.start >= article.blocks[number].end:
            number += 1
        out.setdefault(number, []).append(mention)
    return out


_MOST_ON_CARD = 4
_BESIDE = 6
_PROSE = re.compile("[，。；：|\t]")
_ABOUT = ("company", "fund", "lab", "university", "association", "institute")
_OFTEN = 3
_SELDOM = 3
_FAR = 1.5
_NEAR_MOST = 0.6
