"""Sentences that say no fact: run through the extractor one by one, they must yield nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.schema import Statement
from kg.text import Source


@dataclass(frozen=True, slots=True)
class Fired:
    """A line (1-based) of a file of negative sentences that yielded statements."""

    file: str
    line: int
    text: str
    statements: tuple[Statement, ...]


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """The sentences of a file, one a line, with their line numbers; blank lines and remarks (`#`) are passed over."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8; save it as UTF-8, one sentence a line") from error
    for number, line in enumerate(text.split("\n"), 1):
        sentence = line.strip()
        if sentence and not sentence.startswith("#"):
            yield number, sentence


def fired(file: Path) -> tuple[int, list[Fired]]:
    """How many sentences `file` holds, and those that yielded statements."""
    from kg.extract import extract

    count = 0
    found = []
    for number, sentence in sentences(file):
        count += 1
        statements = extract(Source(f"{file.as_posix()}.txt", sentence))[0].statements
        if statements:
            found.append(Fired(file.as_posix(), number, sentence, statements))
    return count, found
