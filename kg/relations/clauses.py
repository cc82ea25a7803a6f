"""Clauses of a tape, and the explicit subject of one: the first name that is no object, possessor or apposition.

A mention marked as an object (师从张三, 与张三) or possessor (张三的导师) is no subject, nor is one after the verb.
"""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from kg.mentions.person_model import char_table
from kg.mentions.words import in_dictionary
from kg.relations.cells import ANY, CHAR, TYPE
from kg.relations.clause_patterns import NAMED, PERSON, pattern
from kg.relations.title_grammar import nominal

__all__ = [
    "PERSON", "clause_subject", "clauses", "has_noun", "has_verb", "is_marked", "opening", "pattern", "plain",
]  # fmt: skip

_PREDICATE = re.compile(
    rf"[^，。；]{{0,8}}[{CHAR['Degree']}{CHAR['Role']}][^，。；]{{0,3}}$|[^，。；]{{0,6}}毕业[^，。；]{{0,2}}$"
)
#: More than the longest stretch that the pattern `object` can match, in tape characters.
_REACH = 40
#: More than the longest label before a name, in tape characters.
_LABEL = 10
_BREAK = re.compile(r"[，；：。！？!?\t]|——|\s-\s")
#: What looks like a name in Latin letters: of two words at least.
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ ·-][A-Z][A-Za-z.]*)+\s?")
_MENTION = re.compile(f"[{ANY}]")
_PERSON_AHEAD = re.compile(rf"(?P<gap>[^，。；：{PERSON}]{{0,14}})[{PERSON}]")
#: The types of names that alone, without a verb, say what somebody is or has.
_TELLS = CHAR["Org"] + CHAR["Award"]


@lru_cache(maxsize=64)
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open stretches of a tape's clauses, separators left out."""
    out, start = [], 0
    for match in _BREAK.finditer(text):
        out.append((start, match.start()))
        start = match.end()
    out.append((start, len(text)))
    return tuple(out)


@lru_cache(maxsize=4096)
def has_verb(words: str) -> bool:
    """Whether plain words hold a verb, a preposition or a conjunction."""
    told = any(tag[:1] in ("v", "p", "c") and tag not in ("vn", "vd") for _, tag in rjieba.tag(words))
    return told or pattern("also-verb").search(words) is not None


@lru_cache(maxsize=4096)
def has_noun(words: str) -> bool:
    """Whether plain words hold, before any verb, a common noun that could be the clause's own subject."""
    governed = False
    for number, (word, tag) in enumerate(rjieba.tag(words)):
        if number == 0 and unknown_name(word):
            return True  # 鬲某来自…
        if tag in ("v", "vd", "vg"):
            return False
        if not governed and len(word) > 2 and word[0].isascii() and word[0].isupper():
            return True  # KMind上线了…
        if tag == "p":
            governed = True  # 在会议和期刊发表: the nouns belong to the preposition
        elif word == "的":
            governed = False
        elif not governed and tag in ("n", "nz", "nt", "vn", "l", "nr", "nrt", "nrfg") and len(word) > 1:
            return True  # a name that is no mention is a subject as well
    return False


@lru_cache(maxsize=4096)
def opens_unknown(words: str) -> bool:
    """Whether plain words begin with what looks like a person's name that is no mention, and a verb (厉某某是…)."""
    latin = _LATIN.match(words)
    if latin is not None and pattern("he-does").match(words, latin.end()):
        return True
    tagged = rjieba.tag(words[:12])
    if not tagged or not unknown_name(tagged[0][0]):
        return False
    return len(tagged) == 1 or pattern("he-does").match(words, len(tagged[0][0])) is not None


def names_unknown(text: str, start: int, end: int) -> bool:
    """Whether after a post in the clause [start, end) somebody is named who is no mention (其CEO某某曾…)."""
    found = pattern("named-after-post").search(text, start, end)
    return found is not None and unknown_name(rjieba.tag(found["who"])[0][0]) and len(rjieba.tag(found["who"])) == 1


def stranger_before(text: str, start: int, end: int) -> bool:
    """Whether just before tape position `end` of the clause that begins at `start` somebody no mention names."""
    found = pattern("named-just-before").search(text[start:end])
    return found is not None and unknown_name(found["who"]) and len(rjieba.tag(found["who"])) == 1


def unknown_name(word: str) -> bool:
    """Whether a word of two or three characters is none of the dictionary and begins with a surname."""
    return len(word) in (2, 3) and char_table().surname.get(word[0], 0.0) > 1.0 and not in_dictionary(word)


