"""How `kg` answers from a graph of a million facts, held against the small graph of `seeds`.

    python bench/large.py [--facts 1000000] [--runs 7] [--folder FOLDER] [--no-export]

The store is made from a seed (`bench/synthetic.py`) in a temporary folder, or kept in FOLDER for the next time. Each
measurement is a whole process; small and large take turns, so that a busy machine slows both; medians. Memory is the
most that a process had. Leaves with status 1 where something misses its limit.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024
MEMORY = 200  # MB, for any command
LIMITS = {"who": 1.5, "show": 1.5, "find": 1.5, "ask": 1.5, "path": 3.0}


@dataclass
class Measured:
    """The times (seconds) and the largest memory (MB) of a command's runs."""

    command: list[str]
    status: int = 0
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0

    def run(self) -> None:
        """Run it once more."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        begin = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "kg", *self.command], env=environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        assert child.stderr is not None
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != self.status:
            raise RuntimeError(f"kg {' '.join(self.command)}: status {child.returncode}: {said.decode()}")
        self.seconds.append(time.perf_counter() - begin)
        self.megabytes = max(self.megabytes, used.ru_maxrss / MEGABYTE)

    @property
    def median(self) -> float:
        """The median of the times."""
        return median(self.seconds)


def questions(db: Path) -> list[tuple[str, list[str], list[str], int]]:
    """What is asked: a name for it, the words for the small graph, those for the large one, and their exit status."""
    from kg import store

    chosen = random.Random(5)
    order = "ORDER BY (SELECT count(*) FROM fact WHERE object = entity.n)"
    with store.open_store(db) as opened:

        def name(sql: str, *values: object) -> str:
            return str(opened.rows(f"SELECT name FROM entity WHERE {sql}", *values)[0][0])

        most = {t: name(f"type = ? {order} DESC, n LIMIT 1", t) for t in ("Org", "Model")}
        usual = {t: name("type = ? ORDER BY n LIMIT 1 OFFSET 1234 % (SELECT count(*) / 2 FROM entity)", t)
                 for t in ("Org", "Model", "Person")}  # fmt: skip
        both = opened.rows(
            "SELECT person.name AS person, org.name AS org, model.name AS model FROM fact AS f "
            "JOIN fact AS g ON g.subject = f.subject JOIN entity AS person ON person.n = f.subject "
            "JOIN entity AS org ON org.n = f.object JOIN entity AS model ON model.n = g.object "
            "WHERE f.predicate = 'works_at' AND g.predicate = 'worked_on' LIMIT 1 OFFSET 1234"
        )[0]
        people = [name("type = 'Person' AND n % 997 = ? ORDER BY n LIMIT 1", chosen.randrange(997)) for _ in range(4)]
    return [
        ("who, a model", ["who", "DeepSeek-V3"], ["who", usual["Model"]], 0),
        ("who, a person", ["who", "潘梓正"], ["who", usual["Person"]], 0),
        ("who, the most joined", ["who", "DeepSeek"], ["who", most["Org"]], 0),
        ("who, no such name", ["who", "不存在的名字"], ["who", "不存在的名字"], 1),
        ("show, a person", ["show", "潘梓正"], ["show", usual["Person"]], 0),
        ("show, an organisation", ["show", "北京大学"], ["show", usual["Org"]], 0),
        ("show, the most joined", ["show", "DeepSeek"], ["show", most["Model"]], 0),
        ("find, a name", ["find", "潘梓正"], ["find", usual["Person"]], 0),
        ("find, a word", ["find", "大学"], ["find", "大学"], 0),
        ("find, one character", ["find", "学"], ["find", "学"], 0),
        ("ask, a model", ["ask", "谁参与了GRPO？"], ["ask", f"谁参与了{both['model']}？"], 0),
        ("ask, a person", ["ask", "潘梓正在哪里工作？"], ["ask", f"{both['person']}在哪里工作？"], 0),
        (
            "ask, two conditions",
            ["ask", "谁在DeepSeek工作，又参与了GRPO？"],
            ["ask", f"谁在{both['org']}工作，又参与了{both['model']}？"],
            0,
        ),
        ("ask, no such name", ["ask", "张三丰在哪里工作？"], ["ask", "张三丰在哪里工作？"], 1),
        ("path, two people", ["path", "潘梓正", "朱琪豪"], ["path", people[0], people[1]], 0),
        ("path, two others", ["path", "GRPO", "英伟达"], ["path", people[2], people[3]], 0),
        ("path, the most joined", ["path", "北京大学", "DeepSeek"], ["path", most["Org"], most["Model"]], 0),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say whether all limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the stores there, and use those that are")
    parser.add_argument("--no-export", action="store_true", help="leave out GraphML, which takes minutes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small, large = folder / "small.db", made(folder, options.facts)
        Measured(["build", str(ROOT / "seeds"), "--db", str(small)]).run()
        good = answers(small, large, options.runs)
        if not options.no_export:
            good = exports(folder, small, options.facts) and good
    return 0 if good else 1


def made(folder: Path, facts: int) -> Path:
    """The store of so many facts."""
    path = folder / f"{facts}.db"
    if not path.exists():
        begin = time.perf_counter()
        # In a process of its own: a child counts the memory of its parent as its own at first.
        subprocess.run([sys.executable, str(ROOT / "bench/synthetic.py"), str(path), str(facts)], check=True)
        print(f"made {facts} facts in {time.perf_counter() - begin:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    return path


def answers(small: Path, large: Path, runs: int) -> bool:
    """Measure the questions; whether they keep to their limits."""
    good = True
    print(f"{'':24} {'small':>7} {'large':>7}  ratio  limit   memory")
    for name, on_small, on_large, status in questions(large):
        pair = [Measured([*words, "--db", str(db)], status) for words, db in ((on_small, small), (on_large, large))]
        for turn in range(runs + 1):
            for one in pair:
                one.run()
                if turn == 0:  # the first fills the system's cache
                    one.seconds.clear()
        ratio, limit = pair[1].median / pair[0].median, LIMITS[on_small[0]]
        held = ratio <= limit and pair[1].megabytes <= MEMORY
        good = good and held
        print(
            f"{name:24} {1000 * pair[0].median:4.0f} ms {1000 * pair[1].median:4.0f} ms  {ratio:5.2f}  {limit:5.1f}  "
            f"{pair[1].megabytes:4.0f} MB{'' if held else '   MISSED'}"
        )
    return good


def exports(folder: Path, small: Path, facts: int) -> bool:
    """Write GraphML of the small graph, a tenth and the whole; whether memory stays within its limit."""
    good = True
    for db in (small, made(folder, facts // 10), made(folder, facts)):
        one = Measured(["export", "graphml", "--db", str(db), "--out", str(folder / "graph.graphml"), "--force"])
        one.run()
        held = one.megabytes <= MEMORY
        good = good and held
        size = (folder / "graph.graphml").stat().st_size / 1e6
        print(
            f"graphml of {db.name:<13} {one.median:6.1f} s, {size:6.1f} MB written, {one.megabytes:4.0f} MB of memory"
            f"{'' if held else '   MISSED'}"
        )
    return good


if __name__ == "__main__":
    sys.exit(main())
