"""Guards: what is denied, planned, asked or supposed gives no fact; what is reported or doubted is marked so.

A guard reads the tape around a match: the clause from its start to the trigger for denial and plan, the sentence for
reports, the word just before for short particles (不, 将), whose reach is that one word. (Cues with a scope: NegEx.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.relations.cells import ACCEPTS, ANY, CHAR
from kg.relations.clauses import clauses
from kg.relations.rules import expand, with_words
from kg.relations.subjects import Discourse
from kg.relations.tape import Tape
from kg.schema import Certainty, Mention

_SOURCE = f"{ACCEPTS['Person']}{CHAR['Org']}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a match is to be taken: dropped, or stated with a certainty and the party that says it."""

    drop: str | None
    certainty: Certainty = "asserted"
    attributed_to: str | None = None


#: What stands in no guard's reach.
_PLAIN = Verdict(None)


@cache
def _re(name: str) -> re.Pattern[str]:
    patterns = {
        "deny": "<deny>",
        "deny-near": rf"<deny-near>(?:<deny-gap>|[{ANY}]){{0,3}}$",
        "told": rf".*的(?=[{ACCEPTS['Person']}])",  # 尚未毕业的张三: said of him in passing, not of what he does
        "not-denial": "<not-denial>",
        # “张三加入百度”的说法不实; 网传张三加入百度，该消息不属实; …，纯属谣言
        "deny-after": r"(?:[^，。；]{0,30}?的|[^。；“”]*”的|[^。；]*?，[但却而]?<this>)"
        r"<claim>[^，。；]{0,8}?<untrue>|[^。；]*?，[^，。；]{0,2}<rumour><untrue>"
        # 入围某奖，但最终落选; 某奖（未获奖）
        rf"|[^，。；{ANY}]{{0,4}}(?:{CHAR['Grade']})?(?:（[^（）]{{0,8}}?|，[^，。；{ANY}]{{0,6}}?)<lost>(?=[，。；）]|$)"
        r"|[^。；]{0,12}?，[但却而]?[^，。；]{0,10}?<denies>(?=[，。；]|$)",
        # 网传张三已加入百度，百度否认
        "rumoured": "<rumoured>",
        "denied-after": rf"[^。；]*?，[{_SOURCE}{ACCEPTS['Person']}]{{0,2}}(?:<denier>){{0,2}}"
        r"(?:<denies-adverb>|[向对][^，。；]{0,8}?)*<denies>",
        "plan": "<plan>",
        # 将以首席科学家的身份加入
        "plan-near": rf"<plan-near>(?:<plan-gap>|“|[{ANY}]){{0,3}}$|<will>以[^，。；]{{1,14}}<capacity>$",
        # 某公司将推出某模型: between who plans and the deed (not 将研发的模型开源, nor 某计划推出了)
        "plan-inside": r"<plan-inside>|<intending><plan-gap>?(?!自研|开源)(?:<make>|<release>|<propose>|<use>)"
        r"(?<![的了过])(?![的了过])",
        "not-plan": "<not-plan>",
        # 将离开甲公司，加入乙公司: what follows is planned as well
        "plan-before": r"<will><plan-gap>{0,2}[^，。；]{0,4}?<leave-post>[^，。；]*$",
        "goes-on": rf"(?:<next-post>|[{CHAR['Date']}])*",
        "condition": rf"^(?:<lead-in>|，|\s|[{ACCEPTS['Person']}])*<condition>|<if-so>$",
        "question": r"<question>[^，。；]*[？?]|<whether>|[吗呢][？?]",
        "hedge": "<hedge>",
        "after-hedge": r"<still>?<not-yet><obtain>?(?:官方)?<confirmed>|<unknown>",
        "report": expand(
            rf"(?:据(?P<source>[{_SOURCE}]?)[^，。；]{{0,24}}?<report-end>|<report>"
            # 校方透露，…; 某报记者获悉，…; 领英页面显示…; 根据领英资料，…
            rf"|(?:^|(?<=[，。；\s]))[^，。；：{ACCEPTS['Person']}]{{0,6}}?<anonymous><anonymous-how>{{0,2}}<says-it>[，：]"
            rf"|(?:^|(?<=[，。；\s]))[^，。；：{ACCEPTS['Person']}]{{0,12}}?<learns>[，：]"
            rf"|(?:<record>|[{CHAR['Org']}](?:App|APP)?(?=<record-part>*(?:显示|记载)))(?:<record-part>)*上?<shows-it>"
            rf"|(?:根据|据|从|按照)[^，。；{ACCEPTS['Person']}]{{0,10}}?(?:<record>|[{CHAR['Org']}](?=<record-noun>))"
            rf"(?:<record-part>)*(?:，|来看，?|看，)"
            rf"|(?P<who>[{_SOURCE}])[^，。；：]{{0,6}}?<news>[称说]?[，：])",
            "guards",
        ),
        "speech": expand(
            rf"(?P<who>[{_SOURCE}])(?P<gap>[^，。；：{_SOURCE}]{{0,24}}?)(?<!<able>)(?!<announces>|<not-speech>)"
            rf"(?=<says-that>[{_SOURCE}]|<speech>[^{_SOURCE}])(?P<verb><speech>)[了过道]?(?P<stop>[，：“\s]|(?![，。；的]|$))",
            "guards",
        ),
        "fetched": "<fetches>",
        "post-speech": expand(rf"”[，。]?(?P<who>[{_SOURCE}])[^，。；：]{{0,14}}?<speech>", "guards"),
    }
    return re.compile(with_words(patterns[name], "guards"))


