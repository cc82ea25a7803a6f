"""Qualifiers: from the slots of a match, from the rule, and from what stands around the match in its clause.

Every qualifier that a predicate has may be bound by a slot of its name. Beyond that a rule's `time` says what a date
near the match means, and its `adjuncts` which terms may be picked up (degree, major, grade, edition, place).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from kg.lexicons import load_table
from kg.mentions.patterns import compiled
from kg.mentions.terms import find_terms, role_flags
from kg.ontology import Predicate
from kg.relations.blocking import not_relative
from kg.relations.cells import CHAR
from kg.relations.clauses import clauses, pattern
from kg.relations.rules import Rule
from kg.relations.sentence_time import comes_then, date_of_while, degrees_after, ending, head_date, stays_until
from kg.relations.stages import above_school, degree_of_school, stage_of
from kg.relations.study_after import told_after
from kg.relations.tape import Tape
from kg.relations.times_won import count_times
from kg.schema import Mention

_ADJUNCT = {
    "degree": "Degree", "major": "Major", "grade": "Grade", "edition": "Edition", "place": "Place", "role": "Role",
    "venue": "Venue", "for_work": "Work",
}  # fmt: skip
#: Terms that say when a thing was, not what: a clause of these alone belongs to the clause after it.
_ADVERBIAL = compiled(rf"^[\s，]*(?:[{CHAR['Date']}{CHAR['Place']}]|<when-part>){{1,8}}$", "clause_words")
_AFTER_DEGREE = re.compile(rf"[{CHAR['Date']}][{CHAR['Degree']}](?:毕业)?[之以]?后")
_SINCE = compiled("<since>", "clause_words")
_UNTIL = compiled("<until>$", "clause_words")
#: What goes on a list behind one of its names, and a list of several before one.
_LISTED_ON, _LISTED = re.compile(r"\s?(?:[、/，和与及]|以及)"), re.compile(r"(?:[^，。；、在于]{1,20}[、，/]\s?){2,}$")
#: What tells of a study between its date and another.
_STUDY = {CHAR["Degree"], CHAR["Org"]}


_ANNOUNCED = compiled("<announced>", "clause_words")
#: At the end of a match: a house of which the match is a relative clause.
_OF_WHICH = re.compile(f"的[^，。；、]{{0,12}}[{CHAR['Org']}]$")
_STOPS = ("", "，", "。", "；", "、", "（")


def gather(
    rule: Rule,
    predicate: Predicate,
    tape: Tape,
    match: re.Match[str],
    slots: Mapping[str, int],
    role: tuple[str, ...],
) -> list[dict[str, str]]:
    """The qualifier sets of a match: more than one where a group in an identity qualifier makes several facts.

    `slots` gives the tape position of each slot that the match filled, `role` the role words that go with the
    predicate. Values are normal forms (ISO dates, names of degrees).
    """
    values: dict[str, list[str]] = {k: [v] for k, v in rule.fixed.items() if k in predicate.qualifiers}
    low, high = _reach(tape, match, rule)
    for slot, at in slots.items():
        base = slot.rstrip("0123456789")
        if base in predicate.qualifiers and (base not in values or (slot != base and base in slots)):
            values.setdefault(base, []).extend(m.name for m in tape.cells[at].mentions)
    if role and "role" in predicate.qualifiers:
        values["role"] = ["、".join(role)]
    if role and "degree" in predicate.qualifiers and "degree" not in values:
        degrees = [d for d in (degree_of(r) for r in role) if d]
        if degrees:
            values["degree"] = degrees[:1]
    since = _since_degree(tape, low) if rule.time == "start" else low
    _dates(rule, predicate, tape, slots, values, since, high, match)
    for name in rule.adjuncts:
        if name in values or name not in predicate.qualifiers:
            continue
        if name not in _ADJUNCT:
            word = _by_word(predicate.name, name, tape, low, high)
            if word:
                values[name] = [word]
            continue
        near = _nearest(tape, CHAR[_ADJUNCT[name]], low, high, match)
        if near is not None and name == "venue" and _among_venues(tape, near):
            continue  # 在甲，某刊、乙等发表: in no one of them
        if near is not None and name == "for_work" and tape.text[near + 1 : near + 2] == CHAR["Award"]:
            continue  # 《某评论》“某某新人”: who gives the award
        if near is not None:
            values[name] = [m.name for m in tape.cells[near].mentions]
        elif word := _by_word(predicate.name, name, tape, match.start(), match.end()):
            values[name] = [word]
    if "major" in values:
        values["major"] = [name.removesuffix("专业") or name for name in values["major"]]
    if "count" in predicate.qualifiers and rule.adjuncts and "object" in slots:
        count_times(tape, slots["object"], low, high, values)
    object_ = tape.cells[slots["object"]].mentions[-1:] if "object" in slots else ()
    if values.get("degree") == ["secondary"] and object_ and above_school(object_[0]):
        del values["degree"]  # 高中时保送到某大学: when, not what
    if "degree" in predicate.qualifiers and "degree" not in values:
        told = degree_of_school(object_[0]) if object_ else ""
        told = told or (stage_of(tape, match, object_) or "" if predicate.name == "studied_at" else "")
        if told:
            values["degree"] = [told]
    values |= ending(predicate, tape, match.end(), values)
    if "major" in predicate.qualifiers:
        values |= told_after(tape, match.end(), values)
    return _sets(predicate, values)


def _since_degree(tape: Tape, low: int) -> int:
    """Where a clause begins that says after which degree the match's began (2017年本科毕业后，…); else `low`."""
    before = next(((s, e) for s, e in reversed(clauses(tape.text)) if e < low), None)
    return before[0] if before is not None and _AFTER_DEGREE.fullmatch(tape.text, *before) else low


