"""How often an award was won: 三次获得甲奖, 两度获得甲奖, 连续两届夺得金牌, 斩获3枚甲赛金牌, 连续三年在甲赛摘金."""

from __future__ import annotations

import re
import unicodedata

from kg.mentions.patterns import compiled
from kg.relations.cells import CHAR
from kg.relations.tape import Tape

_NUMBER = "([两二三四五六七八九2-9])"
#: Before the award, in its clause.
_BEFORE = compiled(
    rf"(?<![第\d十]){_NUMBER}(?:度|届(?!全国人大|人大)|次|连冠|夺|获|摘|捧)|<in-a-row>{_NUMBER}(?:年|届|次)"
    rf"|(?<![第\d十]){_NUMBER}[枚块面座]\s?(?:[^，。；]{{0,4}})$",
    "clause_words",
)
#: Behind the award: 甲赛金牌两枚.
_BEHIND = compiled(rf"{CHAR['Grade']}?(?<![第\d十]){_NUMBER}[枚块面座次]", "clause_words")

_OVER_YEARS = compiled("<in-a-row>", "clause_words")
#: What may stand between an award and how often it was won.
_COUNTED = compiled(rf"(?:{CHAR['Grade']}|<of-award>|[“”\s])*", "clause_words")


def count_times(tape: Tape, at: int, low: int, high: int, values: dict[str, list[str]]) -> None:
    """Put into `values` how often the award at tape position `at` was won, as the stretch [low, high), which belongs to
    the match, tells it.
    """
    counted = [(i, m) for i in range(low, high) for m in tape.cells[i].mentions if m.kind == "times"]
    if counted:
        place, times = counted[0]
        apart = "，" in tape.text[place:at]  # 获奖6项，其中包括某奖
        apart = apart or "等" in tape.text[at:place]  # 获甲奖、乙奖等奖励4项
        number = None if apart else small_number(times.text)
    else:
        number = _times_won(tape, low, at, high)
    if not number:
        return
    dates = [m for c in tape.cells[low:high] for m in c.mentions if m.type == "Date"]
    in_a_row = "year" in values and _OVER_YEARS.search(tape.text, low, high)
    if in_a_row and any("/" in m.name for m in dates):
        del values["year"]  # 2002年至2004年连续两届: in no one of these years
    elif in_a_row and len(dates) > 1:
        return  # 2014年、2015年连续两年: each has its own
    values["count"] = [number]


def counted_behind(tape: Tape) -> dict[int, str]:
    """How often each award was won, by tape position, where the number stands directly behind it (二等奖2项)."""
    out: dict[int, str] = {}
    for place in (m.start() for m in re.finditer(CHAR["Amount"], tape.text)):
        told = next((m for m in tape.cells[place].mentions if m.kind == "times"), None)
        at = tape.text.rfind(CHAR["Award"], 0, place)
        number = re.match(r"\d+", told.text) if told is not None else None
        if number and at >= 0 and _COUNTED.fullmatch(tape.text, at + 1, place):
            out[at] = number.group()
    return out


def small_number(text: str) -> str | None:
    """The small number that a text begins with (三次: 3); None where there is none."""
    digits = re.match(r"\d+", text)
    if digits:
        return digits.group()
    value = 2 if text[0] == "两" else unicodedata.numeric(text[0], 0.0)
    return str(int(value)) if 0 < value < 10 else None


def _times_won(tape: Tape, low: int, at: int, high: int) -> str | None:
    """The number of times that the clause of the award at tape position `at` tells, where no amount is a mention."""
    start = max(low, tape.text.rfind("，", 0, at) + 1, tape.text.rfind("、", 0, at) + 1)
    found = _BEFORE.search(tape.text[start:at]) or _BEHIND.match(tape.text, at + 1, high)
    return small_number(next(value for value in found.groups() if value)) if found else None
