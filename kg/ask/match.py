"""Whether what the graph says is what a question names: dates of any precision, roles, grades, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from kg.ask.query import Test
from kg.lexicons import load_table
from kg.names import fold

_SHORT = 2  # so short a role is part of others that are none of its kind
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def passes(test: Test, value: str) -> bool:
    """Whether `value` passes: dates are compared as far as both go, roles and grades by what they mean."""
    if test.op != "=":
        size = min(len(test.value), len(value))
        one, other = value[:size], test.value[:size]
        if one == other:
            # 2024年之后: what is only known to be of that year is not before it.
            return test.op in {">=", "<="}
        return one > other if test.op in {">", ">="} else one < other
    if test.key in {"date", "start", "end", "year"} or re.fullmatch(r"\d{4}(-\d\d)*", test.value):
        return value.startswith(test.value)
    wanted = test.value.split("|")
    match test.key:
        case "role":
            return any(_role(value, one) for one in wanted)
        case "grade":
            return any(_grade(value) == _grade(one) for one in wanted)
        case "edition":
            return any(_number(value) == _number(one) for one in wanted)
        case "value" | "major" | "place" | "venue" | "for_work":
            return any(_holds(value, one) for one in wanted)
    return value in wanted


def _holds(value: str, wanted: str) -> bool:
    one, other = fold(value), fold(wanted)
    if other.isascii():
        return one == other or re.search(rf"(?<![a-z0-9]){re.escape(other)}(?![a-z0-9])", one) is not None
    return other in one


@cache
def _roles() -> dict[str, str]:
    return {row["form"].lower(): row["english"] for row in load_table("roles")}


@cache
def _deputies() -> tuple[str, ...]:
    return tuple(word for row in load_table("ask_deputies") for word in row.many("words"))


def _role(value: str, wanted: str) -> bool:
    """Whether the role `value` is `wanted`, or one with words before it that leave it what it is (高级研究员)."""
    one, other = value.lower(), wanted.lower()
    meant = _roles().get(other, other)
    for part in re.split(r"[、,，/&兼]| and ", one):
        if meant in {part, _roles().get(part)} or part == other:
            return True
        plain = part.endswith(other) and not part[: -len(other)].endswith(_deputies())
        if plain and (part not in _roles() or len(other) > _SHORT):
            return True
    return False


@cache
def _grades() -> dict[str, str]:
    return {form.lower(): row["grade"] for row in load_table("ask_grades") for form in row.many("words")}


def _grade(value: str) -> str:
    text = re.sub(r"\s", "", value.lower())
    return _grades().get(text, _grades().get(value.lower(), text))


def _number(value: str) -> str:
    text = value.translate(_DIGITS)
    digits = re.sub(r"\D", "", text)
    if "十" in text:
        left, _, right = re.sub(r"[^\d十]", "", text).partition("十")
        digits = str((int(left) if left else 1) * 10 + (int(right) if right else 0))
    return digits or value


def has_all(tests: Iterable[Test], qualifiers: Mapping[str, str]) -> bool:
    """Whether a statement tells what is only wanted where sources tell it at all."""
    return all(test.key in qualifiers for test in tests if test.op == "~")


def satisfies(tests: Iterable[Test], qualifiers: Mapping[str, str], value: int | str) -> bool:
    """Whether a statement's qualifiers pass: of several values for one key one is enough."""
    by_key: dict[str, list[Test]] = {}
    for test in tests:
        by_key.setdefault(f"{test.key}{test.op}", []).append(test)
    return all(any(_one(test, qualifiers, value) for test in same) for same in by_key.values())


def _one(test: Test, qualifiers: Mapping[str, str], value: int | str) -> bool:
    if test.op == "?":
        return test.key in qualifiers
    if test.op == "~":
        return qualifiers.get(test.key, test.value) == test.value
    if test.op == "!=":
        return qualifiers.get(test.key) not in test.value.split("|")
    if test.key == "value":
        return isinstance(value, str) and passes(test, value)
    if test.key:
        return test.key in qualifiers and passes(test, qualifiers[test.key])
    return _dated(test, qualifiers)


def _dated(test: Test, qualifiers: Mapping[str, str]) -> bool:
    """A date without a key: any date of the statement, or the time between its start and its end."""
    from kg.query.filters import date_keys

    dates = {key: value for key, value in qualifiers.items() if key in date_keys()}
    if test.op == "=" and "start" in dates and "end" in dates:
        size = min(len(test.value), len(dates["start"]), len(dates["end"]))
        if dates["start"][:size] <= test.value[:size] <= dates["end"][:size]:
            return True
    return any(passes(Test("date", test.op, test.value), value) for value in dates.values())
