"""Brackets: what stands in one is said of the mention before it, of the name after it, or is a list that says which
are counted before it.
"""

from __future__ import annotations

import re

from kg.mentions.patterns import compiled
from kg.relations.cells import CHAR, NAMED, Cell

_CLOSE = {"（": "）", "(": ")", "[": "]", "【": "】"}
_OPEN = re.compile("[" + re.escape("".join(_CLOSE)) + "]")
_DATED = "".join(CHAR[t] for t in ("Org", "Degree", "Role", "Major", "Award"))
#: A list of names of one type, and what counts them before its bracket.
_LISTED = re.compile(
    "|".join(rf"{CHAR[t]}(?:(?:[、，,/和与及]|以及| )+{CHAR[t]})+" for t in ("Org", "Person", "Award"))
)
#: A bracket that gives examples of what stands before it.
_EXAMPLES = compiled(rf"(?:<for-example>)\s?[^，。；、]{{0,4}}?[{CHAR['Model']}{CHAR['Award']}]", "clause_words")
#: A day of the week, whose date stands in a bracket.
_DAY = compiled("<week-day>[^，。；]{0,3}$", "clause_words")
_COUNTED = compiled(r"(?:[两三四五六七八九十几多数]|\d+)<counted-unit>[^，。；、]{0,6}$", "clause_words")
_EXAMPLE = compiled("<for-example>", "mention_words")
_WON = CHAR["Award"] + CHAR["Grade"]
_LOST = compiled("<lost>", "guard_words")
_TELLING = re.compile(rf"(?:{CHAR['Date']}[、，和与])*[{CHAR['Date']}{CHAR['Degree']}{CHAR['Grade']}][年届级]?")


def brackets(typed: str, cells: list[Cell]) -> tuple[tuple[str, list[Cell]], list[tuple[str, list[Cell], Cell | None]]]:
    """Take the brackets out; each becomes a tape of its own with the mention before it as antecedent."""
    if _OPEN.search(typed) is None:
        return (typed, cells), []
    kept: list[str] = []
    kept_cells: list[Cell] = []
    out: list[tuple[str, list[Cell], Cell | None]] = []
    index = 0
    while index < len(typed):
        close = _CLOSE.get(typed[index])
        stop = _closing(typed, index, close) if close else -1
        if stop < 0:
            kept.append(typed[index])
            kept_cells.append(cells[index])
            index += 1
            continue
        adjacent = bool(kept_cells) and bool(kept_cells[-1].mentions)
        told = kept[-1] if adjacent else "".join(kept[-2:]).rstrip(" ")[-1:]  # Ph.D. (2003): a space may part them
        if told and told in _DATED and _TELLING.fullmatch(typed, index + 1, stop):
            # 清华大学学士（2010）, 浙江大学光学工程专业（硕）: when, or which degree, is said in the line
            kept.extend(typed[index : stop + 1])
            kept_cells.extend(cells[index : stop + 1])
            index = stop + 1
            continue
        if adjacent and kept[-1] in _WON and _LOST.search(typed, index, stop):
            kept.extend(typed[index : stop + 1])  # 某某奖（入围，未获奖）
            kept_cells.extend(cells[index : stop + 1])
            index = stop + 1
            continue
        if not adjacent and typed[stop + 1 : stop + 2] in NAMED and stop - index < 20:
            # （某公司CEO）张三: the bracket stands before the name that it describes, so it stays in the line.
            kept.extend(typed[index + 1 : stop])
            kept_cells.extend(cells[index + 1 : stop])
            index = stop + 1
            continue
        if not adjacent and typed[index + 1 : stop] == CHAR["Date"] and _DAY.search(typed, max(0, index - 8), index):
            kept.append(typed[index + 1])  # 周一晚上（2日）宣布
            kept_cells.append(cells[index + 1])
            index = stop + 1
            continue
        listed = _LISTED.fullmatch(typed, *_inside(typed, index + 1, stop))
        if listed and not adjacent and _COUNTED.search(typed, max(0, index - 12), index):
            # 收到四所高校（甲大学、乙大学）的offer: the list says which they are
            kept.extend(typed[index + 1 : stop])
            kept_cells.extend(cells[index + 1 : stop])
            index = stop + 1
            continue
        if not adjacent and _EXAMPLES.match(typed, index + 1, stop):
            kept.extend(typed[index + 1 : stop])  # 参与多个系统（如甲、乙项目）的开发
            kept_cells.extend(cells[index + 1 : stop])
            index = stop + 1
            continue
        if stop > index + 1:
            near = [] if kept and kept[-1] in "或和与及、，" else kept_cells[-3:]
            before = next((c for c in reversed(near) if c.mentions), None)
            out.append((typed[index + 1 : stop], cells[index + 1 : stop], before))
        index = stop + 1
    return ("".join(kept), kept_cells), out


def _inside(typed: str, start: int, stop: int) -> tuple[int, int]:
    """The list within [start, stop), without 如 before it and 等 behind."""
    front = _EXAMPLE.match(typed, start, stop)
    return (front.end() if front else start), stop - typed.endswith("等", start, stop)


def _closing(typed: str, start: int, close: str) -> int:
    depth, opening = 0, typed[start]
    for index in range(start, min(len(typed), start + 200)):
        if typed[index] == opening:
            depth += 1
        elif typed[index] == close:
            depth -= 1
            if depth == 0:
                return index
    return -1
