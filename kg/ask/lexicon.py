"""The words that questions are read by, from `kg/lexicon/ask_*.tsv` and the lists that articles are read by.

`forms()` gives, for each form in lower case and simplified script, what it may be in a question.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.ask.tables import pairs_of, set_of, sounds
from kg.lexicons import Row, load_table


@dataclass(frozen=True, slots=True)
class Word:
    """A function word, by its class in `ask_words.tsv`."""

    cls: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A word that names a relation.

    `form`: a verb, a noun for what happens (event), for the subject or the object, or one that asks for a qualifier.
    """

    form: str
    predicates: tuple[str, ...]
    agent: str = ""
    set: tuple[tuple[str, str], ...] = ()
    key: str = ""
    kinds: frozenset[str] = frozenset()
    weak: bool = False
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun: what a hole or a person is."""

    types: frozenset[str]
    kinds: frozenset[str]
    also: frozenset[str]
    loose: bool
    bars: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hole:
    """A word that asks; see `ask_holes.tsv` for `form`."""

    form: str
    types: frozenset[str] | None
    kinds: frozenset[str]
    key: str
    cost: float


@dataclass(frozen=True, slots=True)
class Trait:
    """A value of a qualifier that stands in a question: degree, role, grade, major, date, …; `use` as in its list."""

    key: str
    values: tuple[str, ...]
    op: str = "="
    use: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that attributes may have: a place, a field of research; all its known forms."""

    type: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A word of a question that facts do not answer, with the reason."""

    reason: str


Entry = Word | Relation | Noun | Hole | Trait | Literal | Refused


@cache
def forms() -> Mapping[str, tuple[Entry, ...]]:
    """Every form with what it may be. Raises DataError where a list is wrong."""
    found: dict[str, list[Entry]] = {}

    def add(words: Iterable[str], *entries: Entry) -> None:
        for word in words:
            known = found.setdefault(word.lower(), [])
            known += [entry for entry in entries if entry not in known]

    for row in load_table("ask_words"):
        add(row.many("words"), Word(row["class"]))
    for row in load_table("ask_holes"):
        types = set_of(row["types"]) or None
        add(row.many("words"), Hole(row["as"], types, set_of(row["kinds"]), row["key"], float(row["cost"])))
    for row in load_table("ask_nouns"):
        kinds, also, bars = set_of(row["kinds"]), set_of(row["also"]), pairs_of(row["bars"])
        add(row.many("words"), Noun(set_of(row["type"]), kinds, also, row.flag("loose"), bars))
    for row in load_table("ask_relations"):
        add(_words(row), _relation(row))
    for row in load_table("ask_refused"):
        add(row.many("words"), Refused(row["reason"]))
    _degrees(add)
    nouns = [row for row in load_table("ask_relations") if row["as"] in {"subject", "object"}]
    _roles(add, {word.lower() for row in nouns for word in _words(row)})
    for row in load_table("majors"):
        values = (row["name"], *row.many("aliases"))
        add(values, Literal("text", values), Trait("major", values))
    for row in load_table("places"):
        values = (row["name"], *row.many("aliases"))
        add(values, Literal("place", values), Trait("place", values))
    for row in load_table("conferences"):
        values = (row["name"], *row.many("aliases"))
        add(values, Trait("venue", values))
    for row in load_table("ask_venues"):
        add(row.many("words"), Trait("venue", (row["name"], *row.many("words"))))
    for row in load_table("ask_places"):
        add(row.many("english"), Literal("place", (row["name"],)), Trait("place", (row["name"],)))
    return {form: tuple(entries) for form, entries in found.items()}


def _degrees(add: Callable[..., None]) -> None:
    """Degrees; where a form ends in a verb of studying (博士毕业), it is left to its two words."""
    for row in load_table("ask_degrees"):
        add(row.many("words"), Trait("degree", (row["degree"],)))
    rows = load_table("degrees")
    known = {row["form"] for row in rows}
    verbs = [word for row in load_table("ask_relations") if row["as"] == "verb" for word in _words(row)]
    ends = {word for word in verbs if len(word) > 1}
    for row in rows:
        form = row["form"]
        if not any(form[at:] in ends and form[:at] in known for at in range(1, len(form))):
            add([form], Trait("degree", row.many("degree"), use=row["use"]))


def _roles(add: Callable[..., None], known: Container[str]) -> None:
    """Roles as nouns (the head of X: who leads it) and as values; those that a list for asking has are left to it."""
    loose = {word.lower() for row in load_table("ask_nouns") if row.flag("loose") for word in row.many("words")}
    posts = tuple(
        p.name for p in ontology.load().predicates.values() if "role" in p.qualifiers and "Org" in p.object
    )  # fmt: skip
    for row in load_table("roles"):
        if any(map(row.flag, ("student", "advisor", "intern", "founder"))):
            continue
        for word in (row["form"], row["english"]):
            if word.lower() in known and word.lower() in loose:
                continue  # 成员 says no more than that somebody is there
            entries: list[Entry] = [Trait("role", (row["form"],))]
            if word.lower() not in known:
                # 研究员 beside a company says little more than that somebody is there.
                cost = 0.3 if word.lower() in loose else 0.0
                entries.append(Relation("subject", posts, set=(("role", row["form"]),), cost=cost))
            add([word], *entries)


def _words(row: Row) -> list[str]:
    out: list[str] = []
    for word in row.many("words"):
        if word.startswith("<"):
            out += _classes().get(word[1:-1], ())
        else:
            out.append(word)
    return out


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    return {row["class"]: row.many("words") for row in load_table("triggers")}


def _relation(row: Row) -> Relation:
    predicates = tuple(row["predicates"].split("+"))
    known = ontology.load()
    for name in predicates:
        if name not in known.predicates:
            raise row.error(f"there is no predicate {name!r}")
    return Relation(
        form=row["as"],
        predicates=predicates,
        agent=row["agent"],
        set=pairs_of(row["set"]),
        key=row["key"],
        kinds=set_of(row["kinds"]),
        weak=row.flag("weak"),
        cost=float(row["cost"] or 0),
    )


@cache
def longest() -> int:
    """The length of the longest form."""
    return max(map(len, forms()))


@cache
def places_by_sound() -> Mapping[str, tuple[str, ...]]:
    """Chinese places by their names in Latin letters (guangdong)."""
    found: dict[str, dict[str, None]] = {}
    for row in load_table("places"):
        if row["kind"] in {"province", "city", "county", "region"}:
            for sound in sounds(row["name"]):
                found.setdefault(sound, {})[row["name"]] = None
    return {sound: tuple(names) for sound, names in found.items()}
