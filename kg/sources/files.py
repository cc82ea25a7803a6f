"""Which files a build reads: folders are walked, text files picked, everything sorted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from kg.errors import Problem

SUFFIXES: tuple[str, ...] = (".txt", ".md", ".markdown", ".html", ".htm")
"""What a folder is searched for; a file that is named itself may have any suffix."""


def expand(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The files that `paths` (files and folders) stand for, sorted and each once, and what could not be followed.

    A path stays as it was given (relative stays relative), with `/` between its parts. In folders hidden entries,
    `README.*` and files of other suffixes are passed over; a folder that a link leads back to is visited once.
    """
    found: set[str] = set()
    problems: list[Problem] = []
    visited: set[str] = set()
    for given in paths:
        path = PurePath(given)
        if Path(path).is_dir():
            _walk(path, found, problems, visited, frozenset())
        elif _exists(path):
            found.add(path.as_posix())
        else:
            problems.append(_problem(path, "missing-file", "no such file or folder; check the spelling"))
    return sorted(found), sorted(problems)


def _walk(folder: PurePath, found: set[str], problems: list[Problem], visited: set[str], above: frozenset[str]) -> None:
    real = os.path.realpath(folder)
    if real in above:
        problems.append(_problem(folder, "symlink-loop", "this link leads back to a folder above it; not followed"))
        return
    if real in visited:
        return
    visited.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_problem(folder, "unreadable-folder", f"{error.strerror or error}; check its permissions"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if Path(path).is_dir():
            _walk(path, found, problems, visited, above | {real})
        elif path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme":
            if _exists(path):
                found.add(path.as_posix())
            else:
                problems.append(_problem(path, "missing-file", "a broken link, or the file vanished meanwhile"))


def _exists(path: PurePath) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def _problem(path: PurePath, code: str, message: str) -> Problem:
    return Problem(path.as_posix(), 1, 1, code, message)
