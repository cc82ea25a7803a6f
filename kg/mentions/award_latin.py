"""Awards that no list holds, named in Latin letters: capitalised words that end as a prize does (Kell Memorial Award).

Such names stand in Chinese sentences as they are (获得 Kell Memorial Award), so their form is all there is to go by. A
year before or inside the name is the mention's attribute `year`, as it is of names in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.patterns import compiled
from kg.schema import Mention

_HEAD = compiled(r"(?<= )(?:<award-latin-head>|<award-latin-contest>)(?![A-Za-z0-9])(?! ?(?:<award-latin-not>))")
_CONTEST = compiled("<award-latin-contest>")
#: What stands before the head: capitalised words, initials (J.J.) and years, with small words between them only.
_BODY = compiled(
    r"(?<![A-Za-z0-9.])(?:(?:[A-Z][A-Za-z0-9'’\-/]*\.?(?:[A-Z]\.)*|(?:19|20)\d\d|&) (?:(?:<award-latin-link>) )*){1,9}$"
)
#: What no name of a prize begins with (Winner of the …).
_LEAD = compiled(r"(?:<award-latin-lead>)(?: (?:of|the|an?))* |(?:<sentence-start>) ")
_YEAR = re.compile(r"(?:^| )(?P<year>(?:19|20)\d\d)(?= |$)")
_YEAR_BEHIND = re.compile(r" (?P<year>(?:19|20)\d\d)(?=[，。；、：:）\n]|$)")
#: What says only that there is an award.
_BARE = compiled(r"(?:(?:<award-latin-plain>) )*(?:<award-latin-head>)")
_REACH = 90


def _kind(head: str) -> str:
    return "championship" if _CONTEST.fullmatch(head) else "prize"


def latin_awards(text: str) -> Iterator[Mention]:
    """The awards in Latin letters that `text` names, in its order."""
    for head in _HEAD.finditer(text):
        body = _BODY.search(text[max(0, head.start() - _REACH) : head.start()])
        if body is None:
            continue
        start, end = head.start() - len(body.group()), head.end()
        while lead := _LEAD.match(text, start, end):
            start = lead.end()
        years = {m["year"] for m in _YEAR.finditer(text[start:end])}
        name = " ".join(_YEAR.sub("", text[start:end]).split())
        if not _BARE.fullmatch(name):
            if not years and (behind := _YEAR_BEHIND.match(text, end)):
                years, end = {behind["year"]}, behind.end()
            attrs = (("year", min(years)),) if len(years) == 1 else ()
            yield Mention(start, end, "Award", text[start:end], name, _kind(head.group()), by="award-form", attrs=attrs)
