"""Names beside posts that are no houses of theirs, and posts that a count has swallowed.

A chair that a company endowed bears its name, but is no post of its own (某讲席教授); the party group of a body has its
secretary there, not in a house (某协会党组书记); and a number of people may end in the post that they hold
(某公司的三名研究员张三、李四).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.schema import Mention

_CHAIR = compiled("(?:<chair-front>)*<chair-of>(?:<chair-front>)*教授")
_GROUP, _SECRETARY = compiled("<party-group>$"), compiled("<party-post>")
_FIRMS = ("company", "fund", None)
#: A number of people that ends in what they are.
_STAFF = compiled(r"(?P<number>[\d一二两三四五六七八九十几多余数]+[名位])(?P<post>[^名位]{2,})$")


def houses(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations of `text`, without firms that only name a chair; a party group counts as its body."""
    out = []
    for org in orgs:
        if _endows(org) and _CHAIR.match(text, org.end):
            continue
        out.append(_body(text, org) or org)
    return out


def _body(text: str, org: Mention) -> Mention | None:
    """The body whose party group an organisation is, where a post there follows."""
    group = _GROUP.search(org.text)
    parent = entry_of(org.parents[-1]) if group is not None and org.parents else None
    if group is None or parent is None or not _SECRETARY.match(text, org.end):
        return None
    words, end = org.text[: group.start()], org.start + group.start()
    return org._replace(end=end, text=words, name=parent.name, kind=parent.kind, parents=())


def _endows(org: Mention) -> bool:
    """Whether an organisation is a firm or a part of one."""
    above = (entry_of(name) for name in org.parents)
    return org.kind in _FIRMS or any(entry is not None and entry.kind in _FIRMS for entry in above)


def with_staff(terms: Iterable[Mention], persons: Sequence[Mention]) -> Iterator[Mention]:
    """The terms; a number of people that ends in their post, right before a name, as a number and a post."""
    names = {p.start for p in persons}
    for term in terms:
        match = _STAFF.match(term.text) if term.type == "Amount" and term.kind == "people" else None
        if match is None or term.end not in names:
            yield term
            continue
        cut = term.start + match.start("post")
        yield term._replace(end=cut, text=match["number"], name=match["number"])
        yield Mention(cut, term.end, "Role", match["post"], match["post"], by="role")
