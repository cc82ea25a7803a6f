"""The grammar of titles: patterns over a tape in which every mention is one character, and what words a title can hold.

The words themselves stand in `title_words.tsv` (inside patterns), `title_patterns.tsv` (over a title's words),
`title_functions.tsv` (verbs that name a function) and `model_heads.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.patterns import fill
from kg.relations.cells import ACCEPTS, ANY, CHAR
from kg.relations.rules import with_words

ORG, PERSON, MODEL = ACCEPTS["Org"], CHAR["Person"], CHAR["Model"] + CHAR["Work"]
ROLE, DEGREE, AWARD = CHAR["Role"], CHAR["Degree"], CHAR["Award"]
_INSIDE = "".join(CHAR[t] for t in ("Major", "Place", "Model", "Amount", "Edition", "Venue", "Field"))
_PUNCTUATION = "，。；：！？、\\t\\n（）()“”…｜|"
_WORDS = f"[^{_PUNCTUATION}{ANY}]"
#: What may stand between an anchor and its head; never another name, a date only before a degree.
_MID = f"(?:{_WORDS}|[{_INSIDE}])"
_STUDY = f"(?:{_WORDS}|[{_INSIDE}{CHAR['Date']}])"
CHAR_INSIDE = frozenset(_INSIDE)
#: What tells of an award before its holder is named (图灵奖2018年得主).
_WON = CHAR["Grade"] + CHAR["Date"] + CHAR["Edition"]
#: What follows a role inside a longer one before a name.
_LONGER = f"(?!<title-join>){_WORDS}{{1,5}}[{ROLE}][{PERSON}]"
#: A date in brackets after a title: when it was taken or held.
_WHEN = f"(?P<when>\\s?[（(][{CHAR['Date']}][年届级]?[）)])?"
START = re.compile(f"[{ORG}{AWARD}{MODEL}{ROLE}{DEGREE}]")


#: Tags of words that name somebody or something in particular (默克首席战略官).
_NAMING = frozenset({"nr", "nrt", "nt", "nz"})

#: Tags of words that only count, date or describe (一年, 新).
_COUNTING = frozenset("mqtuadf")


@cache
def shape(name: str) -> re.Pattern[str]:
    """A pattern over the tape by its name; what each is for stands beside it. Raises KeyError for another name."""
    patterns = {
        # 前助理国防部长: a role may stand inside a longer one
        "role": rf"(?P<anchor>[{ORG}])(?P<mid>(?:{_STUDY}|[{ROLE}](?={_LONGER})){{0,18}}?)"
        rf"(?P<head>[{ROLE}])(?!{_LONGER})(?!<role-not-before>){_WHEN}",
        "degree": rf"(?P<anchor>[{ORG}])(?P<mid>{_STUDY}{{0,16}}?)[（(]?(?P<head>[{DEGREE}])(?!<teacher-end>)[）)]?"
        rf"<degree-tail>?{_WHEN}",
        "student": rf"(?P<anchor>[{ORG}])(?P<mid>{_STUDY}{{0,10}}?)(?P<head><student-head>)"
        rf"(?!<head-not-before>){_WHEN}",
        "work": rf"(?P<anchor>[{ORG}])(?P<mid>{_MID}{{0,12}}?)[“]?"
        rf"(?P<head><work-head>|[{DEGREE}]<teacher-end>|<teacher>)[”]?(?!<head-not-before>)",
        "award": rf"(?P<anchor>[{AWARD}])(?P<mid>(?:的|年度|本届|[{_WON}]){{0,4}}|[{CHAR['Amount']}])"
        rf"(?P<head><holder>|(?<=[{CHAR['Grade']}])<contestant>)",
        # IEEE Fellow张三, 某竞赛冠军李四: an honour that one is, and a grade, need no 得主 where a name follows
        "fellow": rf"(?P<anchor>[{AWARD}])(?P<mid>[{CHAR['Grade']}]?)(?P<head>)",
        "model": rf"(?P<anchor>[{MODEL}])(?:（[{MODEL}]）)?(?P<mid>{_MID}{{0,10}}?)(?P<head>{_model_heads()}|[{ROLE}])"
        rf"(?:[和及与兼]{_WORDS}{{0,4}}?(?:{_model_heads()}))?(?!<head-not-before>)",
        "more-models": rf"(?:[”\\s]*(?:[、/和与及]|以及)[“\\s]*[{CHAR['Model']}])+",
        "bare-role": rf"<former>?(?P<mid>(?:{_MID}|[{ROLE}](?={_LONGER})){{0,16}}?)(?P<head>[{ROLE}])"
        rf"(?!{_LONGER})(?!<role-not-before>){_WHEN}",
        "bare-degree": rf"(?P<mid>{_STUDY}{{0,8}}?)[（(]?(?P<head>[{DEGREE}])[）)]?<degree-tail>?{_WHEN}",
        # 某公司总裁、前某所研究员; 某校学士、美国某校博士
        # 某校计算机博士，金融学士: another degree of the same school
        # 某公司总裁、两届某竞赛金牌得主
        "separator": rf"(?:之一)?<title-join>(?:(?:[{CHAR['Amount']}{CHAR['Date']}{CHAR['Edition']}]|<editions>)"
        rf"(?=[{AWARD}])|(?:<former>|[{CHAR['Place']}]的?(?=[{ORG}]))*)"
        rf"|，(?=[{CHAR['Major']}{CHAR['Field']}](?:(?:和|与|及|、)?{_WORDS}{{0,4}}?[{CHAR['Major']}{CHAR['Field']}])?"
        rf"{_WORDS}{{0,4}}?[{DEGREE}](?:[，。；]|$))",
        "fellow-of": "<fellow-end>$",
        # 前甲公司、乙公司研究员: the role is shared
        "sharing-role": rf"(?:<former>)(?P<orgs>[{ORG}])(?:、|和|与|及|以及)$",
        # 某校数学系和化学系教授
        "sharing-house": rf"[{ORG}](?:、|和|与|及|以及|暨)$",
        # R、李四担任…: the name begins the next clause
        "serves-next": r"(?:<serving>)$",
        "name-serves": rf"、[{PERSON}](?:<serving>)",
        # 教授、博士生导师: that a teacher has students is no post of its own
        # 院士、数学家、: what somebody is without a place
        "aside": rf"(?:{_MID}){{0,14}}?(?:<what-one-is>|[{CHAR['Major']}{CHAR['Field']}]家)"
        r"(?:<title-join>)(?:<former>)*",
        "teacher": rf"(?:[、/·]|，兼?|\s)?(?:[{DEGREE}]的?导师|<teacher>)(?=[，。；、\s\t{PERSON}]|$)",
        "left": rf"(?:{_MID}){{1,16}}$",
        "before-name": rf"(?:<one-of>)?(?:——|—|、|\s)?(?P<noun>{_WORDS}{{0,6}}?<person-noun>)?(?=[{PERSON}])",
        "before-name-after-list": rf"、(?P<noun>(?:{_MID}){{2,14}}?)(?=[{PERSON}])",
        # a relative clause between the list and the name (某校教授、研究法规的张三)
        "clause-before-name": rf"、(?:{_STUDY}){{2,18}}?的(?:(?:{_MID}){{0,4}}[{ROLE}])?(?=[{PERSON}])",
        # the person after the list possesses the one that it describes (某校教授、张三的导师李四)
        "owner": rf"、[{PERSON}](?:{_MID}|[{DEGREE}{ORG}]){{0,14}}?(?:的(?:{_MID}){{0,6}}?|<bond>)(?=[{PERSON}])",
        # 甲会副主任、乙大学张三教授: the last house has no post but his address
        "house-before-name": rf"、[{ORG}]的?(?=[{PERSON}])",
        "courtesy": rf"(?P<name>[{PERSON}])(?P<role>[{ROLE}]|<form-of-address>)",
        "bond": rf"(?P<with><bond-with>)"
        rf"(?P<bond>(?:<bond-front>|[{ORG}{CHAR['Degree']}{CHAR['Title']}]的?){{0,4}}<bond>(?:、|，)?)(?=[{PERSON}])",
        "more-names": rf"(?:、|和|与|及|以及)(?=[{PERSON}])",
        # after a name: more follow, of whom each is it (项目负责人张三、李四相继离职)
        "several": rf"(?:(?:、|和|与|及)[{PERSON}])+(?:<each>)",
        # after a name of a list: the next one has titles of its own (甲校教授张三、李四及乙公司科学家王五)
        "more-titles": rf"\s?(?P<join>、|和|与|及|以及)\s?[{ORG}](?:{_MID}){{0,12}}[{ROLE}]\s?[{PERSON}]",
        "unknown": r"<unit-word>|^[A-Z][A-Za-z]{3,}\s|^<state>(?!区)",
        # 联亚光电董事长: a firm that is no mention
        "unknown-firm": r"^[\u4e00-\u9fff]{2,4}<company-tail>\|<top>$",
        # 某某中心主任, 某某研究院|院长: a unit that is no mention, and who heads it
        "unknown-unit": r"^.{2,}<unit-tail>(?:（[^（）]*）)?<unit-chief>$",
        "known-front": r"<known-front>",
        "sole": r"(?:<known-front>)*<sole>(?:之一)?",
        "possessor": rf"(?P<who>{_WORDS}{{1,12}})的$",
        # before 某校的研究员张三: he studied there, and is a researcher elsewhere
        "studied": r"<studied>[于自从]?$",
        # before a role: it is in a house that is told of and not named (某基金合伙人, 对手公司的创始人)
        "other-house": rf"(?<!这)(?<!该)(?:<other-house>){_WORDS}{{0,6}}$",
        "copula": "<title-copula>",
        # after a role: it is whom the one spoken of works for
        "office-of": r"(?:[/／][^，。；]{1,8}?)?<office-of>",
        "apart": r"[和与及]|后(?!<after-hou>)|<doing>$",
        "former": "(?:<former>)*$",
        "past": "^<past>",
        "and": "<title-and>",
        "coordinated": r"(?<=.)<title-and>(?=.)",
        "front": r"(?:<title-and>|<former>|\s|[、·/\-—])+",
        "bar": r"<title-bar>",
        "bar-safe": r"<title-bar-safe>",
    }
    return re.compile(fill(patterns[name], "title_words"))


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """A pattern over the words of a title, by its name in `title_patterns.tsv`."""
    return next(re.compile(row["pattern"]) for row in load_table("title_patterns") if row["name"] == name)


@cache
def _functions() -> frozenset[str]:
    """Verbs of the dictionary that name a function inside a title (算法研发负责人)."""
    return frozenset(word for row in load_table("title_functions") for word in (row["word"],))


@cache
def model_heads() -> dict[str, str]:
    """For each word that heads a title of somebody's part in a model (作者, 负责人) the part that it tells."""
    return {row["word"]: row["role"] for row in load_table("model_heads")}


