"""Names by the shape of a line: cards of people as team pages, programmes and CVs print them.

A line that is a name and a role (`张三　首席科学家`), a name before a colon, a dash or a bracket of life data, a table
cell under a heading of names: there the layout says that the first words are a person, whatever the characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.mentions.person_barred import NO_SURNAME, thing
from kg.mentions.terms import role_flags
from kg.mentions.words import in_dictionary
from kg.schema import Block, Mention

_HAN = r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}){1,3}"
_LATIN = r"[A-ZÀ-Þ][A-Za-zÀ-ỹ'’\-]+(?: (?:[A-ZÀ-Þ][A-Za-zÀ-ỹ'’\-]*\.?|de|van|von|bin)){1,3}"
_LINE = re.compile(
    rf"^[\s\-•*·\d.、)）]*(?P<name>{_HAN}|{_LATIN})(?P<alias>（[A-Z][A-Za-z .'\-]+）)?"
    r"(?P<mark>\s+|，|：|——|\t|｜|（|$)(?P<rest>[^\n]*)"
)
_SEX = compiled("<sex>")
_HEADING, _NO_NAME = compiled("^<card-heading>$"), compiled("^(?:<no-name>)$")
_LABEL = compiled(rf"<card-label>[：\t]\s?(?P<name>{_HAN}|{_LATIN})(?=[\s（，；\t\n]|$)")


#: 张三还是…: an adverb after a name of two characters.
_ADVERB_END = compiled("(?<=..)<adverb-end>$")


#: After the dot a verb of a life stands (奥托·林出生于…): more than a name.
_DOTTED_VERB = compiled("·[^·]*?(?:<life-verb>|生于|出生)")


#: 墨潭科技（Motan AI）: the name of a firm whose first character is a surname as well.
_FIRM = compiled("..<company-tail>$", "title_words")


#: An adverb that is a surname as well (曾任职).
_ADVERB_FIRST = compiled("<adverb-surname>")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(r["surname"] for r in load_table("surnames"))


@cache
def _everyday() -> frozenset[str]:
    """Surnames that hardly anybody bears and everybody says (有, 全)."""
    return frozenset(
        r["surname"] for r in load_table("surnames") if r["common_word"] == "1" and float(r["freq"]) < 0.0002
    )


@cache
def _addresses() -> frozenset[str]:
    """Words that follow a surname alone (涂先生)."""
    return frozenset(r["word"] for r in load_table("person_honorifics"))


@cache
def _openers() -> re.Pattern[str]:
    words = [r["word"] for r in load_table("card_words")]
    roles = [r for r in role_flags() if len(r) > 1]
    longest = sorted({*words, *roles}, key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, longest)) + ")")


def find_cards(text: str, blocks: Sequence[Block], orgs: Sequence[Mention]) -> list[Mention]:
    """Mentions of type Person that lines of cards begin with; `orgs` are the organisations found."""
    starts = {m.start for m in orgs}
    out: list[Mention] = []
    for block in blocks:
        line = text[block.start : block.end]
        match = _LINE.match(line)
        if match and _is_card(match, block.start, starts):
            out.append(_mention(text, block.start + match.start("name"), block.start + match.end("name")))
        label = _LABEL.search(line)
        if label and _plausible(label["name"]):
            out.append(_mention(text, block.start + label.start("name"), block.start + label.end("name")))
    return out


def find_openings(text: str) -> list[Mention]:
    """Mentions of type Person that open a sentence: a surname with one or two characters that are no word, and a verb
    that speaks of a life (X是, X来自, X毕业于).
    """
    out = []
    for match in _opening().finditer(text):
        name = match["name"]
        if (
            _plausible(name)
            and not thing(name)
            and name[0] not in _everyday()
            and not (NO_SURNAME.match(name) and name[1] in _surnames())
            and name[1:] not in _addresses()
            and not _label_like(name)
            and not (_ADVERB_FIRST.match(name) and in_dictionary(name[1:]))
            and not in_dictionary(name)
            and not (len(name) == 3 and (in_dictionary(name[:2]) or entry_of(name[:2]) is not None))
            and not (_ADVERB_END.search(name) and text.count(name[:-1]) > text.count(name))
        ):
            out.append(Mention(match.start("name"), match.end("name"), "Person", name, name, by="opening"))
    return out


@cache
def _opening() -> re.Pattern[str]:
    return compiled(
        r"(?:^|(?<=[。！？；\n]))(?P<name>[\u4e00-\u9fff]{2,3}?)"
        r"(?=的?<life-verb>|，<life-after-comma>|<since>?\d)"
    )


def _mention(text: str, start: int, end: int) -> Mention:
    for length in (3, 2):
        if end - start > length + 1 and text[end - length : end] in _addresses():
            end -= length  # 张三教授
            break
    return Mention(start, end, "Person", text[start:end], text[start:end], by="card")


def _plausible(name: str) -> bool:
    """A Latin or dotted name, or Chinese characters that begin with a surname."""
    if _HEADING.match(name) or _NO_NAME.match(name) or _FIRM.match(name):
        return False
    if "·" in name:
        return _DOTTED_VERB.search(name) is None
    if name[0].isascii() or not "\u4e00" <= name[0] <= "\u9fff":
        return " " in name
    return name[0] in _surnames() or name[:2] in _surnames()


def _label_like(name: str) -> bool:
    """Whether the first word of a line is made of words, as labels are: 公司总部, 曾任职."""
    if len(name) == 4:
        return in_dictionary(name[:2]) and in_dictionary(name[2:])
    adverb = name[0] in _common() or _ADVERB_FIRST.match(name) is not None
    return len(name) == 3 and adverb and [tag for _, tag in rjieba.tag(name[1:])] == ["v"]


@cache
def _common() -> frozenset[str]:
    return frozenset(r["surname"] for r in load_table("surnames") if r["common_word"] == "1")


def _is_card(match: re.Match[str], offset: int, org_starts: set[int]) -> bool:
    name, mark, rest = match["name"], match["mark"], match["rest"].strip()
    if not rest or not _plausible(name) or _label_like(name):
        return False
    opener = _openers().match(rest)
    at = offset + match.end("mark") + (len(match["rest"]) - len(match["rest"].lstrip()))
    if mark.isspace() or mark in ("\t", "｜"):
        # name, blank, role: nothing else may follow the role but more of the like
        return opener is not None and (len(rest) <= 30 or mark == "\t")
    if mark in ("，", "：", "——", "（") and (opener is not None or at in org_starts):
        return mark != "，" or at in org_starts or (opener is not None and _SEX.fullmatch(opener.group()) is not None)
    return False
