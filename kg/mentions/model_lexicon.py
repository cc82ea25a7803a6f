"""Models by the lexicon, and the words that show one: heads (模型, 算法), stop words, the spellings of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention


@cache
def forms(kind: str) -> Mapping[str, str]:
    """The words of a class of `model_forms.tsv` (`head`, `stop`, …), each with the kind of model that it tells."""
    return {r["word"]: r["kind"] for r in load_table("model_forms") if r["class"] == kind}


@cache
def head() -> str:
    """A regular expression for a head noun, without a group around it."""
    return "|".join(sorted(map(re.escape, forms("head")), key=lambda w: (-len(w), w)))


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[tuple[str, str, bool], ...]]:
    """An automaton over all forms, and for each form its name, kind, and whether it needs a head noun after it."""
    found: dict[str, tuple[str, str, bool]] = {}
    for row in load_table("models"):
        weak = row["weak"].split("|")
        for form in _as_said(row["name"], *row["aliases"].split("|")):
            if len(form) > 1 and form not in forms("stop") and form not in weak:
                found.setdefault(form, (row["name"], row["kind"], False))
        for form in weak:
            if form:
                found.setdefault(form, (row["name"], row["kind"], True))
    keys = sorted(found)
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest), tuple(found[k] for k in keys)


def _as_said(*forms_of: str) -> Iterator[str]:
    """Forms of a name, with those that are said in Taiwan (卷积神经网路)."""
    for form in forms_of:
        yield form
        for word, other in (("网络", "网路"), ("算法", "演算法")):
            if word in form and other not in form:
                yield form.replace(word, other)


def heads_only(name: str) -> bool:
    """Whether `name` is no more than a head noun (大模型) or a version, which alone names nothing."""
    return name in forms("head") or re.fullmatch(r"[VvRr]?[\d.\-]+[BM]?|大模型.*|模型", name) is not None


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{head()})|”?\s?(?:{head()})")


def fold(name: str) -> str:
    """The key under which spellings of one model meet: DeepSeek-v3, DeepSeek V3, deepseekv3."""
    return re.sub(r"[\s\-_·]", "", name).casefold()


@cache
def weak_forms() -> Mapping[str, tuple[str, str]]:
    """The forms of the lexicon that are words of the language too, each with its name and kind."""
    return {form: (row["name"], row["kind"]) for row in load_table("models") for form in row["weak"].split("|") if form}


@cache
def known() -> frozenset[str]:
    """The folded names of the lexicon."""
    return frozenset(fold(name) for name, _, _ in _lexicon()[1])


def from_lexicon(text: str, org_names: Iterable[str]) -> list[Mention]:
    """The listed models of the clean text; a weak form, or one that an organisation bears, needs a head noun."""
    automaton, names = _lexicon()
    borne = frozenset(org_names)
    words = cut(text)
    out: list[Mention] = []
    unsure: list[Mention] = []
    for index, start, stop in automaton.find_matches_as_indexes(text):
        if inside_word(text, start, stop) or _PREFIXED.search(text, max(0, start - 2), start):
            continue
        if _cuts_word(words, start):
            continue  # 开|源大模型
        name, kind, weak = names[index]
        size = _SIZE.match(text, stop)
        end = size.end() if size else stop
        if size and "-" not in name:
            name, weak = text[start:end], False  # a size that the list does not have
        chip = _CHIP.fullmatch(text, start, end) and _CHIP_NEAR.search(text[max(0, start - 12) : end + 14])
        told = chip or _heads().match(text, end)
        if weak and not told and text[start:end].casefold() not in borne and _CODED.search(text, start + 1, end):
            told = _BEFORE.search(text[max(0, start - 8) : start]) or _AFTER.match(text, end)
        if (weak or text[start:end].casefold() in borne) and not told:
            if weak:
                unsure.append(Mention(start, end, "Model", text[start:end], name, kind, by="model-list"))
            continue
        version = _VERSION.match(text, end)
        if version and not re.search(r"\d$", text[start:end]):
            whole = text[start : version.end()]  # a version that the list does not have
            out.append(Mention(start, version.end(), "Model", whole, whole.strip(), kind, by="version"))
            continue
        spelt = text[start:end]
        if _numbers(spelt) - _numbers(name):
            name = spelt  # a version that the list has under a shorter name is a model of its own
        out.append(Mention(start, end, "Model", spelt, name, kind, by="model-list"))
    return out + _listed(text, unsure, out)


def _listed(text: str, unsure: list[Mention], sure: list[Mention]) -> list[Mention]:
    """Of the weak forms, those that stand in a list with a sure one: o3和o1-mini."""
    added: list[Mention] = []
    after = {m: joint.end() for m in (*unsure, *sure) if (joint := _AND.match(text, m.end))}
    while True:
        known = (*sure, *added)
        starts, next_starts = {m.start for m in known}, {after[m] for m in known if m in after}
        more = [m for m in unsure if m not in added and (m.start in next_starts or after.get(m) in starts)]
        if not more:
            return added
        added += more


#: A size or use of a listed name, in small letters: o3-mini.
_SIZE = compiled(r"-(?i:<model-family>)(?![A-Za-z0-9])")
#: A short name that is no plain word (DiT, GLM) is sure beside a verb that takes a model.
_CODED = re.compile("[A-Z0-9]")
_BEFORE = compiled("<weak-before>[了的]?“? ?$")
#: A bracket that says what the name before it means.
GLOSS = r"(?:\s?（[^（）\n]{1,40}）)?"
_AFTER = compiled(rf"”?{GLOSS} ?<weak-after>")
#: A chip's name, which a count of chips or hours near it makes sure (2048张H800, H100 GPU小时).
_CHIP = re.compile(r"[A-Z]{1,2}\d{2,4}[A-Z]{0,2}")
_CHIP_NEAR = compiled("<chip-near>")
_AND = compiled(rf"{GLOSS}\s?(?:[、和与及/,，]|以及)\s?")
#: Before a name: it is the end of another (G-TAIDE).
_PREFIXED = re.compile("[A-Za-z0-9]-$")
#: What makes a version of a listed name: 可灵1.0, 混元图像3.0.
_VERSION = compiled(
    r"(?:<model-describe>{1,2})?[- ]?[VvRrTt]?\d{1,2}\.\d(?:\.\d)?(?:[- ](?:<model-family>)(?![A-Za-z]))?"
    r"(?![\d%]|\s?[亿万元%])"
)


#: Before a name: 原某某带头人, 前某某作者, which the words of the dictionary may swallow.
_FORMER = "原前现"


def _cuts_word(words: Words, start: int) -> bool:
    """Whether a name in Chinese characters would begin within a word of the dictionary."""
    first = words.starts[words.at[start]]
    word = words.words[words.at[start]]
    return (
        first < start
        and words.text[first] not in _FORMER
        and "\u4e00" <= words.text[start] <= "\u9fff"
        and len(word) < 4
        and in_dictionary(word)
    )


def _numbers(name: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", name))


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end) cuts a word of Latin letters or digits."""

    def word(index: int) -> bool:
        return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()

    return (word(start) and word(start - 1)) or (word(end - 1) and word(end))
