"""Extracts made by hand for the tests of `kg.resolve`: a text, its names, and what it says."""

from __future__ import annotations

from kg.normalise.script import simplified
from kg.resolve import resolve
from kg.schema import EntityMention, Extract, LocalEntity, Metadata, Ref, Statement, cite
from kg.text import Source, Span

TYPES = {"p": "Person", "o": "Org", "m": "Model", "a": "Award", "w": "Work"}


def article(path, text, *said, **names):
    """An extract of `text`.

    `names` are by the letter of their type, each `name` or `name=other=third` for names that the article equates.
    `said` are statements `subject predicate object key=value …`; an object that is no name is a literal.
    """
    source = Source(path, text, path)
    entities, mentions, by_name = [], [], {}
    for letter, found in names.items():
        for spelled in found:
            forms = spelled.split("=")
            type_ = TYPES[letter]
            key = f"{type_.lower()}:{simplified(forms[0])[0]}"
            entity = LocalEntity(
                key,
                type_,
                simplified(forms[0])[0],
                None,
                tuple(sorted(simplified(form)[0] for form in forms)),
                tuple(sorted(forms)),
            )
            entities.append(entity)
            for form in sorted(forms, key=len, reverse=True):
                by_name.setdefault(form, entity)
                at = text.find(form)
                while at >= 0:
                    if not any(m.start <= at < m.end for m in mentions):
                        mentions.append(EntityMention(key, type_, path, at, at + len(form), form))
                    at = text.find(form, at + 1)

    def side(name):
        entity = by_name.get(name)
        return Ref(entity.key, entity.type, entity.name) if entity else Ref(name, None, name)

    statements = []
    for line in said:
        subject, predicate, obj, *pairs = line.split("|")
        qualifiers = dict(pair.split("=") for pair in pairs)
        place = cite(source, Span(len(statements), len(text)))
        statements.append(
            Statement(side(subject), predicate, side(obj), qualifiers, "asserted", None, "test/rule", (place,))
        )
    return Extract(source, Metadata(), tuple(entities), tuple(mentions), tuple(statements))


def who(extracts, *, verdicts=None):
    """The ids and, for each name or alias of a person, the ids of those who bear it."""
    graph, _ = resolve(extracts, verdicts=verdicts)
    return named(graph)


def named(graph):
    """For each name and alias in the graph the ids that bear it."""
    found = {}
    for entity in graph.entities:
        for name in (entity.name, *entity.aliases):
            found.setdefault(name, set()).add(entity.id)
    return found


def are_one(extracts, a, b, *, verdicts=None):
    """Whether the names `a` and `b` are borne by one entity, and by that alone."""
    found = who(extracts, verdicts=verdicts)
    return found[a] == found[b] and len(found[a]) == 1
