"""Organisations that no list holds and no ending shows, by what the sentence does with them: 踏歌智行CEO张三,
创办了白鹭.

The name is a run of words between a clear beginning (punctuation, 前, 加入) and a clear end (a title, punctuation).
Beside
a strong word it may be made of words of the language; beside a weak one part of it must be none. In a list with an
organisation that is sure, a run of its own is one as well (在甲、乙和丙工作). The idea of trusting the frame more than
the
form is that of bootstrapped pattern learning (Riloff and Jones 1999).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.org_context import is_generic
from kg.mentions.org_latin import latin_framed
from kg.mentions.org_words import barred, never
from kg.mentions.patterns import any_of, compiled
from kg.mentions.person_model import char_table, given_odds, word_class
from kg.mentions.words import Words, in_dictionary

_LONGEST = 10
_LONGEST_LATIN = 24
_MOST_WORDS = 5
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&+'’-]+$")
_MARKS = frozenset("，。；：！？、（）()“”‘’《》\n\t/|｜·—… ")
_STOP_TAGS = frozenset({"p", "r", "y", "e", "o", "u", "uj", "ul", "uz", "uv", "ud", "ug", "c", "d", "t"})


@dataclass(frozen=True, slots=True)
class _Frames:
    before: re.Pattern[str]
    weak_before: re.Pattern[str]
    after: re.Pattern[str]
    weak_after: re.Pattern[str]
    between: re.Pattern[str]
    open: re.Pattern[str]
    close: re.Pattern[str]
    not_begin: re.Pattern[str]
    not_end: re.Pattern[str]


#: The words of a Latin name before its last one (Figment Robotics).
_LATIN_FRONT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z0-9&]* ){1,2}$")
_QUOTED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&+]{2,10}(?=”)")
_LATIN_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789& ")
_PRODUCT = compiled(r"”的?[^，。；：“”]{0,10}?<product-word>")
#: What may describe what is founded, before its name (成立了做灵巧手的某某).
_DESCRIBED = re.compile(r"了?[^，。；：！？“”\n]{2,16}?的(?![^，。；：！？“”\n]*的)")


@cache
def _frames() -> _Frames:
    words: dict[tuple[str, str], list[str]] = {}
    for row in load_table("org_frames"):
        words.setdefault((row["side"], row["strength"]), []).extend(row.many("words"))

    def one(side: str, strength: str = "") -> str:
        return any_of(words[side, strength])

    return _Frames(
        before=re.compile(rf"(?:{one('before', 'strong')})(?:[^，。；“”]{{0,14}}?{one('thing')}(?:——)?)?(?=.)"),
        weak_before=re.compile(one("before", "weak")),
        after=re.compile(one("after", "strong")),
        weak_after=re.compile(one("after", "weak")),
        between=re.compile(f"{one('between')}*"),
        open=re.compile(f"{one('open')}$"),
        close=re.compile(one("close")),
        not_begin=re.compile(one("not-begin")),
        not_end=re.compile(f"{one('not-end')}$"),
    )


def framed(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The stretches [start, end) that the sentence takes for names of organisations, each with what shows it: `opened`
    (创办X), `quoted` (名为“X”), `after` (加入X), `titled` (X创始人), `held` (X创始人张三), `beside` (X员工), `listed`,
    `latin` (在X工作). `taken` are those that are known already.
    """
    frames = _frames()
    latin = sorted(set(latin_framed(words.text)))
    yield from ((*run, "latin") for run in latin)
    for strong in (True, False):
        yield from _before_runs(words, frames.before if strong else frames.weak_before, strong)
        yield from _after_runs(words, frames.after if strong else frames.weak_after, strong)
    yield from ((*run, "listed") for run in _listed(words, [*taken, *latin]))


