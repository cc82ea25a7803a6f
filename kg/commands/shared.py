"""What all commands share: their common options, output in three forms, errors as messages with an exit status."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO, get_type_hints

import typer

from kg.errors import KgError, NotFoundError, StoreError
from kg.store import Store, open_store

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

DEFAULT_SOURCES = Path("seeds")
DEFAULT_DB = Path("data/kg.db")
DEFAULT_VERDICTS = Path("data/verdicts.tsv")

DbOption = Annotated[Path, typer.Option("--db", metavar="FILE", help="The graph's file.")]
_TABLES = 60  # columns of a terminal that a table needs

JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@dataclass(frozen=True, slots=True)
class Output:
    """Where an answer goes: JSON, CSV, rich text on a terminal, or plain lines."""

    as_json: bool
    as_csv: bool = False

    @property
    def rich(self) -> bool:
        """Whether standard output is a terminal that wants more than plain lines."""
        asked = self.as_json or self.as_csv
        return not asked and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def wide(self) -> bool:
        """Whether it is a terminal on which tables can be read."""
        return self.rich and shutil.get_terminal_size().columns >= _TABLES

    def json(self, value: object) -> None:
        """Print `value` as JSON."""
        self.lines([json.dumps(value, ensure_ascii=not _utf8(sys.stdout), indent=2)])

    def csv(self, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
        """Print a table as CSV in UTF-8, which no spreadsheet runs."""
        from kg.export.cells import rows as cells

        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.writelines(cells([header]))
        sys.stdout.writelines(cells(rows))

    def lines(self, lines: Iterable[str]) -> None:
        """Print plain lines."""
        for line in lines:
            sys.stdout.write(line + "\n")

    def pretty(self, parts: Iterable[RenderableType]) -> None:
        """Print rich parts; text is wrapped by the terminal, never cut."""
        console = self.console()
        for part in parts:
            console.print(part, soft_wrap=not hasattr(part, "columns"))

    def console(self) -> Console:
        """The terminal (NO_COLOR is respected)."""
        from rich.console import Console

        return Console(highlight=False, markup=False)


def _utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def note(message: str) -> None:
    """Say something beside the answer, on standard error, without control characters."""
    from kg.render import clean

    sys.stderr.write(clean(message) + "\n")


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--json` (as its first argument `out`) and make messages with an exit status of its errors."""

    def run(*, json: bool, **arguments: Any) -> None:  # noqa: ANN401
        out = Output(json)
        if sys.stdout is None:  # closed by whoever started us
            sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper) and not _utf8(stream):
                stream.reconfigure(errors="backslashreplace")
        try:
            function(out, **arguments)
            sys.stdout.flush()
        except KgError as error:
            fail(out, error.code, error.message, error.suggestions, status=1 if isinstance(error, NotFoundError) else 2)
        except BrokenPipeError:
            _forget_output()
            raise typer.Exit(1) from None
        except OSError as error:
            where = error.filename or "output"
            fail(out, "os", f"{where}: {error.strerror or error}; look at its permissions and the disk", status=2)

    return with_options(run, function, given=("out", "_"), added={"json": (JsonOption, False)})


def query(function: Callable[..., None]) -> Callable[..., None]:
    """A `command` that reads the graph: gives it `--db` (as its argument `store`), built first where there is none."""

    def run(out: Output, *, db: Path, **arguments: Any) -> None:  # noqa: ANN401
        with open_or_build(db) as store:
            function(out, store, **arguments)

    return command(with_options(run, function, given=("store",), added={"db": (DbOption, DEFAULT_DB)}))


def open_or_build(db: Path) -> Store:
    """Open the graph at `db`; the default graph is built from the default sources where it does not exist yet."""
    if db == DEFAULT_DB and not db.exists():
        if not DEFAULT_SOURCES.is_dir():
            raise StoreError(
                f"{db}: no graph here, and no folder {DEFAULT_SOURCES}/ to build one from; run: kg build PATH…"
            )
        from kg.build import build

        note(f"no graph yet: building {db} from {DEFAULT_SOURCES}/")
        report = build([str(DEFAULT_SOURCES)], db, verdicts=default_verdicts())
        if not report.files:
            raise StoreError(f"{DEFAULT_SOURCES}/: nothing there could be read; run: kg build PATH…")
        note(f"built: {report.files} files, {report.entities} entities, {report.facts} facts")
    return open_store(db)


def default_verdicts() -> Path | None:
    """The file of a person's decisions about names, where there is one."""
    return DEFAULT_VERDICTS if DEFAULT_VERDICTS.exists() else None


def fail(out: Output, code: str, message: str, suggestions: Iterable[str] = (), *, status: int) -> NoReturn:
    """Say what is wrong, on standard error (as JSON on standard output), and leave with `status`."""
    suggestions = list(suggestions)
    try:
        if out.as_json:
            out.json({"error": {"code": code, "message": message, "suggestions": suggestions}})
        else:
            note(f"kg: {message}")
            if suggestions:
                note(f"did you mean: {', '.join(suggestions)}?")
        sys.stdout.flush()
    except OSError:
        _forget_output()
        if out.as_json:
            note(f"kg: {message}")
    raise typer.Exit(status)


def _forget_output() -> None:
    # Standard output cannot be written: without this, Python would complain once more when it flushes at the end.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def with_options(
    run: Callable[..., None],
    function: Callable[..., None],
    *,
    given: tuple[str, ...],
    added: dict[str, tuple[Any, Any]],
) -> Callable[..., None]:
    """`run` with the name, help and parameters of `function`, without those `given` and with those `added`."""
    hints = get_type_hints(function, include_extras=True)
    parameters = [
        p.replace(annotation=hints.get(name, p.annotation), kind=p.kind if name in ("out", "_") else p.KEYWORD_ONLY)
        for name, p in inspect.signature(function).parameters.items()
        if name not in given
    ]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in added.items()
    ]
    wrapper = wraps(function)(run)
    del wrapper.__wrapped__
    wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    return wrapper
