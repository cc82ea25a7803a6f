"""Word boundaries and part-of-speech tags of a clean text, with their character offsets.

One pass of rjieba (jieba's dictionary and algorithm) for each text; the last two texts are remembered, because several
recognisers read the same article one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    words: list[str] = []
    tags: list[str] = []
    starts: list[int] = []
    at: list[int] = []
    position = 0
    for number, (word, tag) in enumerate(rjieba.tag(text)):
        words.append(word)
        tags.append(tag)
        starts.append(position)
        position += len(word)
        at.extend([number] * len(word))
    if position != len(text):
        raise ValueError(f"the words do not add up to the text: {position} of {len(text)} characters")
    starts.append(position)
    at.append(len(words))
    return Words(text, words, tags, starts, at)


@lru_cache(maxsize=65536)
def in_dictionary(word: str) -> bool:
    """Whether `word` is one of the dictionary's words (and not one that the segmenter put together)."""
    return bool(rjieba.has_word(word))
