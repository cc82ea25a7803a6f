"""Clauses of a tape, and the explicit subject of one: the first name that is no object, possessor or apposition.

A mention marked as an object (师从张三, 与张三) or possessor (张三的导师) is no subject, nor is one after the verb.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from kg.relations.cells import ACCEPTS, ANY, CHAR, TYPE
from kg.relations.rules import expand

PERSON = ACCEPTS["Person"]
"""The tape characters of a person and of a reference to one."""

_PREDICATE = re.compile(
    rf"[^，。；]{{0,8}}[{CHAR['Degree']}{CHAR['Role']}][^，。；]{{0,3}}$|[^，。；]{{0,6}}毕业[^，。；]{{0,2}}$"
)
_REACH = 40
"""More than the longest stretch that the pattern `object` can match, in tape characters."""

_BREAK = re.compile(r"[，；：。！？!?\t]|——|\s-\s")
_MENTION = re.compile(f"[{ANY}]")
_PERSON_AHEAD = re.compile(rf"(?P<gap>[^，。；：{PERSON}]{{0,14}})[{PERSON}]")
_NAMED = "".join(ACCEPTS[t] for t in ("Person", "Org", "Model", "Award", "Work"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern over the tape by its name; what each is for stands beside it. Raises KeyError for another name."""
    p = PERSON
    terms = "".join(CHAR[t] for t in ("Org", "Role", "Degree", "Major", "Date"))
    own = f"(?:<owner-word>|[{CHAR['PersonRef']}]的)?"
    bond = "<classmate>|<alumnus>|<partner>"
    gap = f"[^，。；：！？{p}]"
    patterns = {
        # before a person: he is an object (与张三, 师从著名学者张三)
        "object": rf"<object-mark>{own}(?:{bond}|<advisor>|<student>)?(?:[{terms}的]|<epithet>){{0,6}}\s?$"
        rf"|<advise>[^，。；：{p}]{{0,16}}$",
        # before a person: another shares what is said (李四和同学张三)
        "together": rf"[{p}]<then>?<with>{own}(?:{bond})?、?$",
        # before a person: what stands there describes him
        "attribute": rf"的[^，。；]{{0,10}}$|<person-end>$|[{CHAR['Role']}{CHAR['Org']}{CHAR['Degree']}]$",
        # before a person: he is what something else is said to be (导师是张三)
        "copula": rf"[^，。；：{p}](?:<is>|<is-indeed>)[^，。；：{p}]{{0,14}}$",
        "said": r"(?:<speech>|<report>|<intro>|<hedge>)$",
        "agent": rf"[由经][^，。；：{p}]{{0,12}}$",
        "preposition": r"<preposition>\s?$",
        "speaker": rf"[{p}][^，。；：{p}]{{0,16}}?<speech>道?[，：]",
        "time-noun": r"<time-noun>的?",
        "no-noun": r"<no-noun>",
        "kin-end": r"(?:<kin>|<advisor>|<student>)$",
        # after a match: the person whom a relative clause (毕业于X的张三) or a cleft (负责X的是张三) tells of
        "relative": rf"^(?P<pre>[^，。；：！？、\t{p}]{{0,6}}?)的(?P<gap>[^，。；：！？\t{p}]{{0,18}}?)"
        rf"(?P<head>[{p}])(?!的?<group>)",
        "cleft": rf"^的[^，。；]{{0,6}}中，[^，。；：{p}]{{0,6}}<there-is>{gap}{{0,20}}(?P<head2>[{p}])"
        rf"|^{gap}{{0,12}}?的，?{gap}{{0,4}}<is>{gap}{{0,14}}(?P<head>[{p}])",
        # a person newly brought in
        "intro": rf"(?:<intro>|<student>){gap}{{0,14}}(?P<head>[{p}])(?=[，。；：！？、\s]|<also>|$)",
        # after a person: what follows is his
        "possessive": rf"^(?:的|之(?!<after-zhi>))(?![{_NAMED}]|[^，。；：]{{0,6}}[{p}]|[^，。；：]{{0,8}}<product>)"
        rf"|^[{CHAR['Role']}{CHAR['Degree']}]?的?[^，。；]{{0,4}}<under>下",
        # a person who owns the one that the clause speaks of (他的妻子张三)
        "owner": rf"[{p}](?:的|之)(?:[^，。；：{p}]{{0,4}}?)(?:<kin>|{bond}|<student>|<advisor>)[、，]?(?=[{p}])",
        "company": r"^<company-word>",
        # before a person: a relative of somebody, of whom the text does not go on to speak
        "kin-before": r"<kin>[是为叫]?$",
        # before a match: another with whom the subject acts (与张三一起创办)
        "companion": rf"<with>{own}(?:{bond})?[、，]?(?P<other>[{CHAR['Person']}])(?:等人?)?<jointly>"
        rf"[^，。；{p}]{{0,6}}$",
        "companion-joined": rf"<with>{own}(?:{bond})?[、，]?(?P<other>[{CHAR['Person']}])(?:等人?)?$",
        "jointly": "<jointly>",
        # after a match without a subject in its clause: it describes somebody whom no mention names (…工作过的老将某某)
        "modifies": rf"^[^，。；：！？\t{p}]{{0,8}}?的[^，。；：{p}]{{0,6}}?"
        rf"(?:<described>|[{CHAR['Role']}])(?!<group>)",
        # who does what is told in the passive (由张三完成)
        # a clause about somebody whom no mention names (甲公司一名工程师离职了)
        "somebody": rf"[{CHAR['Title']}](?=[^，。；：{p}]*(?:<somebody-does>))",
        "by-whom": rf"由[^，。；：{p}]{{0,12}}(?P<who>[{CHAR['Person']}])",
        "loose": "<own-word>",
        "stayed": "留",
        "this-person": r"^<this-person>",
        "person-noun": r"<person-end>$",
        # at a clause's beginning: a subject of its own; what may be skipped
        "blocking": r"^<blocking>",
        "skip": rf"^(?:[{CHAR['Title']}{CHAR['Degree']}](?:毕业)?[之以]?后"
        rf"|[\s“”‘’\u2026—·•*\-\d.、）)]|[{CHAR['Date']}{CHAR['Place']}]|<lead-in>|，)*",
        "phrase": r"<phrase-open>[^，。；]{0,12}?<phrase-close>",
        # a phrase of means or cause just before the verb (凭借…的贡献获得)
        "means": r"<means>[^，。；]{1,18}$",
    }
    return re.compile(expand(patterns[name], name))


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
    return any(tag[:1] in ("v", "p", "c") and tag not in ("vn", "vd") for _, tag in rjieba.tag(words))


