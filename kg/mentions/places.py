"""Names of places, and the smaller places that are named after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


#: A state abroad, and what follows a place where somebody was born, its name in Latin letters in a bracket.
_STATE, _BORN = compiled(r"[\u4e00-\u9fff]{3,9}<place-state>$"), compiled(r"(?:（[A-Za-z .'\-]{2,40}）)?<born-there>")


#: 某镇某村人: small places that no list knows, of somebody who comes from there.
_VILLAGE = re.compile(
    r"(?<=[，。；、\n是系])(?P<name>[\u4e00-\u9fff]{1,4}[省市县区镇乡](?!长)[\u4e00-\u9fff]{1,6}?[村镇乡县屯寨])(?=人[，。；、\n])"
)
#: A town abroad, right behind its state, where somebody was born.
_BORN_AT, _TOWN = compiled("(?:<born-at>)[^，。；]{0,8}$"), re.compile(r"[\u4e00-\u9fff·]{2,8}(?=[，。；（(、\n]|$)")
_STATE_END = compiled("<place-state>$")


@cache
def place_names() -> frozenset[str]:
    """Names of places, short and long."""
    return frozenset(name for row in load_table("places") for name in (row["name"], *row.many("aliases")))


def birthplace(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a town behind its state, where somebody was born (于某某州某某出生的张三), and nobody."""
    state = _STATE.search(text, max(0, start - 10), start)
    return (
        state is not None
        and _BORN.match(text, end) is not None
        and any(text[at:start] in place_names() for at in range(state.start(), start - 3))
    )


def join_places(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`湖南省新化县` is one place, and so is one with a part that no list knows (山西临猗)."""
    out: list[Mention] = []
    mentions = sorted([*mentions, *_villages(text, mentions)], key=lambda m: m.start)
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


def _villages(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The small places that somebody is said to come from, where no other mention stands."""
    for match in _VILLAGE.finditer(text):
        start, end = match.span("name")
        if not any(m.start < end and start < m.end for m in mentions):
            yield Mention(start, end, "Place", match["name"], match["name"], "county", by="place")


def _place_end(text: str, place: Mention, limit: int) -> int:
    """Where a place ends with the smaller ones named after it."""
    words, end = cut(text), place.end
    if _STATE_END.search(text, place.start, end) and _BORN_AT.search(text, max(0, place.start - 12), place.start):
        town = _TOWN.match(text, end)
        if town is not None and town.end() <= limit and not _BORN.match(text, end):
            return town.end()
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
