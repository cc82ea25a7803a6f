"""Rewriting statements to the graph's ids, and grouping them into facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.errors import Problem
from kg.ontology import Ontology
from kg.ontology import load as ontology
from kg.resolve.keys import fold
from kg.resolve.records import Corpus
from kg.schema import Entity, EntityMention, Fact, Ref, Statement, fact_id


def rewrite(
    corpus: Corpus, ids: Mapping[int, str], entities: Iterable[Entity]
) -> tuple[tuple[EntityMention, ...], dict[str, Statement], list[Problem]]:
    """Mentions, and statements by their new ids; a statement that ties an entity to itself is a problem."""
    by_id = {e.id: Ref(e.id, e.type, e.name) for e in entities}
    mentions: list[EntityMention] = []
    statements: dict[str, Statement] = {}
    problems: list[Problem] = []

    def side(article: int, ref: Ref) -> Ref:
        return by_id[ids[corpus.of[article, ref.id]]] if ref.type is not None else ref

    for article, extract in enumerate(corpus.extracts):
        mentions += (
            EntityMention(ids[corpus.of[article, m.entity]], m.type, m.file, m.start, m.end, m.text)
            for m in extract.mentions
        )
        for old in extract.statements:
            subject, obj = side(article, old.subject), side(article, old.object)
            if subject.id == obj.id and obj.type is not None:
                problems.append(_self_tied(corpus, article, old, subject))
                continue
            new = Statement(
                subject, old.predicate, obj, old.qualifiers, old.certainty, old.attributed_to, old.rule, old.citations
            )
            statements.setdefault(new.id, new)
    mentions.sort(key=lambda m: (m.file, m.start, m.end, m.entity))
    return tuple(mentions), statements, problems


def _self_tied(corpus: Corpus, article: int, statement: Statement, subject: Ref) -> Problem:
    source = corpus.extracts[article].source
    line, column = source.locate(statement.citations[0].start)
    message = f"{statement.predicate} ties {subject.name} to itself ({statement.subject.name}, {statement.object.name})"
    return Problem(source.path, line, column, "self-tied", message)


def group(statements: Mapping[str, Statement]) -> tuple[Fact, ...]:
    """The facts behind the statements (by their ids), sorted by subject, predicate, object and identity.

    A fact is one subject, predicate and object; where the ontology declares qualifiers of identity and statements
    differ in them, each value is a fact of its own, and a statement that leaves them out joins the only one there is.
    """
    known = ontology()
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in _one_way(statements.values(), known):
        groups.setdefault(_triple(statement, known), []).append(statement)
    facts = []
    for (_, predicate, obj), members in sorted(groups.items()):
        keys = known.predicates[predicate].identity
        dates = {k for k in keys if known.predicates[predicate].qualifiers.get(k) == "date"}
        for identity, found in _split(members, keys, dates):
            found.sort(key=lambda s: s.citations)
            facts.append(
                Fact(
                    id=fact_id(found[0].subject, predicate, Ref(obj, found[0].object.type, obj), identity),
                    subject=found[0].subject,
                    predicate=predicate,
                    object=_object([s.object for s in found]),
                    statements=tuple(found),
                )
            )
    return tuple(facts)


def _one_way(statements: Iterable[Statement], known: Ontology) -> list[Statement]:
    """The statements in order of their ids, those of a symmetric predicate turned as the first of their pair says it.

    The text decides which side comes first, not the spelling of the names.
    """
    first: dict[tuple[str, str, str], Ref] = {}
    out = []
    for said in sorted(statements, key=lambda s: s.citations):
        statement = said
        if known.predicates[statement.predicate].symmetric:
            low, high = sorted((statement.subject.id, statement.object.id))
            if first.setdefault((low, statement.predicate, high), statement.subject) != statement.subject:
                statement = replace(statement, subject=statement.object, object=statement.subject)
        out.append(statement)
    return sorted(out, key=lambda s: s.id)


def _triple(statement: Statement, known: Ontology) -> tuple[str, str, str]:
    obj = statement.object
    value = known.predicates[statement.predicate].value
    key = obj.id if obj.type is not None or value == "date" else fold(obj.name)
    return statement.subject.id, statement.predicate, key


def _object(objects: Sequence[Ref]) -> Ref:
    """The object as most statements write it (literals may differ in spaces or width)."""
    if len(objects) == 1 or objects[0].type is not None:
        return objects[0]
    counts = Counter(o.id for o in objects)
    best = min(counts, key=lambda i: (-counts[i], i))
    return next(o for o in objects if o.id == best)


def _split(
    members: list[Statement], keys: Sequence[str], dates: set[str]
) -> list[tuple[tuple[str, ...], list[Statement]]]:
    """The statements of one triple by identity: values joined with the finer value that they fit, if it is one."""
    if not keys:
        return [((), members)]
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in members:
        groups.setdefault(tuple(statement.qualifiers.get(k, "") for k in keys), []).append(statement)
    # The vaguest first: a statement without a degree, then a bare year before a year with its month.
    for identity in sorted(groups, key=lambda i: (sum(map(len, i)), i)):
        finer = [
            other
            for other in groups
            if other != identity and all(_fits(a, b, k in dates) for a, b, k in zip(identity, other, keys, strict=True))
        ]
        if len(finer) == 1:
            groups[finer[0]] += groups.pop(identity)
    return [(tuple(value for value in identity if value), groups[identity]) for identity in sorted(groups)]


def _fits(vague: str, fine: str, is_date: bool) -> bool:
    return not vague or vague == fine or (is_date and fine.startswith(vague + "-"))
