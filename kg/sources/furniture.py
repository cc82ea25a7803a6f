"""Which lines of a page are the article: drops navigation, cards, repeats, lists of headlines, comments and notices.

Works on the clean text, after script and width are one; its words are in `kg/lexicon/furniture.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from kg.sources import bylines, captions
from kg.sources.draft import Line
from kg.sources.metadata import STAMP, label_line
from kg.sources.pieces import FULL, INSIDE, SENTENCE, WORDS, Piece, is_full
from kg.sources.words import table

_DECORATION = re.compile(r"[\s>»›·•◆■□▍▎|｜\-–—*#★☆⭐▶►◎○●【\[（(《“]*")
_PAIR = re.compile(r"[^：:。，]{1,8}[：:]\s?\S")
_NUMBERED = re.compile("(?<=[。！？”])[一二三四五六七八九十]{1,2}、(?=[^。]{4,})")
_REFERENCE = re.compile(r"(?:\[\d+\]|\d+[.、)])?\s*(?:https?://|www\.)\S+\Z")


@dataclass(frozen=True, slots=True)
class _Cue:
    literal: str
    match: str
    drop: str
    most: int
    pattern: re.Pattern[str]


def settle(text: str, lines: Sequence[Line], hints: Mapping[str, str]) -> tuple[list[Piece], dict[str, str]]:
    """The blocks of the article among the lines of `text`, and the metadata found in lines that were dropped.

    `hints` are what markup said of the article, in clean script.
    """
    title = hints.get("title", "")
    pieces = _pieces(text, lines, title)
    found: dict[str, str] = {}
    dropped = [not WORDS.search(piece.text) or bool(_REFERENCE.match(piece.text)) for piece in pieces]
    full = [is_full(piece) for piece in pieces]
    captions.mark(pieces, dropped)
    bylines.drop_cards(pieces, dropped, found)
    _cues(text, pieces, dropped, full)
    _menus(pieces, dropped)
    bylines.drop_lines(pieces, dropped, full, found)
    _link_lists(pieces, dropped, full)
    _dated_lists(pieces, dropped, full)
    title = _title(pieces, dropped, full, title, found)
    _repeats(pieces, dropped, full, title)
    captions.drop_repeats(pieces, dropped, text)
    kept = [piece for piece, gone in zip(pieces, dropped, strict=True) if not gone]
    for piece, after in zip(kept, [*kept[1:], None], strict=False):
        _heading(piece, after)
    return kept, found


def _pieces(text: str, lines: Sequence[Line], title: str) -> list[Piece]:
    """The lines of `text`, blanks at their ends left out, cut where a caption, a byline or the title runs into the
    text.
    """
    pieces: list[Piece] = []
    start = 0
    for number, words in enumerate(text.split("\n") if lines else ()):
        line = lines[number]
        at = start
        if match := bylines.forms()[0].match(words):
            pieces.append(Piece(start, start + match.end(), match[0].strip(), replace(line), "paragraph"))
            at = start + match.end()
        elif len(title) >= 8 and words.startswith(title) and len(words) > len(title) + FULL:
            pieces.append(Piece(start, start + len(title), title, replace(line), "heading"))
            at = start + len(title)
        for first, last, kind in captions.cut(text, at, start + len(words)):
            for here, after in _sections(text, first, last):
                if stripped := text[here:after].strip():
                    here = text.index(stripped[0], here)  # noqa: PLW2901
                    pieces.append(Piece(here, here + len(stripped), stripped, line, kind or line.kind))
        start += len(words) + 1
    return pieces


def _sections(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clean characters [start, end), part of a line, cut before numbered headings that run into the text and before
    a label (来源：…) behind the last sentence.
    """
    label = end
    if end - start > FULL:
        for at in range(end - 1, max(start, end - FULL), -1):
            if text[at] in "。！？”":
                label = at + 1 if label_line().match(text[at + 1 : end].strip()) else end
                break
    if end - start > 200:
        for match in _NUMBERED.finditer(text, start + 1, label):
            yield start, match.start()
            start = match.start()
    yield start, label
    if label < end:
        yield label, end


@cache
def _all_cues() -> tuple[tuple[_Cue, ...], ahocorasick_rs.AhoCorasick]:
    cues = []
    for cue, match, drop, most in table("furniture"):
        pattern = re.escape(cue)
        for name, words in (("{n}", r"[\d,.]{1,9}\+?"), ("{x}", r".{0,30}?"), ("{:}", r"(?:\s*[:：/|｜】\]]|\s|\Z)")):
            pattern = pattern.replace(re.escape(name), words)
        literal = max(re.split(r"\{[nx:]\}", cue), key=len)
        tail = r"[:：\s\-–—>»…】\]）)》”]*(?:\d{1,6}[:：\s\-]*)?\Z" if match == "equal" else ""
        cues.append(_Cue(literal, match, drop, int(most), re.compile(pattern + tail)))
    return tuple(cues), ahocorasick_rs.AhoCorasick([cue.literal for cue in cues])


def _cues(text: str, pieces: list[Piece], dropped: list[bool], full: list[bool]) -> None:
    cues, finder = _all_cues()
    starts = [piece.start for piece in pieces]
    rest = len(pieces)
    seen: set[tuple[int, int]] = set()
    for number, at, _ in finder.find_matches_as_indexes(text, overlapping=True):
        index = bisect_right(starts, at) - 1
        cue = cues[number]
        if index < 0 or len(pieces[index].text) > cue.most or (index, number) in seen:
            continue
        seen.add((index, number))
        words = pieces[index].text
        begin = _DECORATION.match(words)
        offset = begin.end() if begin else 0
        if not (cue.pattern.match(words, offset) or cue.pattern.match(words)) and not (
            cue.match == "contain" and cue.pattern.search(words)
        ):
            continue
        dropped[index] = True
        late = starts[index] * 3 > len(text) or sum(full[:index]) > 2
        if cue.drop == "rest" and late and any(full[:index]):
            rest = min(rest, index)
        elif cue.drop != "line":
            for after in range(index + 1, len(pieces)):
                if full[after] or (pieces[after].kind == "heading" and full[after + 1 : after + 2] == [True]):
                    break
                dropped[after] = True
    for index in range(rest, len(pieces)):
        dropped[index] = True


