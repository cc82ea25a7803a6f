"""Invisible characters, glosses and blanks: what is removed from the text between its characters."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicons import load_table
from kg.normalise.script import HAN, simplified
from kg.text import Edit, TextMap

_STRANGE, _LEAST_FOREIGN, _MEAN_FOREIGN = -6.0, -3.0, 0.5
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = rf"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouüê]{{0,2}}[{_TONES}][aeiouü]{{0,2}}(?:ng|n|r)?"
GLOSS_WORD = re.compile(_SYLLABLE)
"""One syllable of pinyin with its tone mark."""
_GLOSS = re.compile(rf"[(（](?<=[{HAN}].){_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,3}}[)）]")
_PLAIN_GLOSS = re.compile(rf"(?P<char>[{HAN}])(?P<gloss>[(（](?P<sound>[a-zü]{{1,6}})[)）])")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_MARKS = "，。、；：？！…"
_TIGHT_AFTER = _MARKS + "（《“‘【\n\t"
_TIGHT_BEFORE = "，。、；：？！）》”’】（《“\n\t"
_BLANKS = re.compile("[ ]+")
_ISOLATED = re.compile(rf" (?<=[{HAN}].)(?=[{HAN}])")
_SPACED = re.compile(rf"(?<![{HAN}])(?:[{HAN}] ){{4,}}[{HAN}](?![{HAN}])")
_BESIDE = re.compile(
    rf" (?:(?<=[{HAN}].)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%+].)(?=[{HAN}])|(?<=[）》”’】].)(?=[{HAN}A-Za-z0-9]))"
)
_DOTTED = re.compile(rf"(?P<left>[{HAN}]{{1,8}})(?P<dot> ?[·・•‧] ?)(?P<right>[{HAN}]{{1,8}})")
_MARKER = re.compile(r"[\d.\-–—/:年月日、()（）]+ ?")
_PROSE = re.compile("(?:.*[，。；].*[。！？”…：]\\Z|.*[，。；])")
"""What of a line is prose: all of it, or up to the last mark (a picture's credit follows behind a blank)."""


def without_glosses(text: TextMap) -> TextMap:
    """Remove pinyin in brackets behind the character that it spells, with or without its tone, invisible characters and
    controls.
    """
    edits = [Edit(m.start(), m.end(), "") for m in _GLOSS.finditer(text.clean)]
    edits += [Edit(*m.span("gloss"), "") for m in _PLAIN_GLOSS.finditer(text.clean) if _spells(m["char"], m["sound"])]
    edits += [Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text.clean)]
    edits.sort(key=lambda edit: edit.start)
    return text.edit(edits)


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {row["char"]: row.many("readings") for row in load_table("pinyin")}


def _spells(char: str, sound: str) -> bool:
    """Whether Latin letters without a tone mark are a reading of the character: 究(jiu)."""
    return sound.replace("ü", "v") in _readings().get(simplified(char)[0], ())


@cache
def _foreign() -> dict[str, float]:
    """The log odds of characters to stand in a name from another language."""
    return {row["char"]: float(row["foreign"]) for row in load_table("person_chars") if row["foreign"]}


def _sounds(chars: str) -> bool:
    """Whether the characters are such as names from other languages are written with."""
    odds = [_foreign().get(char, _STRANGE) for char in chars]
    return min(odds) > _LEAST_FOREIGN and sum(odds) > _MEAN_FOREIGN * len(odds)


def _dotted(text: TextMap) -> TextMap:
    """Remove the blanks beside the dot of a name from another language (马里 · 柯林), not beside one between items."""
    edits = []
    for match in _DOTTED.finditer(text.clean):
        start, end = match.span("dot")
        if end - start > 1 and _sounds(match["left"][-2:] + match["right"][:2]):
            edits.append(Edit(start, end, "·"))
    return text.edit(edits)


def without_blanks(text: TextMap) -> TextMap:
    """Leave one blank where several stand, none at line ends and beside full-width marks, a bare tab between cells.

    In prose the blanks between Chinese and Latin words go too, a single one between Chinese characters (the trace of a
    line's end), and those of a word set with a blank after each character. Elsewhere a blank between Chinese words
    stays: it parts names in lists.
    """
    clean = text.clean
    edits = []
    for match in _BLANKS.finditer(clean):
        start, end = match.span()
        inner = start and clean[start - 1] not in _TIGHT_AFTER and end < len(clean) and clean[end] not in _TIGHT_BEFORE
        if not inner:
            edits.append(Edit(start, end, ""))
        elif end - start > 1:
            edits.append(Edit(start + 1, end, ""))
    text = _dotted(text.edit(edits))
    clean = text.clean
    if " " not in clean:
        return text
    edits = [
        Edit(at, at + 1, "")
        for match in _SPACED.finditer(clean)
        for at in range(match.start() + 1, match.end(), 2)
    ]  # fmt: skip
    start = 0
    for line in clean.split("\n"):
        if " " in line and "\t" not in line and (prose := _PROSE.match(line)):
            begin = _MARKER.match(line)
            found = _BESIDE.finditer(line, begin.end() if begin else 0, prose.end())
            edits += [Edit(start + m.start(), start + m.end(), "") for m in found]
            if len(line) >= 30 and prose.end() == len(line):
                gaps = [-9, *(m.start() for m in _ISOLATED.finditer(line)), len(line) + 9]
                for before, at, after in zip(gaps, gaps[1:], gaps[2:], strict=False):
                    if at - before > 5 and after - at > 5:
                        edits.append(Edit(start + at, start + at + 1, ""))
        start += len(line) + 1
    return text.edit(Edit(at, at + 1, "") for at in sorted({edit.start for edit in edits}))
