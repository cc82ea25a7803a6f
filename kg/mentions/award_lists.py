"""Honours that a list shows: what stands between a verb of winning and 等荣誉 are honours, whatever they are called
(获某省教学名师、某校青年骨干教师等荣誉).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.award_words import YEAR, forms
from kg.mentions.patterns import compiled
from kg.schema import Mention

_ITEM = r"[^，。；：！？、\n《》]{2,34}"
_LIST = compiled(
    rf"(?:<list-won>)[了过]?(?P<items>{_ITEM}(?:、{_ITEM}){{0,11}}?)等(?:<honours-many>)*(?:<honours-word>)(?!<honours-else>)"
)
#: Honours in quotation marks need no 等.
_QUOTED = compiled(
    r"(?:<list-won>)[了过]?(?P<items>[^，。；：！？、\n《》“”]{0,8}“[^“”\n，。；]{2,20}”(?:[、和及与]?“[^“”\n，。；]{2,20}”)+)"
    r"等?(?:<honours-many>)*(?:<honours-word>)(?!<honours-else>)"
)
#: In such a list marks of quotation alone may part the honours.
_PART = re.compile("、|(?<=”)[和及与]?(?=“)")
_FRONT = compiled(r"(?:(?:19|20)\d\d[\d\-–—/年度届]*|第[一二三四五六七八九十\d]{1,3}[届批]|<honour-front>|\s)+")
_ASIDE = re.compile(r"（[^（）]*）$")
_NOT = compiled(r"<honours-not>|[\d两三四五六七八九十][项次]|第[一二三\d]名$|^[特一二三]等奖")
_LAST = compiled("(?<=[^“])(?:和|及|以及|与)(?=[\u4e00-\u9fffA-Z“]{4})")


def listed_honours(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The honours of such lists that are none of `found`, the awards known already."""
    _suffix, _kinds, _stops, generic, _not_before = forms()
    out: list[Mention] = []
    for match in (*_LIST.finditer(text), *_QUOTED.finditer(text)):
        for start, end in _items(text, *match.span("items")):
            words = text[start:end]
            name = YEAR.sub("", re.sub("[“”]", "", words)).strip()
            if any(m.start < end and start < m.end for m in (*found, *out)):
                continue
            if 3 < len(name) <= 28 and name not in generic and not _NOT.search(name) and words.count("“") < 2:
                out.append(Mention(start, end, "Award", words, name, "honour", by="award-listed"))
    return out


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The honours of the list in [start, end), without what says when they were won and what a bracket adds."""
    at = start
    for mark in [*_PART.finditer(text, start, end), None]:
        stop = mark.start() if mark is not None else end
        parts = [(at, stop)]
        if mark is None and (join := _LAST.search(text, at, stop)):
            parts = [(at, join.start()), (join.end(), stop)]
        for first, last in parts:
            front = _FRONT.match(text, first, last)
            begin = front.end() if front else first
            aside = _ASIDE.search(text, begin, last)
            yield begin, aside.start() if aside else last
        at = mark.end() if mark is not None else end
