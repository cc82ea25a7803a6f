"""Models in a list of what somebody has made (成果包括甲、乙、丙等; 研发了甲、乙和丙等系统): where some of its
items are sure, the others are names as well, be they words in Latin letters or coined ones in Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from kg.mentions.field_items import sounds, subjects
from kg.mentions.model_lexicon import forms
from kg.mentions.patterns import compiled
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_ITEM = r"[^，。；：！？、\n“”（）]{2,24}"
_MARKED = rf"(?:“{_ITEM}”|《?{_ITEM}》?)(?:（[^（）\n]{{1,40}}）)?"
_LIST = compiled(
    rf"(?P<lead>(?:<result-head>)(?:主要|分别|就|还)?(?:<result-link>)[：:]?|(?:<made-list>)[了出过])\s?"
    rf"(?P<items>{_MARKED}(?:、{_MARKED}){{1,20}})"
)
_SPLIT = re.compile("、|和|与|以及|及")
_END = compiled(r"等.*$|(?:<listed-head>|<model-end>)+$")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.+ ]?[A-Za-z0-9]+){0,3}\+{0,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,5}[A-Z\d]{0,4}")
_TASKS = compiled("(?:<method-task>|<model-general>|<result-other>)$|^(?:<method-task>)+$|^(?:<model-general>)")


def in_results(text: str, models: Sequence[Mention], taken: set[str]) -> list[Mention]:
    """The further models of such lists; `models` are sure, `taken` the folded names of organisations and persons."""
    out: list[Mention] = []
    starts = {m.start: m for m in models}
    for match in _LIST.finditer(text):
        first, last = match.span("items")
        sure = [m for at, m in starts.items() if first <= at < last]
        if not sure:
            continue
        at = first
        for piece in _SPLIT.split(text[first:last]):
            start = text.index(piece, at)
            at = start + len(piece)
            ended = "等" in piece
            words = _END.sub("", re.sub(r"（.*$", "", piece).strip("“”《》 "))
            begin = start + piece.find(words) if words else start
            overlaps = any(m.start < begin + len(words) and begin < m.end for m in models)
            if words and not overlaps and "《" not in piece and _names(words, taken, marked=piece.startswith("“")):
                kind = sure[0].kind
                out.append(Mention(begin, begin + len(words), "Model", words, words, kind, by="in-list"))
            if ended:
                break
    return out


def _names(words: str, taken: set[str], *, marked: bool) -> bool:
    """Whether an item is a name: in capitals, or coined of Chinese characters."""
    if words in forms("stop") or words.upper() in forms("stop") or words.casefold() in taken:
        return False
    if _LATIN.fullmatch(words):
        return True
    if not _HAN.fullmatch(words) or _TASKS.search(words):
        return False
    if words in subjects() or sounds(words):
        return False
    tagged = rjieba.tag(words)
    if any(tag[:1] in ("r", "p", "c", "u", "d", "m") for _, tag in tagged):
        return False
    named = len(tagged) == 1 and tagged[0][1] in ("nr", "nrt", "ns", "nz", "nt")
    return marked or named or not in_dictionary(words)
