"""The errors that `kg` raises for mistakes, and the problems that it returns as findings.

A mistake of the caller (a missing file, a broken rule) is raised; what a stage finds in the data is a `Problem`,
a value that the stage returns beside its results (style of Beancount).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class KgError(Exception):
    """Base of all errors raised on purpose: the message says what is wrong and what to do."""

    code = "error"

    def __init__(self, message: str, *, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = suggestions

    def __reduce__(self) -> tuple[Callable[..., KgError], tuple[type[KgError], str, dict[str, Any]]]:
        # An error of a reading process travels to the one that waits for it, whatever its class takes to be made.
        return _restore, (type(self), self.message, self.__dict__)


def _restore(kind: type[KgError], message: str, state: dict[str, Any]) -> KgError:
    error = kind.__new__(kind, message)
    error.__dict__.update(state)
    return error


class UsageError(KgError):
    """The command was called with something that cannot work: exit status 2."""

    code = "usage"


class NotFoundError(KgError):
    """What was asked for is not in the graph: exit status 1."""

    code = "not-found"


class StoreError(KgError):
    """The database is missing, locked, not ours or of another version."""

    code = "store"


class DataError(KgError):
    """One of the project's own data files (ontology, rules, lexicons, verdicts) is wrong.

    `file` and `line` (1-based; 0 when the whole file is meant) say where.
    """

    code = "data"

    def __init__(self, message: str, file: str, line: int = 0) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A finding about the data, printed as `file:line:col: code message` (line and column 1-based)."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"
