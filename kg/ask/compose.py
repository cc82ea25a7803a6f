"""From the solutions of a query to answers: names, dates, amounts, counts, each with all that supports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.ask.match import satisfies
from kg.ask.query import Ask, Atom, Query
from kg.ask.solution import Hit, Solution, Value
from kg.ask.tables import same_dates, value_words
from kg.ask.values import Answer, Support
from kg.query import FactRow, Filter, PredicateRow, Said, agree, conflicts, node, predicates, said_of
from kg.query.filters import CERTAINTY, date_keys
from kg.query.rows import FACT, finer, to_fact
from kg.store import Store

_SHOWN = 50  # facts that support one answer


@dataclass
class Composer:
    """Makes the answers of one query; `chinese` is the language of the question."""

    store: Store
    query: Query
    chinese: bool
    only: Filter = field(default_factory=Filter)
    _facts: dict[int, FactRow] = field(default_factory=dict)
    _said: dict[int, list[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words: Mapping[str, PredicateRow] = predicates(self.store)

    def compose(self, solutions: Sequence[Solution], limit: int) -> tuple[list[Answer], int, list[str]]:
        """At most `limit` answers, how many there are, and the names of what was counted."""
        query = self.query
        if query.counted and query.holes:
            return self._count(solutions, limit)
        answers: list[Answer] = []
        total = 0
        for hole in query.holes:
            found, more = self._hole(hole, solutions, limit)
            answers += found
            total += more
        asked = self._asked(solutions)
        answers += asked[:limit]
        total += len(asked)
        if not query.holes and not query.asks and solutions:
            answers, total = [self._yes(solutions)], 1
        return answers, total, []

    # Things

    def _hole(self, hole: str, solutions: Sequence[Solution], limit: int) -> tuple[list[Answer], int]:
        groups: dict[Value, list[Solution]] = {}
        for row in solutions:
            groups.setdefault(row.values[hole], []).append(row)
        if self._is_date(hole):
            dates = _finest(self._answer(value, rows) for value, rows in groups.items())
            return dates[:limit], len(dates)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0])))
        return sorted((self._answer(*item) for item in ordered[:limit]), key=_rank), len(groups)

    def _answer(self, value: Value, rows: Sequence[Solution]) -> Answer:
        supports = self._supports(rows)
        certainty, party = self._sure(rows)
        entity = node(self.store, value) if isinstance(value, int) else None
        return Answer(
            name=entity.name if entity else str(value),
            entity=entity,
            value=None if entity else str(value),
            certainty=certainty,
            attributed_to=party,
            conflict=self._contested(supports),
            supports=supports,
        )

    def _hits(self, rows: Iterable[Solution]) -> list[tuple[Atom, Hit]]:
        """The facts of the solutions, each once, by the order of the query's conditions; not more than are shown."""
        rows = list(rows)
        found: list[tuple[Atom, Hit]] = []
        for atom in self.query.atoms:
            hits = {row.hits[atom.id].fact: row.hits[atom.id] for row in rows if atom.id in row.hits}
            found += [(atom, hit) for hit in list(hits.values())[:_SHOWN]]
        return found

    def _supports(self, rows: Sequence[Solution]) -> tuple[Support, ...]:
        out: dict[int, list[Support]] = {}
        for atom, hit in self._hits(rows):
            if hit.fact not in out:
                out[hit.fact] = [self._support(hit, said) for said in self._groups(atom, hit)]
        return tuple(s for supports in out.values() for s in supports)

    def _support(self, hit: Hit, said: Said) -> Support:
        fact = self._fact(hit.fact)
        return Support(
            fact, self.words[fact.predicate], said.qualifiers, said.certainty, said.attributed_to, said.citations
        )  # fmt: skip

    def _groups(self, atom: Atom, hit: Hit) -> list[Said]:
        """What the statements of a fact say, those that pass the atom's tests."""
        if hit.fact not in self._said:
            self._said[hit.fact] = said_of(self.store, self._fact(hit.fact), self.only)
        passing = [
            said for said in self._said[hit.fact]
            if satisfies(atom.tests, said.qualifiers, hit.object)
            and (not hit.key or said.qualifiers.get(hit.key) == hit.object)
        ]  # fmt: skip
        return agree(passing)

    def _fact(self, n: int) -> FactRow:
        if n not in self._facts:
            self._facts[n] = to_fact(self.store.rows(FACT + "WHERE fact.n = ?", n)[0])
        return self._facts[n]

    def _sure(self, rows: Sequence[Solution]) -> tuple[str, str | None]:
        """How sure the surest of the solutions is: as sure as the least sure of its facts."""
        best: tuple[int, str | None] | None = None
        for row in rows[:_SHOWN]:
            worst: tuple[int, str | None] = (0, None)
            for atom in self.query.atoms:
                if atom.id in row.hits:
                    groups = self._groups(atom, row.hits[atom.id])
                    if groups:
                        said = min(groups, key=lambda s: CERTAINTY.index(s.certainty))
                        here = (CERTAINTY.index(said.certainty), said.attributed_to)
                        worst = max(worst, here, key=lambda pair: pair[0])
            best = worst if best is None else min(best, worst, key=lambda pair: pair[0])
        rank, party = best or (0, None)
        return CERTAINTY[rank], party

    def _contested(self, supports: Iterable[Support]) -> bool:
        """Whether what a fact says is contradicted by another of the same thing."""
        facts = {s.fact.n: s.fact for s in supports if s.predicate.single}
        for fact in list(facts.values()):
            rivals = self.store.rows(
                FACT + "WHERE fact.subject = ? AND fact.predicate = ?", fact.subject.n, fact.predicate
            )
            against = conflicts(self.store, [to_fact(row) for row in rivals], self.words)
            if fact.n in against:
                return True
        return False

    def _is_date(self, hole: str) -> bool:
        return any(a.object == hole and self.words[a.predicates[0]].value == "date" for a in self.query.atoms)

    def _value(self, value: str, hit: Hit, said: Said, *, key: str = "", of: str | None = None) -> Answer:
        name = value_words(key, value, chinese=self.chinese)
        supports = (self._support(hit, said),)
        return Answer(name, None, value, said.certainty, said.attributed_to, False, supports, of)

    # Qualifiers

    def _asked(self, solutions: Sequence[Solution]) -> list[Answer]:
        out: list[Answer] = []
        for ask in self.query.asks:
            atom = self.query.atom(ask.atom)
            answers: list[Answer] = []
            hits = [hit for found, hit in self._hits(solutions) if found.id == atom.id]
            for hit in hits:
                fact = self._fact(hit.fact)
                of = fact.object.name if fact.object and not self.query.vars[atom.object].nodes else None
                for said in self._groups(atom, hit):
                    for key, value in said.qualifiers.items():
                        if key == ask.key or (not ask.key and key in date_keys()):
                            one = self._value(value, hit, said, key=key, of=of)
                            answers.append(replace(one, conflict=self._split(fact, key)))
            if not ask.key or ask.key in date_keys():
                answers += self._same_dates(atom, ask, hits)
                out += _finest(answers)
            else:
                out += _united(answers)
        return out

    def _same_dates(self, atom: Atom, ask: Ask, hits: Sequence[Hit]) -> Iterator[Answer]:
        """When something was founded, from what its founding is known by; not where somebody else is said to do it."""
        for predicate, key, attribute in same_dates():
            if predicate in atom.predicates and ask.key in {"", key}:
                objects = [hit.object for hit in hits if hit.predicate == predicate]
                if not hits and not self.query.vars[atom.subject].bound:
                    objects = list(self.query.vars[atom.object].nodes)
                yield from self._attribute(attribute, dict.fromkeys(objects))

    def _split(self, fact: FactRow, key: str) -> bool:
        """Whether the statements of a fact contradict each other in a qualifier that can have one value only."""
        if key not in self.words[fact.predicate].single_qualifiers:
            return False
        values = {s.qualifiers[key] for s in said_of(self.store, fact) if key in s.qualifiers}
        return any(finer(a, b) is None for a in values for b in values)

    def _attribute(self, attribute: str, subjects: Iterable[Value]) -> Iterator[Answer]:
        for subject in subjects:
            condition, values = self.only.sql()
            sql = f"{FACT}WHERE fact.subject = ? AND fact.predicate = ? AND {condition}"
            rows = self.store.rows(sql, subject, attribute, *values)
            for row in rows:
                fact = self._facts[row["n"]] = to_fact(row)
                hit = Hit(fact.n, attribute, fact.subject.n, fact.value or "")
                for said in agree(said_of(self.store, fact, self.only)):
                    answer = self._value(fact.value or "", hit, said)
                    yield replace(answer, conflict=self._contested(answer.supports))

    # Counts and truths

    def _count(self, solutions: Sequence[Solution], limit: int) -> tuple[list[Answer], int, list[str]]:
        if not solutions:
            return [], 0, []
        values = {row.values[self.query.holes[0]] for row in solutions}
        shown, _ = self._hole(self.query.holes[0], solutions, limit)
        worst = max((a.certainty for a in shown), key=CERTAINTY.index)
        supports = {_hashable(s): s for a in shown for s in a.supports}
        number = str(len(values))
        answer = Answer(number, None, number, worst, None, False, tuple(supports.values()))
        return [answer], 1, [a.name for a in shown]

    def _yes(self, solutions: Sequence[Solution]) -> Answer:
        certainty, party = self._sure(solutions)
        name = value_words("truth", "yes", chinese=self.chinese)
        supports = self._supports(solutions)
        return Answer(name, None, "yes", certainty, party, self._contested(supports), supports)


