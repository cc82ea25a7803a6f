"""Bytes to text: UTF-8, GB18030, Big5, UTF-16, and what charset-normalizer makes of the rest."""

from __future__ import annotations

import codecs
import re

BINARY_SIGNS: tuple[bytes, ...] = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
)
SAMPLE = 64 * 1024
"""How many bytes a guess looks at."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}


def is_binary(data: bytes) -> bool:
    """Whether `data` is not text at all: a known signature, or control bytes where no encoding puts them."""
    if data.startswith(BINARY_SIGNS):
        return True
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _wide(data):
        return False
    sample = data[:SAMPLE]
    return len(_CONTROLS.findall(sample.decode("latin-1"))) * 50 > len(sample) and _chinese(data) is None


def decode(data: bytes, *, encoding: str | None = None) -> tuple[str, str, int] | None:
    """`data` as (text without byte order mark, name of the encoding, number of characters that were undecodable).

    `encoding` overrules the guess. None when nothing fits. Raises LookupError when `encoding` is no encoding.
    """
    if encoding is not None:
        return _tolerant(_without_bom(data, codecs.lookup(encoding).name), encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _tolerant(data[len(bom) :], name)
    if wide := _wide(data):
        return _tolerant(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if wrong * 50 < len(text) - text.isascii() * len(text) and wrong * 20 < sum(c > "\x7f" for c in text[:SAMPLE]):
        return text, "utf-8", wrong
    guess = _declared(data) or _chinese(data) or _guessed(data)
    return _tolerant(data, guess) if guess else None


def _tolerant(data: bytes, encoding: str) -> tuple[str, str, int]:
    try:
        return data.decode(encoding), encoding, 0
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, encoding, text.count("\ufffd")


def _without_bom(data: bytes, encoding: str) -> bytes:
    for bom, name in _BOMS:
        if data.startswith(bom) and name.startswith(encoding):
            return data[len(bom) :]
    return data


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: line ends and ASCII give zero bytes on one side only."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 50 < len(sample) or len(sample) < 4 or min(even, odd) * 20 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = sample[: len(sample) // 2 * 2].decode(name, errors="ignore")
    except UnicodeDecodeError:
        return None
    return name if sum(c.isprintable() or c.isspace() for c in text) * 10 >= len(text) * 9 else None


def _declared(data: bytes) -> str | None:
    """The charset that an HTML page states, if it decodes the page."""
    if match := _CHARSET.search(data[:4096]):
        name = match[1].decode("ascii").lower()
        name = _WIDER.get(name, name)
        try:
            wrong = data[:SAMPLE].decode(name, errors="replace").count("\ufffd")
        except LookupError:
            return None
        return name if wrong <= 2 else None
    return None


def _chinese(data: bytes) -> str | None:
    """GB18030, Big5 or UTF-16, by which of them reads as frequent Chinese characters."""
    scores = []
    for name in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        text = data[:SAMPLE].decode(name, errors="replace")
        wide = [c for c in text if c > "\x7f"]
        wrong = wide.count("\ufffd")
        if not wide or wrong > 1 + len(wide) // 100:
            continue
        scores.append((sum(map(_frequent, wide)) / len(wide), name))
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] >= 0.7 else None


def _frequent(char: str) -> bool:
    """Whether GB 2312 counts it among its first-level (common) characters, or Big5 does, or it is punctuation."""
    if char in "，。、；：？！“”‘’（）《》「」『』…—·　":
        return True
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        return b"\xb0\xa1" <= code <= b"\xd7\xf9"
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return b"\xa4\x40" <= code <= b"\xc6\x7e"


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None or best.encoding in {"ascii", "utf_8"}:
        return None
    return _WIDER.get(best.encoding, best.encoding)
