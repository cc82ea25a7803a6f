"""The sieve before the rules: it may let a pattern through in vain, and must never hold one back that matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.relations.needs import Sieve, needs_of
from kg.relations.rules import load
from kg.relations.tape import tapes
from kg.sources import read

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("毕业于?x", ["毕业", "x"]),
        ("(?:毕业|就读)(?:于)?", ["毕业|就读"]),
        ("(?:毕业|[a-c]*)x+", ["x"]),
        ("(?!不)[甲乙](?<=甲)丙{2}丁{0,3}", ["甲|乙", "甲", "丙"]),
        ("[^甲]乙", ["乙"]),
        (r"\.\d甲", [".", "甲"]),
        ("(?i:a)", []),
    ],
)
def test_the_needs_of_a_pattern(pattern, needs):
    assert needs_of(pattern) == tuple(frozenset(need.split("|")) for need in needs)


def test_nothing_that_matches_is_held_back():
    patterns = [pattern for rule in load() for pattern in rule.patterns]
    sieve = Sieve([pattern.pattern for pattern in patterns])
    tried = 0
    for path in sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/dev").glob("*.txt")]):
        article, _ = normalise(read(str(path))[0])
        for tape in tapes(article.text, article.blocks, recognise(article)):
            passing = sieve.passing(tape.text)
            tried += len(passing)
            assert {n for n, pattern in enumerate(patterns) if pattern.search(tape.text)} <= set(passing)
    assert tried > 1000
