"""Names that end in words which no other thing bears, whatever stands in them: registered firms (光年拾遗科技有限公司),
laboratories of the state (遥感影像智能处理国家工程实验室), schools where somebody studies (启明国际学校), and houses
whose English name joins two subjects (Vision and Learning Lab).

Such a name begins after a mark or after a word that a name stands behind; what the other readers found whole stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.mentions.words import Words, cut
from kg.schema import Mention

BY = "org/form"
_TAILS = (
    (compiled("<tail-registered>"), "company", 20),
    (compiled("<tail-state>"), "lab", 20),
)
_SCHOOL = compiled("(?:<tail-study>)了?“?(?P<name>[\u4e00-\u9fff]{2,10}?(?:<tail-school>))(?!<tail-school-not>)")
_OPEN = compiled("(?:<tail-open>)$")
_NOT, _SAYS = compiled("<tail-not>"), compiled("<tail-says>")
_BREAK = re.compile("[^\u4e00-\u9fffA-Za-z0-9·（）]")
_SHORTEST = 3
#: The words before the last two of an English name, up to the word that joins.
_LATIN_FRONT = re.compile(r"(?:(?<=[^A-Za-z0-9 ])|^)[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2} (?:and|of|for|&) (?:the )?$")
_LATIN_REACH = 48
_ENGLISH = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3} (?:Lab|Labs|Laboratory|Institute|Center|Centre|Group)")


def with_tails(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of the clean text with those so named, sorted; what lies inside one of these is dropped."""
    orgs = [_joined(text, o) for o in orgs]
    found: list[Mention] = []
    for start, end, kind in _found(text, orgs):
        met = [o for o in orgs if o.start < end and start < o.end]
        if any(o.end >= end or o.start < start for o in met) or (found and start < found[-1].end):
            continue
        found.append(Mention(start, end, "Org", text[start:end], text[start:end], kind, BY))
    apart = [o for o in orgs if all(o.end <= f.start or f.end <= o.start for f in found)]
    return sorted([*apart, *found], key=lambda o: o.start)


def _found(text: str, orgs: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """The stretches with their kinds, in order."""
    words = cut(text)
    spans: list[tuple[int, int, str]] = [(m.start("name"), m.end("name"), "school") for m in _SCHOOL.finditer(text)]
    for pattern, kind, longest in _TAILS:
        for match in pattern.finditer(text):
            start = _begin(words, match.start(), longest, orgs)
            if start is not None:
                spans.append((start, match.end(), kind))
    yield from ((s, e, k) for s, e, k in sorted(spans) if not _NOT.match(text, s) and not _SAYS.search(text, s, e))


def _begin(words: Words, limit: int, longest: int, orgs: Sequence[Mention]) -> int | None:
    """Where the name begins whose ending starts at `limit`: after the nearest word or mark that opens one."""
    text = words.text
    ends = {o.end: o for o in orgs}
    for start in range(limit, max(0, limit - longest) - 1, -1):
        if start in ends and words.begins(start):
            whole = text[start] != "（" or ends[start].by != "org/lexicon"
            return ends[start].start if whole else None
        if start and _BREAK.match(text, start - 1):
            return start if limit - start >= _SHORTEST else None
        if limit - start < _SHORTEST or not words.begins(start) or text[start] in "（）":
            continue
        if start == 0 or _opened(words, start):
            return start
    return None


def _opened(words: Words, start: int) -> bool:
    """Whether a word that a name stands behind ends at `start`; a short one only where it is a word of its own."""
    match = _OPEN.search(words.text, max(0, start - 4), start)
    if match is None:
        return False
    return words.begins(match.start()) and match.group() not in ("与", "和", "及", "并")


def _joined(text: str, org: Mention) -> Mention:
    """A house with an English name, whole where the name joins two subjects."""
    if entry_of(org.text) is not None or not _ENGLISH.fullmatch(org.text):
        return org
    front = _LATIN_FRONT.search(text, max(0, org.start - _LATIN_REACH), org.start)
    if front is None or any(entry_of(word) is not None for word in front.group().split(" ")):
        return org
    name = text[front.start() : org.end]
    return org._replace(start=front.start(), text=name, name=name, parents=())
