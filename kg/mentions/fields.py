"""Research fields: the free phrases that a word such as 研究方向 introduces, item by item."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicons import load_table
from kg.schema import Mention

_ITEM = re.compile(r"[^，。；：、！？\n\t“”《》]+?(?=(?:、|和|与|以及|及|等|，|。|；|！|？|（|\n|\t|$))")
_BAD = re.compile("^[从由在把将的]|[他她我了]|公司|大学|博士后|之久|多年|自由|的大门")
_MORE = re.compile(r"，(?:主要|其中|具体)?(?:包括|涵盖|涉及|例如)(?:了)?")
_JOIN = re.compile(r"(?:、|以及|和|与|及)")
_TAIL = re.compile(
    r"(?:等)?(?:的)?(?:多个)?(?:前沿)?(?:相关)?(?:研究)?(?:领域|方向|方面|课题|问题|研究|工作|技术)?(?:的)?(?:研究|探索|工作|研发)?$"
)


@cache
def _cue() -> re.Pattern[str]:
    words = next(r["words"] for r in load_table("triggers") if r["class"] == "field-verb")
    longest = sorted(words.split("|"), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:{'|'.join(longest)})(?:领域|方向)?(?:主要|集中|聚焦|很广|广泛)?(?:，?(?:涵盖|包括|涉及)|：|为|是|包括|涵盖|涉及|在于|于|在|\t)?(?:了|研究)?\s?"
    )


def find_fields(text: str) -> list[Mention]:
    """Mentions of type Field; each is one item of the list that follows a cue word."""
    out: list[Mention] = []
    for cue in _cue().finditer(text):
        at = cue.end()
        while True:
            item = _ITEM.match(text, at)
            if item is None:
                break
            words = item.group().rstrip()
            core = words[: _TAIL.search(words).start()] if _TAIL.search(words) else words
            if len(core) < 2:
                core = words
            if cue.group().rstrip().endswith("从事") and len(core) == len(words):
                break  # what one is busy with is a field only where the text calls it research
            if not 2 <= len(core) <= 24 or _BAD.search(core):
                break
            out.append(Mention(at, at + len(core), "Field", core, core, by="field-cue"))
            join = _JOIN.match(text, item.end()) or _MORE.match(text, item.end())
            if join is None or (len(words) != len(core) and "，" not in join.group()):
                break
            at = join.end()
            rest = _ITEM.match(text, at)
            if join.group() in "和与及" and rest is not None and len(rest.group()) <= 2:
                # 图像计算和处理 is one field: two characters after 和 are no field of their own.
                whole = text[out[-1].start : rest.end()]
                out[-1] = Mention(out[-1].start, rest.end(), "Field", whole, whole, by="field-cue")
                join = _JOIN.match(text, rest.end())
                if join is None:
                    break
                at = join.end()
    return out
