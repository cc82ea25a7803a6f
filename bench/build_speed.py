"""Hold the whole build, with one process, against one pass of `jieba.cut` over the same text.

    python bench/build_speed.py [--megabytes 2] [--runs 3]

The corpus is shuffled from the sentences of `seeds` and `tests/dev`. Each run is a pair of fresh processes, one after
the other; each says how long it took after it had loaded its dictionaries. The ratios are medians of the pairs' ratios.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WARM = "林晓舟毕业于东湖大学，2019年加入蓝鲸科技。"


def cut(folder: Path) -> float:
    """Seconds of one pass of jieba over the files, its dictionary loaded before."""
    import jieba

    jieba.setLogLevel(60)
    jieba.lcut(WARM)
    begin = time.perf_counter()
    for path in sorted(folder.glob("*.txt")):
        for _ in jieba.cut(path.read_text("utf-8")):
            pass
    return time.perf_counter() - begin


def build(folder: Path, db: Path) -> float:
    """Seconds of a whole build, rules and word lists loaded before."""
    from kg.build import build as make
    from kg.extract import extract
    from kg.resolve import resolve
    from kg.text import Source

    resolve([extract(Source("warm.txt", WARM))[0]], verdicts=None)
    begin = time.perf_counter()
    make([str(folder)], db, jobs=1)
    return time.perf_counter() - begin


def timed(what: str, folder: Path) -> tuple[float, float]:
    """The seconds that a fresh process says it took, and those of the process from beginning to end."""
    begin = time.perf_counter()
    command = [sys.executable, __file__, "--inside", what, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(said), time.perf_counter() - begin


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=2, help="size of the corpus in UTF-8")
    parser.add_argument("--runs", type=int, default=3, help="pairs of runs")
    parser.add_argument("--inside", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        what, folder = options.inside[0], Path(options.inside[1])
        print(cut(folder) if what == "cut" else build(folder, folder.parent / "graph.db"))
        return
    from corpus import shuffled

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "articles"
        texts = shuffled(folder, megabytes=options.megabytes)
        size = sum(len(text.encode()) for text in texts) / 1e6
        print(f"corpus: {len(texts)} articles, {size:.2f} MB")
        pairs = []
        for number in range(options.runs):
            one, other = timed("cut", folder), timed("build", folder)
            pairs.append((one, other))
            print(
                f"run {number + 1}: jieba.cut {one[0]:.2f} s ({one[1]:.2f} s with start-up), "
                f"kg build {other[0]:.2f} s ({other[1]:.2f} s), ratio {other[0] / one[0]:.2f} ({other[1] / one[1]:.2f})"
            )
        print(f"kg build reads {size / median(b[0] for _, b in pairs):.3f} MB/s")
        print(f"median ratio without start-up: {median(b[0] / a[0] for a, b in pairs):.2f}")
        print(f"median ratio with start-up: {median(b[1] / a[1] for a, b in pairs):.2f}")


if __name__ == "__main__":
    main()
