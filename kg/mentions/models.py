"""Models, algorithms, architectures, systems and products: from the lexicon, by form (versions), by the words around.

A name is sure by the lexicon, by a version (`Xyz-V2`, `Xyz2.5-7B`), by a head noun after it (`Xyz算法`), by quotation
marks beside a head noun, or by a verb of release before it. Short forms (`V3` where the text names `Xyz-V3`) follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicons import load_table
from kg.schema import Mention

_E = r"(?![A-Za-z0-9])"
_VERSION = re.compile(
    r"(?<![A-Za-z0-9@/.\-])"
    r"(?P<base>[A-Z][A-Za-z]{1,20}|[a-z]{1,3}[A-Z][A-Za-z]+)"
    rf"(?P<tail>(?:[- ]?(?:[VvRrKkTtOo]\d+(?:\.\d+)*{_E}|\d+(?:\.\d+){{0,2}}(?:[BMKTo]{_E})?|\d+[BMK]{_E}"
    rf"|(?<=[- ])(?:[A-Z][A-Za-z]{{1,11}}|[A-Z]{{2,5}})(?=-|\s?\d|[- ][VvRr]\d|{_E})))+)"
    rf"{_E}(?:\+\+)?"
)
_HAN_VERSION = re.compile(
    rf"(?P<base>[\u4e00-\u9fff]{{2,8}})(?P<tail>[-－](?:[A-Z][A-Za-z]*\d*(?:\.\d+)?[BM]?|\d+(?:\.\d+)?[BM]?|[VvRr]\d+(?:\.\d+)?)"
    rf"(?:[- ](?:\d+(?:\.\d+)?[BM]?|[A-Z][A-Za-z]*))*){_E}"
)
_CAMEL = re.compile(
    rf"(?<![A-Za-z0-9@/.\-])(?P<name>[A-Z][a-z]+(?:[A-Z]+[a-z]*\d*)+|[A-Z]{{2,}}[a-z]{{2,}}[A-Za-z]*){_E}(?:\+\+)?"
)
_SHORT = re.compile(r"(?<![A-Za-z0-9\-.])(?P<name>[VRKo]\d(?:\.\d)?)(?![A-Za-z0-9\-.]|\s?版)")
_LATIN = r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9\-+.]*|[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?"
_USE = r"(?:采用|使用|引入|基于|名为|叫做)(?:了)?"
_MAKE = r"(?:发布|推出|开源|研发|开发|提出|打造|上线|构建|设计|训练)(?:了|出|的)?"


@cache
def _words(kind: str) -> dict[str, str]:
    return {r["word"]: r["kind"] for r in load_table("model_forms") if r["class"] == kind}


@cache
def _head() -> str:
    return "|".join(sorted(map(re.escape, _words("head")), key=lambda w: (-len(w), w)))


@cache
def _by_words() -> tuple[re.Pattern[str], ...]:
    head = re.compile(rf"(?<![A-Za-z0-9\-.])(?P<name>{_LATIN})\s?(?P<head>{_head()})")
    quoted = re.compile(
        rf"(?:(?P<head1>{_head()})(?:名为|叫做?)?“(?P<name1>[^“”，。]{{2,16}})”)|“(?P<name2>[^“”，。]{{2,16}})”(?:的)?(?P<head2>{_head()})"
    )
    made = re.compile(rf"{_MAKE}[^，。；“”]{{0,10}}?(?<![A-Za-z0-9\-.])(?P<name>{_LATIN})(?![A-Za-z0-9])")
    after = re.compile(rf"(?:{_head()}|项目|工具|方法|产品)(?:名为|叫做?)?\s?“?(?P<name>{_LATIN}){_E}(?!大学|公司)")
    named = re.compile(
        rf"(?:{_MAKE}|{_USE})(?:了)?(?:[^，。；“”（）]{{0,12}}?的)?(?P<name>[\u4e00-\u9fff]{{2,10}})（(?P<other>[A-Z][A-Za-z0-9 \-]{{1,40}})"
    )
    return head, quoted, made, after, named


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[tuple[str, str, bool], ...]]:
    forms: dict[str, tuple[str, str, bool]] = {}
    for row in load_table("models"):
        weak = row["weak"].split("|")
        for form in (row["name"], *row["aliases"].split("|")):
            if len(form) > 1 and form not in _words("stop") and form not in weak:
                forms.setdefault(form, (row["name"], row["kind"], False))
        for form in weak:
            if form:
                forms.setdefault(form, (row["name"], row["kind"], True))
    keys = sorted(forms)
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest), tuple(forms[k] for k in keys)


def fold(name: str) -> str:
    """The key under which spellings of one model meet: DeepSeek-v3, DeepSeek V3, deepseekv3."""
    return re.sub(r"[\s\-_·]", "", name).casefold()


def find_models(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """Mentions of type Model in the clean text, sorted, not overlapping; `orgs` are the organisations found."""
    org_spans = {(m.start, m.end): m for m in orgs}
    org_names = {m.text.casefold() for m in orgs}
    found: list[Mention] = []
    found.extend(_from_lexicon(text, org_names))
    for match in _VERSION.finditer(text):
        name = match.group().strip()
        if not re.search(r"\d", name) and fold(name) not in _known():
            continue
        if _no_model(match["base"], match["tail"]):
            continue
        found.append(Mention(match.start(), match.start() + len(name), "Model", name, name, "model", by="version"))
    found.extend(_han_versions(text))
    for match in _CHIP.finditer(text):
        found.append(
            Mention(match.start("name"), match.end("name"), "Model", match["name"], match["name"], "product", by="chip")
        )
    found.extend(_camel(text, org_names))
    head, quoted, made, after, named = _by_words()
    for match in after.finditer(text):
        name = match["name"]
        if (
            name in _words("stop")
            or name.casefold() in org_names
            or (match.start("name"), match.end("name")) in org_spans
        ):
            continue
        kind = _words("head").get(re.sub(r"(?:名为|叫做?)?\s?“?$", "", match.group()[: -len(name)]), "model")
        found.append(Mention(match.start("name"), match.end("name"), "Model", name, name, kind, by="after-head"))
    for match in named.finditer(text):
        name = _name_words(match["name"])
        head_found = re.search(rf"(?:{_head()}|注意力|机制|路由|方法|技术)$", name)
        if name and head_found:
            end = match.end("name")
            found.append(
                Mention(
                    end - len(name),
                    end,
                    "Model",
                    name,
                    name,
                    _words("head").get(head_found.group(), "algorithm"),
                    by="proposed",
                )
            )
    for match in head.finditer(text):
        name = match["name"]
        if name in _words("stop") or (match.start("name"), match.end("name")) in org_spans:
            continue
        found.append(
            Mention(
                match.start("name"),
                match.end("name"),
                "Model",
                name,
                name,
                _words("head")[match["head"]],
                by="head-noun",
            )
        )
    for match in quoted.finditer(text):
        group = "name1" if match["name1"] else "name2"
        kind = _words("head")[match["head1"] or match["head2"]]
        if not _looks_named(match[group]):
            continue
        found.append(
            Mention(match.start(group), match.end(group), "Model", match[group], match[group], kind, by="quoted")
        )
    for match in made.finditer(text):
        name = match["name"]
        if name in _words("stop") or name.casefold() in org_names or not re.search(r"[A-Z0-9].*[A-Z0-9]", name):
            continue
        found.append(Mention(match.start("name"), match.end("name"), "Model", name, name, "model", by="released"))
    for org in orgs:
        match_head = re.compile("大模型|大语言模型").match(text, org.end)
        if match_head and org.kind == "company":
            end = match_head.end()
            found.append(
                Mention(org.start, end, "Model", text[org.start : end], f"{org.name}大模型", "model", by="org-model")
            )
    kept = _longest(found)
    kept = _longest([*kept, *_beside(text, kept)])
    kept += _repeats(text, kept)
    kept += _short_forms(text, kept)
    return _normal(_longest(kept))


_CHIP = re.compile(
    r"(?<![A-Za-z0-9\-])(?P<name>[ABHLVTP]\d{2,3}[A-Z]?)(?=\s?(?:显卡|GPU|芯片|加速卡|算力|卡|集群|服务器))"
)
_BESIDE = re.compile(
    r"”?(?:（[^（）]{1,20}）)?(?:和|、|与|及|以及)“?(?P<name>[\u4e00-\u9fffA-Za-z0-9\-]{2,8}?)”?(?:等)?(?:多个|多款|一系列)?(?:重要)?(?:项目|产品|模型|系统|算法)"
)
_LONGER = re.compile(
    r"(?:视觉|理解|语音|语言|多模态|推理|视频|图像|生成|数学|代码|文生图|文生视频|音乐|向量|基础|开源|角色扮演){1,3}(?:大)?模型"
)


def _beside(text: str, sure: Sequence[Mention]) -> list[Mention]:
    """What stands in a list with a sure name before a head noun (A和B等项目), and names with a describing tail."""
    out = []
    for model in sure:
        match = _BESIDE.match(text, model.end)
        if match and match["name"] not in _words("stop"):
            start = match.start("name")
            out.append(
                Mention(start, match.end("name"), "Model", match["name"], match["name"], model.kind, by="beside")
            )
        longer = _LONGER.match(text, model.end)
        if longer and model.by == "model-list" and not re.search(r"\d$", model.text):
            whole = text[model.start : longer.end()]
            out.append(Mention(model.start, longer.end(), "Model", whole, whole, "model", by="describing-tail"))
    return out


def _han_versions(text: str) -> list[Mention]:
    """Chinese names with a version (某某-7B): the base is the last word, or words, before the hyphen."""
    out = []
    for match in _HAN_VERSION.finditer(text):
        base = _name_words(match["base"])
        if (
            base
            and not re.fullmatch(r"[-－]\d{1,2}|[-－]\d{4}", match["tail"])
            or base
            and len(match["base"]) == len(base)
        ):
            start = match.end("base") - len(base)
            name = text[start : match.end()]
            out.append(Mention(start, match.end(), "Model", name, name, "model", by="version"))
    return out


def _name_words(run: str) -> str:
    """The name at the end of a run of Chinese characters: its last words that are no verb, preposition or particle."""
    kept = ""
    for word, tag in reversed(rjieba.tag(run)):
        if tag[:1] in ("v", "p", "u", "c", "d", "r", "m", "q", "y") and tag not in ("vn",) and kept and len(kept) > 1:
            break
        if tag[:1] in ("u", "p", "c") or len(kept) + len(word) > 8:
            break
        kept = word + kept
        if len(kept) >= 4:
            break
    return kept if len(kept) >= 2 else ""


_CUE = re.compile(
    r"模型|算法|框架|系统|架构|方法|提出|研发|开发|发布|推出|开源|项目|平台|工具|产品|训练|采用|参与|负责|主导|设计|基于|论文|open|develop|propos|creat|model|system|lead|co-author"
)


def _camel(text: str, org_names: set[str]) -> list[Mention]:
    """Words in camel case (GridFlow) that no organisation bears, where their clause speaks of making or using."""
    out = []
    for match in _CAMEL.finditer(text):
        name = match.group()
        if name in _words("stop") or name.casefold() in org_names:
            continue
        around = text[max(0, match.start() - 16) : match.end() + 10]
        if _CUE.search(around):
            out.append(Mention(match.start(), match.end(), "Model", name, name, "model", by="camel"))
    return out


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(name) for name, _, _ in _lexicon()[1])


def _from_lexicon(text: str, org_names: set[str]) -> list[Mention]:
    automaton, names = _lexicon()
    heads = re.compile(rf"\s?(?:{_head()})|”?\s?(?:{_head()})")
    out = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if _inside_word(text, start, end):
            continue
        name, kind, weak = names[index]
        if (weak or text[start:end].casefold() in org_names) and not heads.match(text, end):
            continue
        spelt = text[start:end]
        if _numbers(spelt) - _numbers(name):
            name = spelt  # a version that the list has under a shorter name is a model of its own
        out.append(Mention(start, end, "Model", spelt, name, kind, by="model-list"))
    return out


def _numbers(name: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", name))


def _inside_word(text: str, start: int, end: int) -> bool:
    def word(index: int) -> bool:
        return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()

    return (word(start) and word(start - 1)) or (word(end - 1) and word(end))


def _no_model(base: str, tail: str) -> bool:
    """A capital word with a bare number is a year, a rank or a venue (ICML 2024, Top 10), not a version."""
    if base in _words("stop") or base.upper() in {"TOP", "NO", "CCF", "COVID"}:
        return True
    return bool(re.fullmatch(r"[- ]?(?:(?:19|20)\d\d)", tail)) or bool(re.fullmatch(r" \d+", tail) and base.isupper())


def _looks_named(name: str) -> bool:
    return bool(
        re.fullmatch(r"[A-Z][\w\-. +]*|[\u4e00-\u9fff]{2,5}[一二三四五六七八九十\d]*号?(?:[-\s]?[\w.]+)?", name)
    )


def _longest(found: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.by != "model-list")):
        if out and mention.start < out[-1].end:
            if len(mention.span) > len(out[-1].span):
                out[-1] = mention
            continue
        out.append(mention)
    return out


def _repeats(text: str, sure: list[Mention]) -> list[Mention]:
    """A name that is sure in one place counts in the whole text."""
    names = {
        m.text: m
        for m in sure
        if m.by in ("head-noun", "quoted", "released", "version", "after-head", "camel", "proposed") and len(m.text) > 2
    }
    if not names:
        return []
    taken = {m.start for m in sure}
    keys = sorted(names)
    automaton = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest)
    out = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if _inside_word(text, start, end):
            continue
        model = names[keys[index]]
        tail = _TAIL.match(text, end)
        if tail:
            whole = text[start : tail.end()]
            out.append(Mention(start, tail.end(), "Model", whole, whole, model.kind, by="version"))
        elif start not in taken:
            out.append(Mention(start, end, "Model", text[start:end], model.name, model.kind, by="repeated"))
    return out


_TAIL = re.compile(
    r"”?(?:[- ]?[Vv]?\d+(?:\.\d+)*[BM]?|-[A-Z][A-Za-z]*\d*|(?<=[\u4e00-\u9fff])[一二三四五六]号)(?![A-Za-z0-9年月日名个万亿%.])"
)


def _short_forms(text: str, sure: list[Mention]) -> list[Mention]:
    """`V3` for the one model of the text that ends in -V3."""
    by_tail: dict[str, set[str]] = {}
    kinds: dict[str, str | None] = {}
    for mention in sure:
        tail = re.search(r"[- ]?([VRKo]\d(?:\.\d)?)$", mention.name, re.IGNORECASE)
        if tail and tail.start() > 0:
            by_tail.setdefault(tail[1].upper(), set()).add(fold(mention.name))
            kinds[tail[1].upper()] = mention.kind
    names = {fold(m.name): m.name for m in reversed(sure)}
    out = []
    for match in _SHORT.finditer(text):
        keys = by_tail.get(match["name"].upper(), set())
        if len(keys) == 1:
            key = next(iter(keys))
            out.append(Mention(match.start(), match.end(), "Model", match.group(), names[key],
                               kinds[match["name"].upper()], by="short-form"))  # fmt: skip
    return out


def _normal(found: list[Mention]) -> list[Mention]:
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
