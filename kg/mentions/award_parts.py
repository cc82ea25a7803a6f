"""What the words around a prize's name tell about it: the discipline that 与 joins to its own (数学与某某奖), the
part of the prize that a point adds (某某奖·某某之星), what class of venue gives it (某顶级会议XYZ最佳论文奖), a
nomination in its name, and that it is only what another prize is likened to (被视为某某奖的风向标).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.schema import Mention

_JOINED = compiled(
    r"(?<![\u4e00-\u9fff“])(?:<award-field>)(?:与|和)$|(?:<award-field-lead>)(?P<field>(?:<award-field>)(?:与|和))$"
)
#: 某某奖·未来之星; what follows must end there, as two prizes are not joined so.
_PART = re.compile(r"[·•・](?P<part>[\u4e00-\u9fff]{2,8})(?=[，。；、：”等及和与…）\s]|$)")
_VENUE = compiled(
    r"[^（）]*(?:<venue-class>)\s?(?=[A-Z][A-Za-z\-/]*[ ’']?(?:(?:19|20)\d\d)?\s?年?度?的?(?:<paper-award>))"
)
_NOMINATED = re.compile("(?<=[^“”]{2})提名奖?$")
_LIKENED = compiled(r"(?:<award-likened>)[“《]?(?:<award-likened-of>|[\u4e00-\u9fff]{1,5}界的?)?$")
_LIKENED_TO = compiled(r"(?:<award-of-awards>|诺贝尔[\u4e00-\u9fff]{2,8}奖)$")
_CONTEST_END = compiled("(?:<rank-scope>)?(?:<contest-part>|<contest-end>)")
_REACH = 12


def field_before(text: str, line: int, left: int) -> int:
    """Where a prize begins whose first discipline 与 parts from the rest, which begins at `left`; else `left`."""
    begin = max(line, left - _REACH)
    joined = _JOINED.search(text, begin, left)
    if joined is None:
        return left
    return joined.start("field") if joined["field"] else joined.start()


def venue_start(words: str) -> int:
    """How many characters of a prize's `words` only say what class of venue gives it."""
    front = _VENUE.match(words)
    return front.end() if front else 0


def nominated(name: str) -> str | None:
    """The prize of whose nomination `name` tells (某某最佳论文提名奖); None where it tells none."""
    cut = _NOMINATED.sub("", name)
    if cut == name:
        return None
    return cut if cut.endswith("奖") else f"{cut}奖"


def of_house(text: str, contest: Mention, found: Mapping[int, Mention]) -> Mention:
    """A contest whose name begins with the house that speaks of it, as the listed one (某大学XYZ竞赛: XYZ)."""
    for end in range(contest.end - 1, max(contest.start, contest.end - 6), -1):
        listed = found.get(end)
        if listed is None or listed.by != "award-list" or listed.start <= contest.start:
            continue
        if _CONTEST_END.fullmatch(text, end, contest.end) and entry_of(text[contest.start : listed.start]) is not None:
            return listed._replace(end=contest.end, text=text[listed.start : contest.end])
    return contest


def with_part(text: str, award: Mention) -> Mention:
    """The prize with the part of it that stands behind a point, which is its grade."""
    part = _PART.match(text, award.end) if award.text.endswith("奖") else None
    if part is None or dict(award.attrs).get("grade"):
        return award
    return award._replace(
        end=part.end(), text=text[award.start : part.end()], attrs=(*award.attrs, ("grade", part["part"]))
    )


def likened(text: str, award: Mention) -> bool:
    """Whether something is only likened to a prize (有中国某某奖之称, 被誉为某某界的某某奖)."""
    before = _LIKENED.search(text, max(0, award.start - _REACH), award.start)
    return before is not None and _LIKENED_TO.search(award.name) is not None
