"""Short forms of persons: a surname with a title, a given name or a surname alone whose full name the article gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.lexicons import load_table
from kg.mentions.latin_names import word_class
from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table, is_han
from kg.mentions.words import Words, in_dictionary

_LEAST_SURNAME = 0.5
_FILLER_TAGS = frozenset({"v", "p", "c", "d", "uj", "x", "vn", "r", "m", "t", "f", "ul", "ad"})

#: What a first word looks like that may stand for its bearer (Howard for Howard Linden); the length of initials.
_GIVEN_CLASSES, _INITIALS = ("given", "ordinary"), 2
_MARKS = frozenset("，。；：！？“\n")
_NICKNAME = 2


#: What begins like a surname and is a verb of serving, where nobody of that name is told of (，任副教授).
_VERB = compiled("<verb-surname>")
_VERB_LAST = compiled(r"<verb-surname-last>(?=[，。；、）\n兼和及]|$)")


class Short(NamedTuple):
    """A short form at [start, end): kind `surname` or `given`."""

    start: int
    end: int
    kind: str


@cache
def _titled() -> re.Pattern[str]:
    """A surname and a word that follows it."""
    surnames = sorted(
        (s for s, odds in char_table().surname.items() if odds >= _LEAST_SURNAME), key=lambda s: (-len(s), s)
    )
    titles = sorted(
        (r["word"] for r in load_table("person_honorifics") if r["place"] == "after"), key=lambda t: (-len(t), t)
    )
    return re.compile(f"({'|'.join(surnames)})({'|'.join(titles)})")


@cache
def _nicknamed() -> re.Pattern[str]:
    """A word that precedes a surname, and the surname."""
    surnames = [s for s, odds in char_table().surname.items() if odds >= _LEAST_SURNAME and len(s) == 1]
    return re.compile(f"([{''.join(sorted(before_surname()))}])([{''.join(sorted(surnames))}])")


@cache
def _everyday() -> frozenset[str]:
    return frozenset(row["surname"] for row in load_table("surnames") if row.flag("common_word"))


def titled_surnames(words: Words, full: Iterable[str]) -> Iterator[Short]:
    """张教授, 老王 where such a form can be nothing else."""
    surnames = {name[:length] for name in full for length in (1, 2)}
    for match in _titled().finditer(words.text):
        start, end = match.span()
        surname, title = match.groups()
        if not words.begins(start) or (len(title) == 1 and not (words.begins(end) and surname in surnames)):
            continue
        tag = words.tags[words.at[start]]
        opens = start == 0 or words.text[start - 1] in _MARKS
        if surname not in surnames and (
            surname in _everyday()
            or _VERB.fullmatch(match.group())
            or _VERB_LAST.match(words.text, start)
            or (tag in _FILLER_TAGS and not opens)
        ):
            continue
        number = words.at[end - 1]
        if words.starts[number + 1] != end:
            continue
        yield Short(start, end, "surname")
    for match in _nicknamed().finditer(words.text):
        start, end = match.span()
        if match.group(2) in surnames and words.begins(start) and words.begins(end):
            yield Short(start, end, "surname")


@cache
def before_surname() -> frozenset[str]:
    """Words that precede a surname alone (老林, 小林)."""
    return frozenset(row["word"] for row in load_table("person_honorifics") if row["place"] == "before")


def called(name: str, full: Iterable[str]) -> str | None:
    """The kind `surname` for a surname after such a word where somebody with that surname is named in full."""
    nickname = len(name) == _NICKNAME and name[0] in before_surname()
    return "surname" if nickname and any(other[0] == name[1] and len(other) > _NICKNAME for other in full) else None


def _given_part(name: str) -> str:
    """The given name of a full Chinese name, or an empty string."""
    surnames = char_table().surname
    for length in (2, 1):
        if name[:length] in surnames and len(name) - length == 2:
            return name[length:]
    return ""


def _standing(words: Words, form: str) -> Iterator[tuple[int, int]]:
    """Every place where `form` stands as whole words."""
    start = words.text.find(form)
    while start >= 0:
        end = start + len(form)
        if words.begins(start) and words.begins(end):
            yield start, end
        start = words.text.find(form, end)


def short_forms(full: Iterable[str]) -> dict[str, str]:
    """The given names and surnames alone of the persons named `full`, each with its kind."""
    forms: dict[str, str] = {}
    for name in sorted(set(full)):
        if "·" in name:
            parts = name.split("·")
            forms.setdefault(parts[-1], "surname")
            if not in_dictionary(parts[0]):
                forms.setdefault(parts[0], "given")
        elif is_han(name):
            given = _given_part(name)
            if given and not in_dictionary(given):
                forms.setdefault(given, "given")
        elif " " in name:
            last = name.rsplit(" ", 1)[1]
            if word_class(last) != "stop":
                forms.setdefault(last, "surname")
            first = name.split(" ", 1)[0]
            if word_class(first) in _GIVEN_CLASSES and len(first) > _INITIALS:
                forms.setdefault(first, "given")
    return {form: kind for form, kind in forms.items() if len(form) > 1}


def parts_of(words: Words, forms: Mapping[str, str]) -> Iterator[Short]:
    """Every place where one of the short forms stands as whole words."""
    for form, kind in sorted(forms.items()):
        if form.isascii():
            pattern = rf"(?<![A-Za-z0-9_.-])(?<![A-Za-z.] ){re.escape(form)}(?![A-Za-z0-9_-]| [A-Z])"
            yield from (Short(m.start(), m.end(), kind) for m in re.finditer(pattern, words.text))
        else:
            yield from (Short(start, end, kind) for start, end in _standing(words, form))
