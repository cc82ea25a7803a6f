"""The two texts: the raw file and the clean text that recognisers see, and the map between them.

All positions are characters (Unicode code points), half-open: `start <= i < end`. Names that begin with `clean_`
count in the clean text, all others in the decoded raw file. (The idea of keeping source, processed text and the slices
between them in one checked value is SQLFluff's `TemplatedFile`.)
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache


@cache
def _counting(bits: int) -> array[int]:
    """0, 1, 2, … up to 2**bits: copying a slice of it is cheaper than counting again for each text."""
    return array("i", range(2**bits))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of characters. Raises ValueError when `start > end` or `start < 0`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded source file.

    `path` is as given to the build, with `/`; `text` is the decoded file with line ends untouched and without its
    byte order mark; `sha256` is over the file's bytes.
    """

    path: str
    text: str
    sha256: str = ""
    encoding: str = "utf-8"
    _line_starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def locate(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in characters) of `offset`."""
        if not self._line_starts:
            self._line_starts.append(0)
            position = self.text.find("\n")
            while position >= 0:
                self._line_starts.append(position + 1)
                position = self.text.find("\n", position + 1)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace clean characters [start, end) by `text` (which may be empty, longer or shorter)."""

    start: int
    end: int
    text: str


class TextMap:
    """The clean text, with every one of its characters tied to a stretch of the raw text.

    `starts[i]` and `ends[i]` bound the raw characters that clean character `i` stands for; an inserted character
    (a paragraph break) has an empty stretch. Raises ValueError when the parts do not add up: lengths differ, a
    stretch lies outside the raw text or runs backwards, or the stretches are out of order.
    """

    __slots__ = ("clean", "ends", "raw", "starts")

    def __init__(self, raw: str, clean: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        if not len(clean) == len(starts) == len(ends):
            raise ValueError(
                f"the map does not add up: {len(clean)} characters, {len(starts)} starts, {len(ends)} ends"
            )
        last_start = last_end = 0
        for start, end in zip(starts, ends, strict=True):
            if start < last_start or end < last_end or end < start:
                raise ValueError(f"the map runs backwards at raw [{start}, {end})")
            last_start, last_end = start, end
        if last_end > len(raw):
            raise ValueError(f"the map leaves the raw text: {last_end} > {len(raw)}")
        self.raw = raw
        self.clean = clean
        self.starts = starts if isinstance(starts, array) else array("i", starts)
        self.ends = ends if isinstance(ends, array) else array("i", ends)

    @classmethod
    def identity(cls, raw: str) -> TextMap:
        """The map of a text onto itself."""
        size = len(raw)
        count = _counting(max(16, (size + 1).bit_length()))
        return cls._trusted(raw, raw, count[:size], count[1 : size + 1])

    @classmethod
    def _trusted(cls, raw: str, clean: str, starts: array[int], ends: array[int]) -> TextMap:
        """A map whose parts add up by construction: the checks of the constructor cost as much as a whole pass."""
        made = cls.__new__(cls)
        made.raw, made.clean, made.starts, made.ends = raw, clean, starts, ends
        return made

    def respell(self, clean: str) -> TextMap:
        """The map with another clean text of the same length, character for character (ValueError otherwise)."""
        if len(clean) != len(self.clean):
            raise ValueError(f"not the same length: {len(clean)} characters for {len(self.clean)}")
        return self if clean == self.clean else self._trusted(self.raw, clean, self.starts, self.ends)

    def to_raw(self, clean_start: int, clean_end: int) -> Span:
        """The raw stretch of clean characters [clean_start, clean_end). Raises ValueError outside the text."""
        return Span(*self.bounds(clean_start, clean_end))

    def bounds(self, clean_start: int, clean_end: int) -> tuple[int, int]:
        """As `to_raw`, the two bounds only."""
        if not 0 <= clean_start < clean_end <= len(self.clean):
            raise ValueError(f"not a stretch of the clean text: [{clean_start}, {clean_end})")
        return self.starts[clean_start], self.ends[clean_end - 1]

    def edit(self, edits: Iterable[Edit]) -> TextMap:
        """A new map after `edits`, which are sorted and do not overlap (ValueError otherwise).

        A replacement of equal length maps character by character; any other length maps each new character to the
        whole stretch that was replaced.
        """
        pieces: list[str] = []
        starts, ends = array("i"), array("i")
        done = 0
        for edit in edits:
            if not done <= edit.start <= edit.end <= len(self.clean):
                raise ValueError(f"edit out of order or outside the text: {edit}")
            pieces.append(self.clean[done : edit.start])
            starts.extend(self.starts[done : edit.start])
            ends.extend(self.ends[done : edit.start])
            if edit.text:
                pieces.append(edit.text)
                if len(edit.text) == edit.end - edit.start:
                    starts.extend(self.starts[edit.start : edit.end])
                    ends.extend(self.ends[edit.start : edit.end])
                else:
                    here = self._stretch(edit.start, edit.end)
                    starts.extend([here.start] * len(edit.text))
                    ends.extend([here.end] * len(edit.text))
            done = edit.end
        if not pieces and not done:
            return self
        pieces.append(self.clean[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return self._trusted(self.raw, "".join(pieces), starts, ends)

    def _stretch(self, clean_start: int, clean_end: int) -> Span:
        if clean_start < clean_end:
            return self.to_raw(clean_start, clean_end)
        here = self.ends[clean_start - 1] if clean_start else 0
        if clean_start < len(self.clean) and self.starts[clean_start] < here:
            return Span(self.starts[clean_start], here)  # between two characters that share one stretch
        return Span(here, here)
