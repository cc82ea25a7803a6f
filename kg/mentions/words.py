"""Word boundaries and part-of-speech tags of a clean text, with their character offsets.

One pass of rjieba (jieba's dictionary and algorithm) for each text; the last two texts are remembered, because several
recognisers read the same article one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import rjieba


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


@lru_cache(maxsize=2)
def cut(text: str) -> Words:
    """The words of `text`."""
    pairs = rjieba.tag(text)
    words = [word for word, _ in pairs]
    starts = [0, *accumulate(map(len, words))]
    if starts[-1] != len(text):
        raise ValueError(f"the words do not add up to the text: {starts[-1]} of {len(text)} characters")
    at = [number for number, word in enumerate(words) for _ in word]
    at.append(len(words))
    return Words(text, words, [tag for _, tag in pairs], starts, at)


@lru_cache(maxsize=4096)
def in_dictionary(word: str) -> bool:
    """Whether `word` is one of the dictionary's words (and not one that the segmenter put together)."""
    return bool(rjieba.has_word(word))
