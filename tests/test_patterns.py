"""Words in lists, patterns in code: how the one gets into the other, and that neither is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.mentions.patterns import any_of, classes, compiled, fill
from kg.relations.rules import LISTS, expand, word_classes

ROOT = Path(__file__).resolve().parent.parent
CODE = [p for folder in ("mentions", "relations") for p in sorted((ROOT / "kg" / folder).glob("*.py"))]


def test_the_longest_word_wins():
    assert any_of(["获", "获得", "获得了"]) == "(?:获得了|获得|获)"
    assert re.match(any_of(["及", "以及", "以及其"]), "以及其他")[0] == "以及其"


def test_signs_in_words_are_only_signs():
    assert re.fullmatch(any_of(["C++", "A.B"]), "C++")
    assert not re.fullmatch(any_of(["A.B"]), "AxB")


def test_a_pattern_gets_the_words_of_its_classes():
    assert compiled("<sex>$").search("男")
    assert fill("(?P<name>x)(?<=x)") == "(?P<name>x)(?<=x)"


def test_an_unknown_class_is_refused():
    with pytest.raises(DataError, match="no-such-class"):
        fill("<no-such-class>")
    with pytest.raises(DataError, match="no-such-class"):
        expand("<no-such-class>", "here")


def test_every_class_of_the_lists_for_code_is_asked_for():
    code = "".join(p.read_text("utf-8") for p in CODE)
    for table in ("mention_words", "clause_words", "guard_words"):
        assert [name for name in classes(table) if f"<{name}>" not in code] == [], table


def test_no_class_stands_in_two_lists():
    assert len(word_classes()) == sum(len(classes(table)) for table in LISTS)


@pytest.mark.parametrize("path", CODE, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_module_lists_chinese_words(path):
    code = re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
    code = re.sub(r"#.*", "", code)
    word = "[\u4e00-\u9fff]{2,}"
    assert re.findall(rf"{word}(?:\|{word}){{2,}}", code) == []
    assert re.findall(rf'"{word}"(?:, *"{word}"){{2,}}', code) == []
