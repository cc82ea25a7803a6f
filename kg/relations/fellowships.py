"""Fellows: who is a fellow, a senior or a distinguished member of a society belongs to it.

The words are read as an honour (当选XYZ Fellow, 是某某学会会士), which the rules of awards follow through lists,
brackets and verbs; what they say of membership is told here, of the society with which the honour's name begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.relations.proposal import Proposal
from kg.schema import Mention

_PREDICATE = "member_of"
_FELLOW = compiled(r"(?P<society>.*?)[ （(]{0,2}(?P<role><fellow-role>)[”）)]?", "title_words")
_GLOSS = compiled(r"(?P<society>.*?)(?P<role><fellow-role>)[（(].*", "title_words")
_SOCIETY = compiled("(?:<society-end>)$", "title_words")
_KINDS = ("association", "institute")


def fellowships(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The memberships that the honours among `proposals` tell, each with the words and the certainty of its honour."""
    out: list[Proposal] = []
    for proposal in proposals:
        award = proposal.object
        society = _society(award) if award is not None and award.type == "Award" else None
        if society is None:
            continue
        where, role = society
        told = {"role": role} | ({"start": proposal.qualifiers["year"]} if "year" in proposal.qualifiers else {})
        out.append(proposal._replace(predicate=_PREDICATE, object=where, qualifiers=told))
    return out


def _society(award: Mention) -> tuple[Mention, str] | None:
    """The society of which an honour makes somebody a fellow, and as what; None where it is another honour."""
    said = _FELLOW.fullmatch(award.text) or _GLOSS.fullmatch(award.text)
    named = _FELLOW.fullmatch(award.name)
    best = said or named
    if best is None:
        return None
    role = best["role"]
    words = said["society"].strip(" （(") if said else ""
    for name, kind in _readings(words, award.name, named["society"].strip() if named else ""):
        start, text = award.start, words or award.text
        exact = bool(words) and "（" not in words
        return Mention(start, start + len(text), "Org", text, name, kind, by="fellow" if exact else "parent"), role
    return None


def _readings(words: str, award: str, society: str) -> Iterator[tuple[str, str]]:
    """What the society can be, with its kind, the surest first: by the listed names of its honour, by its own words."""
    for name in (*_listed().get(award, ()), words, society):
        entry = entry_of(name) if name else None
        if entry is not None and entry.kind in _KINDS:
            yield entry.name, entry.kind
    if _SOCIETY.search(words):
        yield words, "association"


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """For each listed honour of fellows the society's names in Chinese: what stands before 会士 in its other names."""
    out: dict[str, tuple[str, ...]] = {}
    for row in load_table("awards"):
        forms = [m for form in (row["name"], *row.many("aliases")) if (m := _FELLOW.fullmatch(form))]
        names = tuple(m["society"].strip() for m in forms if m["society"] and not m["society"].strip().isascii())
        if names:
            out[row["name"]] = names
    return out
