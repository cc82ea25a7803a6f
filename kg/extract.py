"""The conveyor for one file: source → article → mentions → proposals → statements with citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.errors import Problem
from kg.mentions import recognise
from kg.mentions.link import ENTITY_TYPES, link
from kg.normalise import normalise
from kg.ontology import load as ontology
from kg.relations.award_teams import without_teams
from kg.relations.bibliography import bibliography
from kg.relations.fellowships import fellowships
from kg.relations.match import relate
from kg.relations.model_onlookers import without_onlookers
from kg.relations.proposal import Proposal, Trace
from kg.relations.rolls import rolls
from kg.relations.structure import structural
from kg.schema import Article, Citation, EntityMention, Extract, LocalEntity, Mention, Ref, Statement, cite
from kg.text import Source

#: What says that one organisation belongs to another.
_WHOLES = frozenset({"part_of", "subsidiary_of"})
#: Predicates that point at the most specific unit that the text names.
_MOST_SPECIFIC = ("studied_at", "works_at", "interned_at")


def extract(source: Source, *, trace: list[Trace] | None = None) -> tuple[Extract, list[Problem]]:
    """Everything that one source says, and what is wrong with it: what the ontology refuses, what cannot be read.

    `trace`, if given, collects what became of each rule's match. Raises DataError where a word list or rule is wrong.
    """
    article, problems = normalise(source)
    mentions = recognise(article)
    entities, keys = link(article, mentions)
    proposals = relate(article, mentions, keys=keys, trace=trace)
    proposals += structural(article, mentions)
    proposals += rolls(article, mentions)
    proposals += bibliography(article, mentions)
    proposals = without_onlookers(article, without_teams(article, proposals))
    members = fellowships(proposals)
    proposals += members
    if members:
        entities, keys = link(article, mentions, [p.object for p in members if p.object is not None])
    by_key = {e.key: e for e in entities}
    statements = []
    for proposal in proposals:
        statement, complaint = _statement(article, proposal, by_key, keys)
        if statement is not None:
            statements.append(statement)
        if complaint:
            problems.append(_problem(article, proposal, complaint))
    return (
        Extract(
            source,
            article.metadata,
            entities,
            _mentions(article, mentions, keys),
            _once(_specific(_upright(statements))),
        ),
        problems,
    )


def _problem(article: Article, proposal: Proposal, complaint: str) -> Problem:
    span = article.map.to_raw(proposal.start, proposal.end)
    line, column = article.source.locate(span.start)
    return Problem(article.source.path, line, column, "ontology", f"{proposal.rule}: {complaint}")


def _mentions(article: Article, mentions: Sequence[Mention], keys: Mapping[Mention, str]) -> tuple[EntityMention, ...]:
    out = []
    shared: dict[str, str] = {}  # a name that stands in twenty places is kept once
    for mention in mentions:
        if mention.type in ENTITY_TYPES:
            file, start, end, quote = _cite(article, mention.start, mention.end)
            out.append(EntityMention(keys[mention], mention.type, file, start, end, shared.setdefault(quote, quote)))
    return tuple(out)


def _cite(article: Article, start: int, end: int) -> Citation:
    return cite(article.source, article.map.to_raw(start, end))


def _statement(
    article: Article, proposal: Proposal, entities: Mapping[str, LocalEntity], keys: Mapping[Mention, str]
) -> tuple[Statement | None, str | None]:
    subject = _ref(proposal.subject, entities, keys)
    if proposal.object is not None:
        obj = _ref(proposal.object, entities, keys)
    else:
        value = proposal.value or ""
        obj = Ref(value, None, value)
    if obj.id == subject.id:
        return None, None
    wrong = ontology().complaints(proposal.predicate, subject.type or "", obj.type, proposal.qualifiers)
    if wrong:
        return None, "; ".join(wrong)
    citations = [_cite(article, proposal.start, proposal.end)]
    for mention in proposal.antecedents:
        citation = _cite(article, mention.start, mention.end)
        if citation not in citations:
            citations.append(citation)
    party = proposal.attributed_to
    return (
        Statement(
            subject=subject,
            predicate=proposal.predicate,
            object=obj,
            qualifiers=dict(sorted(proposal.qualifiers.items())),
            certainty=proposal.certainty,
            attributed_to=party,
            rule=proposal.rule,
            citations=tuple(citations),
        ),
        None,
    )


def _ref(mention: Mention, entities: Mapping[str, LocalEntity], keys: Mapping[Mention, str]) -> Ref:
    entity = entities[keys[mention]]
    return Ref(entity.key, entity.type, entity.name)


def _specific(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without those that only name, and tell nothing of, the whole of a unit that the article names for
    the same: studied at the university, where another says in which of its departments.
    """
    wholes: dict[str, set[str]] = {}
    for s in statements:
        if s.predicate == "part_of":
            wholes.setdefault(s.subject.id, set()).add(s.object.id)
    said: dict[tuple[str, str], set[str]] = {}
    for s in statements:
        said.setdefault((s.subject.id, s.predicate), set()).update(_above(s.object.id, wholes))
    return [
        s
        for s in statements
        if s.predicate not in _MOST_SPECIFIC or s.qualifiers or s.object.id not in said[s.subject.id, s.predicate]
    ]


def _upright(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without those that make a whole the part of a unit whose own name says that it is the whole's."""
    wholes: dict[str, set[str]] = {}
    for s in statements:
        if s.rule.startswith("structure/"):
            wholes.setdefault(s.subject.id, set()).add(s.object.id)
    return [s for s in statements if s.predicate not in _WHOLES or s.subject.id not in _above(s.object.id, wholes)]


def _above(unit: str, wholes: Mapping[str, set[str]]) -> set[str]:
    """All that `unit` is part of, itself left out."""
    found: set[str] = set()
    left = [unit]
    while left:
        new = wholes.get(left.pop(), set()) - found - {unit}
        found |= new
        left += new
    return found


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without repetitions, in the order of the text; at one place as they were read, not as their ids
    (which hold the path) happen to sort.
    """
    seen: dict[str, Statement] = {}
    for statement in statements:
        seen.setdefault(statement.id, statement)
    return tuple(sorted(seen.values(), key=lambda s: (s.citations[0].start, s.citations[0].end, s.predicate)))
