"""Joining the records of organisations, models, awards and works: by key, and by names that articles equate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.resolve import orgs, things
from kg.resolve.keys import Sets, fold
from kg.resolve.orgs import Key
from kg.resolve.records import Corpus, Feature, Log, Record

_SHORTEST = 2


def join_things(corpus: Corpus, sets: Sets, log: Log) -> dict[int, str]:
    """Join all records but persons'; the better name, mostly the word lists', for the records that have one."""
    keys: dict[int, Key] = {}
    for members in corpus.by_article:
        regions = orgs.regions_of(members)
        for record in members:
            if record.type != "Person":
                keys[record.number] = _key(corpus, record, regions)
    by_main: dict[tuple[str, str], int] = {}
    listed: dict[int, str] = {}
    for number, key in keys.items():
        record = corpus.records[number]
        first = by_main.setdefault((record.type, key.main), number)
        if key.listed:
            sets.mark(first, f"listed {record.type}", key.main)
            listed.setdefault(first, key.main)
        if key.why:
            log(number, number, key.why)
        if first != number:
            log(first, number, _same_key(corpus, first, number, key))
            sets.join(first, number)
    _join_loose(corpus, sets, keys, by_main, log)
    _join_peers(corpus, sets, keys, log)
    _join_equated(corpus, sets, keys, by_main, log)
    _join_versions(corpus, sets, log)
    return {number: name for number, key in keys.items() if (name := key.listed or key.called)}


def _key(corpus: Corpus, record: Record, regions: Mapping[str, float]) -> Key:
    match record.type:
        case "Org":
            return orgs.key_of(corpus, record, regions)
        case "Model":
            key = things.model_key(record)
            bare = things.is_version(record.entity.name)
            return Key(f"{key.main}@{corpus.path(record)}") if bare else key
        case "Award":
            return things.award_key(record)
        case _:
            return things.work_key(record)


def _same_key(corpus: Corpus, one: int, other: int, key: Key) -> Feature:
    a, b = corpus.records[one].entity.name, corpus.records[other].entity.name
    if key.listed:
        return Feature("listed", 3.0, f"{a} and {b} are names of one entry of the word lists")
    return Feature("same-name", 2.0, f"{a} and {b} are one name but for spelling")


def _join_loose(
    corpus: Corpus, sets: Sets, keys: Mapping[int, Key], by_main: Mapping[tuple[str, str], int], log: Log
) -> None:
    for number, key in keys.items():
        record = corpus.records[number]
        for loose in key.loose:
            other = by_main.get((record.type, loose))
            if other is None and record.type == "Org" and orgs.canonical(loose):
                other = by_main.get(("Org", fold(orgs.canonical(loose) or "")))
            if other is not None and sets.find(other) != sets.find(number):
                a, b = record.entity.name, corpus.records[other].entity.name
                log(other, number, Feature("longer-form", 1.5, f"{a} is {b} with its form, trade, town or maker"))
                sets.join(other, number)
                break


def _join_peers(corpus: Corpus, sets: Sets, keys: Mapping[int, Key], log: Log) -> None:
    """Units of one parent whose names differ in filler words (计算机系, 计算机学院), where no article names both."""
    groups: dict[str, dict[int, set[int]]] = {}
    for number, key in keys.items():
        for peer in key.peers:
            groups.setdefault(peer, {}).setdefault(sets.find(number), set()).add(corpus.records[number].article)
    for roots in groups.values():
        ordered = sorted(roots)
        for one, other in pairwise(ordered):
            if roots[one].isdisjoint(roots[other]):
                a, b = corpus.records[one].entity.name, corpus.records[other].entity.name
                log(one, other, Feature("unit", 1.2, f"{a} and {b} name one unit; no article tells them apart"))
                sets.join(one, other)


def _join_equated(
    corpus: Corpus, sets: Sets, keys: Mapping[int, Key], by_main: Mapping[tuple[str, str], int], log: Log
) -> None:
    """A name that one article equates with another holds everywhere, unless it stands for two things."""
    claims: dict[tuple[str, str], dict[int, int]] = {}
    for number, key in keys.items():
        record = corpus.records[number]
        for name in _equated(record, key):
            other = by_main.get((record.type, name))
            if other is not None and sets.find(other) != sets.find(number):
                claims.setdefault((record.type, name), {}).setdefault(sets.find(number), number)
    for (type_, name), claimants in sorted(claims.items()):
        if len({sets.find(n) for n in claimants.values()}) == 1:
            number = min(claimants.values())
            other = by_main[type_, name]
            record = corpus.records[number]
            sentence = f"{corpus.path(record)} equates {record.entity.name} and {corpus.records[other].entity.name}"
            log(number, other, Feature("equated", 1.5, sentence))
            sets.join(number, other)


def _equated(record: Record, key: Key) -> Sequence[str]:
    main = fold(record.entity.name)
    found = []
    for name in record.entity.names:
        folded = fold(name)
        if len(folded) < _SHORTEST or folded == main or folded in main or main in folded:
            continue
        if record.type == "Org" and orgs.is_ambiguous(name):
            continue
        if record.type == "Model" and (things.is_version(name) or any(map(orgs.canonical, _heads(name)))):
            continue
        other = things.listed_name(record.type, name)
        if other is None or not key.listed:
            found.append(fold(other) if other else folded)
    return found


def _heads(name: str) -> list[str]:
    """What stands before a head word: 某某大模型 is any model of its maker."""
    return [name[:-n] for n in (2, 3, 5) if len(name) > n + 1 and not name[-n:].isascii()]


def _join_versions(corpus: Corpus, sets: Sets, log: Log) -> None:
    """A bare version (R1) is the one model of its article that ends in it, or the only such model of the corpus."""
    tails: dict[str, set[int]] = {}
    bare: list[Record] = []
    for record in corpus.records:
        if record.type == "Model":
            if things.is_version(record.entity.name):
                bare.append(record)
            elif version := things.version_of(record.entity.name):
                tails.setdefault(version, set()).add(record.number)
    for record in bare:
        tail = fold(record.entity.name)
        mine = corpus.by_article[record.article]
        here = {r.number for r in mine if r.type == "Model"}
        fits = {sets.find(n): n for n in sorted(tails.get(tail, set()) & here)}
        where = corpus.path(record)
        if not fits:
            fits = {sets.find(n): n for n in sorted(tails.get(tail, set()))}
            named = {fold(r.entity.name) for r in mine}
            fits = {
                r: n for r, n in fits.items() if any(fold(corpus.records[n].entity.name).startswith(x) for x in named)
            }
            where = "the corpus"
        if len(fits) == 1:
            (other,) = fits.values()
            full = corpus.records[other].entity.name
            sentence = f"{full} is the only model of {where} that {record.entity.name} can be short for"
            log(other, record.number, Feature("version", 1.2, sentence))
            sets.join(other, record.number)
