"""Which of the candidates that overlap stand, and where else in the article the names that are sure stand."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.person_score import Scored
from kg.mentions.words import Words

LEAST = -0.1
"""The log odds that a name needs."""
SURE = 2.0
"""From which log odds on a name counts wherever its characters stand."""


def choose(scored: Sequence[Scored], used: bytearray) -> list[Scored]:
    """The best candidates that overlap neither each other nor what is `used` (which is marked)."""
    chosen: list[Scored] = []
    for candidate in sorted(scored, key=lambda s: (-s[0], s[1], -s[2])):
        score, start, end, _ = candidate
        if score <= LEAST:
            break
        if used.find(1, start, end) < 0:
            used[start:end] = b"\1" * (end - start)
            chosen.append(candidate)
    return chosen


def repeated(words: Words, chosen: Sequence[Scored], scored: Sequence[Scored]) -> list[Scored]:
    """The further places of names that are sure: where the local score is not strongly against it."""
    text = words.text
    local = {(start, end): score for score, start, end, _ in scored}
    sure = sorted(
        {
            (text[start:end], sort)
            for score, start, end, sort in chosen
            if score > SURE or (sort == "latin" and " " in text[start:end])
        }
    )
    found: list[Scored] = []
    for name, sort in sure:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            score = local.get((start, end), -5.0)
            whole = words.begins(start) and words.begins(end)
            if sort == "latin":
                whole = (
                    not (text[start - 1 : start].isascii() and text[start - 1 : start].isalnum())
                    and not text[end : end + 1].isidentifier()
                )
            if (
                (len(name) > 2 and (whole or score > -6.0 or sort != "latin"))
                or (whole and score > -5.0)
                or score > -2.0
            ):
                found.append((0.1 + len(name), start, end, sort))
            start = text.find(name, end)
    return found
