"""The statistics behind the name recognisers: character tables, learnt weights, and the features they weigh.

A candidate's score is a sum of three parts, each a sum of table look-ups: what stands left of it, what it looks like
inside, what stands right of it. The parts are independent, so that a place in the text is looked at once however many
candidates begin or end there. The weights are learnt by `tools/train_names.py`, which calls the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicons import load_table, load_weights
from kg.mentions.org_lexicon import lexicon
from kg.mentions.words import Words, in_dictionary

Values = tuple[object, ...]
Tables = tuple[Mapping[str, float], ...]

LEFT = ("word", "tag", "end", "class", "behind", "behind-tag", "behind-class")
RIGHT = ("word", "tag", "begin", "class", "behind", "behind-tag", "behind-class")
NAME_HAN = ("surname", "given", "first", "second", "third", "foreign", "compound")
INNER_HAN = ("listed", "given-listed", "words")
INNER_WORDS = (
    *("words", "length", "foreign", "begin", "end", "dots", "listed", "tags"),
    *("person", "person-end", "end-two"),
)


_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+\Z")


@dataclass(frozen=True, slots=True)
class CharTable:
    """Log odds of characters in names against running text: as surname, first and second of two given characters,
    single given character, and in names from other languages; of the last also in persons' against places' names.
    """

    surname: Mapping[str, float]
    first: Mapping[str, float]
    second: Mapping[str, float]
    single: Mapping[str, float]
    foreign: Mapping[str, float]
    person: Mapping[str, float]


@cache
def char_table() -> CharTable:
    """The table of `kg/lexicon/person_chars.tsv`."""
    columns: tuple[dict[str, float], ...] = ({}, {}, {}, {}, {}, {})
    for row in load_table("person_chars"):
        for column, key in zip(columns, ("surname", "first", "second", "single", "foreign", "person"), strict=True):
            if row[key]:
                column[row["char"]] = float(row[key])
    for row in load_table("person_surnames"):
        columns[0].setdefault(row["surname"], float(row["odds"]))
    return CharTable(*columns)


@cache
def weights(model: str) -> Mapping[str, Mapping[str, float]]:
    """The weights of `model` from `kg/lexicon/MODEL_weights.tsv`: for each template its values' weights."""
    tables: dict[str, dict[str, float]] = {}
    for template, value, (weight,) in load_weights(f"{model}_weights", 1):
        tables.setdefault(template, {})[value] = weight
    return tables


@cache
def tables(model: str, part: str, templates: tuple[str, ...]) -> Tables:
    """The look-up tables of `part` ("han/left", …) in the order of `templates`."""
    learnt = weights(model)
    return tuple(learnt.get(f"{part}/{name}", {}) for name in templates)


def total(values: Sequence[str], look_up: Tables) -> float:
    """The sum of the weights of `values`, one for each table."""
    score = 0.0
    for value, table in zip(values, look_up):  # noqa: B905 (strict costs a third of the time, and this is the inmost loop)
        if value in table:
            score += table[value]
    return score


def _cut(word: str) -> str:
    """What it means to cut `word`: a word of the dictionary, or one that the segmenter put together itself."""
    return "cut" if in_dictionary(word) else "loose"


Side = tuple[str, str, str, str]
Beside = tuple[float, str]


def left_side(words: Words, start: int) -> Side:
    """The word left of character `start` with its tag, and the word behind it with its tag."""
    if start == 0:
        return ("^", "^", "^", "^")
    texts, tags, number = words.words, words.tags, words.at[start]
    begin = words.starts[number]
    if begin < start:
        before, tag = words.text[begin:start], _cut(texts[number])
    else:
        number -= 1
        before, tag = texts[number], tags[number]
    behind, behind_tag = (texts[number - 1], tags[number - 1]) if number else ("^", "^")
    if before == " " and number:
        before, tag = behind, behind_tag
        behind, behind_tag = (texts[number - 2], tags[number - 2]) if number > 1 else ("^", "^")
    return (before, tag, "^", "^") if before == "\n" else (before, tag, behind, behind_tag)


def right_side(words: Words, end: int) -> Side:
    """The word right of character `end` with its tag, and the word behind it with its tag."""
    if end >= len(words.text):
        return ("$", "$", "$", "$")
    texts, tags, number = words.words, words.tags, words.at[end]
    after, tag = texts[number], tags[number]
    if words.starts[number] < end:
        after, tag = words.text[end : words.starts[number + 1]], _cut(after)
    count = len(texts)
    if after == " " and number + 1 < count:
        number += 1
        after, tag = texts[number], tags[number]
    if after == "\n":
        return after, tag, "$", "$"
    return (after, tag, texts[number + 1], tags[number + 1]) if number + 1 < count else (after, tag, "$", "$")


def left_values(side: Side) -> tuple[str, ...]:
    """What stands left of a stretch, one value for each template of LEFT."""
    word, tag, behind, behind_tag = side
    near = word_class(word)
    return word, tag if tag != "x" else word, word[-1], near, behind, behind_tag, near + word_class(behind)


def right_values(side: Side) -> tuple[str, ...]:
    """What stands right of a stretch, one value for each template of RIGHT."""
    word, tag, behind, behind_tag = side
    near = word_class(word)
    return word, tag if tag != "x" else word, word[0], near, behind, behind_tag, near + word_class(behind)


