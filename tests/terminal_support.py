"""A command run on a pseudo-terminal: what a person sees."""

from __future__ import annotations

import os
import subprocess
import sys


def shown(*arguments: str, columns: str) -> str:
    """What `kg ARGUMENTS` prints on a terminal of that many columns with NO_COLOR; bold and dim are taken away.

    Raises:
        AssertionError: A colour was printed.
    """
    import pty

    main, other = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "NO_COLOR": "1", "TERM": "xterm"}
    run = [sys.executable, "-m", "kg", *arguments]
    child = subprocess.Popen(run, stdout=other, stderr=other, env=environment)
    os.close(other)
    output = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        output += piece
    child.wait()
    os.close(main)
    text = output.decode().replace("\r\n", "\n")
    assert "\x1b[3" not in text
    return text.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")
