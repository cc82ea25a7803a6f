"""Research fields: the free phrases that a word such as 研究方向 introduces, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.patterns import compiled, fill
from kg.schema import Mention

_SEGMENT = compiled(r"[^，。；：！？\n\t“”《》（）]+")
_YEARS = r"^[多数几\d一二两三四五六七八九十百]+余?年"
_BAD = compiled(f"^(?:[从由在把将的让使]|对(?!<dui-word>))|[他她我了其]|及其|<field-not>|{_YEARS}")
_MORE = compiled("，<field-lead>?<field-holds>了?")
_JOIN = compiled(r"(?:(?<=\S)\s*(?:<field-join>)\s*|\s+(?=\d+[.、)）]))")
_TAIL = compiled("等?的?(?:<field-many>)?(?:相关)?(?:研究)?<field-head>?的?<field-work>?<field-end>?$")
_SUFFIX = compiled("<field-suffix>$")
_HEAD_END = compiled("(?:<field-head>)$")
_FRONT = compiled(r"(?:\d+[.、)）]\s*|<field-rank>)*")
_EXPERT = compiled(r"(?:<field-of>|研究)?的?(?:<field-rank>)*(?:<field-expert>)")
_AREA = compiled("(?:等)?(?:<field-many>)?(?:研究)?(?:<field-area>)")
_LEFT = compiled("[，。；：！？“”（）\n\t]|<field-left>")
_PEOPLE = compiled("的<field-people>$")
_BUSY = compiled(r"<busy>\s?$")
#: What is applied where is one field (人工智能在土木工程上的应用).
_APPLIED = compiled(r"[\u4e00-\u9fffA-Za-z]{2,12}?在[^，。；、！？\n]{2,24}?的<field-applied>")
_TITLE = compiled("<field-title>$")
_BUSY_LONG = compiled(r"<busy-long>\s?$")
_NO_CUE = compiled("<field-cue-not>")
_REACH = 40


@lru_cache(maxsize=1 << 12)
def _says(core: str) -> bool:
    """Whether the words say something done (构建某系统, 与产业做结合) and so are no field."""
    if core in _subjects():
        return False
    tags = rjieba.tag(core)
    first, tag = tags[0]
    if any(t in ("r", "ul", "uz") for _, t in tags):
        return True
    return tag in ("v", "d", "p", "c") and len(tags) > 1 and first not in _doing() and not _ATTRIBUTIVE.match(core)


@cache
def _subjects() -> frozenset[str]:
    """Subjects that are studied, by their names (知识图谱, 强化学习)."""
    return frozenset(n for row in load_table("majors") for n in (row["name"], *row.many("aliases")) if len(n) > 3)


_ATTRIBUTIVE = compiled("<field-front>|[基面][于向][^，。]{2,12}?的")
_GENERIC = compiled("^<field-generic>$")


@lru_cache(maxsize=1 << 12)
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
    return re.compile(
        fill(f"<{name}>", "triggers")
        + fill(r"<field-of>?<field-how>?(?:，?<field-span>|：|<field-is>|\t)?(?:了|研究)?\s?")
    )


def find_fields(text: str) -> list[Mention]:
    """Mentions of type Field; each is one item of a list that a cue word leads, or that stands before 领域 or 专家."""
    out: list[Mention] = []
    sure: list[re.Match[str]] = []
    for name, doubtful in (("field-verb", False), ("field-weak", True)):
        for cue in _cue(name).finditer(text):
            if _NO_CUE.match(text, cue.end()):
                continue  # 研究生, 研究院
            if doubtful and any(s.start() <= cue.start() < s.end() for s in sure):
                continue  # the 研究 of 研究专长为
            if not doubtful:
                sure.append(cue)
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
        applied = _APPLIED.match(text, at)
        if applied is not None and not _BAD.search(applied.group()):
            return [Mention(at, applied.end(), "Field", applied.group(), applied.group(), by="field-cue")]
        busy = _BUSY.search(cue.group()) is not None and end == segment.end()
        if busy and not _BUSY_LONG.search(cue.group()):
            break  # what one is busy with is a field only where the text calls it research
        found = list(_items(text, at, end, doubtful=doubtful or busy))
        out += found
        more = _MORE.match(text, segment.end())
        listed = more is None and "：" in cue.group() and text.startswith("，", segment.end())
        if (more is None and not listed) or not found:
            break
        doubtful = doubtful or listed  # 研究方向：甲，乙: what goes on must sound like a field
        at = more.end() if more is not None else segment.end() + 1
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
        if _GENERIC.match(text[first:stop].strip()):
            first = begin  # 世界模型
        tail = _TAIL.search(text, first, stop)
        last = tail.start() if tail is not None and tail.start() - first > 1 else stop
        headed = _HEAD_END.search(text, first + 2, last)
        last = headed.start() if headed is not None and last < stop else last  # …领域 before 的相关研究
        core = text[first:last].strip()
        if (
            _PEOPLE.search(text[start:end])
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
        if by == "field-expert" and _TITLE.search(core):
            continue  # 语音技术专家: a post
        if 2 < len(core) <= 14 and _SUFFIX.search(core) and _nominal(core):
            yield Mention(first, first + len(core), "Field", core, core, by=by)


_PIECE = compiled("(?:(?!<field-join>).)+")
_AND = ("和", "与", "及")


def spread_fields(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`图神经网络、推荐系统`: a method or a subject in a list with a field is one too."""
    out = list(mentions)
    for number in (*range(1, len(out)), *range(len(out) - 2, -1, -1)):
        here = out[number]
        if not (here.type == "Major" or (here.type == "Model" and here.kind in _METHODS)):
            continue
        for other in (number - 1, number + 1):
            if 0 <= other < len(out) and out[other].type == "Field":
                left, right = sorted((here, out[other]), key=lambda m: m.start)
                if _FIELD_LIST.fullmatch(text, left.end, right.start):
                    out[number] = Mention(here.start, here.end, "Field", here.text, here.text, by="field-list")
    return out


_METHODS = ("algorithm", "architecture")
_FIELD_LIST = compiled(r"\s?(?:、|<list-and>)\s?")
