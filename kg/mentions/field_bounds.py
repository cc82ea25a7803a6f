"""Where a field of research ends before whose it is (主攻图像检索的张三), and what a firm attends to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.mentions.field_items import acceptable, sounds
from kg.mentions.patterns import compiled
from kg.schema import Mention

_JOINED = compiled(r"\s?(?:<field-join>)\s?")
#: What attends to the field, right before it; one of several firms.
_ATTENDS = compiled(r"(?:<firm-attends>)(?:了|的是)?(?:<field-lead>)?$")
_ONE_FIRM = compiled(r"[一某这那多几数两三][家间][^，。；\n]{0,14}$")
#: Up to the firm's name, or to the word for a firm.
_TO_NAME = compiled(r"(?:<field-head>|<field-work>|<field-made>)*的(?:[^，。；、的\n]{0,6})$")
_TO_FIRM = compiled(r"(?:<field-head>|<field-work>|<field-made>)*的[^，。；、的\n]{0,6}?(?:<firm-noun>)")
_FIRMS = ("company", "fund", "")


def bounded(fields: Iterable[Mention], others: Sequence[Mention], text: str) -> list[Mention]:
    """The fields, cut where a person or a house begins that they are said of."""
    return [_cut(text, f, others) for f in fields]


def without_firms(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without the fields that a firm attends to."""
    persons = [m for m in mentions if m.type == "Person"]
    firms = [m for m in mentions if m.type == "Org" and (m.kind or "") in _FIRMS]
    dropped: set[int] = set()
    for group in _lists(text, [m for m in mentions if m.type == "Major" or (m.type, m.by) == ("Field", "field-cue")]):
        if _of_firm(text, group[0].start, group[-1].end, firms, persons):
            dropped |= {f.start for f in group}
    return [m for m in mentions if m.start not in dropped]


def _cut(text: str, field: Mention, others: Sequence[Mention]) -> Mention:
    """The field before the 的 that a name follows."""
    for other in others:
        if not field.start + 2 < other.start < field.end:
            continue
        cut = text.rfind("的", field.start, other.start)
        core = text[field.start : cut] if cut > 0 else ""
        if other.start - cut <= 6 and acceptable(core) and sounds(core):
            return field._replace(end=cut, text=core, name=core)
    return field


def _lists(text: str, fields: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The fields by the lists that they stand in."""
    group: list[Mention] = []
    for field in sorted(fields, key=lambda f: (f.start, f.end)):
        if group and _JOINED.fullmatch(text, group[-1].end, field.start):
            group.append(field)
            continue
        if group:
            yield group
        group = [field]
    if group:
        yield group


def _of_firm(text: str, start: int, end: int, firms: Sequence[Mention], persons: Sequence[Mention]) -> bool:
    """Whether a firm does what is said of [start, end): 专注于甲的某公司, 一家从事甲的企业."""
    if _ATTENDS.search(text, max(0, start - 10), start) is None:
        return False
    if _TO_FIRM.match(text, end) and _ONE_FIRM.search(text, max(0, start - 24), start):
        return True
    near = [f for f in firms if end < f.start <= end + 16 and _TO_NAME.fullmatch(text, end, f.start)]
    return bool(near) and not any(end < p.start < near[0].start for p in persons)
