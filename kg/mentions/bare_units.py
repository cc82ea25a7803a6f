"""Units named without the organisation that holds them: 技术部, 化学工程与生物工程学院, after the holder was named
before.

A unit counts where the sentence treats it as one (加入…, …院长) and a holder of a fitting kind is near: in the
sentence, in
the sentences before, or what the text is about. Its name is then the holder's with its own, its parent the holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.bare_unit_ends import Ending, endings, formal, joined, named_with, no_ends, split_suffix, suffix_at
from kg.mentions.bare_unit_holders import OWN_HOUSE, beside, elsewhere, main_org, near, unit_word
from kg.mentions.org_authority import own_region
from kg.mentions.org_lexicon import lexicon
from kg.mentions.org_structure import kind_of
from kg.mentions.org_words import barred, unit_leads
from kg.mentions.patterns import any_of, compiled
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention

BY = "org/bare-unit"
"""What found these mentions."""

_A_GLOSS = re.compile(r"（[A-Za-z]{1,12}）")
_GLOSS = re.compile(rf"{_A_GLOSS.pattern}$")
#: Endings of units that one character names (化学系).
_SHORT_NAMED = frozenset({"系", "学系"})
#: Kinds that often have a name of their own: one that is first named without a holder in its sentence has none.
_OFTEN_ALONE = frozenset({"lab", "institute"})
#: Committees of those who meet have no holder; and what several houses have together is no one's.
_CONVENED = compiled("(?:<convened>).*委员会$")
_NO_COMMITTEE = compiled("(?:<no-committee>)+委员会")
_JOINT_HOUSE = compiled("<joint-house>$|(?:<tail-state>)$")
_ACRONYM = re.compile("[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]* ?[\u4e00-\u9fff]{2,3}$")
_LONG_COMMITTEE = 6
#: The society of a unit's students.
_UNION = compiled("(?:<student-union>)(?![议谈面商])")
_MOST_WORDS = 9
_LONGEST = 18
_FOUNDED = compiled("(?:<founded-house>)了?$")
_POST_LIST = compiled("(?:<addressed>|<post-end>)、$")
#: Kinds of units that are one where 的 joins them to their holder (某大学的电子工程系).
_OF_HOUSES = frozenset({"school", "lab", "institute"})
#: Parts of a firm that 的 joins to it (某公司的AI部门).
_HELD_PART = compiled("(?:<held-part>)$")
_REACH, _OWN_REACH = 30, 8
_MEASURES = frozenset("个大支家所")
_JOINTS = frozenset({"和", "与", "及", "以及"})
_OF = compiled("<of-holder>")
#: 这是一所位于某地的独立研究所: what only says of what kind something is.
_INDEFINITE = compiled(r"一<counter>(?:(?!<called>)[^，。；！？“”（）\n]){0,24}的$|一<counter>$")
_LATIN_BEFORE = re.compile("[A-Za-z0-9] $")
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&+\-]+$")
_INSIDE = frozenset(
    {"n", "nz", "vn", "eng", "b", "j", "l", "a", "an", "ng", "nt", "v", "i", "m", "ns", "g", "f", "s", "vd"}
)
_COMMON = frozenset({"n", "vn", "l", "eng", "a", "b", "an", "v", "p", "c", "m", "i", "x"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(w for r in load_table("bare_unit_words") if r["class"] == name for w in r.many("words"))


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(any_of(sorted(_words("whose"))))


def with_bare_units(text: str, orgs: Sequence[Mention], taken: Sequence[Mention]) -> list[Mention]:
    """The organisations `orgs` of the clean text with the units that stand without their holder's name, sorted.

    A unit that was found by its form alone gets its holder. `taken` are names of other things.
    """
    words = cut(text)
    flags = [_is_loose(words, m) for m in orgs]
    loose = [m for m, flag in zip(orgs, flags, strict=True) if flag]
    kept = [m for m, flag in zip(orgs, flags, strict=True) if not flag]
    nobody = [m for m in loose if _INDEFINITE.search(text, max(0, m.start - _REACH), m.start)]
    loose = [m for m in loose if m not in nobody]
    used = bytearray(len(text))
    for mention in (*kept, *nobody, *taken):
        used[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    out = sorted(kept, key=lambda m: m.start)
    main = main_org(out)
    unheld: list[Mention] = []
    held: dict[str, bool] = {}
    for start, end, ending in _stretches(words, used, frozenset(m.end for m in loose)):
        if used.find(1, start, end) >= 0:
            continue
        unit = text[start:end]
        own = own_region(unit) or _CONVENED.search(unit) is not None
        used[start:end] = b"\x01" * (end - start)
        if own and _NO_COMMITTEE.fullmatch(unit):
            continue  # 多届大会组织委员会
        holder = None if own else beside(text, start, ending, out)
        whole = None if own or holder is not None else elsewhere(unit, out)
        if whole is not None:
            out.append(Mention(start, end, "Org", unit, whole.name, ending.kind, BY, whole.parents))
            continue
        if holder is None and not own and not _JOINT_HOUSE.search(unit):
            found = near(text, start, ending, out, main)
            if unit not in held:
                held[unit] = not (ending.kind in _OFTEN_ALONE or _ACRONYM.match(unit)) or (
                    found is not None and named_with(found, text, start, out) and found.kind == "company"
                )
            owned = OWN_HOUSE.search(text, max(0, start - _OWN_REACH), start)
            holder = found if held[unit] or owned is not None else None
        if holder is not None:
            name = joined(holder.name, _A_GLOSS.sub("", unit).strip())
            parents = (holder.name, *holder.parents)
            union = _UNION.match(text, end)  # 计算机系学生会
            if union is not None and used.find(1, end, union.end()) < 0:
                used[end : union.end()] = b"\x01" * (union.end() - end)
                parents, name = (name, *parents), name + union.group()
                out.append(Mention(start, union.end(), "Org", unit + union.group(), name, "association", BY, parents))
                continue
            out.append(Mention(start, end, "Org", unit, name, ending.kind, BY, parents))
        elif (
            own
            or formal(unit)
            or _named(unit, ending, text)
            or any(m.end == end for m in loose)
            or unit_word("here").search(text[max(0, start - 3) : start])
        ):
            unheld.append(Mention(start, end, "Org", unit, unit, ending.kind, "org/form"))
    left = [m for m in loose if used.find(1, m.start, m.end) < 0]
    return sorted([*out, *unheld, *left], key=lambda m: m.start)


def _named(unit: str, ending: Ending, text: str) -> bool:
    """Whether a unit without a holder is one of its own: a laboratory or group that bears an acronym (MAST实验室), a
    committee that the text names again or more closely (遴选委员会).
    """
    if ending.kind == "association":
        return len(unit) > _LONG_COMMITTEE or text.count(unit) > 1
    return _ACRONYM.match(unit) is not None


def _is_loose(words: Words, org: Mention) -> bool:
    """Whether an organisation is a unit by its form and made of everyday words, so that somebody holds it."""
    if org.by == "org/joined" and not org.parents:
        return True
    if org.by not in ("org/form", "org/shape") or org.parents:
        return False
    if org.text.isascii():
        return org.text in _words("latin")  # AI Lab
    if not any(org.text.endswith(suffix) for suffix in endings()):
        return False
    if _FOUNDED.search(words.text, max(0, org.start - 4), org.start) or own_region(org.text):
        return False  # 创立了某某研究院: a house of its own
    first, last = words.at[org.start], words.at[org.end - 1]
    own = any(len(word) > 3 and word.isascii() and word.isupper() for word in words.words[first : last + 1])
    if own and kind_of(org.text) == "institute":
        return False  # an acronym that is a name
    pieces = list(zip(words.words[first : last + 1], words.tags[first : last + 1], strict=True))
    short = {word for word, tag in pieces if tag == "j" and word not in lexicon().meanings}  # 通信
    return all(
        (tag in _COMMON or word in short) and (word.isascii() or len(word) > 2 or in_dictionary(word))
        for word, tag in pieces
    )


def _stretches(words: Words, used: bytearray, sure: frozenset[int]) -> Iterator[tuple[int, int, Ending]]:
    """Every run of words that ends like a unit and that its neighbours treat as one; `sure` are ends that need no
    proof.
    """
    known = endings()
    for last in range(len(words)):
        suffix = suffix_at(words.words[last]) or (split_suffix(words, last) if last else None)
        if suffix is None:
            continue
        end = words.starts[last + 1]
        number = words.at[end - len(suffix)]
        clearly = end in sure or unit_word("after").match(words.text, end) is not None
        of_house = known[suffix].kind in _OF_HOUSES or _HELD_PART.fullmatch(suffix) is not None
        if used[end - 1] or not (clearly or of_house):
            continue
        if (
            suffix in _words("alone")
            and words.words[last] == suffix
            and _POST_LIST.search(words.text[: end - len(suffix)][-8:])
        ):
            yield end - len(suffix), end, Ending(known[suffix].kind, frozenset({"company"}))
            continue  # 某公司副总裁、研究院院长
        for start in _starts(words, number, end - len(suffix), used):
            modifier = words.text[start : end - len(suffix)].strip()
            if (
                _whose().match(modifier)
                or len(modifier) < (1 if suffix in _SHORT_NAMED else 2)
                or modifier in _words("empty")
            ):
                continue
            before = words.text[max(0, start - 8) : start].rstrip("“ ")
            held = start > 1 and used[start - 2] == 1 and _OF.match(words.text, start - 1) is not None
            listed = _POST_LIST.search(before) is not None  # 教授、某某学院副院长
            if not (clearly or held):
                continue
            if modifier[0].isascii() and _LATIN_BEFORE.search(words.text, max(0, start - 2), start):
                continue  # Abc Def委员会: the name began before
            clear = start == 0 or before[-1:] in "\n，。：；（）" or end in sure or held or listed
            clear = clear or OWN_HOUSE.search(words.text, max(0, start - _OWN_REACH), start) is not None
            if clear or any(unit_word(name).search(before) for name in ("before", "own", "firm-own")):
                if not _half(words, start, used):
                    yield start, end, known[suffix]
                break


def _half(words: Words, start: int, used: bytearray) -> bool:
    """Whether what stands before `start` is the first half of the unit's name (数据收集和|处理团队)."""
    number = words.at[start] - 1
    if number < 1 or words.words[number] not in _JOINTS or used[words.starts[number] - 1]:
        return False
    left, tag = words.words[number - 1], words.tags[number - 1]
    ends = suffix_at(left) is not None or left.endswith(no_ends()) or _POST_LIST.search(f"{left}、") is not None
    return tag[:1] in ("n", "v", "l") and _PLAIN.match(left) is not None and not ends


