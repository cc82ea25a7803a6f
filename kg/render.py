"""Answers as plain lines (for pipes) and as rich parts (for a terminal).

Quotes stand on lines of their own and are never cut; the words that name subject and object are marked with «» in plain
text and by weight on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.query import Card, Cited, FactRow, Group, Joined, Node, Said, Who

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_INDENT = "      "


# Shared by plain and rich


def title(node: Node) -> str:
    """An entity's name with its type, kind and id."""
    return f"{node.name}  ({node.type}{f' · {node.kind}' if node.kind else ''})  {node.id}"


def details(qualifiers: Mapping[str, str]) -> str:
    """Qualifiers in a row."""
    return ", ".join(f"{key}={value}" for key, value in qualifiers.items())


def certainty(said: Said) -> str:
    """How sure: nothing for what is asserted."""
    if said.attributed_to:
        return f"{said.certainty}: {said.attributed_to}"
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


def _where(cited: Cited) -> str:
    return f"{cited.file}:{cited.line}:{cited.column}"


def _beside(joined: Joined) -> str:
    parts = [details(joined.said.qualifiers), certainty(joined.said)]
    if joined.unit:
        parts.append(f"at {joined.unit.name}")
    if joined.via:
        parts.append(f"through {joined.via.name}")
    return "; ".join(filter(None, parts))


def _object(fact: FactRow, entity: Node) -> str:
    other = fact.other(entity)
    return clean(fact.value or "") if other is None else other.name


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
            yield f"  {joined.person.name}{f'  ({beside})' if beside else ''}"
            yield from _citations(joined.said.citations, numbers)


def show_plain(card: Card) -> Iterator[str]:
    """An entity's card."""
    numbers = Numbers()
    yield from _head(card)
    relation = ""
    for fact in card.facts:
        if (here := f"{fact.en} · {fact.zh}") != relation:
            relation = here
            yield ""
            yield relation
        yield f"  {_object(fact.fact, card.entity)}"
        for conflict in fact.conflicts:
            yield f"    ! contradicted by {conflict}"
        for said in fact.said:
            if beside := "; ".join(filter(None, (details(said.qualifiers), certainty(said)))):
                yield f"    {beside}"
            yield from _citations(said.citations, numbers)


def _head(card: Card) -> Iterator[str]:
    yield title(card.entity)
    if card.aliases:
        yield f"  also: {', '.join(map(clean, card.aliases))}"
    yield f"  {card.mentions} mentions in {', '.join(card.sources) or 'no file'}"


def _citations(citations: Iterable[Cited], numbers: Numbers) -> Iterator[str]:
    for cited in citations:
        yield f"    [{numbers.of(cited)}] {_where(cited)}"
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
    rows = []
    cited: dict[int, Cited] = {}
    for joined in group.people:
        numbered = {numbers.of(c): c for c in joined.said.citations}
        rows.append((joined.person.name, _beside(joined), " ".join(f"[{n}]" for n in numbered)))
        _merge(cited, numbered)
    yield _table(f"{group.en} · {group.zh}", ("", "", ""), rows)
    for n, one in cited.items():
        yield _quote(n, one)


def _merge(cited: dict[int, Cited], more: Mapping[int, Cited]) -> None:
    from dataclasses import replace

    for n, one in more.items():
        marks = sorted({*one.marks, *(cited[n].marks if n in cited else ())})
        kept = [mark for i, mark in enumerate(marks) if i == 0 or mark[0] >= marks[i - 1][1]]
        cited[n] = replace(one, marks=tuple(kept))


def _table(heading: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> RenderableType:
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


def _quote(n: int, cited: Cited) -> Text:
    from rich.text import Text

    text = Text(f"  [{n}] ")
    text.append(_where(cited), style="dim")
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
                beside += [f"! contradicted by {conflict}" for conflict in fact.conflicts]
            relation = f"{fact.en} · {fact.zh}"
            refs = " ".join(f"[{n}]" for n in numbered)
            rows.append((relation, _object(fact.fact, card.entity), "; ".join(filter(None, beside)), refs))
    if rows:
        yield _table("facts", ("", "", "", ""), rows)
    for n, one in cited.items():
        yield _quote(n, one)


def counts_rich(stats: Mapping[str, Any]) -> Iterator[RenderableType]:
    """A table of counts, then one for each breakdown."""
    yield _table("graph", ("", ""), [(k, f"{v:,}") for k, v in stats.items() if not isinstance(v, dict)])
    for key, value in stats.items():
        if isinstance(value, dict) and value:
            yield _table(key.replace("_", " "), ("", ""), [(name, f"{count:,}") for name, count in value.items()])
