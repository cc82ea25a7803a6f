"""Answers as plain lines (for pipes) and as rich parts (for a terminal).

Quotes stand on lines of their own and are never cut; the words that name subject and object are marked with «» in plain
text and by weight on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.query import Card, CardFact, Cited, FactRow, Group, Joined, Node, Said, Who

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_INDENT = "      "


# Shared by plain and rich


def title(node: Node) -> str:
    """An entity's name with its type, kind and id."""
    return clean(f"{node.name}  ({node.type}{f' · {node.kind}' if node.kind else ''})  {node.id}")


def details(qualifiers: Mapping[str, str]) -> str:
    """Qualifiers in a row."""
    return clean(", ".join(f"{key}={value}" for key, value in qualifiers.items()))


def certainty(said: Said) -> str:
    """How sure: nothing for what is asserted."""
    if said.attributed_to:
        return f"{said.certainty}: {clean(said.attributed_to)}"
    return "" if said.certainty == "asserted" else said.certainty


def clean(text: str) -> str:
    """`text` on one line, without control characters."""
    return "".join(c if c.isprintable() or c == " " else " " if c.isspace() else "\ufffd" for c in text)


def segments(cited: Cited) -> Iterator[tuple[str, bool]]:
    """The quote in pieces, each with whether it is marked."""
    done = 0
    for start, end in cited.marks:
        yield clean(cited.quote[done:start]), False
        yield clean(cited.quote[start:end]), True
        done = end
    yield clean(cited.quote[done:]), False


class Numbers:
    """Gives each passage one number through the whole answer."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, int, int], int] = {}

    def of(self, cited: Cited) -> int:
        """The number of a passage, beginning at 1."""
        return self._given.setdefault((cited.file, cited.start, cited.end), len(self._given) + 1)


def where(cited: Cited) -> str:
    """The place of a passage; by its characters where its line is not known."""
    place = f"{cited.line}:{cited.column}" if cited.line else f"[{cited.start}, {cited.end})"
    return f"{clean(cited.file)}:{place}"


def _beside(joined: Joined) -> str:
    parts = [details(joined.said.qualifiers), certainty(joined.said)]
    if joined.unit:
        parts.append(f"at {clean(joined.unit.name)}")
    if joined.via:
        parts.append(f"through {clean(joined.via.name)}")
    return "; ".join(filter(None, parts))


def _object(fact: FactRow, entity: Node) -> str:
    other = fact.other(entity)
    return clean((fact.value or "") if other is None else other.name)


# Plain


def who_plain(who: Who) -> Iterator[str]:
    """The people joined to an entity, each followed by what says so."""
    numbers = Numbers()
    yield title(who.entity)
    if not who.groups:
        yield "  no one in the graph is joined to it"
    for group in who.groups:
        yield ""
        yield f"{group.en} · {group.zh}"
        for joined in group.people:
            beside = _beside(joined)
            yield f"  {clean(joined.person.name)}{f'  ({beside})' if beside else ''}"
            yield from citations(joined.said.citations, numbers)
        if group.left:
            yield f"  {more(group.left)}"


def more(left: int) -> str:
    """What is said of answers beyond the limit."""
    return f"and {left:,} more; --limit shows them"


def show_plain(card: Card) -> Iterator[str]:
    """An entity's card."""
    numbers = Numbers()
    yield from _head(card)
    left = dict(card.left)
    for (zh, en), facts in groupby(card.facts, key=lambda fact: (fact.zh, fact.en)):
        yield ""
        yield f"{en} · {zh}"
        yield from _facts_plain(facts, card, numbers)
        if count := left.pop((zh, en), 0):
            yield f"  {more(count)}"


def _facts_plain(facts: Iterable[CardFact], card: Card, numbers: Numbers) -> Iterator[str]:
    for fact in facts:
        yield f"  {_object(fact.fact, card.entity)}"
        for conflict in fact.conflicts:
            yield f"    ! contradicted by {clean(conflict)}"
        for said in fact.said:
            if beside := "; ".join(filter(None, (details(said.qualifiers), certainty(said)))):
                yield f"    {beside}"
            yield from citations(said.citations, numbers)


def _head(card: Card) -> Iterator[str]:
    yield title(card.entity)
    if card.aliases:
        yield f"  also: {', '.join(map(clean, card.aliases))}"
    others = card.files - len(card.sources)
    end = f" and {others:,} more files" if others else ""
    yield f"  {card.mentions} mentions in {', '.join(map(clean, card.sources)) or 'no file'}{end}"


