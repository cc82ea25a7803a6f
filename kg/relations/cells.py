"""The alphabet of tapes: one character for each mention type, and the cells that stand behind the characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.schema import Mention

TYPES: tuple[str, ...] = (
    "Person", "Org", "Model", "Award", "Work", "PersonRef", "OrgRef", "ModelRef", "Date", "Degree", "Major", "Role",
    "Place", "Amount", "Grade", "Edition", "Venue", "Field", "Speech", "Title",
)  # fmt: skip
CHAR = {name: chr(0xE000 + i) for i, name in enumerate(TYPES)}
TYPE = {c: name for name, c in CHAR.items()}
ANY = f"{CHAR[TYPES[0]]}-{CHAR[TYPES[-1]]}"
#: What a slot of a type accepts: the type itself and the references that stand for it.
ACCEPTS = {name: CHAR[name] + (CHAR.get(f"{name}Ref", "")) for name in TYPES}

NAMED = frozenset(CHAR[t] for t in ("Person", "Org", "Model", "Award", "Work"))

HeadKind = Literal["role", "degree", "student", "work", "award", "fellow", "model"]


@dataclass(frozen=True, slots=True)
class Title:
    """What somebody is: `anchor` the cell of the organisation, award or model (None: not said here), `head` the role or
    degree mention (None where `words` are plain), `modifier` the words between, `inside` the mentions among them.

    `inherited`: the anchor is that of the title before it in a list; `owned`: words before it name whose it is, of
    which nothing is known; `former`: it is held no more. [start, end) is the clean stretch.
    """

    kind: HeadKind
    anchor: Cell | None
    head: Mention | None
    modifier: str
    words: str
    inside: tuple[Mention, ...]
    start: int
    end: int
    inherited: bool = False
    owned: bool = False
    former: bool = False


class Cell(NamedTuple):
    """One tape character: the clean stretch it stands for, and its mentions or titles (none for a plain character)."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True)
class Apposition:
    """Titles that stand before the names of `subjects`; [start, end) is the clean stretch of titles and first name."""

    titles: tuple[Title, ...]
    subjects: tuple[Mention, ...]
    start: int
    end: int