def _model_heads() -> str:
    return "|".join(sorted(model_heads(), key=lambda word: (-len(word), word)))


def part_in_model(words: str) -> str | None:
    """The part in a model that the end of a title's words tells (模型负责人: lead); None where they tell none."""
    ends = (words[at:] for at in range(len(words)))
    return next((model_heads()[end] for end in ends if end in model_heads()), None)


@cache
def _team() -> str:
    return fill("<team-word>", "title_words")


def of_model(mid: str, words: str) -> bool:
    """Whether a title that begins with an organisation tells a part in the model named between it and its head."""
    return words in model_heads() and re.search(rf"[{CHAR['Model']}](?!{_team()})", mid) is not None


@lru_cache(maxsize=8192)
def nominal(words: str) -> bool:
    """Whether plain words can stand inside a title: no verb but one that names a function, no preposition."""
    words = shape("coordinated").sub("、", words)
    if not words:
        return True
    return not _bars(words) and all(_inside(word, tag) for word, tag in rjieba.tag(words))


def _bars(word: str) -> bool:
    """Whether a word is, or holds, what no title does; 方向 and 对话 hold 向 and 对 without being such."""
    return shape("bar").search(shape("bar-safe").sub("", word)) is not None


def _inside(word: str, tag: str) -> bool:
    return tag[:1] not in ("v", "p", "r", "y") or tag in ("vn", "vd") or word in _functions()


