"""Organisations in a clean text: known ones and their units, unknown ones by form, brands by what is done with them.

`find_orgs` weighs every stretch that may name an organisation (`org_candidates`), takes the best that do not overlap,
lets them grow over the units that follow, reads their inner structure, and goes over the article once more with what is
sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kg.mentions.org_alias import aliases
from kg.mentions.org_belief import ALSO_BY_FORM, FRAMES, SURE, believed
from kg.mentions.org_candidates import begin_weight, candidates, end_weight, inner_weight
from kg.mentions.org_context import brands, excluded, is_generic, supported
from kg.mentions.org_finish import finished
from kg.mentions.org_frames import ends_wrongly
from kg.mentions.org_latin import personal
from kg.mentions.org_lexicon import Entry, Hit, find_hits, meanings
from kg.mentions.org_structure import read_structure, suffix_of, sure_suffixes, unit_end, whole_end
from kg.mentions.org_witness import like_person, witnessed
from kg.mentions.patterns import compiled
from kg.mentions.person_model import (
    left_side,
    right_side,
    side_scorer,
    weights,
    word_class,
)
from kg.mentions.person_score import person_score
from kg.mentions.places import place_names
from kg.mentions.school_age import of_person
from kg.mentions.words import Words, cut, in_dictionary, piece
from kg.schema import Mention

Scored = tuple[float, int, int]

_HOPELESS_END = -3.0
_HOPELESS = -4.0
_LEAST = -0.6
_KNOWN = 1.5
_WEAK = 1.0
_BRAND = 0.8
_SURE = 2.0
_CAPITALS = 2.5
_SURE_FORM = 0.3
_LEAST_SURE = -4.5
_LONGEST_SUFFIX = 7
_LONG = 3
_LISTING = ("、", "和", "与", "及")
#: What stands before a name and may be taken for a part of the word that it begins.
#: What a person does whose work follows (张三创立的).
_MAKES = compiled("<makes>|<addressed>?的?<of-people>|<addressed>(?:博士)?(?:的|，|。)")
_BEFORE_NAME = compiled("<before-name>$")
#: A post and the mark of a list.
_POST_JOINED = compiled("[^和与及、]{0,6}(?:<post-joined>)(?:和|与|及|暨|、)")
#: What begins a post.
_POST_FRONT = compiled("<post-lead>$")
#: A post and at most a name, so no name of an organisation begins there.
_POST_FIRST = compiled(r"(?:<post-noun>)[\u4e00-\u9fff]{1,4}$")
_SAYING = frozenset({"move", "serve", "speech", "born", "follow", "mark", "adverb", "kin", "role"})
_NO_SUFFIX = 0.3
#: What a round of funding is called by.
_ROUND = compiled(" ?<funding-round>")
_TEAM, _PERSON = compiled("(?:<person-team>)$"), 0.6


def score_candidates(
    words: Words, hits: Sequence[Hit]
) -> tuple[list[Scored], dict[tuple[int, int], tuple[str, float]]]:
    """Every candidate of the text with its score (log odds), hopeless ones left out; and for those that the sentence
    treats as an organisation what shows it (`org_frames`), with their score as such.
    """
    left_of, right = side_scorer("org", "left"), side_scorer("org", "right")
    text, at, starts, tags = words.text, words.at, words.starts, words.tags
    bias = weights("org").get("bias", {}).get("*", 0.0)
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}

    def right_of(end: int) -> float:
        known = rights.get(end)
        if known is None:
            weight = end_weight(text[starts[at[end - 1]] : end], text[max(0, end - 2) : end])
            known = rights[end] = bias + weight + right(right_side(words, end))
        return known

    def promising(end: int) -> bool:
        return right_of(end) >= _HOPELESS_END or _ends_surely(words, end)

    scored: list[Scored] = []
    frames: dict[tuple[int, int], tuple[str, float]] = {}
    for start, end, known in candidates(words, hits, promising):
        if start not in lefts:
            number = at[start]
            weight = begin_weight(text[start : starts[number + 1]], tags[number], cut=starts[number] < start)
            lefts[start] = weight + left_of(left_side(words, start))
        score = right_of(end) + lefts[start]
        if score > _HOPELESS or known != "none" or _ends_surely(words, end):
            inside = piece(words, start, end)
            weighed = score + inner_weight(inside, known)
            if known in FRAMES:
                frames[start, end] = known, weighed
            if known in ALSO_BY_FORM:
                weighed = score + inner_weight(inside, "none")
            scored.append((weighed, start, end))
    return scored, frames


def _team_of(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is a person's name and his team (张三团队)."""
    team = _TEAM.search(words.text, start, end)
    if team is None or not 2 <= team.start() - start <= 3:
        return False
    score = person_score(words, start, team.start())
    return score > (_PERSON if words.tags[words.at[start]] != "nr" else -_PERSON)


