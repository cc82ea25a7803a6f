"""Who a clause speaks of: the subject of a match when its pattern names none.

Chinese drops subjects over many clauses. For a match without a subject slot it is looked for in this order: the head of
the relative clause (毕业于X的张三), a cleft (负责X的是张三), the clause itself, the clauses before it in the sentence,
the topic of the sentences before.
"""

from __future__ import annotations

from kg.relations.ahead import head_behind
from kg.relations.blocking import (
    bare_noun,
    barred,
    blocked,
    described,
    modifies,
    moved,
    not_relative,
    of_pupils,
)
from kg.relations.cells import ACCEPTS, CHAR, Cell
from kg.relations.clauses import (
    PERSON,
    clause_subject,
    clauses,
    is_marked,
    opening,
    pattern,
    stranger_before,
)
from kg.relations.listening import Found, Listening
from kg.relations.references import PLURAL
from kg.relations.tape import Tape
from kg.schema import Mention

__all__ = ["Discourse", "Found"]

#: Over how many further clauses a description may run before its name.
_RUN = 3


def _person(cell: Cell) -> bool:
    return cell.mentions[0].type == "Person"


class Discourse(Listening):
    """The references of an article, with who each clause speaks of."""

    __slots__ = ()

    def subject(self, tape: Tape, start: int, end: int, type_: str, ways: tuple[str, ...]) -> Found | None:
        """The subject, of entity type `type_`, for a match at tape [start, end), and who acts together with it."""
        found = self._subject(tape, start, end, type_, ways)
        if found is None or type_ != "Person" or found.way in ("relative", "cleft"):
            return found
        alike = self._alike(tape, found)
        joined = pattern("jointly").match(tape.text, start)
        with_him = pattern("companion-joined" if joined else "companion").search(tape.text, 0, start)
        if with_him is None and pattern("founding").match(tape.text, start):
            with_him = pattern("companion-founding").search(tape.text, 0, start)  # 张三与李四在某地创办…
        clause = max((s for s, e in clauses(tape.text) if s <= start), default=0)
        others = alike
        if with_him is not None and with_him.start() >= clause:
            others = (*alike, *self.resolve(tape, with_him.start("other")))
        elif pattern("founding").match(tape.text, start):
            fetched = pattern("companion-fetched").search(tape.text, 0, start)
            if fetched and (joined or pattern("jointly").search(fetched["gap"])):
                others = (*alike, *self.resolve(tape, fetched.start("other")))
        return Found(tuple(dict.fromkeys((*found.mentions, *others))), found.way, found.at)

    def _alike(self, tape: Tape, found: Found) -> tuple[Mention, ...]:
        """Those whom the clause before the subject's says to share what is said of him (和张三一样，李四…)."""
        bounds = clauses(tape.text)
        number = next((n for n, (start, end) in enumerate(bounds) if start <= found.at < end), 0)
        if number == 0:
            return ()
        start, end = bounds[number - 1]
        alike = pattern("alike").search(tape.text[start:end])
        return self.resolve(tape, start + alike.start("other")) if alike else ()

    def _subject(self, tape: Tape, start: int, end: int, type_: str, ways: tuple[str, ...]) -> Found | None:
        text = tape.text
        if "relative" in ways and type_ == "Person":
            for name in ("relative", "cleft"):
                match = pattern(name).match(text[end:])
                if match and name in ways and not (name == "relative" and not_relative(match["pre"], match["gap"])):
                    at = end + match.start("head" if match["head"] else "head2")
                    return self.found(tape, at, name, own=name == "relative")
        behind = head_behind(text, start, end) if type_ == "Person" and "left" in ways else None
        if behind is not None:
            return self.found(tape, behind, "relative") if "relative" in ways else None
        bounds = clauses(text)
        number = next((i for i, (s, e) in enumerate(bounds) if s <= start <= e), len(bounds) - 1)
        if type_ == "Org" and pattern("company").match(text[opening(text, *bounds[number]) :]):
            company = self.company()
            return Found(company, "topic", -1) if company else None
        if "left" in ways:
            own = clause_subject(text, bounds[number][0], start)
            if own is not None and own[1].removesuffix("Ref") != type_ and type_ in ("Person", "Org", "Model"):
                return self._announced(tape, own[0], start) if type_ == "Person" else None
            if type_ == "Person" and stranger_before(text, opening(text, bounds[number][0], start), start):
                return None
            here = self._left(tape, bounds[number][0], start, type_)
            if here is not None:
                return here if here.mentions else None
            if blocked(text, bounds[number][0], start) or modifies(text, bounds[number][0], start, end):
                return None
            next_one = clause_subject(text, *bounds[number + 1]) if number + 1 < len(bounds) else None
            if next_one is not None and pattern("as-whom").match(text, opening(text, *bounds[number])):
                # 李四说，身为某公司CTO，张三…
                alike = next_one[1].removesuffix("Ref") == type_
                return self.found(tape, next_one[0], "left") if alike else None
            if pattern("lead-clause").match(text, opening(text, *bounds[number])):
                ahead = self._ahead(tape, bounds[number : number + 2], start, type_)
                if ahead is not None:
                    return ahead
            named = pattern("named-later").match(text, end) if type_ == "Person" else None
            if named is not None:
                return self.found(tape, named.start("head"), "cleft")
            for i in range(number - 1, -1, -1):
                found = self._of_clause(tape, *bounds[i], type_)
                if found is not None:
                    return found if found.mentions else None
                owner = self._owner(tape, *bounds[i]) if type_ == "Person" else None
                if owner is not None:
                    return owner
                if barred(text, *bounds[i]) or (i == number - 1 and bare_noun(text, *bounds[i])):
                    return None
            ahead = self._ahead(tape, bounds[number : number + 2], start, type_)
            if ahead is not None:
                return ahead
        if "relative" in ways and type_ == "Person":
            at = described(text, bounds[number + 1 : number + 1 + _RUN])
            if at >= 0:
                return self.found(tape, at, "relative")
        if self.main is None and pattern("you").match(text, opening(text, *bounds[number])):
            return None  # 您曾在某公司工作？: one of several guests
        aside = tape.bracket and not pattern("aside-of-him").match(text)
        if "main" in ways and type_ == "Org" and self.main_org is not None and not aside:
            return Found(self.main_org, "topic", -1)
        of_org = text[:1] in ACCEPTS["Org"]  # 某公司（2013-2014，工程师): a line of somebody's own life
        if "main" in ways and type_ == "Person" and self.main is not None and (not aside or of_org):
            near = self.block_person if "topic" in ways and not aside and "\t" not in text else None
            return Found(near or (self.main,), "topic", -1)
        if "topic" in ways and tape.kind != "heading" and not aside and "\t" not in text:
            mentions = self.topic(type_)
            if mentions:
                return Found(mentions, "topic", -1)
        return None

    def _ahead(self, tape: Tape, bounds: tuple[tuple[int, int], ...], start: int, type_: str) -> Found | None:
        """The subject of the next clause, where the match's own says when or as what (从某校毕业后，张三加入…)."""
        if len(bounds) < 2 or type_ not in ("Person", "Org"):
            return None
        text = tape.text
        front = opening(text, *bounds[0])
        told = pattern("subordinate").search(text, start, bounds[0][1]) or pattern("as").match(text, bounds[0][0])
        told = told or pattern("lead-clause").match(text, front)
        first = front == start and pattern("finished").match(text[start:])
        if not (told or (first and text[opening(text, *bounds[1]) :][:1] == CHAR["Person"])):
            return None
        found = clause_subject(text, *bounds[1])
        if found is None or found[1].removesuffix("Ref") != type_:
            return None
        return self.found(tape, found[0], "left")

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
            if type_ == "Person" and moved(text, start, index, end):
                return self.found(tape, index, "left") or Found((), "left", index)
            if is_marked(text, start, index, end):
                continue
            if type_ == "Person" and pattern("where-he-is").match(text[index + 1 : end]):
                continue  # 去张三所在的甲大学: he tells only which
            if type_ == "Person" and (
                pattern("his-acts").match(text[index + 1 : end]) or pattern("made-do").search(text, index, end)
            ):
                return Found((), "left", index)  # 张三创办的甲公司获得…: his company does
            mentions = self.resolve(tape, index)
            if not mentions and not {m.kind for m in tape.cells[index].mentions} <= PLURAL | {"speaker", "author"}:
                several = any(len(c.mentions) > 1 for c in tape.cells[:index] if c.mentions and _person(c))
                several = several or (type_ == "Person" and self.topic(type_) is not None)
                return Found((), "left", index) if several else None  # 张三与李四一同出席，他…: nobody knows who
            return Found(mentions, "left", index)
        return None

    def _announced(self, tape: Tape, first: int, end: int) -> Found | None:
        """The person of whom an organisation says what follows (某公司宣布张三出任…)."""
        for index in range(end - 1, first, -1):
            if tape.text[index] in PERSON:
                return self.found(tape, index, "left") if pattern("said").search(tape.text, first, index) else None
        return None

    def _of_clause(self, tape: Tape, start: int, end: int, type_: str) -> Found | None:
        """The subject that an earlier clause hands on; an empty one when it has a subject of another type."""
        if type_ == "Person":
            his = pattern("his-own-is").match(tape.text[:end], opening(tape.text, start, end))
            if his is not None:
                return self.found(tape, his.start("who"), "left")
            if pattern("is-his-teacher").match(tape.text[:end], opening(tape.text, start, end)):
                return Found((), "left", start)
            turned = self._turned_to(tape, start, end, kin=True)
            if turned:
                return Found(turned, "left", start)
        found = clause_subject(tape.text, start, end)
        if found is None and type_ == "Person" and of_pupils(tape.text, start, end):
            return Found((), "left", start)
        if (
            found is None
            and type_ == "Person"
            and pattern("somebody").match(tape.text[opening(tape.text, start, end) : end])
        ):
            return Found((), "left", start)
        if found is None:
            if type_ == "Person":
                introduced = self._introduced(tape, start, end)
                if introduced:
                    return Found(introduced[-1], "left", start)
            return None
        if found[1] == type_ or found[1] == f"{type_}Ref":
            leaves = pattern("made-leave").search(tape.text, found[0] + 1, end) if type_ == "Person" else None
            at = leaves.start("who") if leaves else found[0]
            return Found(self.resolve(tape, at), "left", at)
        if found[1] == "Person" and type_ != "Person":
            return None
        return Found((), "left", found[0])
