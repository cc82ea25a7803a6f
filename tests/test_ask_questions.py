"""The questions of tests/ask to the graphs of seeds and tests/dev: `kg ask` must answer them as the articles do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from kg import ontology
from kg.build import build

ROOT = Path(__file__).resolve().parent.parent


def _bench():
    spec = importlib.util.spec_from_file_location("bench_ask", ROOT / "bench/ask.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bench = _bench()


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    found = []
    for name, source in bench.SETS.items():
        db = tmp_path_factory.mktemp("asked") / f"{name}.db"
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(ROOT)
            build([source], db)
        found += bench.score(db, bench.load(name))
    return found


def test_nine_in_ten_are_answered_exactly(results):
    for chinese in (True, False):
        askable = [r for r in results if r.question.answers and r.question.chinese is chinese]
        missed = [(r.question.ask, r.got) for r in askable if not r.exact]
        assert len(missed) <= (1 - bench.FLOOR) * len(askable), missed


def test_none_is_answered_that_the_sources_do_not_answer(results):
    assert [(r.question.ask, r.got) for r in results if not r.question.answers and r.got] == []


def test_the_questions_cover_languages_and_predicates():
    questions = [question for name in bench.SETS for question in bench.load(name)]
    assert len({question.ask for question in questions}) == len(questions)
    askable = [question for question in questions if question.answers]
    assert sum(question.chinese for question in askable) >= 60
    assert sum(not question.chinese for question in askable) >= 30
    assert len(questions) - len(askable) >= 15
    covered = {name for question in askable for name in question.covers}
    assert covered == set(ontology.load().predicates)