NEAR = 4
"""How many of the first templates of LEFT and RIGHT speak of the nearest word alone; the last one speaks of both."""


@cache
def side_scorer(model: str, part: str) -> Callable[[Side], float]:
    """What weighs what stands beside a stretch for `model` ("person", "org") in `part` ("left", "han/right", …)."""
    left = part.endswith("left")
    learnt = tables(model, part, LEFT if left else RIGHT)
    values = left_values if left else right_values

    # Two small look-ups by word, since the pairs of words are many more than the words.
    @lru_cache(maxsize=1 << 12)
    def near(word: str, tag: str) -> Beside:
        return total(values((word, tag, "-", "-"))[:NEAR], learnt[:NEAR]), word_class(word)

    @lru_cache(maxsize=1 << 12)
    def behind(word: str, tag: str) -> Beside:
        return total((word, tag), learnt[NEAR:-1]), word_class(word)

    pairs = dict(learnt[-1])

    def score(side: Side) -> float:
        word, tag, further, further_tag = side
        own, first = near(word, tag)
        more, second = behind(further, further_tag)
        return own + more + pairs.get(first + second, 0.0)

    return score


@cache
def _classes() -> Mapping[str, str]:
    return {
        **{row["form"]: "role" for row in load_table("roles")},
        **{row["word"]: row["class"] for row in load_table("person_contexts")},
    }


@lru_cache(maxsize=1 << 12)
def word_class(word: str) -> str:
    """What a word beside a name says: a role, a verb of speech, an organisation, a mark, nothing ("-")."""
    found = _classes().get(word)
    if found:
        return found
    if len(word) == 1:
        return word if not word.isalnum() else "-"
    if word in lexicon().meanings:
        return "org"
    return "role" if word[-2:] in _classes() and _classes()[word[-2:]] == "role" else "-"


def shape(words: Words, start: int, end: int) -> str:
    """How the words lie in [start, end): tags with lengths; `<` and `>` where a word is cut by the span's ends."""
    number = words.at[start]
    begin = words.starts[number]
    parts = ["<" if in_dictionary(words.words[number]) else "~"] if begin < start else []
    while begin < end:
        begin = words.starts[number + 1]
        parts.append(f"{words.tags[number]}{len(words.words[number])}")
        number += 1
    if begin > end:
        parts.append(">" if in_dictionary(words.words[number - 1]) else "~")
    return "+".join(parts)


def foreign_mean(text: str) -> float:
    """The mean log odds of the characters of `text` (its dots aside) to stand in a name from another language."""
    table = char_table().foreign
    letters = [table.get(c, -6.0) for c in text if c != "·"]
    return sum(letters) / len(letters)


def given_odds(given: str) -> float:
    """The log odds that `given` (one or two characters; of longer ones the last two) is a given name."""
    chars = char_table()
    if len(given) == 1:
        return chars.single.get(given, -2.0)
    return chars.first.get(given[-2], -2.0) + chars.second.get(given[-1], -2.0)


def _tags(words: Words, start: int, end: int) -> str:
    return "+".join(dict.fromkeys(words.tags[words.at[start] : words.at[end - 1] + 1]))


def name_values(name: str, surname: str) -> tuple[str, ...]:
    """What a surname with a given name is made of, one value for each template of NAME_HAN."""
    given = name[len(surname) :]
    kind = str(len(given))
    return (
        f"{kind}:{round(char_table().surname.get(surname, -5.0))}",
        f"{kind}:{round(given_odds(given))}",
        surname,
        given[0],
        f"{kind}{given[-1]}",
        f"{kind}:{round(foreign_mean(name))}",
        f"{len(surname)}",
    )


def han_values(words: Words, start: int, end: int, surname: str) -> tuple[str, ...]:
    """How a surname with a given name lies among the words, one value for each template of INNER_HAN."""
    name = words.text[start:end]
    given = name[len(surname) :]
    kind = str(len(given))
    return (
        f"{kind}{_tags(words, start, end)}" if in_dictionary(name) else f"{kind}0",
        f"{kind}{in_dictionary(given):d}{words.begins(start):d}{words.begins(end):d}",
        f"{kind}:{shape(words, start, end)}",
    )


def word_values(words: Words, start: int, end: int) -> tuple[str, ...]:
    """What a stretch of words at [start, end) looks like as a name, one value for each template of INNER_WORDS."""
    name = words.text[start:end]
    pattern = shape(words, start, end)
    length = min(end - start, 5)
    person = char_table().person
    return (
        pattern,
        f"{length}:{pattern.count('+')}",
        f"{length}:{round(foreign_mean(name) * 2)}",
        name[0],
        name[-1],
        f"{name.count('·')}:{length}",
        f"{length}{in_dictionary(name):d}",
        _tags(words, start, end),
        f":{round(sum(person.get(c, 0.0) for c in name) * 2 / len(name))}",
        f":{round(person.get(name[-1], 0.0) * 2)}",
        name[-2:],
    )


def is_han(text: str) -> bool:
    """Whether `text` is all Chinese characters."""
    return _HAN.match(text) is not None
