"""Models, algorithms, architectures, systems and products: from the lexicon, by form (versions), by the words around.

A name is sure by the lexicon, by a version (`Xyz-V2`, `Xyz2.5-7B`), by a head noun after it (`Xyz算法`), by quotation
marks beside a head noun, or by a verb of release before it. Short forms (`V3` where the text names `Xyz-V3`) follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import rjieba

from kg.mentions.model_frames import find_frames, is_level, series
from kg.mentions.model_han import find_han
from kg.mentions.model_inventions import find_inventions
from kg.mentions.model_lexicon import GLOSS, fold, forms, from_lexicon, head, heads_only, known
from kg.mentions.model_pairs import paired
from kg.mentions.model_results import in_results
from kg.mentions.model_shown import find_shown, names_it
from kg.mentions.model_spread import in_lists, spread
from kg.mentions.model_written import slashed, spaced
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled, fill
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_E = r"(?![A-Za-z0-9])"
_VERSION = re.compile(
    r"(?<![A-Za-z0-9@/.\-])"
    r"(?P<base>[A-Z][A-Za-z]{1,20}|[a-z]{1,3}[A-Z][A-Za-z]+)"
    rf"(?P<tail>(?:[- ]?(?:[VvRrKkTtOo]\d+(?:\.\d+)*{_E}|\d+(?:\.\d+){{0,2}}(?:[BMKTo]{_E})?|\d+[BMK]{_E}"
    rf"|-(?:\d+(?:\.\d+)?b|chat|base|instruct|mini|pro|lite|turbo|preview|large|small|it){_E}"
    rf"|(?<=[- ])(?:[A-Z][A-Za-z]{{1,11}}|[A-Z]{{2,5}})(?=-|\s?\d|[- ][VvRr]\d|{_E})))+)"
    rf"{_E}(?!(?<=[ -]\d{{4}})\s?年)(?:\+\+)?"
)
_HAN_VERSION = re.compile(
    r"(?P<base>[\u4e00-\u9fff]{2,8})"
    r"(?P<tail>[-－](?:[A-Z][A-Za-z]*\d*(?:\.\d+)?[BM]?|\d+(?:\.\d+)?[BM]?|[VvRr]\d+(?:\.\d+)?)"
    rf"(?:[- ](?:\d+(?:\.\d+)?[BM]?|[A-Z][A-Za-z]*))*){_E}(?!\s?[年月日])"
)
#: A Chinese name with a number before what it is (某某3号处理器, 某某2.0大模型).
_HAN_NUMBER = compiled(
    r"(?P<base>[\u4e00-\u9fff]{2,6})(?P<tail>\d{1,3}(?:\.\d)?(?:[A-Z]|号|型)?|(?:[Ⅰ-Ⅻ]|[一二三四五六七八九十]号)型?)"
    r"(?=”?(?:<numbered-thing>|(?<=\.\d)(?:系列)?<model-large>|(?<=\d)(?:正式)?<comes-out>(?=[，。；]|$)))"
)
_MADE = compiled("^.*<model-make>[了出]?")
_CAMEL = re.compile(
    rf"(?<![A-Za-z0-9@/.\-])(?P<name>[A-Z][a-z]+(?:[A-Z]+[a-z]*\d*)+|[A-Z]{{2,}}[a-z]{{2,}}[A-Za-z]*){_E}(?:\+\+)?"
)
_CHIP = compiled(r"(?<![A-Za-z0-9\-])(?P<name>[ABHLVTP]\d{2,3}[A-Z]?)(?=\s?<chip-head>)")
_LATIN = r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9\-+.]*|[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?"
#: A name after a head noun may have several words, or begin with a small letter (框架threestudio).
_AFTER = rf"(?:{_LATIN})(?: [A-Z][A-Za-z0-9]*){{0,2}}(?:\+\+)?|[a-z][A-Za-z0-9]*(?:-[a-z0-9]+)*"
_FAMILY = compiled(r"(?<![A-Za-z0-9@/.\-])(?P<name>[A-Z][A-Za-z]+(?:-<model-family>)+)(?![A-Za-z0-9])")
_CUE = compiled("<model-cue>|open|develop|propos|creat|model|system|lead|co-author")
_LARGE = compiled("<model-large>")
_CALLED = compiled(r"<model-called>?\s?“?$")
_LIKE_A_NAME = re.compile(r"[A-Z][\w\-. ]*\+{0,2}|[\u4e00-\u9fff]{2,5}[\dⅠ-Ⅻ]*(?:号|型)?(?:[-\s]?[A-Za-z0-9.\-]+)?")
_QUOTED_NAME = re.compile("“(?P<name>[^“”]+)”")
#: What stands between an architecture and the model that it describes.
_KIND_OF = compiled(r"(?:架构|结构)?的?<model-describe>{0,3}(?:模型|系统)")
#: Surnames in camel case, which are people's.
_SURNAME = re.compile(r"(?:Le|De|Mc|Mac|Di|La|Du|Van|Fitz)[A-Z][a-z]+$")
#: The end of a way of doing something (大水漫灌式).
_WAY = compiled("<way>$|(?<!优)化$")
#: Without which the slower patterns `named`, `listed` and `named-so` match nothing.
_NAMED_NEEDS = re.compile("（[A-Z]")
_LISTED_NEEDS = compiled("<model-lists>[^，。；“”]{0,4}?“")
_NAMED_SO_NEEDS = compiled(r"<name-verb>[\u4e00-\u9fff]{2,5}(?=[，。；、\n])")
#: What is proposed in quotation marks is a thought, unless a head noun stands beside it.
_IDEA = compiled("(?:<idea-verb>)[了过出]?(?![^“]*(?:<listed-head>|<model-end>)[^“]{0,4}“)")
#: A grant's subject stands in quotation marks too (基金项目“大模型安全”).
_FUNDED = compiled("<funded>[^，。；]{0,6}(?:项目|平台)$")
#: Before the mark: what is made is no model.
_NO_THING = compiled("(?:<not-model-before>)[^，。；的]{0,2}$")
#: Capital words before a number that count or rank, besides the stop words of the list.
_COUNTING = frozenset({"TOP", "NO", "CCF", "COVID"})


def find_models(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """Mentions of type Model in the clean text, sorted, not overlapping; `orgs` are the organisations found."""
    spans = {(m.start, m.end) for m in orgs}
    names = {m.text.casefold() for m in orgs}
    listed = {m.text.casefold() for m in orgs if entry_of(m.text) is not None}
    found = [
        *from_lexicon(text, listed),
        *_versions(text),
        *(_mention(match, "name", "model", "version") for match in _FAMILY.finditer(text)),
        *_han_versions(text),
        *(_mention(match, "name", "product", "chip") for match in _CHIP.finditer(text)),
        *_camel(text, names),
        *_by_words(text, spans, names, listed),
        *_of_orgs(text, orgs),
        *find_han(text, names),
        *find_shown(text, names),
        *spaced(text),
        *find_inventions(text),
        *find_frames(text),
    ]
    found += paired(text, orgs, found)
    models = spread(text, found)
    models = sorted([*models, *slashed(text, models)], key=lambda m: m.start)
    models = sorted([*models, *in_lists(text, models, names)], key=lambda m: m.start)
    models = sorted([*models, *in_results(text, models, names)], key=lambda m: m.start)
    models = sorted([*models, *series(text, models)], key=lambda m: m.start)
    models = [m for m in models if names_it(text, m) and not is_level(text, m)]
    return _without_modifiers(text, [_without_maker(m) for m in models])


def _without_modifiers(text: str, models: list[Mention]) -> list[Mention]:
    """The models, without architectures that only tell what kind of model the next one is (MoE模型Xyz-V2)."""
    starts = {m.start for m in models}
    kinds = ((m, _KIND_OF.match(text, m.end)) for m in models)
    return [m for m, of in kinds if not (of and of.end() in starts and m.kind in ("architecture", "algorithm"))]


def _without_maker(model: Mention) -> Mention:
    """A model's mention without the firm that its name begins with (OpenAI GPT-4: GPT-4), where a name is left."""
    for length in range(len(model.text) - 2, 1, -1):
        entry = entry_of(model.text[:length])
        if entry is None or entry.kind not in ("company", "lab", "institute"):
            continue
        gap = len(model.text[length:]) - len(model.text[length:].lstrip(" "))
        rest = model.text[length + gap :]
        latin = model.text[length - 1].isascii() and model.text[length].isascii() and not gap
        if (
            len(rest) < 2
            or rest[0] in "-·"
            or rest[0].isdigit()
            or rest.split()[0] in forms("stop")
            or latin
            or heads_only(rest)
            or (fold(model.text) in known() and fold(rest) not in known())  # DeepSeek R1-Zero
            or (model.by == "model-list" and fold(rest) not in known() and not re.search(r"\d", rest))
        ):
            return model  # Apple Intelligence is listed as such
        name = rest if fold(model.name) == fold(model.text) else model.name
        return model._replace(start=model.start + length + gap, text=rest, name=name)
    return model


