"""Models as they are written with blanks and strokes: a blank on each side of the hyphen (Quillon - 4o), and versions
of one model that a stroke parts (Quillon-4o/4.1/5), of which each is a model of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.model_lexicon import fold, forms, known
from kg.schema import Mention

#: A name, a hyphen with blanks around it, and a version or the second word of a name that the list holds.
_SPACED = re.compile(
    r"(?<![A-Za-z0-9@.\-])(?P<base>[A-Z][A-Za-z]{1,20})(?: [-–—－] ?| ?[-–—－] )"
    r"(?P<tail>[VvRrKkTt]?\d{1,3}(?:\.\d{1,2})?(?:[BMKo]|b)?(?:-[A-Za-z0-9]+)*|[A-Z][A-Za-z0-9]{0,11})(?![A-Za-z0-9.年月日%])"
)
#: A version that tells by itself, whatever stands before it.
_TELLING = re.compile(r"[VvRrKkTt]\d.*|\d+(?:\.\d+)?(?:[BMKo]|b)(?:-.*)?|\d+\.\d+(?:-.*)?")
#: The family of a name with its version, and the versions that follow.
_FAMILY = re.compile(
    r"(?P<base>.*?[A-Za-z\u4e00-\u9fff])(?P<join>[- ]?)(?P<sign>[VvRr]?)(?P<number>\d+(?:\.\d+)?[a-z]?)$"
)
_NEXT = re.compile(
    r"\s?[/／]\s?(?P<tail>[VvRr]?\d{1,2}(?:\.\d{1,2})?(?:o|[BM](?![A-Za-z]))?)(?![A-Za-z0-9.%年月日]|\s?[年月日])"
)


def spaced(text: str) -> Iterator[Mention]:
    """Names with blanks around the hyphen before their version, under the name without them."""
    for match in _SPACED.finditer(text):
        base, tail = match["base"], match["tail"]
        if base in forms("stop") or base.upper() in forms("stop"):
            continue
        name = f"{base}-{tail}"
        if fold(name) in known() or (_TELLING.fullmatch(tail) and not base.isupper()) or _family_known(base, tail):
            yield Mention(match.start(), match.end(), "Model", match.group(), name, "model", by="version")


def _family_known(base: str, tail: str) -> bool:
    """Whether the list holds a name that the base bears, so that a number behind it is its version."""
    return tail[0].isdigit() and fold(base) in known()


def slashed(text: str, models: Sequence[Mention]) -> list[Mention]:
    """The versions after a stroke behind one of `models`, each named after the first."""
    taken = {m.start for m in models}
    out: list[Mention] = []
    for model in models:
        family = _FAMILY.match(model.name)
        if family is None or not re.search(r"\d", model.text[-3:]):
            continue
        end = model.end
        while (more := _NEXT.match(text, end)) and more.start("tail") not in taken:
            tail = more["tail"]
            sign = "" if tail[0].isalpha() else family["sign"]
            name = f"{family['base']}{family['join']}{sign}{tail}"
            out.append(Mention(more.start("tail"), more.end("tail"), "Model", tail, name, model.kind, by="version"))
            end = more.end()
    return out
