"""Products and models that their sentence shows: 产品是“某某”, “某某”是一款机器人, “某某”基于Xyz微调, a name joined of
Chinese characters and letters (某某OS), and the further numbers of a series (某某210，随后推出320、430). And what looks
like a version but is none: levels of automated driving (L2+, L4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from kg.mentions.field_items import subjects
from kg.mentions.model_lexicon import forms, heads_only
from kg.mentions.patterns import compiled
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_HAN_OR_LATIN = r"(?:[A-Z][\w\-. ]{1,24}|[\u4e00-\u9fff]{2,6}[\dⅠ-Ⅻ]*(?:号|型)?(?:[-\s]?[A-Za-z0-9.\-]+)?)"
_QUOTED = rf"“(?P<name>{_HAN_OR_LATIN})”"
#: 产品是“某某”; 做的是办公工具“某某”
_IS = compiled(
    rf"(?:<frame-noun>)[^，。；“”的]{{0,2}}?(?:就|正|便|则)?(?:是|叫做?|名为|取名为?|为|有|包括)(?:一款|一个)?{_QUOTED}"
    r"(?!的?[^，。；]{0,4}?(?:<not-model-after>|<model-not-quoted>))"
)
#: “某某”是一款儿童陪伴机器人; what is only likened (“某某”是一个时代) has no head noun.
_ONE_OF = compiled(
    rf"{_QUOTED}(?:（[^（）]{{1,30}}）)?(?:，|是|则是|，是)(?:<one-of-kind>)"
    r"[^，。；“”]{0,16}?(?P<head><listed-head>)(?=[，。；、\n]|$)"
)
#: “某某”基于Xyz微调; “某某”采用MoE架构
_BUILT = compiled(
    rf"(?:(?<=[，。；：\n])|^){_QUOTED}(?:(?:则|也|是)?(?:在|基于|采用|以|由|用)(?=[^，。；“”]{{2,24}}?(?:<built-on>)))"
)
#: 推出“甲”芯片、“乙”服务器和“丙”操作系统
_FIRST_OF = compiled(rf"(?:<model-make>)[了过出]?[^，。；“”]{{0,10}}{_QUOTED}")
_NEXT_OF = compiled(
    rf"[^，。；“”、]{{0,6}}?(?:<listed-head>|<listed-ware>)(?:、|和|与|及|以及){_QUOTED}(?=[^，。；“”、]{{0,6}}?(?:<listed-head>|<listed-ware>))"
)
#: 自研操作系统叫某某OS
_MIXED = compiled(
    r"(?:<model-make>|<model-called>|<listed-head>|[“，、的])[了过出]?“?"
    r"(?P<name>[\u4e00-\u9fff]{1,4}(?:<mixed-end>)(?:[- ]?\d+(?:\.\d+)?)?)(?![A-Za-z0-9])"
)
#: 提出了基于甲的某某回归（Xyz Regression）; 提出“某某路由”（XYZ）方法
_PROPOSED = compiled(
    r"(?:<frame-proposed>)[了过出]?(?:[^，。；“”（）]{0,16}?的)?(?:<method-fame>的?)?"
    r"(?P<name>[\u4e00-\u9fff]{4,12})（(?:简称|英文名?)?[A-Z][A-Za-z0-9\- ,，/]{1,60}）"
    r"(?=的?(?:<listed-head>|<model-end>|策略)|[，。；、和与及]|$)(?!<not-model-after>)"
)
_PROPOSED_QUOTED = compiled(
    r"(?:<frame-proposed>)[了过出]?[^，。；“”]{0,8}?“(?P<name>[\u4e00-\u9fff]{3,12})”（[A-Z][A-Za-z0-9\- ,，/]{1,60}）"
    r"(?=[^，。；的]{0,4}?(?:<listed-head>|<model-end>|策略)|[，。；、和与及]|$)(?!<not-model-after>)"
)
_LEVEL = re.compile(r"L[0-9]-?norm|[Ll][0-5](?:\+{1,2}|\.\d)?")
#: Patents and papers that are counted without a measure word (PCT12项, SCI 30篇).
_COUNTED = re.compile(r"(?:PCT|S?SCI|EI|ESI|CPCI|CCF|TOP|Top)[ \-]?\d+")
_CHIP = compiled(r"\s?(?:<chip-head>)")
_SERIES = re.compile(r"(?P<base>[\u4e00-\u9fff]{2,4})(?P<number>\d{2,4})[A-Z]?")
_NUMBERS = compiled(
    r"(?:<model-make>)[了过出]?(?P<numbers>\d{2,4}[A-Z]?(?:(?:、|和|与|及|以及)\d{2,4}[A-Z]?)*)"
    r"(?=(?:等|[两三四]款|系列)?(?:<listed-head>)?(?:[，。；、\n]|$))"
)
_OTHER = re.compile(r"(?<![A-Za-z])(?P<word>[A-Z]{2,4}) $")
_NUMBER = re.compile(r"\d{2,4}[A-Z]?")
_SENTENCE = re.compile("[。！？；\n]")
_SENTENCE_REACH = 120


def find_frames(text: str) -> Iterator[Mention]:
    """The products and models of the clean text that stand in such frames."""
    for pattern in (_IS, _ONE_OF, _BUILT) if "“" in text else ():
        for match in pattern.finditer(text):
            name = match["name"]
            if name not in forms("stop") and not heads_only(name) and not _described(name):
                kind = forms("head").get(match.groupdict().get("head") or "", "product")
                yield Mention(*match.span("name"), "Model", name, name, kind, by="quoted")
    for first in _FIRST_OF.finditer(text) if "”" in text else ():
        following = _NEXT_OF.match(text, first.end())
        while following is not None:
            name = following["name"]
            if name not in forms("stop") and not heads_only(name) and not _described(name):
                yield Mention(*following.span("name"), "Model", name, name, "product", by="quoted")
            following = _NEXT_OF.match(text, following.end())
    for pattern in (_PROPOSED, _PROPOSED_QUOTED) if "（" in text else ():
        for match in pattern.finditer(text):
            name = match["name"]
            if not heads_only(name) and name not in subjects() and not _NOT_FRONT.search(name):
                yield Mention(*match.span("name"), "Model", name, name, "algorithm", by="proposed")
    for match in _MIXED.finditer(text):
        name = match["name"]
        stem = re.match("[\u4e00-\u9fff]+", name)
        if stem and stem.group() not in forms("stop") and not _described(stem.group()) and not _general(stem.group()):
            yield Mention(*match.span("name"), "Model", name, name, "system", by="version")


def _described(name: str) -> bool:
    """Whether a name in quotation marks is a phrase of several words (“智能办公”) and no coined one."""
    words = rjieba.tag(name)
    return any(tag[:1] in ("u", "p", "c", "r", "y") for _, tag in words) or (
        len(name) > 4 and name[0] > "\u4e00" and len(words) > 1 and all(in_dictionary(w) for w, _ in words)
    )


def _general(stem: str) -> bool:
    """Whether letters are only described by what stands before them (开源OS, 手机OS)."""
    return _GENERAL.search(stem) is not None or (
        len(rjieba.cut(stem)) > 1 and all(map(in_dictionary, rjieba.cut(stem)))
    )


#: What the name of a method does not hold: it would be a phrase.
_NOT_FRONT = compiled(
    "^(?:<method-not-front>)|[的了着过和与及或、是在对将把]|(?:<method-thought>)|(?:<method-general>)$"
)
_GENERAL = compiled("(?:<model-general>)$|^(?:<model-general>)|(?:<method-task>)$|[的和与或在是了]")


def series(text: str, models: Sequence[Mention]) -> list[Mention]:
    """The further numbers of a series of which one is known: with its name, or alone in the same sentence."""
    taken = [(m.start, m.end) for m in models]
    out: list[Mention] = []

    def add(start: int, end: int, name: str, kind: str | None) -> None:
        if not any(s < end and start < e for s, e in taken):
            taken.append((start, end))
            out.append(Mention(start, end, "Model", text[start:end], name, kind, by="version"))

    known = [(m, found) for m in models if (found := _SERIES.fullmatch(m.text))]
    for model, found in known:
        base, digits = found["base"], len(found["number"])
        for other in re.finditer(rf"{re.escape(base)}\d{{{digits}}}[A-Z]?(?![\d年月日])", text):
            add(other.start(), other.end(), other.group(), model.kind)
        stop = _SENTENCE.search(text, model.end)
        end = min(stop.start() if stop else len(text), model.end + _SENTENCE_REACH)
        for numbers in _NUMBERS.finditer(text, model.end, end):
            for number in _NUMBER.finditer(text, *numbers.span("numbers")):
                if len(number.group().rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == digits:
                    add(number.start(), number.end(), base + number.group(), model.kind)
    return out


def is_level(text: str, model: Mention) -> bool:
    """Whether what looks like a model is a level of automated driving (L2+, L4级) or a count of papers (SCI30篇)."""
    if _COUNTED.fullmatch(model.text):
        return True
    before = _OTHER.search(text, max(0, model.start - 6), model.start) if model.by == "model-list" else None
    if before is not None and before["word"] in forms("stop"):
        return True  # BI Copilot: a product of another name
    return _LEVEL.fullmatch(model.text) is not None and _CHIP.match(text, model.end) is None
