"""Whose words a quotation is, so that 我 in it is that one: 张三说：“我…”, “我…。”张三说."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.schema import Mention

_QUOTATION = re.compile("“[^“”\n]{4,600}”")
_END = re.compile("[。！？；\n”]")
_SAYS = compiled("(?:<says>)", "clause_words")
_AFTER = 24
_FAR = 18

Voice = tuple[int, int, Mention | None]
"""A quotation's stretch and who says it; None where it is somebody whom no mention names."""


def voices(text: str, mentions: Sequence[Mention]) -> list[Voice]:
    """The quotations whose speaker the words around them tell; not those of somebody who is only 他 there."""
    people = [m for m in mentions if m.type in ("Person", "PersonRef")]
    out: list[Voice] = []
    for quotation in _QUOTATION.finditer(text):
        start, end = quotation.span()
        before = max((m.end() for m in _END.finditer(text, max(0, start - 80), start)), default=max(0, start - 80))
        behind = _END.search(text, end)
        until = min(end + _AFTER, behind.start() if behind else len(text))
        told = _says(text, people, before, start, last=True) if text[start - 1 : start] in "：，" else ()
        told = told or _says(text, people, end, until, last=False)
        if told and (told[0] is None or told[0].type == "Person"):
            out.append((start, end, told[0]))
    return out


def _says(
    text: str, people: Sequence[Mention], start: int, end: int, *, last: bool
) -> tuple[Mention | None] | tuple[()]:
    """Who does the saying in text [start, end): the person before the verb, None for somebody who is no mention; empty
    where nobody says anything.
    """
    verbs = list(_SAYS.finditer(text, start, end))
    if not verbs:
        return ()
    verb = verbs[-1 if last else 0]
    speakers = [m for m in people if start <= m.start and m.end <= verb.start() and verb.start() - m.end <= _FAR]
    return (speakers[-1],) if speakers else (None,)
