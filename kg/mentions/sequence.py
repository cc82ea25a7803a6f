"""A second witness of names: a chain over the words that weighs how a name begins, goes on and ends.

The model is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) with the labels begin,
inside, end, single and outside, one for organisations ("org") and one for persons ("person"). `heard` does not label
the whole text: it walks to the left from every word that may end a name and gives each stretch what speaks for it as a
name against all its words outside of one (log odds). The weights are learnt by `tools/train_sequence.py`, which weighs
the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicons import load_weights
from kg.mentions.org_lexicon import Hit
from kg.mentions.sequence_cells import (
    AHEAD,
    BESIDE,
    EDGE,
    LEFT,
    LEFT_TWO,
    OWN,
    RIGHT,
    RIGHT_TWO,
    Cell,
    ahead,
    ahead_values,
    beside_values,
    cell,
    lexicon_marks,
    picked,
)
from kg.mentions.words import Words

_LONGEST = 12
#: How many words are remembered with what they weigh: more than the common words of a corpus.
_REMEMBERED = 1 << 14
_HOPELESS_END = -3.0
_HOPELESS = -7.0
_INSIDE = " ·"

Vector = tuple[float, float, float, float]
_NONE: Vector = (0.0, 0.0, 0.0, 0.0)


class _Look:
    """A word's cell with what it weighs where it stands itself and right of a word; the rest, which is asked for near
    likely names only, is summed up when it first is.
    """

    __slots__ = ("_further", "_model", "cell", "own", "right")

    def __init__(self, model: str, this: Cell) -> None:
        self._model, self.cell = model, this
        self.own = _sum(model, "own", OWN, this.own)
        self.right = _sum(model, "right", RIGHT, picked(this, RIGHT))
        self._further: tuple[Vector, Vector, Vector] | None = None

    @property
    def further(self) -> tuple[Vector, Vector, Vector]:
        """What the word weighs left of another, and twice left or right of it."""
        if self._further is None:
            templates = (("left", LEFT), ("left-two", LEFT_TWO), ("right-two", RIGHT_TWO))
            found = [_sum(self._model, group, names, picked(self.cell, names)) for group, names in templates]
            self._further = found[0], found[1], found[2]
        return self._further


class _Steps(NamedTuple):
    """What the steps of the chain weigh against staying outside: those of a name of one word, of one of two words, and
    what a third word and each further one add.
    """

    single: float
    pair: float
    inner: float
    further: float


@cache
def _weights(model: str) -> Mapping[str, Mapping[str, Vector]]:
    """The weights of `kg/lexicon/MODEL_sequence.tsv`: template, value, and what each label gains against outside."""
    tables: dict[str, dict[str, Vector]] = {}
    for template, value, (begin, inside, end, single) in load_weights(f"{model}_sequence", 4):
        tables.setdefault(template, {})[value] = (begin, inside, end, single)
    return tables


def _total(vectors: Iterable[Vector]) -> Vector:
    a = b = c = d = 0.0
    for begin, inside, end, single in vectors:
        a += begin
        b += inside
        c += end
        d += single
    return a, b, c, d


@cache
def _tables(model: str, group: str, names: tuple[str, ...]) -> tuple[Mapping[str, Vector], ...]:
    """The weights of the templates `names` of a group, in their order."""
    tables = _weights(model)
    return tuple(tables.get(f"{group}/{name}", {}) for name in names)


def _sum(model: str, group: str, names: tuple[str, ...], found: Iterable[str]) -> Vector:
    tables = _tables(model, group, names)
    return _total([table[value] for table, value in zip(tables, found, strict=True) if value in table])


@lru_cache(maxsize=_REMEMBERED)
def _look(model: str, word: str, tag: str, found: str) -> _Look:
    return _Look(model, cell(word, tag, found))


@cache
def _edge(model: str) -> _Look:
    return _Look(model, EDGE)


@lru_cache(maxsize=_REMEMBERED)
def _beside(model: str, *found: str) -> Vector:
    return _sum(model, "beside", BESIDE, beside_values(*found))


@lru_cache(maxsize=1 << 12)
def _ahead(model: str, suffix: str, distance: int) -> Vector:
    return _sum(model, "ahead", AHEAD, ahead_values(suffix, distance))


@cache
def _steps(model: str) -> _Steps:
    step = {value: vector[0] for value, vector in _weights(model)["step"].items()}
    stay = step["outside outside"]
    single = step["outside single"] + step["single outside"] - 2 * stay
    pair = step["outside begin"] + step["begin end"] + step["end outside"] - 3 * stay
    inner = step["begin inside"] + step["inside end"] - step["begin end"] - stay
    return _Steps(single, pair, inner, step["inside inside"] - stay)


def heard(model: str, words: Words, hits: Sequence[Hit], least: float) -> dict[tuple[int, int], float]:
    """Every stretch [start, end) of whole words that the chain of `model` gives log odds of at least `least` as a name,
    with these; `hits` are the forms of the lexicon in the text.
    """
    texts, tags, starts = words.words, words.tags, words.starts
    looks = [_look(model, *word) for word in zip(texts, tags, lexicon_marks(words, hits), strict=True)]
    count = len(looks)
    suffixes = ahead([look.cell for look in looks])
    looks += (_edge(model), _edge(model))  # -1 and -2 are the edge as well
    known: dict[int, Vector] = {}
    steps = _steps(model)

    def weigh(i: int) -> Vector:
        if i not in known:
            here, left, right, two = looks[i], looks[i - 1], looks[i + 1], looks[i + 2]
            c, r, t = here.cell, right.cell, two.cell
            beside = _beside(model, left.cell.tag, c.tag, c.place, r.tag, r.tag_length, r.suffix, t.tag, t.suffix)
            suffix = suffixes[i]
            further = _ahead(model, *suffix) if suffix else _NONE
            left_two, right_two = looks[i - 2].further[1], two.further[2]
            parts = (here.own, left.further[0], right.right, left_two, right_two, beside, further)
            known[i] = _total(parts)
        return known[i]

    result: dict[tuple[int, int], float] = {}
    for last in range(count):
        own, right = looks[last].own, looks[last + 1].right
        if own[2] + right[2] < _HOPELESS_END and own[3] + right[3] < _HOPELESS_END:
            continue
        end = starts[last + 1]
        here = weigh(last)
        score = here[3] + steps.single
        if score >= least:
            result[starts[last], end] = score
        tail = here[2] + steps.pair
        for first in range(last - 1, max(-1, last - _LONGEST), -1):
            if tags[first] == "x" and texts[first] not in _INSIDE:
                break
            here = weigh(first)
            score = tail + here[0]
            if score >= least:
                result[starts[first], end] = score
            tail += here[1] + (steps.inner if first == last - 1 else steps.further)
            if tail < _HOPELESS:
                break
    return result
