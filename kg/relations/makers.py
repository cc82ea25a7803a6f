"""Who makes the models of a list: a maker that stands before it is said of the first, and of the others unless the list
of models gives them to somebody else (腾讯元宝、豆包: only the first is 腾讯's). And who only offers what another has
made (某云上线DeepSeek-R1).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.model_lexicon import fold
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.schema import Mention

_OFFERS, _MAKES = compiled("<offers>", "clause_words"), compiled("<makes-itself>", "clause_words")


@cache
def _owners() -> dict[str, str]:
    """The folded name of each listed model with the name of who makes it."""
    found: dict[str, str] = {}
    for row in load_table("models"):
        entry = entry_of(row["owner"]) if row["owner"] else None
        found.setdefault(fold(row["name"]), entry.name if entry is not None else row["owner"])
    return found


def of_one_maker(models: Sequence[Mention]) -> tuple[Mention, ...]:
    """The models of a list without those that another than the first one's maker is known to make."""
    owners = [_owners().get(fold(m.name), "") if m.type == "Model" else "" for m in models]
    return tuple(m for m, owner in zip(models, owners, strict=True) if _same(owners[0], owner))


def _same(one: str, other: str) -> bool:
    return not one or not other or one in other or other in one


def offers(maker: Mention, model: Mention, words: str) -> bool:
    """Whether `words` say no more than that a model, which the list gives to somebody else, can be had from `maker`."""
    owner = _owners().get(fold(model.name), "")
    return not _same(owner, maker.name) and _OFFERS.search(words) is not None and _MAKES.search(words) is None
