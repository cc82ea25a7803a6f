"""Write the reference of the command line, docs/cli.md, and the README's list of commands, from the program itself.

Usage: python tools/cli_reference.py [--check]

With --check nothing is written; the exit status is 1 where one of the two is out of date.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

ROOT = Path(__file__).resolve().parent.parent
CLI = ROOT / "docs/cli.md"
README = ROOT / "README.md"
PLACEHOLDERS = {"str": "TEXT", "int": "N", "integer": "N", "float": "X"}
BEGIN, END = "<!-- commands: make docs -->", "<!-- /commands -->"

INTRODUCTION = """# The command line

<!-- Written by `make docs` from the program itself: change the help texts in kg/commands, not this file. -->

- **Graph.** All commands read one SQLite file, `data/kg.db` if `--db` names no other. Where it does not exist yet and
  there is a folder `seeds/` in the current folder, it is built first.
- **Names.** A name may be given in any script, abbreviation, usual misspelling or letter case, or as an entity's id
  (`person:…`, `org:…`). A name that means several entities is answered for each; `--type` picks.
- **Output.** Plain lines for pipes, tables and colour on a terminal (`NO_COLOR` is respected; a narrow one gets lines),
  JSON with `--json`, a table with a row for each citation with `--csv`, where no cell begins as a formula does. Quotes
  are never cut. What is beside the answer (progress, problems in the sources) goes to standard error.
- **Options of all answers.** `who`, `show`, `stats`, `path`, `find`, `timeline`, `conflicts` and `sources` take the
  same: `--type`, `--predicate`, `--since`, `--until`, `--certainty`, `--source`, `--limit`, `--json`, `--csv`. What is
  asked of a statement (its date, certainty, source) must hold of one and the same statement. `--type` picks the bearer
  of a name that several have, and otherwise narrows to facts with an entity of that type.
- **Citations.** `file:line:column`, both from 1, then the quote; JSON has also `start` and `end`, half-open, in
  characters of the decoded file.
- **Exit status.** 0: done; 1: not found, or a check or a threshold failed; 2: called in a way that cannot work, or a
  file cannot be read or written. With `--json` an error is `{"error": {"code", "message", "suggestions"}}` on standard
  output, with the same status.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command (`kg build`, `kg export jsonl`, …) with its click object, in the order of `kg --help`."""

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
        yield name, command
        for child, found in getattr(command, "commands", {}).items():
            if not found.hidden:
                yield from walk(f"{name} {child}", found)

    return walk("kg", get_command(_app()))


def _app() -> Any:  # noqa: ANN401
    from kg.cli import app

    return app


def options(command: Any) -> list[Any]:  # noqa: ANN401
    """The options of a command that are its own: completion and help are every program's."""
    common = {"install_completion", "show_completion", "help"}
    return [p for p in command.params if p.param_type_name == "option" and p.name not in common and not p.hidden]


def arguments(command: Any) -> list[Any]:  # noqa: ANN401
    """The arguments of a command."""
    return [p for p in command.params if p.param_type_name == "argument"]


def spelling(option: Any) -> str:  # noqa: ANN401
    """An option as it is typed: `--db FILE`, `--by predicate|article`, `--misses`."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _metavar(parameter: Any) -> str:  # noqa: ANN401
    if parameter.metavar:
        return str(parameter.metavar)
    choices = getattr(parameter.type, "choices", None)
    name = str(parameter.type.name).removesuffix(" range")
    return "|".join(map(str, choices)) if choices else PLACEHOLDERS.get(name, name.upper())


def _argument(argument: Any) -> str:  # noqa: ANN401
    word = argument.metavar or str(argument.name).upper()
    return word if argument.required or word.startswith("[") else f"[{word}]"


def _default(parameter: Any) -> str:  # noqa: ANN401
    value = parameter.default
    if isinstance(value, Path):
        value = value.as_posix()
    return f" Default: `{value}`." if value not in (None, "", False, ()) and not callable(value) else ""


def summary(command: Any) -> str:  # noqa: ANN401
    """The first sentence of a command's help."""
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())


def _section(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401
    level = "#" * len(name.split())
    yield f"{level} `{name}`"
    paragraphs = inspect.cleandoc(command.help or "").replace("\b\n", "").split("\n\n")
    yield paragraphs[0]
    # What begins with the program's name is a line to type.
    examples = [re.sub(r"^Example: ", "", p).strip() for p in paragraphs[1:]]
    typed = [e for e in examples if e.startswith("kg ")]
    yield from (e for e in examples if e not in typed and e != "For example:")
    if not hasattr(command, "commands"):
        words = [name, *map(_argument, arguments(command))]
        yield f"Usage: `{' '.join([*words, '[OPTION]…'] if options(command) else words)}`"
    if typed:
        yield "\n".join(("```sh", *typed, "```"))
    rows = [(f"`{_argument(a)}`", f"{a.help or ''}{_default(a)}") for a in arguments(command)]
    rows += [(f"`{spelling(o)}`", f"{o.help or ''}{_default(o)}") for o in options(command)]
    if rows:
        cells = (f"| {left} | {right} |" for left, right in _escaped(rows))
        yield "\n".join(("| | |", "| --- | --- |", *cells))


def _escaped(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for left, right in rows:
        yield left.replace("|", "\\|"), right.replace("|", "\\|")


def reference() -> str:
    """The text of docs/cli.md."""
    parts = [INTRODUCTION.rstrip()]
    for name, command in commands():
        parts.extend(_section(name, command) if name != "kg" else _common(command))
    return "\n\n".join(parts) + "\n"


def _common(command: Any) -> Iterator[str]:  # noqa: ANN401
    names = ["-h, --help", *map(spelling, options(command))]
    helps = ["Say how a command is used; every command has it.", *(o.help or "" for o in options(command))]
    yield "\n".join(f"- `{name}`: {text}" for name, text in zip(names, helps, strict=True))
    yield (
        "Completion for the shell (commands, options, names from the graph): `kg --install-completion`, or "
        "`kg --show-completion` to look at it first."
    )


def overview() -> str:
    """The README's list of commands."""
    leaves = [(name, c) for name, c in commands() if not hasattr(c, "commands")]
    return "\n".join(("| command | what it does |", "| --- | --- |", *(f"| `{n}` | {summary(c)} |" for n, c in leaves)))


def readme() -> str:
    """The README with its list of commands as it should be; as it is where it has no place for one."""
    text = README.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{overview()}\n{end}{after}" if begin and end else text


def main() -> int:
    """Write both files, or say what is out of date."""
    wanted = {CLI: reference(), README: readme()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        if "--check" in sys.argv[1:]:
            print(f"{path.relative_to(ROOT)} is out of date; run: make docs", file=sys.stderr)
        else:
            path.write_text(wanted[path], "utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)} written")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