@cache
def _made() -> re.Pattern[str]:
    verbs = with_words("<make>|<lead-work>|<take-part>|<propose>|<release>", "title_grammar")
    adjective = with_words("<open-adjective>", "title_grammar")
    return re.compile(
        rf"(?:^|[，；：。])[^，。；：是为任{PERSON}{ORG}{MODEL}]{{0,8}}?(?!{adjective})(?:{verbs})[^，。；：{PERSON}]{{0,40}}$"
    )


def made(text: str, at: int) -> bool:
    """Whether what stands at `at` is the object of a verb of making whose clause has named nobody yet."""
    return _made().search(text, max(0, at - 60), at) is not None


def modified(text: str, floor: int, at: int) -> int:
    """Where the title begins whose role stands at `at` and that no organisation heads: its nouns before it are its own
    (多模态技术负责人). What is before `floor` belongs to another.
    """
    run = shape("left").search(text, floor, at)
    if run is None:
        return at
    start = at
    for piece in reversed(re.findall(f"[{ANY}]|[^{ANY}]+", run.group())):
        if piece in CHAR_INSIDE:
            start -= 1
            continue
        for word, tag in reversed(rjieba.tag(piece)):
            outside = not _inside(word, tag) or tag[:1] in ("u", "c", "d", "m", "t", "w")
            if (outside or _bars(word)) and not shape("and").fullmatch(word):
                return _trimmed(text, start, at)
            start -= len(word)
    return _trimmed(text, start, at)


