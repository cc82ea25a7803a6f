"""A person's decisions about names: `same`, `different`, `unsure`, `alias`, one a line of a tab-separated file.

The file has the columns verdict, a, b, who, when, why. `a` and `b` are names or ids: `NAME`, `person:NAME`. Of several
bearers of a name, `NAME#2` is the graph's second (as it is without verdicts), `NAME@FILE` the one of an article.
`same` joins, `different` and `unsure` keep apart, whatever the program thinks. `alias` joins as well, and `b` becomes a
name of `a` even where no article uses it; of a name that two bear write `NAME@FILE`, which names nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import names
from kg.errors import Problem
from kg.resolve.keys import Sets
from kg.resolve.records import Corpus, Feature, Log
from kg.schema import NODE_CLASS, Verdict

if TYPE_CHECKING:
    from pydantic import BaseModel

COLUMNS = ("verdict", "a", "b", "who", "when", "why")
JOINS = ("same", "alias")


@cache
def _line_model() -> type[BaseModel]:
    from datetime import date
    from typing import Annotated, Literal

    from pydantic import ConfigDict, StringConstraints, create_model

    filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
    fields: dict[str, Any] = {
        "verdict": (Literal["same", "different", "unsure", "alias"], ...),
        "when": (date, ...),
        **dict.fromkeys(("a", "b", "who", "why"), (filled, ...)),
    }
    model: type[BaseModel] = create_model("VerdictLine", __config__=ConfigDict(extra="forbid", frozen=True), **fields)
    return model


def read(path: Path) -> tuple[list[Verdict], list[Problem]]:
    """The verdicts of a file, and a problem for each line that is malformed or contradicts an earlier one.

    A contradicting line has no effect; the problem names the earlier one. A file that cannot be read is a problem, too.
    """
    file = path.as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(file, 1, 1, "verdict", f"cannot be read: {error}")]
    found: list[Verdict] = []
    problems: list[Problem] = []
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = tuple(cells)
            if header != COLUMNS:
                return [], [
                    Problem(file, number, 1, "verdict", f"the header must be: {' '.join(COLUMNS)} (tabs between)")
                ]
            continue
        made, wrong = parse(cells, file, number)
        if made is None:
            problems.append(Problem(file, number, 1, "verdict", wrong))
        else:
            found.append(made)
    kept, contradictions = consistent(found)
    problems += (
        Problem(file, one.line, 1, "verdict", f"{contradiction(one, other)}; remove one of them")
        for one, other in contradictions
    )
    return kept, problems


def contradiction(one: Verdict, earlier: Verdict) -> str:
    """That one verdict contradicts an earlier one, in words."""
    return (
        f"{one.verdict} {one.a}, {one.b} contradicts line {earlier.line} ({earlier.verdict} {earlier.a}, {earlier.b})"
    )


def parse(cells: Sequence[str], file: str, number: int) -> tuple[Verdict | None, str]:
    """The verdict of a line's cells, or None and what is wrong with it."""
    from pydantic import ValidationError

    if len(cells) != len(COLUMNS):
        return None, f"{len(cells)} cells where there are {len(COLUMNS)} columns: {' '.join(COLUMNS)}"
    try:
        line = _line_model().model_validate(dict(zip(COLUMNS, cells, strict=True)), strict=False)
    except ValidationError as error:
        return None, "; ".join(f"{e['loc'][0]}: {e['msg']} (found {e['input']!r})" for e in error.errors())
    said = line.model_dump()
    made = Verdict(**{**said, "when": said["when"].isoformat()}, file=file, line=number)
    types = {t for t in map(_type_of, (made.a, made.b)) if t}
    if len(types) > 1:
        return None, f"{made.a} and {made.b} are of two types"
    if normal(made.a) == normal(made.b):
        return None, f"{made.a} stands on both sides; tell two bearers of a name apart as NAME#2 or NAME@FILE"
    return made, ""


def consistent(verdicts: Sequence[Verdict]) -> tuple[list[Verdict], list[tuple[Verdict, Verdict]]]:
    """The verdicts that do not contradict one another, and each that contradicts an earlier one, with that one."""
    sides = sorted({normal(side) for v in verdicts for side in (v.a, v.b)})
    numbers = {side: i for i, side in enumerate(sides)}
    sets = Sets(len(sides))
    apart: list[tuple[int, int, Verdict]] = []
    same: list[Verdict] = []
    kept: list[Verdict] = []
    contradictions: list[tuple[Verdict, Verdict]] = []
    for verdict in verdicts:
        a, b = sets.find(numbers[normal(verdict.a)]), sets.find(numbers[normal(verdict.b)])
        against: Verdict | None = None
        if verdict.verdict in JOINS:
            against = next((v for x, y, v in apart if {sets.find(x), sets.find(y)} == {a, b}), None)
        elif a == b:
            against = next((v for v in same if sets.find(numbers[normal(v.a)]) == a), None)
        if against is not None:
            contradictions.append((verdict, against))
            continue
        kept.append(verdict)
        if verdict.verdict in JOINS:
            sets.join(a, b)
            same.append(verdict)
        else:
            apart.append((a, b, verdict))
    return kept, contradictions