#: For each sort of guard the word classes of which one word must stand in the sentence, or none of its patterns fits.
_CUES = {
    "denied": ("deny", "deny-near"),
    "refuted": ("untrue", "lost", "denies"),
    "rumoured": ("rumoured",),
    "planned": ("plan", "plan-near", "plan-inside", "intending"),
    "asked": ("question", "whether"),
    "supposed": ("condition", "if-so"),
    "hedged": ("hedge", "confirmed", "unknown"),
    "speech": ("speech",),
    "report": ("report", "report-end", "news", "anonymous", "learns", "record", "record-noun"),
}


@cache
def _cue(sort: str) -> re.Pattern[str]:
    more = "|[吗呢][？?]" if sort == "asked" else ""
    return re.compile(with_words("|".join(f"<{name}>" for name in _CUES[sort]), "guards") + more)


@lru_cache(maxsize=64)
def _cues(text: str) -> frozenset[str]:
    """The sorts of guards that can have a say in a sentence: most sentences have none, and many matches."""
    return frozenset(sort for sort in _CUES if _cue(sort).search(text))


def judge(
    tape: Tape,
    start: int,
    end: int,
    trigger: int,
    *,
    speech: bool,
    discourse: Discourse,
    open_within: bool = False,
    presupposed: bool = False,
    relative: bool = False,
) -> Verdict:
    """Judge a match at tape [start, end) whose predicate's words begin at `trigger`.

    `speech`: it stands in direct speech. `open_within`: what stands inside the match denies nothing, since the object
    is a literal (规模并不大，不到140人) or the predicate tells refusals too. `presupposed`: what stands before the
    match says nothing of it (张三没有加入百度的李四). `relative`: it is a relative clause about somebody, of which
    nothing is said up to a verb of fetching him (拟邀请毕业于某校的李四).
    """
    text = tape.text
    cues = _cues(text)
    bounds = clauses(text)
    number = next((i for i, (s, e) in enumerate(bounds) if s <= trigger <= e), 0)
    clause_start = bounds[number][0]
    before = "" if presupposed else text[clause_start:trigger]
    if relative and (fetched := [*_re("fetched").finditer(before)]):
        before = before[fetched[-1].end() :]
    if "denied" in cues or "planned" in cues:
        told = _re("told").match(before)
        before = before[told.end() :] if told else before
    if "denied" in cues:
        plain_before = _re("not-denial").sub("＿", before)
        inside = "" if open_within else _re("not-denial").sub("＿", text[trigger:end])
        near, deny = 40 if plain_before.isascii() else 14, _re("deny")
        if deny.search(plain_before[-near:]) or deny.search(inside) or _re("deny-near").search(plain_before):
            return Verdict("denied")
    if "refuted" in cues and _re("deny-after").match(text, end) is not None:
        return Verdict("denied")
    if "rumoured" in cues and _re("rumoured").search(text, 0, trigger) and _re("denied-after").match(text, end):
        return Verdict("denied")
    if "planned" in cues:
        real = _re("not-plan").sub("＿", before)
        within = _re("not-plan").sub("＿", text[trigger:end])
        if _re("plan").search(real[-16:]) or _re("plan-near").search(real) or _re("plan-inside").search(within):
            return Verdict("planned")
        before_that = text[slice(*bounds[number - 1])] if number and not presupposed else ""
        if _re("plan-before").search(before_that) and _re("goes-on").fullmatch(before):
            return Verdict("planned")
    if "asked" in cues and _re("question").search(text[clause_start:]):
        return Verdict("asked")
    if "supposed" in cues and any(
        _re("condition").search(text[s:e]) for s, e in bounds[max(0, number - 1) : number + 1]
    ):
        return Verdict("supposed")
    hedged = "hedged" in cues and (
        _re("hedge").search(text, max(0, clause_start - 12), max(end, clause_start)) is not None
        or _re("after-hedge").search(text, end) is not None
    )
    party, attributed = _attribution(tape, start, speech, discourse)
    if hedged:
        return Verdict(None, "hedged", party)
    return Verdict(None, "attributed", party) if attributed else _PLAIN


def _attribution(tape: Tape, start: int, speech: bool, discourse: Discourse) -> tuple[str | None, bool]:
    """Who says what begins at tape position `start`, and whether anybody but the article does."""
    text = tape.text
    cues = _cues(text)
    found: re.Match[str] | None = None
    for match in _re("speech").finditer(text, 0, start + 1) if "speech" in cues else ():
        if match.end("verb") <= start:
            found = match
    if speech:
        if found is not None:
            return _name(tape, found.start("who"), discourse), True
        after = _re("post-speech").search(text, start) if "speech" in cues else None
        if after is not None:
            return _name(tape, after.start("who"), discourse), True
        topic = discourse.topic("Person")
        return (topic[-1].name if topic else None), True
    report = None
    for match in _re("report").finditer(text, 0, start + 1) if "report" in cues else ():
        if match.end() <= start + 1:
            report = match
    if report is not None and (found is None or report.start() > found.start()):
        at = max(report.start("source"), report.start("who"))
        named = at >= 0 and report[0] and text[at : at + 1] in _SOURCE
        return (_name(tape, at, discourse) if named else None), True
    if found is not None:
        return _name(tape, found.start("who"), discourse), True
    return None, False


def _name(tape: Tape, at: int, discourse: Discourse) -> str | None:
    mentions: tuple[Mention, ...] = discourse.resolve(tape, at)
    return mentions[-1].name if mentions else None
