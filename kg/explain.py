"""Seeing why: what stands behind a fact of the graph, and what the extractor makes of a sentence.

`find_facts` turns what a person typed into facts, `explain` shows every statement of one with the rule that made it,
the mentions in its quotes and the lines around them; `why_not` reads one sentence in memory and tells where rules
stopped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.errors import NotFoundError, UsageError
from kg.query import Cited, FactRow, PredicateRow, find, predicates, said_of
from kg.query.rows import FACT, to_fact
from kg.store import Store

if TYPE_CHECKING:
    from kg.relations.match import Trace
    from kg.rulebook import Near
    from kg.schema import Extract, Mention, Statement
    from kg.text import Source

Side = Literal["subject", "object"]
_AROUND = 60
_FACT_ID = set("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Inside:
    """A mention inside a quote: what it names, which side of the fact it is (None: neither), where it begins."""

    text: str
    type: str
    entity: str
    name: str
    side: Side | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote with what stands before and after it in its line, as far as the source file is there and unchanged.

    `missing` says why there is no context. A quote over several lines has the beginning of the first and the rest of
    the last; of a long line only the characters near the quote are kept, with an ellipsis.
    """

    cited: Cited
    before: str
    after: str
    missing: str | None
    mentions: tuple[Inside, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One statement: its rule with the reason for it (None: no rule file holds it), what it says, who says it.

    `quotes` begin with the one that holds the trigger; the others are where its antecedents stand.
    """

    id: str
    rule: str
    why: str | None
    qualifiers: Mapping[str, str]
    certainty: str
    attributed_to: str | None
    quotes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact with its words in Chinese and English, and all its statements."""

    fact: FactRow
    zh: str
    en: str
    statements: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What the extractor makes of a sentence.

    `mentions` are all that was recognised; `statements` the facts found; `stopped` the matches of rules that gave none,
    each with what stopped it; `silent` the rules that came nearest without a match.
    """

    sentence: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    stopped: tuple[Trace, ...]
    silent: tuple[Near, ...]


# Facts


def find_facts(store: Store, words: Sequence[str]) -> list[FactRow]:
    """The facts that `words` mean: one id or a beginning of it, or subject, predicate and object.

    Names are found as everywhere; a predicate by its name or its Chinese or English words. Raises UsageError for
    another number of words or an ambiguous beginning, NotFoundError, with what there is instead, for none.
    """
    if len(words) == 1:
        return [_by_id(store, words[0].strip().casefold())]
    if len(words) != 3:
        raise UsageError("give a fact's id, or SUBJECT PREDICATE OBJECT (kg show NAME --json has the ids)")
    subject, predicate, obj = words
    names = _predicate(store, predicate)
    subjects = [node.n for node in find(store, subject)]
    about = [f for n in subjects for f in _facts(store, "fact.subject = ? OR fact.object = ?", n, n)]
    about = list({f.n: f for f in about}.values())
    said = [f for f in about if f.predicate == names.name]
    said = [f for f in said if f.subject.n in subjects or names.symmetric]
    if names.value is not None:
        found = [f for f in said if f.value == obj] or [f for f in said if f.value and obj in f.value]
    else:
        objects = {node.n for node in find(store, obj)}
        pairs = [(f, f.object.n if f.object else -1) for f in said]
        found = [f for f, o in pairs if o in objects or (names.symmetric and f.subject.n in objects and o in subjects)]
    if not found:
        instead = said or [f for f in about if obj in (f.value, f.subject.name, f.object.name if f.object else None)]
        suggestions = tuple(dict.fromkeys(" ".join(sides(f)) for f in instead))
        raise NotFoundError(f"no fact says {subject} {names.name} {obj}", suggestions=suggestions[:5])
    return found


def sides(fact: FactRow) -> tuple[str, str, str]:
    """A fact as subject, predicate and object in words."""
    return fact.subject.name, fact.predicate, fact.object.name if fact.object else fact.value or ""


def _facts(store: Store, where: str, *values: object) -> list[FactRow]:
    return [to_fact(row) for row in store.rows(f"{FACT}WHERE {where} ORDER BY fact.n", *values)]


def _by_id(store: Store, asked: str) -> FactRow:
    found = _facts(store, "fact.id >= ? AND fact.id < ?", asked, asked + "g") if set(asked) <= _FACT_ID else []
    exact = [fact for fact in found if fact.id == asked]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    if not found:
        raise NotFoundError(
            f"no fact has an id that begins with {asked!r}; ids are in kg show NAME --json, or give three names: "
            "SUBJECT PREDICATE OBJECT"
        )
    shown = tuple(f"{fact.id} ({' '.join(sides(fact))})" for fact in found[:5])
    raise UsageError(f"{len(found)} facts have an id that begins with {asked!r}; give more of it", suggestions=shown)


def _predicate(store: Store, asked: str) -> PredicateRow:
    words = predicates(store)
    folded = asked.casefold().replace(" ", "_")
    for predicate in words.values():
        if folded in (predicate.name, predicate.zh, predicate.en.casefold().replace(" ", "_")):
            return predicate
    import difflib

    near = difflib.get_close_matches(folded, words, 3, 0.4)
    raise NotFoundError(f"no predicate is called {asked!r}", suggestions=tuple(near or words))


def explain(store: Store, fact: FactRow) -> Explanation:
    """Everything behind `fact`: its statements in the order of their places."""
    from kg import rulebook

    predicate = predicates(store)[fact.predicate]
    ids = store.rows("SELECT id FROM statement WHERE fact = ? ORDER BY n", fact.n)
    sources: dict[str, Source | str] = {}
    statements = []
    for row, said in zip(ids, said_of(store, fact), strict=True):
        rule = said.rules[0]
        quotes = tuple(_shown(store, fact, cited, sources) for cited in said.citations)
        statements.append(
            Explained(
                row["id"], rule, rulebook.why(rule), said.qualifiers, said.certainty, said.attributed_to, quotes
            )
        )  # fmt: skip
    return Explanation(fact, predicate.zh, predicate.en, tuple(statements))


def _shown(store: Store, fact: FactRow, cited: Cited, sources: dict[str, Source | str]) -> Shown:
    if cited.file not in sources:
        sources[cited.file] = _source(store, cited.file)
    source = sources[cited.file]
    mentions = tuple(_inside(store, fact, cited))
    if isinstance(source, str):
        return Shown(cited, "", "", source, mentions)
    text = source.text
    begin = text.rfind("\n", 0, cited.start) + 1
    end = text.find("\n", cited.end)
    before, after = text[begin : cited.start], text[cited.end : len(text) if end < 0 else end]
    before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
    after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
    return Shown(cited, before.lstrip(), after.rstrip(), None, mentions)


def _source(store: Store, path: str) -> Source | str:
    """The source file as it was when the graph was built, or why it cannot be had."""
    from kg.sources import read

    row = store.rows("SELECT sha256, encoding FROM source WHERE path = ?", path)[0]
    source, problems = read(path, encoding=row["encoding"])
    if source is None:
        return problems[0].message if problems else "cannot be read"
    return source if source.sha256 == row["sha256"] else "the file has changed since the graph was built"


def _inside(store: Store, fact: FactRow, cited: Cited) -> list[Inside]:
    rows = store.rows(
        'SELECT mention.start, mention.text, entity.n, entity.id, entity.type, entity.name FROM mention '
        "JOIN entity ON entity.n = mention.entity JOIN source ON source.n = mention.source "
        'WHERE source.path = ? AND mention.start >= ? AND mention."end" <= ? '
        'ORDER BY mention.start, mention."end" DESC',
        cited.file, cited.start, cited.end,
    )  # fmt: skip
    out = []
    for row in rows:
        side: Side | None = None
        if row["n"] == fact.subject.n:
            side = "subject"
        elif fact.object is not None and row["n"] == fact.object.n:
            side = "object"
        passed = cited.quote[: row["start"] - cited.start]
        line = cited.line + passed.count("\n")
        column = len(passed) - passed.rfind("\n") if "\n" in passed else cited.column + len(passed)
        out.append(Inside(row["text"], row["type"], row["id"], row["name"], side, line, column))
    return out


# Sentences


def why_not(sentence: str, *, most: int = 5) -> WhyNot:
    """Read `sentence` as an article of its own; `most` rules that came near without a match are told."""
    from kg import rulebook
    from kg.extract import extract
    from kg.mentions import recognise
    from kg.normalise import normalise
    from kg.relations.rules import load
    from kg.relations.tape import tapes
    from kg.text import Source

    source = Source("sentence.txt", sentence)
    article, _ = normalise(source)
    mentions = recognise(article)
    trace: list[Trace] = []
    found, _ = extract(source, trace=trace)
    spoke = {statement.rule for statement in found.statements}
    stopped = [step for step in trace if step.outcome != "fired"]
    # What fired without a statement of its own was said by a rule before it, or the ontology refused it.
    stopped += [_unheard(step) for step in trace if step.outcome == "fired" and step.rule not in spoke]
    touched = {step.rule for step in trace}
    silent = rulebook.nearest(
        tapes(article.text, article.blocks, mentions), article.text,
        silent=[rule for rule in load() if rule.name not in touched], most=most,
    )  # fmt: skip
    return WhyNot(sentence, tuple(mentions), found.statements, tuple(dict.fromkeys(stopped)), tuple(silent))


def _unheard(step: Trace) -> Trace:
    from dataclasses import replace

    return replace(step, outcome="fired, but another rule had said it before, or the ontology refused it")


# Merges


def extracts(store: Store) -> list[Extract]:
    """The files of the graph, read and extracted again. Raises NotFoundError when one cannot be read any more."""
    from kg.build import extract_file

    found = []
    for row in store.rows("SELECT path, encoding FROM source ORDER BY path"):
        extracted, problems = extract_file(row["path"], encoding=row["encoding"])
        if extracted is None:
            said = problems[0].message if problems else "cannot be read"
            raise NotFoundError(f"{row['path']}: {said}; run this where the graph was built, or build it again")
        found.append(extracted)
    return found
