"""Rows of CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

_RUN = tuple("=+-@\t\r\n＝＋－＠")


def rows(table: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of `table`, each with its line end (CR LF, RFC 4180); None is empty, true and false are in lower case.

    A text that a spreadsheet would take for a formula (it begins with = + - @ in half or full width, a tab or a line
    end) gets an apostrophe before it, as spreadsheets themselves write such text.
    """
    for row in table:
        buffer = io.StringIO()
        csv.writer(buffer).writerow([_cell(value) for value in row])
        yield buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
        return f"'{value}" if value.startswith(_RUN) else value
    return value
