"""Names in a list that its label says to be one of people: 获奖者：高兴（甲大学）、林知远（乙大学）.

There the names may be words of the language: that each of them begins with a surname and nothing else stands between
the label and the end of the list is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicons import load_table
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table, given_odds, is_han
from kg.mentions.person_score import Scored
from kg.mentions.places import place_names
from kg.mentions.words import in_dictionary

ROSTER = "roster"
"""The sort of a name that such a list gives."""

_LABEL = compiled(r"<roster-label>(?:：|<roster-opens>) ?")
_ITEM = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:（[^（）\n]{1,30}）)?(?P<mark>[、 和及与等，。；\n]|$)")
_OTHER = re.compile(r"[^、 ，。；：！？\n]{2,40}(?P<mark>、|[，。；\n]|$)")
_NO_NAME = compiled("(?:<no-name>|<card-heading>)$")
_SCORE, _LEAST_ODDS = 3.0, -4.0
_ENDS = frozenset("，。；\n等")
_MOST_OTHERS = 0.5
#: The most characters that a list takes.
_LONGEST = 400


def rosters(text: str) -> Iterator[Scored]:
    """The names of labelled lists of two names or more; of none where something else than names fills half of it."""
    for label in _LABEL.finditer(text):
        at, stop = label.end(), min(len(text), label.end() + _LONGEST)
        names: list[tuple[int, int]] = []
        others, glossed = 0, True
        while at < stop:
            item = _ITEM.match(text, at)
            if item is not None and _name(item["name"]):
                names.append(item.span("name"))
                glossed = glossed and item.end("name") < item.start("mark")
            else:
                item = _OTHER.match(text, at)
                if item is None:
                    break
                others += 1
            at = item.end()
            if item["mark"] in _ENDS or not item["mark"]:
                break
        count = len(names)
        clear = glossed or any(not in_dictionary(text[s:e]) for s, e in names)
        if count > 1 and others <= _MOST_OTHERS * count and clear:
            for start, end in names:
                yield _SCORE, start, end, ROSTER


def _name(word: str) -> bool:
    """Whether a word begins with a surname and goes on as names do, and is no place or heading."""
    other = word in place_names() or word in _titles() or entry_of(word) is not None
    if not is_han(word) or other or _NO_NAME.match(word):
        return False
    surnames = char_table().surname
    for length in (2, 1):
        surname, given = word[:length], word[length:]
        if surname in surnames and 0 < len(given) < 3:
            return length == 2 or surnames[surname] + given_odds(given) > _LEAST_ODDS or in_dictionary(word)
    return False


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["form"] for table in ("roles", "degrees") for row in load_table(table))
