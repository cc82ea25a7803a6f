"""Relation rules as data: `kg/rules/*.toml`, loaded strictly and compiled to regular expressions over the tape.

A pattern is a regular expression (spaces are ignored, `_` is a space) with these additions:

- `{slot:Type}` one mention, reference or group of that type (`{slot:Type!}`: unless it possesses another, 甲旗下的乙);
the slots `subject` and `object` are the fact's sides,
  any other slot is a qualifier of the predicate; `{:Type}` matches a mention that plays no part;
- `<class>` any word of that class of `kg/lexicon/triggers.tsv`;
- `~` a few characters (0–6) without punctuation or mention; `…` up to 20 characters of the same clause;
- a gap `[^，。；…]` never runs over a person; in other sets `%P` stands for persons, `%O` for organisations, `%D` for
dates, `%R`
  for roles.

A rule without a subject slot gets its subject from the clause, the relative clause or the discourse (`subjects`).
(Rules as data with their own examples: Odin, SQLFluff, Duckling.)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg import ontology
from kg.errors import DataError
from kg.mentions.patterns import classes
from kg.relations.cells import ACCEPTS, ANY, CHAR
from kg.schema import Certainty

#: The rule files, in order of precedence: what an earlier rule says of two mentions, a later rule does not say again.
FILES: tuple[str, ...] = (
    "aliases",
    "titles",
    "education",
    "people",
    "work",
    "awards",
    "models",
    "orgs",
    "attributes",
    "english",
)

#: The word lists whose classes a pattern may name: what rules ask for, and what code asks for beside it.
LISTS: tuple[str, ...] = ("triggers", "clause_words", "guard_words")

_PERSONS = ACCEPTS["Person"]
_SLOT = re.compile(r"\{(\w*):(\w+(?:\|\w+)*)(!?)\}")
#: A model that something else is built on or measured by.
_OF_ANOTHER = (
    "(?:(?:<of-another>|(?<!<noun-with-yong>)用|比(?!<noun-with-bi>))[^，。；%M]{0,5}?|<of-another-next>[了过]?)[%M]"
)
#: After a model: what is spoken of is something about it (竞品, 相关论文), or it stands in a longer quotation.
_ABOUT = (
    "(?!<about-it>|的[%O]|\\s?的[^，。；%M]{1,8}?<part-of-it>(?![^，。；]{0,4}?<making-of>)"
    "|(?!<product-noun>”)[^，。；“”%M]{1,8}”)"
)
_CLASS = re.compile(r"(?<!\?P)<([a-z][a-z-]*)>")
_KEYS = {
    "id", "predicate", "pattern", "why", "time", "set", "subject", "certainty", "example", "adjuncts", "yields_to",
    "kinds", "follow", "reverse", "roles", "where", "within", "heads", "on", "of", "unless", "given",
}  # fmt: skip
_TIMES = ("", "start", "end", "date", "year")
_WAYS = ("left", "relative", "cleft", "main", "topic")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts that this rule must find in it (none: it must stay silent)."""

    text: str
    facts: tuple[str, ...]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One relation rule; see the module's text for `patterns`.

    `predicate` may be `by-role`: the role word in slot `role` says which predicate holds (`roles.tsv`). `time`: what a
    lone date in reach of the match means. `fixed`: qualifiers the rule itself sets. `ways`: how a missing subject may
    be found. `adjuncts`: qualifiers that may be picked up around the match. `where`: what the words in a slot must
    hold. `within`: the objects are the subjects themselves, each with each. `yields_to`: predicates which, said of the
    same two mentions by another rule, silence this one. `unless`: words that, anywhere in the sentence, silence it;
    `given`: words that must stand before the match.
    """

    id: str
    file: str
    predicate: str
    why: str
    patterns: tuple[re.Pattern[str], ...]
    time: str
    fixed: Mapping[str, str]
    ways: tuple[str, ...]
    adjuncts: tuple[str, ...]
    yields_to: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[str, ...]
    of: tuple[str, ...]
    on: str
    certainty: Certainty | None
    reverse: bool
    within: bool
    follow: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    given: re.Pattern[str] | None
    where: Mapping[str, re.Pattern[str]]
    examples: tuple[Example, ...]

    @property
    def name(self) -> str:
        """The speakable name, `file/id`."""
        return f"{self.file}/{self.id}"


@cache
def word_classes() -> dict[str, str]:
    """Each word class of `LISTS` as a regular expression, an alternation in a group, longest word first.

    Raises DataError where two lists have one class.
    """
    out: dict[str, str] = {}
    for table in LISTS:
        for name, words in classes(table).items():
            if name in out:
                raise DataError(f"the word class {name!r} stands in another list already", f"kg/lexicon/{table}.tsv")
            out[name] = words
    return out


@cache
def word(name: str) -> re.Pattern[str]:
    """What finds any word of a class of `LISTS`. Raises KeyError for another name."""
    return re.compile(word_classes()[name])


def with_words(pattern: str, where: str) -> str:
    """`pattern` with each `<class>` replaced by its words. Raises DataError for an unknown class."""

    def words(match: re.Match[str]) -> str:
        found = word_classes().get(match[1])
        if found is None:
            raise DataError(f"no word class {match[1]!r} in {', '.join(f'{t}.tsv' for t in LISTS)}", where)
        return found

    return _CLASS.sub(words, pattern)


def expand(pattern: str, where: str) -> str:
    """A rule's pattern as a regular expression. Raises DataError for an unknown type or word class."""
    text = pattern.replace(" ", "").replace("_", " ")

    def slot(match: re.Match[str]) -> str:
        name, types = match[1], match[2].split("|")
        for t in types:
            if t not in CHAR:
                raise DataError(f"no mention type {t!r}", where)
        chars = "".join(ACCEPTS[t] for t in types)
        # {object:Org!}: not the possessor of another such name (加入甲旗下的乙: 乙).
        head = f"(?!的?(?:<owned>)?[{chars}])" if match[3] else ""
        return (f"(?P<{name}>[{chars}])" if name else f"[{chars}]") + head

    # %B, %G: what is made is not what it is built on or measured by (推出基于甲的乙: 乙); %N: nor what it is about.
    text = text.replace("%B", rf"(?:[^，。；%M]{{0,8}}?{_OF_ANOTHER})?")
    text = text.replace("%G", f"(?:(?!{_OF_ANOTHER})[^，。；])").replace("%N", _ABOUT)
    # A gap never runs over a person: what is said beyond him is said of him.
    text = text.replace("[^，。；", f"[^，。；{_PERSONS}")
    text = text.replace("%O", ACCEPTS["Org"])
    text = text.replace("%P", _PERSONS).replace("%D", CHAR["Date"]).replace("%R", CHAR["Role"])
    text = text.replace("%A", CHAR["Award"]).replace("%M", CHAR["Model"])
    out = with_words(_SLOT.sub(slot, text), where)
    return out.replace("~", f"[^，。；：！？\\t{ANY}]{{0,6}}?").replace("…", f"[^，。；：！？\\t{_PERSONS}]{{0,20}}?")


