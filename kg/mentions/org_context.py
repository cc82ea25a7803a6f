"""Organisations by context: everyday words that are names here, brands that no list holds, what names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.latin_names import word_class
from kg.mentions.org_lexicon import Hit
from kg.mentions.org_structure import kind_of, suffix_of
from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table
from kg.mentions.places import place_names
from kg.mentions.words import Words, in_dictionary

_LATIN_BRAND = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?: [A-Z][A-Za-z0-9]*){0,2}")
#: A name that is the address of its own site (Roadstar.ai).
_DOMAIN = re.compile(r"^[A-Za-z][A-Za-z0-9]{2,}\.(?:ai|AI|io|tech)$")
_STUDIES = compiled("<studies>")
#: How far a degree stands after its school, with the subject between.
_SUBJECT_REACH = 10
_HOUSES = frozenset({"institute", "lab"})
_LOCAL_KINDS = frozenset({"university", "school", "media", "government"})
_QUOTES = {"“": "”", "「": "」", "『": "』"}


@cache
def _contexts() -> dict[tuple[str, str], bool]:
    return {(row["word"], row["side"]): row.flag("brand") for row in load_table("org_contexts")}


@cache
def _generic() -> frozenset[str]:
    places = {name for row in load_table("places") for name in (row["name"], *row.many("aliases"))}
    return frozenset(row["word"] for row in load_table("org_generic")) | places


def generic(name: str) -> bool:
    """Whether `name` is a word for organisations or a place rather than the name of one."""
    return name in _generic()


def before(words: Words, start: int) -> bool | None:
    """Whether the words left of `start` make a brand of what follows (True), or a name of a known form (False)."""
    number = words.at[start]
    if words.starts[number] != start:
        return None
    contexts = _contexts()
    for first in (number - 2, number - 1):
        if first >= 0:
            found = contexts.get(("".join(words.words[first:number]), "before"))
            if found is not None:
                return found
    return None


def after(words: Words, end: int) -> bool | None:
    """As `before`, for the words right of `end`; a blank or closing quotation mark between is passed over."""
    number = words.at[end]
    if words.starts[number] != end:
        return None
    if words.text[end : end + 1] in (" ", "”"):
        number += 1
    contexts = _contexts()
    for last in (number + 2, number + 1):
        found = contexts.get(("".join(words.words[number:last]), "after"))
        if found is not None:
            return found
    return None


_FORMER = compiled("<former-mark>")
#: After a brand that is an everyday word: its trade and a post (苹果AI研究负责人).
_TRADE_POST = compiled(r"\s?<brand-trade>[\u4e00-\u9fffA-Za-z]{0,6}?<brand-post>")


def supported(words: Words, hit: Hit, mentioned: frozenset[str]) -> bool:
    """Whether a weak form is a name here: the article names its organisation otherwise, or its neighbours say so."""
    front = words.text[words.starts[words.at[hit.start]] : hit.start]
    if not front and any(e.kind == "university" for e in hit.entries) and studied(words.text, hit.end):
        return True
    if not (not front or front in place_names() or _FORMER.fullmatch(front)) or not words.begins(hit.end):
        return False
    if any(entry.name in mentioned for entry in hit.entries):
        return True
    if _TRADE_POST.match(words.text, hit.end):
        return True
    left, right = before(words, hit.start), after(words, hit.end)
    return bool(left) or right is not None or (left is False and words.text[hit.end : hit.end + 1] in "，。、；）的\n")


def studied(text: str, end: int) -> bool:
    """Whether a subject and a degree in it follow, or the degree alone (台大|电机博士)."""
    degree = _STUDIES.search(text, end, end + _SUBJECT_REACH)
    return degree is not None and (degree.start() == end or text[end : degree.start()] in _subjects())


@cache
def _subjects() -> frozenset[str]:
    return frozenset(
        name for row in load_table("majors") for name in (row["name"], *row.many("aliases"), *row.many("weak"))
    )


def _word_at(words: Words, at: int) -> bool:
    """Whether the word that holds `at` inside it is one of the dictionary, longer than a name and a character."""
    return in_dictionary(words.words[words.at[at]]) and words.starts[words.at[at]] >= at - 1


def _goes_on_to(words: Words, start: int) -> bool:
    """Whether a noun of things stands right before `start`, so that the name began earlier."""
    number = words.at[start] - 1
    if number < 0 or not words.begins(start):
        return False
    word = words.words[number]
    return words.tags[number] == "n" and in_dictionary(word) and len(word) > 1 and word not in place_names()


def excluded(words: Words, hit: Hit) -> bool:
    """Whether the form is part of something else: a place's or a person's name, a longer word."""
    text, start, end = words.text, hit.start, hit.end
    if text[end : end + 1] == "·" or text[start - 1 : start] == "·":
        return True
    if text[start:end].isascii():
        after_it = text[end : end + 2]
        return word_class(text[start:end]) == "given" and after_it[:1] == " " and after_it[1:].isupper()
    if end - start > 3:
        return False
    if any(entry.kind == "government" for entry in hit.entries) and _goes_on_to(words, start):
        return True  # 人工智能及大数据|科技部
    if end - start == 2 and not words.begins(end) and (not words.begins(start) or _word_at(words, end)):
        return True  # 粤港|澳大|湾区, 其|中|大模型
    if end - start == 2 and any(
        in_dictionary(text[start : end + n]) for n in (1, 2) if "\n" not in text[start : end + n]
    ):
        return not words.begins(end) or any((text[end : end + n], "never") in _contexts() for n in (1, 2))
    number = words.at[end]
    return number < len(words) and words.begins(end) and (words.words[number], "never") in _contexts()


@lru_cache(maxsize=1 << 12)
def _common(word: str) -> bool:
    return word in _generic() or word.isdigit()


def is_generic(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is made of general words alone, so that it names nobody in particular.

    A city's or province's university, school, paper or office (杭州市政府) is a name; a country's (中国大学) is none.
    """
    first, last = words.at[start], words.at[end - 1]
    name = words.text[start:end]
    if name in _generic():
        return True
    suffix = suffix_of(name)
    stem = name[: -len(suffix)] if suffix else name
    if _placed_house(words, first, last, suffix):
        return False
    if stem not in _generic() and not all(_common(piece) for piece in words.words[first : last + 1] if piece != " "):
        return False
    return not (kind_of(name) in _LOCAL_KINDS and stem in _local_places())


