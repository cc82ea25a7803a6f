"""Captions of pictures: found in running text, told from other lines, and dropped where they repeat other text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from kg.schema import BlockKind
from kg.sources.pieces import Piece
from kg.sources.words import table

_MARK = re.compile(r"[▲△▼▽◎↑↓]\s?(?=\S)")
_MARKS = ("▲", "△", "▼", "▽")
_LONGEST = 90
"""Characters that a caption in running text may have."""
_MANY = 300
"""Above this many captions they are no longer looked up in the text one by one."""


@cache
def _credits() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A credit in brackets, at the start of a line, and at the end of one."""
    starts = "|".join(re.escape(word) for word, place in table("credits") if place == "start")
    ends = "|".join(re.escape(word) for word, place in table("credits") if place == "end")
    return (
        re.compile(rf"[（(][^（）()\n]{{0,6}}(?:{starts})[^（）()\n]{{0,30}}[）)]"),
        re.compile(rf"(?:{starts})\s?[:：/丨｜|]?\s?\S"),
        re.compile(
            rf"\s\S{{0,14}}(?:{ends})\Z|\s(?:{starts})[:：/丨｜|]?\S{{1,20}}\Z|[（(](?:{starts})\S{{1,30}}[）)]\Z"
        ),
    )


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, BlockKind | None]]:
    """Clean characters [start, end), one line, cut around captions that run on in it."""
    bracket = _credits()[0]
    at = start
    for match in _MARK.finditer(text, start, end):
        if match.start() < at:
            continue
        close = bracket.search(text, match.end(), min(end, match.end() + _LONGEST))
        if close is None or text.find("。", match.end(), close.start()) >= 0:
            continue
        if at < match.start():
            yield at, match.start(), None
        yield match.start(), close.end(), "caption"
        at = close.end()
    if at < end or at == start:
        yield at, end, None


def mark(pieces: list[Piece], dropped: list[bool]) -> None:
    """Set the kind of lines that are captions: by their sign or credit, or because a picture describes itself so."""
    _, first, last = _credits()
    for index, piece in enumerate(pieces):
        words = piece.text
        if piece.kind not in {"paragraph", "heading", "quote"} or dropped[index] or len(words) > 2 * _LONGEST:
            continue
        plain = "。" not in words[:-1]
        if (
            words.startswith(_MARKS)
            or any(near.line.alt and near.text == words for near in pieces[max(0, index - 2) : index])
            or (plain and len(words) <= 60 and not words.endswith("。") and first.match(words))
            or (plain and last.search(words))
        ):
            piece.kind = "caption"


def drop_repeats(pieces: list[Piece], dropped: list[bool], text: str) -> None:
    """Drop descriptions of pictures that say nothing, or what other lines say, and captions quoted from the text."""
    captions = [i for i, piece in enumerate(pieces) if piece.kind == "caption" and not dropped[i]]
    counts = Counter(pieces[i].text for i in captions)
    for index in captions:
        piece = pieces[index]
        if piece.line.alt and (len(piece.text) < 6 or counts[piece.text] > 1 or not _has_han(piece.text)):
            dropped[index] = True
            counts[piece.text] -= 1
    if len(captions) > _MANY:
        return
    for index in captions:
        piece = pieces[index]
        if dropped[index] or len(piece.text) < 10:
            continue
        at = text.find(piece.text)
        while at >= 0:
            if not any(p.start <= at < p.end and p.kind == "caption" for p in (pieces[i] for i in captions)):
                dropped[index] = any(p.start <= at < p.end for p, gone in zip(pieces, dropped, strict=True) if not gone)
                break
            at = text.find(piece.text, at + 1)


def _has_han(words: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in words)