def _menus(pieces: list[Piece], dropped: list[bool]) -> None:
    """Drop menus set in one line (首页 ｜ 新闻 ｜ …) and lines of nothing but page labels (责编/… 美编/…)."""
    for index, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "row" or len(text) > 160 or INSIDE.search(text):
            continue
        cells = re.split(r"\s*[|｜>›»]\s*", text.strip("|｜>›» "))
        parts = text.split()
        told = sum(bool(label_line().match(part)) for part in parts) if len(parts) > 1 else 0
        if (len(cells) >= 4 and all(len(cell) <= 8 for cell in cells)) or (told > 1 and told * 3 > len(parts)):
            dropped[index] = True


def _link_lists(pieces: list[Piece], dropped: list[bool], full: list[bool]) -> None:
    """Drop three and more lines in a row that are links throughout, and such a line at the very end."""
    index = 0
    while index < len(pieces):
        last = index
        while last < len(pieces) and pieces[last].line.is_link and pieces[last].kind != "row" and not full[last]:
            last += 1
        if last - index >= 3 or (last == len(pieces) and 0 < last - index < len(pieces)):
            dropped[index:last] = [True] * (last - index)
        index = max(last, index + 1)


def _dated_lists(pieces: list[Piece], dropped: list[bool], full: list[bool]) -> None:
    """Drop lists of other headlines: three and more short lines with a date, and nothing but short lines between."""
    stamped = [
        index
        for index, piece in enumerate(pieces)
        if len(piece.text) <= 60 and piece.kind != "row" and not SENTENCE.search(piece.text)
        and (stamp := STAMP.search(piece.text)) and (stamp["clock"] or stamp["d"])
        and (stamp["clock"] or stamp.end() >= len(piece.text) - 2 or stamp.start() <= 1)
    ]  # fmt: skip
    run: list[int] = []
    for index in [*stamped, len(pieces) + 9]:
        if run and (
            index - run[-1] > 3 or any(_closes(pieces[i]) for i in range(run[-1] + 1, min(index, len(pieces))))
        ):
            if len(run) >= 3:
                first = run[0] - 1 if run[0] and len(run) > 1 and run[1] - run[0] > 1 else run[0]
                first = run[0] if full[max(first, 0)] else max(first, 0)
                dropped[first : run[-1] + 1] = [True] * (run[-1] + 1 - first)
            run = []
        run.append(index)


def _closes(piece: Piece) -> bool:
    return piece.text.endswith("。") or len(piece.text) > 60


def _title(pieces: list[Piece], dropped: list[bool], full: list[bool], title: str, found: dict[str, str]) -> str:
    """Make a heading of the line that is the title, and note it; the title, or nothing."""
    first = next((index for index, is_full in enumerate(full) if is_full and not dropped[index]), len(pieces))
    texts = {piece.text: piece for piece in reversed(pieces[: max(first, 3)])}
    if title and title not in texts:
        for part in re.split(r"\s*[-_|｜–—]+\s*", title):
            if len(part) >= 6 and part in texts:
                found["title"] = title = part
                break
    if not title:
        title = found.get("title", "")
    if title and title in texts:
        texts[title].kind = "heading"
        texts[title].line.alt = False
    if not title:
        for index, piece in enumerate(pieces[: min(first, 5)]):
            if not dropped[index] and 4 <= len(piece.text) <= 80 and not piece.text.endswith(("。", "，", "：", "；")):
                after = pieces[index + 1].text if index + 1 < len(pieces) else ""
                if piece.kind in {"paragraph", "heading"} and not (_PAIR.match(piece.text) and _PAIR.match(after)):
                    piece.kind = "heading"
                    found["title"] = title = piece.text
                break
    return title


def _repeats(pieces: list[Piece], dropped: list[bool], full: list[bool], title: str) -> None:
    """Of lines that stand several times, keep the first: the title, and what is no sentence and stands three times."""
    counts = Counter(piece.text for piece, gone in zip(pieces, dropped, strict=True) if not gone)
    seen: set[str] = set()
    for index, piece in enumerate(pieces):
        if dropped[index] or piece.kind == "row" or full[index]:
            continue
        often = counts[piece.text]
        if piece.text in seen and (piece.text == title or often > 2 or piece.line.alt or len(piece.text) >= 12):
            dropped[index] = True
        seen.add(piece.text)


def _heading(piece: Piece, after: Piece | None) -> None:
    """Make a heading of a short line without a sentence's marks, and of a short bold one, where text follows."""
    text = piece.text
    if piece.kind != "paragraph" or len(text) > 45 or text[-1] in "。！？；;：:，,、…?!" or after is None:
        return
    if piece.line.is_bold and "。" not in text:
        piece.kind = "heading"
    elif not re.search(r"[。；\t]|\d{4}[.年/-]\d|[:：]\S", text):
        longer = len(after.text) >= max(FULL, len(text)) or after.kind in {"item", "row"}
        if longer or (len(text) <= 12 and "，" not in text and len(after.text) > len(text)):
            piece.kind = "heading"
