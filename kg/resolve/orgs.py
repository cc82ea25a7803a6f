"""Under which key an organisation is known: its listed name, parent and unit, the company without its form.

A name that the list gives to several organisations (清华大学 in Beijing and in Hsinchu) is decided by the region that
the article speaks of: the places in the same sentence, and the other organisations of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick_rs

from kg import names
from kg.lexicons import load_table
from kg.resolve.keys import fold, replacements, words
from kg.resolve.records import Corpus, Feature, Record

_NEAR = 30
_MOST = 50
_STOP = re.compile(r"[，。；、,.;!?！？\n]")
_LONGEST_FORM = 24


@dataclass(frozen=True, slots=True)
class Key:
    """A record's key: `main`, its name in the word lists, other keys that may stand for it, and why.

    Two records with one `main` are one; so is a record whose main key is the `loose` key of another. Records that only
    share a `peer` key are one where no article names both. `called` is the better name for one not listed.
    """

    main: str
    listed: str = ""
    loose: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    called: str = ""
    why: Feature | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    name: str
    region: str
    strong: bool


@cache
def _meanings() -> Mapping[str, tuple[_Meaning, ...]]:
    """The organisations that each folded form may mean, the one whose own name it is first."""
    found: dict[str, dict[str, _Meaning]] = {}
    for row in load_table("orgs"):
        for form in (row["name"], *row.many("aliases"), *row.many("weak")):
            strong = form not in row.many("weak") or form == row["name"]
            known = found.setdefault(fold(form), {})
            if strong or row["name"] not in known:
                known[row["name"]] = _Meaning(row["name"], row["region"], strong)
    for row in load_table("regional"):
        normal = found.get(fold(row["normal"]))
        if normal and row["domain"] in ("company", "university", "association", "media"):
            found.setdefault(fold(row["form"]), normal)
    return {
        form: tuple(sorted(known.values(), key=lambda m: (fold(m.name) != form, not m.strong, m.name)))
        for form, known in found.items()
    }


@cache
def names_of(canonical: str) -> tuple[str, ...]:
    """The names that the word list knows for an organisation, its own among them; none for one not listed."""
    return _all_names().get(canonical, ())


@cache
def _all_names() -> Mapping[str, tuple[str, ...]]:
    return {row["name"]: (row["name"], *row.many("aliases")) for row in load_table("orgs")}


def canonical(name: str) -> str | None:
    """The listed organisation that `name` means, where it can be only one."""
    known = [m for m in _meanings().get(fold(name), ()) if m.strong]
    own = [m for m in known if fold(m.name) == fold(name)]
    return own[0].name if own else known[0].name if len(known) == 1 else None


def is_ambiguous(name: str) -> bool:
    """Whether the word list gives `name` to several organisations."""
    return len(_meanings().get(fold(name), ())) > 1


def key_of(corpus: Corpus, record: Record, regions: Mapping[str, float]) -> Key:
    """The key of an organisation's record; `regions` is what `regions_of` says of its article."""
    name = record.entity.name
    surfaces = [m for n in _written(record) if (m := _meanings().get(fold(n)))]
    if surfaces and all(len(m) > 1 for m in surfaces):
        return _decide(corpus, record, surfaces[0], regions)
    listed = canonical(name)
    if listed is None and any(m.name == name for m in _meanings().get(fold(name), ())):
        listed = name
    if listed is not None:
        parent, unit = split(listed)
        peers = (f"{fold(canonical(parent) or parent)}|{unit_forms(unit)[-1]}",) if parent else ()
        return Key(fold(listed), listed=listed, peers=peers)
    return _unlisted(corpus, record, name, regions)


def _written(record: Record) -> list[str]:
    """The names as the article writes them (in simplified script), without the one that the recogniser put in."""
    raw = {fold(n) for n in record.entity.raw_names}
    found = [n for n in record.entity.names if fold(n) in raw] or [
        n for n in record.entity.names if n != record.entity.name
    ]
    return found or [record.entity.name]


def _decide(corpus: Corpus, record: Record, meanings: tuple[_Meaning, ...], regions: Mapping[str, float]) -> Key:
    """Which of several organisations of one name the article means."""
    near = _near_regions(corpus, record.article, frozenset(m.name for m in meanings))
    strong = [m for m in meanings if m.strong]

    def weigh(meaning: _Meaning) -> float:
        own = 1.5 if meaning is meanings[0] and meaning.strong else 0.5 if strong == [meaning] else 0.0
        return own + near.get(meaning.region, 0) + min(3.0, regions.get(meaning.region, 0.0))

    best = max(meanings, key=lambda m: (weigh(m), -meanings.index(m)))
    sentence = (
        f"{_written(record)[0]} may be {' or '.join(m.name for m in meanings)}; in {corpus.path(record)} the places "
        f"and organisations around it speak for {best.name}"
    )
    return Key(fold(best.name), listed=best.name, why=Feature("region", round(weigh(best), 2), sentence))


@cache
def _region_words() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    rows = tuple((row["word"], row["region"]) for row in load_table("resolve_regions"))
    return ahocorasick_rs.AhoCorasick([word for word, _ in rows]), rows


