"""Gold: what people read out of the articles, one row for each fact (see `tests/gold/README.md`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from kg.errors import DataError, UsageError
from kg.matching import Item, alternatives, qualifiers_of


class GoldRow(BaseModel, frozen=True):
    """One row of a gold file, as written."""

    subject: str
    predicate: str
    object: str
    qualifiers: str = ""
    certainty: Literal["asserted", "attributed", "hedged"] = "asserted"
    attributed_to: str = ""
    status: Literal["required", "optional"] = "required"
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """One expected fact: `article` is the file's name without suffix, `file` and `line` where the row stands."""

    article: str
    file: str
    line: int
    row: GoldRow
    item: Item

    @property
    def required(self) -> bool:
        """Whether missing it is a miss."""
        return self.row.status == "required"


def read_gold(path: Path, *, symmetric: Iterable[str] = ()) -> list[Gold]:
    """The gold rows of a file, or of all `.tsv` files of a folder (`.entities.tsv` aside), in order.

    Raises UsageError when there is none, DataError for a row that does not fit.
    """
    if path.is_dir():
        files = sorted(f for f in path.iterdir() if f.suffix == ".tsv" and not f.name.endswith(".entities.tsv"))
    else:
        files = [path]
    if not files or not files[0].exists():
        raise UsageError(f"{path}: no gold here; give a .tsv file, or a folder that holds some")
    both_ways = frozenset(symmetric)
    return [gold for file in files for gold in _gold_file(file, both_ways)]


def _gold_file(file: Path, symmetric: frozenset[str]) -> Iterator[Gold]:
    where = file.as_posix()
    rows = csv.reader(read_utf8(file).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header: list[str] | None = None
    for line, cells in enumerate(rows, 1):
        if not cells or cells[0].startswith("#"):
            continue
        if header is None:
            header = cells
            continue
        try:
            row = GoldRow(**dict(zip(header, (cell.strip() for cell in cells), strict=False)))  # type: ignore[arg-type]
        except ValidationError as error:
            first = error.errors()[0]
            raise DataError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", where, line) from error
        try:
            qualifiers = qualifiers_of(row.qualifiers)
        except ValueError as error:
            raise DataError(str(error), where, line) from error
        item = Item(
            alternatives(row.subject), row.predicate, alternatives(row.object), qualifiers, row.predicate in symmetric
        )
        yield Gold(file.name.removesuffix(".tsv"), where, line, row, item)


def read_utf8(file: Path) -> str:
    """The text of a UTF-8 file. Raises DataError for one that is not."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8", file.as_posix()) from error
