"""Persons in a clean text: Chinese names, transliterated names, Latin names, and their short forms.

`find_persons` weighs every place where a name might stand (`person_candidates`, `latin_names`), takes the best that do
not overlap, and then goes over the article once more: a name that is sure in one place counts in all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.latin_names import latin_candidates
from kg.mentions.patterns import compiled
from kg.mentions.person_alias import alias_pairs, marks
from kg.mentions.person_barred import (
    NO_SURNAME,
    acting,
    after_bracket,
    at_school,
    doubled,
    framed,
    native,
    of_house,
    of_journals,
    only_addressed,
    overlong,
    partner,
    presented,
    speaker,
    split_after,
    thing,
    titled,
    twin,
)
from kg.mentions.person_choice import LEAST, SURE, choose, repeated
from kg.mentions.person_foreign import before
from kg.mentions.person_gloss import foreign, openings, spelt
from kg.mentions.person_model import char_table, word_class
from kg.mentions.person_rosters import rosters
from kg.mentions.person_score import NO_NAME, Scored, person_score, score_candidates
from kg.mentions.person_short import called, parts_of, short_forms, titled_surnames
from kg.mentions.person_witness import witnessed
from kg.mentions.places import place_names
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Block, Mention

__all__ = ("alias_pairs", "find_persons", "person_score")

_PREPOSITION = compiled("于")
_BEFORE_PREPOSITION = compiled("<takes-yu>$")
_ADVERB_END = compiled("<adverb-end>$")
#: A preposition that is a surname as well, and a character with a title after it.
_PARTICLE = compiled("<particle>")
_TITLED = compiled(".(?:<addressed>)")
#: A verb that is a surname, or is taken for one, before a name.
_SAYS = compiled("<says-name>")
#: A measure word that is a surname as well, and what stands before one.
_MEASURE = compiled("<measure>")
_DETERMINER = compiled("<determiner>$")
_BECAUSE = compiled("<because-of>")
#: A conjunction that is a surname as well, before another post.
_AND_TITLE = compiled("<and-title>")
_LOCATIVE = compiled("<locative>")
#: What no name from another language begins with.
_NO_FIRST = compiled("<no-first>")
_ADDRESS = compiled("<addressed>")
_POST_BEFORE, _POST_IN_BRACKET = compiled("(?:<latin-named>)$"), compiled("(?:<latin-named>|C[A-Z]O)[）)]$")
#: Who is presented at the end of a clause, and taken up by the next one (来自某校的张三，他…).
_PRESENTS, _GOES_ON = compiled("(?:<presents>)$"), compiled("，(?:<he-next>)(?!们)")
#: What somebody studied, which is told after his name.
_STUDIES, _STUDIED = compiled("(?:<studies>)$"), compiled("<studies>")
#: Words that the dictionary takes for names, though they are none.
_THING = compiled("(?:<no-name>)$")
#: Classes of words that are nobody's name.
_NO_NAMES = ("role", "kin", "follow")

_LEAST_TITLED = -3.0
_LIKELY = 1.0
_TAIL = 1.5
_NEVER_JOINS = compiled("[和与]的(?![确士])")
_OF_THING, _FILLS = compiled("<named-after>"), 1.0
#: A word that something must follow, so that before a mark it is the end of a name (负责人李友原，).
_DANGLING = compiled("<dangling>$")
_CLOSING = frozenset("，。、；：！？）\n等")
_JOINS = frozenset("和与及")
_REPEATED, _MOST = 0.8, 2.5
_GLOSSED, _AFTER_POST, _TAKEN_UP = 2.5, 1.0, 0.8
_CUT_SHORT = 3.0
#: What a verb of a life after it says for a name that is in doubt, and how much in doubt.
_ACTING, _ACTING_REACH = 1.5, 2.5
_PLACE = 3.0
_LISTED = -2.5
_IN_LIST = 1.5


@cache
def _titles() -> frozenset[str]:
    """Words for what somebody is, which are nobody's name."""
    forms = {row["form"] for table in ("roles", "degrees") for row in load_table(table)}
    return frozenset(forms) | {row["word"] for row in load_table("person_honorifics")}


