"""Titles: what somebody is, told by a noun phrase (墨潭科技前副总裁、研究院院长; 某大学数学系2019届博士; 图灵奖得主).

A title is an anchor (an organisation, an award, a model) and a head (a role, a degree, 得主, 作者) with what stands
between. Titles stand in lists; one without an anchor takes over that of the title before it. On the tape a list of
titles before a name is absorbed by the name, so that 某校教授张三和李四 reads 张三和李四; any other list becomes one
character of type Title, which rules can ask for. (Cascaded finite-state chunking: Abney 1996, FASTUS.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.lexicons import load_table
from kg.relations.cells import ANY, CHAR, Apposition, Cell, HeadKind, Title
from kg.relations.title_awards import bare, goes_with, is_held, shown, told_before
from kg.relations.title_grammar import (
    AWARD,
    MODEL,
    ORG,
    ROLE,
    START,
    made,
    modified,
    nominal,
    of_model,
    owned,
    part_in_model,
    pattern_of,
    shape,
    strange,
)
from kg.schema import Mention


def _plain(text: str, cells: Sequence[Cell], start: int, end: int) -> str:
    """The words of a stretch, mentions' own words included."""
    pairs = zip(text[start:end], cells[start:end], strict=True)
    return "".join("".join(m.text for m in cell.mentions) or char for char, cell in pairs)


def _fits(match: re.Match[str]) -> bool:
    """Whether what stands between anchor and head belongs to the phrase."""
    mid = match["mid"]
    if shape("apart").match(mid) or pattern_of("future").search(mid):
        return False
    return nominal(pattern_of("kind-inside").sub("", re.sub(f"[{ANY}]", "", mid)))


def _title(text: str, cells: Sequence[Cell], kind: HeadKind, match: re.Match[str]) -> Title:
    """The title that a match reads."""
    has_anchor = "anchor" in match.re.groupindex
    anchor = cells[match.start("anchor")] if has_anchor else None
    if kind == "model" and anchor is not None and (more := shape("more-models").match(match["mid"])):
        listed = cells[match.start("mid") : match.start("mid") + more.end()]  # 甲、乙的核心作者: of both
        mentions = anchor.mentions + tuple(m for c in listed for m in c.mentions)
        anchor = Cell(anchor.start, listed[-1].end, mentions)
    inside = [m for c in cells[match.start("mid") : match.end("mid")] for m in c.mentions]
    when = match.span("when") if "when" in match.re.groupindex and match["when"] else (0, 0)
    inside += [m for c in cells[slice(*when)] for m in c.mentions]
    if kind in ("award", "fellow"):
        inside += told_before(text, cells, match.start())
    head = cells[match.start("head")].mentions if kind not in ("work", "fellow") else ()
    return Title(
        kind="degree" if kind == "student" else "award" if kind == "fellow" else kind,
        anchor=anchor,
        head=head[0] if head else None,
        modifier=_plain(text, cells, *match.span("mid")),
        words=head[0].text if head else _plain(text, cells, *match.span("head")),
        inside=tuple(inside),
        start=cells[match.start()].start,
        end=cells[match.end() - 1].end,
        former=shape("past").match(match["mid"]) is not None,
    )


_ANCHORED: dict[str, tuple[HeadKind, ...]] = {
    **dict.fromkeys(ORG, ("role", "degree", "student", "work")),
    AWARD: ("award", "fellow"),
    **dict.fromkeys(MODEL, ("model",)),
}


#: The character without which a kind of title has no head.
_HEADS = {"role": ROLE, "degree": CHAR["Degree"]}


def _item(
    text: str, cells: Sequence[Cell], at: int, *, follows: bool, fellows: bool, role: int = -1
) -> tuple[Title, int] | None:
    """The title that begins at `at`, and where it ends.

    `follows`: a title of its list stands before it; `fellows`: an award without 得主 may be one; `role`: where its role
    stands if it has no anchor.
    """
    best: tuple[Title, int] | None = None
    kinds: tuple[HeadKind, ...] = _ANCHORED.get(text[at], ())
    for kind in kinds:
        if kind in _HEADS and text.find(_HEADS[kind], at) < 0:
            continue
        if kind == "fellow" and (best is not None or not fellows or not is_held(text, cells, at)):
            continue
        match = shape(kind).match(text, at)
        if match and kind != "degree" and match["mid"].startswith("的") and shape("studied").search(text, 0, at):
            continue
        if match and kind == "model" and match["mid"].startswith("的") and match["head"] == ROLE and made(text, at):
            continue  # 主导开发某产品的产品负责人张三: the clause tells which one he is
        if match and kind == "role" and _of_office(text, cells, match.end("head")):
            continue
        if match and kind == "work" and of_model(match["mid"], match["head"]):
            continue  # 某公司某模型的作者: of the model
        if match and _fits(match) and (best is None or match.end() < best[1]):
            title = _title(text, cells, kind, match)
            if kind != "model" or title.head is None or part_in_model(title.words):
                best = title, match.end()
    if best is not None or kinds:
        return best
    for name, plain in (("bare-role", "role"), ("bare-degree", "degree")):
        if not follows and (role < 0 or plain == "degree"):
            continue  # a degree alone is what a verb speaks of (获得博士学位), no title
        if text.find(_HEADS[plain], at) < 0:
            continue
        match = shape(name).match(text, at)
        if match and not follows and match.start("head") != role:
            continue
        if match and plain == "role" and _of_office(text, cells, match.end("head")):
            continue
        if match and _fits(match) and (best is None or match.end() < best[1]):
            kind = "role" if plain == "role" else "degree"
            best = _title(text, cells, kind, match), match.end()
    return best


