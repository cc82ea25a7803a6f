"""Errors: what they carry, and that they travel between processes."""

from __future__ import annotations

import multiprocessing
import pickle

import pytest

from kg import errors
from kg.build import build


@pytest.mark.parametrize(
    "error",
    [
        errors.DataError("no such column", "lists/words.tsv", 3),
        errors.DataError("empty", "lists/words.tsv"),
        errors.NotFoundError("nothing is called so", suggestions=("甲", "乙")),
        errors.UsageError("give one"),
        errors.StoreError("locked"),
    ],
)
def test_errors_survive_pickling(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def _fail(path: str, *, encoding: str | None = None) -> tuple[None, list]:
    if multiprocessing.parent_process() is None:
        return None, []  # the first file is read by the process that asks
    raise errors.DataError("broken list", "words.tsv", 7)


def test_a_data_error_of_a_reading_process_arrives(here, monkeypatch):
    monkeypatch.setattr("kg.build.extract_file", _fail)
    with pytest.raises(errors.DataError, match=r"^words\.tsv:7: broken list$") as told:
        build(["articles"], here / "g.db", jobs=2)
    assert (told.value.file, told.value.line) == ("words.tsv", 7)