def _mention(match: re.Match[str], group: str, kind: str, by: str) -> Mention:
    return Mention(match.start(group), match.end(group), "Model", match[group], match[group], kind, by=by)


# -- by form --------------------------------------------------------------------------------------------------------


def _versions(text: str) -> Iterator[Mention]:
    """Latin names with a version (Xyz-V2, Xyz2.5-7B-Chat)."""
    for match in _VERSION.finditer(text):
        name = match.group().strip()
        if not re.search(r"\d", name) and fold(name) not in known():
            continue
        if not _no_model(match["base"], match["tail"]):
            yield Mention(match.start(), match.start() + len(name), "Model", name, name, "model", by="version")


def _no_model(base: str, tail: str) -> bool:
    """A capital word with a bare number is a year, a rank or a venue (ICML 2024, Top 10), not a version."""
    if base in forms("stop") or base.upper() in _COUNTING:
        return True
    return bool(re.fullmatch(r"[- ]?(?:(?:19|20)\d\d)", tail)) or bool(re.fullmatch(r" \d+", tail) and base.isupper())


def _han_versions(text: str) -> Iterator[Mention]:
    """Chinese names with a version (某某-7B): the base is the last word, or words, before the hyphen."""
    for match in _HAN_VERSION.finditer(text):
        base = _name_words(_MADE.sub("", match["base"]))
        number = re.fullmatch(r"[-－](?:\d{1,2}|\d{4})", match["tail"])
        if base and not heads_only(base) and (not number or len(match["base"]) == len(base)):
            start = match.end("base") - len(base)
            name = text[start : match.end()]
            yield Mention(start, match.end(), "Model", name, name, "model", by="version")

    for match in _HAN_NUMBER.finditer(text):
        base = _name_words(_MADE.sub("", match["base"]))
        if base and not heads_only(base):
            name = base + match["tail"]
            yield Mention(match.end() - len(name), match.end(), "Model", name, name, "product", by="version")


