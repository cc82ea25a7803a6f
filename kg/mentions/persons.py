"""Persons in a clean text: Chinese names, transliterated names, Latin names, and their short forms.

`find_persons` weighs every place where a name might stand (`person_candidates`, `latin_names`), takes the best that do
not overlap, and then goes over the article once more: a name that is sure in one place counts in all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.latin_names import latin_candidates
from kg.mentions.patterns import compiled
from kg.mentions.person_alias import alias_pairs, marks
from kg.mentions.person_candidates import surname_candidates, word_candidates
from kg.mentions.person_foreign import foreign_form
from kg.mentions.person_model import (
    INNER_HAN,
    INNER_WORDS,
    NAME_HAN,
    char_table,
    foreign_mean,
    han_values,
    is_han,
    left_side,
    name_values,
    right_side,
    side_score,
    tables,
    total,
    weights,
    word_class,
    word_values,
)
from kg.mentions.person_short import parts_of, short_forms, titled_surnames
from kg.mentions.person_witness import witnessed
from kg.mentions.places import place_names
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Block, Mention

__all__ = ("alias_pairs", "find_persons", "person_score")

_PREPOSITION = compiled("于")
_BEFORE_PREPOSITION = compiled("<takes-yu>$")
_ADVERB_END = compiled("<adverb-end>$")
_NATIVE = compiled("人$")
#: A preposition that is a surname as well, and a character with a title after it.
_PARTICLE = compiled("<particle>")
_TITLED = compiled(".(?:<addressed>)")
#: A verb that is a surname, or is taken for one, before a name.
_SAYS = compiled("<says-name>")
#: A measure word that is a surname as well, and what stands before one.
_MEASURE = compiled("<measure>")
_DETERMINER = compiled("<determiner>$")
#: What names of places and things from other languages end in.
_PLACE_END = compiled("(?:<place-end>)$")
#: Classes of words that are nobody's name.
_NO_NAMES = ("role", "kin", "follow")

Scored = tuple[float, int, int, str]

_HAN, _WORDS = "han/", "words/"
_HOPELESS_NAME = -1.9
_NO_NAME = -99.0
_HOPELESS = -3.0
_LEAST = -0.1
_SURE = 2.0
_LIKELY = 1.0
_KNOWN_FOREIGN = 0.6
_FOREIGN = 0.0
_TAIL = 1.5
_REPEATED = 0.8
_MOST = 2.5
_CUT_SHORT = 3.0
_PLACE = 3.0
_LISTED = -2.5
_IN_LIST = 1.5


@cache
def _bias(sort: str) -> float:
    return weights("person").get(f"{sort}bias", {}).get("*", 0.0)


@lru_cache(maxsize=4096)
def _name_score(name: str, surname: str) -> float:
    """What the characters of a surname with a given name weigh by themselves."""
    return _bias(_HAN) + total(name_values(name, surname), tables("person", f"{_HAN}inner", NAME_HAN))


def score_candidates(words: Words) -> list[Scored]:
    """Every candidate in Chinese characters with its score (log odds) and its sort, hopeless ones left out."""
    text = words.text
    scored: list[Scored] = []
    inner = tables("person", f"{_HAN}inner", INNER_HAN)
    for start, end, surname in surname_candidates(words):
        score = _name_score(text[start:end], surname)
        if score > _HOPELESS_NAME:
            score += total(han_values(words, start, end, surname), inner)
            if score > _HOPELESS:
                scored.append((_with_sides(words, start, end, _HAN, score), start, end, "han"))
    inner, bias = tables("person", f"{_WORDS}inner", INNER_WORDS), _bias(_WORDS)
    for start, end, _ in word_candidates(words):
        score = bias + total(word_values(words, start, end), inner)
        if score > _HOPELESS:
            known = _KNOWN_FOREIGN if _known_foreign(words, start, end) else 0.0
            known += foreign_form(words, start, end)
            scored.append((known + _with_sides(words, start, end, _WORDS, score), start, end, "words"))
    return scored


def _known_foreign(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is one word that the dictionary has as a name and whose characters are those of names from
    other languages.
    """
    number = words.at[start]
    word, tag = words.words[number], words.tags[number]
    return (
        words.starts[number] == start
        and words.starts[number + 1] == end
        and tag in ("nr", "nrt")
        and end - start > 2
        and foreign_mean(word) > _FOREIGN
        and in_dictionary(word)
        and word not in place_names()
        and not _PLACE_END.search(word)
    )


