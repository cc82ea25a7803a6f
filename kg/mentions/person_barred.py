"""What settles whether a person's name stands somewhere, whatever its characters say: a doubled given name cut in two,
a journal among others, a thing; a time of school life or a partner beside it, a list that goes on over brackets.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.mentions.patterns import compiled
from kg.mentions.person_model import char_table
from kg.mentions.places import place_names
from kg.mentions.words import Words, in_dictionary

_DOUBLED = 3
#: Latin names up to the word that says what they are (Nat Genet，Bone Res等杂志).
_JOURNALS = compiled(r"[A-Za-z0-9 &.,，、和及与以（）()\-]{0,90}?(?:等|这些|这类)?(?:<journal-rank>)*(?:<journal>)")
#: What no name of a person ends in (抢人之战, 博士论文).
_THING_END = compiled("(?:<thing-end>)$")
#: What somebody was at, and that it was then (张三大学时加入…).
_AGE = compiled("(?:<school-age>|<studies>)(?:<age-time>)")
#: Whom somebody does something with, and that they do it together.
_PARTNER, _JOINTLY = compiled("(?:<partner-noun>)$"), compiled("(?:<joint-act>)")
_LONGEST_BRACKET = 24
#: Of these no name of three characters or fewer is made.
_PRONOUNS = frozenset("他她它我你您咱这那")
#: A post before a name, and a verb of saying after it.
_ROLE_BEFORE, _SPEAKS = compiled("(?:<addressed>|<glossed-after>)$"), compiled("<speaks>")
#: A post before a name and a verb of a life after it (创始人江河毕业于…).
_POST_BEFORE, _LIVES = compiled("<post-noun>$"), compiled("(?:<lives>|<speaks>|，<life-after-comma>)")
#: What a name in Latin letters stands in that is no person's (George Mason大学, Lawrence Berkeley国家实验室).
_OF_HOUSE = compiled(" ?(?!<named-house>(?:<age-time>|<named-house-not>))(?:<named-after>|<house-thing>|<named-house>)")
#: A place before a bracket that gives its letters: 某州奥尔德（Alder Pine）.
_PLACE_BEFORE = compiled(r"(?:<place-rank>|[州郡省国岛])[\u4e00-\u9fff·]{1,8}（$")
#: What a clause may begin with before a name, and what its bearer does, with the adverbs before it.
_CLAUSE_FRONT = compiled(r"(?:^|[，。；：！？、“（\n由和与及]|<clause-front>|<post-noun>)$")
_ACTS = compiled(r"(?:<act-adverb>|\d[\d年月日]*|[于自从在](?![，。；])[^，。；]{1,12}?)*?(?:<acts>|<lives>|<speaks>)")
_SHORT_TITLES = frozenset("总")
_TITLE_AFTER, _HONORIFIC = compiled("<addressed>|<title-after>"), compiled("<honorific>")
_RECALLS, _INFORMANT = compiled("<recalls>"), compiled("<informant>")
_NO_NAME_END = frozenset("副正原前任兼代务的")
_TITLED = 1.5
_NATIVE = compiled("人$")
#: What stands on both sides of a person only (在张三看来, 接替张三的是, 由张三等人).
_SEEN, _THEN = compiled("(?:<framed-seen>)$"), compiled("(?:<framed-then>)")
#: A word that the last character of a stretch begins (张三|等人, 张三|已于).
_SPLIT = compiled("(?:<split-end>)")
_JOINS = frozenset("和与及")
NO_SURNAME = compiled("[由与跟被据和](?=..)")
"""Prepositions that nearly nobody is called by, before a name (由江博提出)."""


def doubled(words: Words, start: int, end: int) -> bool:
    """Whether [start, end) ends within a doubled given name or goes on after one: 苏冉|冉新创办, 苏冉冉新|加入; not
    where a word begins with the second half (陈沛|沛县).
    """
    text = words.text
    if end - start == _DOUBLED - 1:
        if text[end : end + 1] != text[end - 1] or in_dictionary(text[start:end]):
            return False
        return not in_dictionary(text[end : end + 2])
    if end - start == _DOUBLED and text[start] == text[start + 1]:
        return text[start - 1 : start] in char_table().surname and in_dictionary(text[start : start + 2])
    return end - start > _DOUBLED and text[start + 1] == text[start + 2]


def of_journals(text: str, end: int) -> bool:
    """Whether the Latin name that ends at `end` is one of a list of journals or conferences."""
    return _JOURNALS.match(text, end) is not None


def thing(name: str) -> bool:
    """Whether the name ends as only things do, or holds a pronoun (但他赌)."""
    return _THING_END.search(name) is not None or not _PRONOUNS.isdisjoint(name[1:])


def at_school(text: str, end: int) -> bool:
    """Whether what ends at `end` is followed by a time of school life (张三大学时)."""
    return _AGE.match(text, end) is not None


def partner(text: str, start: int, end: int) -> bool:
    """Whether [start, end) stands between a word for a partner and one for what two do together (好友张三共同创办)."""
    return bool(_JOINTLY.match(text, end) and _PARTNER.search(text, max(0, start - 3), start))


def after_bracket(text: str, start: int, ends: Collection[int], joining: Collection[str]) -> bool:
    """Whether what begins at `start` is joined to a name that ends at one of `ends`, a bracket between them."""
    if text[start - 1 : start] not in joining or text[start - 2 : start - 1] != "）":
        return False
    return text.rfind("（", max(0, start - _LONGEST_BRACKET), start) in ends


def framed(text: str, start: int, end: int) -> bool:
    """Whether both sides speak of a person, and the stretch is no word of the language (在张三看来; not 在高层看来)."""
    seen = _SEEN.search(text, max(0, start - 2), start) and _THEN.match(text, end)
    return bool(seen) and not in_dictionary(text[start:end])


def overlong(text: str, start: int, end: int, starts: Collection[int]) -> bool:
    """Whether the last of three characters begins what follows a name of two: 张三|等人, 张三|已于, 张三|和李四."""
    if end - start != _DOUBLED:
        return False
    return _SPLIT.match(text, end - 1) is not None or (text[end - 1] in _JOINS and end in starts)


def split_after(text: str, end: int) -> bool:
    """Whether what follows shows that a name ends at `end` (张三|等人)."""
    return _SPLIT.match(text, end) is not None


def twin(name: str) -> bool:
    """Whether it is a surname with a doubled given name (苏冉冉)."""
    return len(name) == _DOUBLED and name[1] == name[2]


def speaker(text: str, start: int, end: int) -> bool:
    """Whether a post stands before [start, end) and a verb of saying after it (教授安阳认为: no city)."""
    return bool(_SPEAKS.match(text, end) and _ROLE_BEFORE.search(text, max(0, start - 6), start))


def native(name: str) -> bool:
    """Whether the words say where somebody comes from (哈尔滨人)."""
    return len(name) > 2 and name[:-1] in place_names() and _NATIVE.search(name) is not None


def presented(text: str, start: int, end: int) -> bool:
    """Whether a post stands before [start, end), a surname with more, and a verb of a life after it (创始人江河毕业于),
    or the words that somebody is quoted with (据江河回忆).
    """
    if text[start] not in char_table().surname:
        return False
    if text[start - 1 : start] == "据" and _RECALLS.match(text, end):
        return _INFORMANT.fullmatch(text, start, end) is None
    return _LIVES.match(text, end) is not None and _POST_BEFORE.search(text, max(0, start - 6), start) is not None


def acting(text: str, start: int, end: int) -> bool:
    """Whether [start, end), neither a word of the dictionary nor one and a character more (包括刚毕业的…), opens a
    clause and does what persons do (随后，李碎因病去世).
    """
    word = in_dictionary(text[start:end]) or (end - start > _DOUBLED - 1 and in_dictionary(text[start : end - 1]))
    if word or _ACTS.match(text, end) is None:
        return False
    return _CLAUSE_FRONT.search(text, max(0, start - 6), start) is not None


def of_house(text: str, start: int, end: int) -> bool:
    """Whether the Latin name [start, end) is part of a house's or a prize's name, or a place's."""
    return _OF_HOUSE.match(text, end) is not None or _PLACE_BEFORE.search(text, max(0, start - 12), start) is not None


def only_addressed(name: str, titles: Collection[str]) -> bool:
    """Whether the name is a surname and how its bearer is addressed (林总, 陈博士, 欧阳老师)."""
    surnames = char_table().surname
    if len(name) == _DOUBLED - 1:
        return name[0] in surnames and name[1] in _SHORT_TITLES
    return any(name[:length] in surnames and name[length:] in titles for length in (1, 2) if len(name) - length > 1)


def titled(text: str, start: int, end: int) -> float:
    """What a title after a surname with two characters, or a form of address after one with one, adds; more after a
    bracket (副校长（教学）陈若玉女士).
    """
    if text[end - 1] in _NO_NAME_END or _TITLE_AFTER.match(text, start + 1):
        return 0.0
    bracket = text[start - 1 : start] == "）"
    if _HONORIFIC.match(text, end):
        return 2 * _TITLED
    said = end - start >= _DOUBLED and _TITLE_AFTER.match(text, end)
    return _TITLED * (1 + bracket) if said else 0.0
