"""Models with Chinese names that stand without quotation marks (语鲸大模型, 大模型语鲸3.5), and names in Latin
letters that no list holds by what only a model has or does (Xyz的参数量, Xyz由某公司发布).

A Chinese name is a coined one: characters that are no word of the language, or a word that the text repeats before its
head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.mentions.model_lexicon import forms, head, heads_only
from kg.mentions.patterns import compiled
from kg.mentions.words import cut, in_dictionary
from kg.schema import Mention

_LARGE = compiled(r"(?:系列)?(?:<model-describe>)?<model-large>|系列(?:大)?模型")
#: A version at the end of a name: 3.5, A1, -2.
_TAIL = r"(?:[-－]?\d{1,2}(?:\.\d)?(?:[A-Z]|号)?|[A-Z]\d{1,3})"
_AFTER_HEAD = compiled(
    rf"(?P<head>{head()}|<model-thing>)(?:<model-make>[了出的]?)?(?P<name>[\u4e00-\u9fff]{{2,4}}{_TAIL})(?![A-Za-z0-9年月日个款种项位名%])"
)
_MADE = compiled(r"<model-make>[了出的过]?(?P<name>[\u4e00-\u9fff]{2,4}[-－]\d{1,2})(?![\d年月日.])")
_LATIN = r"(?<![A-Za-z0-9@/.\-])(?P<name>[A-Z][a-z]{2,}[A-Za-z0-9]*|[A-Z]{1,3}[a-z]{2,}[A-Za-z0-9]*)"
_HAS = compiled(
    rf"{_LATIN}\s?(?:系列的?<model-series>|的<model-has>|正式?<model-appears>(?=[，。；、]|$)|由[^，。；]{{2,20}}?(?:联合|共同)?<model-make>)"
)
#: MOSS于2023年4月21日开源
_DATED = compiled(
    r"(?<![A-Za-z0-9@/.\-])(?P<name>[A-Z][A-Za-z0-9\-]{2,})\s?[于在]\s?\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?"
    r"<release-adverb>{0,2}<comes-out>(?=[，。；]|$)"
)
#: 语鲸大模型V2
_NUMBERED = re.compile(r"[- ]?[Vv]?\d{1,2}(?:\.\d)?(?![\d.年月日个款种项位名%A-Za-z亿万])")
_TIMES = 2
_NO_NAME = compiled("^(?:<model-general>|<result-link>)|(?:<model-general>)$")


def find_han(text: str, taken: set[str]) -> Iterator[Mention]:
    """The models of the clean text by these forms; `taken` are the folded names of organisations and persons."""
    yield from _large(text)
    for pattern, by in ((_AFTER_HEAD, "after-head"), (_MADE, "version")):
        for match in pattern.finditer(text):
            if not (_NO_NAME.search(match["name"]) or heads_only(match["name"])):
                kind = forms("head").get(match["head"], "product") if by == "after-head" else "model"
                yield _mention(match, kind, by)
    for match in (*_HAS.finditer(text), *_DATED.finditer(text)):
        if match["name"].casefold() not in taken and match["name"] not in forms("stop"):
            yield _mention(match, "model", "model-has")


def _mention(match: re.Match[str], kind: str, by: str) -> Mention:
    return Mention(match.start("name"), match.end("name"), "Model", match["name"], match["name"], kind, by=by)


def _large(text: str) -> Iterator[Mention]:
    """The names before 大模型: one coined word, or a word that stands there more than once."""
    words = cut(text)
    found: list[tuple[int, int, int]] = []
    for match in _LARGE.finditer(text):
        end = match.start()
        if not end:
            continue
        number = words.at[end - 1]  # 语鲸大|模型: a coined name may take in the 大
        start, tag = words.starts[number], words.tags[number]
        if 2 <= end - start <= 4 and tag[:1] == "n" and all("\u4e00" <= c <= "\u9fff" for c in text[start:end]):
            version = _NUMBERED.match(text, match.end())
            found.append((start, end, version.end() if version else end))
    counts = Counter(text[start:end] for start, end, _ in found)
    for start, end, stop in found:
        name = text[start:end]
        coined = not in_dictionary(words.words[words.at[start]]) or counts[name] >= _TIMES
        if coined and not _NO_NAME.search(name):
            yield Mention(start, stop, "Model", text[start:stop], text[start:stop], "model", by="head-noun")
