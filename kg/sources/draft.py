"""What a reader hands on: the kept text, one line for each block, still in the source's own script and width."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.schema import BlockKind
from kg.text import Edit, TextMap


@dataclass(slots=True)
class Line:
    """One block of a draft: its kind, how many of its characters are link text or bold, and whether it is the
    description of a picture (its `alt` text).
    """

    kind: BlockKind
    length: int = 0
    linked: int = 0
    bold: int = 0
    alt: bool = False

    @property
    def is_link(self) -> bool:
        """Whether (nearly) all of it is link text."""
        return self.linked * 10 >= self.length * 8 > 0

    @property
    def is_bold(self) -> bool:
        """Whether (nearly) all of it is bold."""
        return self.bold * 10 >= self.length * 9 > 0


@dataclass(frozen=True, slots=True)
class Draft:
    r"""The lines of `map.clean` (parted by `\\n`) are the blocks, described by `lines`; `hints` is metadata that
    stood in markup (title, outlet, author, date, language, address).
    """

    map: TextMap
    lines: list[Line]
    hints: dict[str, str] = field(default_factory=dict)


class Builder:
    """Collects a draft from left to right: stretches to keep, replacements, and ends of blocks."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.lines: list[Line] = []
        self.kind: BlockKind = "paragraph"
        self.link = 0
        self.bold = 0
        self.alt = False
        self._edits: list[Edit] = []
        self._at = 0
        self._gap = ""
        self._line: Line | None = None
        self._last = ""

    @property
    def empty(self) -> bool:
        """Whether the block at hand has no text yet."""
        return self._line is None

    @property
    def last(self) -> str:
        """The last character kept in the block at hand, or nothing."""
        return "" if self._line is None else self._last

    def keep(self, start: int, end: int) -> None:
        """Keep raw characters [start, end), which hold no line end."""
        if start < end and not (self._line is None and self.raw[start:end].isspace()):
            self._open(start, end - start)
            self._at = end
            self._last = self.raw[end - 1]

    def put(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for raw characters [start, end)."""
        if text and not (self._line is None and text.isspace()):
            self._open(start, len(text))
            self._edits.append(Edit(start, end, text))
            self._at = end
            self._last = text[-1]

    def space(self) -> None:
        """Part what was kept from what follows by a space, within the block."""
        if self._line is not None and not self._gap:
            self._gap = " "

    def cell(self) -> None:
        """Begin another cell of a table row."""
        if self._line is not None:
            self._gap = "\t"

    def newline(self) -> None:
        """End the block at hand, if it has text."""
        if self._line is not None:
            self.lines.append(self._line)
            self._line = None
            self._gap = "\n"

    def retitle(self) -> None:
        """Make a heading of the block that ended last (its underline came after it)."""
        if self.lines:
            self.lines[-1].kind = "heading"

    def finish(self) -> tuple[TextMap, list[Line]]:
        """The map and its lines."""
        self.newline()
        if self._at < len(self.raw):
            self._edits.append(Edit(self._at, len(self.raw), ""))
        return TextMap.identity(self.raw).edit(self._edits), self.lines

    def _open(self, start: int, length: int) -> None:
        if self._gap or self._at < start:
            self._edits.append(Edit(self._at, start, self._gap))
            self._gap = ""
        if self._line is None:
            self._line = Line(self.kind, alt=self.alt)
        line = self._line
        line.length += length
        if self.link:
            line.linked += length
        if self.bold:
            line.bold += length
        line.alt = line.alt and self.alt
