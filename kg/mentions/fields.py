"""Research fields: the free phrases that a word such as 研究方向 introduces, or that stand before 领域 or 专家."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.mentions.field_frames import framed_fields
from kg.mentions.field_items import acceptable, front, items, nominal, sold, somebody, sounds, subjects, tail
from kg.mentions.org_lexicon import find_hits
from kg.mentions.patterns import compiled, fill
from kg.mentions.places import place_names
from kg.schema import Mention

_SEGMENT = compiled(r"(?:[（(]?\d{1,2}[.、)）]|[^，。；：！？\n\t“”《》（）—])+")
_ASIDE = compiled(r"\s?（[^（）\n]{1,40}）(?=\s?(?:<field-join>|等|，(?:以及|及|和)))")
_MORE = compiled(r"，(?:<field-more>在?)?(?:<field-lead>?<field-holds>了?)?：?(?<!，)")
_NEXT = compiled(r"；\s?(?:以及)?")
_EXPERT = compiled(r"(?:<field-of>|研究)?的?(?P<rank><field-rank>)*(?:<field-expert>)(?!<field-expert-not>)")
_HOUSE = compiled("<field-house>")
_AREA = compiled("(?:等)?的?(?:<field-many>)?(?:<field-ranked>)?(?:研究)?(?:<field-area>)")
_DEED = compiled(r"(?:上|中)?的[^，。；的、]{0,6}?(?:<field-deed>)")
_STRONG = compiled("<field-strong>")
#: A list that goes on behind a comma: 从事甲，乙、丙等相关研究.
_GOES_ON = compiled(
    r"，(?=[^，。；：！？\n]{2,24}?(?:<field-join>)[^，。；：！？\n]{2,20}?(?<=[\u4e00-\u9fff])"
    r"等?的?(?:相关)?<field-head>?(?:<field-work>)(?:[，。；\n]|$))"
)
#: A list whose first joint is a comma (研究领域为甲，乙以及丙。).
_COMMA_FIRST = compiled(r"，(?=[^，。；：！？、\n]{2,16}?(?:<field-join>)[^，。；：！？、\n]{2,16}[。；\n])")
#: 方向：…为 and the like: what says that fields follow, more than a verb does.
_NAMES_FIELDS = compiled("(?:<field-thing>)[^，。；]{0,6}$", "triggers")
#: Verbs of attending to something, be it research or trade.
_ATTENDS = compiled(r"(?:<field-busy>)(?:<field-is>|了|\s)*$")
#: Each item in marks of its own (“甲”和“乙”).
_QUOTED = compiled(r"”\s?(?:(?:<field-join>)\s?)?“")
#: 著名神经生物学家: the subject that somebody is a scholar of.
_SCHOLAR = compiled(r"(?P<field>[\u4e00-\u9fff]{1,6}(?<!科)学)家")
_LEFT = compiled("[，。；：！？“”（）\n\t]|<field-left>|<field-not>")
_BEFORE_DEED = compiled("(?:<deed-before>)$")
_BUSY = compiled(r"<busy>\s?$")
#: What is applied where is one field (人工智能在土木工程上的应用).
_APPLIED = compiled(r"[\u4e00-\u9fffA-Za-z]{2,12}?在[^，。；、！？\n]{2,24}?的<field-applied>")
_TITLE = compiled("<field-title>$")
_BUSY_LONG = compiled(r"<busy-long>\s?$")
#: A cue that is part of a longer word where such a one follows.
_OF_WORK, _NO_CUE = compiled("(?:<field-attr>)$", "triggers"), compiled("<field-cue-not>")
_PIECE = compiled("(?:(?!<field-join>).)+")
_REACH = 40

#: 研究方向与兴趣主要包括: what is talked of, and how it is said to be so.
_NOUN_CUE = "<field-attr>的?(?P<thing><field-thing>(?:[和与及、]<field-thing>)*<field-link>*)"
_HOW = "<field-of>?<field-how>?"
_LINK = r"(?:(?:，?<field-span>|：|——|<field-is>|\t)\s?){0,3}(?:了|过|研究)?\s?“?"


@cache
def _cue(name: str) -> re.Pattern[str]:
    cue = fill(_NOUN_CUE, "triggers") if name == "noun" else fill(f"<{name}>", "triggers") + fill(_HOW)
    return re.compile(cue + fill(_LINK))


def find_fields(text: str) -> list[Mention]:
    """Mentions of type Field; each is one item of a list that a cue word leads, or that stands before 领域 or 专家."""
    out: list[Mention] = []
    sure: list[re.Match[str]] = []
    for name in ("noun", "field-verb", "field-weak"):
        for cue in _cue(name).finditer(text):
            if _OF_WORK.search(cue.group()) and _NO_CUE.match(text, cue.end()):
                continue  # 研究生, 研究院
            if name != "noun" and any(s.start() <= cue.start() < s.end() for s in sure):
                continue  # the 研究 of 研究专长为
            if name != "field-weak":
                sure.append(cue)
            linked = name != "noun" or not cue.group().endswith(cue["thing"])  # 专业方向排名
            out += _after(text, cue, doubtful=name == "field-weak" or not linked)
    starts = sorted(cue.end() for cue in sure)
    for pattern, by in ((_EXPERT, "field-expert"), (_AREA, "field-area"), (_DEED, "field-deed")):
        for match in pattern.finditer(text):
            led = max((s for s in starts if s <= match.start()), default=0)
            out += _before(text, led, match, by)
    out += framed_fields(text)
    out += _scholars(text)
    return out


def _scholars(text: str) -> Iterator[Mention]:
    """The subjects that somebody is a scholar of: the words before 家 that are the name of one."""
    for match in _SCHOLAR.finditer(text):
        start, end = match.span("field")
        for at in range(start, end - 1):
            name = text[at:end]
            if name in subjects() or name[:-1] in subjects():
                yield Mention(at, end, "Field", name, name, by="field-scholar")
                break


def _after(text: str, cue: re.Match[str], *, doubtful: bool) -> list[Mention]:
    """The fields that a cue leads; after a doubtful one only what sounds like a field."""
    out: list[Mention] = []
    at = cue.end()
    listed, quoted = "：" in cue.group(), cue.group().endswith("“")
    attends, names = _ATTENDS.search(cue.group()) is not None, _NAMES_FIELDS.search(cue.group()) is not None
    while (segment := _SEGMENT.match(text, at)) is not None:
        end = tail(text, at, segment.end())
        applied = _APPLIED.match(text, at)
        if applied is not None and acceptable(applied.group().split("在", 1)[0]):
            return [*out, Mention(at, applied.end(), "Field", applied.group(), applied.group(), by="field-cue")]
        busy = _BUSY.search(cue.group()) is not None and end == segment.end() and not out
        if busy and not _BUSY_LONG.search(cue.group()):
            break  # what one is busy with is a field only where the text calls it research
        found = list(items(text, at, end, doubtful=doubtful or busy))
        out += (f for f in found if not (attends and sold(f.text)))
        if not found:
            break
        quotes = _QUOTED.match(text, segment.end()) if quoted else None
        if quotes is not None:
            at = quotes.end()
            continue
        stop = segment.end() + (quoted and text.startswith("”", segment.end()))
        first = names and "、" not in segment.group() and not _MORE.match(text, stop)
        comma = _COMMA_FIRST.match(text, stop) if first else None
        following, doubt = (comma.end(), True) if comma is not None else _next(text, stop, listed=listed)
        if following < 0:
            break
        at, doubtful = following, doubtful or doubt
    return out


def _next(text: str, end: int, *, listed: bool) -> tuple[int, bool]:
    """Where a list goes on behind the segment that ends at `end`, or -1; and whether what follows must sound right."""
    aside = _ASIDE.match(text, end)
    if aside is not None:
        at = aside.end()
        joined = re.compile(fill(r"\s?(?:<field-join>)\s?")).match(text, at)
        if joined is not None:
            return joined.end(), False
        end = at
    more = _MORE.match(text, end)
    if more is not None:
        return more.end(), False
    if listed and text.startswith("，", end):
        return end + 1, True  # 研究方向：甲，乙
    if _GOES_ON.match(text, end):
        return end + 1, True
    following = _NEXT.match(text, end) if listed else None
    return (following.end(), True) if following is not None else (-1, False)


def _before(text: str, led: int, match: re.Match[str], by: str) -> Iterator[Mention]:
    """The fields of the list that `match` ends, from `led` on at most: those of its items that sound like one."""
    end = match.start()
    start = max(0, end - _REACH, led)
    for left in _LEFT.finditer(text, start, end):
        start = left.end()
    if by == "field-deed" and not _BEFORE_DEED.search(text, 0, start):
        return
    named = False
    for piece in reversed(list(_PIECE.finditer(text, start, end))):
        first = _behind_place(text, front(text, *piece.span()), piece.end())
        core = text[first : piece.end()].strip()
        if _HOUSE.search(core) or any(hit.start == 0 for hit in find_hits(core)):
            continue  # 智能产业研究院智能机器人方向, 百度语音方向: a place to work at
        if by == "field-expert" and _TITLE.search(core):
            if match["rank"] is None:
                continue  # 语音技术专家: a post
            core = _TITLE.sub("", core)
        sure = named or (by == "field-area" and _STRONG.match(text, match.end()) is not None)
        if somebody(core):
            continue  # 数学家和密码学领域的先驱
        if 2 < len(core) <= 14 and (sounds(core) or sure) and nominal(core):
            named = by == "field-area"  # 甲学习、乙医药等领域: what stands in a list with a field is one too
            yield Mention(first, first + len(core), "Field", core, core, by=by)


def _behind_place(text: str, start: int, end: int) -> int:
    """Where the field of [start, end) begins: behind the place where it is studied (东洲图像检索领域的学者)."""
    for length in (4, 3, 2):
        if end - start - length > 2 and text[start : start + length] in place_names():
            return start + length
    return start


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
_FIELD_LIST = compiled(r"\s?(?:[、；]|<list-and>)\s?(?:[（(]?\d{1,2}[.、)）]\s?)?")
