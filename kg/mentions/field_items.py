"""What may be a field of research: the items of a list of them, each held against what its words are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.schema import Mention

YEARS = r"[多数几\d一二两三四五六七八九十百]+余?年"
_BAD = compiled(f"^(?:[从由把将的让使]|在(?!线)|对(?!<dui-word>))|[他她我了其]|及其|<field-not>|^{YEARS}")
_JOIN = compiled(r"(?:(?<=\S)\s*(?:<field-join>)\s*|\s+(?=\d+[.、)）]))")
_TAIL = compiled(
    "(?:<field-this>[^，。；、]{0,8}?<field-head>)?(?:的<field-many><field-branch>)?等?的?(?:<field-many>)?(?:相关)?(?:<field-ranked>)?(?:研究)?"
    "<field-head>?的?<field-work>?<field-end>?"
    f"(?:(?:近|长达|已有|已)?{YEARS})?(?:之久)?$"
)
_HEAD_END = compiled("(?:<field-head>)$")
_FRONT = compiled(
    r"(?:[（(]?\d+[.、)）]\s*|<field-number>|<field-rank>|<field-lead>|(?:其|研究)(?=[\u4e00-\u9fff]{3}))*"
)
#: Who studies it: 研究联邦学习的学者, 研究联邦学习的Mira Holt.
_PEOPLE = compiled("的(?:<field-people>$|[A-Z][a-z]+ [A-Z])")
_SUFFIX = compiled("<field-suffix>$")
_LATIN = compiled(r"^[A-Z][A-Za-z0-9 &/+-]{1,30}$")
_ATTRIBUTIVE = compiled("<field-front>|[基面][于向][^，。]{2,12}?的")
_GENERIC = compiled("^(?:<field-generic>|(?:<field-many>|<field-generic>)的?<field-many-of>)$")
#: Who somebody is (数学家); what is held or written about something (…的主题报告); a trade (互联网行业).
_WHO, _EVENT, _TRADE = (
    compiled("<field-who>$"),
    compiled("的[^的、]{0,4}?(?:<field-event>)+$"),
    compiled("<field-trade>$"),
)
_KEPT = compiled("<field-kept>")
#: What the tagger takes for pronouns.
_NO_PRONOUN = compiled("(?:<no-pronoun>)$")
_AND = ("和", "与", "及")
_SHORT = 8
#: What only some other field can be asked about (区块链安全与隐私), and makes one field with it.
_ASPECT = compiled("(?:<field-aspect>)$")
#: Two nouns with one head (硬件与网络安全).
_SHARED, _HEAD = 2, 4
#: Whose field it is, behind it (主攻图像检索的林知远, 专注于芯片设计的某某科技).
_WHOSE = compiled("的(?P<who>[\u4e00-\u9fff]{1,6})$")
#: A person and more behind it (主攻图像检索的张三获奖).
_OF = re.compile("的(?P<who>[\u4e00-\u9fff]{2,6})")
_FIRM_END = compiled("(?:<field-firm-end>)$")
#: What is sold is no field, whatever one attends to there (主攻模型应用).
_SOLD = compiled("(?:<field-sold>|<field-plain><field-use>)$")
#: A verb before such a noun only says which (扩散模型, 采样加速算法).
_OF_VERB = compiled("<field-of-verb>$")
_MAKES = compiled("<field-makes>")
#: What is done to something, and no field with it (开发3D技术).
_ACTS = compiled("<field-act>(?!<field-tool>)")


def sounds(core: str) -> bool:
    """Whether the words end as the names of fields do (…学习, …识别, …算法), or are the name of one."""
    return (
        core in subjects()
        or (len(core) > 3 and core[-1] == "学")
        or (len(core) > 2 and _SUFFIX.search(core) is not None)
    )


def front(text: str, start: int, end: int) -> int:
    """Where an item begins in [start, end): behind its number and what ranks it (1) …, 知名…)."""
    match = _FRONT.match(text, start, end)
    return match.end() if match and text[start:end].strip() not in subjects() else start


def tail(text: str, start: int, end: int) -> int:
    """Where the fields of [start, end) end: before 等领域, 方向的研究, 多年."""
    match = _TAIL.search(text, start, end)
    if match is None or match.start() == start or text[start:end] in subjects():
        return end
    begin = max((join.end() for join in _JOIN.finditer(text, start, match.start())), default=start)
    kept = match.start() - begin == 2 and _KEPT.fullmatch(text, match.start(), end)
    return end if kept else match.start()  # 药物研发 at the end of a list


def items(text: str, start: int, end: int, *, doubtful: bool) -> Iterator[Mention]:
    """The fields of the list [start, end), up to the first that is none; where doubtful, that does not sound so."""
    people = _PEOPLE.search(text, start, end) or _whose(text, start, end)
    if people is not None:
        end = people.start()  # 研究联邦学习的学者
    for begin, stop in _stretches(text, start, end):
        first = front(text, begin, stop)
        if _GENERIC.match(text[first:stop].strip()):
            first = begin  # 世界模型
        found = _TAIL.search(text, first, stop)
        last = found.start() if found is not None and found.start() - first > 1 else stop
        if last - first == 2 and _KEPT.fullmatch(text, last, stop):
            last = stop  # 药物研发
        headed = _HEAD_END.search(text, first + 2, last)
        last = headed.start() if headed is not None and last < stop else last  # …领域 before 的相关研究
        core = text[first:last].strip()
        first += len(text[first:last]) - len(text[first:last].lstrip())
        if not acceptable(core) or (doubtful and not (sounds(core) or _LATIN.match(core))):
            if doubtful or text[stop : stop + 1] != "、":
                break
            continue  # one that cannot be read ends no list that a cue leads
        yield Mention(first, first + len(core), "Field", core, core, by="field-cue")


def sold(core: str) -> bool:
    """Whether the words name what is sold, not studied (模型应用, 大模型产品)."""
    return core not in subjects() and _SOLD.search(core) is not None


def somebody(core: str) -> bool:
    """Whether the words say who somebody is (数学家), or what is done (开发某系统), not what is studied."""
    return core not in subjects() and bool(_WHO.search(core) or _ACTS.match(core))


def acceptable(core: str) -> bool:
    """Whether words behind a cue can be a field at all: not a clause, not too long, not general; nobody, no talk, no
    trade.
    """
    if core in subjects():
        return not _TRADE.fullmatch(core)
    if not 2 <= len(core) <= 24 or _ACTS.match(core) or _BAD.search(core) or _GENERIC.match(core):
        return False
    return not (_WHO.search(core) or _EVENT.search(core) or _TRADE.search(core) or _says(core))


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the items of the list [start, end) stand."""
    stretches: list[tuple[int, int]] = []
    at = start
    for join in (*_JOIN.finditer(text, start, end), None):
        stop = join.start() if join is not None else end
        if stretches and _one_field(text, stretches[-1], at, stop, end):
            stretches[-1] = (stretches[-1][0], stop)
        elif stop > at or not stretches:
            stretches.append((at, stop))
        at = join.end() if join is not None else end
    return stretches