def _among_venues(tape: Tape, at: int) -> bool:
    """Whether the venue at `at` stands in a list with others that no mention names: what is counted is of them all."""
    return _LISTED_ON.match(tape.text, at + 1) is not None or _LISTED.search(tape.text, 0, at) is not None


@cache
def _words() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    out: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in load_table("adjunct_kinds"):
        out.setdefault((row["predicate"], row["qualifier"]), []).append((row["word"], row["value"]))
    return {k: tuple(v) for k, v in out.items()}


def _by_word(predicate: str, qualifier: str, tape: Tape, low: int, high: int) -> str | None:
    """The value that a degree or a word tells (博士导师: doctoral); a table with a `*` line reads all."""
    table = _words().get((predicate, qualifier), ())
    if not table:
        return None
    whole = any(word == "*" for word, _ in table)
    told = _standing(tape, "Degree", low, high)
    told += [t.head for c in tape.cells[low:high] for t in c.titles if t.head is not None and t.head.type == "Degree"]
    degrees = {name for m in told for name in m.name.split("|")}
    plain = tape.text if whole else tape.text[low:high]
    plain += "".join(m.text for m in _standing(tape, "Role", low, high))
    for word, value in table:
        if word in degrees or word in plain or word == "*":
            return value
    by_degree = {value for word, value in table if word in _degree_names()}
    said = [(word, value) for word, value in table if by_degree and word not in _degree_names()]
    for at in range(low - 1, -1, -1):  # named before in the sentence: 博士期间…，导师为…
        cell = tape.cells[at]
        if not (said or cell.mentions or cell.titles):
            continue
        heads = [t.head for t in cell.titles if t.head is not None]
        before = {name for m in (*cell.mentions, *heads) if m.type == "Degree" for name in m.name.split("|")}
        before |= {word for word, value in said if value in by_degree and tape.text.startswith(word, at)}
        posts = "".join(m.text for m in cell.mentions if m.type == "Role")  # 就读博士班时，…
        before |= {word for word, value in said if value in by_degree and word in posts}
        if before:
            return next((value for word, value in table if word in before), None)
    told_before = next((value for word, value in said if word in tape.text[:low]), None)
    return told_before or next(
        (value for word, value in table if by_degree and word in degrees_after(tape, high)), None
    )


