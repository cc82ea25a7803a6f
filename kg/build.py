"""The conveyor for a corpus: read, extract each file, resolve, store.

`build` never prints: what it finds in the data comes back as problems in the report. While files are read, what they
said waits in a temporary file, so that memory does not grow with their number; only resolving needs all of it at once.
"""

from __future__ import annotations

import gc
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kg.errors import KgError, Problem
from kg.schema import Extract, Graph

#: After how many new objects the collector looks for cycles among them; Python's own 700 suits short scripts.
_COLLECT_AFTER = 100_000
#: From how many files on it is worth while to load the rules and word lists into several processes.
_MANY = 100

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, the number of all files, and the path of the last one done."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: counts, and the problems in the order of files, lines and columns."""

    db: str
    files: int
    entities: int
    facts: int
    statements: int
    problems: tuple[Problem, ...]


def build(
    paths: Sequence[str],
    db: Path,
    *,
    encoding: str | None = None,
    jobs: int | None = 1,
    verdicts: Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of the files at `paths` (folders are searched) and store it at `db`.

    `encoding` is that of all files (None: found out for each), `jobs` the number of processes (None: one for each
    processor where there are many files), which changes nothing in the graph, `verdicts` the file of a person's
    decisions about names. Where not one file could be read, nothing is stored: the report has `files` 0.
    Raises StoreError or OSError when the database cannot be written, UsageError or DataError from the stages.
    """
    from kg import ontology, store

    store.require_replaceable(db)
    with _seldom_collecting():
        graph, problems = make_graph(paths, encoding=encoding, jobs=jobs, verdicts=verdicts, progress=progress)
        if graph.extracts:
            store.write(graph, db, ontology=ontology.load())
    return BuildReport(
        db=db.as_posix(),
        files=len(graph.extracts),
        entities=len(graph.entities),
        facts=len(graph.facts),
        statements=sum(len(fact.statements) for fact in graph.facts),
        problems=tuple(sorted(set(problems))),
    )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for unreachable cycles seldom: a build makes hardly any, and to look through the rules, the word
    lists and all extracts time and again takes a good part of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def make_graph(
    paths: Sequence[str],
    *,
    encoding: str | None = None,
    jobs: int | None = 1,
    verdicts: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Graph, list[Problem]]:
    """The resolved graph of the files at `paths`, and the problems met; the arguments are those of `build`."""
    from kg.resolve import resolve
    from kg.sources import expand

    files, problems = expand(paths)
    with tempfile.TemporaryFile(prefix="kg-") as waiting:
        for done, (extracted, found) in enumerate(_extracts(files, encoding=encoding, jobs=jobs), 1):
            if extracted is not None:
                pickle.dump(extracted, waiting, protocol=pickle.HIGHEST_PROTOCOL)
            problems.extend(found)
            if progress is not None:
                progress(done, len(files), files[done - 1])
        waiting.seek(0)
        extracts = list(_loaded(waiting))
    if not extracts:
        return Graph((), (), (), ()), problems
    graph, found = resolve(extracts, verdicts=verdicts)
    return graph, [*problems, *found]


def _loaded(waiting: IO[bytes]) -> Iterator[Extract]:
    """The extracts that this process wrote into the file, which nobody else can open."""
    while True:
        try:
            yield pickle.load(waiting)  # noqa: S301 - this process wrote it
        except EOFError:
            return


def _extracts(
    files: Sequence[str], *, encoding: str | None, jobs: int | None
) -> Iterator[tuple[Extract | None, list[Problem]]]:
    work = partial(extract_file, encoding=encoding)
    if jobs is None:
        jobs = _processors() if len(files) >= _MANY else 1
    if jobs == 1 or len(files) < 2:
        yield from map(work, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # The first file loads the rules and word lists, which processes that are forked after it need not load again.
    yield work(files[0])
    rest = files[1:]
    try:
        with ProcessPoolExecutor(min(jobs, len(rest))) as pool:
            yield from pool.map(work, rest, chunksize=max(1, min(16, len(rest) // (4 * jobs))))
    except BrokenProcessPool as error:
        raise KgError("a reading process was ended from outside, perhaps for want of memory; try --jobs 1") from error


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extract_file(path: str, *, encoding: str | None = None) -> tuple[Extract | None, list[Problem]]:
    """What the file at `path` gives (None when it cannot be read), and the problems met on the way."""
    from kg.extract import extract
    from kg.sources import read

    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
        return None, [Problem(shown, 1, 1, "file-name", "the name is not UTF-8; rename the file")]
    source, problems = read(path, encoding=encoding)
    if source is None:
        return None, problems
    extracted, found = extract(source)
    return extracted, [*problems, *found]
