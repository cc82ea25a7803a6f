"""Frames in which news names firms that no list holds: 成立仅八个月的拾光纪, 先后在甲、乙任总监, 甲、乙等公司,
投资方包括甲、乙, 由甲、乙领投; and a run that has a weak word on both sides (创业公司问泉宣布…), which together are as
good as a strong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.org_frames import framed, nameable, to_the_right
from kg.mentions.org_lexicon import lexicon
from kg.mentions.patterns import compiled
from kg.mentions.words import Words

#: When a firm was set up, before its name.
_AGED = compiled(
    "<news-set-up>(?:<news-about>)?[^，。；“”]{1,8}?(?:<news-age>)的(?:[\u4e00-\u9fff]{0,8}?<firm-noun>)?(?=.)"
)
#: The places of a list, of one clause.
_NAMES = "(?P<names>[^，。；\n]{2,60}?)"
_LISTS = (
    compiled(rf"(?:<news-served>)在{_NAMES}(?:等(?:<firm-noun>|<latin-houses>)?)?(?:<news-serves>)(?![何教意务命性])"),
    compiled(rf"<news-served>(?:<news-works-at>)了?{_NAMES}(?=等|，|。|；|$|工作)"),
    compiled(rf"(?:<news-investors>)(?:<news-includes>)(?:了|：)?{_NAMES}(?=等|，|。|；|$)"),
)
#: What follows a list of investors, and what a list of firms, back to where it began.
_LEAD, _FIRMS = compiled("(?:等<latin-houses>?)?(?:联合)?(?:<news-leads>)"), compiled("等<news-some>?<firm-noun>")
_LEAD_BEGIN, _FIRMS_BEGIN = compiled("[由，。；\n]"), compiled("[在于自有，。；\n]|包括")
_REACH, _LONGEST = 60, 12
_OF_LIST = compiled("(?:、[^，。；\n]{2,50}?)?等<news-some>?(?:<firm-noun>|<latin-houses>|<news-houses>)")
_BETWEEN = compiled("<news-and>")


def framed_all(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The stretches of `framed` and those of these frames, the surer first."""
    runs = list(framed(words, taken))
    after = {(start, end) for start, end, label in runs if label == "after"}
    beside = {(start, end) for start, end, label in runs if label == "beside"}
    yield from ((*run, "both") for run in sorted(after & beside))
    yield from ((*run, "news") for run in sorted(set(_news(words, taken))))
    listed = {(start, end) for start, end, label in runs if label == "listed"}
    yield from ((*run, "news") for run in sorted(listed) if _OF_LIST.match(words.text, run[1]))
    yield from runs


def _news(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    text = words.text
    for match in _AGED.finditer(text):
        if words.begins(match.end()) and not text[match.end()].isascii():
            yield from to_the_right(words, match.end(), False)
    for pattern in _LISTS:
        for match in pattern.finditer(text):
            yield from _items(words, *match.span("names"))
    for match in _LEAD.finditer(text):
        yield from _items(words, _begin(text, match.start(), _LEAD_BEGIN), match.start())
    for match in _FIRMS.finditer(text):
        start, end = _begin(text, match.start(), _FIRMS_BEGIN), match.start()
        if any(start <= b and e <= end for b, e in taken):  # a known name in it shows the others
            yield from _items(words, start, end, strong=True)


def _begin(text: str, end: int, opens: re.Pattern[str]) -> int:
    """Where the list began that ends at `end`: behind the last thing before it that opens one."""
    floor = max(0, end - _REACH)
    return max((m.end() for m in opens.finditer(text, floor, end)), default=floor)


def _items(words: Words, start: int, end: int, *, strong: bool = False) -> Iterator[tuple[int, int]]:
    """The places of the list [start, end) that may be names."""
    begin = start
    for stop in [*(m.start() for m in _BETWEEN.finditer(words.text, start, end)), end]:
        while begin < stop and words.text[begin] in " 及与和、以":
            begin += 1
        gloss = words.text.find("（", begin, stop)
        last = stop if gloss < 0 else gloss
        if (
            1 < last - begin <= _LONGEST
            and words.begins(begin)
            and words.begins(last)
            and _may_name(words, begin, last, strong)
        ):
            yield begin, last
        begin = stop + 1


def _may_name(words: Words, start: int, end: int, strong: bool) -> bool:
    """Whether the place may be a name: one that need not be coined if a list knows it as a form of one."""
    known = lexicon().meanings.get(words.text[start:end])
    return known is not None or nameable(words, start, end, strong)
