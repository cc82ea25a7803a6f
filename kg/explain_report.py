"""Explanations as JSON and as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.explain import Explained, Explanation, Shown, WhyNot, sides
from kg.render import clean, details, segments
from kg.render_json import cited_json, node_json

if TYPE_CHECKING:
    from kg.evaluate import Count
    from kg.query import FactRow
    from kg.relations.match import Trace
    from kg.relations.rules import Rule
    from kg.resolve.explain import Explanation as Merge
    from kg.rulebook import Near

UNWRITTEN = "no rule file holds it: the name or the layout itself says the fact"


# kg explain


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """A fact with its statements."""
    fact = explanation.fact
    return {
        "id": fact.id,
        "subject": node_json(fact.subject),
        "predicate": fact.predicate,
        "object": node_json(fact.object) if fact.object else {"value": fact.value},
        "statements": [_statement_json(statement) for statement in explanation.statements],
    }


def _statement_json(said: Explained) -> dict[str, Any]:
    return {
        "id": said.id,
        "rule": said.rule,
        "why": said.why,
        "qualifiers": dict(said.qualifiers),
        "certainty": said.certainty,
        "attributed_to": said.attributed_to,
        "citations": [
            {
                **cited_json(shown.cited),
                "before": shown.before, "after": shown.after, "without_context": shown.missing,
                "mentions": [
                    {
                        "text": m.text, "type": m.type, "entity": m.entity, "name": m.name, "side": m.side,
                        "line": m.line, "column": m.column,
                    }
                    for m in shown.mentions
                ],
            }
            for shown in said.quotes
        ],
    }  # fmt: skip


def explanation_plain(explanation: Explanation) -> Iterator[str]:
    """A fact, then each statement with its rule, what it says, and its quotes in their lines."""
    fact = explanation.fact
    yield f"{' '.join(map(clean, sides(fact)))}  {fact.id}"
    yield f"  {_ends(fact)}  {explanation.en} · {explanation.zh}"
    for said in explanation.statements:
        yield ""
        yield f"  rule {said.rule}: {said.why or UNWRITTEN}"
        if said.qualifiers:
            yield f"    {details(said.qualifiers)}"
        by = f", says {said.attributed_to}" if said.attributed_to else ""
        if said.certainty == "attributed" and not by:
            by = ", by a party that is not named"
        yield f"    {said.certainty}{by}"
        for number, shown in enumerate(said.quotes):
            yield from _quote_plain(shown, "quote" if number == 0 else "antecedent")


def _ends(fact: FactRow) -> str:
    return f"{fact.subject.id} → {fact.object.id if fact.object else 'a value'}"


def _quote_plain(shown: Shown, what: str) -> Iterator[str]:
    cited = shown.cited
    yield f"    {what} {cited.file}:{cited.line}:{cited.column}"
    marked = "".join(f"«{text}»" if mark else text for text, mark in segments(cited))
    yield f"      {clean(shown.before)}[{marked}]{clean(shown.after)}"
    if shown.missing:
        yield f"      (no context: {shown.missing})"
    for mention in shown.mentions:
        side = f"{mention.side} " if mention.side else ""
        known = "" if mention.name == mention.text else f" = {mention.name}"
        yield f"      {mention.line}:{mention.column} {side}{mention.type} {clean(mention.text)}{known}"


# kg why-not


def why_not_json(why: WhyNot) -> dict[str, Any]:
    """What the extractor made of a sentence; `start` and `end` count in the clean text of the sentence."""
    return {
        "sentence": why.sentence,
        "mentions": [
            {
                "start": m.start, "end": m.end, "text": m.text, "type": m.type, "kind": m.kind, "name": m.name,
                "by": m.by,
            }
            for m in why.mentions
        ],
        "facts": [
            {
                "subject": s.subject.name, "predicate": s.predicate, "object": s.object.name,
                "qualifiers": dict(s.qualifiers), "certainty": s.certainty, "attributed_to": s.attributed_to,
                "rule": s.rule, "quotes": [c.quote for c in s.citations],
            }
            for s in why.statements
        ],
        "stopped": [{"rule": t.rule, "text": t.text, "outcome": t.outcome} for t in why.stopped],
        "near": [
            {
                "rule": n.rule, "pattern": n.pattern, "words": list(n.words), "missing": list(n.missing),
                "hidden": n.hidden, "matched": n.matched, "fits": n.fits, "stops": n.stops,
            }
            for n in why.silent
        ],
    }  # fmt: skip


def why_not_plain(why: WhyNot) -> Iterator[str]:
    """Mentions, facts, matches that were stopped, and rules that came near, each under its heading."""
    yield "mentions"
    for m in why.mentions:
        name = "" if m.name == m.text else f" = {m.name}"
        kind = f" · {m.kind}" if m.kind else ""
        yield f"  {m.start}–{m.end}  {clean(m.text)}{name}  ({m.type}{kind})  {m.by}"
    if not why.mentions:
        yield "  none: without mentions no rule can match; see kg/lexicon and kg/mentions"
    yield ""
    yield "facts"
    for s in why.statements:
        beside = "; ".join(filter(None, (details(s.qualifiers), "" if s.certainty == "asserted" else s.certainty)))
        yield f"  {s.subject.name} {s.predicate} {s.object.name}{f'  ({beside})' if beside else ''}  {s.rule}"
    if not why.statements:
        yield "  none"
    if why.stopped:
        yield ""
        yield "matched, but stopped"
        yield from map(_trace_plain, why.stopped)
    if why.silent:
        yield ""
        yield "near, but no match"
        for near in why.silent:
            yield from _near_plain(near)


def _trace_plain(step: Trace) -> str:
    return f"  {step.rule}: {step.outcome}  “{clean(step.text)}”"


def _near_plain(near: Near) -> Iterator[str]:
    yield f"  {near.rule}  has {', '.join(near.words)}"
    if near.hidden:
        yield "    the words stand inside a mention"
    if near.missing:
        yield f"    no mention of type {', '.join(near.missing)}"
    if near.matched and near.stops:
        yield f"    fits “{clean(near.matched)}”, stops before {near.stops}"
    elif near.matched:
        yield f"    fits “{clean(near.matched)}”, but in a place where another part of the pattern forbids it"
    else:
        yield f"    not even the beginning fits: {near.pattern}"


# kg rules


def rules_json(
    rules: Sequence[Rule],
    patterns: Mapping[str, Sequence[str]],
    hits: Mapping[str, int] | None,
    precision: Mapping[str, Count] | None,
    *,
    unwritten: Sequence[str] = (),
) -> dict[str, Any]:
    """The rules; `hits` and `gold` only where they were asked for and could be had.

    `unwritten` are the names of what else made statements and stands in no rule file.
    """

    def figures(name: str) -> dict[str, Any]:
        count = (precision or {}).get(name)
        gold = count and {"right": count.right, "wrong": count.wrong, "precision": round(count.precision, 4)}
        return {
            **({} if hits is None else {"hits": hits.get(name, 0)}),
            **({} if precision is None else {"gold": gold}),
        }

    written = [
        {
            "rule": rule.name,
            "predicate": rule.predicate,
            "why": rule.why,
            "patterns": list(patterns[rule.name]),
            "examples": [{"text": e.text, "facts": list(e.facts)} for e in rule.examples],
            **figures(rule.name),
        }
        for rule in rules
    ]
    others = [{"rule": name, "predicate": None, "why": UNWRITTEN, **figures(name)} for name in unwritten]
    return {"rules": [*written, *others]}


def rules_plain(
    rules: Sequence[Rule],
    patterns: Mapping[str, Sequence[str]],
    hits: Mapping[str, int] | None,
    precision: Mapping[str, Count] | None,
    *,
    unwritten: Sequence[str] = (),
    full: bool,
) -> Iterator[str]:
    """Two lines for each rule, its figures and its reason; `full` adds patterns and examples."""

    def figures(name: str) -> str:
        told = [] if hits is None else [f"{hits.get(name, 0)} hits"]
        count = (precision or {}).get(name)
        if count is not None:
            told.append(f"precision {count.precision:.3f} ({count.right}/{count.right + count.wrong})")
        return f"  [{', '.join(told)}]" if told else ""

    for rule in rules:
        yield f"{rule.name} → {rule.predicate}{figures(rule.name)}"
        yield f"  {rule.why}"
        if full:
            yield from (f"  pattern  {pattern}" for pattern in patterns[rule.name])
            for example in rule.examples:
                yield f"  {'yes' if example.facts else 'no '}  {example.text}"
                yield from (f"       {fact}" for fact in example.facts)
    for name in unwritten:
        yield f"{name}{figures(name)}"
        yield f"  {UNWRITTEN}"


# kg explain-merge


def merge_json(merge: Merge) -> dict[str, Any]:
    """Why two names are one entity or two."""
    return asdict(merge)


def merge_plain(merge: Merge) -> Iterator[str]:
    """The decision, then each reason with its points."""
    yield merge.sentence
    yield f"  {merge.type}: {merge.a}" + ("" if merge.a == merge.b else f" and {merge.b}")
    for feature in merge.features:
        yield f"  {feature.score:+6.2f}  {feature.name}: {clean(feature.sentence)}"
    yield f"  {merge.score:+6.2f}  in sum; {merge.threshold:g} joins; {merge.decision}, by {merge.by}"
