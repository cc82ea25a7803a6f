"""The command that explains: `kg help`."""

from __future__ import annotations

import difflib
import shutil
import sys
import textwrap
from collections.abc import Iterator
from importlib import resources
from typing import Annotated

import typer

from kg.commands.shared import Output, command
from kg.errors import NotFoundError

TOPICS = (
    "facts", "certainty", "names", "questions", "filters", "sources", "building", "verdicts", "exports", "query",
    "rules",
)  # fmt: skip
_WIDTH = 120


def _complete(incomplete: str) -> list[str]:
    return [topic for topic in TOPICS if topic.startswith(incomplete)]


@command
def help(
    out: Output,
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(help="A topic, or a command; the topics when not given.", autocompletion=_complete),
    ] = None,
) -> None:
    """Explain a topic, with examples to type; or a command.

    For example:

      kg help

      kg help verdicts

      kg help who
    """
    asked = " ".join(topic or ()).casefold()
    if not asked:
        heads = {name: text(name).splitlines()[0] for name in TOPICS}
        if out.as_json:
            out.json({"topics": [{"topic": name, "title": title} for name, title in heads.items()]})
            return
        wide = max(map(len, TOPICS))
        out.lines(["Topics, for kg help TOPIC:", ""])
        out.lines(_fold(f"  {name:<{wide}}  {title}", " " * (wide + 4)) for name, title in heads.items())
        out.lines(["", "kg --help lists the commands, kg COMMAND --help tells how one is used."])
    elif asked in TOPICS:
        if out.as_json:
            title, *lines = text(asked).splitlines()
            out.json({"topic": asked, "title": title, "text": "\n".join(lines).strip(), "examples": examples(asked)})
        else:
            out.lines(_shown(text(asked)))
    elif not _command_help(out, context, asked.split()):
        names = [*TOPICS, *_commands(context)]
        near = tuple(difflib.get_close_matches(asked, names, n=3, cutoff=0.5))
        raise NotFoundError(f"no topic or command is called {asked!r}; kg help lists the topics", suggestions=near)


def text(topic: str) -> str:
    """The text of a topic: its title, a blank line, paragraphs; lines set in by four spaces are examples to type."""
    return resources.files("kg").joinpath(f"topics/{topic}.txt").read_text("utf-8")


def examples(topic: str) -> list[str]:
    """The examples of a topic, in order."""
    return [line.strip() for line in text(topic).splitlines() if line.startswith("    kg ")]


def _shown(text: str) -> Iterator[str]:
    """A topic's lines; on a narrow terminal folded to its width, but for the examples."""
    for i, paragraph in enumerate(text.rstrip().split("\n\n")):
        lines = paragraph.splitlines()
        yield from [""] if i else []
        if paragraph.startswith("    "):
            yield from lines
        elif "   " in paragraph:  # a table
            yield from (_fold(line, "    ") for line in lines)
        elif max(map(len, lines)) <= _columns():
            yield from lines
        else:
            yield _fold(" ".join(lines), "")


def _columns() -> int:
    return shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH


def _fold(line: str, indent: str) -> str:
    if len(line) <= _columns():
        return line
    return textwrap.fill(line, max(20, _columns()), subsequent_indent=indent, break_long_words=False)


def _commands(context: typer.Context) -> list[str]:
    return list(getattr(context.find_root().command, "commands", {}))


def _command_help(out: Output, context: typer.Context, words: list[str]) -> bool:
    """Print a command's help; false where there is none of that name."""
    found = context.find_root()
    for word in words:
        child = getattr(found.command, "commands", {}).get(word)
        if child is None:
            return False
        found = child.context_class(child, info_name=word, parent=found)
    said = found.command.get_help(found)
    out.lines([said] if said else [])
    return True
