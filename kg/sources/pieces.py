"""A candidate block on its way from the page to the article, and what its text looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.schema import BlockKind
from kg.sources.draft import Line

FULL = 40
"""Characters from which on a line that ends as a sentence is a full paragraph."""
SENTENCE = re.compile(r"[。！？!?][”’）)]?\s*\Z|[^”]{20,}”\Z")
"""The end of a line that is a sentence."""
INSIDE = re.compile(r"[。！？!?，；]")
"""A mark that stands in sentences, not in labels."""
WORDS = re.compile(r"[^\W_]")
"""A letter, character or digit."""


@dataclass(slots=True)
class Piece:
    """A candidate block: clean characters [start, end), its text and what the reader knew of its line."""

    start: int
    end: int
    text: str
    line: Line
    kind: BlockKind


def is_full(piece: Piece) -> bool:
    """Whether the piece is a full paragraph: long, ended as a sentence, no link."""
    text = piece.text
    return len(text) >= FULL and bool(SENTENCE.search(text[-60:]) or text.count("。") > 1) and not piece.line.is_link
