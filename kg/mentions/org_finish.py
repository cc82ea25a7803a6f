"""The last look at the organisations found: bodies of a place, academies before 院士, kinds that other mentions tell,
what is a person after all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.field_items import subjects
from kg.mentions.org_belief import TRADES
from kg.mentions.org_context import studied
from kg.mentions.org_latin import personal
from kg.mentions.org_lexicon import lexicon
from kg.mentions.org_structure import kind_of, suffix_of
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.words import cut, in_dictionary
from kg.schema import Mention

_LONG, _LONGEST_PLACE = 3, 6
_LOCAL = frozenset({"institute", "lab", "association"})
_HOUSE = compiled("(?:<house-end>|<society-end>)$")
_FORMER = compiled("<was>")
_AND = compiled("[和与及、]")
_EVERYWHERE = compiled("(?:<everywhere>)$")
#: Who gave a chair its name is no employer (甲大学乙公司讲席教授).
_CHAIR, _DONORS = compiled("<named-chair>"), ("company", "fund", None)
#: A verb that ends where a name begins (曾任, 加入).
_GLUED = compiled("(?:<glued-verb>)")
#: What no name begins with, though the segmenter takes it in (从某某科技总经理的位置上; 传某某科技裁员).
_NAME_FRONT, _RUMOUR = compiled("<name-front>"), compiled("<rumour>")
_RUMOURED = ("", "\n", "曾", "，", "。")
_FOUND_BY_FORM = frozenset({"org/form", "org/shape"})
_CUT_UNIVERSITY = compiled("(?:<whole-university>)$")
_AGE = compiled(r"\d0<generation>")
#: What names of national bodies begin with.
_NATIONAL = compiled("<national>")


#: What names fellows, and no organisation (同班同学有…).
_FELLOWS = compiled("<fellows>$")
#: After 大学, which then is no name's end but when somebody was a fellow (找来大学同学).
_THEN_FELLOWS = compiled("<fellows>")
_UNIVERSITY = compiled("<university-end>$")
#: Characters that make a fellow of 学 before them (台大|学长).
_FELLOW_END = compiled("<fellow-end>")


def finished(orgs: Sequence[Mention], text: str) -> list[Mention]:
    """The organisations of the clean text, sorted, with what only a look at all of them tells."""
    kept = [o for o in orgs if o.by != "org/form" or suffix_of(o.text) or not (" " in o.text and personal(o.text))]
    kept = [o for o in kept if o.by not in _FOUND_BY_FORM or not _all_fields(o.text)]
    kept = [o for o in kept if o.kind not in _DONORS or not _CHAIR.match(text, o.end)]
    kept = [_without_former(_without_age(o), text) for o in with_own_ends(kept, text)]
    local = [_named_by_place(_of_place(_before_fellow(m, text), text), text) for m in kept]
    return sorted(_with_kinds(local), key=lambda m: m.start)


def _all_fields(text: str) -> bool:
    """Whether words that end as a network or a system does are fields of study (强化学习和图神经网络)."""
    return all(part in subjects() for part in _AND.split(text))


def with_own_ends(orgs: Sequence[Mention], text: str) -> list[Mention]:
    """The organisations, without those that are none, or ends of theirs that belong to the word after them."""
    return [fitting for org in orgs if (fitting := _own_end(org, text)) is not None]


def _whole_university(org: Mention, text: str) -> Mention:
    """A university whose last word the segmenter takes for the beginning of a post (某某科技|大学校长)."""
    cut_short = org.by in _FOUND_BY_FORM and _CUT_UNIVERSITY.search(org.text) and text.startswith("大学", org.end)
    name = f"{org.text}大学"
    return org._replace(end=org.end + 2, text=name, name=name, kind="university") if cut_short else org


def _without_age(org: Mention) -> Mention:
    """A name without the generation of somebody who stands before it (90后某某科技CEO)."""
    age = _AGE.match(org.text)
    if age is None or age.end() > len(org.text) - 2:
        return org
    name = org.text[age.end() :]
    return org._replace(start=org.start + age.end(), text=name, name=name)


def _without_former(org: Mention, text: str) -> Mention:
    """A name without the word before it that says that somebody was there (原某某基金执行董事)."""
    if org.by == "org/lexicon" or not _FORMER.match(org.text) or len(org.text) < _LONG + 2:
        return org
    if not cut(text).begins(org.start + 1) or org.end - cut(text).starts[cut(text).at[org.start + 1]] < _LONG:
        return org
    name = org.text[1:]
    return org._replace(start=org.start + 1, text=name, name=name)


def _own_end(org: Mention, text: str) -> Mention | None:
    """The organisation; of a university with a subject (清大资工|硕士), or with what begins the word for a fellow
    (台大学|长), the university alone. None where it is a word for fellows (同班同学有…), or says when they were such
    (找来大学同学).
    """
    if org.by == "org/lexicon":
        return org
    if org.by == "org/form" and org.text in _subjects():
        return None  # 拿到统计学硕士: what is studied
    if org.by.startswith("org/") and _FELLOWS.search(org.text):
        return None
    university = _UNIVERSITY.search(org.text) is not None
    for at in range(2, min(5, len(org.text))) if org.by == "org/form" else ():
        known = lexicon().meanings.get(org.text[:at])
        fellow = university and at == len(org.text) - 1 and _FELLOW_END.match(text, org.end)
        if known and known[0][0].kind == "university" and (fellow or studied(text, org.start + at)):
            name, kind, end = known[0][0].name, known[0][0].kind, org.start + at
            return org._replace(end=end, text=org.text[:at], name=name, kind=kind, by="org/lexicon", parents=())
    if not university:
        return org
    words = cut(text)
    tags = words.tags[words.at[org.start] : words.at[org.end - 1]]
    return None if _THEN_FELLOWS.match(text, org.end) and any(tag[:1] == "v" for tag in tags) else org


@cache
def _subjects() -> frozenset[str]:
    """The subjects of study that the list has."""
    return frozenset(name for row in load_table("majors") for name in (row["name"], *row.many("aliases")))


def _before_everywhere(org: Mention) -> Mention:
    """A name without an adverb whose end is a unit's as well (某某实验室四处挖角)."""
    match = _EVERYWHERE.search(org.text) if org.by == "org/form" else None
    if match is None or match.start() < _LONG:
        return org
    name = org.text[: match.start()]
    return org._replace(end=org.start + match.start(), text=name, name=name, kind=kind_of(name))


