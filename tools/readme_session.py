"""Run the commands of the README's session and put what they print in its place.

Usage: python tools/readme_session.py

The session stands in README.md between `<!-- session: make session -->` and `<!-- /session -->`, in one fenced block.
Its lines that begin with `$ ` are kept and run one after the other in the project's folder by bash, standard error
left out; all other lines are what they print, and are replaced. A command that fails ends it and nothing is written.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- session: make session -->\n```console\n)(.*?)(```\n<!-- /session -->)", re.DOTALL)
PROMPT = "$ "


def commands(readme: str) -> list[str]:
    """The session's commands; ValueError where the README has no session."""
    match = BLOCK.search(readme)
    if match is None:
        raise ValueError("README.md has no session between its markers")
    return [line.removeprefix(PROMPT) for line in match[2].splitlines() if line.startswith(PROMPT)]


def run(command: str) -> str:
    """What a command prints, in UTF-8, on no terminal; CalledProcessError when it fails."""
    beside = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join((beside, os.environ["PATH"])), "PYTHONUTF8": "1"}
    bash = shutil.which("bash") or "bash"
    done = subprocess.run(  # noqa: S603
        [bash, "-c", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    return "".join(line.rstrip() + "\n" for line in done.stdout.decode("utf-8").splitlines())


def main() -> None:
    """Write the README with the session as it runs now."""
    text = README.read_text("utf-8")
    session = "\n".join(f"{PROMPT}{command}\n{run(command)}" for command in commands(text))
    README.write_text(BLOCK.sub(lambda m: f"{m[1]}{session}{m[3]}", text, count=1), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