def _near_regions(corpus: Corpus, article: int, meant: frozenset[str]) -> dict[str, int]:
    """How often words tell a region at the places of an article that name one of several organisations."""
    text = corpus.extracts[article].source.text
    seen: dict[str, int] = {}
    for record in corpus.by_article[article]:
        if record.type != "Org" or not _may_mean(record, meant):
            continue
        for mention in record.mentions[:_MOST]:
            before, after = text[max(0, mention.start - _NEAR) : mention.start], text[mention.end : mention.end + _NEAR]
            clause = _told(_STOP.split(before)[-1])
            for region in clause | _told(before) | _told(after):
                # A word in the same clause before the name (新竹的清华大学) tells more than one further away.
                seen[region] = seen.get(region, 0) + (2 if region in clause else 1)
    return seen


def _told(text: str) -> set[str]:
    automaton, rows = _region_words()
    return {rows[index][1] for index, _, _ in automaton.find_matches_as_indexes(names.fold(text))}


def _may_mean(record: Record, meant: frozenset[str]) -> bool:
    """Whether a record's name, or what it begins with, is the name shared by the organisations `meant`."""
    for name in _written(record):
        known = _meanings().get(fold(name)) or _meanings().get(fold(split(name)[0]), ())
        if len(known) > 1 and {m.name for m in known} == meant:
            return True
    return False


def regions_of(records: Iterable[Record]) -> dict[str, float]:
    """How many organisations of each region an article names, counting only those that can be no other."""
    found: dict[str, float] = {}
    for record in records:
        if record.type == "Org":
            meanings = [_meanings().get(fold(n), ()) for n in _written(record)]
            for region in {m[0].region for m in meanings if len(m) == 1}:
                found[region] = found.get(region, 0.0) + 0.5
    return found


def _unlisted(corpus: Corpus, record: Record, name: str, regions: Mapping[str, float]) -> Key:
    parent, unit = split(name)
    if parent:
        meanings = _meanings()[fold(parent)]
        why = None
        if len(meanings) > 1:
            decided = _decide(corpus, record, meanings, regions)
            holder, why = decided.listed, decided.why
        else:
            holder = meanings[0].name
        if fold(unit) in map(fold, words("company-end")):
            return Key(fold(holder), listed=holder)
        own, general = unit_forms(unit)
        called = holder + unit if holder != meanings[0].name else ""
        return Key(f"{fold(holder)}{own}", peers=(f"{fold(holder)}|{general}",), called=called, why=why)
    return Key(fold(name), loose=tuple(sorted({fold(base) for base in company_bases(name)} - {fold(name)})))


@lru_cache(maxsize=1 << 16)
def split(name: str) -> tuple[str, str]:
    """The listed organisation that a name begins with, and the rest; two empty strings where there is none."""
    for end in range(min(len(name) - 1, _LONGEST_FORM), 1, -1):
        head, rest = name[:end], name[end:].strip()
        cut_word = head[-1].isascii() and rest[:1].isascii() and rest[:1].isalnum() and name[end] != " "
        known = _meanings().get(fold(head))
        if known and any(m.strong for m in known) and len(fold(rest)) > 1 and not cut_word:
            return head, rest
    return "", ""


@lru_cache(maxsize=1 << 16)
def unit_forms(unit: str) -> tuple[str, str]:
    """The keys of a unit: its own form, and the bare one with its filler words left out and its end made general."""
    own = fold(unit.replace("（", "").replace("）", "").replace("(", "").replace(")", ""))
    end = next((e for e, _ in replacements("unit-end") if len(own) > len(e) and own.endswith(e)), "")
    stem = own[: len(own) - len(end)]
    while filler := next((w for w in words("unit-filler") if stem.endswith(w) and len(stem) - len(w) > 1), ""):
        stem = stem[: -len(filler)]
    general = dict(replacements("unit-end")).get(end, end)
    return own, f"{stem}~{general}"


@cache
def _places() -> frozenset[str]:
    kinds = ("province", "city", "region", "country")
    rows = [row for row in load_table("places") if row["kind"] in kinds]
    return frozenset(form for row in rows for form in (row["name"], *row.many("aliases")) if len(form) > 1)


@lru_cache(maxsize=1 << 16)
def company_bases(name: str) -> tuple[str, ...]:
    """A company's name without its legal form, its trade and its town, in all steps; none for other names."""
    plain = name.casefold().strip()
    end = next((e for e in words("company-end") if plain.endswith(e) and len(plain) - len(e) > 1), None)
    if end is None:
        return ()
    ascii_end = end.isascii()
    base = name.strip()[: len(plain) - len(end)].rstrip(" ,，")
    if ascii_end and name.strip()[len(base) :][:1] not in (" ", ",", "，"):
        return ()
    found = [base]
    trimmed = base.replace("（", "(").split("(")[0] or base
    trade = next((t for t in words("company-trade") if trimmed.endswith(t) and len(trimmed) - len(t) > 1), "")
    if trade:
        found.append(trimmed[: -len(trade)])
    for form in tuple(found):
        town = next((form[:n] for n in range(min(6, len(form) - 2), 1, -1) if form[:n] in _places()), "")
        if town and len(form) - len(town) > 1:
            found.append(form[len(town) :])
    return tuple(dict.fromkeys(found))
