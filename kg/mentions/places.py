"""Names of places, and the smaller places that are named after them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.words import cut, in_dictionary
from kg.schema import Mention

_SHORT_PLACE = 2
_NATIVE = compiled(r"人(?=[，。；、）]|$)")
_RANK = compiled("<place-rank>")
#: 湖北省 + 松滋县
_RANKED = compiled(r"[\u4e00-\u9fff]{1,3}<place-rank>")
_PLACE_NOT = compiled("<place-not>")
#: 湖南茶陵人, after a copula: a county that the segmenter does not know.
_COUNTY, _COPULA = compiled(r"(?!<place-not>)[\u4e00-\u9fff]{2}(?=人(?:[，。；、）]|$))"), compiled("<native-copula>$")
_NATIVE_CUE = compiled(r"<native-cue>[：:]?\s?$")


@cache
def place_names() -> frozenset[str]:
    """Names of places, short and long."""
    return frozenset(name for row in load_table("places") for name in (row["name"], *row.many("aliases")))


def join_places(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`湖南省新化县` is one place, and so is one with a part that no list knows (山西临猗)."""
    out: list[Mention] = []
    for number, mention in enumerate(mentions):
        last = out[-1] if out else None
        if mention.type != "Place":
            out.append(mention)
            continue
        if last is not None and last.type == "Place" and last.end == mention.start:
            out.pop()
        else:
            last = None
        start = mention.start if last is None else last.start
        limit = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        end = _place_end(text, mention, limit)
        whole = text[start:end]
        if last is None and end == mention.end:
            out.append(mention)
        else:
            out.append(Mention(start, end, "Place", whole, whole, mention.kind, by="place"))
    return out


def _place_end(text: str, place: Mention, limit: int) -> int:
    """Where a place ends with the smaller ones named after it."""
    words, end = cut(text), place.end
    county = _COUNTY.match(text, end)
    if county and county.end() <= limit and place.kind != "country" and _COPULA.search(text, 0, place.start):
        name = county.group()
        if not in_dictionary(name) or rjieba.tag(name)[0] == (name, "ns"):
            return county.end()
    while end < limit:
        number = words.at[end]
        stop = words.starts[number + 1]
        if _RANK.fullmatch(text, end, stop) and not (words.begins(end) and in_dictionary(text[end - 1 : stop])):
            end = stop  # 江苏省如皋 + 县
            continue
        if not words.begins(end):
            break
        word, tag = words.words[number], words.tags[number]
        short = len(word) == _SHORT_PLACE and tag[:1] == "n" and place.kind != "country"
        native = not in_dictionary(word) and _NATIVE.match(text, stop)
        small = short and (native or _NATIVE_CUE.search(text, max(0, place.start - 5), place.start))
        ranked = place.kind == "province" and _RANKED.fullmatch(word) is not None
        if (
            stop > limit
            or len(word) < _SHORT_PLACE
            or not (tag == "ns" or small or ranked)
            or _PLACE_NOT.fullmatch(word)
        ):
            break
        end = stop
    return end
