"""What a text has spoken of so far, and which organisation a role or 公司 belongs to by that."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.relations.clauses import clause_subject, clauses, pattern
from kg.relations.tape import Tape
from kg.relations.voices import Voice
from kg.schema import Mention

_FORMER = ("前", "原")


def _once(tape: Tape, at: int) -> bool:
    """Whether the sentence says of what stands at tape position `at` that somebody was it before (曾任甲公司总裁)."""
    return pattern("was-there").search(tape.text, 0, at) is not None


@dataclass(slots=True)
class Spoken:
    """What the article has spoken of so far.

    `topics` are the subjects by type, latest last; `beside` all whom the last sentence with persons names; `signers`
    who only signed the text; `recent` and `orgs` the persons and organisations in the order of
    their mention; `gender` what pronouns told of a name (`m`, `f`); `main` and `main_org` whom the text is about;
    `speaker` whose line of an interview it is, and `said_by` the one that the sentence itself names before a colon
    (`mute`: it is another, whom no mention names); `narrator` who says 我 outside direct speech (`speech` is 1 where
    a clean character belongs to it, `voices` whose it is); `posts`: for a person's name the organisation that he was
    last said to be with; `own_firms` the company that he founded;
    `school` the one that somebody was last said to study at; `block_org` the company that the paragraph says
    somebody founded or leads, or that is the subject of a clause; `block_person` the last person who is one;
    `prior_org` the `block_org` of the paragraph before, where that one does not name the one that the text is about;
    `block_names` the organisations that the paragraph names.
    """

    topics: dict[str, list[tuple[Mention, ...]]] = field(default_factory=dict)
    beside: tuple[Mention, ...] = ()
    signers: frozenset[str] = frozenset()
    recent: list[Mention] = field(default_factory=list)
    orgs: list[Mention] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    main: Mention | None = None
    main_org: tuple[Mention, ...] | None = None
    speaker: tuple[Mention, ...] = ()
    said_by: tuple[Mention, ...] = ()
    mute: bool = False
    posts: dict[str, Mention] = field(default_factory=dict)
    own_firms: dict[str, Mention] = field(default_factory=dict)
    block_org: tuple[Mention, ...] | None = None
    block_person: tuple[Mention, ...] | None = None
    prior_org: tuple[Mention, ...] | None = None
    block_names: set[str] = field(default_factory=set)
    school: Mention | None = None
    narrator: Mention | None = None
    speech: bytearray = field(default_factory=bytearray)
    voices: list[Voice] = field(default_factory=list)

    def new_block(self) -> None:
        """Begin a new paragraph."""
        beside = self.block_names.isdisjoint(m.name for m in self.main_org or ())
        self.prior_org = self.block_org if beside else None
        self.block_org, self.block_person, self.block_names = None, None, set()

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
            called = pattern("called-firm").search(tape.text, start, min(end, at)) if tape is not None else None
            if tape is not None and called is not None and end <= at:
                return tape.cells[called.start("firm")].mentions
        topics = [m for group in self.topics.get("Org", ()) if len(group) == 1 for m in group]
        last = next((m for m in (*reversed(topics), *reversed(self.orgs)) if m.kind in ("company", "fund")), None)
        about = self.main_org if self.main_org is not None and self.main_org[0].kind != "university" else None
        return self.block_org or about or ((last,) if last is not None else None)

    def holder(self, tape: Tape, at: int, kinds: tuple[str, ...], *, beside: bool = False) -> tuple[Mention, ...]:
        """The organisation of one of `kinds` that a role without one belongs to: the one named last before tape
        position `at` in the sentence, else the one that the paragraph or the text is about (empty where there is none).
        `beside`: titles before names count as well.
        """
        before = tape.cells[at].start if at < len(tape.cells) else tape.cells[-1].end
        titles = [t for i, c in enumerate(tape.cells[:at]) if not _once(tape, i) for t in c.titles]
        titles += [t for a in tape.appositions if beside and a.end <= before for t in a.titles if not t.former]
        in_titles = [m for t in titles if t.anchor is not None for m in t.anchor.mentions]
        near = self.block_org or self.prior_org
        own = near if near is not None and near[0].kind in kinds else ()
        about = own or (self.main_org if self.main_org is not None and self.main_org[0].kind in kinds else ())
        if pattern("its-own").search(tape.text, 0, at):  # 收购甲公司，条件是其CEO…
            nearest = [m for cell in tape.cells[:at] for m in cell.mentions if m.type == "Org"]
            fitting = [m for m in nearest if (m.kind or "company") in kinds]
            if fitting:
                return (fitting[-1],)
        named = self._spoken_of(tape, at, kinds)
        now = [c for i, c in enumerate(tape.cells[:at]) if tape.text[i - 1 : i] not in _FORMER and not _once(tape, i)]
        held = [t for cell in now for t in cell.titles]
        last_title = next((t for t in reversed(held) if t.anchor is not None and not t.former), None)
        if named is not None and last_title is not None and last_title.anchor is not None:
            # 离开了甲，新的身份是乙的CTO，向CEO张三汇报
            later = [m for m in last_title.anchor.mentions if m.kind in kinds and m.start > named.start]
            named = later[-1] if later else named
        if named is not None:
            return (named,)
        fitting = [] if about else [m for m in in_titles if m.type == "Org" and (m.kind or "company") in kinds]
        return (fitting[-1],) if fitting else about

    @staticmethod
    def _spoken_of(tape: Tape, at: int, kinds: tuple[str, ...]) -> Mention | None:
        """The organisation of one of `kinds` whose people the sentence may speak of at tape position `at`: the subject
        of the nearest clause that has one, else what is named there, unless somebody only came from it.
        """
        for start, end in reversed(clauses(tape.text)):
            if start > at:
                continue
            subject = clause_subject(tape.text, start, min(end, at))
            places = [i for i in range(start, min(end, at)) if pattern("came-from").search(tape.text, start, i) is None]
            if subject is not None and subject[1] == "Org" and subject[0] < at:
                places.append(subject[0])
            places = [i for i in places if pattern("it-shows").match(tape.text, i + 1) is None]
            for place in reversed(places):
                fitting = [m for m in tape.cells[place].mentions if m.type == "Org" and (m.kind or "company") in kinds]
                if fitting:
                    return fitting[-1]
        return None

    def push(self, type_: str, mentions: tuple[Mention, ...]) -> None:
        """Make `mentions` the topic of their type."""
        if type_ == "Person" and any(m.name in self.signers for m in mentions):
            return
        stack = self.topics.setdefault(type_, [])
        stack.append(mentions)
        del stack[:-8]
