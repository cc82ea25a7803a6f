"""How well `kg ask` answers: a score over questions with the answers that people read out of the articles.

    python bench/ask.py [--misses] [--by rules]

The graphs of `seeds` and `tests/dev` are built in a folder of their own, and asked the questions of `tests/ask`. A
question is answered exactly where all its answers come and nothing else but what is as right (`also`); one that the
sources do not answer, where nothing comes. Leaves with status 1 where less than nine in ten of all are answered
exactly, or any that has no answer. `--by rules` scores the reading by relation rules alone, the fallback of `kg ask`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SETS = {"seeds": "seeds", "dev": "tests/dev"}
FLOOR = 0.9


@dataclass(frozen=True)
class Question:
    """A question: all of `answers` must come, of `also` any may; `covers` are the predicates that it asks for."""

    ask: str
    answers: tuple[str, ...]
    also: tuple[str, ...]
    covers: tuple[str, ...]

    @property
    def chinese(self) -> bool:
        """Whether it is asked in Chinese."""
        return "？" in self.ask


@dataclass(frozen=True)
class Result:
    """What was answered."""

    question: Question
    got: tuple[tuple[str, str | None], ...]
    said: str

    @property
    def exact(self) -> bool:
        """Whether the answers are the right ones and no others."""
        wanted, right = set(self.question.answers), {*self.question.answers, *self.question.also}
        named = [{name, value} - {None} for name, value in self.got]
        if not self.question.answers:
            return not self.got
        return all(some & right for some in named) and wanted <= {form for some in named for form in some}


def load(name: str) -> list[Question]:
    """The questions of `tests/ask/NAME.toml`."""
    rows = tomllib.loads((ROOT / f"tests/ask/{name}.toml").read_text("utf-8"))["question"]
    return [
        Question(row["ask"], tuple(row["answers"]), tuple(row.get("also", ())), tuple(row.get("covers", ())))
        for row in rows
    ]


def score(db: Path, questions: Iterable[Question]) -> Iterator[Result]:
    """Ask the graph at `db` each of the questions."""
    from kg.ask import ask
    from kg.store import open_store

    with open_store(db) as store:
        for question in questions:
            reply = ask(store, question.ask)
            got = tuple((answer.name, answer.value) for answer in reply.answers)
            yield Result(question, got, reply.query or reply.reason or "")


def score_rules(db: Path, questions: Iterable[Question]) -> Iterator[Result]:
    """The same, read by relation rules alone."""
    from kg.ask.by_rules import read_by_rules
    from kg.ask.compose import Composer
    from kg.ask.prepare import prepare
    from kg.ask.solve import Solver
    from kg.ask.tokens import tokenize
    from kg.store import open_store

    with open_store(db) as store:
        for question in questions:
            read = prepare(question.ask)
            reading = read_by_rules(read, tokenize(store, read))
            got: tuple[tuple[str, str | None], ...] = ()
            if reading is not None:
                solutions = Solver(store).solve(reading.query)
                answers, *_ = Composer(store, reading.query, read.chinese).compose(solutions, 100)
                got = tuple((answer.name, answer.value) for answer in answers)
            yield Result(question, got, reading.by if reading else "no rule reads it")


def build(source: str, db: Path) -> None:
    """Build the graph of a folder, as the command line does."""
    command = [sys.executable, "-m", "kg", "build", source, "--db", str(db)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)


def good(results: Sequence[Result]) -> bool:
    """Whether nine in ten of those that have an answer are answered exactly, and none that has not."""
    exact = [result.exact for result in results if result.question.answers]
    return sum(exact) >= FLOOR * len(exact) and all(r.exact for r in results if not r.question.answers)


def report(name: str, results: Sequence[Result], *, misses: bool) -> None:
    """Print the score of one set."""
    askable = [r for r in results if r.question.answers]
    others = [r for r in results if not r.question.answers]
    exact = sum(r.exact for r in askable)
    wrong = sum(bool(r.got) and not r.exact for r in askable)
    answered = [r for r in others if not r.exact]
    for language, some in (
        ("Chinese", [r for r in askable if r.question.chinese]),
        ("English", [r for r in askable if not r.question.chinese]),
    ):
        print(f"{name:6} {language:8} {sum(r.exact for r in some):4} of {len(some):3} answered exactly")
    share = exact / len(askable)
    print(f"{name:6} all      {exact:4} of {len(askable):3} answered exactly ({share:.1%}), {wrong} wrongly")
    print(f"{name:6} without  {len(others) - len(answered):4} of {len(others):3} rightly left without an answer")
    for result in results if misses else ():
        if not result.exact:
            print(
                f"  {result.question.ask}\n    {list(result.got)}, not {list(result.question.answers)}; {result.said}"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the questions that are not answered exactly")
    parser.add_argument("--by", choices=("ask", "rules"), default="ask")
    options = parser.parse_args(arguments)
    everything: list[Result] = []
    with tempfile.TemporaryDirectory() as temporary:
        for name, source in SETS.items():
            db = Path(temporary) / f"{name}.db"
            build(source, db)
            begin = time.perf_counter()
            results = list((score if options.by == "ask" else score_rules)(db, load(name)))
            taken = (time.perf_counter() - begin) / len(results)
            report(name, results, misses=options.misses)
            everything += results
            print(f"{name:6} {1000 * taken:.0f} ms a question, the first one's start included")
    return 0 if good(everything) else 1


if __name__ == "__main__":
    sys.exit(main())
