"""Bodies that are called by what they do and need no other name: 遴选委员会, 信息学国家集训队, 临川市政协.

Such a body is one only where its members are spoken of, or where somebody joins it. A prize or a contest before it
belongs to its name (某某奖评选委员会, 某某奥林匹克国家队).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.patterns import compiled
from kg.schema import Mention

_BOARD = compiled(r"(?P<body>(?:<board-front>){1,3}(?:<board-end>))(?=<board-next>)")
_BOARD_JOINED = compiled(r"(?:<board-join>)[了过]?(?P<body>(?:<board-front>){1,3}(?:<board-end>))(?=[，。；、]|$)")
_TEAM = compiled(r"(?<!<team-kept>)(?P<body>(?:<team-front>)*(?:<team-end>))(?!<team-not>)")
_ASSEMBLY = compiled(
    r"(?P<body>(?:(?:(?!<assembly-not>)[\u4e00-\u9fff]){2,4}?[省市区县州]){1,2}(?:<assembly>))(?=<assembly-next>)"
)
_TOO_SHORT = compiled("<team-bare>")
BY = "org/called"


def with_called(text: str, orgs: Sequence[Mention], awards: Sequence[Mention]) -> list[Mention]:
    """The organisations `orgs` of the clean text with such bodies, sorted; `awards` are the text's."""
    out = list(orgs)
    ends = {a.end: a for a in awards}
    for start, end, kind in _found(text):
        award = ends.get(start) or ends.get(start - 1 if text[start - 1 : start] in " 的" else -1)
        award = award or next((a for a in awards if a.start < start < a.end < end), None)
        first = award.start if award is not None else start
        met = [o for o in out if o.start < end and first < o.end]
        if any(o.end > end or (o.by == "org/lexicon" and o.end == end) or o.start < first for o in met):
            continue
        if any(a.start < end and start < a.end and a != award for a in awards) or _TOO_SHORT.fullmatch(text[first:end]):
            continue
        name = text[first:end]
        out = [o for o in out if o not in met]
        out.append(Mention(first, end, "Org", name, name, kind, BY))
    return sorted(out, key=lambda m: m.start)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches that such bodies are called by, with their kind."""
    for pattern, kind in (
        (_BOARD, "association"),
        (_BOARD_JOINED, "association"),
        (_TEAM, "team"),
        (_ASSEMBLY, "government"),
    ):
        for match in pattern.finditer(text):
            yield *match.span("body"), kind
