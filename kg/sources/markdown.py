"""Plain text and Markdown: lines to blocks, inline marks removed, hard-wrapped lines joined.

One scanner for both, since news saved as `.txt` is Markdown as often as not. It is written by hand: a parser of the
standard takes a plain text's line ends and indents for markup, and Chinese text for emphasis.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.sources.draft import Builder

_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"\s*(?:([-*_=~—–#])(?:\s*\1)*)\s*\Z")
_UNDERLINE = re.compile(r"\s{0,3}(?:-{2,}|=+)\s*\Z")
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}[ \t\u3000]+|#{2,6}(?=[^\s#]))")
_QUOTE = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"\s*(?:[-*+–][ \t]+(?=\S)|[•●▪■◦‣][ \t\u3000]*(?=\S)|\d{1,2}[.)][ \t]+(?=\S))")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_DELIMITER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_URL = r"\(\s*(?:[^()\s]|\([^()\s]{0,300}\)){0,3000}(?:\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s*\)"
_INLINE = re.compile(
    rf"!\[(?P<alt>[^\[\]\n]{{0,500}})\](?P<image>{_URL}|\[[^\[\]\n]{{0,80}}\])"
    rf"|\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{{0,200}}\]|!\[[^\[\]\n]{{0,200}}\]{_URL}){{0,500}}?)\]{_URL}"
    r"|<(?:https?|mailto):[^<>\s]{1,3000}>|https?://[!-~]{3,3000}"
    r"|\[\^?\d{1,3}\](?!\()|(?P<mark>\*{2,3}|~~|`+|(?<![A-Za-z0-9_])__(?=\S)|(?<=\S)__(?![A-Za-z0-9_]))"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<star>(?<![*\w])\*(?=[^\s*])|(?<=[^\s*])\*(?![*\w]))"
    r"|(?P<tab>\t)|(?P<ref>^\s{0,3}\[[^\]\n]{1,80}\]:\s.*\Z)"
)
_INLINE_SIGN = re.compile(r"[\[*_`~\\\t]|<[hm]|https?:")
_ENDED = "。！？!?…；;：:”」』》）)】.~"
_TERMINAL = frozenset(_ENDED)
_NEAR = 6
"""How many columns a hard-wrapped line may be shorter than the longest line of its paragraph."""


def scan(out: Builder, start: int, end: int, *, markdown: bool) -> None:
    """Add raw characters [start, end) of `out.raw` to `out`, as `markdown` or as plain text with marks in it."""
    lines = _lines(out.raw, start, end)
    joined = _wrapped(out.raw, lines, markdown)
    fenced = False
    table = False
    for index, (begin, last) in enumerate(lines):
        first = begin
        text = out.raw[first:last]
        if index and not joined[index - 1]:
            out.newline()
            out.bold = 0
            out.kind = "paragraph"
        elif index and not (out.last > "\u2e7f" and text.lstrip()[:1] > "\u2e7f"):
            out.space()
        if not text or text.isspace():
            table = False
            continue
        if _FENCE.match(text) and out.empty:
            fenced = not fenced
            continue
        if out.empty:
            if _RULE.match(text):
                if index and _UNDERLINE.match(text) and _solid(out.raw, lines[index - 1]):
                    out.retitle()
                continue
            if "|" in text and not fenced:
                follows = index + 1 < len(lines) and _DELIMITER.match(out.raw, *lines[index + 1])
                if (table or follows or _ROW.match(text)) and "|" in text:
                    table = True
                    if not _DELIMITER.match(text):
                        _row(out, first, last, markdown=markdown)
                    continue
            if not fenced:
                first = _opening(out, first, last)
        _inline(out, first, last, markdown=markdown)
    out.bold = 0


def _lines(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    for match in _LINE_END.finditer(raw, start, end):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, end))
    return lines


def _solid(raw: str, line: tuple[int, int]) -> bool:
    text = raw[line[0] : line[1]]
    return bool(text.strip()) and not _RULE.match(text)


def _opening(out: Builder, first: int, last: int) -> int:
    """Note the kind of block that a line's first characters tell of; the offset behind them."""
    raw = out.raw
    if match := _HEADING.match(raw, first, last):
        out.kind = "heading"
        return match.end()
    if match := _QUOTE.match(raw, first, last):
        out.kind = "quote"
        first = match.end()
    if match := _ITEM.match(raw, first, last):
        out.kind = "item"
        return match.end()
    return first


