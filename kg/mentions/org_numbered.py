"""Secondary schools that a city numbers: 合肥45中, 厦门六中.

A number alone, or one before a word that 中 begins (3中心), is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.places import place_names
from kg.schema import Mention

_NUMBERED = re.compile(
    r"(?<![\d第])第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})中(?:学)?"
    r"(?![国央心间旬期年级文层型等全东部路外美日医科信石移建兴选标招签评位介华原])"
)
#: The longest name of a place before the number, with 市 or 区.
_LONGEST = 5


def with_numbered(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with the numbered schools found, sorted; none overlaps one of `orgs`."""
    if not _NUMBERED.search(text):
        return list(orgs)
    found = [s for s in _schools(text) if all(o.end <= s.start or s.end <= o.start for o in orgs)]
    return sorted([*orgs, *found], key=lambda m: m.start)


def _schools(text: str) -> Iterator[Mention]:
    places = place_names()
    for match in _NUMBERED.finditer(text):
        for length in range(_LONGEST, 1, -1):
            front = text[max(0, match.start() - length) : match.start()]
            if len(front) == length and (front in places or front.rstrip("市县区") in places):
                name = front + match.group()
                yield Mention(match.start() - length, match.end(), "Org", name, name, "school", "org/numbered")
                break
