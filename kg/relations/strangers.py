"""Lines about somebody whose name no recogniser knows: what they say is said of nobody who was named before.

In a list of people (张三：…, rows of a table) a line with another name at its beginning is about that one; so is what
follows a head like those of others (某某 某公司总裁), a paragraph that begins with a name as most others do, or like a
biography (某某，男，…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.patterns import compiled
from kg.relations.clauses import unknown_name
from kg.schema import Article, Mention

_FRONT = re.compile(r"[\s*•·\-—\d.、）)（(#]*")
_LABEL = re.compile(r"(?P<who>[\u4e00-\u9fff·]{2,6}|[A-Z][A-Za-z.\-' ]{3,30})\s*(?:（[^（）\n]{1,30}）)?[*]*(?:：|——?)")
_CELL = re.compile(r"(?P<who>[\u4e00-\u9fff·]{2,5}|[A-Z][A-Za-z.\-' ]{3,30})\t")
_HEAD = re.compile(r"(?P<who>[\u4e00-\u9fff·]{2,4})[ \u3000]+(?=\S)")
#: The beginning of a paragraph about one of several (某某，毕业于…; 某某是…).
_OPENS = compiled(
    r"(?P<who>[\u4e00-\u9fff]{2,3}?|[A-Z][a-z]+(?: [A-Z][A-Za-z.]*)*(?: [A-Z][a-z]+))\s*(?:（[^（）\n]{1,30}）)?\s*"
    r"(?:，|[:：]|(?:<who-does>))",
    "clause_words",
)
_NAMES = frozenset({"Person", "Org", "Role", "Award", "Model", "Date", "Place", "Field"})
_PROSE = re.compile("[，。；：|\t]")
_MOST = 30
#: How many paragraphs of a list of people begin with a name at least; how many others may stand beside them.
_SEVERAL, _BESIDE_LIST = 3, 4
_BORN = re.compile(
    r"(?P<who>[\u4e00-\u9fff·]{2,5}|[A-Z][A-Za-z.\-']+ [A-Za-z.\-' ]{2,30})(?:（[^（）\n]{1,30}）)?，"
    r"(?:[男女][，。；]|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生|于))"
)


def _name_like(word: str) -> bool:
    """Whether a word may be a person's name: of Latin letters, or of characters a surname and no word."""
    return word[0].isascii() or unknown_name(word)


def strangers(article: Article, mentions: Sequence[Mention]) -> dict[int, bool]:
    """The numbers of the blocks about somebody whom no mention names, with whether those after them may be as well."""
    persons = {m.start for m in mentions if m.type == "Person"}
    named = [(m.start, m.end) for m in mentions if m.type in _NAMES]
    roles = {m.end for m in mentions if m.type == "Role"}
    out: dict[int, bool] = {}
    labels: dict[int, bool] = {}
    rows: dict[int, bool] = {}
    heads: dict[int, bool] = {}
    opens: dict[int, bool] = {}
    for number, block in enumerate(article.blocks):
        front = _FRONT.match(article.text, block.start, block.end)
        at = front.end() if front else block.start
        whole = block.end in roles and block.end - block.start <= _MOST
        head = whole and not _PROSE.search(article.text, at, block.end)
        for shape, found in ((_LABEL, labels), (_CELL, rows), *(((_HEAD, heads),) if head else ())):
            told = shape.match(article.text, at, block.end)
            if told is not None and at in persons:
                found[number] = True
            elif told is not None and not any(s < told.end("who") and told.start("who") < e for s, e in named):
                found[number] = False
        told = _OPENS.match(article.text, at, block.end)
        if at in persons:
            opens[number] = True
        elif (
            told is not None
            and _name_like(told["who"])
            and not any(s < told.end("who") and told.start("who") < e for s, e in named)
        ):
            opens[number] = False
        born = _BORN.match(article.text, at, block.end)
        if born is not None and not any(s < born.end("who") and born.start("who") < e for s, e in named):
            out[number] = True
    if sum(opens.values()) >= _SEVERAL and sum(opens.values()) * 2 >= len(article.blocks) - _BESIDE_LIST:
        out |= {number: True for number, known in opens.items() if not known}
    for found in (labels, rows):
        if sum(found.values()) > 1:
            beside = [n for n, known in found.items() if not known and (n - 1 in found or n + 1 in found)]
            out |= dict.fromkeys(beside, False)
    if any(heads.values()):
        out |= {number: True for number, known in heads.items() if not known}
    return out