def unglued(orgs: Sequence[Mention], text: str) -> list[Mention]:
    """The organisations, a coined name without the end of the verb that the segmenter takes into it (曾|任墨潭科技)."""
    out = []
    for org in (_before_everywhere(_whole_university(o, text)) for o in orgs):
        known = org.by == "org/lexicon" or len(org.text) < _LONG + 2 or in_dictionary(org.text[:2])
        before = text[max(0, org.start - 1) : org.start]
        front = _NAME_FRONT.match(org.text) or (_RUMOUR.match(org.text) if before in _RUMOURED else None)
        name = org.text[front.end() :] if front is not None else ""
        if front is not None and org.by in _FOUND_BY_FORM and (len(name) >= _LONG or name in lexicon().meanings):
            out.append(org._replace(start=org.start + front.end(), text=name, name=name))
            continue
        if not known and (_GLUED.match(before + org.text) or (_FORMER.match(org.text) and not before.isalnum())):
            out.append(org._replace(start=org.start + 1, text=org.text[1:], name=org.text[1:]))
        else:
            out.append(org)
    return out


def _of_place(org: Mention, text: str) -> Mention:
    """A short form of a national body after a place's name as the body of that place (杭州市计算机学会)."""
    if org.by != "org/lexicon" or not _NATIONAL.match(org.name) or _NATIONAL.match(org.text):
        return org
    for start in range(max(0, org.start - 4), org.start - 1):
        place = text[start : org.start]
        if place in place_names() and not _NATIONAL.match(place):
            name = place + org.text
            return org._replace(start=start, text=name, name=name, by="org/of-place", parents=())
    return org


def _named_by_place(org: Mention, text: str) -> Mention:
    """A house that no list holds with the province or city that its name begins with (某某省工业技术研究院)."""
    if org.by != "org/form" or org.parents or org.kind not in _LOCAL or not _HOUSE.search(org.text):
        return org
    for start in range(max(0, org.start - _LONGEST_PLACE), org.start - 1):
        place = text[start : org.start]
        if place in _home_places() and cut(text).begins(start):
            name = place + org.text
            return org._replace(start=start, text=name, name=name)
    return org


@cache
def _home_places() -> frozenset[str]:
    """Names of provinces and cities, and what a house calls itself by that is the nation's."""
    rows = (row for row in load_table("places") if row["kind"] in ("province", "city", "region"))
    return frozenset(name for row in rows for name in (row["name"], *row.many("aliases")))


def _before_fellow(org: Mention, text: str) -> Mention:
    """An academy's mention without the character that begins 院士 as well (中研院士)."""
    shared = org.text.endswith("院") and text.startswith("士", org.end) and len(org.text) > _LONG - 1
    return org._replace(end=org.end - 1, text=org.text[:-1]) if shared else org


def _with_kinds(orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, those of no kind with that which another mention of the name has, or which its trade tells."""
    kinds = {m.name: m.kind for m in orgs if m.kind is not None}
    trade = {m.name: "company" for m in orgs if not m.name.isascii() and len(m.name) > 3 and TRADES.search(m.name)}
    return [m if m.kind is not None else m._replace(kind=kinds.get(m.name, trade.get(m.name))) for m in orgs]
