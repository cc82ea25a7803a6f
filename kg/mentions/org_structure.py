"""The inner structure of an organisation's name: its parent units, its kind and its normal form."""

from __future__ import annotations

from functools import cache

from kg.mentions.org_lexicon import Entry, lexicon
from kg.lexicons import load_table
from kg.mentions.words import Words
from kg.schema import Mention

_BY = "org/weighed"


@cache
def _suffix_kinds() -> dict[str, tuple[str, bool]]:
    return {row["suffix"]: (row["kind"], row["unit"] == "1") for row in load_table("org_suffixes")}


def suffix_of(name: str) -> str:
    """The longest listed suffix that `name` ends in, or an empty string."""
    kinds = _suffix_kinds()
    last = name.rsplit(" ", 1)[-1].rstrip(".")
    if last in kinds:
        return last
    for length in (4, 3, 2, 1):
        if name[-length:] in kinds and len(name) > length:
            return name[-length:]
    return ""


def kind_of(name: str) -> str | None:
    """The kind that the form of `name` tells."""
    suffix = suffix_of(name)
    return _suffix_kinds()[suffix][0] if suffix else None


def entry_of(name: str) -> Entry | None:
    """The lexicon's organisation called `name`, where it can be only one."""
    meaning = lexicon().meanings.get(name)
    return meaning[0][0] if meaning and len(meaning[0]) == 1 else None


def _root(words: Words, start: int, end: int) -> tuple[int, Entry | None]:
    """Where the name's first organisation ends (`start` when none begins there), and it."""
    text = words.text
    known = lexicon()
    for stop in range(end, start + 1, -1):
        form = text[start:stop]
        if form in known.meanings and (stop == end or words.begins(stop)):
            entries = known.meanings[form][0]
            return stop, entries[0]
    return start, None


def read_structure(words: Words, start: int, end: int) -> list[Mention]:
    """The mention at [start, end) with its parents, nearest first."""
    text = words.text
    name = text[start:end]
    whole = entry_of(name)
    if whole:
        return [Mention(start, end, "Org", name, whole.name, whole.kind, _BY)]
    root_end, root = _root(words, start, end)
    canonical = root.name if root else ""
    parents: list[str] = [canonical] if root else []
    position = root_end
    rest = text[root_end:end].strip()
    if root and rest in ("公司", "集团"):
        return [Mention(start, end, "Org", name, canonical, root.kind, _BY)]
    if root and rest in ("团队", "研究团队", "部门"):
        return [Mention(start, root_end, "Org", text[start:root_end], canonical, root.kind, _BY)]
    number = words.at[position]
    while number < words.at[end]:
        stop = words.starts[number + 1]
        if stop >= end:
            break
        piece = words.words[number]
        kind = _suffix_kinds().get(suffix_of(piece) or piece)
        if kind and stop - position > 1:
            canonical += text[position:stop]
            parents.insert(0, canonical)
            position = stop
        number += 1
    canonical += text[position:end]
    return [Mention(start, end, "Org", name, canonical, kind_of(name), _BY, tuple(parents))]
