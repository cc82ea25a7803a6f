"""The word lists of `kg/lexicon/*.tsv`, loaded strictly: each row has every column, and every value is allowed.

A list is a tab-separated file with a header row; `|` stands between the values of one cell, `#` begins a remark.
`COLUMNS` says which columns a list has and what a cell may hold; `kg/lexicon/README.md` says what they mean.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from kg.errors import DataError

_ANY = re.compile(r".*")
_TEXT = re.compile(r"\S(?:.*\S)?")
_FLAG = re.compile(r"[01]")
_COUNT = re.compile(r"\d+")
_SHARE = re.compile(r"[01]\.\d+")
_VALUES = re.compile(r"(?:[^|\s](?:[^|]*[^|\s])?(?:\|[^|\s](?:[^|]*[^|\s])?)*)?")
_READINGS = re.compile(r"[a-z]+(?:\|[a-z]+)*")
_REGION = re.compile(r"(?:[A-Z]{2})?")
_DEGREE = "secondary|bachelor|master|doctor"

_NAMED: Mapping[str, re.Pattern[str]] = {
    "name": _TEXT,
    "aliases": _VALUES,
    "weak": _VALUES,
    "licence": _TEXT,
    "by": re.compile(r"hand|derived"),
}

COLUMNS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "orgs": {
        **_NAMED,
        "kind": re.compile(r"company|university|school|lab|institute|fund|team|media|association|government"),
        "region": _REGION,
    },
    "models": {**_NAMED, "kind": re.compile(r"model|algorithm|architecture|system|product"), "owner": _ANY},
    "awards": {**_NAMED, "kind": re.compile(r"prize|medal|championship|honour")},
    "conferences": _NAMED,
    "majors": _NAMED,
    "degrees": {
        "form": _TEXT,
        "degree": re.compile(rf"(?:{_DEGREE})(?:\|(?:{_DEGREE}))*"),
        "use": re.compile(r"degree|student|stage|short"),
    },
    "roles": {
        "form": _TEXT,
        "english": _TEXT,
        **dict.fromkeys(("head", "founder", "student", "member", "advisor", "intern"), _FLAG),
    },
    "surnames": {"surname": _TEXT, "compound": _FLAG, "pinyin": _READINGS, "freq": _SHARE, "common_word": _FLAG},
    "given_chars": {"char": _TEXT, "first": _COUNT, "second": _COUNT, "single": _COUNT},
    "places": {
        "name": _TEXT,
        "kind": re.compile(r"country|province|city|county|district|region|landmark"),
        "aliases": _VALUES,
    },
    "regional": {
        "form": _TEXT,
        "normal": _TEXT,
        "domain": re.compile(r"place|company|media|term|award|association|event|university|word"),
        "by": re.compile(r"hand|derived"),
    },
    "pinyin": {"char": _TEXT, "readings": _READINGS},
}
"""The columns of each list and what a cell of them may hold; a list not named here may have any columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a word list: `row["kind"]` is a cell, `row.many("aliases")` its values, `row.flag("head")` a truth."""

    table: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        try:
            return self.cells[column]
        except KeyError:
            raise self.error(f"there is no column {column!r}{_nearest(column, self.cells)}") from None

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, in the file's order."""
        return tuple(value for value in self[column].split("|") if value)

    def flag(self, column: str) -> bool:
        """Whether a cell holds 1."""
        return self[column] == "1"

    def error(self, message: str) -> DataError:
        """The error that this row is wrong."""
        return DataError(message, f"kg/lexicon/{self.table}.tsv", self.line)


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """All rows of `kg/lexicon/NAME.tsv`, in the file's order; a DataError says where the file is wrong."""
    path = resources.files("kg").joinpath("lexicon", f"{name}.tsv")
    if not path.is_file():
        message = f"there is no word list called {name!r}{_nearest(name, COLUMNS)}"
        raise DataError(message, f"kg/lexicon/{name}.tsv")
    return parse_table(name, path.read_text(encoding="utf-8"))


def parse_table(name: str, text: str) -> tuple[Row, ...]:
    """The rows of a word list's text, each checked against `COLUMNS`; no first column stands twice."""
    lines = _lines(text)
    number, first = next(lines, (1, ""))
    header = tuple(first.split("\t"))
    allowed = COLUMNS.get(name, dict.fromkeys(header, _ANY))
    _check_header(name, number, header, allowed)
    checks = tuple(allowed[column].fullmatch for column in header)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in lines:
        cells = tuple(line.split("\t"))
        row = Row(name, number, MappingProxyType(dict(zip(header, cells, strict=False))))
        if len(cells) != len(header):
            raise row.error(f"{len(cells)} cells where the header has {len(header)} columns")
        for column, cell, check in zip(header, cells, checks, strict=True):
            if check(cell) is None:
                raise row.error(f"column {column!r} cannot hold {cell!r}: {allowed[column].pattern}")
        if name in COLUMNS and cells[0] in seen:
            raise row.error(f"{cells[0]!r} stands already in line {seen[cells[0]]}")
        seen[cells[0]] = number
        rows.append(row)
    return tuple(rows)


def load_weights(name: str, count: int) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """The rows of the learnt table `kg/lexicon/NAME.tsv`: a template, a value and `count` numbers, 0 in an empty cell.

    Raises DataError for a row of another form.
    """
    text = resources.files("kg").joinpath("lexicon", f"{name}.tsv").read_text("utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith(("#", "template\t")):
            continue
        try:
            template, value, *cells = line.split("\t")
            numbers = tuple(float(cell or 0) for cell in cells)
        except ValueError:
            numbers = ()
        if len(numbers) != count:
            message = f"not a template, a value and numbers ({count})"
            raise DataError(message, f"kg/lexicon/{name}.tsv", number)
        yield template, value, numbers


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is neither empty nor a remark, with its number."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("#"):
            yield number, line


def _check_header(name: str, number: int, header: tuple[str, ...], allowed: Mapping[str, re.Pattern[str]]) -> None:
    """Refuse a header with a column too many, too few or twice."""
    file = f"kg/lexicon/{name}.tsv"
    for column in header:
        if column not in allowed or not column:
            raise DataError(f"unknown column {column!r}{_nearest(column, allowed)}", file, number)
    missing = [column for column in allowed if column not in header]
    if missing:
        raise DataError(f"missing columns: {', '.join(missing)}", file, number)
    if len(set(header)) != len(header):
        raise DataError("a column stands twice in the header", file, number)


def _nearest(word: str, known: Mapping[str, object]) -> str:
    """A hint at what was probably meant."""
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