def _name_words(run: str) -> str:
    """The name at the end of a run of Chinese characters: its last words that are no verb, preposition or particle."""
    kept = ""
    for word, tag in reversed(rjieba.tag(run)):
        if tag[:1] in ("v", "p", "u", "c", "d", "r", "m", "q", "y") and tag != "vn" and len(kept) > 1:
            break
        if tag[:1] in ("u", "p", "c") or len(kept) + len(word) > 8:
            break
        kept = word + kept
        if len(kept) >= 4:
            break
    return kept if len(kept) >= 2 else ""


def _of_words(name: str) -> bool:
    """Whether a project's name only says what is done in it (“智能机器人”项目)."""
    return len(name) > 3 and "\u4e00" <= name[0] <= "\u9fff" and all(in_dictionary(w) for w in rjieba.cut(name))


def _camel(text: str, org_names: set[str]) -> Iterator[Mention]:
    """Words in camel case (GridFlow) that no organisation bears, where their clause speaks of making or using."""
    for match in _CAMEL.finditer(text):
        name = match.group()
        if name in forms("stop") or name.casefold() in org_names or _SURNAME.match(name):
            continue
        if _CUE.search(text[max(0, match.start() - 16) : match.end() + 10]):
            yield Mention(match.start(), match.end(), "Model", name, name, "model", by="camel")


