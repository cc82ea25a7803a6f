"""A question cut into tokens: names of the graph, words that are known, and what neither is.

All ways of cutting are weighed: a name or a word costs about one, a character that belongs to none costs ten, so the
cut with the fewest and longest known pieces wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.ask.lexicon import Entry, Hole, Literal, Noun, Relation, Trait, Word, forms, longest, places_by_sound
from kg.ask.named import Named, find_literals, find_names
from kg.ask.prepare import Question
from kg.lexicons import load_table
from kg.names import has_han
from kg.store import Store

_UNKNOWN = 10.0
_LONGEST_WORDED = 4  # characters of a name that may be words after all
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2})\s?年?"
    r"(?:(?:\s?|[-./])(?P<m>1[0-2]|0?[1-9])(?:月份?|(?=[-./ ]|$|\D))(?:[-./]?(?P<d>3[01]|[12]\d|0?[1-9])[日号]?)?)?"
    r"(?:年?[初中末底])?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_DATE = re.compile(
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?\s(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s)?(?:of\s)?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_GRADE = re.compile(r"[特一二三四]等奖|[金银铜]\s?[牌奖]|[冠亚季殿]军|优胜奖|优秀奖|提名奖?|第[一二三1-9]名")
_EN_GRADE = re.compile(
    r"(?:gold|silver|bronze)(?:\smedals?)?|(?:first|second|third|1st|2nd|3rd)\s(?:prize|place)|runner-up|champions?(?:hip)?|nomination"
)
_EDITION = re.compile(r"第[\d一二三四五六七八九十百]+届|\d+(?:st|nd|rd|th)")
_HEADS = re.compile(r"[两二三四五六七八九十\d]{1,3}(?:位|名|个|家|所|款|项|篇|座)")
_EN_HEADS = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)(?=\s)")
_BREAK = re.compile(r"[\s?？!！.…“”\"‘’《》〈〉「」『』()（）\[\]【】:：~～`*_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch [start, end) of the question; neither `entries` nor `names` where it is not known."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...] = ()
    names: tuple[Named, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.entries or self.names)


def tokenize(store: Store, question: Question, *, names_first: bool = False) -> list[Token]:
    """The cut of `question` that leaves least unknown.

    A name that is made of words (曾任职) is taken for these, unless `names_first`.
    """
    text = question.low
    steps: dict[int, list[tuple[float, Token | None, int]]] = {}
    for token in _tokens(store, question):
        cost = 0.9 - 0.01 * (token.end - token.start) if token.names else 1.0
        if token.names and not names_first and _worded(text, token):
            cost = 3.0
            if token.entries:
                token, cost = replace(token, names=()), 1.0  # noqa: PLW2901
        steps.setdefault(token.start, []).append((cost, token, token.end))
    best: list[tuple[float, int, Token | None]] = [(float("inf"), 0, None) for _ in range(len(text) + 1)]
    best[0] = (0.0, 0, None)
    for at in range(len(text)):
        here = best[at][0]
        if here == float("inf"):
            continue
        gap = _BREAK.match(text, at)
        options = list(steps.get(at, ()))
        if gap:
            options.append((0.0, None, gap.end()))
        else:
            end = _word_end(text, at)
            options.append((_UNKNOWN, Token(at, end, question.text[at:end]), end))
        for cost, option, end in options:
            if here + cost < best[end][0]:
                best[end] = (here + cost, at, option)
    out: list[Token] = []
    at = len(text)
    while at > 0:
        _, before, chosen = best[at]
        if chosen is not None:
            out.append(chosen)
        at = before
    return [_placed(token) for token in out[::-1]]


def _worded(text: str, token: Token) -> bool:
    """Whether a name can be read as words of the language, at most two of them."""
    if not has_han(token.text):
        return token.text.islower() and _says(token.text)
    if token.end - token.start > _LONGEST_WORDED:
        return False
    middles = range(token.start + 1, token.end)
    return _says(text[token.start : token.end]) or any(
        _says(text[token.start : m]) and _says(text[m : token.end]) for m in middles
    )


def _says(form: str) -> bool:
    """Whether a form is a word of the grammar or names a relation, not only a value."""
    return any(isinstance(e, Word | Relation | Noun | Hole) for e in forms().get(form, ()))


def _placed(token: Token) -> Token:
    """A word in Latin letters that is the sound of a Chinese place (Guangdong) is that place."""
    if token.known or not token.text.isascii() or not token.text.isalpha():
        return token
    names = places_by_sound().get(token.text.lower(), ())
    return replace(token, entries=(Literal("place", names), Trait("place", names))) if names else token


def _word_end(text: str, at: int) -> int:
    """Where the unknown piece that begins at `at` ends: a word in Latin letters is one piece."""
    end = at + 1
    while end < len(text) and _latin(text[at]) and (_latin(text[end]) or text[end] in "-'’"):
        end += 1
    return end


def _latin(c: str) -> bool:
    return c.isalnum() and ord(c) < 0x2E80


def whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) cuts no word in Latin letters or number in two."""
    if start and _latin(text[start]) and _latin(text[start - 1]):
        return False
    return not (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _tokens(store: Store, question: Question) -> Iterator[Token]:
    text = question.low
    named: Mapping[tuple[int, int], tuple[Named, ...]] = find_names(store, question)
    spans: dict[tuple[int, int], list[Entry]] = {}
    table = forms()
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + longest()) + 1):
            found = table.get(text[start:end])
            if found and whole(text, start, end):
                spans.setdefault((start, end), []).extend(found)
    for (start, end), trait in _patterns(text):
        spans.setdefault((start, end), []).append(trait)
    for (start, end), (kind, value) in find_literals(store, question).items():
        if whole(text, start, end):
            spans.setdefault((start, end), []).append(Literal(kind, (value,)))
    for start, end in sorted({*spans, *named}):
        yield Token(
            start, end, question.text[start:end], tuple(spans.get((start, end), ())), named.get((start, end), ())
        )


def _patterns(text: str) -> Iterator[tuple[tuple[int, int], Entry]]:
    for match in _DATE.finditer(text):
        if whole(text, match.start(), match.end()):
            value = _iso(match["y"].translate(_HAN_DIGITS), match["m"], match["d"])
            yield match.span(), Trait("date", (value,))
    for match in _EN_DATE.finditer(text):
        value = _iso(match["y"], str(_MONTHS.index(match["m"][:3]) + 1), match["d"])
        yield match.span(), Trait("date", (value,))
    for pattern in (_GRADE, _EN_GRADE):
        for match in pattern.finditer(text):
            if whole(text, *match.span()):
                yield match.span(), Trait("grade", (match.group(),))
    for match in _amount().finditer(text):
        if whole(text, *match.span()):
            yield match.span(), Literal("amount", (match.group(),))
    for pattern in (_HEADS, _EN_HEADS):
        for match in pattern.finditer(text):
            if whole(text, *match.span()):
                yield match.span(), Word("filler")
    for match in _EDITION.finditer(text):
        yield match.span(), Trait("edition", (match.group(),))


def _iso(year: str, month: str | None, day: str | None) -> str:
    parts = [year, *(f"{int(part):02d}" for part in (month, day) if part)]
    return "-".join(parts)


@cache
def _amount() -> re.Pattern[str]:
    units = sorted((row["unit"] for row in load_table("amount_units")), key=lambda unit: (-len(unit), unit))
    unit = "|".join(map(re.escape, units))
    return re.compile(rf"(?:[$¥€£]\s?)?\d[\d,]*(?:\.\d+)?\s?[百千万亿]*\s?(?:{unit})", re.IGNORECASE)
