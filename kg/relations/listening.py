"""Taking in what a text says, sentence by sentence: who speaks, and who becomes the topic of what follows."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.mentions.patterns import compiled
from kg.relations.blocking import unknown_subject
from kg.relations.cells import CHAR
from kg.relations.clauses import PERSON, clause_subject, clauses, has_verb, opening, pattern, plain
from kg.relations.references import References, in_titles
from kg.relations.rules import word
from kg.relations.tape import Tape
from kg.schema import Mention

#: The label of an interview's line: who speaks (张三：…).
_LABEL = re.compile(rf"^(?P<who>{CHAR['Person']})[：:]")
#: One of somebody whom no mention names; of who asks or answers.
_OTHER = re.compile(r"^(?P<who>[^，。；：:]{1,8})[：:]")
_ROLES = compiled("(?:<asker>)|[A-Z]", "clause_words")
_TERMS = (CHAR["Role"], CHAR["Title"], CHAR["Degree"])


class Found(NamedTuple):
    """A subject: its mentions (more than one for a group), the way it was found, and where on the tape it stands.

    `at` is -1 when it stands in an earlier sentence.
    """

    mentions: tuple[Mention, ...]
    way: str
    at: int


class Listening(References):
    """The references of an article, and how each sentence changes what it speaks of."""

    __slots__ = ()

    def found(self, tape: Tape, at: int, way: str, *, own: bool = False) -> Found | None:
        """The persons at `at`; where `own`, of a list only those before the first one who has titles of his own
        (毕业于X的张三、某公司CTO李四).
        """
        mentions = self.resolve(tape, at)
        if own and len(mentions) > 1:
            titled = {s.start for a in tape.appositions for s in a.subjects if a.start > mentions[0].start}
            first = next((n for n, m in enumerate(mentions) if n and m.start in titled), len(mentions))
            mentions = mentions[:first]
        return Found(mentions, way, at) if mentions else None

    def _owner(self, tape: Tape, start: int, end: int) -> Found | None:
        """The person of whose something an earlier clause speaks (张三的背景颇为亮眼，曾…): he is its topic."""
        at = opening(tape.text, start, end)
        if at < end and tape.text[at] in PERSON and pattern("possessive").match(tape.text[at + 1 : end]):
            people = pattern("his-people").match(tape.text[:end], at)
            if people is not None and pattern("is-one").search(people.group()):
                return Found((), "left", at)  # 张三的妻子是教师
            if tape.text[end - 1] in _TERMS or pattern("kin-end").search(tape.text, at, end):
                return None  # 张三的硕士导师: what somebody is to him
            if people is not None:
                return Found((), "left", at)
            kin = tape.text[at + 1 : at + 2] in ("的", "之") and word("kin").match(tape.text, at + 2, end)
            return None if kin else self.found(tape, at, "left")
        return None

    def hear(self, tape: Tape) -> None:
        """Take in who speaks a line of an interview, before it is read."""
        label = None if tape.bracket else _LABEL.match(tape.text)
        self.said_by = self.resolve(tape, label.start("who")) if label else ()
        if label:
            self.speaker, self.mute = self.said_by, False
            return
        other = None if tape.bracket else _OTHER.match(tape.text)
        if other is not None and self.speaker and not any(char in PERSON for char in other["who"]):
            self.speaker, self.mute = (), _ROLES.fullmatch(other["who"]) is None

    def advance(self, tape: Tape) -> None:
        """Take in a sentence: its subjects become the topics of their types."""
        if tape.bracket:
            return
        said: set[str] = set()
        leader: tuple[Mention, ...] = ()
        some = False
        for start, end in clauses(tape.text):
            some = some or pattern("some-of-them").match(tape.text, start, end) is not None
            found = clause_subject(tape.text, start, end)
            if found is None and self.main is None and unknown_subject(tape.text, start, end):
                self.topics.pop("Person", None)  # a name that is no mention: who is spoken of now is not known
            if found is not None:
                mentions = self.resolve(tape, found[0])
                shows = pattern("it-shows").match(tape.text, found[0] + 1)
                lead = tape.text[opening(tape.text, start, end) : found[0]]
                told = bool(lead) and ("Person" in said or pattern("predicate-lead").search(lead) is not None)
                firm = found[1] == "Org" and len(mentions) == 1 and mentions[0].kind == "company"
                if firm and shows is None and not told:
                    self.block_org = mentions
                of_kin = pattern("kin-before").search(tape.text, 0, found[0]) is not None
                signs = any(m.name in self.signers for m in mentions)
                if found[1] == "Person" and len(mentions) == 1 and not of_kin and not signs:
                    self.block_person = mentions
                if mentions and not of_kin:
                    self.push(found[1].removesuffix("Ref"), mentions)
                    said.add(found[1])
                    leader = mentions if found[1] == "Person" and not some else leader
            owned = opening(tape.text, start, end)
            if found is None and owned < end and tape.text[owned] == CHAR["Org"]:
                holders = self.resolve(tape, owned) if pattern("possessive").match(tape.text[owned + 1 : end]) else ()
                if len(holders) == 1:
                    self.push("Org", holders)  # 甲实验室的历史很长: it is spoken of
            turned = self._turned_to(tape, start, end)
            if turned:
                self.push("Person", turned)
                self.block_person = turned
            elif found is None or found[1] != "Person":
                over = pattern("taken-over").search(tape.text, start, end)
                front = tape.text[:start]
                if over and has_verb(plain(front)) and not pattern("has-left").search(front):
                    over = None  # 他任主任，2015年由学生接任: the text goes on about him
                brought = [self.resolve(tape, over.start("who"))] if over else self._introduced(tape, start, end)
                owner = self._owner(tape, start, end) if found is None and not brought else None
                for introduced in (*brought, owner.mentions if owner is not None else ()):
                    if introduced:
                        self.push("Person", introduced)
        still = (leader if some else ()) or self._still(tape)
        if still:
            self.push("Person", still)
            self.block_person = still
        telling = [cell for cell in tape.cells if cell.titles or cell.mentions]
        for type_ in ("Model", "Award", "Work"):
            char = CHAR[type_]
            named = []
            if char in tape.text:
                named = [c.mentions for c, other in zip(tape.cells, tape.text, strict=True) if other == char]
            named += [(m,) for cell in telling if cell.titles for m in in_titles(cell, type_)]
            if len(named) == 1 and len(named[0]) == 1 and type_ not in said:
                self.push(type_, named[0])  # none is a subject: the one named alone is spoken of
        persons = [m for cell in telling for m in cell.mentions if m.type == "Person" and m.name not in self.signers]
        self.beside = tuple(persons) or self.beside
        for cell in telling:
            for mention in cell.mentions:
                if mention.type == "Person" and mention.name not in self.signers:
                    self.recent.append(mention)
                elif mention.type == "Org":
                    self.orgs.append(mention)
        titles = [t for cell in telling for t in cell.titles] + [t for a in tape.appositions for t in a.titles]
        anchors = [t.anchor for t in titles if not t.former]  # where somebody was is not spoken of
        self.orgs += [m for anchor in anchors if anchor is not None for m in anchor.mentions if m.type == "Org"]
        self.block_names |= {m.name for cell in telling for m in cell.mentions if m.type == "Org"}
        del self.recent[:-12]
        del self.orgs[:-24]

    def _still(self, tape: Tape) -> tuple[Mention, ...]:
        """Who stays the topic after a sentence in which others do something to him (李四称他为天才): centering's first
        rule, that a pronoun means whom a pronoun meant before.
        """
        for start, end in clauses(tape.text):
            found = clause_subject(tape.text, start, end)
            if found is None or tape.text[found[0]] != CHAR["Person"]:
                continue
            for index in range(found[0] + 1, end):
                cell = tape.cells[index]
                if tape.text[index] != CHAR["PersonRef"] or len(cell.mentions) != 1:
                    continue
                if cell.mentions[0].kind in ("him", "her") and not pattern("his-own").match(tape.text, index + 1):
                    him = self.resolve(tape, index)
                    others = {m.name for m in tape.cells[found[0]].mentions}
                    return him if len(him) == 1 and him[0].name not in others else ()
        return ()
