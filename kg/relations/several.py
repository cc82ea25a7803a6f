"""Whom references to several mean: 两人, 三人, 他们, 前者 and 后者, 后两位."""

from __future__ import annotations

from kg.relations.clauses import clause_subject, clauses, pattern
from kg.relations.spoken import Spoken
from kg.relations.tape import Tape
from kg.schema import Mention

COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""How many a reference to several counts."""

PLURAL = frozenset({*COUNT, "many", "speakers"})
"""References to several; one that nobody is found for is not the single topic before."""


class Several(Spoken):
    """References to several, over what the text has spoken of."""

    __slots__ = ()

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
        if count is not None and type_ == "Person" and tape.bracket:
            ahead = list({m.name: m for m in self.recent if m.end <= tape.cells[at].start}.values())
            if len(ahead) >= count:
                return tuple(ahead[-count:])  # 师从张三和李四（两位分别是…）: just before the bracket
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

    def _some_of(self, tape: Tape, at: int, count: int, *, last: bool) -> tuple[Mention, ...]:
        """The first or last so many of the persons whom the sentence names before position `at`, else the one before
        (后两位).
        """
        here = {m.name: m for cell in tape.cells[:at] for m in cell.mentions if m.type == "Person"}
        named = tuple((here or {m.name: m for m in self.beside}).values())
        if len(named) <= count:
            return ()
        return named[-count:] if last else named[:count]

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
