"""Models that a list or a copula shows: names in Latin letters before what they all are (甲, 乙等多个算法和平台), and a
name that the sentence says to be somebody's model (“某某”是某公司发布的对话模型). And names that are only held up as a
measure (中国版某某, 医疗界的某某), which name nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.model_lexicon import forms, heads_only
from kg.mentions.patterns import compiled
from kg.schema import Mention

_NAME = r"[A-Za-z][A-Za-z0-9\-.+]*(?: [A-Z0-9][A-Za-z0-9.\-]*){0,2}"
_JOIN = r"\s?(?:[、，,/]|和|与|及|以及)\s?"
#: A list of names, and the noun that tells what they are.
_LISTED = compiled(
    rf"(?<![A-Za-z0-9@/.\-])(?P<names>{_NAME}(?:{_JOIN}{_NAME}){{1,20}})\s?等\s?(?:<listed-many>){{0,3}}"
    rf"[^，。；、的等]{{0,6}}?(?P<head><listed-head>)(?!<holder-end>)"
)
#: “甲”“乙”等系统
_QUOTED = compiled(
    r"(?P<names>(?:“[^“”，。]{2,10}”[、和与及]{0,2}){1,8})等\s?(?:<listed-many>){0,3}[^，。；、的等“”]{0,6}?"
    r"(?P<head><listed-head>)(?!<holder-end>|<not-model-after>)"
)
_QUOTED_ITEM = compiled(r"“(?P<name>[A-Z][\w\-. ]*|[\u4e00-\u9fff]{2,5}[\dⅠ-Ⅻ]*(?:号|型)?(?:[-\s]?[A-Za-z0-9.\-]+)?)”")
#: What is in such a list and is no model (“某某计划”).
_PLANNED = compiled("<model-not-quoted>$")
_ITEM = re.compile(_NAME)
_SPLIT = re.compile(_JOIN)
#: “甲”（Jia）是某公司2022年发布的对话模型
_IS = compiled(
    r"(?:(?<=[，。；：、\n])|^)\s?(?:“(?P<quoted>[^“”，。]{2,12})”(?:（[^（）]{1,30}）)?"
    r"|(?P<glossed>[\u4e00-\u9fff]{2,5}\d?)(?=（[A-Z][A-Za-z0-9 \-]{1,30}）)（[^（）]{1,30}）"
    rf"|(?P<latin>{_NAME}))\s?(?:则|就|正)?[是为][^，。；“”是]{{0,28}}?(?:<model-make>)[^，。；“”]{{0,4}}?的"
    rf"[^，。；“”的]{{0,12}}?(?P<head><listed-head>)(?=[，。；、\n]|$)"
)
#: A name in Han characters with its letters in brackets, in a list of what was made (神经翻译（GNT）、甲等项目).
_GLOSSED = compiled(
    r"(?P<name>[\u4e00-\u9fff]{2,10})（(?P<latin>[A-Z][A-Za-z0-9\-]{1,15})）"
    r"(?=(?:(?:[、，,]|和|与|及|以及)[^。；等]{1,60}?)?等\s?(?:<listed-many>){0,3}[^，。；、的等]{0,4}?<listed-head>)"
)
_DID = compiled(r"^.*(?:了|过|的|<model-make>|<lead-verb>)")
#: Around a name: it is somebody's place of work.
_EMPLOYED = compiled(r"<employed-before>\s?$")
_TEAM = compiled(r"\s?(?!<project-word>)[^，。；、的中里]{0,6}?<team-behind>")
_ITS_WORK = compiled(r"\s?[^，。；、]{0,4}?(?:<listed-head>|的)")
_QUOTED_BY = ("quoted", "made")
#: What no model's name holds.
_FIRM = compiled("<model-firm>")
#: What is said of a person, in quotation marks.
_PERSONAL = compiled("<model-not-end>$")
#: A plus inside a name joins two things.
_PLUS = re.compile(r"\+(?=[A-Za-z\u4e00-\u9fff])")
#: Before a name: something is likened to what bears it.
_LIKENED = compiled(r"(?:<likened>)“?\s?$")


def find_shown(text: str, taken: set[str]) -> Iterator[Mention]:
    """The models of the clean text by these forms; `taken` are the folded names of organisations and persons."""
    for match in _LISTED.finditer(text) if "等" in text else ():
        kind = forms("head").get(match["head"], "system")
        at = match.start("names")
        for piece in _SPLIT.split(match["names"]):
            start = text.index(piece, at)
            at = start + len(piece)
            name = piece.rstrip(".")
            if _ITEM.fullmatch(name) and len(name) > 1 and _free(name, taken):
                yield Mention(start, start + len(name), "Model", name, name, kind, by="in-list")
    for match in _QUOTED.finditer(text) if "”等" in text or "” 等" in text else ():
        kind = forms("head").get(match["head"], "system")
        for item in _QUOTED_ITEM.finditer(text, *match.span("names")):
            name = item["name"]
            if _free(name, taken) and not _PLANNED.search(name):
                yield Mention(item.start("name"), item.end("name"), "Model", name, name, kind, by="quoted")
    for match in _GLOSSED.finditer(text) if "（" in text and "等" in text else ():
        words = _DID.sub("", match["name"])
        if len(words) > 1 and _free(match["latin"], taken):
            end = match.end("name")
            yield Mention(end - len(words), end, "Model", words, match["latin"], "system", by="in-list")
    for match in _IS.finditer(text):
        group = next(g for g in ("quoted", "glossed", "latin") if match[g])
        name = match[group]
        if _free(name, taken) and not heads_only(name):
            kind = forms("head").get(match["head"], "system")
            yield Mention(match.start(group), match.end(group), "Model", name, name, kind, by="quoted")


def _free(name: str, taken: set[str]) -> bool:
    """Whether a name is none of an organisation or person, and no word that names nothing (AI, GPU)."""
    return name not in forms("stop") and name.casefold() not in taken


def names_it(text: str, model: Mention) -> bool:
    """Whether a model is named by its mention: not what something is likened to (中国版某某), nor a firm (明星公司1X),
    what is said of a person (“深度学习之父”) or thing (“最强大脑”), or two things joined (AI+金融).
    """
    if _LIKENED.search(text, max(0, model.start - 14), model.start) or _FIRM.search(model.text):
        return False
    if model.by in _QUOTED_BY and (_PERSONAL.search(model.text) or model.text[0] == "最"):
        return False
    return model.by == "model-list" or _PLUS.search(model.text) is None


def employs(text: str, model: Mention) -> bool:
    """Whether somebody works at what bears a model's name (就职于某某, 某某预训练团队): there it is an organisation."""
    before = _EMPLOYED.search(text, max(0, model.start - 8), model.start)
    return (before is not None and _ITS_WORK.match(text, model.end) is None) or _TEAM.match(text, model.end) is not None
