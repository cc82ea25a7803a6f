"""Units named without the organisation that holds them: 技术部, 化学工程与生物工程学院, after the holder was named
before.

A unit counts where the sentence treats it as one (加入…, …院长) and a holder of a fitting kind is near: in the
sentence, in
the sentences before, or what the text is about. Its name is then the holder's with its own, its parent the holder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicons import load_table
from kg.mentions.bare_unit_ends import Ending, endings, formal, joined, named_with, split_suffix, suffix_at
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
_MOST_WORDS = 9
_LONGEST = 18
_NEAR = 240
#: The short name of an organisation in brackets, before its unit: 某某大学（CMU）计算机学院.
_ALIAS = re.compile("（[\u4e00-\u9fff]{2,6}）|（[A-Za-z][A-Za-z .&-]{1,12}）")
_FOUNDED = compiled("(?:<founded-house>)了?$")
#: A post and the mark of a list between two units.
_BESIDE = re.compile("[^，。；、]{1,8}[、和与及]")
_POST_LIST = compiled("(?:<addressed>|<post-end>)、$")
#: Kinds of units that are one where 的 joins them to their holder (某大学的电子工程系).
_OF_HOUSES = frozenset({"school", "lab", "institute"})
_REACH = 30
_MEASURES = frozenset("个大支家所")
_JOINTS = frozenset({"和", "与", "及", "以及"})
#: Somebody does something at an organisation, up to the end of the clause.
_OF = compiled("<of-holder>")
_THERE = compiled("<does-there>")
_CLAUSE_END = re.compile("[，。；：！？、\n]")
#: 这是一所位于某地的独立研究所: what only says of what kind something is.
_INDEFINITE = compiled(r"一<counter>(?:(?!<called>)[^，。；！？“”（）\n]){0,24}的$|一<counter>$")
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&+\-]+$")
_INSIDE = frozenset(
    {"n", "nz", "vn", "eng", "b", "j", "l", "a", "an", "ng", "nt", "v", "i", "m", "ns", "g", "f", "s", "vd"}
)
_COMMON = frozenset({"n", "vn", "l", "eng", "a", "b", "an", "v", "p", "c", "m", "i", "x"})


@cache
def _re(name: str) -> re.Pattern[str]:
    raw = "|".join(r["words"] for r in load_table("bare_unit_words") if r["class"] == name)
    return re.compile({"after": f"(?:{raw})", "link": f"^(?:{raw})$"}.get(name, f"{any_of(raw.split('|'))}了?$"))


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
    main = _main(out)
    unheld: list[Mention] = []
    held: dict[str, bool] = {}
    for start, end, ending in _stretches(words, used, frozenset(m.end for m in loose)):
        if used.find(1, start, end) >= 0:
            continue
        unit = text[start:end]
        own = own_region(unit)
        holder = None if own else _holder(text, start, ending, out, main)
        if unit not in held:
            held[unit] = ending.kind not in _OFTEN_ALONE or (
                holder is not None and named_with(holder, text, start, out)
            )
        holder = holder if held[unit] else None
        used[start:end] = b"\x01" * (end - start)
        if holder is not None:
            name = joined(holder.name, _A_GLOSS.sub("", unit).strip())
            parents = (holder.name, *holder.parents)
            out.append(Mention(start, end, "Org", unit, name, ending.kind, BY, parents))
        elif (
            own
            or formal(unit)
            or any(m.end == end for m in loose)
            or _re("here").search(text[max(0, start - 3) : start])
        ):
            unheld.append(Mention(start, end, "Org", unit, unit, ending.kind, "org/form"))
    left = [m for m in loose if used.find(1, m.start, m.end) < 0]
    return sorted([*out, *unheld, *left], key=lambda m: m.start)


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
    pieces = zip(words.words[first : last + 1], words.tags[first : last + 1], strict=True)
    return all(tag in _COMMON and (word.isascii() or len(word) > 2 or in_dictionary(word)) for word, tag in pieces)


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
        clearly = end in sure or _re("after").match(words.text, end) is not None
        if used[end - 1] or not (clearly or known[suffix].kind in _OF_HOUSES):
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
            clear = start == 0 or before[-1:] in "\n，。：；（）" or end in sure or held or listed
            if clear or any(_re(name).search(before) for name in ("before", "own", "firm-own")):
                if not _half(words, start, used):
                    yield start, end, known[suffix]
                break


def _half(words: Words, start: int, used: bytearray) -> bool:
    """Whether what stands before `start` is the first half of the unit's name (数据收集和|处理团队)."""
    number = words.at[start] - 1
    if number < 1 or words.words[number] not in _JOINTS or used[words.starts[number] - 1]:
        return False
    left, tag = words.words[number - 1], words.tags[number - 1]
    ends = suffix_at(left) is not None or _POST_LIST.search(f"{left}、") is not None
    return tag[:1] in ("n", "v", "l") and _PLAIN.match(left) is not None and not ends