def _placed_house(words: Words, first: int, last: int, suffix: str) -> bool:
    """Whether words first to last are a place, a subject and a house of research (某市人工智能研究院): a name."""
    return len(suffix) > 2 and kind_of(suffix) in _HOUSES and last - first > 1 and words.words[first] in _local_places()


@cache
def _local_places() -> frozenset[str]:
    rows = (row for row in load_table("places") if row["kind"] not in ("country", "region"))
    return frozenset(name for row in rows for name in (row["name"], *row.many("aliases")))


def brands(words: Words) -> Iterator[tuple[int, int]]:
    """Unknown words that the sentence treats as an organisation: 加入Cohere, “深视”公司, 某某创始人."""
    text = words.text
    for match in _LATIN_BRAND.finditer(text):
        start, end = match.span()
        if not (words.begins(start) and words.begins(end)) or (
            start and (text[start - 1].isascii() and text[start - 1].isalnum())
        ):
            continue
        left, right = before(words, start), after(words, end)
        name = match.group()
        if _DOMAIN.search(name) or ((left or right) and all(word_class(w) != "letter" for w in name.split(" "))):
            yield start, end
    for number in [n for n, shown in enumerate(map(_may_be_brand, words.words, words.tags)) if shown]:
        start, word = words.starts[number], words.words[number]
        if word in _QUOTES:
            end = text.find(_QUOTES[word], start + 1, start + 14)
            if end > start + 2 and (before(words, start) or after(words, end + 1)):
                yield start + 1, end
        else:
            end = words.starts[number + 1]
            person = words.tags[number].startswith("nr") and word[0] in char_table().surname
            if before(words, start) or (not person and after(words, end)):
                yield start, _with_trade(words, number)


def _with_trade(words: Words, number: int) -> int:
    """Where a name that begins with an unknown word ends: behind what firms are named by, where that follows
    (收购了星澜科技).
    """
    end = words.starts[number + 1]
    if number + 1 == len(words) or not words.text[words.starts[number] : end].isalpha():
        return end
    longer = words.starts[number + 2]
    return longer if kind_of(words.text[words.starts[number] : longer]) == "company" else end


_BRAND_TAGS = frozenset({"n", "x", "nz", "nt", "nr", "ns", "nrt"})


@lru_cache(maxsize=1 << 12)
def _may_be_brand(word: str, tag: str) -> bool:
    """Whether the word opens a quotation, or is one that no dictionary holds."""
    return word in _QUOTES or (1 < len(word) < 6 and tag in _BRAND_TAGS and not in_dictionary(word))
