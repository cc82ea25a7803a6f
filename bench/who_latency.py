"""How long `kg who` takes from key press to answer, held against a Python that does nothing.

    python bench/who_latency.py [--runs 15] [--db data/kg.db] [NAME]

Whole processes, taken in turn so that a busy machine slows both; medians. Without `--db` the graph of `seeds` is built
in a folder of its own first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: Sequence[str]) -> float:
    """Wall time of a process. Raises CalledProcessError when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="DeepSeek")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--db", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        db = options.db
        if db is None:
            db = Path(temporary) / "graph.db"
            seconds([sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "--db", str(db)])
        who = [sys.executable, "-m", "kg", "who", options.name, "--db", str(db)]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "kg --version": [sys.executable, "-m", "kg", "--version"],
            f"kg who {options.name}": who,
            f"kg who {options.name} --json": [*who, "--json"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            seconds(command)
        for _ in range(options.runs):
            for name, command in commands.items():
                taken[name].append(seconds(command))
    bare = median(taken["python -c pass"])
    for name, times in taken.items():
        print(f"{name:<28} {1000 * median(times):6.0f} ms  {1000 * (median(times) - bare):+6.0f} ms over a bare python")


if __name__ == "__main__":
    main()
