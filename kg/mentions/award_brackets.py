"""Awards and the brackets beside or inside their names: a short form spelt out (XYZ（全国某某竞赛）), a name that a
short form splits (某某奥林匹克（XYZ）大赛), and a giver whose short form the listed name begins with
(某某协会（ACM）杰出科学家).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.award_lexicon import cuts_latin, lexicon
from kg.mentions.award_words import forms
from kg.mentions.patterns import compiled
from kg.schema import Mention

_SHORT = re.compile(r"（(?P<short>[A-Z][A-Za-z0-9 &/\-]{1,14})）(?=[\u4e00-\u9fff])")
#: A short form just before the bracket that spells it.
_BEFORE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&/\-]{1,11}$")
_REST = compiled("(?P<rest>[\u4e00-\u9fff]{0,6}?<contest-end>)")
_GIVER = re.compile(r"[\u4e00-\u9fffA-Za-z·]+$")
#: A name whose short form the bracket behind it gives: 某某引领者（Latin Name，简称XYZ奖）.
_SHORTENED = compiled(
    r"(?P<name>[\u4e00-\u9fff“”]{4,24})（(?:[A-Z][A-Za-z .&’'\-]{2,60}[，,；]\s?)?<prize-called>\s?“?"
    r"(?P<short>[^（）“”，。]{2,16}?奖)”?）"
)
_HIGHEST = compiled("<highest>(?:[—：:]|——)?")
_AND = compiled("<list-and>")
_REACH, _SHORTEST = 24, 4


@dataclass(frozen=True, slots=True)
class _Listed:
    end: int
    name: str
    kind: str


def bracketed(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """The awards that the awards `found` and the brackets beside them make together."""
    ends = {m.end: m for m in found}
    for award in found:
        if text[award.start - 1 : award.start] == "（" and text[award.end : award.end + 1] == "）":
            short = _BEFORE.search(text, max(0, award.start - 14), award.start - 1)
            if short and award.start - 1 not in ends:
                start, end = short.start(), award.end + 1
                yield award._replace(start=start, end=end, text=text[start:end])
    starts = {m.start: m for m in found}
    for award in found:
        part = starts.get(award.end) or starts.get(award.end + 1)
        if part is not None and part.end < len(text) + 1 and _is_part(text, award, part):
            end = part.end + (text[part.end : part.end + 1] == "”" and not part.text.endswith("”"))
            grade = part.name.strip("“”")
            yield award._replace(end=end, text=text[award.start : end], attrs=(*award.attrs, ("grade", grade)))
    for award in found:
        other = ends.get(text.find("）", award.end)) if text[award.end : award.end + 1] == "（" else None
        if other is not None and other.start == award.end + 1 and other.by == "award-list" != award.by:
            start, end = _giver(text, award.start, joined=True), other.end + 1  # 某某和某某学会会士（XYZ Fellow）
            yield other._replace(start=start, end=end, text=text[start:end])
    yield from _shortened(text, found)
    for bracket in _SHORT.finditer(text):
        before = ends.get(bracket.start())
        rest = _REST.match(text, bracket.end()) if before is not None and before.kind == "championship" else None
        if before is not None and rest:
            start, end = before.start, rest.end()
            name = before.name if before.by == "award-list" else before.name + rest["rest"]
            yield before._replace(end=end, text=text[start:end], name=name)
            continue
        listed = _listed(text, bracket)
        start = _giver(text, bracket.start()) if listed is not None else -1
        if listed is not None and 0 <= start < bracket.start():
            whole = text[start : listed.end]
            yield Mention(start, listed.end, "Award", whole, listed.name, listed.kind, by="award-list")


def _shortened(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """The prizes whose short form, in a bracket, is all that shows them to be prizes."""
    _suffix, _kinds, stops, _generic, _not_before = forms()
    for match in _SHORTENED.finditer(text):
        start, end = match.span("name")
        for stop in (*stops.finditer(text, start, end), *_HIGHEST.finditer(text, start, end)):
            start = max(start, stop.end())
        within = [m for m in found if match.start("short") <= m.start < match.end()]
        if end - start < _SHORTEST or any(m.end == end for m in found):
            continue
        name = text[start:end].strip("“”")
        listed = next((m for m in within if m.by == "award-list"), None)
        named = (listed.name, listed.kind) if listed is not None else (name, "prize")
        yield Mention(start, match.end(), "Award", text[start : match.end()], *named, by="award-short")


def _is_part(text: str, award: Mention, part: Mention) -> bool:
    """Whether `part`, in quotation marks behind a prize, is one of the prizes within it (某某奖“最具潜力奖”)."""
    marked = text[award.end : award.end + 1] == "“" and text[part.end - 1 : part.end + 1].find("”") >= 0
    return marked and award.kind == "prize" and part.by != "award-list" and part.name.endswith("奖")


def _listed(text: str, bracket: re.Match[str]) -> _Listed | None:
    """The listed award that begins with the short form in a bracket and goes on behind it."""
    short, after = bracket["short"], text[bracket.end() : bracket.end() + _REACH]
    automaton, listed = lexicon()
    joined = short + after
    for index, start, end in automaton.find_matches_as_indexes(joined):
        if start == 0 and end > len(short) and not cuts_latin(joined, start, end):
            name, kind, weak = listed[index]
            return None if weak else _Listed(bracket.end() + end - len(short), name, kind)
    return None


def _giver(text: str, end: int, *, joined: bool = False) -> int:
    """Where the name of the giver that ends at `end` begins, with 和 in it if `joined`; `end` where there is none."""
    run = _GIVER.search(text, max(0, end - _REACH), end)
    if run is None:
        return end
    start = run.start()
    _suffix, _kinds, stops, _generic, _not_before = forms()
    for stop in stops.finditer(text, start, end):
        if not (joined and _AND.fullmatch(stop.group())):
            start = stop.end()
    return start
