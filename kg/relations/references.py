"""What the text has spoken of, and what pronouns and other references stand for.

A reference takes the last subject that fits it in number and gender, then who was brought in before it in the sentence;
公司 and 学校 mean the one that the text is about.
(The order follows centering theory: Grosz, Joshi and Weinstein 1995.)
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.relations.cells import ACCEPTS, CHAR, Cell
from kg.relations.clauses import clause_subject, clauses, is_marked, opening, pattern, plain
from kg.relations.genders import likely
from kg.relations.rules import word
from kg.relations.several import COUNT, PLURAL, Several
from kg.relations.tape import Tape
from kg.schema import Mention

__all__ = ["PLURAL", "References", "in_titles"]

_SCHOOLS = frozenset({"university", "school"})


def in_titles(cell: Cell, type_: str) -> Iterator[Mention]:
    """The mentions of a type that anchor the titles of a cell."""
    for title in cell.titles:
        yield from (m for m in (title.anchor.mentions if title.anchor is not None else ()) if m.type == type_)


class References(Several):
    """References, over what the text has spoken of."""

    __slots__ = ()

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
            if pattern("others-than").search(tape.text, 0, at):
                return ()  # 另外两人: nobody named
            ends = pattern("last-of").search(tape.text, 0, at) is not None
            if ref.kind in COUNT and type_ == "Person" and (ends or pattern("first-of").search(tape.text, 0, at)):
                return self._some_of(tape, at, COUNT[ref.kind], last=ends)
            return self._several(tape, at, type_, candidates, COUNT.get(ref.kind))
        if ref.kind in ("former", "latter"):
            return self._of_pair(tape, at, type_, last=ref.kind == "latter")
        if ref.kind in ("speakers", "author"):
            return ()
        if at > 0 and pattern("himself").fullmatch(ref.text) and tape.text[at - 1] in ACCEPTS["Person"]:
            return self.resolve(tape, at - 1)
        if ref.kind == "speaker":
            named = pattern("i-am").search(tape.text)
            if named and tape.cells[named.start()].mentions[0].kind == "speaker":
                self.speaker = tape.cells[named.start("who")].mentions
            first = tape.cells[at].start if at < len(tape.cells) else 0
            voice = next((v for v in self.voices if v[0] <= first < v[1]), None)
            if voice is not None:
                return (voice[2],) if voice[2] is not None else ()
            who = self.main if self.speech[first : first + 1] == b"\x01" else self.narrator
            if self.mute:
                return ()
            return self.speaker or ((who,) if who is not None else ())
        gender = {"him": "m", "her": "f"}.get(ref.kind or "")
        others = self._others(tape, at, ref) | self._beside(tape, at) if type_ == "Person" else frozenset()
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
            spoken = self.topics.get("Org", [()])[-1]
            if "team" in kinds and len(spoken) == 1 and spoken[0].kind in ("team", "lab"):
                return spoken  # 某实验室的历史很长。…团队有百人
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
            about = self._spoken_about(tape, at)
            if about:
                candidates.append(about)
            whose = self._whose(tape, at)
            if whose:
                candidates.append(whose)
        people = self._named_beside(tape, at, others) if gender else ()
        for group in reversed(candidates):
            if gender and len(group) == 2:
                fitting = [m for m in group if self.gender.get(m.name) == gender]
                fitting = fitting or [m for m in group if self.gender.get(m.name) is None]
                if len(fitting) == 1:
                    return (fitting[0],)
            if len(group) != 1 or group[0].name in others:
                continue
            known = self.gender.get(group[0].name)
            if gender and known and known != gender:
                continue
            if gender and not known and likely(group[0].name) != gender:
                sure = [m for m in people if gender in (self.gender.get(m.name), likely(m.name))]
                if len(sure) == 1 and gender == "f":
                    return (sure[0],)  # 张三邀请张莉加入。她…
                if likely(group[0].name) is not None and len(people) > 1:
                    continue
            if gender:
                self.gender.setdefault(group[0].name, gender)
            return group
        sure = [m for m in people if gender in (self.gender.get(m.name), likely(m.name))]
        apart = any(m.name in others for cell in tape.cells[:at] for m in cell.mentions if m.type == "Person")
        if not sure and (len(people) > 1 or apart):
            sure = [m for m in people if self.gender.get(m.name) is None]  # the others are of the other gender
        return tuple(sure) if len(sure) == 1 else ()

    def _named_beside(self, tape: Tape, at: int, others: frozenset[str]) -> tuple[Mention, ...]:
        """The persons, by name, whom the sentence names before position `at`, else those of the one before."""
        here = [m for cell in tape.cells[:at] for m in cell.mentions if m.type == "Person"]
        named = {m.name: m for m in here or self.beside if m.name not in others}
        return tuple(named.values())

    def _others(self, tape: Tape, at: int, ref: Mention) -> frozenset[str]:
        """Whom 他 at tape position `at` does not mean: who speaks, in whose clause it is an object (张三推荐他…), from
        whom it is told apart (张三去了甲公司，他则…).
        """
        if ref.kind not in ("him", "her") or at >= len(tape.cells):
            return frozenset()
        out = {m.name for m in self.said_by}
        bounds = [(s, e) for s, e in clauses(tape.text) if s <= at]
        start, end = bounds[-1]
        first = opening(tape.text, start, end)
        found = clause_subject(tape.text, start, end)
        if found is not None and found[0] == at and pattern("in-contrast").match(tape.text, at + 1):
            last = clause_subject(tape.text, *bounds[-2]) if len(bounds) > 1 else None
            if last is not None and tape.text[last[0]] == CHAR["Person"]:
                out |= {m.name for m in tape.cells[last[0]].mentions}
            return frozenset(out)
        if (found is not None and found[0] >= at) or pattern("his-own").match(tape.text, at + 1):
            return frozenset(out)
        if not (
            is_marked(tape.text, start, at, end)
            or pattern("pivot").search(tape.text, first, at)
            or pattern("does-to").search(tape.text, first, at)
        ):
            return frozenset(out)
        for start, end in reversed(bounds):
            found = clause_subject(tape.text, start, end)
            if found is not None:
                if tape.text[found[0]] == CHAR["Person"]:
                    out |= {m.name for m in tape.cells[found[0]].mentions}
                break
        return frozenset(out)

    @staticmethod
    def _beside(tape: Tape, at: int) -> frozenset[str]:
        """Whom the clause names after a pronoun at tape position `at`: it means none of them (他跟随张三加入…)."""
        bounds = clauses(tape.text)
        number = next((n for n, (s, e) in enumerate(bounds) if s <= at <= e), len(bounds) - 1)
        end = bounds[number][1]
        if number + 1 < len(bounds) and word("among").match(tape.text, bounds[number + 1][0]):
            end = bounds[number + 1][1]  # 他培养了许多学生，其中张三…
        return frozenset(m.name for cell in tape.cells[at + 1 : end] for m in cell.mentions if m.type == "Person")

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

    @staticmethod
    def _told_of(tape: Tape, at: int) -> Mention | None:
        """In what somebody says of somebody (X回忆，…给Y机会，但他…), the person told of last, the speaker aside."""
        speech = pattern("speaker").search(tape.text, 0, at)
        if speech is None:
            return None
        others = [m for i in range(speech.end(), at) for m in tape.cells[i].mentions if m.type == "Person"]
        return others[-1] if others else None

    @staticmethod
    def _spoken_about(tape: Tape, at: int) -> tuple[Mention, ...]:
        """Of whom somebody else speaks in the sentence (谈到张三，李四说，他…)."""
        first, *further = clauses(tape.text)
        match = pattern("spoken-about").match(tape.text[: first[1]])
        if match is None or first[1] >= at or not further or pattern("speaker").search(tape.text, first[1], at) is None:
            return ()
        return tape.cells[match.start("who")].mentions

    @staticmethod
    def _whose(tape: Tape, at: int) -> tuple[Mention, ...]:
        """The person of whose something the words before a colon speak (回顾了张三的贡献：他…)."""
        colon = tape.text.rfind("：", 0, at)
        match = pattern("whose").search(tape.text, 0, colon) if colon > 0 else None
        return tape.cells[match.start("who")].mentions if match else ()

    def _before(self, tape: Tape, at: int, type_: str) -> list[tuple[Mention, ...]]:
        """Subjects of the clauses before position `at` in this sentence, then a person newly brought in."""
        out: list[tuple[Mention, ...]] = []
        for start, end in clauses(tape.text):
            if end >= at:
                break
            found = clause_subject(tape.text, start, end)
            turned = self._turned_to(tape, start, end) if type_ == "Person" else ()
            if turned:
                out.append(turned)
            elif found is not None and found[1] == type_ and not tape.cells[found[0]].mentions[0].type.endswith("Ref"):
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
    def _turned_to(tape: Tape, start: int, end: int, *, kin: bool = False) -> tuple[Mention, ...]:
        """To whom a clause turns although another may be its subject: who is asked (李四采访了张三), one more
        (另一位研究员为张三), with `kin` somebody of his (他有个弟弟叫张三).
        """
        for name in ("another-is", "interviews", *(("has-one-called",) if kin else ())):
            match = pattern(name).match(tape.text[:end], opening(tape.text, start, end))
            if match is not None and not word("advisor").search(plain(tape.text[start : match.start("who")])):
                return tape.cells[match.start("who")].mentions
        return ()

    @staticmethod
    def _introduced(tape: Tape, start: int, end: int) -> list[tuple[Mention, ...]]:
        match = pattern("intro").search(tape.text, start, end)
        if match is None or word("advisor").search(plain(tape.text[start : match.start() + 1])):
            return []
        if "包括" in tape.text[match.start() : match.start("head")]:
            return []  # 委员包括张三: one of a list
        if start > 0 and pattern("is-to-him").match(plain(tape.text[start:end])):
            return []
        mentions = tape.cells[match.start("head")].mentions
        return [] if mentions[0].type.endswith("Ref") else [mentions]
