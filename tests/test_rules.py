"""Every rule's own examples: the sentences that it must catch, and those that it must leave alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extract import extract
from kg.normalise.script import simplified
from kg.ontology import load as ontology
from kg.relations.rules import Example, Rule, load
from kg.text import Source

CASES = [(rule, example) for rule in load() for example in rule.examples]


def parse_fact(text: str) -> tuple[str, str, str, dict[str, str]]:
    names = "|".join(sorted(ontology().predicates, key=lambda n: -len(n)))
    match = re.fullmatch(rf"(?P<s>.+?) (?P<p>{names}) (?P<o>.+?)(?P<q>(?: \w+=.*)?)", text)
    assert match, f"not a fact: {text}"
    pairs = [q.strip().partition("=") for q in match["q"].split(";") if q.strip()]
    return match["s"], match["p"], match["o"], {k: v for k, _, v in pairs}


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(CASES)])
def test_rule_reads_its_examples(rule: Rule, example: Example) -> None:
    source = Source("example.txt", example.text)
    found, _ = extract(source)
    said = [
        (s.subject.name, s.predicate, s.object.name, dict(s.qualifiers))
        for s in found.statements
        if s.rule == rule.name
    ]
    if not example.facts:
        assert said == []
    for fact in example.facts:
        assert parse_fact(fact) in said


def test_every_rule_says_why() -> None:
    assert [r.name for r in load() if not r.why] == []


def test_no_example_repeats_an_article():
    """An example that is a sentence of an article with another name in it shows only that the rule fits the article."""
    folder = Path(__file__).resolve().parent.parent / "seeds"
    articles = [simplified(path.read_text("utf-8", "replace"))[0] for path in sorted(folder.glob("*.txt"))]
    assert len(articles) == 5
    # Fourteen characters: longer than the name of a university with one of its schools, shorter than a clause.
    bad = [
        (rule.name, piece)
        for rule, example in CASES
        for piece in (example.text[i : i + 14] for i in range(len(example.text) - 13))
        if any(piece in article for article in articles)
    ]
    assert bad == []