def with_support(scored: list[Scored], words: Words) -> list[Scored]:
    """The scores, raised where the same characters look like a name elsewhere in the article too, or where they stand
    in a list with a name that is sure; words for what somebody is are left out.
    """
    text = words.text
    places: dict[str, list[float]] = {}
    for score, start, end, _ in scored:
        places.setdefault(text[start:end], []).append(score)
    likely = {name: [s for s in scores if s > 0] for name, scores in places.items()}
    sure_ends = {end for score, _, end, _ in scored if score > SURE}
    sure_starts = {start for score, start, _, _ in scored if score > SURE}
    scored = [c for c in scored if c[3] == "latin" or not overlong(text, c[1], c[2], sure_starts)]
    likely_ends = {end for score, _, end, sort in scored if score > _LIKELY / 2 and sort != "latin"}
    longer = {(start, name[:-1]) for score, start, end, _ in scored if len(likely[name := text[start:end]]) > 1}
    joining = ("、", *marks("joining"))
    spans = {(start, end) for score, start, end, _ in scored if score > 0}
    tails = {(start + 1, end): score for score, start, end, sort in scored if _whole(text, score, start, end, sort)}
    behind = {(start, end): score for score, start, end, sort in scored if sort == "han"}
    closed = {start: score for score, start, end, sort in scored if sort == "han" and _closed(text, start, end)}
    posted = {
        start: s for s, start, end, sort in scored if sort == "han" and end - start == 3 and titled(text, start, end)
    }
    shorter = {start: score for score, start, end, sort in scored if sort == "han" and end - start == 2}
    glosses = openings(text, scored)
    raised: list[Scored] = []
    for weighed, start, end, sort in scored:
        score, name = weighed, text[start:end]
        if name in _titles() or word_class(name) in _NO_NAMES or _THING.match(name):
            continue
        if sort != "latin" and (
            _STUDIES.search(name, 2) or (len(name) == 3 and _STUDIES.match(text, end - 1, end + 1))
        ):
            continue  # 张三本硕毕业于…
        if sort != "latin" and (thing(name) or doubled(words, start, end)):
            continue  # 抢人之战; 苏冉|冉新创办
        if sort == "latin" and (of_journals(text, end) or of_house(text, start, end)):
            continue  # Nat Genet等杂志; George Mason大学
        if sort == "han" and (at_school(text, end) or partner(text, start, end) or framed(text, start, end)):
            score += _GLOSSED  # 张三大学时加入…; 与好友张三共同创办
        if sort == "han" and weighed > _LEAST_TITLED:
            score += titled(text, start, end)  # 罗信苓|副院长; （教学）陈若玉女士; 林苓小姐
        if sort == "han" and presented(text, start, end):
            score += _GLOSSED  # 创始人江河毕业于…
        if sort == "han" and -_ACTING_REACH < score < _ACTING_REACH and acting(text, start, end):
            score += _ACTING  # 随后，李碎因病去世
        if sort == "han" and (twin(name) or (len(name) == 2 and split_after(text, end))):
            score += _AFTER_POST  # 苏冉冉新创办; 张三等人
        if word_class(name[1:]) == "kin" and len(name) > 2:
            continue  # 小女儿
        if _BECAUSE.match(name) and likely.get(name[1:]):
            continue  # 因|苏明哲, where 苏明哲 looks like a name
        if _AND_TITLE.match(text, start):
            continue  # 校友|暨特聘讲座
        if only_addressed(name, _titles()) or (name[0] in _JOINS and name[1:] in char_table().surname):
            continue  # 陈博士; 和欧阳
        if _SAYS.match(name) and likely.get(name[1:]):
            continue  # 有人说易安…, where 易安 is named elsewhere
        if _MEASURE.match(name) and _DETERMINER.search(text, max(0, start - 1), start):
            continue  # 这段经历
        if len(name) == 2 and _PARTICLE.match(name) and _TITLED.match(text, start + 1):
            continue  # 由邱教授主持
        if sort != "latin" and NO_SURNAME.match(name) and behind.get((start + 1, end), NO_NAME) > -_ACTING_REACH:
            continue  # 由江博提出
        if len(name) == 2 and posted.get(start, NO_NAME) > 0 and text.count(text[start : end + 1]) == text.count(name):
            continue  # 罗信|苓副院长
        seldom = len(likely[name]) < max(2, len(likely.get(name[:2], ())))
        with_yu = name[-1] == "于" and text.count(name[:2]) > text.count(name) and text[end : end + 1] not in _CLOSING
        whole = text[start : start + 3]
        longer_name = likely.get(whole) and not _ADDRESS.match(text, end)
        if len(name) == 2 and longer_name and text.count(whole) == text.count(name) > 1:
            continue  # 张知优于2024年毕业, where 张知优 stands elsewhere
        address = _ADDRESS.match(text, end) if len(name) == 2 and sort == "han" else None
        if address and text.count(whole) == text.count(name + address.group()):
            score = max(score, behind.get((start, end + 1), NO_NAME))  # 李文|博士, where no 李文博 stands elsewhere
        if with_yu and len(name) == 3:
            continue  # 张三于担任院长期间
        if end in glosses and len(name) > 2 and _NO_FIRST.match(name):
            continue  # 而布兰坦（Wade Brantan）
        if len(name) == 3 and _ADVERB_END.search(name) and (seldom or text.count(name) == 1) and sort != "latin":
            score -= _CUT_SHORT  # 邓江则已确认离开
        if _PREPOSITION.match(name) and _BEFORE_PREPOSITION.search(text, max(0, start - 3), start):
            continue  # 毕业于清华
        if len(name) == 2 and _STUDIED.match(text, end):
            score += _GLOSSED  # 张三本硕毕业于…
        if _LOCATIVE.match(name) and behind.get((start + 1, end), NO_NAME) > LEAST:
            continue  # 研究院里李四
        then = sort == "han" and at_school(text, end)
        if native(name) or (sort != "latin" and not then and _OF_THING.match(text, end)):
            continue  # 哈尔滨人, 沃森研究中心
        if _NEVER_JOINS.match(text, end):
            continue  # 尤家|和的实验室: what 的 follows is no conjunction
        if tails.get((start, end), NO_NAME) > score - _TAIL:
            continue  # 楼明哲: the given name alone is no better
        if sort == "latin" and " " not in name and _POST_BEFORE.search(text, max(0, start - 6), start):
            score += _AFTER_POST  # 某奖得主LeGrand
        if sort == "han" and _POST_IN_BRACKET.search(text, max(0, start - 6), start):
            score += _GLOSSED  # （某公司CEO）张三
        taken_up = _GOES_ON.match(text, end) and not in_dictionary(name)
        if sort == "words" and "·" in name and before(words, start) < start:
            score += _AFTER_POST + _TAKEN_UP  # 汉斯-彼得·沃格尔
        if taken_up and _PRESENTS.search(text, max(0, start - 4), start):
            score += _TAKEN_UP
        if end in glosses and sort != "latin":
            score += _GLOSSED  # 创办人杰姆亚（Jem Arden）
        if name in place_names():
            score += _PLACE if speaker(text, start, end) else -_PLACE
        if (start, name) in longer:
            score -= _CUT_SHORT
        if end - start == 2 and closed.get(start, NO_NAME) > _FILLS:
            score = min(score, closed[start] - _TAIL)  # 院长李友专。
        if start in closed and _DANGLING.search(text, start, start + 3):
            two = shorter.get(start, NO_NAME)
            score = max(score, two) if end - start == 3 else score - _CUT_SHORT
        elsewhere = len(likely.get(name[:2], ()))
        if len(name) == 3 and seldom and elsewhere > 1 and end < len(text) and in_dictionary(text[end - 1 : end + 1]):
            continue  # 张三出生于…
        if len(name) == 3 and seldom and elsewhere > 1 + ((start, end - 1) in spans):
            score -= _CUT_SHORT  # 张三转投…: the name stands elsewhere without what follows it here
        others = len(likely[name]) - (min(score, weighed) > 0)
        if others:
            score += min(_REPEATED * math.log2(1 + others), _MOST)
        if score > _LISTED and (
            (text[end : end + 1] in joining and end + 1 in sure_starts)
            or (text[start - 1 : start] in joining and start - 1 in sure_ends)
        ):
            score += _IN_LIST
        elif score > -1.0 and text[start - 1 : start] in joining and start - 1 in likely_ends:
            score += _IN_LIST / 2  # 创始人某某和张三
        elif sort == "latin" and " " in name and after_bracket(text, start, sure_ends, joining):
            score += 2 * _IN_LIST  # Abe Cole（某大）和Dee Fay
        raised.append((score, start, end, sort))
    return raised


