"""Sentences with their mentions marked by hand, so that relations are tested without the recognisers.

`[Person:林知远]在[Org:墨潭科技|company]任职` is a text with two mentions; what follows `|` is the mention's kind, and
what follows a second one its normal form: `[Date:2019年||2019]`.
"""

from __future__ import annotations

import re

from kg.normalise import normalise
from kg.relations.match import relate
from kg.relations.proposal import Proposal, Trace
from kg.relations.tape import Tape, tapes
from kg.schema import Article, Mention
from kg.text import Source

_MARK = re.compile(r"\[(\w+):([^\]|]+)(?:\|([^\]|]*))?(?:\|([^\]]*))?\]")


def marked(text: str) -> tuple[Article, list[Mention]]:
    """The article of a marked text, and its mentions."""
    clean, mentions, at = "", [], 0
    for match in _MARK.finditer(text):
        clean += text[at : match.start()]
        start = len(clean)
        clean += match[2]
        name = match[4] or match[2]
        mentions.append(Mention(start, len(clean), match[1], match[2], name, match[3] or None, by="hand"))
        at = match.end()
    clean += text[at:]
    article, problems = normalise(Source("marked.txt", clean))
    assert article.text == clean, "the marked text is not clean"
    assert problems == []
    return article, mentions


def lines(text: str) -> list[Tape]:
    """The tapes of a marked text."""
    article, mentions = marked(text)
    return list(tapes(article.text, article.blocks, mentions))


def read(text: str, *, trace: list[Trace] | None = None) -> list[Proposal]:
    """The proposals of a marked text."""
    article, mentions = marked(text)
    return relate(article, mentions, trace=trace)


def facts(text: str, *predicates: str) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of a marked text's proposals, sorted; those of `predicates`, if any are given."""
    found = {(p.subject.name, p.predicate, p.object.name if p.object else p.value or "") for p in read(text)}
    return sorted(f for f in found if not predicates or f[1] in predicates)
