"""Dates: absolute, ranged, relative; ISO 8601 at the precision of the text, never sharper.

A mention of type Date has as `name` an ISO date (`2024`, `2024-07`, `2024-07-01`) or an interval of ISO 8601 form
(`2017/2023`, `2017/..` for an open end). A relative word (次年, 去年5月) is resolved from the date named before it in
its paragraph or from the article's date; where neither stands, it gives no mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.schema import Block, Mention

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_Y = r"(?:19|20)\d\d"
_HY = r"[一二][九〇○零][〇○零一二三四五六七八九]{2}"
#: 98年, 02年, 15年6月: two digits where a date can begin and nothing is counted.
_SHORT_Y = (
    r"(?<![^在于从到至自，。；：（、他她\n])(?:[7-9]\d|0\d)(?=年(?![来间代前后多余以之内里中的龄历老制半]))"
    r"|(?<![^在于从到至自，。；：（、他她\n])[012]\d(?=年\d{1,2}月)"
)
_DAY = r"(?P<{p}m>1[0-2]|0?[1-9])月(?:份|(?P<{p}d>3[01]|[12]\d|0?[1-9])[日号])?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)


@cache
def _relative() -> dict[str, tuple[str, int, int, int, str]]:
    return {
        r["word"]: (r["anchor"], int(r["years"]), int(r["months"]), int(r["days"]), r["precision"])
        for r in load_table("date_words")
    }


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_relative(), key=lambda w: (-len(w), w)))
    zh = (
        rf"(?:民国(?P<roc>\d{{2,3}}|[一二三四五六七八九十百]+)年|(?<!\d)(?P<y>{_Y}|{_HY}|{_SHORT_Y})\s?年(?!<not-year>))"
        rf"(?:\s?度)?(?:\s?{_DAY.format(p='')})?(?:[上下]半年|[春夏秋冬][季天]?|年?(?:[初末底]|中(?![国科华央文]))|<school-break>)?"
    )
    return compiled(
        rf"(?P<zh>{zh})"
        rf"|(?P<iso>(?<![\d.])(?P<iy>{_Y})(?:[-./](?P<im>1[0-2]|0?[1-9])(?:[-./](?P<id>3[01]|[12]\d|0?[1-9]))?)?"
        rf"(?![\d%]|\.\d|[-/]\d(?!\d{{3}})))"
        rf"|(?P<rel>(?P<word>{words})(?:的?{_DAY.format(p='r')})?(?:[初末底]|[春夏秋冬]季|[春夏秋冬]天)?)"
        rf"|(?P<bare>(?<!\d)(?<!年){_DAY.format(p='b')})"
        rf"|(?P<daily>(?<![\d月年.])(?P<dd>3[01]|[12]\d|[1-9])日(?![本元报子程均夜间内后前的]))"
        rf"|(?P<en>(?:(?P<em>{_EN_MONTH})\s(?:(?P<ed>\d{{1,2}}),?\s)?(?:of\s)?)(?P<ey>{_Y})(?!\d))"
    )


#: A pattern that begins with a set of characters is searched fast: what must not stand before comes after the first.
_CLASS = re.compile(r"(?P<y>\d(?<![\d第].)(?:(?<=1)9\d\d|(?<=2)0\d\d|\d))(?P<s>[届级])(?!别)")
_JOIN = compiled(r"\s?年?\s?(?:<date-to>|[-–—~～]{1,2}|－|\bto\b)\s?")
_NOW = compiled(
    r"\s?起?(?:[-–—~～]{1,2}|－)?\s?(?:[至到迄]|to)?\s?(?:今(?![年日天])|<date-now>|(?:present|Present|now|Now)(?![A-Za-z]))"
)
_COUNTED = compiled("<counted>|年|%")
_BEFORE_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s?$")


def find_dates(text: str, blocks: Sequence[Block], article_date: str | None) -> list[Mention]:
    """The dates of an article's clean text; `article_date` is ISO 8601 (any precision) or None."""
    found: list[Mention] = []
    today = _as_date(article_date)
    for block in blocks:
        last: str | None = None
        last_at = block.start
        for match in _pattern().finditer(text, block.start, block.end):
            if match["bare"] and article_date and "。" in text[last_at : match.start()]:
                last = None  # a month without a year after a full stop is one of the article's own year
            name = _iso(match, today, last, article_date)
            if name is None:
                continue
            if match["iso"] and not _plausible(text, match):
                continue
            if not match["rel"] or _relative()[match["word"]][0] == "text":
                last = name
                last_at = match.end()
            found.append(Mention(match.start(), match.end(), "Date", match.group(), name, by="date"))
        for match in _CLASS.finditer(text, block.start, block.end):
            year = match["y"] if len(match["y"]) == 4 else _century(match["y"])
            kind = "end" if match["s"] == "届" else "start"
            found.append(Mention(match.start(), match.end(), "Date", match.group(), year, kind=kind, by="date-class"))
    found.sort(key=lambda m: (m.start, -m.end))
    return _ranges(text, found)