def _standing(tape: Tape, type_: str, low: int, high: int) -> list[Mention]:
    """The mentions of a type in tape [low, high)."""
    char = CHAR[type_]
    if tape.text.find(char, low, high) < 0:
        return []
    return [m for i in range(low, high) if tape.text[i] == char for m in tape.cells[i].mentions]


@cache
def _degree_names() -> frozenset[str]:
    return frozenset(row["degree"] for row in load_table("degrees"))


@lru_cache(maxsize=1 << 10)
def degree_of(role: str) -> str | None:
    """The degree that a student's role word tells (博士生), by the lexicon of degrees."""
    parts = [role]
    if "student" in role_flags().get(role, ()):  # 博士在读 is a role as a whole: its front, or its end, is the degree
        parts += [role[:at] for at in range(len(role) - 1, 1, -1)] + [role[at:] for at in range(1, len(role) - 1)]
    terms = (term for part in parts for term in find_terms(part) if term.type == "Degree")
    return next((term.name.split("|")[0] for term in terms), None)


def _reach(tape: Tape, match: re.Match[str], rule: Rule) -> tuple[int, int]:
    """The tape stretch in which adjuncts belong to the match: its clauses, with an adverbial clause before them."""
    bounds = clauses(tape.text)
    low, high = match.start(), match.end()
    first, last = _clause(bounds, low, 0), _clause(bounds, max(low, high - 1), -1)
    last = last if last >= 0 else first
    low = bounds[first][0]
    if (head := _relative_head(tape, match)) is not None:
        return low, head
    if _OF_WHICH.search(match.group()) and tape.text[high : high + 1] not in _STOPS:
        return low, high  # 张三创立的甲公司于某年上市: what follows is told of the company
    high = max(high, bounds[last][1])
    while first > 0 and _ADVERBIAL.match(tape.text[bounds[first - 1][0] : bounds[first - 1][1]]):
        first -= 1
        low = bounds[first][0]
    if rule.follow is not None:
        comma = high - 1 if tape.text[high - 1 : high] == "，" else high  # a pattern may end in it
        after = rule.follow.match(tape.text, comma)
        if after:
            high = after.end()
    return low, high


def _relative_head(tape: Tape, match: re.Match[str]) -> int | None:
    """Where the person stands of whom a match is a relative clause (毕业于X的张三): what follows him, and what the
    clause before says, is told of what he does, not of that. None where it is none.
    """
    head = pattern("relative").match(tape.text[match.end() :])
    if head is None or not_relative(head["pre"], head["gap"]):
        return None
    return match.end() + head.start("head")


def _clause(bounds: Sequence[tuple[int, int]], at: int, default: int) -> int:
    """The number of the first clause that holds tape position `at`, its end included; `default` where none does."""
    for number, (start, end) in enumerate(bounds):
        if start <= at <= end:
            return number
    return default


def told_off(rule: Rule, tape: Tape, match: re.Match[str], count: int) -> list[dict[str, str]]:
    """What each of `count` things that a match says one after the other takes of the dates listed in its reach
    (2001年和2005年分别获得学士和博士学位); empty sets where there are not as many dates.
    """
    at = _nearest(tape, CHAR["Date"], *_reach(tape, match, rule), match) if rule.time and count > 1 else None
    dates = [m.name for m in tape.cells[at].mentions] if at is not None else []
    if len(dates) != count or any("/" in date for date in dates):
        return [{}] * count
    return [{rule.time: date} for date in dates]


def _nearest(
    tape: Tape, char: str, low: int, high: int, match: re.Match[str], *, names: str = CHAR["Org"] + CHAR["Award"]
) -> int | None:
    """The position of `char` in reach, one inside the match first, else the nearest that no name of the types `names`
    parts from it.
    """
    inside = tape.text.find(char, match.start(), match.end())
    if inside >= 0:
        return inside
    best: tuple[int, int] | None = None
    at = low - 1
    while (at := tape.text.find(char, at + 1, high)) >= 0:
        between = tape.text[at + 1 : match.start()] if at < match.start() else tape.text[match.end() : at]
        if any(c in between for c in names):
            continue
        distance = match.start() - at if at < match.start() else at - match.end() + 1
        if best is None or distance < best[0]:
            best = (distance, at)
    return best[1] if best else None


