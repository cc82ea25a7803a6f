"""Research fields: the free phrases that a word such as 研究方向 introduces, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.patterns import compiled, fill
from kg.schema import Mention

_SEGMENT = compiled(r"[^，。；：！？\n\t“”《》（）]+")
_BAD = compiled("^[从由在把将的对让使]|[他她我了]|<field-not>")
_MORE = compiled("，<field-lead>?<field-holds>了?")
_JOIN = compiled(r"(?:(?<=\S)\s*(?:<field-join>)\s*|\s+(?=\d+[.、)）]))")
_TAIL = compiled("等?的?(?:<field-many>)?(?:相关)?(?:研究)?<field-head>?的?<field-work>?<field-end>?$")
_SUFFIX = compiled("<field-suffix>$")
_FRONT = compiled(r"(?:\d+[.、)）]\s*|<field-rank>)*")
_EXPERT = compiled(r"(?:<field-of>|研究)?的?(?:<field-rank>)*(?:<field-expert>)")
_AREA = compiled("(?:等)?(?:<field-many>)?(?:研究)?(?:<field-area>)")
_LEFT = compiled("[，。；：！？“”（）\n\t]|<field-left>")
_PEOPLE = compiled("的<field-people>$")
_BUSY = compiled(r"<busy>\s?$")
_NO_CUE = compiled("<field-cue-not>")
_REACH = 40


@lru_cache(maxsize=4096)
def _says(core: str) -> bool:
    """Whether the words say something done (构建某系统, 与产业做结合) and so are no field."""
    tags = rjieba.tag(core)
    first, tag = tags[0]
    if any(t in ("r", "ul", "uz") for _, t in tags):
        return True
    return tag in ("v", "d", "p", "c") and len(tags) > 1 and first not in _doing() and not _ATTRIBUTIVE.match(core)


_ATTRIBUTIVE = compiled("<field-front>|[基面][于向][^，。]{2,12}?的")
_GENERIC = compiled("^<field-generic>$")


@lru_cache(maxsize=4096)
def _nominal(core: str) -> bool:
    """Whether the words are nouns and names of functions alone."""
    rest = _ATTRIBUTIVE.sub("", core, count=1) if _ATTRIBUTIVE.match(core) else core
    return all(tag[:1] in "njlbxa" or tag in ("eng", "vn", "an") or word in _doing() for word, tag in rjieba.tag(rest))


@cache
def _doing() -> frozenset[str]:
    """Verbs that fields of research begin with (控制理论, 学习分析)."""
    return frozenset(row["word"] for row in load_table("title_functions"))


@cache
def _cue(name: str) -> re.Pattern[str]:
    words = next(r["words"] for r in load_table("triggers") if r["class"] == name)
    longest = sorted(words.split("|"), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:{'|'.join(longest)})"
        + fill(r"<field-of>?<field-how>?(?:，?<field-span>|：|<field-is>|\t)?(?:了|研究)?\s?")
    )


def find_fields(text: str) -> list[Mention]:
    """Mentions of type Field; each is one item of a list that a cue word leads, or that stands before 领域 or 专家."""
    out: list[Mention] = []
    for name, doubtful in (("field-verb", False), ("field-weak", True)):
        for cue in _cue(name).finditer(text):
            if _NO_CUE.match(text, cue.end()):
                continue  # 研究生, 研究院
            out += _after(text, cue, doubtful=doubtful)
    for pattern, by in ((_EXPERT, "field-expert"), (_AREA, "field-area")):
        for match in pattern.finditer(text):
            out += _before(text, match.start(), by)
    return out


def _after(text: str, cue: re.Match[str], *, doubtful: bool) -> list[Mention]:
    """The fields that a cue leads; after a doubtful one only what sounds like a field."""
    out: list[Mention] = []
    at = cue.end()
    while (segment := _SEGMENT.match(text, at)) is not None:
        tail = _TAIL.search(text, at, segment.end())
        end = tail.start() if tail is not None and tail.start() > at else segment.end()
        if _BUSY.search(cue.group()) and end == segment.end():
            break  # what one is busy with is a field only where the text calls it research
        found = list(_items(text, at, end, doubtful=doubtful))
        out += found
        more = _MORE.match(text, segment.end())
        if more is None or not found:
            break
        at = more.end()
    return out


def _items(text: str, start: int, end: int, *, doubtful: bool) -> Iterator[Mention]:
    """The fields of the list [start, end), up to the first item that is none."""
    stretches: list[tuple[int, int]] = []
    at = start
    for join in (*_JOIN.finditer(text, start, end), None):
        stop = join.start() if join is not None else end
        if stretches and _one_field(text, stretches[-1], at, stop):
            stretches[-1] = (stretches[-1][0], stop)
        else:
            stretches.append((at, stop))
        at = join.end() if join is not None else end
    for begin, stop in stretches:
        front = _FRONT.match(text, begin, stop)
        first = front.end() if front else begin
        tail = _TAIL.search(text, first, stop)
        last = tail.start() if tail is not None and tail.start() - first > 1 else stop
        core = text[first:last].strip()
        if (
            _PEOPLE.search(text[at:end])
            or not 2 <= len(core) <= 24
            or _BAD.search(core)
            or _GENERIC.match(core)
            or _says(core)
        ):
            break
        if doubtful and not (_SUFFIX.search(core) and len(core) > 2):
            break
        yield Mention(first, first + len(core), "Field", core, core, by="field-cue")


def _one_field(text: str, before: tuple[int, int], at: int, stop: int) -> bool:
    """Whether what stands at [at, stop) in a list belongs to the field before: 图像计算和处理 is one."""
    tail = _TAIL.search(text, *before)
    if text[before[1] : at] not in _AND or stop - at > 2 or (tail is not None and tail.start() < before[1]):
        return False
    return rjieba.tag(text[at:stop])[0][1] in ("v", "vn")


def _before(text: str, end: int, by: str) -> Iterator[Mention]:
    """The fields of the list that ends at `end`: those of its items that sound like one."""
    start = max(0, end - _REACH)
    for left in _LEFT.finditer(text, start, end):
        start = left.end()
    for piece in _PIECE.finditer(text, start, end):
        front = _FRONT.match(piece.group())
        first = piece.start() + (front.end() if front else 0)
        core = text[first : piece.end()].strip()
        if 2 < len(core) <= 14 and _SUFFIX.search(core) and _nominal(core):
            yield Mention(first, first + len(core), "Field", core, core, by=by)


_PIECE = compiled("(?:(?!<field-join>).)+")
_AND = ("和", "与", "及")
