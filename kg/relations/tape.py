"""The tape: a sentence in which every mention is one character, so that relation rules are regular expressions.

Each mention type has a private-use character; mentions of one type in a list (A、B和C) become one character, a group.
Brackets after a mention leave the tape and become tapes of their own, which begin with that mention. Every tape
character keeps the stretch of clean text that it stands for, so a match maps back to the clean text and from there,
through the `TextMap`, to the raw file. (The probe of this idea is in Odin's token patterns over typed mentions.)
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kg.mentions.patterns import compiled
from kg.relations.brackets import brackets
from kg.relations.cells import ANY, CHAR, TYPE, Apposition, Cell
from kg.relations.titles import bonds, chunk, courtesy
from kg.schema import Block, BlockKind, Mention

_END = re.compile(
    r"[。！？!?]+[”’」』）)]*|；|\n|(?<=[a-z\d)][.])\s(?=[A-Z\ue000-\ue013])|(?<=[A-Z]{2}[.])\s(?=[A-Z\ue000-\ue013])|…{2,}(?=[”’])[”’]?"
)
_LIST_JOIN = compiled(r"\s{0,2}(?:<list-join>|\band\b|, and\b|,|&)\s?", "clause_words")
_HEADED = compiled(rf"[^，。；、和与{ANY}]{{1,8}}<headed-join>", "clause_words")
#: 甲及其海外版乙
_ITS = compiled(
    rf"(?:以?及|和|与)(?:其|[{CHAR['PersonRef']}{CHAR['ModelRef']}])的?[^，。；、{ANY}]{{0,8}}", "clause_words"
)
#: 分词工具甲和句法分析器乙
_THING = compiled(rf"(?:、|和|与|以及|及)[^，。；、和与{ANY}]{{0,9}}?<thing-end>", "clause_words")
_MENTION = re.compile(f"[{ANY}]")
#: Types that form a list without anything between (创始人兼CEO; 《甲》《乙》; “甲青年”“乙标兵”).
_SIDE_BY_SIDE = (CHAR["Role"], CHAR["Work"], CHAR["Award"])
_QUOTED = re.compile(rf"[“‘\"]([{ANY}][^“”‘’\"，。；和与及]{{0,2}}|[^“”‘’\"，。；：和与及]{{0,6}}[{ANY}])[”’\"]")


@dataclass(slots=True)
class Tape:
    """One sentence, or the inside of one bracket, ready for the rules.

    `text` is the typed string; `cells[i]` stands behind `text[i]`; `block` is the number of the block, [start, end) the
    clean stretch; `bracket` is true for the inside of one, whose tape begins with the mention before it and a colon;
    `appositions` is what the titles before its names say; `words` is the same tape with all titles as they stand, None
    where there are none.
    """

    text: str
    cells: list[Cell]
    block: int
    kind: BlockKind
    start: int
    end: int
    bracket: bool = False
    words: Tape | None = None
    appositions: tuple[Apposition, ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """The mention types on the tape."""
        return frozenset(TYPE[c] for c in set(self.text) if c in TYPE)

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean stretch of tape characters [start, end)."""
        return self.cells[start].start, self.cells[end - 1].end


#: What a full stop shortens in the names of places and houses.
_SAINTS = ("St.", "Mt.", "Ft.")


def split_sentences(text: str, block: Block, joined: Container[int] = ()) -> Iterator[tuple[int, int]]:
    """The clean stretches of a block's sentences. A full stop within quotation marks ends one, its mark included; what
    runs on without end is cut at a comma after `_LONGEST` characters. The semicolons at `joined` end none.
    """
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match.group().startswith(("!", "?")) and text[match.end() : match.end() + 1].isalnum():
            continue
        if text.endswith(_SAINTS, start, match.start()):
            continue  # St. Anne大学
        if match.start() in joined:
            continue
        if match.group() == "；" and _in_bracket(text, start, match.start(), block.end):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, block.end)