def _closed(text: str, start: int, end: int) -> bool:
    """Whether three characters stand before a mark, a title or what ends a list."""
    return end - start == 3 and (end == len(text) or text[end] in _CLOSING or _TITLED.match(text, end - 1) is not None)


def _whole(text: str, score: float, start: int, end: int, sort: str) -> bool:
    """Whether the candidate is a full name of three characters whose last two might be taken for another one."""
    sure = score > _LIKELY or (score > 0 and char_table().surname.get(text[start], 0.0) > _LIKELY)
    return sort == "han" and end - start == 3 and sure and not _PARTICLE.match(text, start)


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
    scored += foreign(text, scored)
    houses = {m.end for m in taken if m.type == "Org"}
    scored = [
        (s + _GLOSSED if b in houses and e - b == 3 and sort == "han" and _ADDRESS.match(text, e) else s, b, e, sort)
        for s, b, e, sort in scored
    ]  # 某大学王某某校长
    scored = [*with_support(witnessed(words, scored), words), *spelt(text), *rosters(text)]
    chosen = choose(scored, used)
    chosen += choose(repeated(words, chosen, scored), used)
    chosen = [(n, before(words, s) if sort == "words" else s, e, sort) for n, s, e, sort in chosen]
    sure = ((score > (SURE if sort != "latin" else _LIKELY), start, end) for score, start, end, sort in chosen)
    full = [text[start:end] for known, start, end in sure if known]
    short = short_forms(full)
    mentions = [
        Mention(s, e, "Person", text[s:e], text[s:e], short.get(text[s:e]) or called(text[s:e], full), f"person/{sort}")
        for _, s, e, sort in chosen
    ]
    for start, end, kind in (*titled_surnames(words, full), *parts_of(words, short)):
        if used.find(1, start, end) < 0:
            used[start:end] = b"\1" * (end - start)
            mentions.append(Mention(start, end, "Person", text[start:end], text[start:end], kind, f"person/{kind}"))
    return sorted(mentions, key=lambda m: m.start)
