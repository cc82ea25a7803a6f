"""Writing down a person's decision about names: one line more in the file that a build honours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.resolve.verdicts import COLUMNS, consistent, contradiction, normal, parse, read
from kg.schema import Verdict


def decide(path: Path, *, verdict: str, a: str, b: str, who: str, when: str, why: str) -> tuple[Verdict, bool]:
    """Append a decision to the file at `path`, which is made where it is not there; lines that stand are never touched.

    Returns the decision and whether it was written: one that stands there already is not written again. Raises
    UsageError for one that contradicts an earlier line, which it names, or is no decision, and DataError where the file
    has a line that is none.
    """
    cells = [cell.strip() for cell in (verdict, a, b, who, when, " ".join(why.split()))]
    for cell in cells:
        require_legible(cell)
    found: list[Verdict] = []
    if path.exists():
        found, problems = read(path)
        if problems:
            problem = problems[0]
            raise DataError(f"{problem.message}; mend that first", problem.file, problem.line)
    text = path.read_bytes() if path.exists() else b""
    number = _lines(text) + (1 if found or _has_header(text) else 2)
    made, wrong = parse(cells, path.as_posix(), number)
    if made is None:
        raise UsageError(f"no decision: {wrong}")
    again = _again(found, made)
    if again is not None:
        return again, False
    for one, earlier in consistent([*found, made])[1]:
        raise UsageError(f"{path}:{earlier.line}: {contradiction(one, earlier)}; take that out first")
    _append(path, text, cells)
    return made, True


def require_legible(cell: str) -> None:
    """Raise UsageError for a text that would break the file's lines or cells, or hide what it is."""
    if not cell.isprintable():
        raise UsageError(f"{cell!r}: a tab, a line break or an invisible character cannot stand in a decision")


def _has_header(text: bytes) -> bool:
    return any(line.strip() and not line.startswith(b"#") for line in text.removeprefix(b"\xef\xbb\xbf").splitlines())


def _lines(text: bytes) -> int:
    return text.count(b"\n") + (bool(text) and not text.endswith(b"\n"))


def _again(found: Sequence[Verdict], made: Verdict) -> Verdict | None:
    sides = [normal(made.a), normal(made.b)]
    for verdict in found:
        other = [normal(verdict.a), normal(verdict.b)]
        same = other == sides or (made.verdict != "alias" and other == sides[::-1])
        if verdict.verdict == made.verdict and same:
            return verdict
    return None


def _append(path: Path, before: bytes, cells: Sequence[str]) -> None:
    """Add a line in one write, so that two who decide at once do not write into each other's."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    line = "\t".join(cells).encode() + end
    if not _has_header(before):
        line = "\t".join(COLUMNS).encode() + end + line
    if before and not before.endswith(b"\n"):
        line = end + line
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
