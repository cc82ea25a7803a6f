"""Research fields: the free phrases that a word such as 研究方向 introduces, item by item."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled, fill
from kg.schema import Mention

_ITEM = compiled(r"[^，。；：、！？\n\t“”《》]+?(?=(?:<field-join>|等|，|。|；|！|？|（|\n|\t|$))")
_BAD = compiled("^[从由在把将的]|[他她我了]|<field-not>")
_MORE = compiled("，<field-lead>?<field-holds>了?")
_JOIN = compiled("<field-join>")
_TAIL = compiled("等?的?(?:多个)?(?:前沿)?(?:相关)?(?:研究)?<field-head>?的?<field-work>?$")
_BUSY = compiled(r"<busy>\s?$")


@cache
def _cue() -> re.Pattern[str]:
    words = next(r["words"] for r in load_table("triggers") if r["class"] == "field-verb")
    longest = sorted(words.split("|"), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:{'|'.join(longest)})"
        + fill(r"<field-of>?<field-how>?(?:，?<field-span>|：|<field-is>|\t)?(?:了|研究)?\s?")
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
            tail = _TAIL.search(words)
            core = words[: tail.start()] if tail else words
            if len(core) < 2:
                core = words
            if _BUSY.search(cue.group()) and len(core) == len(words):
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
