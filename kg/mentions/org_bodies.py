"""Bodies named after a nation, the world or a great society: 中国运筹学会, 欧洲天气预报中心, IEEE控制系统学会.

What such a name begins with and ends in is enough, if all between are words for things: no list holds all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import rjieba

from kg.mentions.org_structure import kind_of
from kg.mentions.patterns import compiled
from kg.mentions.words import cut
from kg.schema import Mention

_NATION = compiled(r"(?P<front><body-nation>)(?P<rest>[\u4e00-\u9fffA-Za-z0-9]{2,18}?)(?:<body-end>)(?!<body-goes-on>)")
_SOCIETY = compiled(r"(?P<front><body-society>)\s?(?P<rest>[\u4e00-\u9fff、]{2,14}?)(?:<body-part>)(?!<body-goes-on>)")
#: Tags of the words that such names are made of.
_INSIDE = frozenset({"n", "nz", "vn", "v", "a", "an", "b", "j", "l", "i", "eng", "nt", "ns", "ng", "vg", "s", "f", "m"})
_JOINING = compiled("[与和及、暨]")
_NO_PART = compiled("<body-not>")


def with_bodies(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with the bodies found, sorted; what stands inside a body is left out."""
    known = {(m.start, m.end) for m in orgs if m.by == "org/lexicon"}
    bodies = [b for b in _bodies(text) if not any(s <= b.start and b.end <= e for s, e in known)]
    if not bodies:
        return list(orgs)
    apart = [o for o in orgs if all(o.end <= b.start or b.end <= o.start for b in bodies)]
    crossing = [o for o in orgs if any(o.start < b.start < o.end or o.start < b.end < o.end for b in bodies)]
    bodies = [b for b in bodies if not any(o.start < b.end and b.start < o.end for o in crossing)]
    return sorted([*apart, *crossing, *bodies], key=lambda m: m.start)


def _bodies(text: str) -> Iterator[Mention]:
    words = cut(text)
    for pattern in (_NATION, _SOCIETY):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not words.begins(start) or not _of_things(match["rest"]):
                continue
            if text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
                continue
            parents = () if pattern is _NATION else (match["front"].strip(),)
            name = match.group()
            yield Mention(start, end, "Org", name, name, kind_of(name) or "association", "org/body", parents)


@lru_cache(maxsize=1 << 12)
def _of_things(rest: str) -> bool:
    """Whether all the words are such as names of bodies hold."""
    tags = rjieba.tag(rest)
    if any(_NO_PART.fullmatch(word) for word, _ in tags):
        return False
    return all(tag in _INSIDE or _JOINING.fullmatch(word) is not None for word, tag in tags)
