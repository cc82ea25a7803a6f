"""The awards of the lexicon, and the words for posts, which no honour is called."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicons import load_table


@cache
def forms_listed() -> dict[str, tuple[str, str, bool]]:
    """Each listed form with the name of its award, the kind, and whether it needs a grade after it."""
    forms: dict[str, tuple[str, str, bool]] = {}
    for row in load_table("awards"):
        for form in (row["name"], *row["aliases"].split("|")):
            if len(form) > 1 and form not in row["weak"].split("|"):
                forms.setdefault(form, (row["name"], row["kind"], False))
        for form in row["weak"].split("|"):
            if len(form) > 1:
                forms.setdefault(form, (row["name"], row["kind"], True))
    return forms


@cache
def lexicon() -> tuple[AhoCorasick, tuple[tuple[str, str, bool], ...]]:
    """An automaton over the listed forms, and what each of them means."""
    forms = forms_listed()
    keys = sorted(forms)
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest), tuple(forms[k] for k in keys)


@cache
def names() -> frozenset[str]:
    """The names of the listed awards."""
    return frozenset(name for name, _kind, _weak in lexicon()[1])


@cache
def posts() -> frozenset[str]:
    """The words for posts."""
    return frozenset(row["form"] for row in load_table("roles"))


def cuts_latin(text: str, start: int, end: int) -> bool:
    """Whether the stretch [start, end) begins or ends inside a Latin word."""

    def word(index: int) -> bool:
        return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()

    return (word(start) and word(start - 1)) or (word(end - 1) and word(end))