def _of_office(text: str, cells: Sequence[Cell], at: int) -> bool:
    """Whether what follows a role at `at` makes it that of another (总裁办公室, 董事长特别助理)."""
    return shape("office-of").match(_plain(text, cells, at, min(at + 6, len(text)))) is not None


def _glossed(cells: Sequence[Cell], at: int, role: int) -> bool:
    """Whether a bracket, which has left the tape, stands between the words before a role and the role itself
    (某某（6257-TW）董事长): they name its house, as like as not.
    """
    return any(cells[i].start - cells[i - 1].end >= _GLOSS for i in range(at + 1, role + 1))


#: A bracket of a few letters, in characters.
_GLOSS = 6


def _list(text: str, cells: Sequence[Cell], at: int, role: int, *, fellows: bool) -> tuple[list[Title], int] | None:
    """The list of titles that begins at `at`, and where it ends; `fellows` and `role` as for `_item`."""
    first = _item(text, cells, at, follows=False, fellows=fellows, role=role)
    if first is None:
        return None
    own = role >= 0 and (owned(text, at, first[0].modifier, first[0].words) or _glossed(cells, at, role))
    titles, end = [replace(first[0], owned=own)], first[1]
    while end < len(text):
        if shape("teacher").match(text, end):
            break
        joined = shape("separator").match(text, end)
        next_at = joined.end() if joined else end if text[end] == ROLE else -1
        apart = joined is None and bare(titles[-1]) and next_at >= 0 and not goes_with(cells[end].mentions[0])
        if apart or not 0 <= next_at < len(text):
            break
        more = _item(text, cells, next_at, follows=True, fellows=fellows)
        aside = shape("aside").match(text, next_at) if more is None else None
        if aside is not None and aside.end() < len(text):
            more = _item(text, cells, aside.end(), follows=True, fellows=fellows)  # 某院院士、数学家、某校教授
        if more is None:
            break
        title, end = more
        if title.anchor is None:
            other = pattern_of("academy-role").search(titles[-1].words) and pattern_of("not-held").search(title.words)
            unit = strange(title.modifier, title.words) or other
            house = next((t.anchor for t in reversed(titles) if t.kind != "award"), titles[-1].anchor)
            title = replace(title, owned=True) if unit else replace(title, anchor=house, inherited=True)
        titles.append(title)
    teacher = shape("teacher").match(text, end) if titles[-1].kind == "role" else None
    return titles, teacher.end() if teacher else end


def chunk(text: str, cells: Sequence[Cell]) -> tuple[str, list[Cell], list[Apposition]]:
    """A tape with its titles absorbed by the names that they stand before, or become characters of their own.

    Returns the new typed text with its cells, and for each name that absorbed titles an apposition.
    """
    out: list[str] = []
    out_cells: list[Cell] = []
    found: list[Apposition] = []
    at = 0
    while at < len(text):
        start = START.search(text, at)
        if start is None:
            break
        out += text[at : start.start()]
        out_cells += cells[at : start.start()]
        floor, at, role = at, start.start(), -1
        if text[at] == ROLE:
            role, at = at, modified(text, floor, at)
            del out[len(out) - (role - at) :], out_cells[len(out_cells) - (role - at) :]
        listed = _list(text, cells, at, role, fellows=True)
        if listed is not None and any(map(bare, listed[0])) and not shown(text, *listed, _named(text, listed[1])):
            listed = _list(text, cells, at, role, fellows=False)
        if listed is None:
            out += text[at:role] if role >= 0 else ""
            out_cells += cells[at:role] if role >= 0 else []
            at = max(at, role)
            out.append(text[at])
            out_cells.append(cells[at])
            at += 1
            continue
        titles, end = listed
        name = -1 if shape("name-serves").match(text, end) and _serving(text, floor, at) else _named(text, end)
        first = cells[at].start
        while back := _shared(out, out_cells, titles[0], named=name >= 0):
            anchor = next(cell for char, cell in zip(out[-back:], out_cells[-back:], strict=True) if char in ORG)
            titles.insert(0, replace(titles[0], anchor=anchor))
            first = out_cells[-back].start
            del out[-back:], out_cells[-back:]
        if name >= 0:
            person = cells[name]
            former = shape("former").search("".join(out[-4:]))
            if former and former.group():
                past = shape("past").match(former.group()) is not None
                titles = [replace(t, former=past or t.former) for t in titles]
                del out[-len(former.group()) :], out_cells[-len(former.group()) :]
            out.append(text[name])
            out_cells.append(Cell(first, person.end, person.mentions))
            found.append(Apposition(tuple(titles), _sharing(text, cells, name, titles), first, person.end))
            at = name + 1
        else:
            out.append(CHAR["Title"])
            out_cells.append(Cell(first, cells[end - 1].end, (), tuple(titles)))
            at = end
    out.append(text[at:])
    out_cells += cells[at:]
    return "".join(out), out_cells, found


