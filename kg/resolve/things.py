"""Under which key a model, an award or a work is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.resolve.keys import fold, replacements, words
from kg.resolve.orgs import Key, canonical, names_of
from kg.resolve.records import Record

_TABLES = {"Org": "orgs", "Model": "models", "Award": "awards"}
_VERSION = re.compile(r"[A-Za-z]?\d+(?:\.\d+)*$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度|年)?")
_EDITION = re.compile(r"第[〇一二三四五六七八九十百\d]+(?:届|次|期)")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九]+(?=[号代型]|$)")


@cache
def _listed(table: str) -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """The name for each folded form of a word list (strong forms only), and the names of each."""
    forms: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    rows = load_table(table)
    for row in rows:
        forms.setdefault(_plain(row["name"]), row["name"])
        names[row["name"]] = (row["name"], *row.many("aliases"))
    shared: set[str] = set()
    for row in rows:
        for form in row.many("aliases"):
            key = _plain(form)
            if forms.setdefault(key, row["name"]) != row["name"] and key != _plain(forms[key]):
                shared.add(key)
    return {form: name for form, name in forms.items() if form not in shared}, names


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """The folded name, Chinese digits before 号 and the like as Arabic ones (萤火二号, 萤火2号)."""
    folded = fold(name).replace("_", "")
    if not folded.isascii():
        folded = _HAN_NUMBER.sub(lambda m: "".join(str(int(unicodedata.numeric(c))) for c in m.group()), folded)
    return folded


def listed_names(type_: str, name: str) -> tuple[str, ...]:
    """The names that the word lists know for the entity called `name`, its own among them."""
    if type_ == "Org":
        return names_of(name)
    table = _TABLES.get(type_)
    return _listed(table)[1].get(name, ()) if table else ()


@cache
def _kinds(table: str) -> Mapping[str, str]:
    return {row["name"]: row["kind"] for row in load_table(table)}


def listed_kind(type_: str, name: str) -> str | None:
    """The kind that the word lists know for the entity called `name`."""
    return _kinds(_TABLES[type_]).get(name) if type_ in _TABLES else None


def listed_name(type_: str, name: str) -> str | None:
    """The word lists' own name for `name`, where it can be only one."""
    if type_ == "Org":
        return canonical(name)
    table = _TABLES.get(type_)
    return _listed(table)[0].get(_plain(name)) if table else None


def model_key(record: Record) -> Key:
    """A model's key: its name without regard to spelling; without a head word or its maker's name as a loose key."""
    name = record.entity.name
    listed = _listed("models")[0].get(_plain(name))
    if listed:
        return Key(_plain(listed), listed=listed)
    loose = [_plain(form) for form in _trimmed(name)]
    for form in loose:
        if form in _listed("models")[0]:
            return Key(_plain(_listed("models")[0][form]), listed=_listed("models")[0][form])
    return Key(_plain(name), loose=tuple(loose))


@lru_cache(maxsize=1 << 16)
def _trimmed(name: str) -> tuple[str, ...]:
    found = []
    head = next((h for h in words("model-head") if name.casefold().endswith(h) and len(name) - len(h) > 1), "")
    base = name[: len(name) - len(head)].rstrip(" -") if head else name
    if head and not canonical(base):
        found.append(base)
    for end in range(2, len(base) - 1):
        rest = base[end:].lstrip(" -的")
        joined = base[end - 1].isascii() and base[end].isascii() and base[end] not in " -"
        # What is left must be a name: a bare version (V3) is none.
        if canonical(base[:end]) and not joined and len(rest) > 1 and not is_version(rest):
            found.append(rest)
    return tuple(dict.fromkeys(found))


def is_version(name: str) -> bool:
    """Whether a model's name is only a version (V3, R1), which tells nothing outside its article."""
    return bool(_VERSION.match(name)) and _plain(name) not in _listed("models")[0]


def version_of(name: str) -> str:
    """The folded version that a model's name ends in (DeepSeek-V3: v3), which may be its short form; or nothing."""
    found = re.search(r"(?<![A-Za-z0-9.])([A-Za-z]\d+(?:\.\d+)*)$", name)
    return fold(found[1]) if found and found.start() else ""


def award_key(record: Record) -> Key:
    """An award's key: its name without year and edition, long words short, the host under its listed name."""
    name = record.entity.name
    listed = _listed("awards")[0].get(_plain(name))
    if listed:
        return Key(_award_form(listed), listed=listed)
    form = _award_form(name)
    found = _listed_awards().get(form)
    return Key(_award_form(found), listed=found) if found else Key(form)


@cache
def _listed_awards() -> Mapping[str, str]:
    return {_award_form(form): name for form, name in _listed("awards")[0].items()}


@lru_cache(maxsize=1 << 16)
def _award_form(name: str) -> str:
    form = _EDITION.sub("", _YEAR.sub("", name)).strip()
    for end in range(min(len(form) - 2, 16), 1, -1):
        host = canonical(form[:end])
        if host:
            form = min((n for n in names_of(host) if n.isascii()), key=len, default=host) + form[end:]
            break
    form = _plain(form).replace("的", "")
    for long, short in replacements("short"):
        form = form.replace(long, short)
    return form


def work_key(record: Record) -> Key:
    """A work's key: the letters of its title."""
    title = "".join(c for c in fold(record.entity.name) if c.isalnum())
    return Key(title or record.entity.name)
