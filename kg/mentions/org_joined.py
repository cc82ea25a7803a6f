"""Units that share one holder: 东海大学计算机系和自动化系 are two, 信息与通信工程学院 is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.org_structure import entry_of, kind_of, may_be_unit
from kg.mentions.patterns import compiled
from kg.schema import Mention

_JOINT = compiled("<unit-joint>")
_FEWEST = 2


def apart(orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, each that is made of units joined by 和 as the units that it is made of.

    The first keeps the holder's name; the others are left for those who look for the holders of bare units.
    """
    return [piece for org in orgs for piece in _pieces(org)]


def _pieces(org: Mention) -> Iterator[Mention]:
    """The units joined in a name; the organisation itself where it is one."""
    text = org.text
    for joint in _JOINT.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        if len(left) <= _FEWEST or len(right) < _FEWEST or not (may_be_unit(left) and may_be_unit(right)):
            continue
        if entry_of(text) is not None:
            break
        yield org._replace(end=org.start + len(left), text=left, name=left, kind=kind_of(left), parents=())
        start = org.start + joint.end()
        rest = Mention(start, org.end, "Org", right, right, kind_of(right), by="org/joined")
        yield from _pieces(rest)
        return
    yield org
