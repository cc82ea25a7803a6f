"""What the chain over the words (`sequence`) says of the candidate organisations, joined with their own scores.

The chain learnt from an encyclopaedia, where parties, teams, forces and public bodies abound. Of firms and units, and
of all that holds a form of the lexicon, the other witness knows more: there it is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.mentions.org_context import is_generic
from kg.mentions.org_lexicon import Hit
from kg.mentions.org_structure import kind_of, may_be_unit, suffix_of
from kg.mentions.org_words import barred, never
from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table
from kg.mentions.persons import person_score
from kg.mentions.school_age import of_person
from kg.mentions.sequence import heard
from kg.mentions.words import Words

Scored = tuple[float, int, int]

_PERSON = 0.8
_SHARE = 0.4
_GAIN = 1.0
_MOST = 6.0
_LEAST = -5.0
#: From which log odds the chain alone makes a candidate, what the other witness's silence weighs, and above which score
#: the other's candidates leave no place for one.
_ALONE = -0.7
_SILENT = 0.2
_ACCEPTED = -0.6
_TRADES = compiled("<trade>$")
_SCHOOLS = frozenset({"university", "school"})
#: No name begins with such a word: a preposition, pronoun, adverb, particle, conjunction, verb.
_NO_BEGIN = frozenset({"p", "r", "d", "uj", "ul", "c", "y", "v"})


def witnessed(
    words: Words, hits: Sequence[Hit], scored: Sequence[Scored], sure: Collection[tuple[int, int]]
) -> list[Scored]:
    """The candidates (score, start, end) with what the chain says of them in their scores, and the stretches that it
    alone takes for names. `hits` are the forms of the lexicon; what stands in `sure` stays as it is.
    """
    chain = heard("org", words, hits, _LEAST)
    result: list[Scored] = []
    for score, start, end in scored:
        asked = (start, end) not in sure and words.begins(start) and words.begins(end)
        if asked and not _over(hits, start, end) and not _of_trade(words, start, end):
            result.append((score + _weighed(chain.get((start, end), _LEAST)), start, end))
        else:
            result.append((score, start, end))
    known = {(start, end) for _, start, end in scored}
    used = bytearray(len(words.text))
    for start, end in [*((h.start, h.end) for h in hits), *((s, e) for score, s, e in scored if score > _ACCEPTED)]:
        used[start:end] = b"\1" * (end - start)
    for (start, end), odds in chain.items():
        if odds >= _ALONE and (start, end) not in known and not any(used[start:end]) and _may_name(words, start, end):
            result.append((_SILENT + _weighed(odds), start, end))
    return result


def _weighed(odds: float) -> float:
    return _GAIN + _SHARE * min(odds, _MOST)


def _over(hits: Sequence[Hit], start: int, end: int) -> bool:
    return any(hit.start < end and start < hit.end for hit in hits)


def _of_trade(words: Words, start: int, end: int) -> bool:
    """Whether the stretch ends as firms' names do."""
    return kind_of(words.text[start:end]) == "company" or _TRADES.search(words.text, start, end) is not None


def _may_name(words: Words, start: int, end: int) -> bool:
    """Whether the stretch, which the chain alone takes for a name, may be one: neither a firm nor a unit, nor a row
    of general words (顶尖大学), nor a person with what he does; no verb or role in it, no unmarked Latin letters.
    """
    name, text = words.text[start:end], words.text
    first, last, suffix = words.at[start], words.at[end - 1], suffix_of(name)
    if _of_trade(words, start, end) or may_be_unit(name) or of_person(words, start, end):
        return False
    if first < last and (not suffix or kind_of(name) in _SCHOOLS) and is_generic(words, start, end):
        return False
    if (
        words.tags[first] in _NO_BEGIN
        or never(words.words[last])
        or any(map(barred, words.words[first:last], words.tags[first:last]))
    ):
        return False
    if words.tags[first].startswith("nr") and text[start] in char_table().surname and len(suffix) < 2:
        return False
    if suffix:
        return name.isascii() or not name[-1].isascii()
    return not name[-1].isascii() and not like_person(words, start, end)


def like_person(words: Words, start: int, end: int) -> bool:
    """Whether the stretch reads like a person: one word that the tagger takes for a name and that begins with a surname
    (雷某), or a likely surname and given name.
    """
    if person_score(words, start, end) > _PERSON:
        return True
    number = words.at[start]
    if words.starts[number + 1] != end or end - start > 3 or not words.tags[number].startswith("nr"):
        return False
    return char_table().surname.get(words.text[start], -9.0) > 0
