"""Closed-class terms: degrees, majors, roles, places, venues, references, amounts, grades, editions.

They come from the lexicons (one Aho-Corasick pass over the clean text) and from short number patterns. A term's mention
has its literal type (Degree, Role, …); `name` is its normal form, `kind` a flag that rules ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicons import load_table
from kg.mentions.patterns import any_of, compiled, fill
from kg.mentions.term_majors import unlisted_majors
from kg.schema import Mention

_HAN_NUMBER = "一二两三四五六七八九十百千万亿〇零"
#: A number in characters: no ordinal (第一篇); 上百, 数十 are round ones, of some ten and more.
_ROUND = fill("(?:(?<!<up-not>)上(?=[百千万])|[数几](?=[十百千万]))?")
_HAN = rf"(?<![第{_HAN_NUMBER}]){_ROUND}[{_HAN_NUMBER}]{{1,9}}几?"
_UNIT_KIND = {row["unit"]: row["kind"] for row in load_table("amount_units")}
_UNIT = any_of([unit for unit in _UNIT_KIND if not unit.isascii()])
_AMOUNT = re.compile(
    rf"(?=[\dUHN$¥€£上数几{_HAN_NUMBER}])"  # what it begins with: most places of a text are passed over at once
    rf"(?:(?:(?:US|HK|NT)?[$¥€£]\s?)?(?:(?<!第)(?<!第\d)(?<!第\d\d)\d[\d,]*(?:\.\d+)?|{_HAN})\s?(?:多|余|来)?(?:[千百十万亿兆]+)?(?:多|余)?\s?"
    rf"(?P<unit>{_UNIT}|GPU\s?hours|H\d00小时|个?(?:[AHVB]\d{{2,3}}0?\s?)?(?:卡时|卡小时|GPU小时))"
    r"|(?:US|HK|NT)?[$¥€£]\s?\d[\d,]*(?:\.\d+)?\s?(?:million|billion|万|亿|M|B)?"
    r"|\d[\d,]*(?:\.\d+)?\s(?P<enunit>(?:million\s)?(?:GPU\shours|employees|people|papers|dollars)))"
)
_MILLION = re.compile(r"^million\s")
_GRADE = compiled(
    r"[特一二三四]等奖|[金银铜]\s?[牌奖]|<grade-word>|第[一二三四五六七八九十1-9]名|全[国球]第[一二三]"
    r"|(?:全[国球美省]|全世界)[前首](?:\d{1,3}|[一二三四五六七八九十百]{1,3})名?"
    r"|(?:gold|silver|bronze)\smedal|(?i:(?:first|second|third|1st|2nd|3rd)\s(?:prize|place))"
    r"|(?:(?<=[：:])|(?<=[：:] ))(?:Top ?\d{1,3}(?!\d)|Champion|Winner|Runner-up)(?![A-Za-z])"
)
_RUNS_ON = compiled("(?<=人)<role-runs-on>")
_BODY = compiled("<role-body>会$")
_THIS_FIRM = compiled(r"[这该那]家[\u4e00-\u9fffA-Za-z]{1,6}?<firm-noun>")
#: 这家由四人组成的公司, 这家位于深圳的公司: what stands between tells something of it, so 这家 alone refers.
_TOLD_FIRM = compiled(
    r"[这该那]家(?=(?:由[^，。；]{1,8}?<made-up-of>|(?:总部)?<seated>[^，。；]{2,6}?)的[^，。；]{0,8}?<firm-noun>)"
)
_VENUE_RANK = compiled("(?<![A-Za-z])<venue-rank>(?![A-Za-z])")
_SHORT_DEGREE = compiled("(?<=[（(])<short-degree>(?=[）)])")
_HONORARY = compiled("<honorary>[^，。；：、\\s]{0,6}$")
_EDITION = re.compile(r"(?:首|第[\d一二三四五六七八九十百]+)届|\d+(?:st|nd|rd|th)(?=\s)")


@dataclass(frozen=True, slots=True)
class _Term:
    type: str
    name: str
    kind: str | None


@cache
def role_flags() -> dict[str, frozenset[str]]:
    """For each role word its flags (head, founder, student, member, advisor, intern)."""
    flags = ("head", "founder", "student", "member", "advisor", "intern")
    return {r["form"]: frozenset(f for f in flags if r[f] == "1") for r in load_table("roles")}


@cache
def _modifiers() -> re.Pattern[str]:
    words = sorted((r["word"] for r in load_table("role_modifiers")), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")$")


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[_Term, ...], ...]]:
    terms: dict[str, list[_Term]] = {}

    excluded = {
        kind: re.compile("|".join(r["pattern"] for r in load_table("term_exclusions") if r["type"] == kind))
        for kind in sorted({r["type"] for r in load_table("term_exclusions")})
    }

    def add(form: str, term: _Term) -> None:
        whole = excluded.get("Text")
        if whole is not None and whole.fullmatch(form):
            terms.setdefault(form, [])
            return
        barred = excluded.get(term.type)
        if form and not (barred is not None and barred.fullmatch(form)):
            terms.setdefault(form, []).append(term)

    for row in load_table("refs"):
        add(row["word"], _Term(row["type"], row["word"], row["number"]))
    for row in load_table("degrees"):
        if row["use"] != "short":
            add(row["form"], _Term("Degree", row["degree"], row["use"]))
    for row in load_table("roles"):
        add(row["form"], _Term("Role", row["form"], None))
        if row["form"].isascii() and row["form"].islower():
            add(row["form"].title(), _Term("Role", row["form"], None))  # Research Scientist
    for row in load_table("majors"):
        for form in (row["name"], *row["aliases"].split("|")):
            add(form, _Term("Major", form, None))
    for row in load_table("places"):
        for form in (row["name"], *row["aliases"].split("|")):
            add(form, _Term("Place", row["name"], row["kind"]))
    for row in load_table("conferences"):
        for form in (row["name"], *row["aliases"].split("|")):
            add(form, _Term("Venue", row["name"], None))
    forms = sorted(terms)
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), tuple(tuple(terms[f]) for f in forms)


@cache
def _short_degrees() -> dict[str, str]:
    """The degrees that one character in brackets tells (浙江大学（硕）)."""
    return {row["form"]: row["degree"] for row in load_table("degrees") if row["use"] == "short"}


@cache
def _weak_major() -> re.Pattern[str]:
    """A subject by a word that is one only before a degree (电机博士, CS硕士)."""
    forms = sorted({f for row in load_table("majors") for f in row.many("weak")}, key=lambda f: (-len(f), f))
    return compiled(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, forms))})(?=\s?<studies>)")


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def find_terms(text: str) -> Iterator[Mention]:
    """All terms of the clean text, unsorted; they may overlap other recognisers' mentions and each other."""
    automaton, terms = _automaton()
    for index, start, stop in automaton.find_matches_as_indexes(text):
        end = stop
        if _latin(text[start]) and start and _latin(text[start - 1]):
            continue
        if _latin(text[end - 1]) and end < len(text) and _latin(text[end]):
            continue
        if text[end - 1] == "学" and text[end : end + 1] == "士" and end - start > 2:
            # 电子工程学士: the last character of the major is the first of the degree.
            end -= 1
            yield Mention(end, end + 2, "Degree", text[end : end + 2], "bachelor", "degree", by="degree")
        for term in terms[index]:
            if term.type == "Role" and (_BODY.match(text, start, end + 1) or _RUNS_ON.match(text, end)):
                continue  # 董事会, 委员会: the body, nobody in it; 创立人工智能公司
            if term.name == "doctor" and term.type == "Degree" and _HONORARY.search(text, max(0, start - 8), start):
                continue  # 荣誉博士, 名誉法学博士: an honour, no study (荣誉学士 is a degree)
            if term.type == "Major" and text[end : end + 1] == "者":
                continue  # 设计者, 教育者: who does it
            if term.type == "Role":
                yield _role(text, start, end, term)
            else:
                name = text[start:end] if term.type == "Major" and end < stop else term.name
                yield Mention(start, end, term.type, text[start:end], name, term.kind, by=term.type.lower())
    for match in _TOLD_FIRM.finditer(text):
        yield Mention(match.start(), match.end(), "OrgRef", match.group(), match.group(), "company", by="orgref")
    for match in _THIS_FIRM.finditer(text):
        if _TOLD_FIRM.match(text, match.start()):
            continue
        yield Mention(match.start(), match.end(), "OrgRef", match.group(), match.group(), "company", by="orgref")
    for match in _VENUE_RANK.finditer(text):
        yield Mention(match.start(), match.end(), "Venue", match.group(), match.group(), by="venue")
    for match in _weak_major().finditer(text):
        yield Mention(match.start(), match.end(), "Major", match.group(), match.group(), by="major")
    yield from unlisted_majors(text)
    for match in _SHORT_DEGREE.finditer(text):
        short = match.group()
        yield Mention(match.start(), match.end(), "Degree", short, _short_degrees()[short], "degree", by="degree")
    for match in _AMOUNT.finditer(text):
        unit = match["unit"] or match["enunit"] or ""
        if (
            match.group().startswith("一")
            and match.start("unit") == match.start() + 1
            and _amount_kind(unit) == "people"
        ):
            continue  # 一名研究员: somebody, no number of people
        yield Mention(
            match.start(), match.end(), "Amount", match.group(), match.group(), _amount_kind(unit), by="amount"
        )
    for match in _GRADE.finditer(text):
        yield Mention(match.start(), match.end(), "Grade", match.group(), match.group(), by="grade")
    for match in _EDITION.finditer(text):
        yield Mention(match.start(), match.end(), "Edition", match.group(), match.group(), by="edition")


