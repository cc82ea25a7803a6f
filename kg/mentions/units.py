"""Sub-units: `北京大学` + `计算机学院` + `软件研究所` is one organisation, held by those that its name begins with.

The pass takes the organisations found, lengthens each by the units that follow it, and reads the names of those that
were found whole: the longest known name, or form of a name, at the front is the parent, the rest are its units.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from kg.mentions.org_lexicon import Entry, Hit, find_hits, lexicon, meanings
from kg.mentions.org_words import barred
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.unit_grammar import unit_grammar, unit_kind
from kg.mentions.unit_holders import firm_front, held_in_text
from kg.mentions.words import cut, in_dictionary
from kg.schema import Mention

_TWO, _LONG = 2, 3
#: Kinds of organisation that have societies of their own.
#: Kinds that have boards called by their work alone.
_BOARDED = frozenset({"association", "lab", "institute", "university", "school", "government"})
_SOCIAL = frozenset({"association", "university"})
_JOINTS = frozenset("和与及暨、兼—")
_HOLDERS = ("university", "company", "institute", "lab", "school", "government", "association", "fund", "media", "team")
_INNER = ("lab", "team", "institute")
_ARM = compiled("<arm-end>$")
#: A name by form that can hold units: X大学, X公司, X研究院 with two to ten characters before the ending.
_FORM = compiled(r"^[\u4e00-\u9fffA-Za-z·]{2,12}?(?:大学(?!院)|<unit-holder>)(?=[\u4e00-\u9fffA-Za-z])")
#: What is joined to a holder's name, or counted, and is no unit of it.
_JOINED = compiled("<unit-joint>|<counted-part>")
_UNIVERSITY = compiled("<university-end>$")
_SCHOOL = compiled("<school-end>$")
_SOCIETY = compiled("<society-end>$")
_BOARD_HOLDER = compiled("(?:<society-end>|委员会)$")
_INNER_HOLDER = compiled("(?:实验室|研究所)$")
_ALONE = compiled("<unit-alone>")
_ONE_CHAR = compiled("<unit-one-char>")
_BRANCH = compiled(r"[\u4e00-\u9fffA-Za-z]{0,6}<branch>")
_COUNTED = compiled("(?:<counted-part>)(?:<counter-unit>)")
#: Two who act together.
_EVERYWHERE = compiled("(?:<everywhere>)$")
#: Products, the last of which sounds like a house.
_OF_MODEL = compiled(r"[A-Za-z][\w.\-]* ?<model-word>?(?:与|和|及|以及) ?[A-Za-z]")
_TOGETHER = compiled("<act-together>(?!<joint-work>|$)")
#: A unit of several subjects: 光电、信息与计算学部.
_LISTED = compiled(
    r"(?P<mod>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,8}){1,3}[与和及暨][\u4e00-\u9fff]{1,10}?)(?P<suffix><subject-unit>)(?![长士])"
)
_PART = re.compile("[、与和及暨]")
#: Kinds that may be joined to their unit by a dash (某研究院-某研究中心).
_DASHED = frozenset({"school", "institute", "university"})
#: What boards and committees are called by that is no more than their work (专家委员会).
_BOARD, _BOARD_END = compiled("(?:<unit-board>)"), compiled("(?:<unit-board-end>)$")
#: Where an office with so long a name is one of a firm (某某平台与智能硬件研发部).
_LONGEST_OFFICE, _LONGEST_SHORT, _LONG_LAB = 14, 8, 6
#: An office called by its work alone is one where its head is named (某事业部算法部总监).
_WORK_OFFICE, _OFFICE_HEAD = compiled("(?:<office-work>)"), compiled("副?(?:<office-head>)")
#: What begins bodies of the whole world as well (全球计算联盟).
_FAR = compiled("(?:<far-vague>)[\u4e00-\u9fff]{2,10}(?:联盟|<society-end>|联合会|理事会)$")
_TOGETHER_NAMED = compiled("联合|<legal-form>|公司|大学")
_CLASS = compiled("<unit-class>")
_OFFICE = compiled("<unit-office>")
#: What has wards or, of schools, courses of that ending (某某医院神经内科).
_HAS_WARDS = compiled("<ward-holder>$")
#: The year of those who entered or left, between a school and its unit (某大学2015级计算机系), is no part of a name.
_YEAR = re.compile(r"^\d{2,4}[级届](?=.{2})")
_OF_PERSON = compiled("<person-title>$")
_GROUP = compiled("<person-group>$")


@lru_cache(maxsize=1 << 12)
def _stopped(mod: str) -> bool:
    """Whether a word that no unit's name holds stands in `mod`; a character counts where it is a word of its own."""
    grammar = unit_grammar()
    mod = grammar.lead.sub("", mod, count=1) if grammar.lead.match(mod) else mod
    if grammar.stop.search(mod) or any(barred(word, tag) for word, tag in rjieba.tag(mod)):
        return True
    return any(c in mod for c in grammar.stop_chars) and any(w in grammar.stop_chars for w in rjieba.cut(mod))


