"""Text made fit for XML, which has no control characters, and elements as strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(value: str) -> str:
    """`value` as the text of an element; a line end of any kind comes back as it was."""
    return escape(_legal(value), {"\r": "&#13;"})


def element(name: str, attributes: Mapping[str, object], *, empty: bool = True) -> str:
    """A tag; attributes that are None are left out."""
    pairs = "".join(f" {key}={quoteattr(_legal(str(v)))}" for key, v in attributes.items() if v is not None)
    return f"<{name}{pairs}{'/' if empty else ''}>"


def colour(rgb: tuple[int, int, int]) -> str:
    """Red, green and blue as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _legal(value: str) -> str:
    return _ILLEGAL.sub("\ufffd", value)
