"""Repairs text that was decoded wrongly: UTF-8 read as GBK or Latin-1, and GBK read one byte out of step."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.normalise.script import HAN, simplified
from kg.normalise.spacing import GLOSS_WORD
from kg.text import Edit, TextMap

_LATIN = re.compile("(?:[\xc2-\xf4][\x80-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,3}){2,}")
_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2\x80[\x90-\xaf]){3,}")
_WIDE_RUN = re.compile("[^\x00-\x7f]{4,}")
_LOST = re.compile(
    rf"[?？](?<=[{HAN}a-zA-Z0-9”’》）)].)(?=[!！]?[^\x00-\x7f]|[!！]\?|[a-z]{{1,5}}[^\x00-\x7f][a-z]{{0,3}}\))"
)
_GLOSS_REST = re.compile(rf"(?:{GLOSS_WORD.pattern})\)")
_REPLACED = re.compile("(?:\ufffd|锟斤拷|锟斤|锟)+")
_LONGEST = 80
_FULL_WIDTH = str.maketrans("!,;:?()", "！，；：？（）")


def repair(text: TextMap) -> tuple[TextMap, list[int]]:
    """`text` with the damage undone that can be undone; what cannot be read is dropped as the break of a sentence.

    The second value holds the raw offsets of the stretches that were repaired or dropped.
    """
    places: list[int] = []
    for find in (_redecoded, _out_of_step, _unreadable):
        edits = find(text.clean)
        places += [text.to_raw(edit.start, edit.end).start for edit in edits]
        text = text.edit(edits)
    return text, sorted(places)


def _redecoded(clean: str) -> list[Edit]:
    """UTF-8 that was read as Latin-1 (ä¸­å›½) or as GBK (涓浗)."""
    edits = []
    if _LATIN.search(clean):
        for match in _LATIN.finditer(clean):
            data = b"".join(_latin_byte(char) for char in match[0])
            good = data.decode("utf-8", errors="ignore")
            if len(good) * 3 >= len(data) - 3 and len(data) > 5:
                edits.append(Edit(match.start(), match.end(), good))
    if not edits and _UTF8.search(clean.encode("gbk", errors="ignore")):
        for match in _WIDE_RUN.finditer(clean):
            edits += _from_gbk(match[0], match.start())
    return edits


def _from_gbk(run: str, at: int) -> list[Edit]:
    """The stretches of `run`, which begins at `at`, whose bytes in GBK are UTF-8 for common characters."""
    bounds = [0]
    data = bytearray()
    for char in run:
        data += b"\x80" if char == "€" else char.encode("gbk", errors="ignore")
        bounds.append(len(data))
    edits = []
    for match in _UTF8.finditer(data):
        first = bisect_left(bounds, match.start())
        last = bisect_left(bounds, match.end())
        good = match[0].decode("utf-8", errors="ignore")
        if bounds[first] == match.start() and sum(map(_common, good)) * 10 >= len(good) * 8:
            edits.append(Edit(at + first, at + last, good))
    return edits


def _latin_byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", errors="ignore")


def _unreadable(clean: str) -> list[Edit]:
    """Replacement characters: nothing is left to read there."""
    return [Edit(m.start(), m.end(), "") for m in _REPLACED.finditer(clean)]


@dataclass(slots=True)
class _Run:
    """A stretch of GBK that lost its first byte, read again in step: `first` is the second byte of its first
    character, `tail` the first byte of a last one whose second is lost.
    """

    end: int
    first: int
    decoded: str
    ascii: str = ""
    tail: int = 0


def _out_of_step(clean: str) -> list[Edit]:
    """GBK in which a byte was lost (`?`), so that the characters after it were cut in the wrong places.

    The bytes are put back in step up to where reading gets in step by itself; the lost byte is the one whose
    character the text itself uses most. A run that does not read as common characters keeps only the marks at its
    start: a name cut in half would be a wrong name.
    """
    places = [match.start() for match in _LOST.finditer(clean)]
    if not places:
        return []
    counts: Counter[str] | None = None
    edits: list[Edit] = []
    unsure: list[tuple[int, _Run]] = []
    done = 0
    for at in places:
        if at < done:
            continue
        run = _in_step(clean, at + 1)
        if run is None:
            continue
        original = [char for char in clean[at + 1 : run.end] if char > "\x7f" and char not in "！，。？；：”“"]
        strange = sum(not _common(char) for char in original)
        now_strange = sum(not _common(char) for char in run.decoded)
        if not original and clean[at + 1 : at + 2] in "!！" and run.tail:
            unsure.append((at, run))
            continue
        if (
            not strange
            or now_strange * len(original) > strange * max(1, len(run.decoded))
            or strange * 6 < len(original)
        ):
            continue
        if counts is None:
            counts = Counter(clean)
            counts.update(map("".join, pairwise(clean)))
        words = _complete(clean, at, run, counts, whole=not now_strange)
        if words is not None:
            edits.append(Edit(at, run.end, words))
            done = run.end
    if edits:
        for at, run in unsure:
            line = clean[clean.rfind("\n", 0, at) + 1 : at]
            if run.first == 0xA3 and run.tail == 0xA1 and line.count("“") > line.count("”"):
                edits.append(Edit(at, run.end, "。”"))
    return sorted(edits, key=lambda edit: edit.start)


def _in_step(clean: str, at: int) -> _Run | None:
    """Read the characters from `at` on with a byte before them; None where their bytes fit no such reading."""
    if rest := _GLOSS_REST.match(clean, at):
        at = rest.end()
    pairs: list[bytes] = []
    pending = first = 0
    while at < len(clean) and len(pairs) < _LONGEST:
        char = clean[at]
        if char in "!！" and not pending:
            char = "！"
        if char < "\x80":
            if pending and 0x40 <= ord(char) < 0x7F:
                pairs.append(bytes((pending, ord(char))))
                return _run(at + 1, first, pairs)
            if char == "?" and pending:
                return _run(at + 1, first, pairs, tail=pending)
            return None
        try:
            data = char.encode("gbk")
        except UnicodeEncodeError:
            return None
        if len(data) != 2:
            return None
        if pending:
            pairs.append(bytes((pending, data[0])))
        else:
            first = data[0]
        at += 1
        if data[1] < 0x80:
            return _run(at, first, pairs, ascii_=chr(data[1]))
        pending = data[1]
    return None


def _run(end: int, first: int, pairs: list[bytes], *, ascii_: str = "", tail: int = 0) -> _Run:
    return _Run(end, first, "".join(pair.decode("gbk", errors="replace") for pair in pairs), ascii_, tail)


def _complete(clean: str, at: int, run: _Run, counts: Counter[str], *, whole: bool) -> str | None:
    """The run's text with its first character, and with its cut last one where the text tells which it is."""
    first = _likeliest(_ending(run.first), counts, clean[at - 1 : at], run.decoded[:1])
    if first is None:
        return None
    if not whole:
        marks = re.match("[“”‘’《》，。]*", run.decoded)
        return first + (marks[0] if marks else "")
    words = first + run.decoded + run.ascii
    if run.tail:
        words += _likeliest(_beginning(run.tail), counts, words[-1:], "", sure=True) or ""
    return words


