"""What asking needs to know of relations, from small tables `kg/lexicon/ask_*.tsv`; each says what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from kg import ontology
from kg.ask.query import Test
from kg.lexicons import load_table

_SOUNDS = 8  # readings of one name that are tried


def set_of(cell: str) -> frozenset[str]:
    """The values of a cell as a set."""
    return frozenset(filter(None, cell.split("|")))


def pairs_of(cell: str) -> tuple[tuple[str, str], ...]:
    """`key=value` parted by semicolons; a key may end in ! for what the value must not be."""
    return tuple((pair.split("=")[0], pair.split("=")[1]) for pair in cell.split(";") if pair)


def tests_of(pairs: Iterable[tuple[str, str]]) -> tuple[Test, ...]:
    """Conditions from pairs: a key may end in ~ for what sources need not tell, in ? for what they must tell at all."""
    return tuple(Test(key.rstrip("~?"), key[-1] if key[-1] in "~?" else "=", value) for key, value in pairs)


@dataclass(frozen=True, slots=True)
class Genitive:
    """What A的B says where no word names a relation: a line of `ask_genitive.tsv`."""

    of: str
    kinds: frozenset[str]
    head: str
    head_kinds: frozenset[str]
    predicates: tuple[str, ...]
    side: str
    cost: float


@cache
def genitives() -> tuple[Genitive, ...]:
    """The lines of `ask_genitive.tsv`."""
    return tuple(
        Genitive(
            row["of"], set_of(row["kinds"]), row["head"], set_of(row["head_kinds"]),
            tuple(row["predicates"].split("+")), row["side"], float(row["cost"] or 0),
        )
        for row in load_table("ask_genitive")
    )  # fmt: skip


@cache
def kinds_of_advice() -> Mapping[str, Test]:
    """What a degree or a relation beside an advisor says of the kind of advice."""
    return {row["from"]: tests_of(pairs_of(row["set"]))[0] for row in load_table("ask_kinds")}


@cache
def implied(key: str) -> tuple[str, ...]:
    """The predicates that a qualifier asked for by itself is one of."""
    for row in load_table("ask_relations"):
        if row["as"] == "ask" and row["key"] == key:
            return tuple(row["predicates"].split("+"))
    return tuple(p.name for p in ontology.load().predicates.values() if key in p.qualifiers)[:1]


@cache
def counts_units(predicate: str) -> bool:
    """Whether what is said of a part of an organisation counts for the whole."""
    return any(row["predicate"] == predicate and row.flag("units") for row in load_table("ask_predicates"))


@cache
def where_side(predicate: str) -> str:
    """The side of `predicate` that a place is, 在X中提出: subject, object, or none."""
    return next((row["where"] for row in load_table("ask_predicates") if row["predicate"] == predicate), "")


@cache
def can_be_first(predicate: str) -> bool:
    """Whether 最早 beside `predicate` only says that something was new, and ranks nobody."""
    return any(row["predicate"] == predicate and row.flag("first") for row in load_table("ask_predicates"))


@cache
def done_jointly(predicate: str) -> bool:
    """Whether several do `predicate` together, so that 谁和A asks for who else did the same."""
    return any(row["predicate"] == predicate and row.flag("jointly") for row in load_table("ask_predicates"))


@cache
def instead(predicate: str) -> tuple[str, ...]:
    """What else answers where `predicate` says nothing."""
    for row in load_table("ask_predicates"):
        if row["predicate"] == predicate:
            return tuple(filter(None, row["instead"].split("+")))
    return ()


@cache
def counted_by(predicate: str, *, noun: bool) -> str:
    """The attribute that tells how many subjects of `predicate` an entity has; empty where none does.

    `noun`: they are named by a noun (how many students), not by what they did (how many studied at).
    """
    row = next((row for row in load_table("ask_predicates") if row["predicate"] == predicate), None)
    if row is None:
        return ""
    return row["counted"] or (row["counted_noun"] if noun else "")


@cache
def asked_by_what(predicates: tuple[str, ...]) -> tuple[str, ...]:
    """The qualifiers that 什么 asks for where both sides of a relation are named."""
    rows = [row for row in load_table("ask_predicates") if row["predicate"] in predicates]
    return tuple(dict.fromkeys(filter(None, (row["what"].rstrip("!") for row in rows))))


@cache
def never_what(predicate: str) -> bool:
    """Whether 什么 is never the object of a relation (学什么 asks for the major)."""
    return any(row["predicate"] == predicate and row["what"].endswith("!") for row in load_table("ask_predicates"))


@cache
def adjunct(predicate: str, type_: str) -> str:
    """The qualifier that a thing of `type_` beside the relation is; empty where none is."""
    rows = load_table("ask_adjuncts")
    return next((row["key"] for row in rows if row["predicate"] == predicate and row["type"] == type_), "")


@cache
def same_dates() -> tuple[tuple[str, str, str], ...]:
    """Predicate, date qualifier and the attribute of its object that tell the same date."""
    return tuple((row["predicate"], row["key"], row["attribute"]) for row in load_table("ask_same_dates"))


@dataclass(frozen=True, slots=True)
class Context:
    """What a place beside a person may say of somebody related to them: a line of `ask_contexts.tsv`."""

    relations: tuple[str, ...]
    whose: str
    own: tuple[Test, ...]
    told: tuple[Test, ...]


@cache
def contexts_of(predicates: tuple[str, ...]) -> tuple[Context, ...]:
    """The lines for somebody related by one of `predicates`, the likeliest first (某人在某公司的导师)."""
    return tuple(
        Context(
            tuple(row["relations"].split("+")), row["whose"],
            tests_of(pairs_of(row["own"])), tests_of(pairs_of(row["told"])),
        )
        for row in load_table("ask_contexts")
        if row["predicate"] in predicates
    )  # fmt: skip


@cache
def _values() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {(row["key"], row["value"]): (row["zh"], row["en"]) for row in load_table("ask_values")}


def value_words(key: str, value: str, *, chinese: bool) -> str:
    """A qualifier's value in words: those of `ask_values.tsv`, or its own."""
    zh, en = _values().get((key, value), (value, value))
    return zh if chinese else en


