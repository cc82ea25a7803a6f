"""Organisations in Latin letters that no list holds, by the words on both sides of them: 在 Figment Robotics 担任…,
先后在Abc、Def和Ghi工作, 转任 Figment 的研究总监.

A sentence that says of somebody that he works in a thing, or holds a post of it, says that the thing is an
organisation, whatever its name looks like. Other names of the same list are ones as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicons import load_table
from kg.mentions.latin_names import word_class
from kg.mentions.patterns import any_of, compiled

_WORD = r"[A-Z][A-Za-z0-9&'’]*(?:[-.][A-Za-z0-9]+)*"
_NAME = rf"{_WORD}(?: (?:(?:of|for|and|the|&) )?{_WORD}){{0,4}}"
#: A name with its gloss (Figment（幻物科技）).
_ITEM = rf" ?{_NAME}(?:（[^（）]{{1,20}}）)?(?:的?[\u4e00-\u9fff]{{2,6}}<latin-unit>)?"
#: When a firm was set up (去年11月).
_WHEN = r"[\d去今前上本年月日初底末季度 ]{2,12}"
_OTHER = r"[\u4e00-\u9fffA-Za-z0-9 ·]{2,16}?"
_ONE = re.compile(_NAME)
_SMALL = re.compile("[a-z]+")
#: A firm that bears the address of its site, in small letters, beside what says that it is one (drive.ai创始人).
_SITE = r"(?<![A-Za-z0-9./@])(?P<site>[a-z][a-z0-9-]{1,14}\.(?:ai|io|tech))(?![A-Za-z0-9./])"


@cache
def _frames() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns, each with whether it is enough for a name that may be a person's."""
    roles = any_of([row["form"] for row in load_table("roles") if len(row["form"]) > 1])
    items = rf"(?P<names>(?:{_OTHER}、)*{_ITEM}(?:(?:、| ?<latin-and>){_OTHER})*?) ?"
    clear = r"(?:(?<=[，。；：！？“\n])|^|(?<=在)|(?<=在 )|(?<=于)|(?<=过)|(?<=，如)|(?<=包括))"
    post = rf"(?P<names>{_ITEM}) ?的?(?!<of-person>)<post-front>*(?!<of-person>){roles}"
    return (
        (compiled(rf"<latin-in>{items}<latin-work>"), True),
        (compiled(rf"(?<![A-Za-z])<latin-join>了?{items}(?=[，。；、）\n]|$|<latin-after>)"), False),
        (compiled(rf"<latin-post>{post}"), False),
        (compiled(rf"<latin-called>“? ?(?P<names>{_NAME}) ?”?的[\u4e00-\u9fff]{{0,10}}?<latin-kind>"), True),
        (compiled(rf"<latin-one>[\u4e00-\u9fff]{{0,12}}?<latin-kind>(?:——|：|“)? ?(?P<names>{_NAME})"), True),
        (compiled(r"<latin-one>[\u4e00-\u9fff]{0,12}?<latin-kind>(?P<names>[a-z]{4,16})(?![A-Za-z0-9.])"), True),
        (compiled(rf"<latin-firm>(?P<names>{_ITEM})(?![\u4e00-\u9fff]{{0,4}}<latin-thing>)"), False),
        (
            compiled(rf"{clear}(?P<names>{_NAME}) ?(?:于|在|是)?{_WHEN}<set-up><latin-since>?的?(?=[，。；]|$)"),
            True,
        ),
        (compiled(rf"<latin-kind>[，“]{{0,2}}<latin-called>“? ?(?P<names>{_NAME})(?=[ ”，。；]|$)"), True),
        (compiled(rf"{clear}{items} ?等[\u4e00-\u9fff]{{0,6}}?<latin-houses>"), False),
        (compiled(rf"{clear}(?P<names>{_NAME}) ?<latin-born>"), True),
        (compiled(rf"<news-set-up><news-about>?[^，。；]{{1,8}}?<news-age>的(?P<names>{_NAME})"), True),
        (compiled(rf"(?<![A-Za-z0-9])(?P<names>{_NAME}) ?（[^（）\n]{{2,24}}?<latin-glossed>）"), True),
        (compiled(rf"{clear}(?P<names>{_NAME}) ?由[^，。；]{{2,20}}?<latin-born-by>(?=[，。；于）]|$)"), True),
        (compiled(rf"<latin-made>“? ?(?P<names>{_NAME})(?=[ ”，。；被获已在也完宣估于后随最]|$)"), False),
        (compiled(rf"(?:由|，){items} ?(?:等[\u4e00-\u9fff]{{0,6}}?)?<news-leads>"), False),
        (compiled(rf"(?:(?<=[，。；：！？、（“\n ])|^){post}(?=[\u4e00-\u9fff]{{2,4}}<latin-says>)"), False),
    )


@cache
def _barred() -> frozenset[str]:
    """What else bears a name in Latin letters: conferences and posts."""
    rows = load_table("conferences")
    posts = {row["form"] for row in load_table("roles")}
    return frozenset(name for row in rows for name in (row["name"], *row.many("aliases"))) | posts


def latin_framed(text: str) -> Iterator[tuple[int, int]]:
    """The Latin names [start, end) that the sentence treats as organisations, in no order, some perhaps twice."""
    for pattern, whatever in _frames():
        for match in pattern.finditer(text):
            small = match["names"].islower()
            for name in (_SMALL if small else _ONE).finditer(text, *match.span("names")):
                start, end = name.span()
                before = text[start - 1 : start]
                if (before.isascii() and before.isalnum()) or (before == "（" and start > match.start("names")):
                    continue
                if name.group() in _barred() or (not whatever and personal(name.group())):
                    continue
                yield start, end


def personal(name: str) -> bool:
    """Whether the words of a name are such as persons bear."""
    kinds = {word_class(word) for word in name.split(" ")}
    return " " in name and bool(kinds & {"given", "surname", "initial"}) and "stop" not in kinds
