"""Works in book-title marks: papers, theses and reports; a title that names a medium is an organisation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.schema import Mention

_TITLE = re.compile(r"《([^《》\n]{2,120})》")
_PAPER = compiled(r"<paper-cue>[^“”。，]{0,8}“([^“”\n]{6,150})”")
#: A title in quotation marks after the words that announce one (论文题目是“…”), or before what it is (题为“…”的论文).
_ENTITLED = compiled(
    r"(?:<titled-work><titled-link>?)(?P<marked>“(?P<title>[^“”\n，。]{4,80})”)"
    r"(?!的?<titled-not>)"
)
_OF_TITLE = compiled(r"<titled-link>(?P<marked>“(?P<title>[^“”\n，。]{4,80})”)的(?:[^，。；“”]{0,4}?)<titled-work>")
_PAPER_OF = compiled(r"\s?(<paper-noun>)(?!<paper-not>)")


ENTRY = "entry"
"""What has read a work in an entry of a bibliography."""
_NAME = r"(?:[A-Z][\w’'\-]*\.?(?: [A-Z][\w’'\-]*\.?){1,3}|[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})?)[*†‡#]{0,2}"
#: An entry of a bibliography: a line of two authors or more, a title, where and when it came out, and nothing else.
_ENTRY = re.compile(
    rf"^[ \t]*(?:\[\d{{1,3}}\]|\d{{1,3}}[.)、])?\s*{_NAME}(?:(?:[,，;] ?(?:and )?| and ){_NAME})+(?:, et al|，?等)?"
    r"[.。]\s?(?P<title>(?!(?:He|She|They|In|The two)\b|他|她|两人)[^\n.。，“”《》]{6,160})[.。]\s?"
    r"[^\n。]{2,70}?(?:19|20)\d\d[^\n]{0,16}$",
    re.MULTILINE,
)


@cache
def _cues() -> Mapping[str, tuple[tuple[str, str], ...]]:
    sides: dict[str, list[tuple[str, str]]] = {"before": [], "after": [], "end": []}
    for row in load_table("work_cues"):
        sides[row["side"]].append((row["word"], row["class"]))
    return {side: tuple(sorted(words, key=lambda w: (-len(w[0]), w[0]))) for side, words in sides.items()}


def find_works(text: str) -> list[Mention]:
    """Mentions of type Work, and of type Org (kind media) for titles of media; the span keeps the title marks."""
    found = []
    for match in _TITLE.finditer(text):
        title = match[1].strip()
        what = _what(text, match.start(), match.end(), title)
        if what == "media":
            found.append(Mention(match.start(), match.end(), "Org", match.group(), title, "media", by="title-marks"))
        elif what != "other":
            found.append(Mention(match.start(), match.end(), "Work", match.group(), title, what, by="title-marks"))
    found += (
        Mention(m.start(1) - 1, m.end(), "Work", text[m.start(1) - 1 : m.end()], m[1], "paper", by="quoted-title")
        for m in _PAPER.finditer(text)
        if m[1].isascii()
    )
    found += (
        Mention(m.start("title") - 1, m.end("title") + 1, "Work", m["marked"], m["title"], "paper", by="quoted-title")
        for m in (*_ENTITLED.finditer(text), *_OF_TITLE.finditer(text))
        if not any(w.start < m.end("title") and m.start("title") < w.end for w in found)
    )
    found += (
        Mention(m.start("title"), m.end("title"), "Work", m["title"], m["title"].strip(), "paper", by=ENTRY)
        for m in _ENTRY.finditer(text)
        if not any(w.start < m.end("title") and m.start("title") < w.end for w in found)
    )
    return sorted(found, key=lambda m: m.start)


def papers_of(text: str, models: Sequence[Mention]) -> list[Mention]:
    """The papers that are called after their model (Transformer论文)."""
    out = []
    for model in models:
        paper = _PAPER_OF.match(text, model.end) if model.by in ("model-list", "version") else None
        if paper:
            name = f"{model.text}{paper[1]}"
            out.append(
                Mention(model.start, paper.end(), "Work", text[model.start : paper.end()], name, "paper", by="paper-of")
            )
    return out


def _what(text: str, start: int, end: int, title: str) -> str:
    cues = _cues()
    before = text[max(0, start - 12) : start].rstrip("“ ：")
    after = text[end : end + 6].lstrip("”")
    for word, what in cues["end"]:
        if title.endswith(word):
            return what
    for word, what in cues["before"]:
        if before.endswith(word):
            return what
    for word, what in cues["after"]:
        if after.startswith(word):
            return what
    for word, what in cues["before"]:
        if what != "media" and word in before:
            return what
    return "paper"
