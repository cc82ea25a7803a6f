"""The inner structure of an organisation's name: its parent units, its kind and its normal form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.org_lexicon import Entry, lexicon, meanings
from kg.mentions.org_words import barred
from kg.mentions.patterns import compiled
from kg.mentions.person_alias import marks
from kg.mentions.places import place_names
from kg.mentions.words import Words
from kg.schema import Mention

_COUNTED = compiled("(?:<counted-part>)(?:<counter-unit>)$")
_OF_CITY = re.compile("[市省县]")
#: Where somebody has his seat is no unit of it (某公司雷德蒙德总部).
_SEAT = compiled("<seat>$")
_LONGEST_UNIT = 10
_LONGEST_REMARK = 16
_LONGEST_PLACE = 8
_LONGEST_COUNTRY = 6
_UNIT_TAGS = frozenset(
    {"n", "nz", "vn", "eng", "b", "j", "l", "a", "an", "ng", "nt", "v", "ns", "nr", "m", "g", "i", "f", "t"}
)


@cache
def _suffix_kinds() -> dict[str, tuple[str, bool]]:
    return {row["suffix"]: (row["kind"], row["unit"] == "1") for row in load_table("org_suffixes")}


@cache
def sure_suffixes() -> frozenset[str]:
    """The suffixes that make a name of what stands before them, if that is more than general words."""
    return frozenset(row["suffix"] for row in load_table("org_suffixes") if row.flag("sure"))


@lru_cache(maxsize=1 << 12)
def suffix_of(name: str) -> str:
    """The longest listed suffix that `name` ends in, or an empty string."""
    kinds = _suffix_kinds()
    last = name.rsplit(" ", 1)[-1].rstrip(".")
    if last in kinds:
        return last
    for length in (4, 3, 2, 1):
        if name[-length:] in kinds and len(name) > length:
            return name[-length:]
    return ""


def kind_of(name: str) -> str | None:
    """The kind that the form of `name` tells."""
    suffix = suffix_of(name)
    return _suffix_kinds()[suffix][0] if suffix else None


def may_be_unit(name: str) -> bool:
    """Whether the form of `name` may be that of a part of a larger organisation."""
    suffix = suffix_of(name)
    return bool(suffix) and _suffix_kinds()[suffix][1]


def entry_of(name: str) -> Entry | None:
    """The lexicon's organisation called `name`, where it can be only one."""
    meaning = lexicon().meanings.get(name)
    return meaning[0][0] if meaning else None


def _root(words: Words, start: int, end: int) -> tuple[int, Entry | None]:
    """Where the longest organisation of the lexicon that begins the name ends (`start` when there is none), and it."""
    known, several = lexicon(), meanings(words.text)
    for stop in range(end, start + 1, -1):
        form = words.text[start:stop]
        meaning = known.meanings.get(form)
        if meaning and _begins_place(words.text, start, stop, end):
            continue  # 澳大|利亚海事学院
        if meaning and _other_house(form, meaning[0][0], words.text[stop:end]):
            continue
        if meaning and (stop == end or words.begins(stop)):
            return stop, several.get(form, meaning[0][0])
    return start, None


def _other_house(form: str, entry: Entry, rest: str) -> bool:
    """Whether what a short form begins is another's name: of two joined places (某公司台湾|暨香港研究所), of another
    university (东海|理工大学), of a city's own (东海|市人工智能学会).
    """
    if rest[:1] in marks("joining"):
        return True
    said = not rest.strip() or rest.strip() in _general() or rest in marks("legal") or _SEAT.search(rest)
    if form != entry.name and not said and not suffix_of(rest):
        return True  # 百川|智慧
    short = entry.kind == "university" and form != entry.name and not form.endswith("大学")
    return short and (rest.endswith("大学") or _OF_CITY.match(rest) is not None)


def _begins_place(text: str, start: int, stop: int, end: int) -> bool:
    """Whether a short form at [start, stop) is but the beginning of a place's name."""
    return any(
        text[start:longer] in place_names() for longer in range(stop + 1, min(end, start + _LONGEST_COUNTRY) + 1)
    )


def whole_end(words: Words, end: int, entry: Entry) -> int:
    """Where a short form ends with its full name's suffix that follows it (北大元培 + 学院); `end` when none does."""
    number = words.at[end]
    if number < len(words) and words.begins(end) and words.words[number] in _suffix_kinds():
        suffix = words.words[number]
        if entry.name.endswith(suffix) and not words.text[:end].endswith(suffix):
            return end + len(suffix)
    return end


