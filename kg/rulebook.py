"""The relation rules as people wrote them: their patterns, what came of them, and which came near a sentence.

`catalogue` lists the rules, `hits` counts their statements in a store, `precision` scores them against gold, `nearest`
finds the rules whose words stand in a sentence though their patterns do not fit it, and where each pattern stops.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.relations.rules import FILES, Rule, expand, load, word_classes

if TYPE_CHECKING:
    from kg.evaluate import Count, Found
    from kg.relations.tape import Tape
    from kg.store import Store

_ATOM = re.compile(
    r"(?P<slot>\{\w*:(?P<types>\w+(?:\|\w+)*)!?\})|(?P<class><[a-z][a-z-]*>)|(?P<gap>[~…])"
    r"|(?P<set>\[(?:\\.|[^\]\\])+\])|(?P<open>\()|(?P<other>\\.|.)",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that did not fire though its words stand in the sentence.

    `words` are the trigger words that were met, `missing` the mention types that its pattern wants and the sentence
    lacks, `hidden` whether the words stand inside a mention. `fits` is the longest beginning of `pattern` that matches
    somewhere, as `matched` (a stretch of the sentence), and `stops` the part of the pattern right after it.
    """

    rule: str
    pattern: str
    words: tuple[str, ...]
    missing: tuple[str, ...]
    hidden: bool
    matched: str | None
    fits: str
    stops: str


@dataclass(frozen=True, slots=True)
class Atom:
    """A top-level piece of a pattern with its quantifier; `optional` when it may match nothing."""

    text: str
    kind: str
    optional: bool


def catalogue(asked: str | None = None) -> tuple[Rule, ...]:
    """All rules in order of precedence, or those that `asked` names: `file/id`, `id`, or a file's name.

    Raises NotFoundError, with the nearest names, for none.
    """
    rules = load()
    if asked is None:
        return rules
    found = [rule for rule in rules if asked in (rule.name, rule.id)] or [rule for rule in rules if rule.file == asked]
    if not found:
        known = [name for rule in rules for name in (rule.name, rule.id)]
        parts = (rule.name for rule in rules if asked in rule.name)
        suggestions = dict.fromkeys([*difflib.get_close_matches(asked, known, 3, 0.5), *parts])
        raise NotFoundError(f"no rule is called {asked!r}", suggestions=tuple(suggestions)[:5])
    return tuple(found)


@cache
def patterns() -> Mapping[str, tuple[str, ...]]:
    """The patterns of every rule, by its name, as they are written."""
    out: dict[str, tuple[str, ...]] = {}
    folder = resources.files("kg").joinpath("rules")
    for file in FILES:
        for table in tomllib.loads(folder.joinpath(f"{file}.toml").read_text("utf-8")).get("rule", ()):
            raw = table["pattern"]
            out[f"{file}/{table['id']}"] = (raw,) if isinstance(raw, str) else tuple(raw)
    return out


def why(name: str) -> str | None:
    """What wording the rule called `name` stands for; None for what no rule file holds (facts that names say)."""
    return next((rule.why for rule in load() if rule.name == name), None)


# In the graph and on the gold


def hits(store: Store) -> dict[str, int]:
    """The number of statements in the graph for each rule that made any."""
    rows = store.rows("SELECT rule, count(*) FROM statement GROUP BY rule ORDER BY rule")
    return {row[0]: row[1] for row in rows}