def _in_bracket(text: str, start: int, at: int, end: int) -> bool:
    """Whether a semicolon at `at` stands inside a short bracket (某某协会（全称；别称）), whose sentence goes on."""
    opened = text.rfind("（", max(start, at - _BRACKET), at)
    closed = text.find("）", at, min(end, at + _BRACKET))
    return opened >= 0 and closed >= 0 and not _STOPS.search(text, opened + 1, closed)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = max(text.rfind("，", start, start + _LONGEST) + 1, start + _LONGEST // 2)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def tapes(text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> Iterator[Tape]:
    """All tapes of an article, in reading order, each sentence before its brackets.

    `mentions` are sorted and do not overlap.
    """
    position = 0
    joined = _joined_fields(text, mentions)
    for number, block in enumerate(blocks):
        for start, end in split_sentences(text, block, joined):
            while position < len(mentions) and mentions[position].end <= start:
                position += 1
            inside = []
            index = position
            while index < len(mentions) and mentions[index].start < end:
                if mentions[index].start >= start and mentions[index].end <= end:
                    inside.append(mentions[index])
                index += 1
            if inside:
                yield from _sentence(text, start, end, inside, number, block.kind)


def _joined_fields(text: str, mentions: Sequence[Mention]) -> frozenset[int]:
    """The semicolons between two fields of a list (1）图学习；2）推荐系统)."""
    ends = [(a.end, b.start) for a, b in pairwise(mentions) if a.type in _STUDIED and b.type in _STUDIED]
    return frozenset(start for start, end in ends if _FIELD_JOIN.fullmatch(text, start, end) and text[start] == "；")


_STUDIED = ("Field", "Major")
#: Between two fields of a numbered list.
_FIELD_JOIN = re.compile(r"[；、，]\s?(?:[（(]?\d{1,2}[.、)）]\s?|[二三四五][是为])?")

#: What stands in no bracket that holds a semicolon; how far off the ends of such a bracket are sought.
_STOPS, _BRACKET = re.compile("[。！？\n（）]"), 60
#: No sentence is longer than this many characters: rules over endless lines would take endless time.
_LONGEST = 2000
#: Cells of plain characters are shared up to this position; beyond it each sentence makes its own.
_SHARED = 1 << 17


def _cells(start: int, end: int) -> Sequence[Cell]:
    """The cells of the plain characters [start, end)."""
    if end <= _SHARED:
        return _plain_cells(1 << max(10, end.bit_length()))[start:end]
    return [Cell(at, at + 1) for at in range(start, end)]


@lru_cache(maxsize=8)
def _plain_cells(size: int) -> tuple[Cell, ...]:
    """The cells of plain characters at 0, 1, … up to `size`: made once, since making them for each sentence is slow."""
    return tuple(Cell(at, at + 1) for at in range(size))


def _sentence(text: str, start: int, end: int, mentions: list[Mention], number: int, kind: BlockKind) -> Iterator[Tape]:
    cells: list[Cell] = []
    pieces: list[str] = []
    at = start
    for mention in mentions:
        pieces += text[at : mention.start], CHAR[mention.type]
        cells += _cells(at, mention.start)
        cells.append(Cell(mention.start, mention.end, (mention,)))
        at = mention.end
    pieces.append(text[at:end])
    cells += _cells(at, end)
    main, inner_tapes = brackets("".join(pieces).replace("…", "，"), cells)
    for number_in, (inside, inner, before) in enumerate([(*main, None), *inner_tapes]):
        if before is None:
            typed, behind = _unquote(inside, inner)
        else:
            # The bracket speaks of the mention before it: it stands first, as if a clause of its own began with it.
            first = [before, Cell(before.end, before.end), *inner]
            typed, behind = _unquote(CHAR[before.mentions[0].type] + "：" + inside, first)
        if typed:
            words = _tape(*_group(typed, behind), number, kind, number_in > 0)
            chunked, behind, found = chunk(*courtesy(typed, behind))
            chunked, behind = bonds(chunked, behind)
            if chunked == typed:  # no titles: one tape is both
                yield words
                continue
            tape = _tape(*_group(chunked, behind), number, kind, number_in > 0)
            tape.words, tape.appositions = words, tuple(found)
            yield tape


def _tape(typed: str, cells: list[Cell], block: int, kind: BlockKind, bracket: bool) -> Tape:
    return Tape(typed, cells, block, kind, cells[0].start, cells[-1].end, bracket)


def _unquote(typed: str, cells: list[Cell]) -> tuple[str, list[Cell]]:
    """Drop the quotation marks around a name, so that `成立“X”` reads as `成立X`."""
    drop: set[int] = set()
    for match in _QUOTED.finditer(typed):
        drop.update((match.start(), match.end() - 1))
        if match.start() - 1 in drop and typed[match.start() - 1] == "”":
            drop.remove(match.start() - 1)  # “甲”“乙” is a list
            typed = typed[: match.start() - 1] + "、" + typed[match.start() :]
    if not drop:
        return typed, cells
    keep = [i for i in range(len(typed)) if i not in drop]
    return "".join(typed[i] for i in keep), [cells[i] for i in keep]


@cache
def _commas(char: str) -> re.Pattern[str]:
    """A comma in a list of mentions of one type whose end is marked (甲，乙，丙等多个平台)."""
    return re.compile(rf"[，,]\s?(?={char}(?:\s?(?:[，,、]|和|与|及|以及)\s?{char})*\s?等)")


@cache
def _together() -> re.Pattern[str]:
    """A comma between persons who did something together (甲，乙共同…), or of whom three begin a sentence."""
    one = CHAR["Person"]
    further = rf"{one}(?:\s?[，,、]\s?{one})*"
    third = rf"{one}(?![，,、：])"
    first = rf"(?<=^{one})[，,](?={one}[，,]{third})|(?<=^{one}[，,]{one})[，,](?={third})"
    return compiled(rf"[，,]\s?(?={further}\s?(?:<persons-together>))|{first}", "clause_words")


#: What else joins the mentions of a type in a list.
_JOINS = {
    CHAR["Model"]: (_LIST_JOIN, _HEADED, _ITS, _THING),
    CHAR["Field"]: (_LIST_JOIN, re.compile(r"；\s?(?:[（(]?\d{1,2}[.、)）]\s?|[二三四五][是为])?|，[二三四五][是为]")),
}


def _next_of(typed: str, index: int, char: str) -> int:
    """Where the next mention stands of a list that goes on at `index`; -1 where it ends."""
    if char in _SIDE_BY_SIDE and index < len(typed) and typed[index] == char:
        return index
    joins = (*_JOINS.get(char, (_LIST_JOIN,)), _commas(char))
    if char == CHAR["Person"]:
        joins = (*joins, _together())
    for join in joins:
        bound = join.match(typed, index)
        if bound and typed[bound.end() : bound.end() + 1] == char:
            return bound.end()
    return -1


def _group(typed: str, cells: list[Cell]) -> tuple[str, list[Cell]]:
    """Join the mentions of one type that stand in a list into one group."""
    if len(_MENTION.findall(typed)) < 2:
        return typed, cells
    out: list[str] = []
    out_cells: list[Cell] = []
    done = 0
    for found in _MENTION.finditer(typed):
        index = found.start()
        if index < done:
            continue  # joined to the one before
        char, cell = typed[index], cells[index]
        index += 1
        if typed.find(char, index) < 0:
            continue  # nothing of its type follows
        out.append(typed[done : index - 1])
        out_cells += cells[done : index - 1]
        while True:
            after = _next_of(typed, index, char)
            if after < 0:
                break
            cell = Cell(
                cell.start, cells[after].end, cell.mentions + cells[after].mentions, cell.titles + cells[after].titles
            )
            index = after + 1
        out.append(char)
        out_cells.append(cell)
        done = index
    out.append(typed[done:])
    out_cells += cells[done:]
    return "".join(out), out_cells


_QUOTATION = re.compile(r"“[^”\n]{8,}(?:”|\n|$)")
_FIRST = compiled("<first-person>", "clause_words")
_OPENS_SPEECH = compiled(r"(?:[：，,]|<says>)\s?$|^$", "clause_words")
_SPEECH = compiled("<says>", "clause_words")


def spoken(text: str) -> bytearray:
    """For each clean character 1 where it stands in direct speech: a quotation that holds a whole clause, and that says
    我, follows a mark or a verb of speech, or is followed by one.
    """
    flags = bytearray(len(text))
    for match in _QUOTATION.finditer(text):
        inside = match.group()
        if not (len(inside) > 24 or re.search("[，。！？；]", inside)):
            continue
        around = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 14]
        if _FIRST.search(inside) or _OPENS_SPEECH.search(around[0]) or _SPEECH.search(around[1]):
            flags[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return flags
