"""Who a clause speaks of: the subject of a match when its pattern names none, and what pronouns stand for.

Chinese drops subjects over many clauses. For a match without a subject slot it is looked for in this order: the head of
the relative clause (毕业于X的张三), a cleft (负责X的是张三), the clause itself, the clauses before it in the sentence,
the topic of the sentences before. (The order follows centering theory: Grosz, Joshi and Weinstein 1995.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.relations.clauses import PERSON, clause_subject, clauses, has_noun, has_verb, is_marked, opening, pattern, plain
from kg.relations.rules import word_classes
from kg.relations.tape import ACCEPTS, CHAR, Tape
from kg.schema import Mention

#: The label of an interview's line: who speaks (张三：…).
_GOVERNORS = ("在", "于", "从", "自")
_LABEL = re.compile(rf"^(?P<who>{CHAR['Person']})[：:]")

_PLURAL = frozenset({"two", "many", "speakers"})
"""References to several; one that nobody is found for is not the single topic before."""


@dataclass(frozen=True, slots=True)
class Found:
    """A subject: its mentions (more than one for a group), the way it was found, and where on the tape it stands.

    `at` is -1 when it stands in an earlier sentence.
    """

    mentions: tuple[Mention, ...]
    way: str
    at: int


@dataclass(slots=True)
class Discourse:
    """What the article has spoken of so far.

    `topics` are the subjects by type, latest last; `recent` and `orgs` the persons and organisations in the order of
    their mention; `gender` what pronouns told of a name (`m`, `f`); `main` and `main_org` whom the text is about;
    `speaker` whose line of an interview it is.
    """

    topics: dict[str, list[tuple[Mention, ...]]] = field(default_factory=dict)
    recent: list[Mention] = field(default_factory=list)
    orgs: list[Mention] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    main: Mention | None = None
    main_org: tuple[Mention, ...] | None = None
    speaker: tuple[Mention, ...] = ()

    def topic(self, type_: str) -> tuple[Mention, ...] | None:
        """The topic of that entity type: the last subject."""
        stack = self.topics.get(type_)
        return stack[-1] if stack else None

    def company(self) -> tuple[Mention, ...] | None:
        """Which company 公司 means: the one that the text is about, else the one named last."""
        last = next((m for m in reversed(self.orgs) if m.kind in ("company", "fund")), None)
        return self.main_org or ((last,) if last is not None else None)

    def push(self, type_: str, mentions: tuple[Mention, ...]) -> None:
        """Make `mentions` the topic of their type."""
        stack = self.topics.setdefault(type_, [])
        stack.append(mentions)
        del stack[:-8]

    # -- references -----------------------------------------------------------------------------------------------

    def resolve(self, tape: Tape, at: int) -> tuple[Mention, ...]:
        """The entity mentions behind tape position `at`: its own, or the antecedents of a reference (may be empty)."""
        out: list[Mention] = []
        for mention in tape.cells[at].mentions:
            if mention.type.endswith("Ref"):
                out.extend(self._antecedents(tape, at, mention))
            else:
                out.append(mention)
        return tuple(dict.fromkeys(out))

    def _antecedents(self, tape: Tape, at: int, ref: Mention) -> tuple[Mention, ...]:
        type_ = ref.type.removesuffix("Ref")
        before = self._before(tape, at, type_)
        candidates: list[tuple[Mention, ...]] = [*self.topics.get(type_, ()), *before]
        if ref.kind in ("two", "many"):
            groups = [g for g in candidates if len(g) > 1]
            if groups:
                return groups[-1]
            singles = list(dict.fromkeys(m for g in candidates for m in g))
            return tuple(singles[-2:]) if ref.kind == "two" and len(singles) >= 2 else ()
        if ref.kind == "latter":
            everyone = [m for i in range(at) for m in tape.cells[i].mentions if m.type == type_] or self.recent[-1:]
            return tuple(everyone[-1:])
        if ref.kind == "former":
            everyone = [m for i in range(at) for m in tape.cells[i].mentions if m.type == type_] or self.recent[-2:]
            return tuple(everyone[:1])
        if ref.kind in ("speakers", "author"):
            return ()
        if ref.kind == "speaker":
            return self.speaker or ((self.main,) if self.main is not None else ())
        gender = {"him": "m", "her": "f"}.get(ref.kind or "")
        kinds = frozenset(ref.kind.split("|")) if type_ == "Org" and ref.kind else frozenset()
        if kinds - {"one"}:
            everyone = [*self.orgs, *(m for i in range(at) for m in tape.cells[i].mentions if m.type == "Org")]
            fitting = [m for m in everyone if m.kind in kinds]
            return (fitting[-1],) if fitting else ()
        if type_ == "Person":
            told = self._told_of(tape, at)
            if told is not None:
                candidates.append((told,))
        if gender and self.main is not None and not before and self.gender.get(self.main.name) == gender:
            return (self.main,)  # in a portrait the pronoun comes back to the person portrayed
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
                out.extend(self._introduced(tape, start, end))
            elif type_ in ("Org", "Model"):
                out.extend(tape.cells[i].mentions for i in range(start, end) if tape.text[i] == CHAR[type_])
        return out

    @staticmethod
    def _introduced(tape: Tape, start: int, end: int) -> list[tuple[Mention, ...]]:
        match = pattern("intro").search(tape.text, start, end)
        if match is None or re.search(word_classes()["advisor"], plain(tape.text[start : match.start() + 1])):
            return []
        mentions = tape.cells[match.start("head")].mentions
        return [] if mentions[0].type.endswith("Ref") else [mentions]

    # -- the subject of a match -----------------------------------------------------------------------------------

    def subject(self, tape: Tape, start: int, end: int, type_: str, ways: tuple[str, ...]) -> Found | None:
        """The subject, of entity type `type_`, for a match at tape [start, end)."""
        text = tape.text
        if "relative" in ways and type_ == "Person":
            for name in ("relative", "cleft"):
                match = pattern(name).match(text[end:])
                if (
                    match
                    and name in ways
                    and not (name == "relative" and self._not_relative(match["pre"], match["gap"]))
                ):
                    at = end + match.start("head" if match["head"] else "head2")
                    return self._found(tape, at, name)
        bounds = clauses(text)
        number = next((i for i, (s, e) in enumerate(bounds) if s <= start <= e), len(bounds) - 1)
        if type_ == "Org" and pattern("company").match(text[opening(text, *bounds[number]) :]):
            company = self.company()
            return Found(company, "topic", -1) if company else None
        if "left" in ways:
            own = clause_subject(text, bounds[number][0], start)
            if own is not None and own[1].removesuffix("Ref") != type_ and own[1] in ("Org", "Model", "Person"):
                return None
            here = self._left(tape, bounds[number][0], start, type_)
            if here is not None:
                return here if here.mentions else None
            if self._blocked(text, bounds[number][0], start):
                return None
            for i in range(number - 1, -1, -1):
                found = self._of_clause(tape, *bounds[i], type_)
                if found is not None:
                    return found if found.mentions else None
                owner = self._owner(tape, *bounds[i]) if type_ == "Person" else None
                if owner is not None:
                    return owner
                if self._barred(text, *bounds[i]) or (i == number - 1 and self._bare_noun(text, *bounds[i])):
                    return None
        if "main" in ways and type_ == "Person" and self.main is not None and not tape.bracket:
            return Found((self.main,), "topic", -1)
        if "topic" in ways and tape.kind != "heading" and not tape.bracket:
            mentions = self.topic(type_)
            if mentions:
                return Found(mentions, "topic", -1)
        return None

    @staticmethod
    def _not_relative(pre: str, gap: str) -> bool:
        words = plain(gap)
        classes = word_classes()
        if re.search(classes["not-relative"], words) or re.search(classes["not-before-de"], plain(pre)):
            return True
        return has_verb(words)

    def _found(self, tape: Tape, at: int, way: str) -> Found | None:
        mentions = self.resolve(tape, at)
        return Found(mentions, way, at) if mentions else None

    def _left(self, tape: Tape, start: int, end: int, type_: str) -> Found | None:
        """The nearest subject of the type to the left in the same clause; an empty one for 我们 of nobody known."""
        text = tape.text
        for index in range(end - 1, start - 1, -1):
            if text[index] not in ACCEPTS[type_]:
                continue
            together = pattern("together").search(text, start, index) if type_ == "Person" else None
            if together:
                both = (*self.resolve(tape, together.start()), *self.resolve(tape, index))
                return Found(both, "left", together.start()) if both else None
            if is_marked(text, start, index, end):
                continue
            mentions = self.resolve(tape, index)
            if not mentions and not {m.kind for m in tape.cells[index].mentions} <= _PLURAL:
                return None
            return Found(mentions, "left", index)
        return None

    def _of_clause(self, tape: Tape, start: int, end: int, type_: str) -> Found | None:
        """The subject that an earlier clause hands on; an empty one when it has a subject of another type."""
        found = clause_subject(tape.text, start, end)
        if found is None:
            if type_ == "Person":
                introduced = self._introduced(tape, start, end)
                if introduced:
                    return Found(introduced[-1], "left", start)
            return None
        if found[1] == type_ or found[1] == f"{type_}Ref":
            mentions = self.resolve(tape, found[0])
            return Found(mentions, "left", found[0])
        if found[1] == "Person" and type_ != "Person":
            return None
        return Found((), "left", found[0])

    def _owner(self, tape: Tape, start: int, end: int) -> Found | None:
        """The person of whose something an earlier clause speaks (张三的背景颇为亮眼，曾…): he is its topic."""
        at = opening(tape.text, start, end)
        if at < end and tape.text[at] in PERSON and pattern("possessive").match(tape.text[at + 1 : end]):
            kin = re.match(rf"[的之]{word_classes()['kin']}", tape.text[at + 1 : end])
            return None if kin else self._found(tape, at, "left")
        return None

    @staticmethod
    def _barred(text: str, start: int, end: int) -> bool:
        """Whether the clause begins with a word that is a subject of its own (该算法…, 公司…)."""
        return bool(pattern("blocking").match(text[opening(text, start, end) : end]))

    @staticmethod
    def _bare_noun(text: str, start: int, end: int) -> bool:
        """Whether the clause is no more than a noun (训练效率的大幅提升，…): it is the subject of what follows."""
        words = pattern("time-noun").sub("", pattern("phrase").sub("", plain(text[opening(text, start, end) : end])))
        if "的" not in words or pattern("person-noun").search(words) or any(c in PERSON for c in text[start:end]):
            return False
        return has_noun(words) and not has_verb(words)

    @classmethod
    def _blocked(cls, text: str, start: int, end: int) -> bool:
        """Whether the clause has, before its verb, a subject that is nobody we know (该算法…, 他的父亲…, 许多人才…)."""
        rest = text[opening(text, start, end) : end]
        if cls._barred(text, start, end) or (rest and rest[0] in PERSON and pattern("possessive").match(rest[1:])):
            return True
        if text[start:end][: len(text[start:end]) - len(rest)].endswith(_GOVERNORS):
            rest = "在" + rest  # the preposition that the opening skipped governs what follows
        words = pattern("time-noun").sub("", pattern("phrase").sub("", plain(rest)))
        return has_noun(pattern("means").sub("", words))

    # -- after a sentence -----------------------------------------------------------------------------------------

    def advance(self, tape: Tape) -> None:
        """Take in a sentence: its subjects become the topics of their types."""
        if tape.bracket:
            return
        label = _LABEL.match(tape.text)
        if label:
            self.speaker = self.resolve(tape, label.start("who"))
        said = False
        for start, end in clauses(tape.text):
            found = clause_subject(tape.text, start, end)
            if found is not None:
                mentions = self.resolve(tape, found[0])
                if mentions:
                    self.push(found[1].removesuffix("Ref"), mentions)
                    said = said or found[1] == "Model"
            if found is None or found[1] != "Person":
                for introduced in self._introduced(tape, start, end):
                    self.push("Person", introduced)
        models = [cell.mentions for cell, char in zip(tape.cells, tape.text, strict=True) if char == CHAR["Model"]]
        if len(models) == 1 and len(models[0]) == 1 and not said:
            self.push("Model", models[-1])  # no model is a subject: the one named last is spoken of
        for cell in tape.cells:
            for mention in cell.mentions:
                if mention.type == "Person":
                    self.recent.append(mention)
                elif mention.type == "Org":
                    self.orgs.append(mention)
        del self.recent[:-12]
        del self.orgs[:-24]
