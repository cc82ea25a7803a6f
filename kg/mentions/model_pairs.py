"""Products in quotation marks beside who makes them: 甲公司“A”、乙公司“B”等. One that the list holds is sure there,
though its name is a word of the language; and what stands in a row of such pairs with a sure one is a product too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.model_lexicon import weak_forms
from kg.mentions.patterns import compiled
from kg.schema import Mention

_MADE_BY = ("company", "lab", "institute", "university", None)
_QUOTED = re.compile(
    r"(?:的|旗下的?|推出的|自研的)?“(?P<name>[A-Z][\w\-. ]{1,20}|[\u4e00-\u9fff]{2,5}(?:[A-Za-z]?\d+(?:\.\d)?)?)”"
)
#: What parts one pair from the next.
_NEXT = compiled(r"(?:大模型|模型|<model-list>)?(?:[、，,和与及/]|以及)+")
#: Behind the mark: it is no product after all.
_OTHER = compiled("<not-model-after>|<model-not-quoted>")
_PLANNED = compiled("<model-not-quoted>$")


def paired(text: str, orgs: Sequence[Mention], sure: Sequence[Mention]) -> list[Mention]:
    """The products of the clean text that stand so; `sure` are the models found otherwise."""
    if "“" not in text:
        return []
    weak, spans = weak_forms(), {m.start for m in sure}
    pairs: list[tuple[Mention, re.Match[str], bool]] = []
    for org in orgs:
        match = _QUOTED.match(text, org.end) if org.kind in _MADE_BY else None
        if match is None or _OTHER.match(text, match.end()) or _PLANNED.search(match["name"]):
            continue
        pairs.append((org, match, match["name"] in weak or match.start("name") in spans))
    pairs.sort(key=lambda p: p[0].start)
    told = [known for _, _, known in pairs]
    for order in (range(1, len(pairs)), range(len(pairs) - 2, -1, -1)):
        for at in order:
            for other in (at - 1, at + 1):
                if 0 <= other < len(pairs) and told[other] and _joined(text, pairs, min(at, other)):
                    told[at] = True
    out = []
    for (_, match, _), known in zip(pairs, told, strict=True):
        name = match["name"]
        if known and match.start("name") not in spans:
            listed, kind = weak.get(name, (name, "product"))
            by = "model-list" if name in weak else "quoted"
            out.append(Mention(match.start("name"), match.end("name"), "Model", name, listed, kind, by=by))
    return out


def _joined(text: str, pairs: Sequence[tuple[Mention, re.Match[str], bool]], at: int) -> bool:
    """Whether pair `at` and the one after it stand in one row."""
    end, start = pairs[at][1].end(), pairs[at + 1][0].start
    return start >= end and _NEXT.fullmatch(text, end, start) is not None
