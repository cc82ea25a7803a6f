"""Two names of one: 米拉·霍尔特（Mira Holt）, 深海求真科技有限公司（简称深海求真）."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.lexicons import load_table
from kg.schema import Mention

_TYPES = ("Person", "Org")
_TRIMMED = ' “”"「」『』：:，,'


@cache
def marks(use: str) -> tuple[str, ...]:
    """The words of `kg/lexicon/org_marks.tsv` for a use, longest first."""
    found = (row["word"] for row in load_table("org_marks") if row["use"] == use)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def says_alias(between: str) -> bool:
    """Whether the text between two names says that the second is another name of the first: `（`, `（简称“`."""
    opened = "（" in between
    said = between.replace("（", "").strip(_TRIMMED)
    return (opened and not said) or said in marks("alias")


def short_form(name: str) -> str:
    """The name without its legal form (深海求真科技有限公司 → 深海求真), or itself where too little would be left."""
    short = name
    while True:
        legal = next((word for word in marks("legal") if short.endswith(word) and len(short) - len(word) > 1), "")
        if not legal:
            return short
        short = short[: -len(legal)]


def alias_pairs(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs of mentions (the fuller name first) that are two names of one, by what the text says between them or
    because one is the other without its legal form.
    """
    ordered = sorted((m for m in mentions if m.type in _TYPES), key=lambda m: (m.start, m.end))
    pairs: list[tuple[Mention, Mention]] = []
    for first, second in pairwise(ordered):
        if first.type != second.type or second.start - first.end > 12 or first.end > second.start:
            continue
        between, behind = text[first.end : second.start], text[second.end : second.end + 2].lstrip('”"」』')[:1]
        if (
            says_alias(between)
            and first.text != second.text
            and ("（" not in between or behind in ("）", "，", "、", "；"))
        ):
            pairs.append((first, second))
    by_text: dict[str, Mention] = {}
    for mention in ordered:
        if mention.type == "Org":
            by_text.setdefault(mention.text, mention)
    for form, mention in by_text.items():
        short = by_text.get(short_form(form))
        if short is not None and short.text != form and short.name != mention.name:
            pairs.append((mention, short))
    return pairs
