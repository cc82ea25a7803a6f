"""Recognition: all mentions of an article, sorted and free of overlaps.

Each recogniser is a function of the clean text; this module runs them in order and lets the stronger of two that
overlap stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import rjieba

from kg.lexicons import load_table
from kg.mentions.award_words import headless
from kg.mentions.awards import find_awards
from kg.mentions.bare_units import with_bare_units
from kg.mentions.called_bodies import with_called
from kg.mentions.cards import find_cards, find_openings
from kg.mentions.dates import find_dates
from kg.mentions.field_bounds import bounded, without_firms
from kg.mentions.field_items import subjects
from kg.mentions.fields import find_fields, spread_fields
from kg.mentions.latter import latter_models
from kg.mentions.model_lexicon import weak_forms
from kg.mentions.model_shown import employs
from kg.mentions.models import find_models
from kg.mentions.org_authority import with_authorities
from kg.mentions.org_bodies import with_bodies
from kg.mentions.org_described import with_described
from kg.mentions.org_finish import unglued, with_own_ends
from kg.mentions.org_glossed import with_glossed
from kg.mentions.org_headed import with_headed
from kg.mentions.org_joined import apart
from kg.mentions.org_model_teams import model_teams
from kg.mentions.org_numbered import with_numbered
from kg.mentions.org_shapes import find_shapes
from kg.mentions.org_structure import entry_of
from kg.mentions.org_tails import with_tails
from kg.mentions.org_written import with_written
from kg.mentions.orgs import find_orgs
from kg.mentions.patterns import compiled
from kg.mentions.person_barred import native, presented, speaker
from kg.mentions.person_rosters import ROSTER
from kg.mentions.persons import find_persons
from kg.mentions.places import birthplace, join_places, place_names
from kg.mentions.plain_units import with_plain_units
from kg.mentions.post_words import houses, with_staff
from kg.mentions.quoted_units import with_quoted_units
from kg.mentions.term_places import allowed, counted_roles
from kg.mentions.terms import find_terms, gpu_amounts
from kg.mentions.units import with_units
from kg.mentions.words import in_dictionary
from kg.mentions.works import find_works, papers_of
from kg.schema import Article, Mention

#: Which type stands when two mentions of one length overlap; a longer one stands before a shorter.
_RANK = {
    type_: rank
    for rank, type_ in enumerate(
        ("Work", "Award", "Org", "Model", "Person", "Date", "Role", "Degree", "Grade", "Edition", "Amount", "Field",
         "OrgRef", "ModelRef", "PersonRef", "Venue", "Major", "Place")
    )
}  # fmt: skip
_STRONG = ("Work", "Award", "Org", "Model")
#: Types that stand before all others where they overlap.
_NAMES = frozenset({*_STRONG, "Person", "Date", "Field"})
_GIVING = ("association", "government", "university")

#: Between a name and its letters in brackets.
_IN_BRACKET = re.compile(r"\s?（(?:[^（）\n]{1,60}[，,]\s?)?")
_STUDY_AFTER = compiled("<study-after>")
_GIVEN = compiled(r"(?:\s?(?:民国)?\d{2,4}年?度?)?<giver-link>?<giver-verb>?[“]?$")


def recognise(article: Article) -> list[Mention]:
    """The mentions of `article`'s clean text, sorted by position; no two overlap."""
    text = article.text
    works = find_works(text)
    awards = find_awards(text)
    found = with_numbered(text, with_bodies(text, with_headed(text, apart(find_orgs(text)))))
    formed = [*found, *with_own_ends(find_shapes(text, found), text)]
    units = with_units(text, with_tails(text, unglued(with_written(text, formed), text)))
    orgs = with_authorities(text, with_quoted_units(text, units))
    orgs = [
        o
        for o in orgs
        if not (o.by in _BY_FORM and (o.text in subjects() or o.text in place_names() or _ADDRESSED.search(o.text)))
        and not (o.text in _venues() and _PAPERS.match(text, o.end))
    ]
    cards = [c for c in (*find_cards(text, article.blocks, orgs), *find_openings(text)) if not native(c.text)]
    orgs = _without(orgs, cards)
    counted = gpu_amounts(text)
    models = [
        m
        for m in find_models(text, orgs)
        if not any(s <= m.start and m.end <= e for s, e in counted)
        and _NUMBER_END.sub("", m.text) not in _venues()
        and not (_YEAR_END.search(m.text) and _YEAR.match(text, m.end))  # Tom Holt2020年加入…
    ]
    models = [m for m in models if not (employs(text, m) and any(o.span == m.span for o in orgs))]
    works += papers_of(text, models)
    orgs = [o for o in orgs if not _known_model(text, o, models)]
    teams = model_teams(text, models, orgs)
    orgs = sorted([*orgs, *teams], key=lambda o: o.start)
    models = [m for m in models if not any(t.start <= m.start < t.end for t in teams)]
    dates = find_dates(text, article.blocks, article.metadata.date)
    orgs = with_bare_units(text, orgs, [*works, *awards, *dates, *cards])
    orgs = with_plain_units(text, orgs, [*works, *awards, *dates, *cards])
    orgs = houses(text, with_called(text, with_described(text, orgs), awards))
    orgs = with_glossed(text, orgs, [*works, *awards, *dates, *cards])
    strong = _settle([*works, *awards, *orgs, *models])
    persons = find_persons(text, [*strong, *dates], blocks=article.blocks)
    persons = [p for p in persons if not any(c.start < p.end and p.start < c.end for c in cards)]
    persons = [p for p in _names_only(persons, text) if not (p.by == "person/words" and _BORROWED.match(text, p.end))]
    glossed = list(_glossed_houses(text, persons, orgs))
    persons = [p for p in persons if p.start not in {h.start for h in glossed}]
    strong = _settle([*strong, *glossed])
    named = _settle([*strong, *cards, *_echoes(text, cards), *persons, *dates])
    found_terms = list(with_staff(find_terms(_masked(text, named)), persons))
    fits = [allowed(text, t) for t in found_terms]
    terms = [t for t, ok in zip(found_terms, fits, strict=True) if ok]
    barred = [t for t, ok in zip(found_terms, fits, strict=True) if not ok and t.type == "PersonRef"]
    terms += counted_roles(text, barred)
    settled = _settle([*named, *_fields(text, orgs, persons), *terms])
    settled = spread_fields(text, without_firms(text, settled))
    return latter_models(text, _givers(text, join_places(text, _courtesy(text, settled))))


