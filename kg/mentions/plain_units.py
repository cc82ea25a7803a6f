"""Units that have no name but what they are, in a list of posts: 历任甲公司副总裁、研究院副院长; and departments there.

Such a unit belongs to the house that its own sentence named last. Without one, or where that house is itself called so
(加入某研究院，任研究院院长), the words stay a part of the post.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.bare_unit_ends import endings, joined
from kg.mentions.bare_unit_holders import root_of
from kg.mentions.bare_units import BY
from kg.mentions.patterns import compiled
from kg.schema import Mention

_UNIT = compiled(
    "(?:(?:<takes-post>)了?|(?:<addressed>|<post-end>)(?:、|和|及|兼|与))"
    "(?P<unit><plain-unit>)(?=<of-post>*(?:<unit-head>)(?!<not-a-head>))"
)
#: 计算机|系主任: the segmenter takes the end of the unit for a part of the post.
_DEPARTMENT = compiled(
    r"(?:(?:<takes-post>)了?|(?:<addressed>|<post-end>)(?:、|和|及|兼|与))(?P<unit>[\u4e00-\u9fff]{2,6}?系)(?=副?主任)"
)
#: 方言|组组长, as well.
_GROUP = compiled(
    r"(?:(?:<takes-post>)了?|(?:<addressed>|<post-end>)(?:、|和|及|兼|与))(?P<unit>[\u4e00-\u9fffA-Za-z]{2,8}?组)(?=副?组长)"
)
#: What says that somebody left the house named after it.
_LEFT, _REACH = compiled("(?:<left-house>)[^，。；]{0,4}$"), 8
_SENTENCE_END = compiled("[。！？；\n]")


def with_plain_units(text: str, orgs: Sequence[Mention], taken: Sequence[Mention]) -> list[Mention]:
    """The organisations `orgs` of the clean text with the units in lists of posts that have no name, sorted.

    `taken` are names of other things.
    """
    out = list(orgs)
    for match in (*_UNIT.finditer(text), *_DEPARTMENT.finditer(text), *_GROUP.finditer(text)):
        start, end = match.span("unit")
        suffix = match["unit"] if match.re is _UNIT else match["unit"][-1]
        if any(m.start < end and start < m.end for m in (*orgs, *taken)):
            continue
        holder = _holder(text, start, match["unit"], suffix, orgs)
        if holder is None and match.re is _GROUP:
            out.append(Mention(start, end, "Org", match["unit"], match["unit"], endings()[suffix].kind, "org/form"))
        elif holder is not None:
            parents = (holder.name, *holder.parents)
            name = joined(holder.name, match["unit"])
            out.append(Mention(start, end, "Org", match["unit"], name, endings()[suffix].kind, BY, parents))
    return sorted(out, key=lambda m: m.start) if len(out) > len(orgs) else out


def _holder(text: str, start: int, unit: str, suffix: str, orgs: Sequence[Mention]) -> Mention | None:
    """The house that the sentence named last before `start`, if it can hold such a unit and is not called so itself."""
    before = [m for m in orgs if m.end <= start]
    if not before:
        return None
    last = max(before, key=lambda m: m.end)
    if _LEFT.search(text, max(0, last.start - _REACH), last.start):
        return None  # 从某地的某公司挖来，任某组组长
    if _SENTENCE_END.search(text, last.end, start) or any(unit in name for name in (last.name, *last.parents)):
        return None
    return root_of(last, endings()[suffix], orgs)
