"""Clauses of a tape, and the explicit subject of one: the first name that is no object, possessor or apposition.

A mention marked as an object (师从张三, 与张三) or possessor (张三的导师) is no subject, nor is one after the verb.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from kg.mentions.person_model import char_table
from kg.mentions.words import in_dictionary
from kg.relations.cells import ACCEPTS, ANY, CHAR, TYPE
from kg.relations.rules import expand
from kg.relations.title_grammar import nominal

PERSON = ACCEPTS["Person"]
"""The tape characters of a person and of a reference to one."""

_PREDICATE = re.compile(
    rf"[^，。；]{{0,8}}[{CHAR['Degree']}{CHAR['Role']}][^，。；]{{0,3}}$|[^，。；]{{0,6}}毕业[^，。；]{{0,2}}$"
)
#: More than the longest stretch that the pattern `object` can match, in tape characters.
_REACH = 40
_BREAK = re.compile(r"[，；：。！？!?\t]|——|\s-\s")
_MENTION = re.compile(f"[{ANY}]")
_PERSON_AHEAD = re.compile(rf"(?P<gap>[^，。；：{PERSON}]{{0,14}})[{PERSON}]")
#: The types of names that alone, without a verb, say what somebody is or has.
_TELLS = CHAR["Org"] + CHAR["Award"]
_NAMED = "".join(ACCEPTS[t] for t in ("Person", "Org", "Model", "Award", "Work"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern over the tape by its name; what each is for stands beside it. Raises KeyError for another name."""
    p = PERSON
    terms = "".join(CHAR[t] for t in ("Org", "Role", "Degree", "Major", "Date", "Place"))
    own = f"(?:<owner-word>|[{CHAR['PersonRef']}]的)?"
    bond = "<classmate>|<alumnus>|<partner>"
    other = rf"<with>{own}(?:[^，。；{p}]{{2,18}}的)?(?:{bond})?[、，]?(?P<other>[{CHAR['Person']}])(?:等人?)?"
    gap = f"[^，。；：！？{p}]"
    taught = "(?:所|曾)?(?:<guide>|<taught>)(?:过|出|了)*"
    patterns = {
        # before a person: he is an object (与张三, 师从著名学者张三)
        "object": r"(?<![同身作成])(?<!作者)(?<!一作)(?<!负责人)(?!<same-as>)<object-mark>"
        rf"{own}(?:{bond}|<advisor>|<student>)?(?:[{terms}的]|<epithet>){{0,6}}\s?$"
        rf"|<advise>[^，。；：{p}]{{0,16}}$|<succeed>(?:<epithet>|[{terms}的])*$"
        rf"|<with><bearing>[^，。；：{p}]{{0,16}}的\s?$",
        # before a person: he is whom a verb of following governs (师从语音专家张三)
        "governed": rf"^(?:<advise>)[^，。；：{p}]{{0,16}}$",
        # before and after a person whom an adverbial holds (在张三之前, 除了张三之外)
        "held": r"(?:在|除了?|继|应|受)$",
        "holding": r"^(?:<around>|外(?!<after-wai>)|后(?!<after-zhi>))",
        "general": r"<general>\s?$",
        # before a person: another shares what is said (李四和同学张三)
        "together": rf"[{p}]<then>?<with>(?:{own}(?:{bond})?|[^，。；{p}]{{1,10}}?的?(?:{bond}))、?$",
        # before a person: what stands there describes him
        "attribute": rf"的[^，。；]{{0,10}}$|<person-end>$|[{CHAR['Role']}{CHAR['Org']}{CHAR['Degree']}]$",
        # before a person: he is what something else is said to be (导师是张三)
        "copula": rf"[^，。；：{p}](?:<is>|<is-indeed>)[^，。；：{p}]{{0,14}}$",
        # before a person: who did what the text is about (论文一作是张三，他…)
        "introduced": rf"(?:<doer>)(?:<is>|<is-indeed>)[^，。；：{p}]{{0,6}}$",
        "said": r"(?:<speech>|<report>|<intro>|<hedge>)$",
        # after a person and before a match: something of his acts (张三创办的甲公司曾)
        "his-acts": rf"^(?:(?![^，；]{{0,12}}<governing>)[^，；{p}]{{1,12}}|所[在属])的"
        rf"(?:[{CHAR['Org']}{CHAR['OrgRef']}{CHAR['Model']}{CHAR['Role']}{CHAR['Title']}]"
        rf"|[^，；{p}]{{0,14}}?<own-thing>)"
        rf"(?:[{CHAR['Date']}{CHAR['Place']}]|<acts-adverb>)*$",
        "where-he-is": rf"^[{CHAR['Role']}{CHAR['Title']}]?所(?:[在属]的?[{CHAR['Place']}]?)?$",
        "agent": rf"[由经][^，。；：{p}]{{0,12}}$",
        "preposition": r"<preposition>\s?$",
        # after an organisation, to the end of the clause: a post there, or one of whom he is
        "unit-post": rf"^(?:[^，。；：{p}]{{2,18}}(?:[{CHAR['Role']}{CHAR['Title']}]|<one-of-them>)"
        rf"|(?:<list-join>[{CHAR['Org']}])*<list-join>[{CHAR['Title']}])$",
        # after an organisation: what follows is of it (某公司时代的老部下)
        "org-front": rf"的|[^，。；{p}]{{0,6}}?<superlative>|[{CHAR['Role']}]|<era>|[{CHAR['Degree']}]?<origin>",
        # before a person: he is made to do what follows (说服张三加入)
        "pivot": rf"<pivot>(?:了|到|过)?(?:[^，。；：{p}]{{1,8}}的)?{own}(?:{bond}|<student>)?"
        rf"(?:[{terms}的]|<epithet>){{0,6}}\s?$",
        # a clause in which somebody is made to come (说服张三加入某公司，…): the next one speaks of him
        "brought": rf"(?P<how><pivot>)(?:了|到|过)?[^，。；：{p}]{{0,10}}(?P<who>[{p}])[^，。；：]{{0,6}}?"
        r"(?:<join>|<recruit>)",
        "speaker": rf"[{p}][^，。；：{p}]{{0,16}}?<speech>道?[，：]",
        # verbs that the tagger takes for nouns (甲公司开源了…)
        "also-verb": r"<also-verb>(?!<thing-after>)",
        "time-noun": r"<time-noun>的?",
        "no-noun": r"<no-noun>",
        "kin-end": r"(?:<kin>|<advisor>|<student>)$",
        # what begins a clause that describes whom it ends in (后主管搜索的张三)
        "describing": rf"(?:<also-then>)*(?:[{CHAR['Role']}{CHAR['Title']}]|<join>|<work>|<charge>|<lead>|<serve>"
        r"|<found>|<graduate>|<lead-work>|<take-part>|<goes-in-for>)",
        # after a match: the person whom a relative clause (毕业于X的张三) or a cleft (负责X的是张三) tells of
        "relative": rf"^(?P<pre>[^，。；：！？、\t{p}]{{0,6}}?)的(?P<gap>[^，。；：！？\t{p}]{{0,18}}?)"
        rf"(?P<head>[{p}])(?!的?<group>)",
        "cleft": rf"^的[^，。；]{{0,6}}中，[^，。；：{p}]{{0,6}}<there-is>{gap}{{0,20}}(?P<head2>[{p}])"
        rf"|^{gap}{{0,12}}?的，?(?!<advisor>|<kin>){gap}{{0,7}}<is>(?:[{p}]的{gap}{{0,6}}?(?:<kin>|<student>|<advisor>))?"
        rf"{gap}{{0,14}}(?P<head>[{p}])",
        # a clause that says with whom the next one's subject shares what is said of him
        "alike": rf"^<with>(?P<other>[{p}])(?:们)?<alike>$",
        # at the beginning of a relative clause (现为某公司CEO的张三)
        "who-is-that": r"<is-that>",
        # after the head of a relative clause: the sentence goes on about him
        "goes-on": r"(?!的?<group>|的|[。！？；\n]|$)",
        # after a match without a subject: who it was is told at the end (是某校的博士，名叫张三)
        "named-later": rf"[^。；！？{p}]{{0,24}}?，(?:他|她|其)?<named>(?P<head>[{CHAR['Person']}])(?=[，。；（]|$)",
        # a clause that says when something else was, or as what somebody acts
        "subordinate": r"<subordinate>$",
        "finished": r"^<finished>",
        "as": r"<as-what>",
        # a clause that has the next one's subject (谈起家乡，张三…)
        "lead-clause": r"(?:<lead-clause>)",
        # at a clause's end: who is what the clause speaks of (某公司的CEO是张三)
        "who-is": rf"(?:<is>|<is-indeed>)[^，。；：{p}]{{0,8}}(?P<who>[{CHAR['Person']}])$",
        # before a reference: the person just named, to whom it goes back (张三及他的学生)
        "and-his": rf"(?P<who>[{CHAR['Person']}])(?:以及|及|和|与)$",
        # after a reference: what follows is his (他的学生, 他在甲公司的同事, 他导师)
        "his-own": rf"(?:在[^，。；：{p}]{{1,8}})?的|<kin>|{bond}|<student>|<advisor>",
        # a person newly brought in
        "intro": rf"(?:<intro>|<student>){gap}{{0,14}}(?P<head>[{p}])(?=[，。；：！？、\s]|<also>|$)",
        # after a person: the clause speaks of his students (李四指导过的学生…, 李四门生…)
        "pupils": rf"^(?:(?:<guide>|<taught>)(?:过|出|了)*的[^，。；]{{0,6}}?)?(?:<student>|<pupil>)"
        rf"(?![{p}]|[^，。；]{{0,4}}[{p}])",
        # after a person: what follows is his
        "possessive": rf"^(?:<group>(?=的))?(?:的|之(?!<after-zhi>))"
        rf"(?![{_NAMED}]|[^，。；：]{{0,6}}[{p}]|[^，。；：]{{0,8}}<product>)"
        rf"|^[{CHAR['Role']}{CHAR['Degree']}]?的?[^，。；]{{0,4}}<under>下",
        # a person who owns the one that the clause speaks of (他的妻子张三), or has taught him (李四指导的博士张三)
        "owner": rf"(?:[{p}](?:的|之)[^，。；：{p}]{{0,4}}?|[{CHAR['PersonRef']}])"
        rf"(?:<kin>|{bond}|<student>|<advisor>)[、，]?(?=[{p}])"
        rf"|[{p}]{taught}的[^，。；：{p}]{{0,8}}(?=[{p}])",
        # after a person: another, who is something to him, is what the clause speaks of (张三的合作者李四)
        "of-him": rf"的(?P<gap>[^，。；：、{p}]{{1,8}})(?=[{CHAR['Person']}])",
        # after a person: he makes somebody do what follows whom no mention names (建议学生…)
        "made-do": rf"<pivot>(?:了|到|过|着)?(?:自己的?|其|[{CHAR['PersonRef']}]的?)?<offspring>(?!、?[{p}])",
        # before a person: somebody teaches him, and he does what follows (李四指导学生张三获得…)
        "pupil-named": rf"[{p}]{taught}的?[^，。；：{p}]{{0,8}}$",
        # a bracket that goes on about the person, not about the school or degree before it (某大学（导师：李四）)
        "aside-of-him": rf"^[{CHAR['Degree']}{CHAR['Major']}]|^[{CHAR['Org']}]：{CHAR['Degree']}?<advisor>",
        "company": r"^<company-word>",
        # a clause about some of those named before
        "of-them": rf"[^，。；：{p}]{{0,3}}<among>[{CHAR['Amount']}]|[{CHAR['Amount']}](?:<counted-does>)",
        "among": "<among>$",
        # before a person: a relative of somebody, of whom the text does not go on to speak
        "kin-before": r"<kin>[是为叫]?$",
        # before a match: another with whom the subject acts (与张三一起创办)
        "companion": rf"{other}<jointly>[^，。；{p}]{{0,6}}$",
        "companion-joined": rf"{other}(?:<jointly>)?$",
        "jointly": "<jointly>",
        # after a match without a subject in its clause: it describes somebody whom no mention names (…工作过的老将某某)
        "modifies": rf"^[^，。；：！？\t{p}]{{0,8}}?的[^，。；：{p}]{{0,6}}?"
        rf"(?:<described>|[{CHAR['Role']}{CHAR['Title']}])(?!<group>)",
        # who does what is told in the passive (由张三完成)
        # a clause about somebody whom no mention names (甲公司一名工程师离职了)
        "somebody": rf"[{CHAR['Title']}](?=[^，。；：{p}]*(?:<somebody-does>))",
        # the holders of a post, whom no mention names (两大实验室负责人此前分别来自某公司)
        "holders": rf"[^，。；：{p}{CHAR['Org']}]{{0,6}}[{CHAR['Title']}{CHAR['Role']}](?:<holders-adverb>)+",
        # somebody else is brought in (已有多位同事…)
        "there-are": rf"[^，。；：{p}]{{0,3}}有(?:[{CHAR['Amount']}]|<several>)[^，。；：{p}]{{0,8}}",
        "by-whom": rf"由[^，。；：{p}]{{0,12}}(?P<who>[{CHAR['Person']}])",
        "loose": "<own-word>",
        "this-school": "<this-school>",
        "vague-house": "<vague-house>$",
        "stayed": "留",
        "i-am": rf"[{CHAR['PersonRef']}](?:<i-am>)(?P<who>[{CHAR['Person']}])",
        "this-person": r"^<this-person>",
        "person-noun": r"<person-end>$",
        # at a clause's beginning: a subject of its own; what may be skipped
        "blocking": r"^(?!<not-blocking>)<blocking>",
        "skip": rf"^(?:[{CHAR['Title']}{CHAR['Degree']}](?:毕业)?[之以]?后"
        rf"|[\s“”‘’\u2026—·•*\-\d.、）)]|[{CHAR['Date']}{CHAR['Place']}]|<lead-in>|，)*",
        "phrase": r"<phrase-open>[^，。；]{0,12}?<phrase-close>",
        # before a name: it is one of those in a list of where papers come out (在[Venue]、[Org] Magazine等期刊发表)
        "place-list": rf"在(?:[{CHAR['Venue']}{CHAR['Field']}{CHAR['Model']}]|[、和与及/,A-Za-z.&\s]){{1,60}}$",
        # where papers come out, up to the verb (在某某、某某等领域的顶级期刊和会议上发表…)
        "published-in": r"^[^，。；在]{0,6}在[^，。；]*?<paper-place>(?:<paper-place>|[的和与及、等\s])*[上中]?"
        r"(?:<issued>)?$",
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
    told = any(tag[:1] in ("v", "p", "c") and tag not in ("vn", "vd") for _, tag in rjieba.tag(words))
    return told or pattern("also-verb").search(words) is not None


@lru_cache(maxsize=4096)
def has_noun(words: str) -> bool:
    """Whether plain words hold, before any verb, a common noun that could be the clause's own subject."""
    governed = False
    for number, (word, tag) in enumerate(rjieba.tag(words)):
        if number == 0 and _unknown_name(word):
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


def _unknown_name(word: str) -> bool:
    """Whether the segmenter put `word` together itself and it begins with a surname."""
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
    if lead and pattern("introduced").search(lead):
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
        if char not in _NAMED:
            continue
        if char in PERSON:
            if is_marked(text, start, index, end) or _is_object(text, start, index):
                continue
            if pattern("agent").search(text, start, index) or pattern("owner").match(text, index, end):
                continue
            of_him = pattern("of-him").match(text, index + 1, end)
            if of_him is not None and not has_verb(plain(of_him["gap"])):
                continue
            return index, "Person"
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
