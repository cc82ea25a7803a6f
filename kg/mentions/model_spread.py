"""What follows from models that are sure: neighbours in a list, repetitions, short forms, one spelling for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.mentions.model_lexicon import fold, forms, inside_word
from kg.mentions.patterns import compiled
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_BESIDE = compiled(
    r"”?(?:（[^（）]{1,20}）)?<list-and>“?(?P<name>(?:(?!等)[\u4e00-\u9fffA-Za-z0-9\-]){2,8}?)”?等?<model-several>?(?:重要|<model-describe>)?<model-list>"
)
_CAMEL_WORD = (
    r"(?P<name>[A-Z][A-Za-z]+(?:-[A-Za-z0-9]+)+"
    r"|[A-Z][a-z]+(?:[A-Z]+[a-z]*)+\d*|[A-Z][A-Za-z]*\d+[A-Za-z]?|[A-Z][a-z]{2,})"
)
_CAMEL_BEFORE = re.compile(rf"(?<![A-Za-z0-9\-.]){_CAMEL_WORD}\s?[、/]\s?$")
_CAMEL_AFTER = re.compile(rf"(?:（[^（）]{{1,20}}）)?(?:\s?[、/]|和|与|以及|及)\s?{_CAMEL_WORD}(?![A-Za-z0-9\-.])")
#: “甲”和“乙”: the next name of a list in quotation marks, and the one before.
_NEXT_QUOTED = re.compile(r"”(?:[、和与及]|以及)?“(?P<name>[A-Z][\w\-. ]*|[\u4e00-\u9fff]{2,5}[\d一二三四五号]*)”")
_LAST_QUOTED = re.compile(r"“(?P<name>[A-Z][\w\-. ]*|[\u4e00-\u9fff]{2,5}[\d一二三四五号]*)”(?:[、和与及]|以及)?“$")
_LONGER = compiled("<model-describe>{1,3}大?模型")
_SHORT = re.compile(r"(?:(?<![A-Za-z0-9\-.])|(?<=[\u4e00-\u9fff]-))(?P<name>[VRKo]\d(?:\.\d)?)(?![A-Za-z0-9\-.]|\s?版)")
_SHORT_TAIL = re.compile(r"[- ]?([VRKo]\d(?:\.\d)?)$", re.IGNORECASE)
_TAIL = re.compile(
    r"”?(?:[- ]?[Vv]?\d+(?:\.\d+)*[BM]?|-[A-Z][A-Za-z]*\d*|(?<=[\u4e00-\u9fff])[一二三四五六]号)"
    r"(?![A-Za-z0-9年月日名个万亿%.])"
)
#: Recognisers that are sure enough for a name to count wherever it stands again.
_SURE = ("head-noun", "quoted", "released", "version", "after-head", "camel", "proposed", "authored")


def spread(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Mentions found one by one, as those of the whole text: sorted, free of overlaps, one name for one model."""
    kept = longest(found)
    kept = longest([*kept, *_beside(text, kept)])
    kept += _repeats(text, kept)
    kept += _short_forms(text, kept)
    return _one_spelling(longest(kept))