# -- by the words around --------------------------------------------------------------------------------------------


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    made = fill("(?:<model-make>[了出的]?)")
    used = fill("(?:<model-use>了?)")
    stop = "|".join(sorted(map(re.escape, forms("stop")))) + "|The |A "
    patterns = {
        "head": rf"(?<![A-Za-z0-9\-.])(?P<name>(?:(?!{stop})[A-Z][a-z]{{2,}} )?(?:{_LATIN}))\s?(?P<head>{head()})",
        "authored": r"(?<![A-Za-z0-9\-.])(?P<name>[A-Z][A-Za-z]*(?:[A-Z0-9][A-Za-z0-9]*|\.(?:js|jl|ai|py)))"
        rf"<project-word>?{GLOSS}\s?的?(?:(?P<sure>(?:<author-front>)?<author-only>)|<model-author>)",
        "listed": rf"(?:{head()}|<model-thing>)<model-lists>[^，。；“”]{{0,4}}?(?P<names>“[^，。；“”]{{2,10}}”"
        r"(?:[、和与及]{0,2}“[^，。；“”]{2,10}”)*)",
        "made-quoted": rf"{made}(?:[^，。；“”]{{0,10}}?)“(?P<name>[^“”，。]{{2,14}})”"
        r"(?!<not-model-after>|<model-not-quoted>|[^，。；“”的、]{1,4}?(?:<not-model-later>))",
        "quoted": rf"(?:(?P<head1>{head()})(?:，?<model-called>)?“(?P<name1>[^“”，。]{{2,16}})”)"
        rf"|“(?P<name2>[^“”，。]{{2,16}})”(?P<head2>(?:的?(?:系列)?(?:{head()}))|(?!的)[\u4e00-\u9fff]{{1,6}}?<device-head>)(?!<not-model-after>)",
        "called-of": rf"<model-called>\s?(?:“(?P<name1>[^“”，。]{{2,16}})”|(?P<name2>{_AFTER}))\s?的"
        rf"[^，。；“”的]{{0,12}}?(?P<head>{head()})(?!<not-model-after>)",
        "named-so": rf"(?:{head()}|<model-thing>)[^，。；“”]{{0,6}}?<name-verb>"
        r"(?P<name>[\u4e00-\u9fff]{2,5})(?=[，。；、\n])",
        "made": rf"{made}[^，。；“”]{{0,10}}?(?<![A-Za-z0-9\-.])(?P<name>{_LATIN})(?![A-Za-z0-9])",
        "after": rf"(?:{head()}|<model-thing>)<model-called>?(?:——|—)?\s?“?(?<![A-Za-z])(?P<name>{_AFTER}){_E}"
        r"(?!<holder-end>)",
        "named": rf"(?:{made}|{used})了?(?:[^，。；“”（）]{{0,12}}?的)?(?P<name>[\u4e00-\u9fff]{{2,10}})"
        r"（(?P<other>[A-Z][A-Za-z0-9 \-]{1,40})",
        "thing-after": r"的?[^，。；“”]{0,4}?(?:<listed-head>|<model-end>)(?!<not-model-after>|论)",
        "end": rf"(?:{head()}|<model-end>)$",
    }
    return {name: compiled(pattern) for name, pattern in patterns.items()}