#: What a name is borrowed for, and no person (某某变换).
_BORROWED = compiled(r"<eponym-of>(?![了过出到着])")
#: What makes a post of the expert for a field (首席机器学习科学家).
_CHIEF = compiled("<chief>$")
#: What found an organisation by no more than its form.
_BY_FORM = frozenset({"org/form", "org/shape"})
#: A person with how he is addressed (林老师), no organisation.
_ADDRESSED = compiled("<addressed>$")
#: Behind a name that a society and its conference share (ACL 4篇).
_PAPERS = re.compile(r"\s?[共近约]?\s?[\d一二两三四五六七八九十]+余?篇")
_YEAR_END, _YEAR = re.compile(r"[a-z](?:19|20)\d\d$"), re.compile(" ?年")
_NUMBER_END = re.compile(r"[\s\d]+$")


@cache
def _venues() -> frozenset[str]:
    """The names of conferences: none is a model (NeurIPS 5篇)."""
    return frozenset(name for row in load_table("conferences") for name in (row["name"], *row.many("aliases")))


def _fields(text: str, orgs: list[Mention], persons: list[Mention]) -> list[Mention]:
    """The fields of research, without those that begin with an organisation (某公司视觉算法专家)."""
    firms = {o.start for o in orgs}
    found = (_behind(f, orgs) for f in find_fields(text) if f.by != "field-expert" or f.start not in firms)
    kept = [f for f in found if f.by != "field-expert" or not _CHIEF.search(text, max(0, f.start - 4), f.start)]
    return bounded(kept, [*persons, *orgs], text)


def _behind(field: Mention, orgs: list[Mention]) -> Mention:
    """A field without the end of an organisation that it was read with (华为云|人工智能领域)."""
    over = next((o for o in orgs if o.start < field.start < o.end < field.end - 1 and o.by != "org/shape"), None)
    if over is None:
        return field
    words = field.text[over.end - field.start :].strip()
    start = field.end - len(words)
    return field._replace(start=start, text=words, name=words)


def _glossed_houses(text: str, persons: list[Mention], orgs: list[Mention]) -> Iterator[Mention]:
    """What looks like a person from abroad and is glossed as one (卡拉霍金斯（Carla Hawkins University）)."""
    latin = {o.start: o for o in orgs if o.text.isascii() and text[o.end : o.end + 1] == "）"}
    for person in persons:
        house = latin.get(person.end + 1)
        if house is not None and text[person.end] == "（" and not person.text.isascii():
            yield person._replace(type="Org", name=house.name, kind=house.kind, by="org/gloss")


def _without(orgs: list[Mention], cards: list[Mention]) -> list[Mention]:
    """The organisations, without those that are no more than the name on a card."""
    names = {c.text for c in cards}
    return [o for o in orgs if o.text not in names or entry_of(o.text) is not None]


def _echoes(text: str, cards: list[Mention]) -> list[Mention]:
    """The other places where a name on a card stands: what is sure once counts in the whole article."""
    out = []
    for name in sorted({c.text for c in cards if len(c.text) > 2 or not c.text.isascii()}):
        at = text.find(name)
        while at >= 0:
            if len(name) > 2 or text[at - 1 : at] in "，。、；：（“\n \t和与":
                out.append(Mention(at, at + len(name), "Person", name, name, by="card-echo"))
            at = text.find(name, at + len(name))
    return out


