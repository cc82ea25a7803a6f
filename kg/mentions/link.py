"""Linking within one article: which mentions name one entity, and the names that the text itself equates.

Every Person, Org, Model, Award and Work mention gets the key of a local entity. Names meet when they are equal after
folding, when the recogniser knows them as one (a canonical name), when a bracket equates them (深度求索（DeepSeek）,
以下简称), or when a short form (surname, given name) fits exactly one full name of the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kg.lexicons import load_table
from kg.mentions.model_lexicon import fold as fold_model
from kg.mentions.patterns import compiled
from kg.mentions.person_gloss import spells
from kg.mentions.person_short import before_surname
from kg.schema import Article, LocalEntity, Mention

ENTITY_TYPES = ("Person", "Org", "Model", "Award", "Work")
_PARENT = "parent"
_SHORTEST = 2
_NAMED = compiled(r"^[”》]?，?<alias-after>[为是：]?[“]?$")
#: How somebody is addressed between his two names: 某某教授（Prof. Mira Holt）.
_ADDRESS = compiled(r"^(?:<addressed>)(?=\s?[（(])|(?<=[（(])(?:<latin-title>)\s?")
_SAME = compiled(r"^[“”《》\s]{0,2}[（(]<alias-bracket>?\s?[“]?$")


@lru_cache(maxsize=1 << 12)
def fold(type_: str, name: str) -> str:
    """The key under which spellings of one name meet within an article."""
    if type_ == "Model":
        return fold_model(name)
    return re.sub(r"[\s·•‧“”‘’《》\-.]", "", unicodedata.normalize("NFKC", name)).casefold()


def parents_of(mention: Mention) -> tuple[Mention, ...]:
    """The units that an organisation's name says it belongs to, nearest first, as mentions of the same stretch."""
    return tuple(Mention(mention.start, mention.end, "Org", mention.text, name, by=_PARENT) for name in mention.parents)


def _surfaces(mention: Mention) -> Iterable[tuple[str, int]]:
    """For each parent that the words of a unit's name begin with, its key and how many characters name it there."""
    whole, length = mention.name, len(mention.text)
    for parent in mention.parents:
        unit = whole[len(parent) :]
        if not whole.startswith(parent) or not unit or not mention.text[:length].endswith(unit):
            return
        length = len(mention.text[: length - len(unit)].rstrip(" -的"))
        if length < _SHORTEST or mention.text[length - 1] in "）)":
            return
        yield f"Org|{fold('Org', parent)}", length
        whole = parent