#: After a short name that is a word too: what only a model does.
_DOING = compiled("<repeat-after>")
#: 多个mini模型 are counted, not named.
_COUNTED = compiled("<counted-front>")


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, the first of equals, a listed one before others; sorted by position."""
    out: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.by != "model-list")):
        if out and mention.start < out[-1].end:
            if len(mention.span) > len(out[-1].span):
                out[-1] = mention
            continue
        out.append(mention)
    return out


def _beside(text: str, sure: Sequence[Mention]) -> list[Mention]:
    """What stands in a list with a sure name before a head noun (A和B等项目), and names with a describing tail."""
    out = []
    for model in sure:
        match = _BESIDE.match(text, model.end)
        if match and match["name"] not in forms("stop") and not _COUNTED.match(match["name"]):
            start = match.start("name")
            out.append(
                Mention(start, match.end("name"), "Model", match["name"], match["name"], model.kind, by="beside")
            )
        quoted = _NEXT_QUOTED.match(text, model.end), _LAST_QUOTED.search(text, max(0, model.start - 24), model.start)
        out += [_listed(found, model.kind) for found in quoted if found]
        longer = _LONGER.match(text, model.end)
        if longer and model.by == "model-list" and not re.search(r"\d$", model.text):
            whole = text[model.start : longer.end()]
            out.append(Mention(model.start, longer.end(), "Model", whole, whole, "model", by="describing-tail"))
    return out


def in_lists(text: str, models: Sequence[Mention], org_names: set[str]) -> list[Mention]:
    """Words in camel case in a list with a model (MapRail、TensorFlow), unless an organisation bears them."""
    taken = {m.start for m in models}
    out: list[Mention] = []
    for model in models:
        here, end = model.start, model.end
        while (before := _CAMEL_BEFORE.search(text, max(0, here - 30), here)) and before.start("name") not in taken:
            out.append(_listed(before, model.kind))
            here = before.start("name")
        while (after := _CAMEL_AFTER.match(text, end)) and after.start("name") not in taken:
            out.append(_listed(after, model.kind))
            end = after.end()
        taken |= {m.start for m in out}
    return [m for m in out if m.text.casefold() not in org_names and m.text not in forms("stop")]


def _listed(match: re.Match[str], kind: str | None) -> Mention:
    return Mention(match.start("name"), match.end("name"), "Model", match["name"], match["name"], kind, by="in-list")


def _coined(name: str) -> bool:
    """Whether two characters are no word of the language, so that they can only be the name."""
    return len(rjieba.cut(name)) > 1 or not in_dictionary(name)


def _repeats(text: str, sure: Sequence[Mention]) -> list[Mention]:
    """A name that is sure in one place counts in the whole text, also with a version after it."""
    names = {m.text: m for m in sure if m.by in _SURE}
    if not names:
        return []
    taken = {m.start for m in sure}
    keys = sorted(names)
    automaton = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest)
    out = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if inside_word(text, start, end):
            continue
        model = names[keys[index]]
        marked = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
        if len(model.text) < 3 and not (marked or _coined(model.text) or _DOING.match(text, end)):
            continue
        tail = _TAIL.match(text, end)
        if tail:
            whole = text[start : tail.end()]
            out.append(Mention(start, tail.end(), "Model", whole, whole, model.kind, by="version"))
        elif start not in taken:
            out.append(Mention(start, end, "Model", text[start:end], model.name, model.kind, by="repeated"))
    return out


def _short_forms(text: str, sure: Sequence[Mention]) -> list[Mention]:
    """`V3` for the one model of the text that ends in -V3."""
    by_tail: dict[str, set[str]] = {}
    kinds: dict[str, str | None] = {}
    for mention in sure:
        tail = _SHORT_TAIL.search(mention.name)
        if tail and tail.start() > 0:
            by_tail.setdefault(tail[1].upper(), set()).add(fold(mention.name))
            kinds[tail[1].upper()] = mention.kind
    names = {fold(m.name): m.name for m in reversed(sure)}
    out = []
    for match in _SHORT.finditer(text):
        short = match["name"]
        keys = by_tail.get(short.upper(), set())
        if len(keys) == 1:
            name = names[next(iter(keys))]
            out.append(Mention(match.start(), match.end(), "Model", short, name, kinds[short.upper()], by="short-form"))
    return out


def _one_spelling(found: Sequence[Mention]) -> list[Mention]:
    """One spelling for the spellings of one name: the lexicon's, else the one met first."""
    best: dict[str, str] = {}
    for mention in found:
        if mention.by == "model-list":
            best[fold(mention.name)] = mention.name
    for mention in found:
        best.setdefault(fold(mention.name), mention.name)
    return [
        Mention(m.start, m.end, m.type, m.text, best[fold(m.name)], m.kind, m.by, m.parents, m.attrs) for m in found
    ]