def _century(two: str) -> str:
    return ("20" if int(two) < 50 else "19") + two


def _plausible(text: str, match: re.Match[str]) -> bool:
    """A bare four-digit number is a year only where nothing counts with it."""
    if match["im"]:
        return True
    after = text[match.end() : match.end() + 2].lstrip()
    before = text[max(0, match.start() - 1) : match.start()]
    if before == "-" and text[max(0, match.start() - 2) : match.start() - 1].isdigit():
        return True
    if before and (before in "$¥€£#-+." or (before.isascii() and before.isalpha())):
        return False
    return _COUNTED.match(after) is None


def _as_date(iso: str | None) -> date | None:
    if not iso or not re.match(r"\d{4}-\d{2}-\d{2}", iso):
        return None
    try:
        return date(int(iso[:4]), int(iso[5:7]), int(iso[8:10]))
    except ValueError:
        return None


def _join(year: int | str, month: str | None, day: str | None) -> str:
    parts = [f"{int(year):04d}"]
    if month:
        parts.append(f"{int(month):02d}")
        if day:
            parts.append(f"{int(day):02d}")
    return "-".join(parts)


def _day_of_month(day: int, today: date | None) -> str | None:
    """The day alone of a news article (2日宣布): the last one of that number up to the article's date."""
    if today is None:
        return None
    month = today.replace(day=1) if day <= today.day else today.replace(day=1) - timedelta(days=1)
    try:
        return month.replace(day=day).isoformat()
    except ValueError:
        return None


def _iso(match: re.Match[str], today: date | None, last: str | None, article: str | None) -> str | None:
    if match["zh"]:
        if match["roc"]:
            return _join(1911 + _number(match["roc"]), match["m"], match["d"])
        year = match["y"].translate(_HAN_DIGITS)
        return _join(year if len(year) == 4 else _century(year), match["m"], match["d"])
    if match["iso"]:
        return _join(match["iy"], match["im"], match["id"])
    if match["en"]:
        month = _MONTHS.index(match["em"][:3].lower()) + 1
        return _join(match["ey"], str(month), match["ed"])
    if match["daily"]:
        return _day_of_month(int(match["dd"]), today)
    if match["bare"]:
        # The year is the one named before in the paragraph, or the article's own.
        if last and len(last.split("/")[0]) >= 4:
            return _join(last[:4], match["bm"], match["bd"])
        if article:
            return _join(article[:4], match["bm"], match["bd"])
        return None
    anchor, years, months, days, precision = _relative()[match["word"]]
    if anchor == "text":
        return _shift(last, years, months, match["rm"], match["rd"])
    if precision == "year" and article:
        return _join(int(article[:4]) + years, match["rm"], match["rd"])
    if today is None:
        return None
    if precision == "month":
        index = today.year * 12 + today.month - 1 + months
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return (today + timedelta(days=days)).isoformat()


def _shift(last: str | None, years: int, months: int, month: str | None, day: str | None) -> str | None:
    if last is None:
        return None
    start = last.split("/")[-1] if not last.endswith("..") else last.split("/")[0]
    if months:
        if len(start) < 7:
            return None
        index = int(start[:4]) * 12 + int(start[5:7]) - 1 + months
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return _join(int(start[:4]) + years, month, day)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    total = current = 0
    for c in text:
        if c == "十":
            total += (current or 1) * 10
            current = 0
        elif c == "百":
            total += (current or 1) * 100
            current = 0
        else:
            current = digits[c]
    return total + current


def _ranges(text: str, found: list[Mention]) -> list[Mention]:
    """Join `D1 至 D2` and `D1 至今` into intervals; drop what overlaps an earlier mention; `2017-2023年` too."""
    out: list[Mention] = []
    index = 0
    while index < len(found):
        here = found[index]
        index += 1
        if out and here.start < out[-1].end:
            continue
        while index < len(found) and found[index].start < here.end:
            index += 1
        bound = _JOIN.match(text, here.end)
        following = found[index] if index < len(found) else None
        if bound and following is not None and bound.end() == following.start and here.kind is None:
            span = text[here.start : following.end]
            out.append(
                Mention(here.start, following.end, "Date", span, f"{here.name}/{following.name}", by="date-range")
            )
            index += 1
            continue
        first = _BEFORE_YEAR.search(text[max(0, here.start - 8) : here.start])
        now = _NOW.match(text, here.end)
        if now and here.kind is None:
            out.append(
                Mention(here.start, now.end(), "Date", text[here.start : now.end()], f"{here.name}/..", by="date-range")
            )
        elif first and out and out[-1].end > here.start:
            continue
        else:
            out.append(here)
    return out