class _Sets:
    """Disjoint sets of names (union-find), the first name of a set its root."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        self.parent.setdefault(key, key)
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self.parent[b] = a


def link(
    article: Article, mentions: Sequence[Mention], within: Sequence[Mention] = ()
) -> tuple[tuple[LocalEntity, ...], Mapping[Mention, str]]:
    """The article's entities, and for each entity mention the key of its entity (`type:name`); `within` are mentions
    inside others (the society of a fellow).
    """
    named = [m for m in mentions if m.type in ENTITY_TYPES]
    held = [*(parent for m in named for parent in parents_of(m)), *within]
    written: dict[str, set[tuple[int, int]]] = {}
    for mention in named:
        for key, length in _surfaces(mention):
            written.setdefault(key, set()).add((mention.start, mention.start + length))
    sets = _Sets()
    by_key: dict[str, list[Mention]] = {}
    for mention in [*named, *held]:
        by_key.setdefault(_key(mention), []).append(mention)
    for one, other in _pairs(article.text, named):
        sets.join(_key(one), _key(other))
    _short_names(by_key, sets, article.text)
    groups: dict[str, list[Mention]] = {}
    for key, found in by_key.items():
        groups.setdefault(sets.find(key), []).extend(found)
    entities: list[LocalEntity] = []
    keys: dict[Mention, str] = {}
    for found in groups.values():
        found.sort(key=lambda m: m.start)
        best = _best_name(found)
        key = f"{best.type.lower()}:{best.name}"
        for mention in found:
            keys[mention] = key
        seen = [m for m in found if m.by != _PARENT]
        spans = {(m.start, m.end) for m in seen}.union(*(written.get(k, ()) for k in {_key(m) for m in found}))
        raw = [article.source.text[slice(*article.map.bounds(start, end))] for start, end in spans]
        entities.append(
            LocalEntity(
                key=key,
                type=best.type,
                name=best.name,
                kind=_kind(found),
                names=tuple(
                    sorted(
                        {article.text[start:end] for start, end in spans}
                        | {m.name for m in found if m.kind not in ("surname", "given")}
                    )
                ),
                raw_names=tuple(sorted(set(raw))),
            )
        )
    return tuple(sorted(entities, key=lambda e: e.key)), keys


def _key(mention: Mention) -> str:
    return f"{mention.type}|{fold(mention.type, mention.name)}"


def _pairs(text: str, named: Sequence[Mention]) -> Iterable[tuple[Mention, Mention]]:
    """Neighbours that the text equates: `A（B）`, `A（简称“B”）`, `A，又名B`."""
    for one, other in pairwise(named):
        if one.type != other.type or other.start - one.end > 12 or _distinct(one, other):
            continue
        between = text[one.end : other.start]
        if one.type == "Person" and other.text.isascii() and not one.text.isascii():
            between = _ADDRESS.sub("", between)
        if one.type == "Person" and not between.strip() and other.text.isascii() and spells(other.text, one.text):
            yield one, other  # 苏明哲 Mingzhe Su
            continue
        after = text[other.end : other.end + 2].lstrip("”》")
        if (_SAME.match(between) and after[:1] in ("）", ")", "，", "；")) or _NAMED.match(between):
            yield one, other


def _distinct(one: Mention, other: Mention) -> bool:
    """Two names that a lexicon knows as two entities are not one because a bracket holds the second."""
    return one.by == other.by and one.by.endswith(("list", "lexicon")) and one.name != other.name


def _short_names(by_key: Mapping[str, list[Mention]], sets: _Sets, text: str) -> None:
    """Join a surname or given name with the one full name of the article that holds it; of several, with the one that
    bears the same title (罗铭现副校长, and 罗副校长 of two named 罗).
    """
    full = {k: found[0] for k, found in by_key.items() if found[0].type == "Person" and found[0].kind is None}
    for key, found in sorted(by_key.items()):
        first = found[0]
        if first.type != "Person" or first.kind not in ("surname", "given"):
            continue
        short = first.text.casefold()
        fits = {sets.find(k) for k, m in full.items() if _holds(m.name, first.text, short, first.kind)}
        if len(fits) > 1 and first.kind == "surname":
            title = first.text[1:]
            fits = {
                sets.find(k)
                for k, m in full.items()
                if len(title) > 1
                and _holds(m.name, first.text, short, first.kind)
                and (m.text + title in text or title + m.text in text)
            }
        if len(fits) == 1:
            sets.join(next(iter(fits)), key)


def _holds(full: str, short: str, folded: str, kind: str | None) -> bool:
    if full.isascii():
        return folded in full.casefold().split()
    parts = full.split("·")
    if len(parts) > 1:
        return short in parts
    if kind == "surname":
        core = short[1:] if short[0] in before_surname() and len(short) == _SHORTEST else short
        return full not in (short, core) and full.startswith(core[:2] if core[:2] in _compound() else core[0])
    return full != short and full.endswith(short)


@cache
def _compound() -> frozenset[str]:
    return frozenset(row["surname"] for row in load_table("surnames") if len(row["surname"]) > 1)


def _best_name(found: Sequence[Mention]) -> Mention:
    """The mention whose name the entity bears: a full name, Chinese before Latin for persons, else the commonest."""
    if len(found) == 1:
        return found[0]
    counts = Counter(m.name for m in found)

    def rank(mention: Mention) -> tuple[int, int, int, int]:
        short = mention.kind in ("surname", "given")
        latin = mention.name.isascii() if mention.type == "Person" else False
        listed = mention.by.endswith(("list", "lexicon"))
        return (short, latin, 0 if listed else 1, -counts[mention.name])

    return min(found, key=lambda m: (*rank(m), m.start))


def _kind(found: Sequence[Mention]) -> str | None:
    if found[0].type == "Person":
        return None
    counts: dict[str, int] = {}
    for mention in found:
        if mention.kind:
            counts[mention.kind] = counts.get(mention.kind, 0) + 1
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None