def unwritten(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Those names of `hits` that stand in no rule file."""
    written = {rule.name for rule in load()}
    return tuple(sorted(name for name in counts if name not in written))


def precision(store: Store, gold: Path) -> dict[str, Count]:
    """For each rule, how many of its facts (once for each article) stand in the gold at `gold`, and how many do not.

    Facts of articles without gold are left out; what the gold marks optional is right. Raises UsageError or DataError
    when the gold cannot be read.
    """
    from kg import ontology
    from kg.evaluate import Count, found_facts, read_gold, score
    from kg.export import jsonl

    symmetric = (p.name for p in ontology.load().predicates.values() if p.symmetric)
    rows = read_gold(gold, symmetric=symmetric)
    articles = {row.article for row in rows}
    found: Sequence[Found] = [f for f in found_facts(jsonl.records(store)) if f.article in articles]
    wrong = {id(extra) for extra in score(rows, found).extras}
    out: dict[str, Count] = {}
    for fact in found:
        for rule in fact.rules:
            count = out.setdefault(rule, Count())
            if id(fact) in wrong:
                count.wrong += 1
            else:
                count.right += 1
    return out


# Near misses


def atoms(pattern: str) -> list[Atom]:
    """The top-level pieces of a pattern, each with its quantifier, left to right."""
    text = pattern.replace(" ", "")
    out: list[Atom] = []
    index = 0
    while index < len(text):
        match = _ATOM.match(text, index)
        if match is None:  # cannot be: the last branch takes any character
            break
        kind, end = match.lastgroup or "other", match.end()
        if kind == "types":
            kind = "slot"
        if kind == "open":
            end = _closing(text, index)
            kind = "look" if re.match(r"\(\?<?[=!]", text[index:]) else "group"
        quantifier = _QUANTIFIER.match(text, end)
        optional = kind in {"look", "gap"}
        if quantifier is not None:
            optional = optional or quantifier.group()[0] in "?*" or quantifier.group().startswith(("{0", "{,"))
            end = quantifier.end()
        out.append(Atom(text[index:end], kind, optional))
        index = end
    return out


def _closing(text: str, start: int) -> int:
    depth, index = 0, start
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = max(index, text.find("]", index + 2))
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return len(text)


@cache
def _signature(pattern: str) -> tuple[re.Pattern[str] | None, tuple[tuple[str, ...], ...]]:
    """What finds a pattern's trigger words, and the alternatives of mention types that it must have."""
    words: list[str] = []
    types: list[tuple[str, ...]] = []
    top_level = "|" in {atom.text for atom in atoms(pattern)}
    for atom in atoms(pattern):
        if atom.kind == "look":
            continue
        inside = re.sub(r"\(\?<?[=!][^()]*\)|\[(?:\\.|[^\]\\])+\]", "", atom.text)
        if not atom.optional:
            words += [word_classes()[name] for name in re.findall(r"(?<!\?P)<([a-z][a-z-]*)>", inside)]
            words += map(re.escape, _HAN.findall(re.sub(r"\{[^}]*\}", "|", inside)))
        slot = re.fullmatch(r"\{\w*:([\w|]+)!?\}.*", atom.text)
        if atom.kind == "slot" and slot and not atom.optional and not top_level:
            types.append(tuple(slot[1].split("|")))
    return (re.compile("|".join(words)) if words else None), tuple(dict.fromkeys(types))


def nearest(tapes: Iterable[Tape], text: str, *, silent: Iterable[Rule], most: int = 5) -> list[Near]:
    """The rules of `silent` that came nearest to a sentence (its `tapes` and clean `text`), at most `most` of them.

    A rule is near when words of one of its patterns stand in the sentence; nearest when no type of mention is missing
    and the longest part of its pattern fits.
    """
    lines = list(tapes)
    types = {t for tape in lines for t in tape.types}
    raw = patterns()
    found: list[tuple[tuple[int, int, int], Near]] = []
    for order, rule in enumerate(silent):
        best: tuple[tuple[int, int, int], Near] | None = None
        for pattern in raw.get(rule.name, ()):
            trigger, wanted = _signature(pattern)
            if trigger is None:
                continue
            words = [m.group() for tape in lines for m in trigger.finditer(tape.text)]
            hidden = not words
            words = words or [m.group() for m in trigger.finditer(text)]
            if not words:
                continue
            missing = tuple("|".join(w) for w in wanted if not {*w, *(f"{t}Ref" for t in w)} & types)
            share, matched, fits, stops = _reach(pattern, lines, text)
            rank = (len(missing) + hidden, -share, order)
            near = Near(rule.name, pattern, tuple(dict.fromkeys(words)), missing, hidden, matched, fits, stops)
            if best is None or rank < best[0]:
                best = rank, near
        if best is not None:
            found.append(best)
    return [near for _, near in sorted(found, key=lambda item: item[0])[:most]]


def _reach(pattern: str, tapes: Sequence[Tape], text: str) -> tuple[int, str | None, str, str]:
    """How far a pattern goes: the share (in hundredths) of its needed pieces in the longest beginning that matches."""
    pieces = atoms(pattern)
    needed = [not atom.optional for atom in pieces]
    if any(atom.text == "|" for atom in pieces):
        return 0, None, "", pattern
    for length in range(len(pieces), 0, -1):
        if not needed[length - 1]:
            continue
        begin = "".join(atom.text for atom in pieces[:length])
        compiled = _compiled(begin)
        for tape in tapes if compiled is not None else ():
            match = compiled.search(tape.text) if compiled is not None else None
            if match is not None and match.end() > match.start():
                start, end = tape.clean(match.start(), match.end())
                stops = "".join(atom.text for atom in pieces[length:])
                return 100 * sum(needed[:length]) // sum(needed), text[start:end], begin, stops
    return 0, None, "", pattern


@cache
def _compiled(begin: str) -> re.Pattern[str] | None:
    # A back reference or a lookbehind may need what was cut off.
    try:
        return re.compile(expand(begin, "a pattern's beginning"))
    except re.error:
        return None