def _ends_surely(words: Words, end: int) -> bool:
    """Whether what ends at `end` is a name by its last word alone, if it is more than general words."""
    if words.text[end - 1] not in _sure_ends():
        return False
    return suffix_of(words.text[max(0, end - _LONGEST_SUFFIX) : end]) in sure_suffixes()


@cache
def _sure_ends() -> frozenset[str]:
    """The characters that sure suffixes end in, and the full stop that may follow one (Inc.)."""
    return frozenset(suffix[-1] for suffix in sure_suffixes()) | {"."}


def _says(words: Words, start: int, end: int) -> bool:
    """Whether the stretch holds a word that says something of somebody, and so is no name: 来自, 担任."""
    inside = words.words[words.at[start] : words.at[end - 1]]
    return any(word_class(word) in _SAYING for word in inside)


def _in_list(text: str, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a short form stands in a list just before a sure name of the same kind (台大、斯坦福大学)."""
    beside = [h for h in hits if h.start == hit.end + 1 and not h.weak]
    kind = hit.entries[0].kind
    return text[hit.end : hit.end + 1] in _LISTING and any(h.entries[0].kind == kind for h in beside)


def _choose(scored: Sequence[Scored], used: bytearray) -> list[Scored]:
    """The best stretches that overlap neither each other nor what is `used` (which is marked)."""
    chosen: list[Scored] = []
    for score, start, end in sorted(scored, key=lambda s: (-s[0], s[1], -s[2])):
        if score <= _LEAST:
            break
        if used.find(1, start, end) < 0:
            used[start:end] = b"\1" * (end - start)
            chosen.append((score, start, end))
    return chosen


def _adjusted(
    words: Words,
    scored: Sequence[Scored],
    frames: Mapping[tuple[int, int], tuple[str, float]],
    hits: Sequence[Hit],
    mentioned: frozenset[str],
) -> list[Scored]:
    """The scores with what the lexicon and the context are sure of, and without what names nobody in particular."""
    text = words.text
    by_span = {(hit.start, hit.end): hit for hit in hits}
    hit_starts = {h.start for h in hits if not h.weak and h.end - h.start > _LONG}
    result: list[Scored] = []
    best: dict[int, Scored] = {}
    for weighed, start, end in scored:
        score = weighed
        hit = by_span.get((start, end))
        frame, as_framed = frames.get((start, end), (None, 0.0))
        joined = text[start] in "与及" or _POST_JOINED.match(text, start, end)
        if hit is None and (joined or _POST_FRONT.search(text, start, end)):
            continue  # 任甲公司代理|执行长; 研发长及|电机学院
        if hit is None and _POST_FIRST.match(text, start, end) and not suffix_of(text[start:end]):
            continue  # 公司|创始人林知远
        if frame is not None and hit is None and " " in text[start:end] and personal(text[start:end]):
            continue  # 加入 Gregor Linden 的团队
        if frame is not None and hit is None and _MAKES.match(text, end) and like_person(words, start, end):
            continue  # 加入张三创立的某公司
        if frame is not None and hit is None and is_generic(words, start, end) and text[start:end].isascii():
            continue  # 出任 AI 副总裁
        if _ROUND.match(text, end):
            continue  # 公司Pre B轮投资
        if hit is None and _team_of(words, start, end):
            continue  # 张三团队发布…
        if frame is not None and hit is None and believed(words, frame, (as_framed, start, end), by_span):
            result.append((max(as_framed, _BRAND + (end - start) / 100), start, end))
        elif hit is None and (frame is None or frame in ALSO_BY_FORM):
            if of_person(words, start, end):
                continue  # 张三高中时拿下…
            if text[start] in "与及" or any(
                (s, end) in by_span and text[start:s] in place_names() for s in (start + 2, start + 3) if s < end
            ):
                continue  # a preposition, or a country before a name that stands by itself
            if any(s in hit_starts and text[start:s] in place_names() for s in (start + 2, start + 3) if s < end):
                continue  # 美国普渡大学电机学院: the name begins after the country
            if any((start, e) in by_span and text[e] in "和与及、" for e in range(start + 2, end)):
                continue  # two organisations: 某大学和某中心
            suffix = suffix_of(text[start:end])
            after_person = len(suffix) > 2 and "·" in text[start:end]  # 弗雷德·哈金森研究中心
            if after_person or (suffix and text[start : end - len(suffix)] in place_names()):
                score = max(score, _BRAND)
            if _ends_surely(words, end) and not is_generic(words, start, end) and not _says(words, start, end):
                best[end] = max(best.get(end, (_LEAST_SURE, 0, 0)), (score, start, end))
            if score <= _LEAST and not text[start].isascii():
                continue
            name = text[start:end]
            if not suffix_of(name) and _JOINED.search(name[1:-1]) and not name.isascii():
                continue  # 张三与前沿
            if ends_wrongly(name) and not suffix_of(name) and not in_dictionary(words.words[words.at[end - 1]]):
                continue
            if is_generic(words, start, end) or (name.isascii() and not suffix_of(name) and score < _CAPITALS):
                continue
            if not name.isascii() and (like_person(words, start, end) or (not suffix_of(name) and score < _NO_SUFFIX)):
                continue
            if name.isascii() and " " in name and suffix_of(name):
                score = max(score, _BRAND)
        elif hit is None:
            pass
        elif excluded(words, hit):
            continue
        elif hit.weak:
            sure = frame in SURE or supported(words, hit, mentioned) or _in_list(text, hit, hits)
            score = max(score, _WEAK) if sure else min(score, score - _WEAK)
        elif _free(words, start) and _free(words, end):
            score = max(score, _KNOWN)
        elif end - start > _LONG or (end - start == _LONG and _BEFORE_NAME.search(text, max(0, start - 1), start)):
            score = max(score, _KNOWN / 2)  # 前台积电科技长: the segmenter reads 前台
        result.append((score, start, end))
    result.extend((max(score, _SURE_FORM), start, end) for score, start, end in best.values() if end > start)
    result.extend(
        (_BRAND, start, end)
        for start, end in brands(words)
        if not is_generic(words, start, end)
        and not ends_wrongly(text[start:end])
        and not _JOINED.search(text[start:end])
        and not _POST_FRONT.search(text, start, end)
        and not (_MAKES.match(text, end) and like_person(words, start, end))
    )
    return result


def _free(words: Words, offset: int) -> bool:
    """Whether no word of the dictionary lies across `offset`."""
    return words.begins(offset) or not in_dictionary(words.words[words.at[offset]])


def _grown(
    words: Words, chosen: Sequence[Scored], used: bytearray, entries: Mapping[tuple[int, int], Entry]
) -> list[Scored]:
    """The stretches, longer where a unit of the organisation follows, or the rest of its name."""
    text = words.text
    grown: list[Scored] = []
    for score, start, end in sorted(chosen, key=lambda c: c[1]):
        stop = whole_end(words, end, entries[start, end]) if (start, end) in entries else end
        while words.begins(stop) and (longer := unit_end(words, stop)) > stop and used.find(1, stop, longer) < 0:
            used[stop:longer] = b"\1" * (longer - stop)
            stop = longer
        if text[stop : stop + 1] == "." and text[start:stop].endswith(_ABBREVIATED):
            stop += 1
        grown.append((score, start, stop))
    return grown


def find_orgs(text: str) -> list[Mention]:
    """The organisations named in `text` (clean, simplified), in order, none overlapping another."""
    words = cut(text)
    hits = find_hits(text)
    mentioned = frozenset(hit.entries[0].name for hit in hits if not hit.weak)
    several = meanings(text)
    entries = {(hit.start, hit.end): several.get(text[hit.start : hit.end], hit.entries[0]) for hit in hits}
    used = bytearray(len(text))
    scored, frames = score_candidates(words, hits)
    adjusted = _adjusted(words, scored, frames, hits, mentioned)
    chosen = _choose(witnessed(words, hits, adjusted, {*frames, *brands(words)}), used)
    chosen = _grown(words, chosen, used, entries)
    coined = (text[b:e] for _, b, e in chosen if (b, e) in frames and frames[b, e][0] == "latin" and e - b > _LONG)
    latin = {name for name in coined if name.isalpha()}
    chosen += _choose(_repeated(words, chosen, latin), used)
    orgs = [read_structure(words, start, end, entries.get((start, end))) for _, start, end in chosen]
    by_itself = {(m.start, m.end): number for number, m in enumerate(orgs) if m.by != "org/lexicon"}
    for start, stop, org in aliases(words, orgs):
        whole = start + len(org.text)  # the whole name again, whatever the segmenter makes of it
        end = whole if text.startswith(org.text, start) and used.find(1, start, whole) < 0 else stop
        alias = Mention(start, end, "Org", text[start:end], org.name, org.kind, "org/alias", org.parents)
        if used.find(1, start, end) < 0:
            used[start:end] = b"\1" * (end - start)
            orgs.append(alias)
        elif (start, end) in by_itself:
            orgs[by_itself[start, end]] = alias  # 微澜CEO: found by its frame, it is the firm that has the longer name
    return finished(orgs, text)


def _repeated(words: Words, chosen: Sequence[Scored], latin: Collection[str]) -> list[Scored]:
    """The further places of names that are sure, and of those in `latin`."""
    text = words.text
    found: list[Scored] = []
    for form in sorted({*latin, *(text[b:e] for score, b, e in chosen if score > _SURE and e - b > 2)}):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if words.begins(start) and words.begins(end):
                found.append((float(len(form)), start, end))
            start = text.find(form, end)
    return found


#: Two names, no one's.
_JOINED = re.compile("[和与及、]")
_ABBREVIATED = (" Inc", " Ltd", " Corp", " Co")