def citations(cited_passages: Iterable[Cited], numbers: Numbers) -> Iterator[str]:
    """Passages with their numbers and places, each quote on a line of its own."""
    for cited in cited_passages:
        yield f"    [{numbers.of(cited)}] {where(cited)}"
        yield _INDENT + "".join(f"«{text}»" if marked else text for text, marked in segments(cited))


def counts_plain(stats: Mapping[str, Any]) -> Iterator[str]:
    """Counts, then each breakdown."""
    for key, value in stats.items():
        if isinstance(value, dict):
            yield ""
            yield key.replace("_", " ")
            for name, count in value.items():
                yield f"  {name}  {count}"
        else:
            yield f"{key}  {value}"


# Rich


def who_rich(who: Who) -> Iterator[RenderableType]:
    """A table for each relation, and below it what says so."""
    from rich.text import Text

    numbers = Numbers()
    yield Text(title(who.entity), style="bold")
    if not who.groups:
        yield Text("no one in the graph is joined to it")
    for group in who.groups:
        yield from _group(group, numbers)


def _group(group: Group, numbers: Numbers) -> Iterator[RenderableType]:
    from rich.text import Text

    rows = []
    cited: dict[int, Cited] = {}
    for joined in group.people:
        numbered = {numbers.of(c): c for c in joined.said.citations}
        rows.append((clean(joined.person.name), _beside(joined), " ".join(f"[{n}]" for n in numbered)))
        _merge(cited, numbered)
    yield table(f"{group.en} · {group.zh}", ("", "", ""), rows)
    if group.left:
        yield Text(f"  {more(group.left)}\n", style="dim")
    for n, one in cited.items():
        yield quote(n, one)


def _merge(cited: dict[int, Cited], more: Mapping[int, Cited]) -> None:
    from dataclasses import replace

    for n, one in more.items():
        marks = sorted({*one.marks, *(cited[n].marks if n in cited else ())})
        kept = [mark for i, mark in enumerate(marks) if i == 0 or mark[0] >= marks[i - 1][1]]
        cited[n] = replace(one, marks=tuple(kept))


def table(heading: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> RenderableType:
    """A table whose cells are folded, never cut."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(heading, style="bold cyan"), title_justify="left", box=box.SIMPLE, show_header=any(columns),
        pad_edge=False,
    )  # fmt: skip
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def quote(n: int, cited: Cited) -> Text:
    """A passage with its number and place, for a terminal."""
    from rich.text import Text

    text = Text(f"  [{n}] ")
    text.append(where(cited), style="dim")
    text.append("\n" + _INDENT)
    for piece, marked in segments(cited):
        text.append(piece, style="bold yellow" if marked else "")
    return text


def show_rich(card: Card) -> Iterator[RenderableType]:
    """An entity's card with a table of its facts, and below it what says so."""
    from rich.text import Text

    numbers = Numbers()
    head, *rest = _head(card)
    yield Text(head, style="bold")
    yield Text("\n".join(rest))
    cited: dict[int, Cited] = {}
    rows = []
    for fact in card.facts:
        for i, said in enumerate(fact.said):
            numbered = {numbers.of(c): c for c in said.citations}
            _merge(cited, numbered)
            beside = [details(said.qualifiers), certainty(said)]
            if i == 0:
                beside += [f"! contradicted by {clean(conflict)}" for conflict in fact.conflicts]
            relation = f"{fact.en} · {fact.zh}"
            refs = " ".join(f"[{n}]" for n in numbered)
            rows.append((relation, _object(fact.fact, card.entity), "; ".join(filter(None, beside)), refs))
    if rows:
        yield table("facts", ("", "", "", ""), rows)
    for (zh, en), count in card.left.items():
        yield Text(f"  {en} · {zh}: {more(count)}", style="dim")
    for n, one in cited.items():
        yield quote(n, one)


def counts_rich(stats: Mapping[str, Any]) -> Iterator[RenderableType]:
    """A table of counts, then one for each breakdown."""
    yield table("graph", ("", ""), [(k, f"{v:,}") for k, v in stats.items() if not isinstance(v, dict)])
    for key, value in stats.items():
        if isinstance(value, dict) and value:
            yield table(key.replace("_", " "), ("", ""), [(name, f"{count:,}") for name, count in value.items()])