def _type_of(side: str) -> str | None:
    head, colon, _ = side.partition(":")
    return next((t for t in NODE_CLASS if colon and t.lower() == head.strip().lower()), None)


def normal(side: str) -> str:
    """One side of a verdict in the form in which sides are compared."""
    type_, name, number, file = parse_side(side)
    return f"{type_ or ''}:{names.fold(name)}#{number or 1}@{file}"


def parse_side(side: str) -> tuple[str | None, str, int, str]:
    """The type (or None), the name, the bearer's number (0 where none is given) and the file of one side."""
    type_ = _type_of(side)
    rest = side.partition(":")[2] if type_ else side
    rest, _, file = rest.partition("@")
    name, _, number = rest.rpartition("#")
    if name and number.isdigit():
        return type_, name.strip(), int(number), file.strip()
    return type_, rest.strip(), 0, file.strip()


def needs_numbers(verdicts: Sequence[Verdict]) -> bool:
    """Whether a verdict names a bearer by number, so that the graph must be resolved without verdicts first."""
    return any(parse_side(side)[2] for v in verdicts for side in (v.a, v.b))


Selector = Callable[[str, bool], list[int]]


def selector(corpus: Corpus, ids: Mapping[int, str] | None) -> Selector:
    """A function from one side of a verdict to the numbers of the records it means.

    `ids` are the graph's ids without verdicts; the second argument says whether the name alone means its first bearer.
    """
    by_name: dict[str, list[int]] = {}
    for record in corpus.records:
        for folded in {names.fold(n) for n in (record.entity.name, *record.entity.names)}:
            by_name.setdefault(folded, []).append(record.number)

    def select(side: str, first: bool) -> list[int]:
        type_, name, number, file = parse_side(side)
        found = by_name.get(names.fold(name), [])
        found = [n for n in found if type_ in (None, corpus.records[n].type)]
        if file:
            found = [n for n in found if corpus.path(corpus.records[n]) == file]
        elif ids is not None and (number or first):
            ends = f"#{number}" if number > 1 else ""
            wanted = {f"{corpus.records[n].type.lower()}:{name}{ends}" for n in found}
            found = [n for n in range(len(corpus.records)) if ids[n] in wanted]
        return found

    return select


def apply(verdicts: Sequence[Verdict], corpus: Corpus, sets: Sets, select: Selector, log: Log) -> Iterator[Problem]:
    """Join and mark the records that the verdicts mean; yields a problem for each that cannot be followed.

    Where neither side names a type, the records of each type are treated for themselves.
    """
    for number, verdict in enumerate(verdicts):
        numbered = [bool(parse_side(side)[2]) for side in (verdict.a, verdict.b)]
        sides = (select(verdict.a, numbered[1]), select(verdict.b, numbered[0]))
        for type_ in NODE_CLASS:
            ours, theirs = ([n for n in side if corpus.records[n].type == type_] for side in sides)
            if not ours or not theirs:
                continue
            feature = Feature("verdict", 9.0 if verdict.verdict in JOINS else -9.0, verdict.sentence)
            log(ours[0], theirs[0], feature)
            done = (
                _join(sets, [*ours, *theirs])
                if verdict.verdict in JOINS
                else _part(sets, f"verdict {number} {type_}", ours, theirs)
            )
            if not done:
                message = f"cannot be followed: an article uses {verdict.a} and {verdict.b} for one {type_}"
                if verdict.verdict in JOINS:
                    message = f"cannot be followed: other verdicts keep {verdict.a} and {verdict.b} apart"
                yield Problem(verdict.file, verdict.line, 1, "verdict", message)


def _join(sets: Sets, records: Sequence[int]) -> bool:
    done = [sets.join(records[0], other) for other in records[1:]]
    return all(done)


def _part(sets: Sets, rule: str, ours: Sequence[int], theirs: Sequence[int]) -> bool:
    done = [sets.mark(n, rule, side) for side, found in (("a", ours), ("b", theirs)) for n in found]
    return all(done)


def aliases(verdicts: Sequence[Verdict], select: Selector) -> dict[int, set[str]]:
    """The names that verdicts give to records, by the number of a record that bears them."""
    found: dict[int, set[str]] = {}
    for verdict in verdicts:
        _, name, number, file = parse_side(verdict.b)
        if verdict.verdict == "alias" and not number and not file:
            for record in select(verdict.a, False):
                found.setdefault(record, set()).add(name)
    return found
