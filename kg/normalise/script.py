"""One script and one width: simplified characters, half-width letters and digits, canonical punctuation.

All of it keeps the length, so that the text map needs no edit; where the script conversion does not, it is redone
line by line, and character by character in the line that changed its length.
"""

from __future__ import annotations

import re
from functools import cache
from operator import ne
from typing import Protocol

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CJK = HAN + "“”‘’《》「」『』、。，；：？！（）…—·～"

_WIDTH = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！（）｜～"}
    | {
        "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u205f": " ",
        "\u2000": " ", "\u2001": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ", "\u2007": " ", "\u2008": " ",
        "\u200a": " ", "\u1680": " ",
        "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’", "〝": "“", "〞": "”",
        "〟": "”", "„": "“", "〈": "《", "〉": "》", "｡": "。", "､": "、", "｢": "“", "｣": "”", "︱": "｜", "丨": "｜",
        "︰": "：", "﹐": "，", "﹑": "、", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）",
        "─": "—", "━": "—", "―": "—",
    }
)  # fmt: skip
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
# A mark is matched before what stands around it: a pattern that begins with a set of characters is searched fast.
_MARK = re.compile(
    rf"[,;:?!](?:(?<=[{_CJK}].)|(?= ?[{HAN}“”‘’《》（）]))"
    rf"|;(?<=[A-Za-z0-9%].)(?=[A-Za-z0-9.\- ]{{1,20}}[{HAN}])"
    rf"|,(?<=[A-Za-z0-9%].)(?=[A-Za-z][A-Za-z0-9.\-]{{0,20}}[{HAN}])"
)
_BRACKETS = re.compile(r"\(([^()（）\n]{0,120})\)")
_BRACKET_NEAR = re.compile(rf"(?:(?<=[{_CJK}])\(|\((?=[{HAN}“《])|(?<=[{HAN}”》])\)|\)(?=[{_CJK}]))")
_STOP = re.compile(rf"\.(?<=[{HAN}”].)(?=[\s”’{HAN}]|\Z)")
_DOUBLE = re.compile(r'"([^"\n]{0,2000})"')
_SINGLE = re.compile(rf"(?<![A-Za-z0-9])'([^'\n]{{0,300}}[{HAN}][^'\n]{{0,300}})'(?![A-Za-z])")
_HAS_HAN = re.compile(f"[{HAN}]")
_HAS_CJK = re.compile(f"[{_CJK}]")
_DOT = re.compile(rf"[‧•・･∙⋅᛫](?<=[{HAN}A-Za-z].)(?=[{HAN}A-Za-z])")
_BAR = re.compile(rf"(?<=[{_CJK} ])\||\|(?= ?[{HAN}])")
_AL = re.compile("Al(?![A-Za-z])")
_BEFORE_AL = re.compile(rf"(?:(?<![A-Za-z])(?:[A-Z][a-z]{{2,20}}|x)|[{HAN}])\Z")
_KANGXI = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    made: _Converter = OpenCC("t2s")
    return made


def simplified(text: str) -> tuple[str, bool]:
    """`text` in simplified script, character for character, and whether it was mostly in traditional script.

    In a text mostly in simplified script, a line without any character that only traditional script has stays as it
    is: 乾 or 於 in it are meant.
    """
    converted = _converter().convert(text)
    if converted == text:
        return text, False
    lines, converted_lines = text.split("\n"), converted.split("\n")
    if len(lines) != len(converted_lines):
        converted_lines = [_converter().convert(line) for line in lines]
    traditional = 0
    for number, (line, new) in enumerate(zip(lines, converted_lines, strict=True)):
        if new == line:
            continue
        if len(new) != len(line):
            new = "".join(c if len(c) == 1 else old for old in line for c in [_converter().convert(old)])  # noqa: PLW2901
        if not all(map(_is_simplified, {*line} - {*new})):
            lines[number] = new
            traditional += len(line) if sum(map(ne, line, new)) * 20 > len(line) else 0
        converted_lines[number] = new
    mostly = traditional * 2 > len(text)
    return "\n".join(converted_lines if mostly else lines), mostly


@cache
def _is_simplified(char: str) -> bool:
    """Whether GB 2312, the standard of simplified script, has the character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def canonical(text: str) -> str:
    """`text`, already simplified, with one width and one set of punctuation; of the same length."""
    text = text.translate(_WIDTH)
    text = _KANGXI.sub(_compatible, text)
    text = _MARK.sub(lambda m: m[0].translate(_FULL_WIDTH), text)
    if '"' in text:
        text = _DOUBLE.sub(_double, text)
    if "'" in text:
        text = _SINGLE.sub(r"‘\1’", text)
    if "(" in text or ")" in text:
        text = _BRACKETS.sub(_brackets, text)
        text = _BRACKET_NEAR.sub(lambda m: m[0].translate(_FULL_WIDTH), text)
        text = _MARK.sub(lambda m: m[0].translate(_FULL_WIDTH), text)
    text = _STOP.sub("。", text)
    text = _DOT.sub("·", text)
    if "|" in text:
        text = _BAR.sub("｜", text)
    return _AL.sub(_ai, text) if "Al" in text else text


def _ai(match: re.Match[str]) -> str:
    """AI where it was misread as Al: in OpenAl and the like, and alone between Chinese characters."""
    text = match.string
    before = _BEFORE_AL.search(text, max(0, match.start() - 22), match.start())
    alone = before is not None and _HAS_HAN.match(before[0])
    return match[0] if before is None or (alone and not _HAS_HAN.match(text, match.end())) else "AI"


def _compatible(match: re.Match[str]) -> str:
    from unicodedata import normalize

    plain = normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]


def _double(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return f"“{match[1]}”" if _HAS_HAN.search(match[1]) or _HAS_HAN.search(around) else match[0]


def _brackets(match: re.Match[str]) -> str:
    text = match.string
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    wide = _HAS_CJK.search(around) or _HAS_HAN.search(match[1][:1] + match[1][-1:])
    return f"（{match[1]}）" if wide else match[0]
