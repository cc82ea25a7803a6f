"""Parts of names made whole: RoboCup for a prize that begins so, CCL最佳论文奖 for CCL最佳中文论文奖."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ask.lexicon import Refused
from kg.ask.prepare import Question, prepare
from kg.ask.tokens import Token
from kg.names import fold, has_han
from kg.store import Store

_PARTS = """
SELECT entity.n, min(name.text) AS text FROM name JOIN entity ON entity.n = name.entity
WHERE name.n IN (SELECT rowid FROM name_trigram WHERE name_trigram MATCH ?1 LIMIT 500)
AND entity.type IN ('Org', 'Award', 'Work') AND (substr(name.folded, 1, ?3) = ?2 OR substr(name.folded, -?3) = ?2)
GROUP BY entity.n LIMIT 2
"""
_LIKE = """
SELECT entity.n, name.text, name.folded FROM name JOIN entity ON entity.n = name.entity
WHERE name.n IN (SELECT rowid FROM name_trigram WHERE name_trigram MATCH ? LIMIT 500)
AND entity.type IN ('Award', 'Work')
"""
_PART, _LATIN_PART = 3, 4  # characters of a part of a name, at least, by its script
_MOST_OF, _LEAST = 0.5, 5  # how much of a name must be there where words inside it are left out, in characters too
_BESIDE = 2  # words beside what is not known that may belong to the same name


def completed(store: Store, question: Question, tokens: Sequence[Token]) -> tuple[Question, str] | None:
    """The question with a part of a name made whole, and what was taken for what; None where not only one has it.

    The name is an organisation's, an award's or a paper's, and begins or ends so; of an award or a paper, words inside
    the name may be missing too (CCL最佳论文奖 for CCL最佳中文论文奖).
    """
    for span in _stretches(tokens):
        said = fold(question.text[slice(*span)])
        if len(said) < (_PART if has_han(said) else _LATIN_PART):
            continue
        found = {row["n"]: row["text"] for row in store.rows(_PARTS, f'"{said}"', said, len(said))}
        found = found or dict(_longer(store, said))
        if found:
            return put(question, span, next(iter(found.values())), "the only name with it") if len(found) == 1 else None
    return None


def put(question: Question, span: tuple[int, int], name: str, why: str) -> tuple[Question, str]:
    """The question with a name in place of a stretch, and the note that says so."""
    start, end = span
    said = question.text[start:end]
    again = prepare(question.text[:start] + name + question.text[end:])
    return replace(again, asked=question.asked), f"no {said!r} in the graph; taken for {name}, {why}"


def _longer(store: Store, said: str) -> Iterator[tuple[int, str]]:
    """The awards and papers whose names begin like `said` and have all of it in its order, and not much more."""
    if len(said) < _LEAST:
        return
    pieces = sorted({said[i : i + 3] for i in range(len(said) - 2)})
    for row in store.rows(_LIKE, " OR ".join(f'"{piece}"' for piece in pieces)):
        name = row["folded"]
        left = iter(name)
        if name[:2] == said[:2] and len(said) >= _MOST_OF * len(name) and all(c in left for c in said):
            yield row["n"], row["text"]


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What is not known or not answered, with some of the words beside it that no name covers, the longest first."""
    odd = [i for i, token in enumerate(tokens) if not token.known or _refused(token)]
    if not odd:
        return
    first, last = odd[0], odd[-1]
    spans = [
        (tokens[i].start, tokens[j].end)
        for i in range(max(0, first - _BESIDE), first + 1)
        for j in range(last, min(len(tokens), last + 1 + _BESIDE))
        if not any(token.names for token in tokens[i : j + 1])
    ]
    yield from sorted(spans, key=lambda span: span[0] - span[1])


def _refused(token: Token) -> bool:
    return any(isinstance(entry, Refused) for entry in token.entries)
