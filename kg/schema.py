"""The typed values that travel along the conveyor: articles, mentions, citations, statements, entities, facts.

All are frozen; plain dataclasses, so that a query starts fast (pydantic is used where data comes from outside), and
named tuples where an article has hundreds of them, since these are made and compared several times as fast.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

from kg.text import Source, Span, TextMap

Certainty = Literal["asserted", "attributed", "hedged"]
BlockKind = Literal["heading", "paragraph", "caption", "item", "row", "quote"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; `date` is ISO 8601 at the precision given; None where it is silent."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of the clean text that layout sets apart.

    A paragraph, heading, caption, list item, table row (cells parted by a tab) or quotation.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Article:
    """A source made readable: clean simplified text without furniture, tied to the raw file by `map`."""

    source: Source
    map: TextMap
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def text(self) -> str:
        """The clean text."""
        return self.map.clean


class Mention(NamedTuple):
    """A stretch [start, end) of an article's clean text that a recogniser found to name something.

    `type` is an entity type (Person, Org, Model, Award, Work) or a literal's (Date, Degree, Major, Role, Place, …);
    `text` the clean words; `name` the normal form (canonical name, ISO date, degree word); `kind` the ontology's kind;
    `by` the recogniser; `parents` for an organisation the names of the units that hold it, nearest first; `attrs` what
    the words say besides (the year inside `EMNLP 2023最佳论文奖`).
    """

    start: int
    end: int
    type: str
    text: str
    name: str
    kind: str | None = None
    by: str = ""
    parents: tuple[str, ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> Span:
        """The stretch in the clean text."""
        return Span(self.start, self.end)


class Citation(NamedTuple):
    """A stretch [start, end) of a raw source file; the quote is cut from it, never given (see `cite`)."""

    file: str
    start: int
    end: int
    quote: str


def cite(source: Source, span: Span) -> Citation:
    """Cut a citation out of `source`. Raises ValueError for an empty span or one outside the file."""
    if not span.start < span.end <= len(source.text):
        raise ValueError(f"{source.path}: no quote at [{span.start}, {span.end})")
    return Citation(source.path, span.start, span.end, source.text[span.start : span.end])


class Ref(NamedTuple):
    """One side of a statement: an entity (`type` set; `id` its key) or a literal (`type` None, `id` equal to `name`).

    Within one article `id` is the article-local key; after resolution it is the graph's.
    """

    id: str
    type: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One place in one source that says a fact; the first citation holds the trigger and the object."""

    subject: Ref
    predicate: str
    object: Ref
    qualifiers: Mapping[str, str]
    certainty: Certainty
    attributed_to: str | None
    rule: str
    citations: tuple[Citation, ...]
    _id: str = field(default="", init=False, compare=False, repr=False)

    @property
    def id(self) -> str:
        """A stable id: what is said, where, by which rule."""
        if not self._id:  # asked for often, and never another: worked out once
            first = self.citations[0]
            made = digest(
                self.subject.id, self.predicate, self.object.id,
                *(f"{k}={v}" for k, v in sorted(self.qualifiers.items())),
                self.rule, first.file, str(first.start), str(first.end),
            )  # fmt: skip
            object.__setattr__(self, "_id", made)
        return self._id


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph; `type` is fixed by the class.

    `aliases` are the forms that sources use and known other names; `spellings` (the pinyin of a Chinese name in both
    orders) are for looking up only.
    """

    type: ClassVar[str] = ""
    id: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(Entity):
    """A human being with a name."""

    type: ClassVar[str] = "Person"


@dataclass(frozen=True, slots=True)
class Org(Entity):
    """A company, university, laboratory, fund, team, medium, association or government body."""

    type: ClassVar[str] = "Org"


@dataclass(frozen=True, slots=True)
class Model(Entity):
    """A model, algorithm, architecture, system or product."""

    type: ClassVar[str] = "Model"


@dataclass(frozen=True, slots=True)
class Award(Entity):
    """A prize, medal, championship or honour."""

    type: ClassVar[str] = "Award"


@dataclass(frozen=True, slots=True)
class Work(Entity):
    """A paper, thesis or report."""

    type: ClassVar[str] = "Work"


NODE_CLASSES: tuple[type[Entity], ...] = (Person, Org, Model, Award, Work)
NODE_CLASS: Mapping[str, type[Entity]] = {c.type: c for c in NODE_CLASSES}


class EntityMention(NamedTuple):
    """A place in a raw file where an entity was recognised, with or without a fact."""

    entity: str
    type: str
    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the statements of one identity say together (the ontology declares which qualifiers belong to it)."""

    id: str
    subject: Ref
    predicate: str
    object: Ref
    statements: tuple[Statement, ...]


def fact_id(subject: Ref, predicate: str, obj: Ref, identity: Iterable[str] = ()) -> str:
    """The id of a fact from its parts and its identity qualifiers' values."""
    return digest(subject.id, predicate, obj.id, *identity)


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity as one article knows it: what `kg.resolve` joins across articles.

    `key` is unique in the article; `names` are all surface forms met (clean text) with the raw forms in `raw_names`.
    """

    key: str
    type: str
    name: str
    kind: str | None
    names: tuple[str, ...]
    raw_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What one article gave. Mentions and statements refer to `entities` by their `key`."""

    source: Source
    metadata: Metadata
    entities: tuple[LocalEntity, ...]
    mentions: tuple[EntityMention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision about two names, with the line (1-based) of the file where it stands.

    `verdict` is same, different, unsure or alias; `when` an ISO date.
    """

    verdict: str
    a: str
    b: str
    who: str
    when: str
    why: str
    file: str
    line: int

    @property
    def sentence(self) -> str:
        """The decision in words."""
        what = f"{self.b} is another name of {self.a}" if self.verdict == "alias" else ""
        what = what or f"{self.a} and {self.b} are {self.verdict}"
        return f"{self.who} decided on {self.when} that {what}: {self.why}"


@dataclass(frozen=True, slots=True)
class Graph:
    """The resolved graph of a corpus, ready to be stored: everything sorted, ids final.

    `verdicts` are the decisions about names that it was made under.
    """

    extracts: tuple[Extract, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[EntityMention, ...]
    facts: tuple[Fact, ...]
    verdicts: tuple[Verdict, ...] = ()