def _hashable(support: Support) -> tuple[object, ...]:
    return (support.fact.n, tuple(support.qualifiers.items()), support.certainty)


def _rank(answer: Answer) -> tuple[object, ...]:
    """Surest first, then whoever more passages speak of, then by name."""
    id_ = answer.entity.id if answer.entity else ""
    return (CERTAINTY.index(answer.certainty), -len(answer.citations), answer.name, id_)


def _finest(answers: Iterable[Answer]) -> list[Answer]:
    """Dates, without those that a more exact one tells as well."""
    kept: list[Answer] = []
    for answer in sorted(answers, key=lambda a: -len(a.value or "")):
        for i, other in enumerate(kept):
            same = (other.value or "").startswith(answer.value or "")
            if same:
                kept[i] = _with(other, answer)
                break
        else:
            kept.append(answer)
    return sorted(kept, key=lambda a: (a.value or "", a.of or ""))


def _united(answers: Iterable[Answer]) -> list[Answer]:
    """Values, each once."""
    kept: dict[str, Answer] = {}
    for answer in answers:
        key = answer.value or ""
        kept[key] = _with(kept[key], answer) if key in kept else answer
    return list(kept.values())


def _with(one: Answer, other: Answer) -> Answer:
    """One value from two statements of it."""
    known = {_hashable(support) for support in one.supports}
    supports = (*one.supports, *(s for s in other.supports if _hashable(s) not in known))
    surer = one if one.value != other.value else min(one, other, key=lambda a: CERTAINTY.index(a.certainty))
    of = one.of if one.of == other.of else ", ".join(dict.fromkeys(filter(None, (one.of, other.of)))) or None
    return replace(
        one, supports=supports, certainty=surer.certainty, attributed_to=surer.attributed_to,
        conflict=one.conflict or other.conflict, of=of,
    )  # fmt: skip
