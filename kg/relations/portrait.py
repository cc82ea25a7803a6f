"""Whom a text is about: the person of a portrait, a biography, a CV; the company of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.mentions.patterns import compiled
from kg.schema import Article, Block, Mention


def main_person(
    article: Article, mentions: Sequence[Mention], keys: Mapping[Mention, str] | None = None
) -> Mention | None:
    """The person whom the text is about, where one is named in the title or far more often than the others, by
    whatever form of the name (`keys` says which mentions name one); who wrote it, or took a picture, is no such person.
    """
    person = _about(article, _merged(article, mentions, keys or {}))
    return next((m for m in mentions if person is not None and m.start == person.start), None)


def _about(article: Article, mentions: Sequence[Mention]) -> Mention | None:
    """The person whom the text is about, each person's mentions under one name."""
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
        seldom = counts[ranked[0]] * _SPAN < len(article.text) and first[ranked[0]].start > _FRONT
        return None if seldom else first[ranked[0]]
    title = article.metadata.title or ""
    named = [n for n in ranked if n in title and not _MARKED.search(title, 0, title.index(n))]
    return first[named[0]] if len(named) == 1 else None


def _merged(article: Article, mentions: Sequence[Mention], keys: Mapping[Mention, str]) -> list[Mention]:
    """The mentions, each person by the first full form of the name, without those who only signed the text."""
    signed = _signed(article, mentions)
    named = {m.name for m in mentions if m.type == "Person" and m not in signed}
    forms: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.kind is not None, m.start)):
        if mention.type == "Person" and mention in keys:
            forms.setdefault(keys[mention], mention.name)
    return [
        m._replace(name=forms.get(keys.get(m, ""), m.name)) if m.type == "Person" else m
        for m in mentions
        if m not in signed or m.name in named
    ]


def _signed(article: Article, mentions: Sequence[Mention]) -> set[Mention]:
    """The mentions of those who wrote the text, or took a picture, where they sign it."""
    text = article.text
    return {m for m in mentions if m.type == "Person" and _SIGNS.search(text, max(0, m.start - _NEAR), m.start)}


def signers(article: Article, mentions: Sequence[Mention]) -> frozenset[str]:
    """The names of those who do no more than sign the text: nothing is told of them."""
    signed = _signed(article, mentions)
    others = {m.name for m in mentions if m.type == "Person" and m not in signed}
    return frozenset(m.name for m in signed) - others


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


def section_persons(article: Article, mentions: Sequence[Mention]) -> dict[int, Mention | None]:
    """For each block that heads a section about a person (（二）张三（1960-）, 张三 CEO, 【张三】…), that person.

    None for a heading after them that names nobody. Empty where there are not two such persons, each with something
    told below.
    """
    out: dict[int, Mention | None] = {}
    by_block = _by_block(article, mentions)
    for number, block in enumerate(article.blocks):
        asides = [m.span() for m in _ASIDE.finditer(article.text, block.start, block.end)]
        inside = [m for m in by_block.get(number, []) if not any(s <= m.start < e for s, e in asides)]
        persons = [m for m in inside if m.type == "Person"]
        if persons and persons[0] is inside[0] and _labels(article.text[block.start : block.end], block, persons[0]):
            out[number] = persons[0]
            continue
        titled = _numbered(article.text[block.start : block.end], block, persons) if len(persons) == 1 else False
        if titled and not any(m.type == "Date" for m in inside):
            out[number] = persons[0]
            continue
        if not persons:
            if block.kind == "heading" and out:
                out[number] = None
            continue
        if len(persons) > 2 or any(m.type not in ("Person", "Role", "Org") for m in inside):
            continue
        if len(persons) == 2 and persons[0].name.isascii() == persons[1].name.isascii():
            continue
        if any(m.type == "Org" for m in inside) and persons[0].start != block.start:
            continue  # 某公司 张三: he stands beside what says something of him
        if any(_BYLINE.search(m.text) for m in inside if m.type == "Role"):
            continue
        told = [(m.start, m.end) for m in inside]
        rest = "".join(
            c
            for i, c in enumerate(article.text[block.start : block.end], block.start)
            if not any(s <= i < e for s, e in (*asides, *told))
        )
        below = article.blocks[number + 1] if number + 1 < len(article.blocks) else None
        if not any(c.isalpha() for c in rest) and below and _TOLD.search(article.text, below.start, below.end):
            out[number] = persons[0]
    return out if len({m.name for m in out.values() if m is not None}) > 1 else {}


def _labels(words: str, block: Block, person: Mention) -> bool:
    """Whether a block begins with a person's name in square brackets."""
    front, behind = words[: person.start - block.start], words[person.end - block.start :]
    return front.strip() in ("【", "[", "〔", "「") and behind[:1] in ("】", "]", "〕", "」")


def _numbered(words: str, block: Block, persons: Sequence[Mention]) -> bool:
    """Whether a block is the numbered head of a section about the person with whom it begins (一、张三：从某校到…)."""
    front, behind = words[: persons[0].start - block.start], words[persons[0].end - block.start :]
    return _NUMBER.fullmatch(front) is not None and _TAIL.fullmatch(behind) is not None


def _by_block(article: Article, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The mentions by the number of the block that they stand in."""
    out: dict[int, list[Mention]] = {}
    number = 0
    for mention in mentions:
        while number < len(article.blocks) and mention.start >= article.blocks[number].end:
            number += 1
        out.setdefault(number, []).append(mention)
    return out


#: Before a name in a headline: somebody else does something to him (把某某的话忘了).
_MARKED = re.compile("[把被向对给让]$")
#: What stands before the name of somebody who wrote the text or took its pictures.
_SIGNS = compiled(r"(?<![前原任的是])(?:<signs>)(?:[：/／｜|丨 ]|报道|/文)*$")
_NEAR = 12
#: Of how many characters of a text one at least names whom it is about, unless he is named this near its beginning.
_SPAN, _FRONT = 700, 80
#: The number of a section's heading, and what stands after the name in it.
_NUMBER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．]?|第[一二三四五六七八九十]+[位名]"
    r"|NO\.?\s?\d+|TOP\s?\d+)\s*[：:]?\s*"
)
_TAIL = re.compile(r"\s*(?:[：:，,——\-|｜ ][^。；\n]{0,24})?")
_MOST_ON_CARD = 4
_BYLINE = compiled("(?:<byline>)", "clause_words")
_ASIDE = re.compile("（[^（）]*）")
_TOLD = re.compile("[，。]")
_BESIDE = 6
_PROSE = re.compile("[，。；：|\t]")
_ABOUT = ("company", "fund", "lab", "university", "association", "institute")
_OFTEN = 3
_SELDOM = 3
_FAR = 1.5
_NEAR_MOST = 0.6