def _before_runs(words: Words, pattern: re.Pattern[str], strong: bool) -> Iterator[tuple[int, int, str]]:
    """The runs after a word that stands before a name; in quotation marks a weak word is as good as a strong one."""
    text = words.text
    label = "opened" if strong else "after"
    for match in pattern.finditer(text):
        start = match.end()
        if words.begins(start):
            quoted = not strong and text[start : start + 1] == "“"
            for begin, end in to_the_right(words, start, strong or quoted):
                closed = text[begin - 1] == "“" and text[end : end + 1] == "”"
                if closed and _PRODUCT.match(text, end):
                    continue  # 名为“某某”的大模型
                yield begin, end, "quoted" if closed and strong else "opened" if closed else label
        described = _DESCRIBED.match(text, start)
        if described and words.begins(described.end()):
            yield from ((*run, label) for run in to_the_right(words, described.end(), strong))


def _after_runs(words: Words, pattern: re.Pattern[str], strong: bool) -> Iterator[tuple[int, int, str]]:
    """The runs before a word that stands after a name."""
    text = words.text
    for match in pattern.finditer(text):
        if words.begins(match.start()):
            held = strong and any(_person_like(text[match.end() : match.end() + n], ()) for n in (2, 3))
            for start, end in _to_the_left(words, match.start(), strong, held=held):
                quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
                yield start, end, "held" if held else "titled" if strong or quoted else "beside"


def to_the_right(words: Words, at: int, strong: bool) -> Iterator[tuple[int, int]]:
    """The run that begins at `at` (after a quotation mark or 了) and ends at a mark or a word that closes a name."""
    text, frames = words.text, _frames()
    start = at
    while start < len(text) and text[start] in "“了 ":
        start += 1
    quoted = _QUOTED.match(text, start) if text[start - 1] == "“" and strong else None
    if quoted and words.begins(quoted.end()) and nameable(words, start, quoted.end(), strong):
        yield start, quoted.end()
        return
    if start >= len(text) or frames.not_begin.match(text, start):
        return
    number = words.at[start]
    if words.starts[number] != start:
        return
    end, count = start, 0
    while number < len(words) and count < _MOST_WORDS:
        word, tag = words.words[number], words.tags[number]
        if end - start >= (_LONGEST_LATIN if strong and text[start].isascii() else _LONGEST):
            break
        if word[0] in _MARKS or not _PLAIN.match(word) or (count and frames.close.match(text, end)):
            break
        if tag in _STOP_TAGS or (count and barred(word, tag)):
            return
        end = words.starts[number + 1]
        count += 1
        number += 1
    follows = text[end : end + 1]
    if (
        count
        and (follows == "" or follows in _MARKS or frames.close.match(text, end))
        and nameable(words, start, end, strong)
    ):
        yield start, end


def _to_the_left(words: Words, at: int, strong: bool, *, held: bool) -> Iterator[tuple[int, int]]:
    """The run that ends before `at` (的 or 前 between) and begins at a mark or after a word that opens a name; `held`
    where somebody's name follows the title, so that what stands before it is none.
    """
    text, frames = words.text, _frames()
    end = at
    for length in range(min(6, at), 0, -1):
        if frames.between.fullmatch(text, at - length, at):
            end = at - length
            break
    if end <= 0 or not words.begins(end):
        return
    number = words.at[end] - 1
    start, count = end, 0
    while number >= 0 and count < _MOST_WORDS:
        word, tag = words.words[number], words.tags[number]
        if end - words.starts[number] > (_LONGEST_LATIN if strong and word.isascii() else _LONGEST):
            break
        if (
            word[0] in _MARKS
            or (count and text[start].isascii() and not word.isascii())
            or not _PLAIN.match(word)
            or (count and frames.open.search(text, max(0, start - 4), start))
        ):
            break
        if tag in _STOP_TAGS:
            break
        lone = word_class(word) == "-" and not never(word) and (number == 0 or words.words[number - 1][0] in _MARKS)
        if barred(word, tag) and not lone:
            break  # a verb is part of a name only where nothing stands before it (踏歌智行)
        start = words.starts[number]
        count += 1
        number -= 1
    if count == 0:
        return
    if text[start : start + 1].isascii():
        floor = start - text.startswith("\n", start - 1) if start else 0
        while floor and text[floor - 1] in _LATIN_CHARS:
            floor -= 1
        front = _LATIN_FRONT.search(text, floor, start)
        start = start if front is None else front.start()
    before = text[start - 1 : start]
    latin = text[start : start + 1].isascii() and not before.isascii()  # 初创企业Xyz的联合创始人
    if words.tags[words.at[start]] == "nr" and end - start > 3 and frames.open.search(text, start, start + 1):
        start += 1  # 曾|任摩拜: the segmenter took the verb for a surname
        if nameable(words, start, end, strong, held=held):
            yield start, end
        return
    clear = start == 0 or latin or before in _MARKS or frames.open.search(text, max(0, start - 4), start)
    described = strong and before == "的"  # 位于某地的某某创始人
    if not (clear or described) or frames.not_begin.match(text, start):
        return
    if nameable(words, start, end, strong and not described, held=held):
        yield start, end


