"""What a source says of itself: front matter, date and author lines, comments with a time stamp."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from kg.schema import Metadata
from kg.sources.words import table

_FRONT = re.compile(r"\s{0,20}(-{3}|\+{3})[ \t]*\r?\n(.{0,20000}?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)\s*[:=][ \t]*(.*?)\s*\Z")
_FIELDS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "publishdate": "date",
    "pubdate": "date", "lastmod": "modified", "author": "author", "authors": "author", "byline": "author",
    "source": "outlet",
    "outlet": "outlet", "publisher": "outlet", "site": "outlet", "lang": "language", "language": "language",
    "locale": "language", "url": "address", "link": "address", "address": "address", "canonical": "address",
    "original": "address",
}  # fmt: skip
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<m>1[0-2]|0?[1-9])(?:\s*(?:月|[-/.])\s*(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?!\d)(?:\s*日)?|\s*月)(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "((?:" + "|".join(_MONTHS) + ")[a-z]{0,6})"
_ENGLISH = re.compile(
    rf"\b(?:([12]\d|3[01]|0?[1-9])\s+{_MONTH}|{_MONTH}\s+([12]\d|3[01]|0?[1-9])),?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
STAMP = re.compile(
    rf"(?:{_DATE.pattern})(?P<clock>[T\s]{{0,3}}(?:星期[一二三四五六日天])?\s{{0,2}}"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}|(?:GMT|UTC)[+-]?\d{0,2}))?)?"
)
"""A date, with the time of day where one follows."""


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the front matter at the start of `text` ends (0 without one), and the metadata in it."""
    match = _FRONT.match(text)
    if not match:
        return 0, {}
    found: dict[str, str] = {}
    key = ""
    lines = match[2].splitlines()
    for line in lines:
        if pair := _PAIR.match(line):
            key = _FIELDS.get(pair[1].lower(), "")
            value = _unquote(pair[2])
            if key and value:
                found.setdefault(key, value)
        elif line.strip().startswith("- ") and key and key not in found:
            found[key] = _unquote(line.strip()[2:])
        elif line.strip() and not line[:1].isspace() and not line.startswith(("#", "-", "[")):
            return 0, {}  # two rules with text between them, not front matter
    return match.end(), found


def _unquote(value: str) -> str:
    value = value.strip().strip("[]").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value.replace('\\"', '"').strip()


def iso_date(words: str) -> str | None:
    """The first date in `words` as ISO 8601, to the day or the month that is given; None without one."""
    for match in _DATE.finditer(words):
        year, month, day = int(match["y"]), int(match["m"]), match["d"]
        if day is None:
            return f"{year:04}-{month:02}"
        try:
            return datetime(year, month, int(day), tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    if english := _ENGLISH.search(words):
        month = _MONTHS.index((english[2] or english[3])[:3].lower()) + 1
        return f"{int(english[5]):04}-{month:02}-{int(english[1] or english[4]):02}"
    return None


def dateline(words: str) -> str | None:
    """The date in brackets at the start of a first paragraph: （某地2025年3月6日电）; None without one."""
    match = re.match(r"[^。\n]{0,12}?[（(【\[]([^）)】\]\n]{8,30})[）)】\]]", words)
    return match[1] if match and iso_date(match[1]) else None


def epoch_date(digits: str) -> str | None:
    """The day in China of a Unix time in seconds or milliseconds; None for one that is out of range."""
    seconds = int(digits) / (1000 if len(digits) > 10 else 1)
    if not 6e8 < seconds < 4e9:
        return None
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).date().isoformat()


@cache
def labels() -> Mapping[str, tuple[str, bool]]:
    """Label → (metadata field or `-`, whether it stands in archive cards)."""
    return {row[0]: (row[1], row[2] == "1") for row in table("metadata_labels")}


@cache
def label_line() -> re.Pattern[str]:
    """A whole line `label：value`, with any label of the list."""
    words = "|".join(sorted(map(re.escape, labels()), key=len, reverse=True))
    return re.compile(rf"[\[【(（|]?(?P<label>{words})\s?[】\]]?\s*[:：/丨｜|]\s*(?P<value>.{{0,200}})\Z")


def note(found: dict[str, str], label: str, value: str) -> None:
    """Keep the value of a label, unless it is empty or only the label again (作者：作者名)."""
    field = labels()[label][0]
    value = re.sub("“”|‘’|《》|\\(\\)|（）", "", value).strip()
    if field != "-" and re.search(r"\w", value) and not value.startswith(label):
        found.setdefault(field, value)


def is_plain(label: str, value: str) -> bool:
    """Whether `value` can be what `label` announces, not the words of somebody who is so called (记者：您说呢？)."""
    field = labels()[label][0]
    if field == "author":
        return len(value) <= 40 and not re.search("[。？！，；：?!,]", value)
    return field == "title" or len(value) <= 60 or field == "address"


def assemble(hints: Mapping[str, str], found: Mapping[str, str], language: str | None) -> Metadata:
    """The metadata of an article: `hints` from its markup before what was `found` in its lines."""

    def first(field: str) -> str | None:
        return hints.get(field) or found.get(field) or None

    date = None
    for candidate in (
        hints.get("date"),
        found.get("date"),
        found.get("stamp"),
        found.get("dateline"),
        hints.get("modified"),
    ):
        date = date or (iso_date(candidate) if candidate else None)
    if date is None and hints.get("epoch"):
        date = epoch_date(hints["epoch"])
    address = first("address")
    return Metadata(
        title=first("title"),
        outlet=first("outlet"),
        author=first("author"),
        date=date,
        language=first("language") or language,
        address=address if address and "://" in address else None,
    )
