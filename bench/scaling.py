"""What an article costs in a small and in a large corpus, and how much memory the reading of it takes.

    python bench/scaling.py [--sizes 100,1000,10000] [--runs 3]

Short articles about invented people are made from `bench/data/templates.txt`. Each measurement is a fresh process:
`read` reads and extracts each file and lets go of it, `build` is the whole build. Time is that of the processor,
start-up left out; memory is the peak of the process, for `build` when the last article has been extracted and at the
end.
"""

from __future__ import annotations

import argparse
import json
import resource
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
MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def inside(what: str, folder: Path) -> dict[str, float]:
    """Measure in this process: seconds, of them for extraction, and memory before, after extraction, and at the end."""
    from kg.build import build, extract_file
    from kg.extract import extract
    from kg.resolve import resolve
    from kg.sources import expand
    from kg.text import Source

    resolve([extract(Source("warm.txt", WARM))[0]], verdicts=None)
    said = {"before": peak()}
    begin = time.process_time()

    def progress(done: int, total: int, _: str) -> None:
        if done == total:
            said.update(extraction=time.process_time() - begin, extracted=peak())

    if what == "read":
        files = expand([str(folder)])[0]
        for number, path in enumerate(files, 1):
            extract_file(path)
            progress(number, len(files), path)
    else:
        build([str(folder)], folder.parent / "graph.db", progress=progress)
    return {**said, "seconds": time.process_time() - begin, "end": peak()}


def measured(what: str, folder: Path, *, runs: int) -> dict[str, float]:
    """The medians of `runs` fresh processes."""
    command = [sys.executable, __file__, "--inside", what, str(folder)]
    said = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    return {key: median(one[key] for one in said) for key in said[0]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of articles, parted by commas")
    parser.add_argument(
        "--runs", type=int, default=3, help="runs of each of those up to 1,000 articles; larger ones run once"
    )
    parser.add_argument("--inside", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        print(json.dumps(inside(options.inside[0], Path(options.inside[1]))))
        return
    from corpus import templated

    sizes = [int(size) for size in options.sizes.split(",")]
    costs: dict[str, list[float]] = {"read": [], "build": []}
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            folder = Path(temporary) / str(size) / "articles"
            texts = templated(folder, articles=size)
            print(f"{size} articles of {sum(map(len, texts)) / size:.0f} characters")
            for what, cost in costs.items():
                said = measured(what, folder, runs=options.runs if size <= 1000 else 1)
                cost.append(1000 * said["seconds"] / size)
                print(
                    f"  {what:<5}  {cost[-1]:.2f} ms an article, extraction {1000 * said['extraction'] / size:.2f} ms; "
                    f"memory {said['before']:.0f} MB before, {said['extracted']:.0f} MB after extraction, "
                    f"{said['end']:.0f} MB at the end"
                )
    for what, cost in costs.items():
        print(f"{what}: cost of an article at {sizes[-1]} is {cost[-1] / cost[0]:.2f} times that at {sizes[0]}")


if __name__ == "__main__":
    main()
