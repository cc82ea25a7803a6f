"""Laboratories named after the authority which set them up: 竹木材料教育部重点实验室, 海洋通信海南省重点实验室.

What stands before the authority is the beginning of the name, and the authority is no holder of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.org_structure import kind_of
from kg.mentions.org_words import barred
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention

#: A ministry or a province, and what makes a laboratory one of its own.
_AUTHORITY = compiled("(?:<ministry>|[\u4e00-\u9fff]{1,4}[省市]|<national>)(?=(?:<key-rank>){1,4}<key-lab>)")
_NATIONAL = compiled("[\u4e00-\u9fff]{2,3}[省市](?!区)|[\u4e00-\u9fff]{2,4}自治区|<own-region>")
#: A verb of holding a post, which the tagger may take for a noun (现任).
_POST = compiled("(?:<glued-verb>)$")
_LONGEST, _MOST_WORDS = 20, 8
_INSIDE = frozenset({"n", "nz", "vn", "eng", "b", "j", "l", "a", "an", "ng", "v", "i", "m", "g", "vd", "c", "p"})
_JOINING = frozenset("与和及")


def with_authorities(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations; a laboratory that an authority's name stands in gets the words before that, and no holder."""
    out: list[Mention] = []
    words = cut(text)
    for org in orgs:
        match = _AUTHORITY.match(org.text) if org.by != "org/lexicon" else None
        if match is None or match.end() >= len(org.text):
            out.append(org)
            continue
        start = _front(words, org.start, out[-1].end if out else 0)
        name = text[start : org.end]
        if start == org.start and match.group() in place_names():
            out.append(org)
            continue
        if out and out[-1].end == start and org.start > start:
            holder = out.pop()  # 某某大学海洋通信海南省重点实验室
            whole = text[holder.start : org.end]
            parents = (holder.name, *holder.parents)
            named = holder.name + name
            out.append(Mention(holder.start, org.end, "Org", whole, named, kind_of(name), "org-unit", parents))
            continue
        out.append(Mention(start, org.end, "Org", name, name, kind_of(name), "org/authority"))
    return out


def own_region(name: str) -> bool:
    """Whether a name begins with the region that a centre is of, so that no other organisation holds it."""
    return _NATIONAL.match(name) is not None


def _front(words: Words, start: int, floor: int) -> int:
    """Where the name begins of which an authority stands at `start`; never before `floor`."""
    if not words.begins(start):
        return start
    index, count, found = words.at[start] - 1, 0, start
    while index >= 0 and count < _MOST_WORDS and start - words.starts[index] <= _LONGEST:
        word, tag = words.words[index], words.tags[index]
        says = _POST.search(word) or (tag == "v" and (barred(word, tag) or not in_dictionary(word)))
        if says or words.starts[index] < floor or tag not in _INSIDE or not word[0].isalnum():
            break
        if word not in _JOINING:
            found = words.starts[index]
        count += 1
        index -= 1
    return found
