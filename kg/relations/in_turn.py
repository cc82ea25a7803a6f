"""What a sentence tells off one by one: 张三和李四分别来自…, 分别是某系1998级、2004级校友."""

from __future__ import annotations

from collections.abc import Mapping

from kg.relations.rules import word
from kg.relations.subjects import Found
from kg.relations.tape import Tape


def told_off_after(found: Found, tape: Tape, start: int, end: int) -> bool:
    """Whether the sentence says, from the subjects to the end of the match at [start, end), that each has his own
    (分别来自).
    """
    first = min(found.at, start)
    between = tape.text[first:end] if 0 <= found.at < end else ""
    return word("respectively").search(between) is not None


def dates_in_turn(tape: Tape, slots: Mapping[str, int], count: int) -> list[dict[str, str]]:
    """One date for each of `count` subjects, where a slot holds as many (分别是某系1998级、2004级校友)."""
    for slot in ("start", "end"):
        dates = tape.cells[slots[slot]].mentions if slot in slots else ()
        if len(dates) == count > 1:
            return [{slot: date.name} for date in dates]
    return []
