"""Unknown organisations by the shape of a coined name: 澜舸科技, 归墟实验室.

A coined name is two to four characters that are no word of the language, before an ending that companies and
laboratories bear. Where the characters are words (青山科技), what stands beside must speak of an organisation (加入,
创始人).
A name that is sure in one place counts in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.org_witness import like_person
from kg.mentions.patterns import compiled
from kg.mentions.person_barred import acting
from kg.mentions.school_age import of_person
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention

_MOST = 4
#: How far before a name the word may stand that speaks of it (离开了工作多年的某某科技).
_REACH = 24


#: What somebody does at an organisation, after its name (在某某医疗工作).
_WORK = compiled("<latin-work>")


@dataclass(frozen=True, slots=True)
class _Shapes:
    ends: dict[str, str]
    longest: int
    before: re.Pattern[str]
    after: re.Pattern[str]
    barred: tuple[str, ...]
    stops: frozenset[str]
    bare: frozenset[str]


@cache
def _shapes() -> _Shapes:
    rows = load_table("org_shapes")

    def words(name: str) -> str:
        return "|".join(re.escape(r["word"]) for r in sorted(rows, key=lambda r: -len(r["word"])) if r["class"] == name)

    ends = {r["word"]: r["kind"] for r in rows if r["class"] == "end"}
    return _Shapes(
        ends=ends,
        longest=max(map(len, ends)),
        before=re.compile(f"(?:{words('before')})了?(?:[^，。；：！？“”\n]{{2,16}}的)?$"),
        after=re.compile(f"(?:{words('after')})"),
        barred=tuple(r["word"] for r in rows if r["class"] == "not"),
        stops=frozenset(r["word"] for r in rows if r["class"] == "stop"),
        bare=frozenset(r["word"] for r in rows if r["class"] == "bare"),
    )


def find_shapes(text: str, taken: Sequence[Mention]) -> list[Mention]:
    """Organisations by shape in the clean text, sorted; none overlaps `taken`."""
    words = cut(text)
    used = bytearray(len(text))
    for mention in taken:
        used[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    names: dict[str, str] = {}
    for start, end, kind in _candidates(words):
        if used.find(1, start, end) < 0:
            names.setdefault(text[start:end], kind)
    out: list[Mention] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if used.find(1, at, end) < 0:
                used[at:end] = b"\x01" * len(name)
                out.append(Mention(at, end, "Org", name, name, names[name], by="org/shape"))
            at = text.find(name, end)
    return sorted(out, key=lambda m: m.start)


#: Up to how many characters, less one, a name may be a person's.
_SHORT = 4


def _candidates(words: Words) -> Iterator[tuple[int, int, str]]:
    """The stretches whose last word, or its end, is one of the endings, with the kind that the ending tells."""
    shapes, text = _shapes(), words.text
    for number, ending in [(n, ending) for n, ending in enumerate(_endings(words)) if ending]:
        end = words.starts[number + 1]
        first = number - (len(ending) > len(words.words[number]))
        start, coined = _front(words, first, end - len(ending), shapes)
        front = text[start : end - len(ending)]
        if not 2 <= len(front) <= _MOST or front.startswith(shapes.barred) or front.endswith(shapes.barred):
            continue
        if front in shapes.bare:
            continue  # 智慧医疗
        if of_person(words, start, end):
            continue  # 张三高中时拿下…
        if end - start < _SHORT and acting(text, start, end) and like_person(words, start, end):
            continue  # 陈玉云获得某奖
        there = text[start - 1 : start] == "在" and _WORK.match(text, end)
        if (
            coined
            or there
            or shapes.before.search(text, max(0, start - _REACH), start)
            or shapes.after.match(text, end)
        ):
            yield start, end, shapes.ends[ending]


def _endings(words: Words) -> Iterator[str | None]:
    """For each word the ending that it has, or that it makes with the word before it (机械|人)."""
    for number, word in enumerate(words.words):
        two = words.words[number - 1] + word if number and len(word) == 1 else ""
        yield two if two in _shapes().ends and _ending(word) is None else _ending(word)


@lru_cache(maxsize=1 << 12)
def _ending(word: str) -> str | None:
    shapes = _shapes()
    for length in range(min(len(word), shapes.longest), 0, -1):
        if word[-length:] in shapes.ends:
            return word[-length:]
    return None


def _front(words: Words, number: int, limit: int, shapes: _Shapes) -> tuple[int, bool]:
    """Where the name begins whose ending starts at `limit` in word `number`, and whether its front is coined: of single
    characters, or of words that the tagger takes for names.
    """
    start = words.starts[number]
    coined = limit > start and len(words.words[number]) - (words.starts[number + 1] - limit) < 2
    if limit - start >= 2:
        return start, False
    pieces: list[tuple[str, str]] = []
    index = number - 1
    while index >= 0 and limit - words.starts[index] <= _MOST:
        word, tag = words.words[index], words.tags[index]
        if not ("\u4e00" <= word[0] <= "\u9fff") or tag[:1] in ("p", "u", "c", "d", "r", "m", "q", "f", "y", "t"):
            break
        if (tag[:1] == "v" and len(word) > 1 and (tag != "vg" or in_dictionary(word))) or word in shapes.stops:
            break
        pieces.append((word, tag))
        start = words.starts[index]
        index -= 1
        if len(word) > 1:
            break
    if not pieces:
        return start, coined
    single = sum(len(word) == 1 for word, _ in pieces)
    named = any(tag in ("nr", "nrt", "nrfg", "nz", "x", "vg") or not in_dictionary(word) for word, tag in pieces)
    return start, single >= 2 or named or (single == 1 and coined)
