"""Source to article: markup, furniture and damage go, script and width become one, every character keeps its place."""

from __future__ import annotations

import re
from pathlib import PurePath

from kg.errors import Problem
from kg.normalise import damage, script, spacing
from kg.schema import Article, Block
from kg.sources import furniture, html
from kg.sources.metadata import assemble, front_matter
from kg.sources.pieces import Piece
from kg.text import Edit, Source, TextMap

__all__ = ["normalise", "tidy"]

_PAGE = re.compile(r"\s*+(?:<!--.{0,2000}?-->\s*+)*+(?:<!doctype html|<html|<head|<body)", re.IGNORECASE | re.DOTALL)
_HEAD_LINK = re.compile(r"\s*+(?:<!--[^>]{0,80}-->\s*+)?#*+\s*+\[[^\]\n]{4,200}\]\((https?://[^\s)]+)\)")
_LAST_LINK = re.compile(r"\[[^\]\n]{1,80}\]\((https?://\S+)\)\s*\Z")


def normalise(source: Source) -> tuple[Article, list[Problem]]:
    """Make an article of `source`; the problems are what was repaired on the way, or that nothing was left.

    The clean text is in simplified script, blocks parted by one line end, cells of a table's row by one tab.
    """
    raw = source.text
    suffix = PurePath(source.path).suffix.lower()
    body, hints = front_matter(raw)
    strict = suffix in {".html", ".htm"} or bool(_PAGE.match(raw, body))
    draft = html.read(raw, start=body, strict=strict, marked=suffix in {".md", ".markdown"} or body > 0)
    hints |= {key: value for key, value in draft.hints.items() if key not in hints}
    hints = {key: value if key in {"address", "epoch"} else tidy(value) for key, value in hints.items()}
    if "address" not in hints and (
        link := _HEAD_LINK.match(raw, body) or _LAST_LINK.search(raw, max(body, len(raw) - 2000))
    ):
        hints["address"] = link[1]
    text, places = damage.repair(draft.map)
    text = spacing.without_glosses(text)
    simple, traditional = script.simplified(text.clean)
    text = spacing.without_blanks(text.respell(script.canonical(simple)))
    pieces, found = furniture.settle(text.clean, draft.lines, hints)
    edits, blocks = _kept(text.clean, pieces)
    text = text.edit(edits)
    language = _language(text.clean, traditional=traditional)
    metadata = assemble(hints, found, language)
    problems = [
        Problem(source.path, *source.locate(place), "damaged-text", "decoded wrongly; what can not be read is left out")
        for place in places
    ]
    if not blocks:
        problems.append(
            Problem(source.path, 1, 1, "no-text", "no article was found in it: nothing but markup or lists")
        )
    return Article(source, text, tuple(blocks), metadata), problems


def tidy(words: str) -> str:
    """A few words by themselves (a title, a name) in the script, width and spacing of clean text."""
    text = spacing.without_glosses(TextMap.identity(words))
    return spacing.without_blanks(text.respell(script.canonical(script.simplified(text.clean)[0]))).clean


def _language(clean: str, *, traditional: bool) -> str | None:
    """The language of clean text by its script, as a BCP 47 tag; None without letters."""
    han = sum(map(len, re.findall(f"[{script.HAN}]+", clean)))
    latin = len(re.findall("[A-Za-z]+", clean))
    if latin > 2 * han:
        return "en"
    return ("zh-Hant" if traditional else "zh-Hans") if han else None


def _kept(clean: str, pieces: list[Piece]) -> tuple[list[Edit], list[Block]]:
    """The edits that leave only `pieces`, one line end between them, and the blocks they become."""
    edits: list[Edit] = []
    blocks: list[Block] = []
    done = at = 0
    for piece in pieces:
        gap = "\n" if blocks else ""
        if clean[done : piece.start] != gap:
            edits.append(Edit(done, piece.start, gap))
        at += len(gap)
        size = piece.end - piece.start
        blocks.append(Block(at, at + size, piece.kind))
        at += size
        done = piece.end
    if done < len(clean):
        edits.append(Edit(done, len(clean), ""))
    return edits, blocks
