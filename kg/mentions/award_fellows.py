"""Fellows: of several societies (XYZ、ABC会士), of one whose name a year or a word parts from the title (XYZ
2025年新晋会士), and of a company that makes somebody its Fellow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.award_lexicon import names
from kg.mentions.patterns import compiled
from kg.schema import Mention

_TITLE = "(?:Fellow|会士)(?![A-Za-z])"
_SEVERAL = re.compile(rf"(?<![A-Za-z])(?P<several>(?:[A-Z]{{2,8}}(?:[/、和及与]|, ?))+)[A-Z]{{2,8}} ?{_TITLE}")
_PARTED = compiled(
    rf"(?<![A-Za-z])(?P<society>[A-Z]{{2,8}})(?=[^ ]| (?:19|20))\s?(?P<year>(?:19|20)\d\d)?\s?"
    rf"(?:年度?|届)?的?(?:<new-fellow>)?\s?{_TITLE}"
)
_OF_COMPANY = compiled(
    r"<made-fellow>[了为]?[“]?(?P<name>(?!<fellow-post>)[A-Z][A-Za-z]{1,11} (?:Distinguished )?Fellow)(?![A-Za-z])"
)


def fellows(text: str) -> Iterator[Mention]:
    """The fellows that `text` names in other words than the list of awards, unsorted."""
    for match in _SEVERAL.finditer(text):
        for society in re.finditer("[A-Z]+", match["several"]):
            start, end = match.start() + society.start(), match.start() + society.end()
            yield from _of(text, start, end, society.group())
    for match in _PARTED.finditer(text):
        attrs = (("year", match["year"]),) if match["year"] else ()
        yield from _of(text, *match.span(), match["society"], attrs=attrs)
    for match in _OF_COMPANY.finditer(text):
        yield Mention(*match.span("name"), "Award", match["name"], match["name"], "honour", by="award-fellow")


def _of(text: str, start: int, end: int, society: str, *, attrs: tuple[tuple[str, str], ...] = ()) -> Iterator[Mention]:
    """The fellow of a society, if such a one is listed."""
    name = next((n for n in (f"{society} Fellow", f"{society}会士") if n in names()), None)
    if name is not None:
        yield Mention(start, end, "Award", text[start:end], name, "honour", by="award-list", attrs=attrs)