@lru_cache(maxsize=4096)
def has_noun(words: str) -> bool:
    """Whether plain words hold, before any verb, a common noun that could be the clause's own subject."""
    governed = False
    for word, tag in rjieba.tag(words):
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
def _relative(gap: str) -> bool:
    """Whether words between an organisation and a person are a relative clause about him: 出来的, 培养的."""
    if not gap.endswith("的"):
        return False
    verbs = [tag[:1] == "v" and tag not in ("vn", "vd") for _, tag in rjieba.tag(gap[:-1])]
    return verbs.count(True) == 1 and verbs[-1]


def plain(text: str) -> str:
    """A stretch of tape without its mentions."""
    return _MENTION.sub("", text)


def opening(text: str, start: int, end: int) -> int:
    """Where the clause [start, end) begins, adverbs, dates and conjunctions at its front left out."""
    skipped = pattern("skip").match(text[start:end])
    return start + (skipped.end() if skipped else 0)


def is_marked(text: str, start: int, index: int, end: int) -> bool:
    """Whether the person at `index` of the clause [start, end) is marked as an object (与张三) or a possessor."""
    if pattern("object").search(text, max(start, index - _REACH), index):
        return True
    return pattern("possessive").search(text[index + 1 : end]) is not None


def _is_object(text: str, start: int, index: int) -> bool:
    """Whether a verb of the clause stands before the person at `index`, so that he is its object (后转到张三组里).

    A relative clause (毕业于X的张三) and a verb of saying (报道称张三…) leave him the subject.
    """
    lead = text[opening(text, start, index) : index]
    if lead and pattern("copula").search(lead):
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
        if char not in _NAMED:
            continue
        if char in PERSON:
            if is_marked(text, start, index, end) or _is_object(text, start, index):
                continue
            if pattern("agent").search(text, start, index) or pattern("owner").match(text, index, end):
                continue
            return index, "Person"
        if first_named < 0:
            first_named = index
            if pattern("preposition").search(text, start, index):
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
            if text[index + 1 : index + 2] in ("的", CHAR["Role"]) or _PREDICATE.match(text, index + 1, end):
                continue  # 某大学计算机博士: what somebody is, no subject
            stop = _BREAK.search(text, index)
            if char == CHAR["Org"] and not has_verb(plain(text[index + 1 : stop.start() if stop else len(text)])):
                return None  # 原某公司高管: a clause without a verb says what somebody is
            return index, TYPE[char]
    return None