def _one_field(text: str, before: tuple[int, int], at: int, stop: int, end: int) -> bool:
    """Whether what stands at [at, stop) in the list up to `end` belongs to the field before: 图像计算和处理 is one."""
    if text[before[1] : at] not in _AND or stop <= at:
        return False
    first, second = text[front(text, *before) : before[1]].strip(), text[at : tail(text, at, stop)].strip()
    found = _TAIL.search(text, *before)
    if found is not None and found.start() < before[1] and not _GENERIC.match(first):
        return False
    if len(first) == _SHARED and (_GENERIC.match(first) or first not in subjects()):
        return _shares(first, second)
    if second in subjects() and first in subjects() and min(len(first), len(second)) >= _HEAD:
        return False
    if text.startswith("、", stop) and stop < end:
        return True  # 甲、乙与丙、丁: only the last of a list stands behind 与
    if _ASPECT.match(second):
        return True
    return len(second) <= 2 and text[at:stop] == second and rjieba.tag(second)[0][1] in ("v", "vn")


def _shares(first: str, second: str) -> bool:
    """Whether two nouns have one head: 硬件与网络安全, not 语音和机器学习."""
    known = second in subjects() and not _GENERIC.match(first)
    if len(second) != _HEAD or known or not sounds(second):
        return False
    return all(rjieba.tag(noun)[0][1][:1] in "nv" for noun in (first, second[:_SHARED]))


def _whose(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words at the end that say whose the field before them is."""
    for of in _OF.finditer(text, start + 2, end):
        if sounds(text[start : of.start()].strip()) and rjieba.tag(of["who"])[0][1] == "nr":
            return of
    match = _WHOSE.search(text, start, end)
    if match is None or match.start() - start < 2:
        return None
    who = match["who"]
    named = who in ("他", "她") or any(tag == "nr" for _, tag in rjieba.tag(who))
    return match if _FIRM_END.search(who) or (named and sounds(text[start : match.start()].strip())) else None


@lru_cache(maxsize=4096)
def _says(core: str) -> bool:
    """Whether the words say something done (构建某系统, 与产业做结合) and so are no field."""
    if core in subjects():
        return False
    tags = rjieba.tag(core)
    first, tag = tags[0]
    led = _ATTRIBUTIVE.match(core)
    if any(
        t in ("r", "ul", "uz") and not _NO_PRONOUN.match(w) for w, t in (rjieba.tag(core[led.end() :]) if led else tags)
    ):
        return True
    if tag not in ("v", "d", "p", "c") or len(tags) == 1 or first in _doing() or led:
        return False
    if tag == "v" and _OF_VERB.search(core) and len(core) <= _SHORT + 2 and not _MAKES.match(core):
        return any(t == "uj" for _, t in tags)
    # 组合优化: a verb before another one is no order to do something
    return not (tag == "v" and len(core) <= _SHORT and tags[-1][1] in ("v", "vn") and sounds(core))


@lru_cache(maxsize=4096)
def nominal(core: str) -> bool:
    """Whether the words are nouns and names of functions, or verbs that only say which (演化计算), alone."""
    if core in subjects():
        return True
    rest = _ATTRIBUTIVE.sub("", core, count=1) if _ATTRIBUTIVE.match(core) else core
    verbs = ("v",) if sounds(core) and not _MAKES.match(core) and len(core) <= _SHORT else ()
    return all(
        tag[:1] in "njlbxa" or tag in ("eng", "vn", "an", *verbs) or word in _doing() for word, tag in rjieba.tag(rest)
    )


@cache
def subjects() -> frozenset[str]:
    """Subjects that are studied, by their names (知识图谱, 强化学习)."""
    majors = (n for row in load_table("majors") for n in (row["name"], *row.many("aliases")) if len(n) > 3)
    return frozenset(majors) | {n for row in load_table("fields") for n in (row["name"], *row.many("aliases"))}


@cache
def _doing() -> frozenset[str]:
    """Verbs that fields of research begin with (控制理论, 学习分析)."""
    return frozenset(row["word"] for row in load_table("title_functions"))