@dataclass(frozen=True, slots=True)
class _Unit:
    end: int
    name: str
    kind: str


def _unit(text: str, at: int, holder: str) -> _Unit | None:
    """The unit whose name begins at `at`, directly after an organisation of kind `holder`."""
    several = _LISTED.match(text, at)
    if several is not None and _one_name(several["mod"]):
        return _Unit(several.end("suffix"), several["mod"] + several["suffix"], unit_kind(several["suffix"]))
    match = unit_grammar().unit.match(text, at)
    if match is None:
        return None
    place, mod, suffix = match["place"], match["mod"].strip(), match["suffix"]
    if place and place[1:-1] not in place_names():
        return None
    kind = unit_kind(suffix)
    alone = place or _ARM.fullmatch(suffix) or _ALONE.fullmatch(suffix)
    branch = place or (mod in place_names() and _BRANCH.fullmatch(suffix))
    ward = suffix == "科" and _HAS_WARDS.search(text, max(0, at - 4), at) is not None
    if _EVERYWHERE.search(mod + suffix):
        return None  # 某某实验室四处挖角
    if suffix.isascii() and _OF_MODEL.match(mod):
        return None  # 甲公司 A1模型与Fine Research
    if _TOGETHER.search(mod) or (suffix == "科" and not ward):
        return None  # 甲公司联合乙云
    if kind == "team" and mod and all(word in unit_grammar().generic for word in rjieba.cut(mod)):
        return None  # 核心研发团队
    board = holder in _BOARDED and _BOARD_END.search(suffix) is not None
    stopped = unit_grammar().stop.search(mod) is not None if board else _stopped(mod) and not ward
    told = suffix == "部" and _WORK_OFFICE.fullmatch(mod) and _OFFICE_HEAD.match(text, match.end("suffix"))
    plain = mod in unit_grammar().generic and not (branch or told or (board and _BOARD.fullmatch(mod)))
    if stopped or plain or not (mod or alone):
        return None
    dashed = holder in _DASHED and not _TOGETHER_NAMED.search(mod) and not find_hits(mod)
    joined = mod[:1] in _JOINTS or (mod[:1] == "-" and not dashed)  # 某大学-某公司联合实验室
    if mod and (joined or mod.isdigit() or _COUNTED.match(mod)):
        return None
    if kind == "school" and holder not in ("university", "school", "institute"):
        return None
    if text[at : at + 1] == " " and any(not h.weak and h.start == 0 and h.end > _LONG for h in find_hits(mod + suffix)):
        return None  # 某某研究院 某某大学实验室: another house
    office = suffix == "部" and holder == "company"
    shortest = 1 if _CLASS.fullmatch(suffix) else 2
    if (kind == "company" and holder != kind) or (_SOCIETY.search(suffix) and holder not in _SOCIAL):
        return None
    if _ONE_CHAR.fullmatch(suffix) and not shortest <= len(mod) <= (_LONGEST_OFFICE if office else _LONGEST_SHORT):
        return None
    if kind == "team" and holder == "university" and _OFFICE.fullmatch(suffix):
        return None
    end = match.end("suffix")
    name = f"{place}{_YEAR.sub('', mod)}{suffix}"
    if mod and mod[0].isascii() and mod[0].isalnum() and text[at : at + 1] == " ":
        name = " " + name
    return _Unit(end, name, kind)