@cache
def _reasons() -> Mapping[str, tuple[str, str]]:
    return {row["reason"]: (row["zh"], row["en"]) for row in load_table("ask_reasons")}


def reason_words(key: str, *, chinese: bool) -> str:
    """Why a question has no answer, in words; {} stands where the words that it is about belong."""
    return _reasons()[key][0 if chinese else 1]


@cache
def _place_kinds() -> Mapping[str, str]:
    return {form: row["kind"] for row in load_table("places") for form in (row["name"], *row.many("aliases"))}


def kinds_of_place(value: str) -> frozenset[str]:
    """The kinds of places that are named in `value` (山东烟台: a province and a city)."""
    found = set()
    for start in range(len(value)):
        for end in range(start + 2, len(value) + 1):
            kind = _place_kinds().get(value[start:end])
            if kind:
                found.add(kind)
    return frozenset(found)


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    return {row["char"]: row.many("readings")[:2] for row in load_table("pinyin")}


def sounds(name: str) -> tuple[str, ...]:
    """How Chinese characters may be spelt in Latin letters; none where one of them has no known reading."""
    readings = [_readings().get(c, ()) for c in name]
    return tuple("".join(syllables) for syllables in islice(product(*readings), _SOUNDS))


@cache
def words_of_rules() -> str:
    """The words of the classes that relation rules name, in one text: what is not in it, no rule is asked to read.

    Words that stand in a pattern itself are left out: they may say more than the relation does (淡出 is to leave).
    """
    return "\n".join(word for row in load_table("triggers") for word in row.many("words"))