def _rule(table: Mapping[str, Any], file: str, where: str) -> Rule:
    for key in table:
        if key not in _KEYS:
            raise DataError(
                f"rule {table.get('id', '?')!r}: unknown key {key!r}; known: {', '.join(sorted(_KEYS))}", where
            )
    rule_id, predicate_name = str(table["id"]), str(table["predicate"])
    where = f"{where} rule {rule_id!r}"
    qualifiers: Mapping[str, Any] = {}
    if predicate_name not in ("by-role", "by-title", "alias"):
        qualifiers = ontology.load().predicate(predicate_name, file=where).qualifiers
    raw = table["pattern"]
    patterns = []
    for pattern in [raw] if isinstance(raw, str) else raw:
        try:
            patterns.append(re.compile(expand(pattern, where)))
        except re.error as error:
            raise DataError(f"the pattern does not compile: {error}: {pattern}", where) from error
        for slot in patterns[-1].groupindex:
            base = slot.rstrip("0123456789")
            known = base in ("subject", "object", "role", "date", "at", *table.get("where", {}), *qualifiers)
            if qualifiers and not known:
                raise DataError(f"slot {slot!r} is no qualifier of {predicate_name}", where)
    for key in table.get("set", {}):
        if qualifiers and key not in qualifiers:
            raise DataError(f"set: {key!r} is no qualifier of {predicate_name}", where)
    if table.get("time", "") not in _TIMES:
        raise DataError(f"time must be one of {_TIMES}", where)
    ways = tuple(table.get("subject", ("left", "relative", "cleft", "topic")))
    if not set(ways) <= set(_WAYS):
        raise DataError(f"subject must be a list of {_WAYS}", where)
    examples = tuple(Example(str(e["text"]), tuple(e["facts"]), e.get("date")) for e in table.get("example", ()))
    if not any(e.facts for e in examples) or not any(not e.facts for e in examples):
        raise DataError("needs at least one example that fires and one that does not", where)
    follow = expand(table["follow"], where) if "follow" in table else None
    unless = expand(table["unless"], where) if "unless" in table else None
    given = expand(table["given"], where) if "given" in table else None
    return Rule(
        id=rule_id,
        file=file,
        predicate=predicate_name,
        why=str(table.get("why", "")),
        patterns=tuple(patterns),
        time=table.get("time", ""),
        fixed=dict(table.get("set", {})),
        ways=ways,
        adjuncts=tuple(table.get("adjuncts", ())),
        yields_to=tuple(table.get("yields_to", ())),
        kinds=tuple(table.get("kinds", ())),
        roles=tuple(table.get("roles", ())),
        heads=tuple(table.get("heads", ())),
        of=tuple(table.get("of", ())),
        on="titles" if predicate_name == "by-title" else str(table.get("on", "titles")),
        certainty=table.get("certainty"),
        reverse=bool(table.get("reverse", False)),
        within=bool(table.get("within", False)),
        follow=re.compile(follow) if follow else None,
        unless=re.compile(unless) if unless else None,
        given=re.compile(given) if given else None,
        where={slot: re.compile(words) for slot, words in table.get("where", {}).items()},
        examples=examples,
    )


@cache
def load() -> tuple[Rule, ...]:
    """All rules in order of precedence. Raises DataError for anything unknown, double or without examples."""
    rules: list[Rule] = []
    seen: set[str] = set()
    folder = resources.files("kg").joinpath("rules")
    for file in FILES:
        where = f"kg/rules/{file}.toml"
        data = tomllib.loads(folder.joinpath(f"{file}.toml").read_text("utf-8"))
        for table in data.get("rule", ()):
            rule = _rule(table, file, where)
            if rule.name in seen:
                raise DataError(f"two rules are called {rule.name!r}", where)
            seen.add(rule.name)
            rules.append(rule)
    return tuple(rules)
