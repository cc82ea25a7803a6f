"""Loads the word lists of the reading side: tab-separated files under `kg/lexicon/` with a header row."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.errors import DataError


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `kg/lexicon/NAME.tsv`, header and `#` remarks left out.

    Raises DataError where a row has another number of fields than the header.
    """
    path = f"kg/lexicon/{name}.tsv"
    header: list[str] = []
    rows: list[tuple[str, ...]] = []
    text = files("kg").joinpath("lexicon", f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if not header:
            header = fields
        elif len(fields) != len(header):
            raise DataError(
                f"{len(fields)} fields where the header has {len(header)}: {', '.join(header)}", path, number
            )
        else:
            rows.append(tuple(fields))
    return tuple(rows)