def strange(modifier: str, words: str) -> bool:
    """Whether the words before a role name a holder that is no mention (某电子总经理, 某研究院院长)."""
    if shape("unknown-firm").search(f"{modifier}|{words}") or shape("unknown").search(modifier):
        return True
    rest = shape("known-front").sub("", modifier).strip()
    if len(rest) > 1 and shape("unknown-unit").match(rest + words):
        return True
    if shape("sole").fullmatch(words):
        return len(rest) > 1  # of whatever stands before it he is the founder
    return any(tag in _NAMING and len(word) > 1 and not word.isupper() for word, tag in rjieba.tag(rest))


def owned(text: str, at: int, modifier: str, words: str) -> bool:
    """Whether the words before a title without an anchor, or its own, name a holder that is no mention
    (斗鱼的运维主管).
    """
    if strange(modifier, words) or shape("other-house").search(text, 0, at):
        return True
    before = shape("possessor").search(text, 0, at)
    if before is None:
        return False
    who = rjieba.tag(before["who"])
    last = next((n for n, (word, tag) in reversed(list(enumerate(who))) if not _inside(word, tag)), -1)
    verb = who[last][0] if last >= 0 else ""
    holder = any(tag[:1] not in _COUNTING for _, tag in who[last + 1 :])  # 做了一年的: nobody's
    return holder and (not verb or shape("copula").fullmatch(verb) is not None)


def _trimmed(text: str, start: int, at: int) -> int:
    """`start` without conjunctions at the front."""
    front = shape("front").match(text, start, at)
    return front.end() if front else start