def _row(out: Builder, first: int, last: int, *, markdown: bool) -> None:
    """A line of a table: its cells, parted by bars."""
    out.kind = "row"
    while first < last and out.raw[first] in " \t|":
        first += 1
    while first < last and out.raw[last - 1] in " \t|":
        last -= 1
    while (bar := out.raw.find("|", first, last)) >= 0:
        _inline(out, first, bar, markdown=markdown)
        out.cell()
        first = bar + 1
    _inline(out, first, last, markdown=markdown)
    out.newline()


def _inline(out: Builder, first: int, last: int, *, markdown: bool) -> None:
    """One line's text without its marks: link text stays, addresses go, pictures become captions."""
    raw = out.raw
    if not _INLINE_SIGN.search(raw, first, last):
        out.keep(first, last)
        return
    for match in _INLINE.finditer(raw, first, last):
        kind = match.lastgroup
        if kind == "tab" and (out.empty or not raw[match.end() : last].strip()):
            continue
        if kind == "star" and not markdown:
            continue
        if first < match.start():
            out.keep(first, match.start())
        first = match.end()
        if match["image"] is not None:
            picture(out, match.start("alt"), match.end("alt"))
        elif match["text"] is not None:
            out.link += 1
            _inline(out, match.start("text"), match.end("text"), markdown=markdown)
            out.link -= 1
        elif match["mark"]:
            if match["mark"][0] in "*_":
                out.bold = 0 if out.bold else 1
        elif match["escaped"]:
            out.keep(match.start("escaped"), match.end("escaped"))
        elif kind == "tab":
            out.kind = "row"
            out.cell()
    out.keep(first, last)


def picture(out: Builder, start: int, end: int) -> None:
    """A picture whose description is raw characters [start, end): ends the sentence at hand, if it is complete,
    and leaves the description as a caption.
    """
    if not out.empty and out.last not in _TERMINAL and out.last > "\u2e7f":
        return
    kind, bold = out.kind, out.bold
    out.newline()
    out.kind, out.alt, out.bold = "caption", True, 0
    out.keep(start, end)
    out.newline()
    out.kind, out.alt, out.bold = "paragraph" if kind == "caption" else kind, False, bold


def _wrapped(raw: str, lines: list[tuple[int, int]], markdown: bool) -> list[bool]:
    """For each line whether it goes on in the next: it ends in mid-sentence, where its paragraph's lines end."""
    joined = [False] * len(lines)
    group: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index][0] < lines[index][1] and not raw[slice(*lines[index])].isspace():
            group.append(index)
            continue
        if len(group) > 1:
            _join(raw, lines, group, joined, markdown)
        group = []
    return joined


def _join(raw: str, lines: list[tuple[int, int]], group: list[int], joined: list[bool], markdown: bool) -> None:
    texts = [raw[slice(*lines[index])].rstrip() for index in group]
    widths = [(len(text.encode("utf-8", "replace")) + len(text)) // 2 for text in texts]
    full = max(widths)
    if full < 24 or (full > 240 and not markdown):
        return
    near = sum(width >= full - _NEAR for width in widths[:-1])
    uniform = near == len(texts) - 1
    wrapped = near >= 3 and near * 3 >= len(texts)
    sentence = texts[-1][-1] in _TERMINAL and any(c in text for text in texts for c in "。，,、")
    for here, (text, after) in enumerate(pairwise(texts)):
        if text[-1] in _TERMINAL or _starts_block(after) or _starts_block(text):
            continue
        full_line = widths[here] >= full - _NEAR
        if (markdown and widths[here] >= 30) or (
            full_line and (text[-1] in "，,、" or (uniform and sentence) or wrapped or after[:1].islower())
        ):
            joined[group[here]] = True


def _starts_block(text: str) -> bool:
    return bool(
        text[:1] in " \t\u3000▲△▼【"
        or _ITEM.match(text)
        or _HEADING.match(text)
        or _QUOTE.match(text)
        or _RULE.match(text)
        or _ROW.match(text)
        or text.startswith(("![", "[", "<", "&"))
    )
