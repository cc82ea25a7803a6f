"""HTML, whole pages and fragments, with or without Markdown and plain lines around it: tags to blocks."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from kg.schema import BlockKind
from kg.sources import markdown
from kg.sources.draft import Builder, Draft
from kg.sources.markup import BLOCKS, Token, attributes, names, tokenise
from kg.sources.words import table

_DROPPED = names("""
    script style noscript template svg math nav footer aside form button select option iframe object
    canvas audio video head rt rp textarea dialog datalist map
""")
_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "toolbar"})
_WHOLE = frozenset({"html", "body", "main", "article"})
_KINDS: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "item", "dt": "item", "dd": "item", "figcaption": "caption", "caption": "caption", "blockquote": "quote",
    "tr": "row",
}  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_SHARE = 0.8
"""No element that holds this share of a page's text is dropped for its class name."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|table|flex)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_LINES = re.compile(r"[\r\n]\s*")
_EPOCH = re.compile(r"<!--\s*(\d{10}|\d{13})\s*-->")
_FOOTNOTE = re.compile(r"[\[【(（]?\s*\d{0,3}\s*[\]】)）]?\Z")
_META = {
    "title": ("og:title", "twitter:title", "title"),
    "outlet": ("og:site_name", "application-name", "source", "mediaid", "publisher"),
    "author": ("author", "article:author", "byl"),
    "date": (
        "article:published_time", "og:published_time", "pubdate", "publishdate", "publish-date", "date", "dc.date",
        "datepublished", "weibo: article:create_at", "og:release_date",
    ),
    "address": ("og:url",),
}  # fmt: skip


def read(raw: str, *, start: int = 0, strict: bool, marked: bool) -> Draft:
    """Read `raw` from `start` on: `strict` where the file is HTML throughout; otherwise text outside of block elements
    is read line by line, as Markdown (`marked`) or as plain text.
    """
    tokens = tokenise(raw, start=start, strict=strict)
    if len(tokens) <= 1 and not strict:
        out = Builder(raw)
        markdown.scan(out, start, len(raw), markdown=marked)
        return Draft(*out.finish())
    return _Walk(raw, tokens, strict=strict, marked=marked).draft()


@cache
def _class_words() -> frozenset[str]:
    return frozenset(row[0] for row in table("furniture_classes"))