def _one_name(mod: str) -> bool:
    """Whether the subjects that a list joins make one name, and none of them is a unit or a post."""
    parts = _PART.split(mod)
    ends = unit_grammar().ends
    return not any(_stopped(part) or ends.search(part) or _OF_PERSON.search(part) for part in parts[:-1])


def with_units(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of `text` with their units and parents; those inside a longer one are dropped."""
    out: list[Mention] = []
    starts = {m.start for m in orgs}
    several = meanings(text)
    weak = []
    for hit in find_hits(text):
        form = text[hit.start : hit.end]
        if hit.start not in starts and len(form) > 1 and _a_word(text, hit):
            entry = several.get(form, hit.entries[0])
            weak.append(Mention(hit.start, hit.end, "Org", form, entry.name, entry.kind, by="org-short"))
    for mention in sorted([*orgs, *weak], key=lambda m: (m.start, -m.end)):
        of_person = _OF_PERSON.search(text, max(0, mention.start - 4), mention.start) and len(mention.text) <= 6
        if of_person and _GROUP.search(mention.text) and _entry(mention.text) is None:
            continue
        if out and mention.start < out[-1].end:
            continue
        far = _FAR.fullmatch(mention.text) is not None
        if mention.text.startswith(unit_grammar().vague) and not far and _entry(mention.text) is None:
            continue
        grown = _grow(text, _reread(mention, several))
        if mention.by == "org-short" and not grown.parents:
            continue
        out.append(grown)
    return held_in_text(out)


def _a_word(text: str, hit: Hit) -> bool:
    """Whether a short form stands as words of its own: of two characters, as one (及其|中|大|模型 holds no 中大)."""
    words = cut(text)
    one = words.at[hit.start] == words.at[hit.end - 1] and words.begins(hit.end)
    if not words.begins(hit.start):
        return False
    return one or hit.end - hit.start > _TWO or text[hit.start].isascii() or _department(text, hit)


def _department(text: str, hit: Hit) -> bool:
    """Whether a department follows the short form of a university, whatever the segmenter makes of it."""
    if hit.entries[0].kind != "university" or text[hit.start : hit.end + 1] in place_names():
        return False
    unit = _unit(text, hit.end, "university")
    lab = unit is not None and unit.kind == "lab" and len(unit.name) >= _LONG_LAB and cut(text).begins(hit.end)
    return unit is not None and (lab or unit.kind in ("school", "institute")) and unit.name != "学院"


def _reread(mention: Mention, several: Mapping[str, Entry]) -> Mention:
    """An organisation found whole, its parents read from its own name; a verb at its front is cut off."""
    known = several.get(mention.text) or _entry(mention.text)
    cut = unit_grammar().front.match(mention.text) if known is None else None
    if cut and _entry(mention.text[cut.end() :], weak=False) is not None:
        start = mention.start + cut.end()
        mention = Mention(start, mention.end, "Org", mention.text[cut.end() :], mention.name, mention.kind, mention.by)
        known = _entry(mention.text)
    if known is not None:
        return mention._replace(name=known.name, kind=known.kind, parents=_held(known, mention.text))
    front = _front(mention.text, several)
    if front is None:
        holder = _by_place(mention.text)
        return mention._replace(parents=(holder,) if holder else ())
    length, name, kind = front
    known = lexicon().by_name.get(name)
    held = _held(known, mention.text[:length]) if known is not None else ()
    here = Mention(mention.start, mention.start + length, "Org", mention.text[:length], name, kind, mention.by, held)
    grown = _grow(mention.text, here, offset=mention.start)
    rest = mention.text[grown.end - mention.start :]
    if not rest or (grown.end > here.end and (_stopped(rest) or not unit_grammar().ends.search(rest))):
        return grown  # what follows the unit (系官网, 系教授…) is no part of the name
    own = mention.text[length:]
    unit = unit_grammar().ends.search(own) and not _JOINED.match(own) and not _stopped(own)
    held = mention.parents if unit and mention.name.startswith(mention.parents[:1]) else ()
    return Mention(mention.start, mention.end, "Org", mention.text, mention.name, mention.kind, mention.by, held)


def _by_place(text: str) -> str | None:
    """The holder that a unit is named after with the place where it is (某某北京研究院: 某某)."""
    for at in range(2, len(text) - 3):
        for length in (4, 3, 2):
            rest = text[at + length :]
            if text[at : at + length] in place_names() and _BRANCH.fullmatch(rest):
                holder = text[:at]
                known = holder in place_names() or holder in unit_grammar().generic or _stopped(holder)
                return None if known else holder
    return None


def _front(text: str, several: Mapping[str, Entry]) -> tuple[int, str, str] | None:
    """The length, name and kind of the organisation that the name begins with."""
    place = max((n for n in range(2, 6) if text[:n] in place_names()), default=0)
    hits = [
        h
        for h in find_hits(text[:-1])
        if h.start == 0 and text[h.end - 1 : h.end + 1] != "大学" and (not h.weak or _holds(text, h.end))
        if h.end >= place  # 澳大|利亚海事学院
    ]
    if hits:
        entry = several.get(text[: hits[0].end], hits[0].entries[0])
        if text[hits[0].end] in _JOINTS:
            return _shorter(text, hits[0].end)  # 某公司台湾|暨香港研究所
        return hits[0].end, entry.name, entry.kind
    form = _FORM.match(text)
    if form is None:
        return firm_front(text)
    kind = "university" if _UNIVERSITY.search(form.group()) else "school" if _SCHOOL.search(form.group()) else None
    inner = _INNER_HOLDER.search(form.group())
    kind = kind or ("lab" if inner is not None else "association" if _BOARD_HOLDER.search(form.group()) else "company")
    return form.end(), form.group(), kind


def _shorter(text: str, end: int) -> tuple[int, str, str] | None:
    """As `_front`, the longest that ends before `end`."""
    for at in range(end - 1, _TWO, -1):
        entry = _entry(text[:at], weak=False)
        if entry is not None:
            return at, entry.name, entry.kind
    return None


def _holds(text: str, end: int) -> bool:
    """Whether a short form that ends at `end` is the holder of the unit after it (东大计算机系, 吉利卫星板块)."""
    unit = unit_grammar().ends.search(text, end)
    if unit is None:
        return False
    kind = unit_kind(unit.group())
    if kind == "lab" and in_dictionary(text[end - 1 : end + 1]):
        return False  # 中大型实验室
    return text[end - 1] == "大" or kind in ("team", "lab")


def _entry(name: str, *, weak: bool = True) -> Entry | None:
    meaning = lexicon().meanings.get(name)
    return meaning[0][0] if meaning and (weak or not meaning[1]) else None


def _held(entry: Entry, form: str) -> tuple[str, ...]:
    """The parent that a listed organisation's own name begins with (微软亚洲研究院: 微软), if its rest names a unit.

    Of a laboratory or a team it is also the one that the words `form` begin with (Google Brain: 谷歌).
    """
    if entry.kind == "university":
        return ()
    for name in dict.fromkeys((entry.name, form)):
        inner = name == form and entry.kind in _INNER
        if (not inner and not unit_grammar().ends.search(name)) or _ARM.search(name):
            continue
        for length in range(len(name) - 1, 1, -1):
            if (name[length - 1] + name[length]).isascii() and name[length - 1 : length + 1].isalnum():
                continue
            parent = _entry(name[:length].rstrip(), weak=False)
            if parent is not None and parent.name != entry.name and parent.kind in _HOLDERS:
                return (parent.name,)
    return ()


def _grow(text: str, mention: Mention, *, offset: int = 0) -> Mention:
    """Lengthen `mention` by the units that follow it in `text` (whose first character is at `offset`)."""
    name, kind, parents, end = mention.name, mention.kind or "company", list(mention.parents), mention.end
    while kind in _HOLDERS:
        unit = _unit(text, end - offset, kind)
        if unit is None:
            break
        whole = _entry(text[mention.start - offset : unit.end])
        if name.endswith(unit.name.strip()) or (not whole and _ALONE.fullmatch(unit.name) and kind == unit.kind):
            end = unit.end + offset  # the ending says again what the name says (CSAIL实验室)
            continue
        parents.insert(0, name)
        name = whole.name if whole is not None else name + unit.name
        kind = whole.kind if whole is not None else unit.kind
        end = unit.end + offset
    if end == mention.end:
        return mention
    words = text[mention.start - offset : end - offset]
    return Mention(mention.start, end, "Org", words, name, kind, "org-unit", tuple(p for p in parents if p != name))
