"""Awards: prizes, competitions, honours, from the lexicon and by their form (…奖, …竞赛, …激励计划).

The edition, year and grade are no part of the name: a year inside it (EMNLP 2023最佳长论文奖) becomes the mention's
attribute `year`, a grade at its end (国家自然科学二等奖) its attribute `grade`.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.schema import Mention

_BODY = re.compile(r"[\u4e00-\u9fffA-Za-z0-9 ·&/+\-–“”‘’'.（）()]+$")
_YEAR = re.compile(r"\s?(?:19|20)\d\d年?度?\s?")
_GRADE_END = re.compile(r"(?P<grade>[特一二三]等奖)$")
_IN_BRACKET = re.compile(r"[^（）]*（(?P<venue>[A-Za-z][A-Za-z0-9 /&\-]*)）")
_WEAK_NEXT = compiled(r"\s?(?:20\d\d年?)?的?(?:国家)?(?:[金银铜][牌奖]|[特一二三]等奖|<rank-word>|第[一二三]名)")
_REACH = 32


def headless(name: str) -> bool:
    """Whether a name only says what kind of award it is (最佳论文奖), so that its giver belongs to it."""
    return name.startswith(_headless())


@cache
def _headless() -> tuple[str, ...]:
    return tuple(r["word"] for r in load_table("award_forms") if r["class"] == "headless")


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], frozenset[str]]:
    rows = load_table("award_forms")
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(row["class"], []).append(row["word"])
    kinds = {r["word"]: r["kind"] for r in rows if r["class"] == "suffix"}
    longest = sorted(kinds, key=lambda w: (-len(w), w))
    suffix = re.compile(f"(?:{'|'.join(longest)})(?![{''.join(words['not-after'])}])")
    stops = sorted(words["stop"], key=lambda w: (-len(w), w))
    return suffix, kinds, re.compile("|".join(stops)), frozenset(words["generic"])


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[tuple[str, str, bool], ...]]:
    forms: dict[str, tuple[str, str, bool]] = {}
    for row in load_table("awards"):
        for form in (row["name"], *row["aliases"].split("|")):
            if len(form) > 1 and form not in row["weak"].split("|"):
                forms.setdefault(form, (row["name"], row["kind"], False))
        for form in row["weak"].split("|"):
            if len(form) > 1:
                forms.setdefault(form, (row["name"], row["kind"], True))
    keys = sorted(forms)
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest), tuple(forms[k] for k in keys)


def find_awards(text: str) -> list[Mention]:
    """The awards named in the clean text, sorted; they do not overlap one another."""
    found: dict[int, Mention] = {}
    automaton, names = _lexicon()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if _cuts_latin(text, start, end):
            continue
        name, kind, weak = names[index]
        if weak and not _WEAK_NEXT.match(text, end):
            continue
        found[end] = Mention(start, end, "Award", text[start:end], name, kind, by="award-list")
    suffix, kinds, _stops, _generic = _forms()
    for match in suffix.finditer(text):
        mention = _by_form(text, match.start(), match.end(), kinds[match.group()])
        if mention is not None and (mention.end not in found or found[mention.end].start > mention.start):
            known = found.get(mention.end)
            if known is not None and not text[mention.start : known.start].strip(" ").isascii():
                mention = known if known.start - mention.start > 8 else mention
            found[mention.end] = mention
    out: list[Mention] = []
    for mention in sorted(found.values(), key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1].end:
            if len(mention.span) > len(out[-1].span):
                out[-1] = mention
            continue
        out.append(mention)
    return out


def _cuts_latin(text: str, start: int, end: int) -> bool:
    def word(index: int) -> bool:
        return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()

    return (word(start) and word(start - 1)) or (word(end - 1) and word(end))


def _by_form(text: str, start: int, end: int, kind: str) -> Mention | None:
    _suffix, _kinds, stops, generic = _forms()
    line = text.rfind("\n", 0, start) + 1
    body = _BODY.search(text[max(line, start - _REACH) : start])
    left = start - len(body.group()) if body else start
    loose = text.rfind("）", left, start)
    if loose >= 0 and "（" not in text[left:loose]:
        left = loose + 1  # a bracket that was opened before belongs to something else
    for stop in stops.finditer(text, left, start):
        left = stop.end()
    while left < start and text[left] in " ”“’‘·&/+-–.）)":
        if text[left] == "“" and "”" in text[left:start]:
            break  # a quoted part of the name (“青澜”挑战赛)
        left += 1
    named = _IN_BRACKET.match(text[left:end])
    if named:
        # 顶级会议（ESEC/FSE）杰出论文奖: the bracket names the venue, the words before it only describe it.
        left += named.start("venue")
    if "（" in text[left:start] and "）" not in text[left:start]:
        left = text.index("（", left, start) + 1
    if "”" in text[left:start] and "“" not in text[left:start]:
        left = text.index("”", left, start) + 1
    if "“" in text[left:start] and "”" not in text[left:start]:
        left = text.rindex("“", left, start) + 1
    whole = text[left:end]
    if named:
        whole = whole.replace("）", "", 1)
    grade = _GRADE_END.search(whole)
    attrs: list[tuple[str, str]] = []
    name = whole
    if grade and len(whole) > len(grade.group()):
        attrs.append(("grade", grade["grade"]))
        name = whole[: grade.start()] + "奖"
    year = _YEAR.search(name)
    if year:
        attrs.append(("year", re.sub(r"\D", "", year.group())))
        name = (name[: year.start()] + name[year.end() :]).strip()
    name = re.sub("[“”]", "", name).strip("‘’ ")
    if name in generic or (grade and name == "奖") or len(name) < 3:
        return None
    if re.fullmatch(r"[一二三四五六七八九十两几多数\d]*等?奖?|[金银铜]奖", name):
        return None
    return Mention(left, end, "Award", whole, name, kind, by="award-form", attrs=tuple(attrs))
