"""What the chain over the words (`sequence`) says of the candidate persons, joined with their own scores.

The chain learnt from an encyclopaedia, where rulers, heroes and names from other languages abound. Of a surname with a
given name the other witness knows more, also because the segmenter cuts such names: there the chain is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.org_lexicon import find_hits
from kg.mentions.sequence import heard
from kg.mentions.words import Words

Scored = tuple[float, int, int, str]

_SHARE = 0.25
_GAIN = 0.3
_MOST = 4.0
_LEAST = -5.0
#: From which log odds the chain alone makes a candidate.
_ALONE = 1.5
_NO_BEGIN = "vdp"


def witnessed(words: Words, scored: Sequence[Scored]) -> list[Scored]:
    """The candidates (score, start, end, sort) with what the chain says of them in their scores, and those stretches of
    two characters or more that it alone takes for names; none that begins with a verb, an adverb or a preposition. A
    given name after its likely surname gains nothing.
    """
    chain = heard("person", words, find_hits(words.text), _LEAST)
    tails = {(start + 1, end) for score, start, end, sort in scored if sort == "han" and score > 0 and end - start > 2}
    result: list[Scored] = []
    for score, start, end, sort in scored:
        asked = sort == "words" and (start, end) not in tails and words.begins(start) and words.begins(end)
        result.append((score + _weighed(chain.get((start, end), _LEAST)) if asked else score, start, end, sort))
    known = tails | {(start, end) for _, start, end, _ in scored}
    for (start, end), odds in chain.items():
        name = words.text[start:end]
        new = odds >= _ALONE and len(name) > 1 and (start, end) not in known
        if new and " " not in name and not name.isascii() and words.tags[words.at[start]][0] not in _NO_BEGIN:
            result.append((_weighed(odds), start, end, "words"))
    return result


def _weighed(odds: float) -> float:
    return _GAIN + _SHARE * min(odds, _MOST)
