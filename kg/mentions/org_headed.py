"""Firms by where their names stand and how they are written out: the head of a section whose next line says who founded
it, and the registered name with a place in brackets (墨潭（深圳）机器人技术有限公司).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.org_words import barred
from kg.mentions.patterns import compiled
from kg.mentions.places import place_names
from kg.mentions.words import Words, cut, in_dictionary
from kg.schema import Mention

_HEAD = compiled(
    r"(?:^|\n)[ \t]*(?:(?:<numbering>|\d{1,2})[、.．)）]? ?|[【●■·*-] ?)?"
    r"(?P<name>[A-Z\u4e00-\u9fff][A-Za-z0-9.+&\u4e00-\u9fff -]{1,18}?)[】：]?[ \t]*\n+[ \t]*(?:<house-label>)[ ：]"
)
_NO_NAME = compiled("<no-firm-name>")
_LEGAL = compiled("（(?P<place>[\u4e00-\u9fff]{2,6})）[\u4e00-\u9fff]{2,14}?(?:<legal-form>)")
#: What a headline begins with (记某某公司总经理张三).
_REPORTS = compiled("<headline-verb>")
_LONGEST, _MOST_WORDS = 6, 2
_NOT_FRONT = frozenset("pcudrxmftwy")


def with_headed(text: str, orgs: Sequence[Mention]) -> list[Mention]:
    """The organisations, with the firms that head sections or are written out; what overlaps these is dropped."""
    found = [*_heads(text), *_legal(text)]
    if not found:
        return list(orgs)
    apart = [o for o in orgs if all(o.end <= f.start or f.end <= o.start for f in found)]
    return sorted([*apart, *found], key=lambda o: o.start)


def _heads(text: str) -> Iterator[Mention]:
    words = cut(text)
    names = {m["name"].strip() for m in _HEAD.finditer(text) if _coined(words, *m.span("name"))}
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not name.isascii() or not any(
                c.isascii() and c.isalnum() for c in text[at - 1 : at] + text[end : end + 1]
            ):
                yield Mention(at, end, "Org", name, name, "company", by="org/headed")
            at = text.find(name, end)


def _coined(words: Words, start: int, end: int) -> bool:
    """Whether a head is a name, and neither an abbreviation nor made of words of the language."""
    name = words.text[start:end].strip()
    if len(name) < 3 or name.isupper() or _NO_NAME.search(name):
        return False
    inside = words.words[words.at[start] : words.at[end - 1] + 1]
    return not all(in_dictionary(word) for word in inside if word.strip())


def _legal(text: str) -> Iterator[Mention]:
    words = cut(text)
    for match in _LEGAL.finditer(text):
        start = _front(words, match.start()) if match["place"] in place_names() else match.start()
        if start < match.start():
            name = text[start : match.end()]
            yield Mention(start, match.end(), "Org", name, name, "company", by="org/legal")


def _front(words: Words, limit: int) -> int:
    """Where the firm's own name begins that ends at `limit`."""
    index, start = words.at[limit] - 1, limit
    while index >= 0 and limit - words.starts[index] <= _LONGEST and words.at[limit] - index <= _MOST_WORDS:
        word, tag = words.words[index], words.tags[index]
        says = tag[0] == "v" and (len(word) == 1 or in_dictionary(word))
        if tag[0] in _NOT_FRONT or says or barred(word, tag) or not "\u4e00" <= word[0] <= "\u9fff":
            break
        start = words.starts[index]
        index -= 1
    opens = start == 0 or words.text[start - 1] in " \n"
    return start + 1 if opens and limit - start > _MOST_WORDS and _REPORTS.match(words.text, start) else start