def _with_sides(words: Words, start: int, end: int, sort: str, score: float) -> float:
    """The score with what stands on both sides."""
    score += side_score("person", f"{sort}left", left_side(words, start))
    return score + side_score("person", f"{sort}right", right_side(words, end))


def person_score(words: Words, start: int, end: int) -> float:
    """The score (log odds) of the stretch as a surname of one character with a given name; very low for others."""
    name = words.text[start:end]
    if not 2 <= len(name) <= 3 or name[0] not in char_table().surname or not is_han(name):
        return _NO_NAME
    score = _name_score(name, name[0])
    score += total(han_values(words, start, end, name[0]), tables("person", f"{_HAN}inner", INNER_HAN))
    return _with_sides(words, start, end, _HAN, score)


def native(name: str) -> bool:
    """Whether the words say where somebody comes from (哈尔滨人)."""
    return len(name) > 2 and name[:-1] in place_names() and _NATIVE.search(name) is not None


@cache
def _titles() -> frozenset[str]:
    """Words for what somebody is, which are nobody's name."""
    forms = {row["form"] for table in ("roles", "degrees") for row in load_table(table)}
    return frozenset(forms) | {row["word"] for row in load_table("person_honorifics")}


def with_support(scored: list[Scored], text: str) -> list[Scored]:
    """The scores, raised where the same characters look like a name elsewhere in the article too, or where they stand
    in a list with a name that is sure; words for what somebody is are left out.
    """
    places: dict[str, list[float]] = {}
    for score, start, end, _ in scored:
        places.setdefault(text[start:end], []).append(score)
    likely = {name: [s for s in scores if s > 0] for name, scores in places.items()}
    sure_ends = {end for score, _, end, _ in scored if score > _SURE}
    sure_starts = {start for score, start, _, _ in scored if score > _SURE}
    longer = {(start, name[:-1]) for score, start, end, _ in scored if len(likely[name := text[start:end]]) > 1}
    joining = ("、", *marks("joining"))
    spans = {(start, end) for score, start, end, _ in scored if score > 0}
    tails = {(start + 1, end): score for score, start, end, sort in scored if _whole(text, score, start, end, sort)}
    raised: list[Scored] = []
    for weighed, start, end, sort in scored:
        score, name = weighed, text[start:end]
        if name in _titles() or word_class(name) in _NO_NAMES:
            continue
        if word_class(name[1:]) == "kin" and len(name) > 2:
            continue  # 小女儿
        if len(name) > 2 and name[1:] in _titles() and name[0] in char_table().surname:
            continue  # 陈博士
        if _SAYS.match(name) and likely.get(name[1:]):
            continue  # 有人说易安…, where 易安 is named elsewhere
        if _MEASURE.match(name) and _DETERMINER.search(text, max(0, start - 1), start):
            continue  # 这段经历
        if len(name) == 2 and _PARTICLE.match(name) and _TITLED.match(text, start + 1):
            continue  # 由邱教授主持
        if len(name) == 3 and _ADVERB_END.search(name) and len(likely[name]) < 2 and sort == "han":
            score -= _CUT_SHORT  # 邓江则已确认离开
        if _PREPOSITION.match(name) and _BEFORE_PREPOSITION.search(text, max(0, start - 3), start):
            continue  # 毕业于清华
        if native(name):
            continue  # 哈尔滨人
        if tails.get((start, end), _NO_NAME) > score - _TAIL:
            continue  # 楼明哲: the given name alone is no better
        if name in place_names():
            score -= _PLACE
        if (start, name) in longer:
            score -= _CUT_SHORT
        if len(name) == 3 and len(likely[name]) < 2 and len(likely.get(name[:2], ())) > 1 + ((start, end - 1) in spans):
            score -= _CUT_SHORT  # 张三转投…: the name stands elsewhere without what follows it here
        others = len(likely[name]) - (score > 0)
        if others:
            score += min(_REPEATED * math.log2(1 + others), _MOST)
        if score > _LISTED and (
            (text[end : end + 1] in joining and end + 1 in sure_starts)
            or (text[start - 1 : start] in joining and start - 1 in sure_ends)
        ):
            score += _IN_LIST
        raised.append((score, start, end, sort))
    return raised


