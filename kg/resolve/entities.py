"""The graph's nodes: for each set of joined records a name, an id, a kind and all other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg import names
from kg.resolve.keys import Sets, fold, words
from kg.resolve.records import Corpus, Record
from kg.resolve.sound import full_names, readings
from kg.resolve.things import listed_kind, listed_name, listed_names
from kg.schema import NODE_CLASS, Entity


def make_entities(
    corpus: Corpus, sets: Sets, better: Mapping[int, str], given: Mapping[int, Iterable[str]]
) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """The nodes sorted by id, and the id for each record number.

    `better` holds better names for some records, `given` the other names that a person gave to some.
    """
    groups: dict[int, list[Record]] = {}
    for record in corpus.records:
        groups.setdefault(sets.find(record.number), []).append(record)
    named = [(_name(members, better), members) for members in groups.values()]
    taken: dict[tuple[str, str], int] = {}
    ids: dict[int, str] = {}
    entities = []
    # Records come in the order of their articles' paths, so that the first bearer of a name is the same in any order.
    for name, members in sorted(named, key=lambda n: n[1][0].number):
        type_ = members[0].type
        number = taken[type_, name] = taken.get((type_, name), 0) + 1
        made = f"{type_.lower()}:{name}" + (f"#{number}" if number > 1 else "")
        ids.update(dict.fromkeys((r.number for r in members), made))
        entities.append(
            NODE_CLASS[type_](
                id=made,
                name=name,
                kind=_kind(name, members),
                aliases=_aliases(name, members, given),
                sources=tuple(sorted({corpus.path(r) for r in members})),
                spellings=_spellings(name) if type_ == "Person" else (),
            )
        )
    return tuple(sorted(entities, key=lambda e: e.id)), ids


def _spellings(name: str) -> tuple[str, ...]:
    """The pinyin of a Chinese full name, given name first and surname first."""
    if not names.has_han(name):
        return ()
    return tuple(sorted({f"{one} {other}" for s, g in readings(name) if s for one, other in ((g, s), (s, g))}))


def _name(members: Sequence[Record], better: Mapping[int, str]) -> str:
    type_ = members[0].type
    if type_ == "Person":
        return _person_name(members)
    counts: Counter[str] = Counter()
    for record in members:
        counts[record.entity.name] += max(1, len(record.mentions))
    known: Counter[str] = Counter()
    for record in members:
        if record.number in better:
            known[better[record.number]] += max(1, len(record.mentions))
    if known:
        return min(known, key=lambda n: (-known[n], n))
    return min(counts, key=lambda n: (not names.has_han(n), n.endswith(words("company-end")), -counts[n], -len(n), n))


def _person_name(members: Iterable[Record]) -> str:
    """The full Chinese name that most places use, else the full Latin one, else what there is."""
    counts: Counter[str] = Counter()
    full: set[str] = set()
    for record in members:
        found = full_names(record.entity.names)
        full |= {made.name for made in found}
        written = Counter(names.fold(m.text) for m in record.mentions)
        for name in record.entity.names:
            counts[name] += written.get(fold(name), 0)
        counts[record.entity.name] += 1
    return min(counts, key=lambda n: (n not in full, not names.has_han(n), "·" not in n, -counts[n], n))


def _kind(name: str, members: Sequence[Record]) -> str | None:
    kinds = Counter(r.entity.kind for r in members if r.entity.kind)
    known = listed_kind(members[0].type, name)
    return known or (min(kinds, key=lambda k: (-kinds[k], k)) if kinds else None)


def _aliases(name: str, members: Iterable[Record], given: Mapping[int, Iterable[str]]) -> tuple[str, ...]:
    found: set[str] = set()
    for record in members:
        found.update(given.get(record.number, ()))
        found.update(record.entity.names)
        found.update(record.entity.raw_names)
        found.add(record.entity.name)
        type_ = record.type
    canonical = listed_name(type_, name)
    if canonical is not None:
        found.update(listed_names(type_, canonical))
    return tuple(sorted(form for form in found if form.strip() and form != name))