def _starts(words: Words, number: int, limit: int, used: bytearray) -> Iterator[int]:
    """Where a unit whose ending begins at `limit`, in word `number`, may begin, the longest first."""
    text, found = words.text, []
    if words.starts[number] < limit:
        found.append(words.starts[number])
    index, count = number - 1, len(found)  # 计算机科学与|工程学院
    while index >= 0 and count < _MOST_WORDS and limit - words.starts[index] <= _LONGEST:
        word, tag, start = words.words[index], words.tags[index], words.starts[index]
        if used[start] or word == "\n":
            break
        if word.startswith("暨"):
            break
        if word in ("与", "和", "及"):
            left = words.words[index - 1] if index else ""
            if count == 0 or not _PLAIN.match(left) or any(left.endswith(e) for e in endings()):
                break
            index -= 1
            continue
        if (
            word == "）"
            and (opening := _GLOSS.search(text, max(0, start - 13), start + 1))
            and words.begins(opening.start())
        ):
            index = words.at[opening.start()] - 1  # 人工智能（AI）实验室
            continue
        if word == " ":
            if not (text[start - 1 : start].isascii() and text[start + 1 : start + 2].isascii()):
                break
            index -= 1
            continue
        if count and word in unit_leads():
            found.append(start)
            break
        inside = tag in _INSIDE or (tag == "v" and not in_dictionary(word))  # 超算团队
        if tag == "d" and text[start - 1 : start] == "的" and used[start - 2] == 1:
            found.append(start)
            break  # 某公司的|必应视觉研究组
        if not _PLAIN.match(word) or not inside or barred(word, tag) or word in ("前", "原", "现"):
            break
        if tag == "v" and not in_dictionary(word) and unit_word("before").fullmatch(word):
            break  # 曾任研究院院长
        if tag == "m" and word[-1] in _MEASURES:
            break  # 三个核心团队
        found.append(start)
        count += 1
        index -= 1
    return iter(sorted(set(found)))
