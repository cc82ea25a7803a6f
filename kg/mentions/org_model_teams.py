"""Teams that bear a model's name: 踏歌大模型团队, Figment 预训练团队. Who works in one works in an organisation."""

from __future__ import annotations

from collections.abc import Sequence

import rjieba

from kg.mentions.org_words import barred
from kg.mentions.patterns import compiled
from kg.schema import Mention

#: What may stand between a model and its team, and the team.
_TEAM = compiled(" ?(?P<work>[\u4e00-\u9fff]{0,8}?)(?P<team><model-team>)(?![长里])")
_PLAIN = frozenset({"n", "vn", "nz", "eng", "b", "j", "l", "v", "a"})


def model_teams(text: str, models: Sequence[Mention], orgs: Sequence[Mention]) -> list[Mention]:
    """The teams of the clean text that are named after one of `models` and are no part of one of `orgs`."""
    out = []
    for model in models:
        match = _TEAM.match(text, model.end)
        if match is None or not _of_work(match["work"]):
            continue
        end = match.end("team")
        if any(o.start < end and model.start <= o.end for o in orgs):
            continue
        name = text[model.start : end]
        out.append(Mention(model.start, end, "Org", name, name, "team", by="org/model-team"))
    return out


def _of_work(words: str) -> bool:
    """Whether words say what a team works on."""
    return all(tag in _PLAIN and not barred(word, tag) for word, tag in rjieba.tag(words)) if words else True