def _by_words(text: str, org_spans: set[tuple[int, int]], org_names: set[str], listed: set[str]) -> Iterator[Mention]:
    """Names that a head noun, quotation marks or a verb of making shows to be a model's; `org_names` are those of
    organisations, `listed` of them those of the list: any other that has an author is a model.
    """
    patterns, heads, stop = _patterns(), forms("head"), forms("stop")
    for match in patterns["after"].finditer(text):
        name = match["name"]
        word = name in stop or name.upper() in stop
        if not word and name.casefold() not in org_names and match.span("name") not in org_spans:
            kind = heads.get(_CALLED.sub("", match.group()[: -len(name)]), "model")
            yield _mention(match, "name", kind, "after-head")
    for match in patterns["named"].finditer(text) if _NAMED_NEEDS.search(text) else ():
        name = _name_words(match["name"])
        found = patterns["end"].search(name)
        if found and not heads_only(name):
            end = match.end("name")
            kind = heads.get(found.group(), "algorithm")
            yield Mention(end - len(name), end, "Model", name, name, kind, by="proposed")
    for match in patterns["head"].finditer(text):
        if match["name"] not in stop and match.span("name") not in org_spans:
            yield _mention(match, "name", heads[match["head"]], "head-noun")
    for match in patterns["quoted"].finditer(text) if "“" in text else ():
        group = "name1" if match["name1"] else "name2"
        funded = match["head1"] and _FUNDED.search(text, max(0, match.start() - 14), match.end("head1"))
        planned = (match["head1"] or match["head2"]).endswith("项目") and _of_words(match[group])
        if _LIKE_A_NAME.fullmatch(match[group]) and not (funded or planned or _WAY.search(match[group])):
            yield _mention(
                match,
                group,
                heads.get((match["head1"] or match["head2"]).removeprefix("的").removeprefix("系列"), "system"),
                "quoted",
            )
    for match in patterns["called-of"].finditer(text):
        group = "name1" if match["name1"] else "name2"
        free = match[group] not in stop and match[group].casefold() not in org_names
        if free and (group == "name2" or _LIKE_A_NAME.fullmatch(match[group])):
            yield _mention(match, group, heads[match["head"]], "quoted")
    for match in patterns["authored"].finditer(text):
        if match["name"] not in stop and match["name"].casefold() not in (listed if match["sure"] else org_names):
            yield _mention(match, "name", "system", "authored" if match["sure"] else "released")
    for match in patterns["listed"].finditer(text) if _LISTED_NEEDS.search(text) else ():
        for name in _QUOTED_NAME.finditer(text, *match.span("names")):
            if _LIKE_A_NAME.fullmatch(name["name"]) and not _WAY.search(name["name"]):
                yield _mention(name, "name", "product", "quoted")
    for match in patterns["named-so"].finditer(text) if _NAMED_SO_NEEDS.search(text) else ():
        if len(rjieba.cut(match["name"])) < 3:
            yield _mention(match, "name", "product", "quoted")
    for match in patterns["made-quoted"].finditer(text) if "“" in text else ():
        if _FUNDED.search(text, max(0, match.start() - 14), match.start("name") - 1):
            continue
        if _NO_THING.search(text, match.start(), match.start("name") - 1):
            continue  # 推出播客“某某”
        headed = patterns["end"].search(match["name"]) or patterns["thing-after"].match(text, match.end())
        if _IDEA.match(match.group()) and not headed:
            continue  # 提出“有限记忆”: a thought
        if not _WAY.search(match["name"]) and (_LIKE_A_NAME.fullmatch(match["name"]) or match["name"].isascii()):
            yield _mention(match, "name", "product", "quoted")
    for match in patterns["made"].finditer(text):
        name = match["name"]
        if name not in stop and name.casefold() not in org_names and re.search(r"[A-Z0-9].*[A-Z0-9]", name):
            yield _mention(match, "name", "model", "released")


def _of_orgs(text: str, orgs: Sequence[Mention]) -> Iterator[Mention]:
    """A company's name before 大模型 names its model."""
    for org in orgs:
        large = _LARGE.match(text, org.end)
        if large and org.kind == "company":
            words = text[org.start : large.end()]
            if text[large.end() : large.end() + 1] in ("）", ")"):
                continue  # GPT-4o（某公司大模型）: the bracket tells the maker
            yield Mention(org.start, large.end(), "Model", words, f"{org.name}大模型", "model", by="org-model")