def _names_only(persons: list[Mention], text: str) -> list[Mention]:
    """The persons, without words of the language that the text has but once or twice (才俊, 曾主导) and nowhere shows
    to be somebody's name (创始人江河毕业于…).
    """
    counts = Counter(p.text for p in persons)
    shown = {p.text for p in persons if p.by == f"person/{ROSTER}" or presented(text, p.start, p.end)}
    return [
        p
        for p in persons
        if (
            p.kind is not None
            or counts[p.text] > 2
            or p.text in shown
            or not _a_word(p.text)
            or speaker(text, p.start, p.end)
        )
        and not birthplace(text, p.start, p.end)
    ]


def _a_word(name: str) -> bool:
    """Whether two characters are a word and no name, or three an adverb that is a surname too with a verb (曾主导)."""
    if _NO_NAME.match(name):
        return True
    if len(name) == 2 or (len(name) == 3 and in_dictionary(name)):
        return in_dictionary(name) and not _a_name(name)
    if len(name) != 3 or not _ADVERB.match(name):
        return False
    return in_dictionary(name[1:]) and any(tag[:1] in ("v", "d", "p") for _, tag in rjieba.tag(name[1:]))


_NO_NAME = compiled("^<no-name>$")
_ADVERB = compiled("^<adverb-surname>")


def _a_name(word: str) -> bool:
    return any(tag.startswith("nr") for _, tag in rjieba.tag(word))


def _masked(text: str, mentions: list[Mention]) -> str:
    """The text with every mention's characters blanked, so that no term reaches into a name (实验)室主任)."""
    parts, at = [], 0
    for mention in mentions:
        parts.append(text[at : mention.start])
        parts.append("\x00" * (mention.end - mention.start))
        at = mention.end
    parts.append(text[at:])
    return "".join(parts)


def _known_model(text: str, org: Mention, models: list[Mention]) -> bool:
    """Whether a model that is listed, or has an author or inventor, bears the words of an organisation that no list
    knows, or a bracket tells the letters that a model is known by.
    """
    listed = weak_forms().get(org.text)
    if listed is not None and any(
        m.name == listed[0] and _IN_BRACKET.fullmatch(text, m.end, org.start) for m in models
    ):
        return True
    if entry_of(org.text) is not None:
        return False
    return any(
        m.by in ("model-list", "authored", "invented") and m.start <= org.start and org.end <= m.end for m in models
    )


def _settle(mentions: list[Mention]) -> list[Mention]:
    """Where mentions overlap, the longer stands, then the higher rank; a recognised name beats a longer term."""
    order = sorted(
        mentions,
        key=lambda m: (
            m.type not in _NAMES,
            m.type != "PersonRef" or len(m.text) < 2,
            -(m.end - m.start),
            _RANK[m.type],
            m.start,
            m.name,
        ),
    )
    kept: list[Mention] = []
    taken = bytearray(max((m.end for m in mentions), default=0))
    for mention in order:
        if taken.find(1, mention.start, mention.end) >= 0:
            continue
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


@cache
def _address() -> frozenset[str]:
    """Words after a name that only address its bearer."""
    return frozenset(row["word"] for row in load_table("person_honorifics") if row["place"] == "after")


def _courtesy(text: str, mentions: list[Mention]) -> list[Mention]:
    """`张三博士`: such a degree right after a name is a form of address, not a degree taken somewhere."""
    out: list[Mention] = []
    for mention in mentions:
        follows = bool(out) and out[-1].type == "Person" and out[-1].end == mention.start
        if (
            mention.type == "Degree"
            and follows
            and mention.text in _address()
            and not _STUDY_AFTER.match(text, mention.end)
        ):
            continue
        out.append(mention)
    return out


def _givers(text: str, mentions: list[Mention]) -> list[Mention]:
    """`中国某学会的“优秀论文奖”`: a name that only says the kind of award takes its giver or venue into it."""
    out: list[Mention] = []
    for number, mention in enumerate(mentions):
        giver = _giver(text, mentions, number)
        out.append(mention if giver is None else mention._replace(name=giver.name + mention.name))
    return out


def _giver(text: str, mentions: list[Mention], number: int) -> Mention | None:
    """The venue or body just before the award `mentions[number]`, a date between them, if the award has no name."""
    award = mentions[number]
    if award.type != "Award" or award.by != "award-form" or not number or not headless(award.name):
        return None
    giver = mentions[number - 1]
    if giver.type == "Date" and number > 1:
        giver = mentions[number - 2]
    gives = giver.type == "Venue" or (giver.type == "Org" and giver.kind in _GIVING)
    between = text[giver.end : award.start]
    return giver if gives and len(between) <= 14 and _GIVEN.fullmatch(between) else None
