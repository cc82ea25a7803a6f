"""Where an organisation's name might stand: stretches of words that end in a word that names of organisations end in,
and the forms of the lexicon; with the features that are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.mentions.org_frames_news import framed_all
from kg.mentions.org_lexicon import Hit
from kg.mentions.org_structure import suffix_of
from kg.mentions.org_words import barred, never, suffixes
from kg.mentions.person_alias import marks
from kg.mentions.person_model import shape, tables, total, weights
from kg.mentions.places import place_names
from kg.mentions.words import Piece, Words, by_itself, in_dictionary

END_ORG = ("end-word", "end-two", "end-one")
BEGIN_ORG = ("begin-word", "begin-tag")
INNER_ORG = ("tags", "count", "known", "length", "listed", "last-tags", "known-end", "suffix", "place")
_LONGEST = 9
#: A year is counted from it here: it is no state.
_ERA = re.compile("民国(?=[元0-9一二三四五六七八九十百]+年)")
_STOP_TAGS = frozenset({"u", "ul", "uj", "uz", "uv", "ud", "ug", "p", "r", "rr", "y", "e", "o", "k", "c", "d", "t"})
_NAME_TAGS = frozenset({"nz", "nt", "j"})
_END_TAGS = frozenset({"nt", "j"})


class OrgCandidate(NamedTuple):
    """A stretch [start, end) that may name an organisation; `known` says how the lexicon's forms lie in it."""

    start: int
    end: int
    known: str


@cache
def _learnt_ends() -> frozenset[str]:
    return frozenset(word for word, weight in weights("org").get("end", {}).items() if weight > 0)


@cache
def _learnt_end_chars() -> frozenset[str]:
    return frozenset(char for char, weight in weights("org").get("end-char", {}).items() if weight > 0)


@lru_cache(maxsize=1 << 12)
def may_end(word: str, tag: str) -> bool:
    """Whether a name may end in `word`."""
    if tag in _END_TAGS or word in _learnt_ends():
        return True
    if len(word) > 1 and (word[-1] in _learnt_end_chars() or (tag in _NAME_TAGS and not word.isascii())):
        return True
    return (
        word in suffixes() or word[-2:] in suffixes() or word[-3:] in suffixes() or (tag == "eng" and word[0].isupper())
    )


def _relation(hit: Hit, start: int, end: int) -> str:
    strength = "weak" if hit.weak else "strong"
    if hit.start == start:
        return f"{strength}-{'whole' if hit.end == end else 'begin'}"
    return f"{strength}-{'end' if hit.end == end else 'inside'}"


def candidates(
    words: Words, hits: Sequence[Hit], promising: Callable[[int], bool] = lambda _: True
) -> Iterator[OrgCandidate]:
    """Every candidate; the lexicon's forms among them, wherever words begin.

    Where no form ends and `promising` says no to an end, no stretch that ends there is given.
    """
    texts, tags, starts = words.words, words.tags, words.starts
    given = {(hit.start, hit.end) for hit in hits}
    framed_already: set[tuple[int, int]] = set()
    for start, end, label in framed_all(words, [(hit.start, hit.end) for hit in hits if not hit.weak]):
        if (start, end) not in framed_already:
            framed_already.add((start, end))
            yield OrgCandidate(start, end, label)
    given |= framed_already
    joining = marks("joining")
    hit_ends = {hit.end: hit for hit in hits}
    hit_starts = {hit.start: hit for hit in hits}
    for known in hits:
        yield OrgCandidate(known.start, known.end, _relation(known, known.start, known.end))
    eras = {match.end() for match in _ERA.finditer(words.text)}
    for last, plausible in enumerate(map(may_end, texts, tags)):
        end = starts[last + 1]
        if end in eras or never(texts[last]):
            continue
        hit = hit_ends.get(end)
        if not (plausible or hit) or (tag := tags[last]) == "x" or not (hit or promising(end)):
            continue
        if tag == "eng" and last + 2 < len(texts) and texts[last + 1] == " " and tags[last + 2] == "eng":
            continue
        first = last
        floor = max(-1, last - _LONGEST)
        while first > floor:
            word, tag = texts[first], tags[first]
            if tag == "x":
                if not (word in " ·" and first > 0 and first < last):
                    break
                if word == " " and not (tags[first - 1] == "eng" and tags[first + 1] == "eng"):
                    break
                first -= 1
                continue
            if tag in _STOP_TAGS and (word not in joining or first == last):
                break
            if first < last and barred(word, tag):
                break
            start = starts[first]
            if word[0].isdigit() and tag == "eng":
                start += len(word) - len(word.lstrip("0123456789"))
            first -= 1
            if word in joining:
                continue
            inner = hit_starts.get(start)
            if inner is None and hit is not None and hit.start > start:
                inner = hit
            if inner is not None and (inner.start, inner.end) == (start, end):
                continue
            if inner is not None and inner.end > end:
                continue
            if (start, end) not in given:
                yield OrgCandidate(start, end, _relation(inner, start, end) if inner else "none")


@lru_cache(maxsize=1 << 12)
def end_weight(word: str, two: str) -> float:
    """What the end of a stretch weighs: the last word's part that lies in it, and the last two characters."""
    return total((word, two, two[-1]), tables("org", "inner", END_ORG))


@lru_cache(maxsize=1 << 12)
def begin_weight(word: str, tag: str, *, cut: bool) -> float:
    """What the beginning of a stretch weighs: the first word's part that lies in it, its tag, and whether it is cut."""
    return total((word, f"{tag}{cut:d}"), tables("org", "inner", BEGIN_ORG))


@lru_cache(maxsize=1 << 11)
def inner_weight(words: Piece, known: str) -> float:
    """What a stretch looks like inside weighs, `known` as in OrgCandidate."""
    return total(
        org_values(by_itself(words), OrgCandidate(words.start, words.end, known)), tables("org", "inner", INNER_ORG)
    )


def end_values(words: Words, end: int) -> tuple[str, ...]:
    """What a stretch that ends at `end` ends in, one value for each template of END_ORG."""
    text = words.text
    return text[words.starts[words.at[end - 1]] : end], text[max(0, end - 2) : end], text[end - 1]


def begin_values(words: Words, start: int) -> tuple[str, ...]:
    """What a stretch that begins at `start` begins with, one value for each template of BEGIN_ORG."""
    number = words.at[start]
    return words.text[start : words.starts[number + 1]], f"{words.tags[number]}{words.starts[number] < start:d}"


def org_values(words: Words, candidate: OrgCandidate) -> tuple[str, ...]:
    """What the stretch looks like inside, one value for each template of INNER_ORG."""
    start, end, known = candidate
    first, last = words.at[start], words.at[end - 1]
    name = words.text[start:end]
    inner = words.tags[first : last + 1]
    last_word = words.text[max(words.starts[last], start) : end]
    begin_word = words.text[start : min(words.starts[first + 1], end)]
    count = last - first + 1
    return (
        "+".join(dict.fromkeys(inner)) if count > 1 else f"={inner[0]}",
        f"{count}",
        known,
        f"{min(len(name), 12)}",
        f"{in_dictionary(name):d}{count == 1:d}{inner[0]}" if len(name) < 8 else "long",
        shape(words, words.starts[max(first, last - 1)], words.starts[last + 1]),
        f"{known}:{name[-1]}",
        f"{suffix_of(last_word)}:{min(count, 3)}" if count > 1 else f"{suffix_of(last_word)}:{known}",
        f"{begin_word in place_names():d}{min(count, 4)}{suffix_of(name)}",
    )
