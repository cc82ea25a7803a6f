"""Word boundaries and part-of-speech tags of a clean text, with their character offsets.

One pass of rjieba (jieba's dictionary and algorithm) for each text; the last two texts are remembered, because several
recognisers read the same article one after the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

import rjieba

from kg.mentions.patterns import compiled


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text`: word `i` is [starts[i], starts[i + 1]) with tag `tags[i]`; `starts` ends with len(text).

    `at[c]` is the number of the word that holds character `c`; `at[len(text)]` is the number of words.
    """

    text: str
    words: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]
    at: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, offset: int) -> bool:
        """Whether a word begins at character `offset` (or the text ends there)."""
        return self.starts[self.at[offset]] == offset


class Piece(NamedTuple):
    """The words that the stretch [start, end) of their characters lies in, without the text around them: what a word or
    a name looks like inside, which may be remembered for the next place where it stands.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    start: int
    end: int


def piece(words: Words, start: int, end: int) -> Piece:
    """The words of [start, end) by themselves; the stretch must not be empty."""
    first, after = words.at[start], words.at[end - 1] + 1
    begin = words.starts[first]
    return Piece(tuple(words.words[first:after]), tuple(words.tags[first:after]), start - begin, end - begin)


def by_itself(words: Piece) -> Words:
    """The words of a piece as those of a text of their own."""
    return _words("".join(words.words), words.words, words.tags)


_NAMES = ("nr", "nrt", "nrfg")
_ASPECT = compiled("<aspect>")
_PARTICLE = compiled("<particle>")
_CALLED = compiled("叫(?=.)")
_AFTER_NAME = compiled("<after-name>")
#: Before what the segmenter must begin a word: the end of a date (2016年楼…), a verb's preposition (毕业于清华); and
#: verbs of a life whose first character it takes for the end of another word (林知远|离职 for 林知|远离|职); a name
#: before 于 with a year (张远|于2016年).
_BORDER = compiled(
    r"(?<=[\u4e00-\u9fff])(?=<own-verb>(?!<own-verb-not>)|(?<![来出])自\d)"
    r"|(?<=[\u4e00-\u9fff])(?<!<takes-yu-end>)(?=于(?:19|20)\d\d年)"
    r"|(?:(?<=\d)[年月日](?!<date-tail>)|(?:<takes-yu>)于)(?=[\u4e00-\u9fff])"
)


_MARK = re.compile("[，。\n]")


def _tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their tags; none runs over a border."""
    pairs = rjieba.tag(text)
    ends = {match.end() for match in _BORDER.finditer(text)}
    if not ends:
        return pairs
    starts = [0, *accumulate(len(word) for word, _ in pairs)]
    anew: dict[tuple[int, int], list[int]] = {}
    for at in sorted(ends.difference(starts)):
        # No word runs over a mark: what lies between two marks is cut anew, all else stays.
        mark = _MARK.search(text, at)
        first = max(text.rfind("，", 0, at), text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
        anew.setdefault((first, mark.start() if mark else len(text)), []).append(at)
    out: list[tuple[str, str]] = []
    done = 0
    for (first, last), cuts in anew.items():
        out += pairs[done : bisect_left(starts, first)]
        for start, end in pairwise((first, *cuts, last)):
            out += rjieba.tag(text[start:end])
        done = bisect_left(starts, last)
    return [*out, *pairs[done:]] if out else pairs


#: A word of three characters that is a name and a verb where 了 or 过 follows.
_IF_ASPECT = -1


@lru_cache(maxsize=1 << 12)
def _split_at(word: str, tag: str) -> int:
    """Where a word of two to four characters that no dictionary holds is two words; 0 where it is one."""
    if in_dictionary(word):
        return 0
    name = tag in _NAMES
    if len(word) == 4:
        return 1 if name and _PARTICLE.match(word) else 1 if _CALLED.match(word) else 0
    if _AFTER_NAME.match(word, len(word) - 1) and (name or len(word) == 2):
        return len(word) - 1
    if len(word) == 3 and _CALLED.match(word):
        return 1
    return _IF_ASPECT if len(word) == 3 and name else 0


def _verbs_apart(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words, with the verb apart that the segmenter took for the end of a name (邹昊办 + 了)."""
    odd = [n for n, (word, tag) in enumerate(pairs) if 1 < len(word) < 5 and _split_at(word, tag)]
    out: list[tuple[str, str]] = []
    done = 0
    for number in odd:
        word, tag = pairs[number]
        at = _split_at(word, tag)
        out += pairs[done:number]
        done = number + 1
        if at == _IF_ASPECT:
            after = pairs[number + 1][0] if number + 1 < len(pairs) else ""
            out += [(word[:2], tag), (word[2], "v")] if _ASPECT.fullmatch(after) else [(word, tag)]
        else:
            first = "p" if at == 1 and len(word) == 4 else "v" if at == 1 and _CALLED.match(word) else tag
            out += [(word[:at], first), (word[at:], "v" if at == len(word) - 1 and first == tag else tag)]
    return [*out, *pairs[done:]]


@lru_cache(maxsize=2)
def cut(text: str) -> Words:
    """The words of `text`."""
    pairs = _verbs_apart(_tagged(text))
    return _words(text, [word for word, _ in pairs], [tag for _, tag in pairs])


def _words(text: str, words: Sequence[str], tags: Sequence[str]) -> Words:
    lengths = list(map(len, words))
    starts = [0, *accumulate(lengths)]
    if starts[-1] != len(text):
        raise ValueError(f"the words do not add up to the text: {starts[-1]} of {len(text)} characters")
    at = list(chain.from_iterable(map(repeat, range(len(words)), lengths)))
    at.append(len(words))
    return Words(text, words, tags, starts, at)


@lru_cache(maxsize=1 << 12)
def in_dictionary(word: str) -> bool:
    """Whether `word` is one of the dictionary's words (and not one that the segmenter put together)."""
    return bool(rjieba.has_word(word))