def _starts(words: Words, number: int, limit: int, used: bytearray) -> Iterator[int]:
    """Where a unit whose ending begins at `limit`, in word `number`, may begin, the longest first."""
    text, found = words.text, []
    if words.starts[number] < limit:
        found.append(words.starts[number])
    index, count = number - 1, 0
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
        if not _PLAIN.match(word) or not inside or barred(word, tag) or word in ("前", "原", "现"):
            break
        if tag == "v" and not in_dictionary(word) and _re("before").fullmatch(word):
            break  # 曾任研究院院长
        if tag == "m" and word[-1] in _MEASURES:
            break  # 三个核心团队
        found.append(start)
        count += 1
        index -= 1
    return iter(sorted(set(found)))


def _main(orgs: Sequence[Mention]) -> Mention | None:
    """The organisation that the text names far more often than others."""
    roots = Counter(m.parents[-1] if m.parents else m.name for m in orgs)
    ranked = roots.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return next((m for m in orgs if m.name == ranked[0][0] and not m.parents), None)


def _holder(text: str, start: int, ending: Ending, orgs: Sequence[Mention], main: Mention | None) -> Mention | None:
    """The organisation that holds a unit that begins at `start`."""
    before = sorted((m for m in orgs if m.end <= start and start - m.end <= _NEAR), key=lambda m: -m.end)
    for mention in before:
        between = text[mention.end : start]
        beside = _re("link").match(between) or _ALIAS.fullmatch(between)
        if beside and (mention.kind or "company") in ending.holders | {"team"}:
            return mention
        if _THERE.match(text, mention.start - 1) and not _CLAUSE_END.search(between):
            there = root_of(mention, ending, orgs)
            if there is not None:
                return there  # 曾在甲公司领导某团队
        if between in ("）", "（") and (mention.kind or "company") in ending.holders:
            return mention  # 某某大学（某大）计算机学院
        if mention.parents and _BESIDE.fullmatch(text, mention.end, start) and root_of(mention, ending, orgs) is None:
            if mention.kind in ending.holders:
                return mention
            return root_of(mention, ending, orgs, whatever=True)  # 甲实验室某部副主任、某所所长: of one house
        break
    if _re("here").search(text[max(0, start - 3) : start]):
        return main if main is not None and main.kind == "university" else None
    if _re("firm-own").search(text[max(0, start - 8) : start]):
        before = [m for m in before if m.kind == "company"]
    own = _re("own").search(text[max(0, start - 4) : start]) is not None
    if own:
        before = [m for m in before if m.kind in ("university", "school")]  # 学校的超算队
        main = main if main is not None and main.kind in ("university", "school") else None
    before = [m for m in before if not _aside(text, m, start)]
    same = [m for m in before if not re.search("[。！？\n]", text[m.end : start])]
    same.sort(key=lambda m: _re("former").search(text[max(0, m.start - 4) : m.start]) is not None)
    for mention in (
        *(() if own else same),
        *([main] if main is not None else []),
        *before,
    ):
        root = root_of(mention, ending, orgs)
        if root is not None:
            return root
    return None


def _aside(text: str, mention: Mention, start: int) -> bool:
    """Whether the organisation stands in a bracket that is closed before `start` (由张三（前甲公司总监）领导)."""
    close, floor = text.find("）", mention.end, start), max(0, mention.start - _NEAR)
    return close >= 0 and text.rfind("（", floor, mention.start) > text.rfind("）", floor, mention.start)


def root_of(mention: Mention, ending: Ending, orgs: Sequence[Mention], *, whatever: bool = False) -> Mention | None:
    """The mention itself, or of its parents the outermost, where it can hold such a unit, or `whatever` its kind."""
    if mention.parents:
        outer = mention.parents[-1]
        known = next((m for m in orgs if m.name == outer and not m.parents), None)
        if known is not None:
            return known if whatever or (known.kind or "company") in ending.holders else None
        entry = lexicon().by_name.get(outer)
        kind = entry.kind if entry is not None else None
        return (
            Mention(mention.start, mention.end, "Org", mention.text, outer, kind, "parent")
            if kind in ending.holders or whatever
            else None
        )
    return mention if (mention.kind or "company") in ending.holders else None
