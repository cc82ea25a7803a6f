"""A score as JSON and as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.evaluate import Count, Found, Score, Share
from kg.negative import Fired


def as_json(score: Score) -> dict[str, Any]:
    """The whole score for programs."""
    return {
        "total": score.total.as_dict(),
        "qualifiers": {
            "recall": round(score.qualifier_recall.value, 4),
            "precision": round(score.qualifier_precision.value, 4),
        },
        "certainty": round(score.certainty.value, 4),
        "optional": {"found": score.optional.hits, "of": score.optional.of},
        "by_predicate": {name: count.as_dict() for name, count in sorted(score.by_predicate.items())},
        "by_article": {name: count.as_dict() for name, count in sorted(score.by_article.items())},
        "misses": [{"article": g.article, "file": g.file, "line": g.line, **g.row.model_dump()} for g in score.misses],
        "extras": [
            {
                "article": f.article,
                "subject": f.names[0],
                "predicate": f.names[1],
                "object": f.names[2],
                "qualifiers": {key: list(values) for key, values in f.item.qualifiers.items()},
                "certainty": f.certainty,
                "rules": list(f.rules),
                "duplicate": f in score.duplicates,
                "citation": f.citation.model_dump(),
            }
            for f in score.extras
        ],
        "inexact": [
            {
                **{"article": g.article, "file": g.file, "line": g.line, **g.row.model_dump()},
                "found": {"qualifiers": {k: list(v) for k, v in f.item.qualifiers.items()}, "certainty": f.certainty},
            }
            for g, f in score.inexact
        ],
        "without_facts": list(score.unread),
    }


def plain(score: Score, *, by: str | None, misses: bool, extras: bool) -> Iterator[str]:
    """The score as lines, broken down `by` predicate or article, with the lists that are asked for."""
    yield _line("total", score.total)
    yield (
        f"qualifiers  recall {_share(score.qualifier_recall)}  precision {_share(score.qualifier_precision)}  "
        f"certainty {_share(score.certainty)}  optional found {score.optional.hits}/{score.optional.of}"
    )
    if score.unread:
        yield f"no facts from: {', '.join(score.unread)}"
    breakdown = {"predicate": score.by_predicate, "article": score.by_article}.get(by or "", {})
    for name, count in sorted(breakdown.items()):
        yield _line(name, count)
    for gold in score.misses if misses else ():
        row = gold.row
        yield f"{gold.file}:{gold.line}:1: miss {row.subject} {row.predicate} {row.object} [{row.qualifiers}]"
        yield f"    {row.quote}"
    for gold, found in score.inexact if misses else ():
        row = gold.row
        yield f"{gold.file}:{gold.line}:1: inexact {row.subject} {row.predicate} {row.object}"
        yield f"    wanted [{row.qualifiers}] {row.certainty}, found [{_told(found)}] {found.certainty}"
    for found in score.extras if extras else ():
        code = "duplicate" if found in score.duplicates else "extra"
        cited = found.citation
        yield f"{cited.file}@{cited.start}: {code} {' '.join(found.names)} [{_told(found)}] ({', '.join(found.rules)})"
        yield f"    {' '.join(cited.quote.split())}"


def _told(found: Found) -> str:
    return "; ".join(f"{key}={'|'.join(values)}" for key, values in found.item.qualifiers.items())


def _line(name: str, count: Count) -> str:
    return (
        f"{name:<24}  P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}  "
        f"right {count.right}  wrong {count.wrong}  missed {count.missed}"
    )


def _share(share: Share) -> str:
    return f"{share.value:.3f} ({share.hits}/{share.of})"


def negative_json(count: int, fired: Sequence[Fired]) -> dict[str, Any]:
    """The sentences that should have yielded nothing, for programs."""
    return {
        "sentences": count,
        "fired": [
            {
                "file": one.file,
                "line": one.line,
                "text": one.text,
                "facts": [
                    {"subject": s.subject.name, "predicate": s.predicate, "object": s.object.name, "rule": s.rule}
                    for s in one.statements
                ],
            }
            for one in fired
        ],
    }


def negative_plain(count: int, fired: Sequence[Fired]) -> Iterator[str]:
    """The same as lines."""
    yield f"negative  {len(fired)} of {count} sentences yielded facts"
    for one in fired:
        for s in one.statements:
            yield f"{one.file}:{one.line}:1: fired {s.subject.name} {s.predicate} {s.object.name} ({s.rule})"
        yield f"    {one.text}"
