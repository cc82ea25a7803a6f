"""What an article says outright of persons' gender: 某某女士, 妻子某某, 某某，男，."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.schema import Mention

_AFTER = {"f": compiled("(?:<she-after>)", "clause_words"), "m": compiled("(?:<he-after>)", "clause_words")}
_BEFORE = {"f": compiled("(?:<she-before>)$", "clause_words"), "m": compiled("(?:<he-before>)$", "clause_words")}
_BACK = 4
_BY_NAME = {"f": compiled("(?:<her-name>)$", "clause_words"), "m": compiled("(?:<his-name>)$", "clause_words")}
_ALONE = {"f": re.compile("她(?!们)"), "m": re.compile("(?<![其吉排])他(?!们|人)")}


#: Of how many pronouns of one gender one at most may be of the other where they tell that of whom a text is about.
_MOST, _LEAST = 6, 3


def told_by_pronouns(text: str) -> str | None:
    """The gender that nearly all of a text's pronouns for one person tell; None where they tell none."""
    counts = {gender: len(_ALONE[gender].findall(text)) for gender in _ALONE}
    for gender, other in (("f", "m"), ("m", "f")):
        if counts[gender] >= _LEAST and counts[gender] >= _MOST * counts[other]:
            return gender
    return None


def likely(name: str) -> str | None:
    """The gender that a name itself makes likely; None where it tells none."""
    return next((gender for gender, words in _BY_NAME.items() if words.search(name)), None)


def told_genders(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """By a person's name `m` or `f`, where the words beside it tell it, and never tell both."""
    out: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.type != "Person":
            continue
        before = text[max(0, mention.start - _BACK) : mention.start]
        for gender in ("f", "m"):
            if _AFTER[gender].match(text, mention.end) or _BEFORE[gender].search(before):
                out.setdefault(mention.name, set()).add(gender)
    return {name: next(iter(told)) for name, told in out.items() if len(told) == 1}
