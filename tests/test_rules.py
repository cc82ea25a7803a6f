"""Every rule's own examples: the sentences that it must catch, and those that it must leave alone."""

from __future__ import annotations

import re

import pytest

from kg.extract import extract
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
