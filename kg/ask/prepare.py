"""A question as it is read: width, script and letter case made one, and what cannot be one refused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kg.errors import UsageError
from kg.names import has_han

LONGEST = 400  # characters; what is longer is an article, not a question


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was asked, and the text that is read; `low` is `text` in lower case, of the same length.

    `chinese` is the language of the answer's own words.
    """

    asked: str
    text: str
    low: str
    chinese: bool


def prepare(asked: str) -> Question:
    """The question that `asked` is. Raises UsageError for one that is empty, too long, or holds control characters."""
    asked = asked.encode("utf-8", "replace").decode("utf-8")  # a terminal may hand over half a character
    if not asked.strip():
        raise UsageError("no question; ask one: kg ask 'who worked on GRPO'")
    if len(asked) > LONGEST:
        raise UsageError(f"a question of {len(asked)} characters; ask one of at most {LONGEST}")
    control = next((c for c in asked if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and not c.isspace()), None)
    if control is not None:
        raise UsageError(f"the question holds a character that cannot be read (U+{ord(control):04X}); leave it out")
    text = unicodedata.normalize("NFKC", "".join(c for c in asked if unicodedata.category(c) != "Cf"))
    text = " ".join(text.split())
    if not text:
        raise UsageError("no question; ask one: kg ask 'who worked on GRPO'")
    if has_han(text):
        import opencc

        simple: str = opencc.OpenCC("t2s").convert(text)
        text = simple
    low = "".join(lower if len(lower := c.lower()) == 1 else c for c in text)
    return Question(asked, text, low, has_han(text))