def _dates(
    rule: Rule,
    predicate: Predicate,
    tape: Tape,
    slots: Mapping[str, int],
    values: dict[str, list[str]],
    low: int,
    high: int,
    match: re.Match[str],
) -> None:
    """Put the date in reach of the match into `values`: both ends of an interval, or what the rule's `time` says."""
    spans = {k for k in ("start", "end") if k in predicate.qualifiers}
    at: int | None = slots.get("at", slots.get("date"))
    if at is None and not (spans & set(values)):
        parting = CHAR["Award"] if rule.time == "year" else CHAR["Org"] + CHAR["Award"]
        at = _nearest(tape, CHAR["Date"], low, high, match, names=parting)
    if at is None and rule.time == "year":
        at = date_of_while(tape, low)
    if at is None and rule.time == "year" and _ANNOUNCED.search(tape.text, 0, match.start()):
        at = head_date(tape, match.start(), match.end())  # 2018年，某刊公布某榜单，张三入选
    if at is None and rule.time == "start" and "start" in predicate.qualifiers:
        at = date_of_while(tape, low, graduated=True)
    if at is None and rule.time in ("start", "date") and _relative_head(tape, match) is None:
        at = head_date(tape, match.start(), match.end())
        if at is not None and "degree" in predicate.qualifiers and set(tape.text[at : match.start()]) >= _STUDY:
            at = None  # 2018年本科考入甲大学，博士则去了乙大学: it dates the study before
    if at is None:
        return
    dates = tape.cells[at].mentions
    if rule.time == "year" and dates[0].kind is not None:
        return  # 2008届校友张三获此殊荣: of which class he is
    name = dates[0].name
    if "/" in name:
        first, last = name.split("/")
        if spans:
            values.setdefault("start", [first])
            if last != "..":
                values.setdefault("end", [last])
        elif rule.time in predicate.qualifiers:
            values.setdefault(rule.time, [first])
        return
    key = rule.time
    if spans and dates[0].kind in spans:
        key = dates[0].kind
    if key in spans and _SINCE.match(tape.text, at + 1):
        key = "start"
    if key in spans and _UNTIL.search(tape.text, max(0, at - 3), at) and not comes_then(tape, at, match):
        key = "end"
    if "end" in spans and key not in spans and stays_until(tape, at):
        key = "end"
    if key in predicate.qualifiers:
        names = [d.name for d in dates if "/" not in d.name]
        values.setdefault(key, [n[:4] for n in names] if key == "year" else names)


def _sets(predicate: Predicate, values: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """One set for each combination of identity qualifiers' values; other lists keep their first value, unless they are
    as long as the one list of these, and told off against it (2010年和2015年获学士和博士学位).
    """
    several = [k for k in predicate.identity if len(values.get(k, ())) > 1 or "|" in values.get(k, [""])[0]]
    single = {k: v[0] for k, v in values.items() if k not in several and v and v[0]}
    choices = [[(k, part) for v in values[k] for part in v.split("|")] for k in several]
    sets = [{**single, **dict(choice)} for choice in itertools.product(*choices)]
    for key, listed in values.items():
        if len(several) == 1 and key not in several and len(listed) == len(sets) > 1:
            sets = [{**one, key: value} for one, value in zip(sets, listed, strict=True)]
    if several == ["degree"] and len(sets) > 1:  # 2001年考入某校，本硕博连读: the first begins then, the last ends
        for key, of in (("start", 0), ("end", -1)):
            if len(values.get(key, ())) == 1:
                keep = sets[of]
                sets = [one if one is keep else {k: v for k, v in one.items() if k != key} for one in sets]
    return sets