def unit_end(words: Words, end: int) -> int:
    """Where the unit that follows an organisation ending at `end` ends (`end` itself when none follows): 计算机学院."""
    number = words.at[end]
    text = words.text
    if text[end : end + 1] == " " and words.tags[number + 1 : number + 2] == ["eng"]:
        number += 1
    taken = 0
    close = text.find("）", end, end + _LONGEST_PLACE) if text[end : end + 1] == "（" else -1
    if close > 0 and text[end + 1 : close] in place_names() and words.begins(close + 1):
        number = words.at[close + 1]  # 东海科技（中国）研究院
    while number < len(words) and taken < _LONGEST_UNIT:
        word, tag = words.words[number], words.tags[number]
        if (
            word == "（"
            and taken
            and (close := text.find("）", words.starts[number], words.starts[number] + _LONGEST_REMARK)) > 0
        ):
            if not text[words.starts[number] + 1 : close].isascii():
                break
            number = words.at[close] + 1
            continue
        if _COUNTED.match(word):
            break  # 七大团队
        if (tag not in _UNIT_TAGS and word not in marks("joining")) or barred(word, tag):
            break
        stop = words.starts[number + 1]
        suffix = suffix_of(word) if word not in _suffix_kinds() else word
        if suffix and _suffix_kinds()[suffix][1]:
            unit = text[end:stop].strip()
            if len(unit) > len(suffix) and not all(is_general(w) for w in words.words[words.at[end] : number + 1]):
                return stop
            if taken == 0:
                break
        taken += 1
        number += 1
    return end


@cache
def _general() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("org_generic"))


def is_general(word: str) -> bool:
    """Whether `word` tells nothing that could be part of a unit's own name."""
    return word in _general() or word in _suffix_kinds() or word == " "


def read_structure(words: Words, start: int, end: int, entry: Entry | None = None) -> Mention:
    """The mention at [start, end) with its normal form, kind and parents (nearest first).

    `entry` is the lexicon's organisation where the stretch is known to mean it.
    """
    text = words.text
    name = text[start:end]
    if entry is not None:
        return Mention(start, end, "Org", name, entry.name, entry.kind, "org/lexicon", parents_of(entry))
    position, root = _root(words, start, end)
    if root and not text[position:end].strip():
        return Mention(start, end, "Org", name, root.name, root.kind, "org/lexicon", parents_of(root))
    rest = text[position:end].strip()
    if root and rest in marks("legal"):
        return Mention(start, end, "Org", name, root.name, root.kind, "org/lexicon", parents_of(root))
    if root and _SEAT.search(rest):
        return Mention(start, position, "Org", text[start:position], root.name, root.kind, "org/lexicon")
    rough = kind_of(name) == "team" and all(map(is_general, words.words[words.at[position] : words.at[end - 1] + 1]))
    if root and (rest in _general() or (rough and words.begins(position))):
        if rough or _suffix_kinds().get(rest, ("", True))[1]:
            end, name = position, text[start:position]
        return Mention(start, end, "Org", name, root.name, root.kind, "org/lexicon", parents_of(root))
    canonical = root.name if root else ""
    parents = [canonical, *parents_of(root)] if root else []
    number = words.at[position]
    while number < words.at[end - 1]:
        stop = words.starts[number + 1]
        piece = words.words[number]
        suffix = piece if piece in _suffix_kinds() else suffix_of(piece)
        closes = suffix and (_suffix_kinds()[suffix][1] or suffix in marks("head"))
        if closes and len(text[position:stop].strip()) > len(suffix) and text[stop : stop + 1] not in ("（", "）"):
            canonical = canonical + text[position:stop]
            parents.insert(0, canonical)
            position = stop
        number += 1
    canonical += text[position:end]
    return Mention(start, end, "Org", name, canonical, kind_of(name), "org/form", tuple(parents))


@lru_cache(maxsize=1 << 12)
def parents_of(entry: Entry) -> tuple[str, ...]:
    """The lexicon's organisations whose names begin this one's name (北京大学 of 北京大学计算机学院), nearest first."""
    known = lexicon().by_name
    found = [entry.name[:length] for length in range(len(entry.name) - 2, 1, -1) if entry.name[:length] in known]
    return tuple(name for name in found if _splits(name, entry.name))


def _splits(parent: str, name: str) -> bool:
    """Whether `name` is `parent` followed by a unit (and not merely a longer word that begins alike)."""
    rest = name[len(parent) :]
    if parent.isascii() and parent[-1].isalnum() and rest[0].isascii() and rest[0].isalnum():
        return False
    suffix = suffix_of(name)
    return bool(suffix) and _suffix_kinds()[suffix][1] and len(rest.strip()) > 1