@lru_cache(maxsize=4096)
def _relative(gap: str) -> bool:
    """Whether words between an organisation and a person are a relative clause about him: 出来的, 培养的."""
    if not gap.endswith("的"):
        return False
    verbs = [tag[:1] == "v" and tag not in ("vn", "vd") for _, tag in rjieba.tag(gap[:-1])]
    return verbs.count(True) == 1 and verbs[-1]


def plain(text: str) -> str:
    """A stretch of tape without its mentions."""
    return _MENTION.sub("", text)


@lru_cache(maxsize=256)
def opening(text: str, start: int, end: int) -> int:
    """Where the clause [start, end) begins, adverbs, dates and conjunctions at its front left out."""
    skipped = pattern("skip").match(text[start:end])
    return start + (skipped.end() if skipped else 0)


def is_marked(text: str, start: int, index: int, end: int) -> bool:
    """Whether the person at `index` of the clause [start, end) is marked as an object (与张三) or a possessor."""
    if pattern("pupil-named").search(text, start, index):
        return False
    if pattern("object").search(text, max(start, index - _REACH), index):
        return pattern("general").search(text, start, index) is None
    if pattern("with-front").match(text[:index], opening(text, start, index)):
        return True
    if pattern("held").search(text, start, index) and pattern("holding").match(text[index + 1 : end]):
        return True
    if pattern("pupils").match(text[index + 1 : end]):
        return True
    return pattern("possessive").search(text[index + 1 : end]) is not None


def _is_object(text: str, start: int, index: int) -> bool:
    """Whether a verb of the clause stands before the person at `index`, so that he is its object (后转到张三组里).

    A relative clause (毕业于X的张三) and a verb of saying (报道称张三…) leave him the subject.
    """
    lead = text[opening(text, start, index) : index]
    if lead and (pattern("introduced").search(lead) or pattern("as-doer").search(lead)):
        return False
    if lead and (pattern("copula").search(lead) or pattern("governed").match(lead)):
        return True
    if not lead or pattern("attribute").search(lead) or pattern("said").search(lead):
        return False
    return has_verb(plain(lead))


@lru_cache(maxsize=256)
def clause_subject(text: str, start: int, end: int) -> tuple[int, str] | None:
    """The tape position and type of the explicit subject of the clause [start, end), or None where it is dropped."""
    first_named = -1
    for index in range(start, end):
        char = text[index]
        if char not in NAMED:
            continue
        if char in PERSON:
            if is_marked(text, start, index, end) or _is_object(text, start, index):
                continue
            if pattern("label").search(text, max(0, index - _LABEL), index):
                continue
            if pattern("agent").search(text, start, index) or pattern("owner").match(text, index, end):
                continue
            of_him = pattern("of-him").match(text, index + 1, end)
            if of_him is not None and not has_verb(plain(of_him["gap"])):
                continue
            named = pattern("is-named").match(text[:end], index)
            return named.start("who") if named is not None else index, "Person"
        if first_named < 0:
            first_named = index
            if pattern("preposition").search(text, start, index) or pattern("place-list").search(text, start, index):
                continue
            lead = text[opening(text, start, index) : index]
            if pattern("this-person").match(lead):
                return None  # 这位某大学的博士生: the clause describes a person who is named elsewhere
            if lead and has_verb(plain(lead)):
                continue
            # An organisation before a person is his apposition (X研究员张三) unless a verb stands between.
            ahead = _PERSON_AHEAD.match(text, index + 1, end)
            if ahead and (not has_verb(plain(ahead["gap"])) or _relative(plain(ahead["gap"]))):
                continue
            if pattern("org-owns").match(text, index + 1, end):
                first_named = -1  # 甲公司的竞争对手乙公司
                continue
            if pattern("org-front").match(text, index + 1, end) or _PREDICATE.match(text, index + 1, end):
                continue  # 某大学计算机博士: what somebody is, no subject
            stop = _BREAK.search(text, index)
            rest = text[index + 1 : stop.start() if stop else len(text)]
            if pattern("unit-post").search(rest) and nominal(plain(rest)):
                return None  # 某大学计算实验室主任, 甲学院与乙学院导师: what looks like a verb is none
            titled = CHAR["Title"] in rest or CHAR["Role"] in rest
            if (char in _TELLS or titled) and not has_verb(plain(rest)):
                return None  # 原某公司高管: a clause without a verb says what somebody is
            return index, TYPE[char]
    return None
