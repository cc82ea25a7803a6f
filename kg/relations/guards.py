"""Guards: what is denied, planned, asked or supposed gives no fact; what is reported or doubted is marked so.

A guard reads the tape around a match: the clause from its start to the trigger for denial and plan, the sentence for
reports, the word just before for short particles (不, 将), whose reach is that one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.relations.rules import expand, word_classes
from kg.relations.subjects import Discourse, clauses
from kg.relations.tape import ACCEPTS, ANY, CHAR, Tape
from kg.schema import Certainty, Mention

_SOURCE = f"{ACCEPTS['Person']}{CHAR['Org']}"
_HELD = re.compile(
    r"毫不|不仅|不但|不只|不久|不到|不断|无不|不少|不同|不俗|不得不|不已|不单|不光|不乏|了不起|无疑|无数|无人|不过|差不多|没多久|不约而同|不惜|不负|不愧|不可思议"
)
_REAL = re.compile(
    r"将近|应届|应邀|应用|可谓|能力|要职|重要|主要|会议|协会|委员会|大会|学会|想象|欲望|将领|功能|智能|可能性|社会|机会|会士|会员|响应|反应|效应|应征|需要|请辞|宴请|申请|来自|来到|往来|后来|从来|近来|历来|本来|原来|起来|回来|未来|让步|理想|思想|幻想|联想|构想"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a match is to be taken: dropped, or stated with a certainty and the party that says it."""

    drop: str | None
    certainty: Certainty = "asserted"
    attributed_to: str | None = None


@cache
def _re(name: str) -> re.Pattern[str]:
    classes = word_classes()
    patterns = {
        "deny": classes["deny"],
        "deny-near": rf"{classes['deny-near']}(?:曾|有|再|是|能|想|会|可|去|被|肯|愿|敢|太|必|[{ANY}]){{0,3}}$",
        "plan": classes["plan"],
        "plan-near": rf"{classes['plan-near']}(?:在|于|去|来|会|全职|兼职|正式|很快|重新|再|“|[{ANY}]){{0,3}}$",
        "plan-inside": rf"{classes['plan-inside']}",
        "condition": rf"^(?:{classes['lead-in']}|，|\s)*{classes['condition']}",
        "question": rf"(?:{classes['question']}[^，。；]*[？?])|是否|(?:吗|呢)[？?]",
        "hedge": classes["hedge"],
        "after-hedge": r"(?:尚|还|仍|目前)?(?:没有?|未|待|无法|不能)(?:得到|获得?)?(?:官方)?(?:确认|证实)|不得而知|未经证实|真假难辨",
        "report": expand(
            rf"(?:据(?P<source>[{_SOURCE}]?)[^，。；]{{0,14}}?(?:报道|消息|称|透露|介绍|统计|显示|披露)|<report>|(?P<who>[{_SOURCE}])[^，。；：]{{0,6}}?(?:报道|消息)(?:称|说)?[，：])",
            "guards",
        ),
        "shows": r"(?:简历|履历|资料|主页|领英|档案|官网|信息|页面|LinkedIn|文件)[^，。；]{0,6}?显示",
        "speech": expand(
            rf"(?P<who>[{_SOURCE}])(?P<gap>[^，。；：{_SOURCE}]{{0,24}}?)(?P<verb><speech>)(?:了|过|道)?(?P<stop>[，：“\s]|(?=[^，。；的]))",
            "guards",
        ),
        "post-speech": expand(rf"”[，。]?(?P<who>[{_SOURCE}])[^，。；：]{{0,14}}?<speech>", "guards"),
    }
    return re.compile(patterns[name])


def judge(
    tape: Tape, start: int, end: int, trigger: int, *, speech: bool, discourse: Discourse, literal: bool = False
) -> Verdict:
    """Judge a match at tape [start, end) whose predicate's words begin at `trigger`; `speech`: in direct
    speech; `literal`: the object is a literal, and what stands between (规模并不大，不到140人) denies nothing."""
    text = tape.text
    bounds = clauses(text)
    number = next((i for i, (s, e) in enumerate(bounds) if s <= trigger <= e), 0)
    clause_start, clause_end = bounds[number]
    before = text[clause_start:trigger]
    plain_before = _HELD.sub("＿", before)
    inside = "" if literal else _HELD.sub("＿", text[trigger:end])
    if _re("deny").search(plain_before[-14:]) or _re("deny").search(inside) or _re("deny-near").search(plain_before):
        return Verdict("denied")
    real = _REAL.sub("＿", before)
    within = _REAL.sub("＿", text[trigger:end])
    if _re("plan").search(real[-16:]) or _re("plan-near").search(real) or _re("plan-inside").search(within):
        return Verdict("planned")
    if _re("question").search(text[clause_start:]):
        return Verdict("asked")
    if any(_re("condition").search(text[s:e]) for s, e in bounds[max(0, number - 1) : number + 1]):
        return Verdict("supposed")
    hedged = _re("hedge").search(text, max(0, clause_start - 12), max(end, clause_start)) is not None
    hedged = hedged or _re("after-hedge").search(text, end) is not None
    party, attributed = _attribution(tape, start, speech, discourse)
    if hedged:
        return Verdict(None, "hedged", party)
    if attributed:
        return Verdict(None, "attributed", party)
    return Verdict(None)


def _attribution(tape: Tape, start: int, speech: bool, discourse: Discourse) -> tuple[str | None, bool]:
    """Who says what begins at tape position `start`, and whether anybody but the article does."""
    text = tape.text
    found: re.Match[str] | None = None
    for match in _re("speech").finditer(text, 0, start + 1):
        if match.end("verb") <= start:
            found = match
    if speech:
        if found is not None:
            return _name(tape, found.start("who"), discourse), True
        after = _re("post-speech").search(text, start)
        if after is not None:
            return _name(tape, after.start("who"), discourse), True
        topic = discourse.topic("Person")
        return (topic[-1].name if topic else None), True
    report = None
    for match in _re("report").finditer(text, 0, start + 1):
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
