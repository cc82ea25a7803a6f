"""Cuts a text with HTML in it into tags, entities and text, with exact offsets, in linear time, without ever failing.

Written by hand because the standard parser raises on some broken declarations, is quadratic on some unclosed ones,
and would take every `<` of a plain text for markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape


def names(words: str) -> frozenset[str]:
    """The words of a list, as a set."""
    return frozenset(words.split())


BLOCKS = names("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p pre section select summary table tbody td tfoot th thead title tr ul
""")
VOID = frozenset(
    ("area base br col embed hr img input link meta param source track wbr").split()  # noqa: SIM905
)
VERBATIM = frozenset(
    ("script style textarea title xmp noembed noframes").split()  # noqa: SIM905
)
INLINE = names("""
    a abbr b bdi bdo big button canvas cite code data del dfn em font i iframe img ins kbd label mark
    noscript object picture q rp rt ruby s samp script small span strike strong style sub sup svg
    template textarea time tt u var video audio br wbr input meta link base source col colgroup area map
    param embed track
""")

_START = re.compile(r"<(?:!--|(/?)([A-Za-z][A-Za-z0-9:_-]*)(?=[\s/>])|[!?](?=[A-Za-z\[]))|&(?=[A-Za-z#])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
_STOP = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass(slots=True)
class Token:
    """A stretch [start, end) of the raw text: `kind` is text, open, close, comment or entity.

    `name` is the tag's lower-case name, `value` an entity's character; `match` the index of the tag that closes an
    opening one, or -1.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    value: str = ""
    match: int = -1


def tokenise(raw: str, *, start: int = 0, strict: bool = False) -> list[Token]:
    """The tokens of `raw` from `start` on, end to end.

    Unless `strict` (a file that is HTML throughout), only the names of real elements count as tags; the rest is text.
    """
    tokens: list[Token] = []
    missing: dict[str, int] = {}
    done = at = start
    while match := _START.search(raw, at):
        start = match.start()
        token = _token(raw, match, missing, strict)
        if token is None:
            at = start + 1
            continue
        if done < start:
            tokens.append(Token("text", done, start))
        tokens.append(token)
        done = at = token.end
        if token.kind == "open" and token.name in VERBATIM:
            done = at = _verbatim(raw, token, tokens, missing)
    if done < len(raw):
        tokens.append(Token("text", done, len(raw)))
    _pair(tokens)
    return tokens


def attributes(raw: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag, entities resolved; the first of equal names counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw, token.start + 1 + len(token.name), token.end - 1):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _token(raw: str, match: re.Match[str], missing: dict[str, int], strict: bool) -> Token | None:
    start = match.start()
    if raw[start] == "&":
        entity = _ENTITY.match(raw, start)
        value = unescape(entity[0]) if entity else ""
        if not entity or value == entity[0]:
            return None
        return Token("entity", start, entity.end(), value=value)
    if match[0] == "<!--":
        end = _find(raw, "-->", start + 4, missing)
        return Token("comment", start, end + 3 if end >= 0 else len(raw)) if end >= 0 or strict else None
    if match[2] is None:
        end = raw.find(">", start, start + 2000)
        return Token("comment", start, end + 1) if end >= 0 else None
    name = match[2].lower()
    if not strict and name not in BLOCKS and name not in INLINE:
        return None
    end = _tag_end(raw, match.end(), missing)
    if end < 0:
        return None
    return Token("close" if match[1] else "open", start, end, name)


def _find(raw: str, what: str, at: int, missing: dict[str, int]) -> int:
    """`raw.find`, which remembers in `missing` from where on there is no more of it: this keeps it linear."""
    if at >= missing.get(what, len(raw) + 1):
        return -1
    found = raw.find(what, at)
    if found < 0:
        missing[what] = at
    return found


def _tag_end(raw: str, at: int, missing: dict[str, int]) -> int:
    """The end of the tag whose name ends at `at`: its `>` outside quotes; a quote that never closes is no quote."""
    if _find(raw, ">", at, missing) < 0:
        return -1
    while stop := _STOP.search(raw, at):
        mark = stop[0]
        if mark == ">":
            return stop.end()
        close = _find(raw, mark, stop.end(), missing)
        if close < 0:
            return _find(raw, ">", at, missing) + 1 or -1
        at = close + 1
    return -1


def _verbatim(raw: str, token: Token, tokens: list[Token], missing: dict[str, int]) -> int:
    """Take the content of a script, style or title as one text and its closing tag; the offset behind it."""
    if token.end >= missing.get(token.name, len(raw) + 1):
        return token.end
    close = re.compile(rf"</{token.name}\s*>", re.IGNORECASE).search(raw, token.end)
    if not close:
        missing[token.name] = token.end
        return token.end
    if close.start() > token.end:
        tokens.append(Token("text", token.end, close.start(), name=token.name))
    tokens.append(Token("close", close.start(), close.end(), token.name))
    return close.end()


def _pair(tokens: list[Token]) -> None:
    """Set `match` of opening tags. Only a tag of the same name closes; one that never closes stays -1."""
    open_: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind == "open" and token.name not in VOID:
            open_.setdefault(token.name, []).append(index)
        elif token.kind == "close" and open_.get(token.name):
            tokens[open_[token.name].pop()].match = index
