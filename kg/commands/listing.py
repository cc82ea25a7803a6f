"""A list of lines and quotes, for pipes and for terminals: what the commands that list things print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.commands.shared import Output
from kg.query import Cited, FactRow, Said
from kg.render import Numbers, certainty, clean, details, segments, where

if TYPE_CHECKING:
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its text, how deep it is, and on a terminal its style."""

    text: str
    depth: int = 0
    style: str = ""


Part = Row | Cited


def write(out: Output, parts: Iterable[Part]) -> None:
    """Print rows and quotes; a passage that was quoted before is named by its number."""
    if out.rich:
        out.pretty(_rich(parts))
    else:
        out.lines(_plain(parts))


def evidence(said: Iterable[Said]) -> Iterator[Part]:
    """All passages that say it, each once."""
    yield from dict.fromkeys(cited for one in said for cited in one.citations)


def sentence(fact: FactRow, zh: str, en: str) -> str:
    """A fact on one line."""
    return clean(f"{fact.subject.name}  —  {zh} · {en}  →  {fact.object.name if fact.object else fact.value or ''}")


def beside(said: Said) -> str:
    """What stands in brackets after a fact: its qualifiers and how sure it is; empty for nothing."""
    text = "; ".join(filter(None, (details(said.qualifiers), certainty(said))))
    return f"  ({text})" if text else ""


def _numbered(parts: Iterable[Part]) -> Iterator[tuple[Part, int, bool]]:
    numbers = Numbers()
    seen: set[int] = set()
    for part in parts:
        n = numbers.of(part) if isinstance(part, Cited) else 0
        yield part, n, n in seen
        if n:
            seen.add(n)


def _plain(parts: Iterable[Part]) -> Iterator[str]:
    for part, n, before in _numbered(parts):
        if isinstance(part, Row):
            yield "  " * part.depth + clean(part.text)
        else:
            yield f"    [{n}] {where(part)}"
            if not before:
                yield "      " + "".join(f"«{text}»" if marked else text for text, marked in segments(part))


def _rich(parts: Iterable[Part]) -> Iterator[Text]:
    from rich.text import Text

    for part, n, before in _numbered(parts):
        if isinstance(part, Row):
            yield Text("  " * part.depth + clean(part.text), style=part.style)
            continue
        text = Text(f"    [{n}] ")
        text.append(where(part), style="dim")
        if not before:
            text.append("\n      ")
            for piece, marked in segments(part):
                text.append(piece, style="bold yellow" if marked else "")
        yield text