def _listed(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that fill one place of a list whose other places are organisations."""
    text = words.text
    for start, end in taken:
        for join in ("、", "和", "与", "及"):
            if text.startswith(join, end) and words.begins(end + 1):
                yield from (r for r in to_the_right(words, end + len(join), False) if _bounded(text, r))
            if start and text[start - 1] == join:
                left = start - 1
                run = text[max(0, left - _LONGEST) : left]
                cut = max((run.rfind(m) for m in (*_MARKS, "在", "于")), default=-1)
                begin = left - len(run) + cut + 1
                if begin < left and words.begins(begin) and words.begins(left) and nameable(words, begin, left, False):
                    yield begin, left


def _bounded(text: str, run: tuple[int, int]) -> bool:
    return text[run[1] : run[1] + 1] != "的"


def nameable(words: Words, start: int, end: int, strong: bool, *, held: bool = False) -> bool:
    """Whether the run can be a name: no general words, no person (unless `held`), and beside a weak word no everyday
    words alone.
    """
    name = words.text[start:end]
    longest = _LONGEST_LATIN if name.isascii() else _LONGEST + 6
    if not 2 <= len(name) <= longest or name.isdigit() or is_generic(words, start, end):
        return False
    first, last = words.at[start], words.at[end - 1]
    pieces = words.words[first : last + 1]
    tags = words.tags[first : last + 1]
    quoted = words.text[start - 1 : start] == "“"
    if not quoted and any(
        tag in ("m", "mq", "q") and not piece.isascii() for piece, tag in zip(pieces, tags, strict=True)
    ):
        return False
    if any(piece in ("和", "与", "及", "跟") for piece in pieces):
        return False
    if len(pieces) == 1 and tags[0][:1] == "v" and in_dictionary(name):
        return False  # 翻译创始人的访谈
    if (not held and _person_like(name, tags)) or (not quoted and (ends_wrongly(name) or _person_acts(name))):
        return False
    coined = any(not in_dictionary(p) for p in pieces if not p.isascii()) or sum(len(p) == 1 for p in pieces) > 1
    latin = any(p.isascii() and p[0].isupper() for p in pieces)
    if name.isascii() and not latin:
        return False
    return strong or coined or latin


def _person_acts(name: str) -> bool:
    """Whether the run begins with a person's name and goes on with a verb (施小满接棒)."""
    for length in (2, 3):
        rest = name[length:]
        if rest and _person_like(name[:length], ()) and rjieba.tag(rest)[0][1] == "v" and barred(rest, "v"):
            return True
    return False


def ends_wrongly(name: str) -> bool:
    """Whether the last character of `name` is one that no name ends in (景鲲任)."""
    return _frames().not_end.search(name) is not None


def _person_like(name: str, tags: Sequence[str]) -> bool:
    """Whether the name reads like a person's: a surname with a likely given name."""
    if len(name) > 4 or name.isascii():
        return False
    if any(tag.startswith("nr") for tag in tags) and name[0] in char_table().surname:
        return True
    odds = char_table().surname.get(name[0], -9.0)
    return len(name) in (2, 3) and odds > 0 and odds + given_odds(name[1:]) > 1.0
