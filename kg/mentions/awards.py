"""Awards: prizes, competitions, honours, from the lexicon, by their form (…奖, …竞赛) and by verbs of honour (入选“…”).

The edition, year and grade are no part of the name: a year inside it (EMNLP 2023最佳长论文奖) becomes the mention's
attribute `year`, a grade at its end (国家自然科学二等奖) its attribute `grade`. Quotation marks within a name
(某公司“某某少年”) do not hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.award_brackets import bracketed
from kg.mentions.award_contests import contests
from kg.mentions.award_fellows import fellows
from kg.mentions.award_honours import beside, honours, settled
from kg.mentions.award_latin import latin_awards
from kg.mentions.award_lexicon import cuts_latin, forms_listed, lexicon
from kg.mentions.award_lists import listed_honours
from kg.mentions.award_parts import field_before, likened, nominated, of_house, venue_start, with_part
from kg.mentions.award_shared import shared
from kg.mentions.award_words import YEAR, forms, headless, only_counted
from kg.mentions.org_structure import entry_of
from kg.mentions.patterns import compiled
from kg.schema import Mention

_BODY = re.compile(r"[\u4e00-\u9fffA-Za-z0-9 ·&/+\-–“”‘’'.（）()]+$")
#: A grade that is part of the name's words: of awards that are named after what they are given for.
_GRADED = compiled(r"(?:<graded-award>)(?P<grade>[特一二三]等奖|[金银铜]奖)$")
_SCHOLAR, _POST_NEXT = compiled("<named-scholar>$"), compiled("<post-named-so>")
_COMPARED = compiled("”?的?<award-compared>")
_HIGHEST = compiled("[^，。；]+<highest>[”]?(?:[—：:（“]|——)[^，。；]?")
_HIGHEST_END = compiled("<highest>$")
_RANKED = compiled(
    "[特一二三]等奖$|(?:[赛杯展奖金]|计划|奥林匹克)(?:(?:<contest-part>)?<minor-grade>|<contest-part>[金银铜]奖)$"
    "|奖”?[金银铜]奖$"
)
_GRADE_END = compiled(r"(?P<grade>[特一二三]等奖|(?<=[赛杯展])[金银铜]奖)$")
_SPELT = r"(?<![A-Za-z])(?P<venue>[A-Z][A-Za-z0-9&/-]{1,11})（[^（）\n]{4,44}）的?"
_SPELT_VENUE, _SPELT_WITHIN = re.compile(_SPELT + "$"), re.compile(_SPELT + "(?=[\u4e00-\u9fff])")
_IN_BRACKET = re.compile(r"[^（）]*（(?P<venue>[A-Za-z][A-Za-z0-9 /&\-]*)）")
_WEAK_NEXT = compiled(
    r"\s?(?:20\d\d年?)?(?:中|里|上|竞赛)?(?:[^，。；、]{0,4}?<won-verb>了?)?的?<rank-scope>?"
    r"(?:[金银铜][牌奖]|[特一二三]等奖|<rank-word>|第[一二三]名)"
)
#: What stands inside a listed name and is no part of it: quotation marks, the year of a venue (ACL 2019最佳论文).
_INSIDE = re.compile(r"[“”《》]|(?<=[A-Za-z])[ ’']?(?:19|20)\d\d年?度? ?(?=[\u4e00-\u9fff])")
_WEAK_BEFORE = compiled(r"<contest-verb>[^，。；、]{0,8}$|届$")
_AFTER_QUOTED = compiled(r"$|[^\u4e00-\u9fff“]|<after-honour>")
_JOINED_YEAR = compiled(
    r"[ ’']?(?P<year>(?:19|20)\d\d)年?(?=[ 年]?[\u4e00-\u9fff]|[，。；、：:）\n]|$)"
    r"|’?(?P<short>[012]\d)(?=\s?的?总?(?:[金银铜]|<rank-word>))"
)
_TAIL = compiled("(?<=..)<honour-tail>$")
_GOES_ON = compiled(r"(?<=<olympiad>)(?:<olympic>|[\u4e00-\u9fff]{2,6}?<olympic-house>)")  # 某某奥林匹克机器人基地
_NONE = compiled("<no-award>$")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_REACH = 32


def find_awards(text: str) -> list[Mention]:
    """The awards named in the clean text, sorted; they do not overlap one another."""
    found: dict[int, Mention] = {m.end: m for m in (*fellows(text), *shared(text), *_split(text), *_listed(text))}
    for latin in latin_awards(text):
        within = found.get(latin.end)
        if within is None or (within.start > latin.start and headless(within.name)):
            name, kind, _weak = forms_listed().get(latin.name, (latin.name, latin.kind, False))
            found[latin.end] = latin._replace(name=name, kind=kind)
    suffix, kinds, _stops, _generic, not_before = forms()
    for match in suffix.finditer(text):
        if _GOES_ON.match(text, match.end()):
            continue
        if match.group().endswith("论文") and text[match.end() : match.end() + 1] == "奖":
            continue  # 最佳论文奖 ends one character on
        if kinds[match.group()] == "prize" and text[match.start() - 1 : match.start()] in not_before:
            continue
        near = text[max(0, match.end() - 24) : match.end()]
        if _RANKED.search(near) and not _GRADED.search(near):
            continue  # 某某竞赛一等奖: the grade is a term of its own
        mention = _by_form(text, match.start(), match.end(), kinds[match.group()])
        if mention is not None:
            mention = of_house(text, mention, found)
        if mention is not None and (mention.end not in found or found[mention.end].start > mention.start):
            known = found.get(mention.end)
            short = forms_listed().get(text[mention.start : known.start].strip()) if known is not None else None
            if known is not None and short is not None and short[0] == known.name:
                mention = mention._replace(name=known.name, kind=known.kind)  # XYZ某某竞赛, of which XYZ is short
            elif known is not None and not text[mention.start : known.start].strip(" ").isascii():
                before = text[mention.start : known.start].strip()
                if entry_of(before) is not None and not headless(known.name):
                    # 某部某某奖: the giver is no part of the listed name
                    mention = mention._replace(name=known.name, kind=known.kind)
                elif len(before) > 8:
                    mention = known
            found[mention.end] = mention
    for honour in honours(text):
        met = [m for m in found.values() if m.start < honour.end and honour.start < m.end]
        mention = settled(honour, met)
        if mention is not None:
            for other in met:
                del found[other.end]
            found[mention.end] = mention
    for honour in beside(text, sorted(found)):
        if not any(m.start < honour.end and honour.start < m.end for m in found.values()):
            found[honour.end] = honour
    for contest in contests(text):
        if not any(m.start < contest.end and contest.start < m.end for m in found.values()):
            found[contest.end] = contest
    for whole in bracketed(text, list(found.values())):
        for other in [m for m in found.values() if m.start < whole.end and whole.start < m.end]:
            del found[other.end]
        found[whole.end] = whole
    for honour in listed_honours(text, list(found.values())):
        found[honour.end] = honour
    out: list[Mention] = []
    for mention in sorted(found.values(), key=lambda m: (m.start, -m.end)):
        if _COMPARED.match(text, mention.end) or _HIGHEST.fullmatch(mention.text + text[mention.end : mention.end + 2]):
            continue  # “诺奖”风向标; 该领域最高奖——某某奖
        if likened(text, mention):
            continue
        award = with_part(text, mention)
        if out and _HIGHEST_END.search(out[-1].text) and not text[out[-1].end : award.start].strip("“—：:"):
            year = tuple(a for a in out.pop().attrs if a[0] == "year" and not dict(award.attrs).get("year"))
            out.append(award._replace(attrs=(*award.attrs, *year)))  # 2019某某大会最高奖某某奖
            continue
        if out and award.start < out[-1].end:
            if len(award.span) > len(out[-1].span):
                out[-1] = award
            continue
        out.append(award)
    return out


def _listed(text: str) -> Iterator[Mention]:
    """The awards of the lexicon that stand in the text as they are listed; a weak form needs a grade after it."""
    automaton, listed = lexicon()
    for index, start, end in automaton.find_matches_as_indexes(text):
        name, kind, weak = listed[index]
        year = _JOINED_YEAR.match(text, end) if text[end - 1].isascii() else None
        after = year.end() if year else end
        if cuts_latin(text, start, after):
            continue
        if _SCHOLAR.search(text, start, end) and _POST_NEXT.match(text, after):
            continue  # 某某学者博士后: a post
        if weak and not (_WEAK_NEXT.match(text, after) or _WEAK_BEFORE.search(text[max(0, start - 14) : start])):
            continue
        attrs = (("year", year["year"] or f"20{year['short']}"),) if year else ()
        yield Mention(start, after, "Award", text[start:after], name, kind, by="award-list", attrs=attrs)


def _split(text: str) -> Iterator[Mention]:
    """Listed awards whose name is split by a year or by quotation marks."""
    parts: list[str] = []
    places: list[int] = []
    years: dict[int, str] = {}
    at = 0
    for match in _INSIDE.finditer(text):
        parts.append(text[at : match.start()])
        places += range(at, match.start())
        at = match.end()
        if len(match.group()) > 1:
            years[match.start()] = re.sub(r"\D", "", match.group())
    if not parts:
        return
    parts.append(text[at:])
    places += range(at, len(text))
    joined = "".join(parts)
    automaton, listed = lexicon()
    for index, first, last in automaton.find_matches_as_indexes(joined):
        start, end = places[first], places[last - 1] + 1
        name, kind, weak = listed[index]
        if weak or end - start == last - first or cuts_latin(text, start, end):
            continue
        if text[start:end].count("“") > text[start:end].count("”"):
            if text[end : end + 1] != "”":
                continue
            end += 1
        elif "”" in text[start:end] and "“" not in text[start:end]:
            continue
        if "》" in text[start:end] and "《" not in text[start:end] and text[start - 1 : start] == "《":
            start -= 1  # 《某某周刊》百大人物: who gives it is part of the listed name
        if text[start:end].count("《") != text[start:end].count("》"):
            continue
        if not any(start < place < end for place in years) and not _AFTER_QUOTED.match(text, end):
            continue
        year = next((value for place, value in years.items() if start < place < end), None)
        attrs = (("year", year),) if year else ()
        yield Mention(start, end, "Award", text[start:end], name, kind, by="award-list", attrs=attrs)


def _by_form(text: str, start: int, end: int, kind: str) -> Mention | None:
    _suffix, _kinds, stops, generic, _not_before = forms()
    line = text.rfind("\n", 0, start) + 1
    body = _BODY.search(text[max(line, start - _REACH) : start])
    left = start - len(body.group()) if body else start
    loose = text.rfind("）", left, start)
    if loose >= 0 and "（" not in text[left:loose]:
        left = loose + 1  # a bracket that was opened before belongs to something else
    graded = _GRADED.search(text, left, end)
    for stop in stops.finditer(text, left, graded.start("grade") if graded else start):
        left = stop.end()
    left = field_before(text, line, left)
    left += venue_start(text[left:end])
    for gap in _GAP.finditer(text, left, start):
        left = gap.end()  # 某某学会 某某奖: in a line of a CV
    while left < start and text[left] in " ”“’‘·&/+-–.）)":
        if text[left] == "“" and "”" in text[left:start]:
            break  # a quoted part of the name (“青澜”挑战赛)
        left += 1
    spelt = _SPELT_VENUE.search(text, max(line, start - 48), start)
    if spelt and entry_of(spelt["venue"]) is None:
        # CVPR（IEEE国际某某会议）最佳论文: the bracket spells the venue
        name = spelt["venue"] + text[start:end]
        return Mention(spelt.start(), end, "Award", text[spelt.start() : end], name, kind, by="award-form")
    named = _IN_BRACKET.match(text[left:end])
    if named:
        # 顶级会议（ESEC/FSE）杰出论文奖: the bracket names the venue, the words before it only describe it.
        left += named.start("venue")
    if "（" in text[left:start] and "）" not in text[left:start]:
        left = text.index("（", left, start) + 1
    if "”" in text[left:start] and "“" not in text[left:start]:
        left = text.index("”", left, start) + 1
    if "“" in text[left:start] and "”" not in text[left:start]:
        left = text.rindex("“", left, start) + 1
    quoted = text.rfind("“", max(line, start - _REACH), start) if text[end : end + 1] == "”" else -1
    if quoted >= 0 and _BODY.fullmatch(text, quoted + 1, end) and "”" not in text[quoted:start]:
        left = quoted + 1  # what stands in quotation marks by itself is the name, whatever it holds
    whole = text[left:end]
    if named:
        whole = whole.replace("）", "", 1)
    grade = _GRADE_END.search(whole)
    attrs: list[tuple[str, str]] = []
    name = whole
    if grade and len(whole) > len(grade.group()):
        attrs.append(("grade", grade["grade"]))
        name = whole[: grade.start()] + ("奖" if "等" in grade["grade"] else "")
    prize = nominated(name)
    if prize is not None:
        attrs.append(("grade", "提名"))
        name = prize
    year = YEAR.search(name)
    if year:
        attrs.append(("year", re.sub(r"\D", "", year.group())))
        name = (name[: year.start()] + name[year.end() :]).strip()
    name = _SPELT_WITHIN.sub(r"\g<venue>", _TAIL.sub("", re.sub("[“”]", "", name)).strip("‘’ "))
    if name in generic or (grade and name == "奖") or len(name) < 3:
        return None
    if re.fullmatch(r"[一二三四五六七八九十两几多数\d]*等?奖?|[金银铜]{1,3}奖", name):
        return None
    if only_counted(text, left, name) or _NONE.search(name):
        return None
    return Mention(left, end, "Award", whole, name, kind, by="award-form", attrs=tuple(attrs))