@cache
def _ending(byte: int) -> tuple[str, ...]:
    """The characters of GBK whose second byte is `byte`."""
    chars = (bytes((lead, byte)).decode("gbk", errors="ignore") for lead in range(0x81, 0xFF))
    return tuple(char for char in chars if len(char) == 1)


@cache
def _beginning(byte: int) -> tuple[str, ...]:
    """The characters of GBK whose first byte is `byte`."""
    chars = (bytes((byte, trail)).decode("gbk", errors="ignore") for trail in range(0x40, 0xFF))
    return tuple(char for char in chars if len(char) == 1)


def _likeliest(
    chars: tuple[str, ...], counts: Counter[str], before: str, after: str, *, sure: bool = False
) -> str | None:
    """Of `chars` the one that the text has most often beside its neighbours, or at all; None where none stands out."""
    get = counts.get
    ranked = sorted(
        ((get(before + c, 0) + (get(c + after, 0) if after else 0), 0 if sure else get(c, 0), c) for c in chars),
        reverse=True,
    )
    if not ranked or ranked[0][:2] == (0, 0):
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0
    return ranked[0][2] if not sure or ranked[0][0] >= 2 * second + 1 else None


@cache
def _common(char: str) -> bool:
    """Whether the character is among the 3,755 common ones of GB 2312 (in either script), or a mark."""
    if char in "“”‘’《》，。、；：？！（）…—·":
        return True
    try:
        code = simplified(char)[0].encode("gb2312")
    except UnicodeEncodeError:
        return False
    return b"\xb0\xa1" <= code <= b"\xd7\xf9"
