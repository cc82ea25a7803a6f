"""前者 and 后者 of models: the reference is to whatever kind of thing was named last before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.schema import Mention

_END = re.compile("[。！？\n]")
_PAIRED = frozenset({"former", "latter"})
_NAMES = frozenset({"Person", "Org", "Model"})


def latter_models(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, sorted as they are, with each 前者 and 后者 that follows a model's name a reference to a model."""
    out: list[Mention] = []
    last: Mention | None = None
    for mention in mentions:
        if mention.type in _NAMES:
            last = mention
        refers = mention.type == "PersonRef" and mention.kind in _PAIRED
        of_model = last is not None and last.type == "Model" and not _END.search(text, last.end, mention.start)
        out.append(mention._replace(type="ModelRef") if refers and of_model else mention)
    return out
