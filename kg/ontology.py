"""The ontology as data: `ontology.toml`, loaded strictly.

`load()` gives the one `Ontology`; unknown keys, types or qualifiers in the file raise DataError with what was
probably meant. (Ontology as data, loaded strictly: followthemoney.)
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.errors import DataError

_FILE = "kg/ontology.toml"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_VALUES = ("date", "text", "place", "number", "amount")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation between entities, or an attribute (`value` set, `object` empty)."""

    name: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: str | None
    qualifiers: Mapping[str, str | tuple[str, ...]]
    identity: tuple[str, ...]
    single: bool
    single_qualifiers: tuple[str, ...]
    symmetric: bool
    zh: str
    en: str
    wikidata: str | None
    schema_org: str | None

    @property
    def is_attribute(self) -> bool:
        """Whether the object is a literal."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types with their kinds, and predicates (attributes among them) by name."""

    types: Mapping[str, tuple[str, ...]]
    predicates: Mapping[str, Predicate]

    def predicate(self, name: str, *, file: str = _FILE, line: int = 0) -> Predicate:
        """The predicate called `name`; DataError (at `file`, `line`) with the nearest name when there is none."""
        found = self.predicates.get(name)
        if found is None:
            raise DataError(f"no predicate {name!r}{_nearest(name, self.predicates)}", file, line)
        return found

    def complaints(
        self,
        predicate: str,
        subject_type: str,
        object_type: str | None,
        qualifiers: Mapping[str, str],
    ) -> list[str]:
        """What is wrong with a fact of these parts (`object_type` None for a literal); an empty list when nothing."""
        p = self.predicates.get(predicate)
        if p is None:
            return [f"no predicate {predicate!r}"]
        wrong = []
        if subject_type not in p.subject:
            wrong.append(f"{predicate}: subject is {subject_type}, not {' or '.join(p.subject)}")
        if p.is_attribute != (object_type is None):
            wrong.append(f"{predicate}: object must be {'a literal' if p.is_attribute else 'an entity'}")
        elif object_type is not None and object_type not in p.object:
            wrong.append(f"{predicate}: object is {object_type}, not {' or '.join(p.object)}")
        for key, value in qualifiers.items():
            allowed = p.qualifiers.get(key)
            if allowed is None:
                wrong.append(f"{predicate}: no qualifier {key!r}{_nearest(key, p.qualifiers)}")
            elif allowed == "date" and not _DATE.match(value):
                wrong.append(f"{predicate}: {key}={value!r} is no ISO date")
            elif isinstance(allowed, tuple) and value not in allowed:
                wrong.append(f"{predicate}: {key}={value!r} is not one of {', '.join(allowed)}")
        return wrong


def _nearest(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _only(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise DataError(f"[{where}]: unknown key {key!r}{_nearest(key, known)}", _FILE)


def _predicate(name: str, table: Mapping[str, Any], types: Mapping[str, Any], *, attribute: bool) -> Predicate:
    where = f"{'attribute' if attribute else 'predicate'}.{name}"
    common = ("subject", "qualifiers", "identity", "single", "single_qualifiers", "zh", "en", "wikidata", "schema_org")
    _only(table, (*common, *(("value",) if attribute else ("object", "symmetric"))), where)
    for side in ("subject",) if attribute else ("subject", "object"):
        for entity_type in table[side]:
            if entity_type not in types:
                raise DataError(f"[{where}]: no type {entity_type!r}{_nearest(entity_type, types)}", _FILE)
    if attribute and table.get("value") not in _VALUES:
        raise DataError(f"[{where}]: value must be one of {', '.join(_VALUES)}", _FILE)
    qualifiers = {k: tuple(v) if isinstance(v, list) else str(v) for k, v in table.get("qualifiers", {}).items()}
    for key in (*table.get("identity", ()), *table.get("single_qualifiers", ())):
        if key not in qualifiers:
            raise DataError(f"[{where}]: {key!r} is not one of its qualifiers", _FILE)
    return Predicate(
        name=name,
        subject=tuple(table["subject"]),
        object=tuple(table.get("object", ())),
        value=table.get("value"),
        qualifiers=qualifiers,
        identity=tuple(table.get("identity", ())),
        single=bool(table.get("single", False)),
        single_qualifiers=tuple(table.get("single_qualifiers", ())),
        symmetric=bool(table.get("symmetric", False)),
        zh=table["zh"],
        en=table["en"],
        wikidata=table.get("wikidata"),
        schema_org=table.get("schema_org"),
    )


def parse(text: str) -> Ontology:
    """The ontology in `text` (TOML). Raises DataError for anything it does not know."""
    data = tomllib.loads(text)
    _only(data, ("type", "predicate", "attribute"), "top level")
    types = {name: tuple(table.get("kinds", ())) for name, table in data["type"].items()}
    predicates = {n: _predicate(n, t, types, attribute=False) for n, t in data["predicate"].items()}
    predicates |= {n: _predicate(n, t, types, attribute=True) for n, t in data["attribute"].items()}
    return Ontology(types=types, predicates=predicates)


@cache
def load() -> Ontology:
    """The project's ontology."""
    return parse(resources.files("kg").joinpath("ontology.toml").read_text("utf-8"))