def gpu_amounts(text: str) -> list[tuple[int, int]]:
    """Where hours of computing are counted, the card's name within (278.8万H800 GPU小时)."""
    found = ((m.start(), m.end(), m["unit"] or "") for m in _AMOUNT.finditer(text))
    return [(start, end) for start, end, unit in found if unit and _amount_kind(unit) == "gpu"]


def _role(text: str, start: int, end: int, term: _Term) -> Mention:
    """A role with the modifiers before it (高级 + 研究科学家)."""
    left = start
    while match := _modifiers().search(text, max(0, left - 5), left):
        if match.start() > 0 and _latin(text[match.start()]) and _latin(text[match.start() - 1]):
            break
        left = match.start()
    whole = text[left:end]
    flags = role_flags().get(whole, role_flags()[term.name])
    if left < start and text[left] == "副":
        flags = flags - {"head"}
    return Mention(left, end, "Role", whole, whole, "|".join(sorted(flags)) or None, by="role")


def _amount_kind(unit: str) -> str:
    """What an amount counts, by its unit (`` for a sign of currency before the number)."""
    if unit.startswith(("H", "GPU")) or unit.endswith(("卡时", "卡小时", "GPU小时")):
        return "gpu"  # hours of a card by its name (H800小时)
    return _UNIT_KIND.get(_MILLION.sub("", unit), "money")