def _shared(out: Sequence[str], cells: Sequence[Cell], title: Title, *, named: bool) -> int:
    """How many characters of the tape so far are an organisation where the role of `title` is held as well: that of a
    former post before a name, or another unit of one house (某校数学系和化学系教授). 0 where there is none.
    """
    if title.kind != "role" or title.anchor is None:
        return 0
    tail = "".join(out[-6:])
    shared = shape("sharing-role").search(tail) if named else None
    if shared:
        return len(tail) - shared.start()
    joined = shape("sharing-house").search(tail)
    if joined is None:
        return 0
    house, own = ({_house(m) for m in c.mentions} for c in (cells[joined.start() - len(tail)], title.anchor))
    return len(tail) - joined.start() if house == own else 0


def _house(org: Mention) -> str:
    return org.parents[-1] if org.parents else ""


def _serving(text: str, floor: int, at: int) -> bool:
    """Whether a verb of serving stands just before the title at `at`."""
    return shape("serves-next").search(text, floor, at) is not None


def _named(text: str, end: int) -> int:
    """Where the name stands that a list of titles ending at `end` describes; -1 where there is none."""
    for name in ("owner", "house-before-name"):
        match = shape(name).match(text, end)
        if match:
            return match.end()
    for name in ("before-name", "before-name-after-list"):
        match = shape(name).match(text, end)
        if match and nominal(re.sub(f"[{ANY}]", "", match["noun"] or "")):
            return match.end()
    clause = shape("clause-before-name").match(text, end)
    return clause.end() if clause else -1


def _sharing(text: str, cells: Sequence[Cell], at: int, titles: Sequence[Title]) -> tuple[Mention, ...]:
    """The persons that the titles are said of: the one at `at`, and those listed with him where many can bear them."""
    subjects = list(cells[at].mentions)
    several = shape("several").match(text, at + 1) is not None
    if not several and any(
        t.head is not None and ("head" in (t.head.kind or "") or pattern_of("unique-role").search(t.words))
        for t in titles
    ):
        return tuple(subjects)
    at += 1
    first, start = len(subjects), at
    while more := shape("more-names").match(text, at):
        subjects += cells[more.end()].mentions
        at = more.end() + 1
    further = shape("more-titles").match(text, at)
    own = further is not None and ("、" in text[start:at] or further["join"] != "、")  # 甲的李四和王五、乙的赵六
    return tuple(subjects[:first] if own else subjects)


def bonds(text: str, cells: list[Cell]) -> tuple[str, list[Cell]]:
    """A tape on which who somebody is to another (和师兄张三) no longer parts him from the list that he stands in."""
    out, out_cells, done = [], list[Cell](), 0
    for match in shape("bond").finditer(text):
        out.append(text[done : match.start("bond")])
        out_cells += cells[done : match.start("bond")]
        done = match.end("bond")
    if not done:
        return text, cells
    out.append(text[done:])
    return "".join(out), [*out_cells, *cells[done:]]


def courtesy(text: str, cells: list[Cell]) -> tuple[str, list[Cell]]:
    """A tape without the roles and other words that only address a name (张三教授, 张三先生)."""
    out, out_cells, done = [], list[Cell](), 0
    for match in shape("courtesy").finditer(text):
        if match["role"] == ROLE and cells[match.start("role")].mentions[0].text not in courtesy_roles():
            continue
        name = cells[match.start("name")]
        out.append(text[done : match.end("name")])
        out_cells += [*cells[done : match.start("name")], Cell(name.start, cells[match.end() - 1].end, name.mentions)]
        done = match.end()
    if not done:
        return text, cells
    out.append(text[done:])
    out_cells += cells[done:]
    return "".join(out), out_cells


@cache
def courtesy_roles() -> frozenset[str]:
    """Roles that follow a name as a form of address."""
    return frozenset(row["word"] for row in load_table("courtesy_roles"))
