"""Which frames of a sentence (`org_frames`) are enough to take a stretch for an organisation's name."""

from __future__ import annotations

from collections.abc import Mapping

from kg.mentions.org_lexicon import Hit
from kg.mentions.org_structure import suffix_of
from kg.mentions.patterns import compiled
from kg.mentions.persons import person_score
from kg.mentions.words import Words

_PERSON_FRAMED = 2.0
_KNOWN_FRONT = 1.5
#: What so many firms of this trade are named by (视觉, 智驾), and how much less a frame must show of such a name.
TRADES = compiled("<trade>$")
_TRADE = 3.5
_LATIN_TITLED = 5.0
#: What the sentence does with a name that no list holds, with the score from which that is believed.
FRAMES: Mapping[str, float] = {
    "opened": -1.5,
    "titled": -1.2,
    "after": 0.3,
    "beside": 0.3,
    "listed": 0.3,
    "both": -3.5,
    "news": -3.5,
    "latin": -9.0,
    "quoted": -4.0,
    "held": -4.0,
}
#: Frames that make a name of a form that is an everyday word as well (创立了地平线).
SURE = frozenset({"opened", "titled", "quoted", "held", "both", "news"})
#: Frames that say little: where they are not enough, the form of the name may be.
ALSO_BY_FORM = frozenset({"after", "beside", "listed"})


def believed(words: Words, frame: str, scored: tuple[float, int, int], by_span: Mapping[tuple[int, int], Hit]) -> bool:
    """Whether what the sentence does with a stretch, `scored` as (score, start, end), is enough for a name.
    `by_span` are the lexicon's forms.
    """
    score, start, end = scored
    text = words.text
    if frame != "held" and person_score(words, start, end) > _PERSON_FRAMED and not suffix_of(text[start:end]):
        return False
    least = FRAMES[frame] - (_KNOWN_FRONT if any((start, e) in by_span for e in range(start + 2, end)) else 0)
    least -= _LATIN_TITLED if frame == "titled" and text[start:end].isascii() else 0
    least -= _TRADE if end - start > 3 and TRADES.search(text, start, end) else 0
    return score > least
