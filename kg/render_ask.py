"""The answer to a question as plain lines, rich parts and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.ask import Answer, Near, Reply, Support
from kg.query import Cited
from kg.render import Numbers, clean, details, segments
from kg.render_csv import Row, Table
from kg.render_json import cited_json

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_ANSWER = ("name", "id", "value", "certainty", "attributed_to", "conflict")
_FACT = ("fact", "subject_id", "subject", "predicate", "object_id", "object")
_CITED = ("file", "line", "column", "start", "end", "quote")

# Plain


def ask_plain(reply: Reply, *, explain: bool) -> Iterator[str]:
    """The answers, each followed by what says so; or that there is none, and the nearest."""
    if explain:
        yield from _explained(reply)
    numbers = Numbers()
    for note in reply.notes:
        yield f"note: {clean(note)}"
    if not reply.answered:
        yield from _nothing(reply)
        return
    for answer in reply.answers:
        yield _head(answer)
        for support in answer.supports:
            yield f"  {_told(support)}"
            yield from _citations(support.citations, numbers)
    if reply.listed:
        yield f"counted: {', '.join(map(clean, reply.listed))}"
    if reply.total > len(reply.answers):
        yield f"{reply.total - len(reply.answers)} more; --limit {reply.total} shows all"


def _citations(passages: Iterable[Cited], numbers: Numbers) -> Iterator[str]:
    for cited in passages:
        yield f"    [{numbers.of(cited)}] {_where(cited)}"
        yield "      " + "".join(f"«{text}»" if marked else text for text, marked in segments(cited))


def _where(cited: Cited) -> str:
    return f"{cited.file}:{cited.line}:{cited.column}"


def _explained(reply: Reply) -> Iterator[str]:
    yield f"query: {clean(reply.query) if reply.query else 'none'}"
    if reply.by:
        yield f"read by: {reply.by}"


def _head(answer: Answer) -> str:
    parts = [_sure(answer.certainty, answer.attributed_to), "contradicted" if answer.conflict else ""]
    parts += [answer.of or ""] if answer.value is not None else []
    beside = "; ".join(filter(None, parts))
    return f"{clean(answer.name)}{f'  ({clean(beside)})' if beside else ''}"


def _sure(certainty: str, party: str | None) -> str:
    if party:
        return f"{certainty}: {party}"
    return "" if certainty == "asserted" else certainty


def _told(support: Support) -> str:
    fact = support.fact
    obj = fact.object.name if fact.object else fact.value or ""
    said = f"{fact.subject.name} — {support.predicate.en} · {support.predicate.zh} — {obj}"
    beside = "; ".join(filter(None, (details(support.qualifiers), _sure(support.certainty, support.attributed_to))))
    return clean(f"{said}{f'  ({beside})' if beside else ''}")


def _nothing(reply: Reply) -> Iterator[str]:
    yield f"{'not answered' if reply.understood else 'not understood'}: {clean(reply.reason or '')}"
    if reply.suggestions:
        yield f"did you mean: {', '.join(map(clean, reply.suggestions))}?"
    for near in reply.near:
        yield from _near(near)


def _near(near: Near) -> Iterator[str]:
    yield f"of {near.entity.name} the graph holds{'' if near.facts else ' no facts'} (kg show {near.entity.name}):"
    for fact, predicate in near.facts:
        obj = fact.object.name if fact.object else fact.value or ""
        yield clean(f"  {fact.subject.name} — {predicate.en} · {predicate.zh} — {obj}")


# Rich


def ask_rich(reply: Reply, *, explain: bool) -> Iterator[RenderableType]:
    """The same with weight and colour."""
    from rich.text import Text

    if explain:
        yield Text("\n".join(_explained(reply)), style="dim")
    for note in reply.notes:
        yield Text(f"note: {clean(note)}", style="dim")
    if not reply.answered:
        first, *rest = _nothing(reply)
        yield Text(first, style="bold")
        yield from map(Text, rest)
        return
    numbers = Numbers()
    for answer in reply.answers:
        yield Text(_head(answer), style="bold cyan")
        for support in answer.supports:
            yield Text(f"  {_told(support)}")
            for cited in support.citations:
                yield _quote(numbers.of(cited), cited)
    if reply.listed:
        yield Text(f"counted: {', '.join(map(clean, reply.listed))}")
    if reply.total > len(reply.answers):
        yield Text(f"{reply.total - len(reply.answers)} more; --limit {reply.total} shows all", style="dim")


def _quote(number: int, cited: Cited) -> Text:
    from rich.text import Text

    text = Text(f"    [{number}] ")
    text.append(_where(cited), style="dim")
    text.append("\n      ")
    for piece, marked in segments(cited):
        text.append(piece, style="bold yellow" if marked else "")
    return text


# CSV


def ask_csv(reply: Reply) -> Table:
    """A row for each citation of each answer."""
    return (*_ANSWER, *_FACT, "qualifiers", "fact_certainty", "fact_attributed_to", *_CITED), (
        (*_row(answer), *_fact(support), *_cited(cited))
        for answer in reply.answers for support in answer.supports for cited in support.citations
    )  # fmt: skip


def _row(answer: Answer) -> Row:
    id_ = answer.entity.id if answer.entity else None
    return answer.name, id_, answer.value, answer.certainty, answer.attributed_to, answer.conflict


def _fact(support: Support) -> Row:
    fact = support.fact
    other = (fact.object.id, fact.object.name) if fact.object else (None, fact.value)
    said = (details(support.qualifiers), support.certainty, support.attributed_to)
    return fact.id, fact.subject.id, fact.subject.name, fact.predicate, *other, *said


def _cited(cited: Cited) -> Row:
    return cited.file, cited.line, cited.column, cited.start, cited.end, cited.quote


# JSON


def ask_json(reply: Reply) -> dict[str, Any]:
    """A reply; an answer that is a date, a place, an amount or a count has `value` and no `id`."""
    out: dict[str, Any] = {
        "question": reply.question,
        "understood": reply.understood,
        "answered": reply.answered,
        "query": reply.query,
        "answers": [_answer(answer) for answer in reply.answers],
    }
    if reply.notes:
        out["notes"] = list(reply.notes)
    if reply.listed:
        out["counted"] = list(reply.listed)
    if reply.total > len(reply.answers):
        out["total"] = reply.total
    if not reply.answered:
        out |= {"reason": reply.reason, "suggestions": list(reply.suggestions), "nearest": _nearest(reply.near)}
    return out


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "name": answer.name,
        "id": answer.entity.id if answer.entity else None,
        "value": answer.value,
        "certainty": answer.certainty,
        "attributed_to": answer.attributed_to,
        "conflict": answer.conflict,
        "facts": [_support(support) for support in answer.supports],
        "citations": [cited_json(cited) for cited in answer.citations],
    }


def _support(support: Support) -> dict[str, Any]:
    fact = support.fact
    return {
        "id": fact.id,
        "subject": fact.subject.id,
        "predicate": fact.predicate,
        "object": fact.object.id if fact.object else fact.value,
        "qualifiers": _plain(support.qualifiers),
        "certainty": support.certainty,
        "attributed_to": support.attributed_to,
    }


def _plain(qualifiers: Mapping[str, str]) -> dict[str, str]:
    return dict(qualifiers)


def _nearest(near: Iterable[Near]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.entity.id,
            "name": one.entity.name,
            "facts": [
                {
                    "subject": fact.subject.name,
                    "predicate": fact.predicate,
                    "object": fact.object.name if fact.object else fact.value,
                }
                for fact, _ in one.facts
            ],
        }
        for one in near
    ]
