"""What the text has spoken of, and what pronouns and other references stand for.

A reference takes the last subject that fits it in number and gender, then who was brought in before it in the sentence;
公司 and 学校 mean the one that the text is about.
(The order follows centering theory: Grosz, Joshi and Weinstein 1995.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.relations.cells import CHAR, Cell
from kg.relations.clauses import clause_subject, clauses, pattern, plain
from kg.relations.rules import word
from kg.relations.tape import Tape
from kg.schema import Mention

_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SCHOOLS = frozenset({"university", "school"})
_FORMER = ("前", "原")
PLURAL = frozenset({*_COUNT, "many", "speakers"})
"""References to several; one that nobody is found for is not the single topic before."""


def in_titles(cell: Cell, type_: str) -> Iterator[Mention]:
    """The mentions of a type that anchor the titles of a cell."""
    for title in cell.titles:
        yield from (m for m in (title.anchor.mentions if title.anchor is not None else ()) if m.type == type_)


@dataclass(slots=True)
class References:
    """What the article has spoken of so far.

    `topics` are the subjects by type, latest last; `recent` and `orgs` the persons and organisations in the order of
    their mention; `gender` what pronouns told of a name (`m`, `f`); `main` and `main_org` whom the text is about;
    `speaker` whose line of an interview it is; `narrator` who says 我 outside direct speech (`speech` is 1 where a
    clean character belongs to it); `posts`: for a person's name the organisation that he was last said to be with;
    `school` the one that somebody was last said to study at; `block_org` the company that the paragraph says
    somebody founded or leads, or that is the subject of a clause; `block_person` the last person who is one.
    """

    topics: dict[str, list[tuple[Mention, ...]]] = field(default_factory=dict)
    recent: list[Mention] = field(default_factory=list)
    orgs: list[Mention] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    main: Mention | None = None
    main_org: tuple[Mention, ...] | None = None
    speaker: tuple[Mention, ...] = ()
    posts: dict[str, Mention] = field(default_factory=dict)
    block_org: tuple[Mention, ...] | None = None
    block_person: tuple[Mention, ...] | None = None
    school: Mention | None = None
    narrator: Mention | None = None
    speech: bytearray = field(default_factory=bytearray)

    def topic(self, type_: str) -> tuple[Mention, ...] | None:
        """The topic of that entity type: the last subject."""
        stack = self.topics.get(type_)
        return stack[-1] if stack else None

    def company(self, tape: Tape | None = None, at: int = 0) -> tuple[Mention, ...] | None:
        """Which company 公司 means at position `at` of a tape: the subject of a clause before it, the one that the text
        is about, else the one named last.
        """
        for start, end in reversed(clauses(tape.text)) if tape is not None else ():
            found = clause_subject(tape.text, start, end) if tape is not None and end <= at else None
            if tape is not None and found is not None and found[1] == "Org":
                mentions = tape.cells[found[0]].mentions
                if (mentions[0].kind or "company") in ("company", "fund"):
                    return mentions
        topics = [m for group in self.topics.get("Org", ()) if len(group) == 1 for m in group]
        last = next((m for m in (*reversed(topics), *reversed(self.orgs)) if m.kind in ("company", "fund")), None)
        about = self.main_org if self.main_org is not None and self.main_org[0].kind != "university" else None
        return self.block_org or about or ((last,) if last is not None else None)

    def holder(self, tape: Tape, at: int, kinds: tuple[str, ...], *, beside: bool = False) -> tuple[Mention, ...]:
        """The organisation of one of `kinds` that a role without one belongs to: the one named last before tape
        position
        `at` in the sentence, else the one that the text is about (empty where there is none). `beside`: titles before
        names count as well.
        """
        named = [m for cell in tape.cells[:at] for m in cell.mentions]
        before = tape.cells[at].start if at < len(tape.cells) else tape.cells[-1].end
        titles = [t for cell in tape.cells[:at] for t in cell.titles]
        titles += [t for a in tape.appositions if beside and a.end <= before for t in a.titles if not t.former]
        in_titles = [m for t in titles if t.anchor is not None for m in t.anchor.mentions]
        about = self.main_org if self.main_org is not None and self.main_org[0].kind in kinds else ()
        held = [t for i, cell in enumerate(tape.cells[:at]) for t in cell.titles if tape.text[i - 1 : i] not in _FORMER]
        last_title = next((t for t in reversed(held) if t.anchor is not None and not t.former), None)
        for group in (named, *([] if about else [in_titles])):
            fitting = [m for m in group if m.type == "Org" and (m.kind or "company") in kinds]
            if fitting and last_title is not None and last_title.anchor is not None and group is named:
                later = [m for m in last_title.anchor.mentions if m.kind in kinds and m.start > fitting[-1].start]
                fitting += later  # 离开了甲，新的身份是乙的CTO，向CEO张三汇报
            if fitting:
                return (fitting[-1],)
        return about

    def push(self, type_: str, mentions: tuple[Mention, ...]) -> None:
        """Make `mentions` the topic of their type."""
        stack = self.topics.setdefault(type_, [])
        stack.append(mentions)
        del stack[:-8]

    # -- references -----------------------------------------------------------------------------------------------

    def resolve(self, tape: Tape, at: int) -> tuple[Mention, ...]:
        """The entity mentions behind tape position `at`: its own, or the antecedents of a reference (may be empty)."""
        return self.resolve_cell(tape, at, tape.cells[at])

    def resolve_cell(self, tape: Tape, at: int, cell: Cell) -> tuple[Mention, ...]:
        """As `resolve`, for a cell that stands at `at`, or stood there before a title absorbed it."""
        if len(cell.mentions) == 1 and not cell.mentions[0].type.endswith("Ref"):
            return cell.mentions
        out: list[Mention] = []
        for mention in cell.mentions:
            if mention.type.endswith("Ref"):
                out.extend(self._antecedents(tape, at, mention))
            else:
                out.append(mention)
        return tuple(dict.fromkeys(out))

    def _antecedents(self, tape: Tape, at: int, ref: Mention) -> tuple[Mention, ...]:
        type_ = ref.type.removesuffix("Ref")
        his = type_ == "Person" and (ref.kind == "poss" or pattern("his-own").match(tape.text, at + 1) is not None)
        beside = pattern("and-his").search(tape.text, 0, at) if his else None
        if beside is not None and ref.kind not in PLURAL:
            return self.resolve(tape, beside.start("who"))  # 张三及他的学生
        before = self._before(tape, at, type_)
        candidates: list[tuple[Mention, ...]] = [*self.topics.get(type_, ()), *before]
        if ref.kind in PLURAL and ref.kind != "speakers" and pattern("among").search(tape.text, 0, at):
            return ()  # 其中三位: some of those named
        if ref.kind in PLURAL and ref.kind != "speakers":
            return self._several(tape, at, type_, candidates, _COUNT.get(ref.kind))
        if ref.kind in ("former", "latter"):
            return self._of_pair(tape, at, type_, last=ref.kind == "latter")
        if ref.kind in ("speakers", "author"):
            return ()
        if ref.kind == "speaker":
            named = pattern("i-am").search(tape.text)
            if named and tape.cells[named.start()].mentions[0].kind == "speaker":
                self.speaker = tape.cells[named.start("who")].mentions
            first = tape.cells[at].start if at < len(tape.cells) else 0
            who = self.main if self.speech[first : first + 1] == b"\x01" else self.narrator
            return self.speaker or ((who,) if who is not None else ())
        gender = {"him": "m", "her": "f"}.get(ref.kind or "")
        kinds = frozenset(ref.kind.split("|")) if type_ == "Org" and ref.kind else frozenset()
        if pattern("stayed").match(ref.text) and self.school is not None and self.school.kind in kinds:
            return (self.school,)
        own = self._school_here(tape, at) if pattern("this-school").fullmatch(ref.text) else ()
        if own:
            return own
        if pattern("loose").fullmatch(ref.text):
            teams = [m for c in tape.cells[:at] for m in c.mentions if m.type == "Org" and m.kind == "team"]
            if "team" in kinds and teams:
                return (teams[-1],)  # 甲公司某团队损失的大将，正是团队负责人张三
            if self.block_org is not None and self.block_org[0].kind in kinds:
                return self.block_org
            about = self.main_org
            if about is not None and (about[0].kind in kinds or kinds & {"company", *_SCHOOLS}):
                alike = bool(kinds & _SCHOOLS) == (about[0].kind in _SCHOOLS)
                if alike or about[0].kind in kinds:
                    return about
        if kinds == {"there"}:
            here = [m for i in range(at) for m in tape.cells[i].mentions if m.type == "Org"]
            held = [m for i in range(at) for m in in_titles(tape.cells[i], "Org")]
            return tuple([*self.orgs, *sorted([*here, *held], key=lambda m: m.start)][-1:])
        if kinds - {"one"}:
            fitting = self._any(tape, at, kinds)
            called = ref.text[-2:] if not pattern("vague-house").search(ref.text) else "\n"
            same = [m for m in fitting if m.name.endswith(called)]  # 该研究院: what is called so
            return ((same or fitting)[-1],) if fitting else ()
        if type_ == "Person":
            told = self._told_of(tape, at)
            if told is not None:
                candidates.append((told,))
        for group in reversed(candidates):
            if len(group) != 1:
                continue
            known = self.gender.get(group[0].name)
            if gender and known and known != gender:
                continue
            if gender:
                self.gender.setdefault(group[0].name, gender)
            return group
        return ()

    def _school_here(self, tape: Tape, at: int) -> tuple[Mention, ...]:
        """The school that the sentence named before, without its units (从某大学某系毕业后留本校)."""
        cells = [c for c in tape.cells[:at] if c.mentions or c.titles]
        orgs = [m for c in cells for m in (*c.mentions, *in_titles(c, "Org")) if m.kind in _SCHOOLS]
        if not orgs:
            return ()
        name = (orgs[-1].name, *orgs[-1].parents)[-1]
        return tuple([m for m in (*self.orgs, *orgs) if m.name == name][-1:])

    def _any(self, tape: Tape, at: int, kinds: frozenset[str]) -> list[Mention]:
        """The organisations of some kinds that were named before tape position `at`."""
        here: list[Mention] = []
        for cell in tape.cells[:at]:
            if not kinds.isdisjoint(_SCHOOLS):  # 获清华大学学士学位，…获该校博士学位
                here += (m for title in cell.titles if title.anchor is not None for m in title.anchor.mentions)
            here += cell.mentions
        return [m for m in (*self.orgs, *here) if m.type == "Org" and m.kind in kinds]

    def _of_pair(self, tape: Tape, at: int, type_: str, *, last: bool) -> tuple[Mention, ...]:
        """Whom 前者 or 后者 means: of the last two named together, else of the last two named."""
        here = [cell.mentions for cell in tape.cells[:at] if cell.mentions and cell.mentions[0].type == type_]
        pair = next((group for group in reversed(here) if len(group) == 2), None)
        named = list(
            pair or [m for group in here for m in group][-2:] or (self.recent if type_ == "Person" else self.orgs)[-2:]
        )
        return (named[-1] if last else named[0],) if named else ()

    def _several(
        self, tape: Tape, at: int, type_: str, candidates: list[tuple[Mention, ...]], count: int | None
    ) -> tuple[Mention, ...]:
        """Whom 三人, 两人 or 他们 means: the last group of that size, else so many subjects, else so many persons
        named.
        """
        if count is None and type_ == "Person":
            told = self._told_apart(tape, at)
            if len(told) > 1:
                return told
        groups = [tuple(dict.fromkeys(g)) for g in candidates]
        fitting = [g for g in groups if (len(g) == count if count else len(g) > 1)]
        if fitting:
            return fitting[-1]
        if count is None:
            return ()
        subjects = list({m.name: m for g in groups for m in g}.values())
        if len(subjects) >= count == 2:
            return tuple(subjects[-count:])
        here = [m for i in range(at) for m in tape.cells[i].mentions if m.type == type_]
        named = list({m.name: m for m in (*self.recent, *here)}.values())
        return tuple(named[-count:]) if len(named) >= count else ()

    @staticmethod
    def _told_apart(tape: Tape, at: int) -> tuple[Mention, ...]:
        """Those whom the clauses before position `at` name one by one (甲公司的创始人是A，乙公司的CEO是B，他们…)."""
        told: list[Mention] = []
        for start, end in clauses(tape.text):
            if end > at:
                break
            found = clause_subject(tape.text, start, end)
            named = pattern("who-is").search(tape.text, start, end) if found is None else None
            index = found[0] if found is not None and found[1] == "Person" else named.start("who") if named else -1
            if index >= 0 and any(m.type == "Person" for m in tape.cells[index].mentions):
                if len(tape.cells[index].mentions) > 1:
                    return ()  # a list: they are a group already
                told += tape.cells[index].mentions
        return tuple(dict.fromkeys(told))

    @staticmethod
    def _told_of(tape: Tape, at: int) -> Mention | None:
        """In what somebody says of somebody (X回忆，…给Y机会，但他…), the person told of last, the speaker aside."""
        speech = pattern("speaker").search(tape.text, 0, at)
        if speech is None:
            return None
        others = [m for i in range(speech.end(), at) for m in tape.cells[i].mentions if m.type == "Person"]
        return others[-1] if others else None

    def _before(self, tape: Tape, at: int, type_: str) -> list[tuple[Mention, ...]]:
        """Subjects of the clauses before position `at` in this sentence, then a person newly brought in."""
        out: list[tuple[Mention, ...]] = []
        for start, end in clauses(tape.text):
            if end >= at:
                break
            found = clause_subject(tape.text, start, end)
            if found is not None and found[1] == type_ and not tape.cells[found[0]].mentions[0].type.endswith("Ref"):
                out.append(tape.cells[found[0]].mentions)
            elif type_ == "Person":
                agent = pattern("by-whom").search(tape.text, start, end)
                out.extend([tape.cells[agent.start("who")].mentions] if agent else self._introduced(tape, start, end))
            elif type_ in ("Org", "Model"):
                out.extend(tape.cells[i].mentions for i in range(start, end) if tape.text[i] == CHAR[type_])
                if type_ == "Model":
                    out.extend((m,) for cell in tape.cells[start:end] if cell.titles for m in in_titles(cell, type_))
        return out

    @staticmethod
    def _introduced(tape: Tape, start: int, end: int) -> list[tuple[Mention, ...]]:
        match = pattern("intro").search(tape.text, start, end)
        if match is None or word("advisor").search(plain(tape.text[start : match.start() + 1])):
            return []
        mentions = tape.cells[match.start("head")].mentions
        return [] if mentions[0].type.endswith("Ref") else [mentions]
