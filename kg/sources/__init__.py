"""The reading side: files to sources, and one reader for each form of markup."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from kg.errors import Problem, UsageError
from kg.sources.encoding import decode, is_binary
from kg.sources.files import SUFFIXES, expand
from kg.text import Source

__all__ = ["MAX_BYTES", "SUFFIXES", "expand", "read"]

MAX_BYTES = 20_000_000
"""The largest file that is read; a news article is some thousand times smaller."""


def read(path: str, *, encoding: str | None = None) -> tuple[Source | None, list[Problem]]:
    """Read the file at `path` into a Source; without one, the problems say why and what to do.

    `encoding` overrules the guess (UsageError when it names none). The byte order mark is no part of the text and
    line ends stay as they are.
    """
    name = PurePath(path).as_posix()

    def problem(code: str, message: str, line: int = 1, column: int = 1) -> Problem:
        return Problem(name, line, column, code, message)

    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            return None, [problem("not-a-file", "this is no regular file; give a text file or a folder")]
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = f"{size:,} bytes, more than the limit of {MAX_BYTES:,}; split the file into articles"
            return None, [problem("file-too-large", message)]
        data = file.read_bytes()
    except FileNotFoundError:
        return None, [problem("missing-file", "no such file, or it vanished meanwhile")]
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        return None, [problem("unreadable-file", f"{reason}; check the file and its permissions")]
    if not data.strip():
        return None, [problem("empty-file", "nothing in it; remove it or put the article's text in")]
    if encoding is None and is_binary(data):
        return None, [problem("binary-file", "not a text; save the article as .txt, .md or .html")]
    try:
        decoded = decode(data, encoding=encoding)
    except LookupError as error:
        raise UsageError(f"no encoding is called {encoding!r}; try utf-8, gb18030, big5 or utf-16") from error
    if decoded is None:
        message = "the encoding could not be told; name it with --encoding (gb18030, big5, utf-16, …)"
        return None, [problem("unknown-encoding", message)]
    text, used, wrong = decoded
    source = Source(name, text, hashlib.sha256(data).hexdigest(), used)
    if not text.strip():
        return None, [problem("empty-file", "nothing in it but a byte order mark or blanks")]
    if wrong:
        line, column = source.locate(text.index("\ufffd"))
        message = f"{wrong} characters are not {used}; save the file again or name its encoding with --encoding"
        return source, [problem("damaged-encoding", message, line, column)]
    return source, []