def _whole(text: str, score: float, start: int, end: int, sort: str) -> bool:
    """Whether the candidate is a full name of three characters whose last two might be taken for another one."""
    return sort == "han" and end - start == 3 and score > _LIKELY and not _PARTICLE.match(text, start)


def _choose(scored: Sequence[Scored], used: bytearray) -> list[Scored]:
    """The best candidates that overlap neither each other nor what is `used` (which is marked)."""
    chosen: list[Scored] = []
    for candidate in sorted(scored, key=lambda s: (-s[0], s[1], -s[2])):
        score, start, end, _ = candidate
        if score <= _LEAST:
            break
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            chosen.append(candidate)
    return chosen


def _repeated(words: Words, chosen: Sequence[Scored], scored: Sequence[Scored]) -> list[Scored]:
    """The further places of names that are sure: where the local score is not strongly against it."""
    text = words.text
    local = {(start, end): score for score, start, end, _ in scored}
    sure = sorted(
        {
            (text[start:end], sort)
            for score, start, end, sort in chosen
            if score > _SURE or (sort == "latin" and " " in text[start:end])
        }
    )
    found: list[Scored] = []
    for name, sort in sure:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            score = local.get((start, end), -5.0)
            whole = words.begins(start) and words.begins(end)
            if sort == "latin":
                whole = (
                    not (text[start - 1 : start].isascii() and text[start - 1 : start].isalnum())
                    and not text[end : end + 1].isidentifier()
                )
            if (
                (len(name) > 2 and (whole or score > -6.0 or sort != "latin"))
                or (whole and score > -5.0)
                or score > -2.0
            ):
                found.append((0.1 + len(name), start, end, sort))
            start = text.find(name, end)
    return found


def find_persons(text: str, taken: Sequence[Mention], *, blocks: Sequence[Block]) -> list[Mention]:
    """The persons named in `text` (clean, simplified), in order, none overlapping another or one of `taken`.

    `kind` is None for a full name, `surname` for a surname alone or with a title (张教授), `given` for a given name.
    """
    del blocks
    words = cut(text)
    used = bytearray(len(text))
    for mention in taken:
        used[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    scored = score_candidates(words)
    scored += [(score, start, end, "latin") for score, start, end in latin_candidates(words)]
    scored = with_support(witnessed(words, scored), text)
    chosen = _choose(scored, used)
    chosen += _choose(_repeated(words, chosen, scored), used)
    full = [text[start:end] for score, start, end, _ in chosen if score > _SURE]
    short = short_forms(full)
    mentions = [
        Mention(s, e, "Person", text[s:e], text[s:e], short.get(text[s:e]), f"person/{sort}")
        for _, s, e, sort in chosen
    ]
    for start, end, kind in (*titled_surnames(words, full), *parts_of(words, short)):
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            mentions.append(Mention(start, end, "Person", text[start:end], text[start:end], kind, f"person/{kind}"))
    return sorted(mentions, key=lambda m: m.start)