class _Walk:
    """One walk over the tokens of a page."""

    def __init__(self, raw: str, tokens: list[Token], *, strict: bool, marked: bool) -> None:
        self.raw, self.tokens, self.strict, self.marked = raw, tokens, strict, marked
        self.out = Builder(raw)
        self.open: list[tuple[str, BlockKind]] = []
        self.row = 0
        sizes = (t.end - t.start if t.kind == "text" and not t.name else 0 for t in tokens)
        self.sizes = [0, *accumulate(sizes)]
        self.wholes = [0, *accumulate(int(t.kind == "open" and t.name in {"h1", "article", "main"}) for t in tokens)]
        self.layout: set[int] = set()

    def draft(self) -> Draft:
        """The page's blocks, and what its head says."""
        hints = self._hints()
        first, last = self._main()
        index = first
        while index < last:
            index = self._step(index)
        return Draft(*self.out.finish(), hints)

    def _step(self, index: int) -> int:
        """Handle the token at `index`; the index to go on with."""
        token = self.tokens[index]
        if token.kind == "text":
            if not token.name:
                self._text(token)
        elif token.kind == "entity":
            self.out.put(token.start, token.end, " " if token.value.isspace() else token.value)
        elif token.kind == "open":
            return self._opened(index, token)
        elif token.kind == "close":
            self._closed(token.name)
        return index + 1

    def _opened(self, index: int, token: Token) -> int:
        name, out = token.name, self.out
        plain = token.end - token.start <= len(name) + 2
        given = {} if plain else attributes(self.raw, token)
        if self._drops(index, token, given):
            if name in BLOCKS:
                self._break()
            return token.match + 1
        if name == "br":
            self._break()
        elif name == "img":
            self._picture(token, given)
        elif name == "a":
            out.link += token.match >= 0
        elif name in _BOLD:
            out.bold += token.match >= 0
        elif name == "hr":
            self._break()
        elif name in {"td", "th"} and self.row:
            out.cell()
        elif name == "table" and self._is_layout(index, token):
            self.layout.update(range(index, token.match + 1))
            self._break()
        elif name in BLOCKS or _AS_BLOCK.search(given.get("style", "")):
            if name == "tr" and index not in self.layout:
                self.row += 1
                out.newline()
            else:
                self._break()
            kind = _KINDS.get(name, self.open[-1][1] if self.open else "paragraph")
            if name == "tr" and index in self.layout:
                kind = "paragraph"
            if name in BLOCKS:
                if name == "p":
                    self._closed("p")
                self.open.append((name, kind))
                out.kind = kind
        return index + 1

    def _closed(self, name: str) -> None:
        out = self.out
        if name == "a":
            out.link = max(0, out.link - 1)
        elif name in _BOLD:
            out.bold = max(0, out.bold - 1)
        elif name in BLOCKS and any(name == open_ for open_, _ in self.open[-40:]):
            while self.open:
                closed, kind = self.open.pop()
                if closed == "tr" and kind == "row" and self.row:
                    self.row -= 1
                    out.newline()
                if closed == name:
                    break
            self._break()
            out.kind = self.open[-1][1] if self.open else "paragraph"

    def _break(self) -> None:
        """End the block, or within a table's row only the word."""
        if self.row:
            self.out.space()
        else:
            self.out.newline()

    def _text(self, token: Token) -> None:
        out, raw = self.out, self.raw
        if not self.strict and not self.open:
            markdown.scan(out, token.start, token.end, markdown=self.marked)
            return
        start = token.start
        for match in _LINES.finditer(raw, token.start, token.end):
            out.keep(start, start + len(raw[start : match.start()].rstrip()))
            start = match.end()
            if match[0].count("\n") > 1 and not self.strict:
                self._break()
            elif not (out.last > "\u2e7f" and raw[start : start + 1] > "\u2e7f"):
                out.space()
        out.keep(start, token.end)

    def _picture(self, token: Token, given: dict[str, str]) -> None:
        alt = given.get("alt", "").strip()
        if len(alt) > 3 and "\n" not in alt and "\r" not in alt and not self.row:
            at = self.raw.find(alt, token.start, token.end)
            if at >= 0:  # an alt with entities in it has no stretch of its own
                markdown.picture(self.out, at, at + len(alt))
                return
        if self.out.last in {"。", "！", "？", "”", "」", "）"}:
            self._break()

    def _drops(self, index: int, token: Token, given: dict[str, str]) -> bool:
        """Whether the element that opens at `index` is no text: by its name, role, style or class."""
        if token.match < 0:
            return False
        name = token.name
        if name in _DROPPED:
            return name != "form" or not self._holds_page(index, token)
        if name == "sup":
            inside = self.raw[token.end : self.tokens[token.match].start]
            return bool(_FOOTNOTE.match(re.sub(r"<[^>]*>", "", inside[:200]).strip()))
        if not given or name in _WHOLE:
            return False
        if "hidden" in given or given.get("aria-hidden") == "true" or _HIDDEN.search(given.get("style", "")):
            return not self._holds_page(index, token)
        if given.get("role", "").lower() in _ROLES:
            return not self._holds_page(index, token)
        called = f"{given.get('class', '')} {given.get('id', '')}"
        if name in {"a", "span", "b", "strong", "em", "i"} and "share" not in called:
            return False
        return any(map(_names_furniture, called.split())) and not self._holds_page(index, token)

    def _holds_page(self, index: int, token: Token) -> bool:
        if self.wholes[token.match] > self.wholes[index]:
            return True
        return self.sizes[token.match] - self.sizes[index] > _SHARE * self.sizes[-1]

    def _is_layout(self, index: int, token: Token) -> bool:
        """Whether a table only lays the page out: it holds another table, or a cell with several paragraphs."""
        if token.match < 0:
            return True
        paragraphs = 0
        for inner in self.tokens[index + 1 : token.match]:
            if inner.kind == "open" and inner.name in {"td", "th"}:
                paragraphs = 0
            elif inner.kind == "open" and inner.name in {"p", "table", "h1", "h2", "div"}:
                paragraphs += 5 if inner.name == "table" else 1
                if paragraphs > 2:
                    return True
        return False

    def _main(self) -> tuple[int, int]:
        """The tokens of the article: of its own element, if the page marks one that holds much of the text."""
        best = (0, 0, len(self.tokens))
        for index, token in enumerate(self.tokens):
            if token.kind != "open" or token.match < 0:
                continue
            if token.name in {"article", "main"} or (
                token.name in {"div", "section"} and "article" in (t := self.raw[token.start : token.end]).lower()
                and "articleBody" in t
            ):  # fmt: skip
                best = max(best, (self.sizes[token.match] - self.sizes[index], -index, token.match))
        size, index, last = best
        return (-index, last + 1) if size > 0.3 * self.sizes[-1] and size > 0 else (0, len(self.tokens))

    def _hints(self) -> dict[str, str]:
        """What the tags say of the article: title, outlet, author, date, language, address."""
        metas: dict[str, str] = {}
        hints: dict[str, str] = {}
        for index, token in enumerate(self.tokens):
            if token.kind == "comment":
                if "epoch" not in hints and (match := _EPOCH.match(self.raw, token.start, token.end)):
                    hints["epoch"] = match[1]
            elif token.kind != "open":
                continue
            elif token.name == "meta":
                given = attributes(self.raw, token)
                key = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
                metas.setdefault(key, given.get("content", "").strip())
            elif token.name == "html":
                hints.setdefault("language", attributes(self.raw, token).get("lang", ""))
            elif token.name == "link" and "canonical" in self.raw[token.start : token.end]:
                hints.setdefault("address", attributes(self.raw, token).get("href", ""))
            elif token.name == "time":
                hints.setdefault("time", attributes(self.raw, token).get("datetime", ""))
            elif token.name in {"title", "h1"} and token.match > index + 1:
                parts = self.tokens[index + 1 : token.match]
                words = "".join(t.value or self.raw[t.start : t.end] for t in parts if t.kind in {"text", "entity"})
                hints.setdefault(token.name, " ".join(words.split()))
        hints["title"] = hints.pop("h1", "") or hints.pop("title", "")
        for field, keys in _META.items():
            for key in keys:
                if metas.get(key) and not (field == "title" and hints["title"]):
                    hints[field] = metas[key]
                    break
        hints["date"] = hints.get("date") or hints.pop("time", "")
        return {key: value for key, value in hints.items() if value}


def _names_furniture(name: str) -> bool:
    """Whether a class or id is made of a word for furniture: `share-bar`, `relatedPosts`, but not `has-sidebar`."""
    words = [word.lower() for word in _WORD.findall(name)]
    return bool(words) and words[0] not in {"has", "no", "with", "without", "is", "not"} and bool(
        not _class_words().isdisjoint(words)
    )  # fmt: skip
