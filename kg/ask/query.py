"""What a question asks, as values: variables, the relations between them, and what is wanted of them.

A `Query` is a set of atoms over variables. A variable may be bound to entities (`nodes`), to literals (`values`), or be
a hole. `unify` makes two variables one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

ENTITIES = frozenset({"Person", "Org", "Model", "Award", "Work"})


@dataclass(frozen=True, slots=True, order=True)
class Test:
    """A condition on a qualifier: `key` (empty: any date), `op` one of = < <= > >= != ~ ?, and the value.

    `~` holds as well where the qualifier is not told, unless it is told elsewhere; `?` wherever it is told.
    """

    key: str
    op: str
    value: str


@dataclass(frozen=True, slots=True)
class Var:
    """A thing in a question.

    `types` are what it may be (None: anything; lower case names are literals); `kinds` what it surely is, `also` what
    it may be where nothing surer is found. `nodes` are the rows of the entities it is bound to, `values` literals;
    `every` are further bindings, all of which must hold (`A和B`); `bars` conditions that what is said of it must not
    fulfil (a 大学 is no secondary school). `text` is how the question names it.
    """

    types: frozenset[str] | None = None
    kinds: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    nodes: tuple[int, ...] = ()
    values: tuple[str, ...] = ()
    every: tuple[tuple[int, ...], ...] = ()
    bars: tuple[Test, ...] = ()
    text: str = ""

    @property
    def bound(self) -> bool:
        """Whether it names something."""
        return bool(self.nodes or self.values)


@dataclass(frozen=True, slots=True)
class Atom:
    """A relation: any of `predicates` holds between the variables `subject` and `object`, with qualifiers that pass.

    `noun`: the question names it by a noun (北大的学生), so that a count of them is one of all that there are.
    """

    id: str
    predicates: tuple[str, ...]
    subject: str
    object: str
    tests: tuple[Test, ...] = ()
    noun: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Ask:
    """A qualifier that is wanted of an atom; an empty key means any date."""

    atom: str
    key: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question as a set of conditions and of what is wanted: variables, qualifiers, a count, or a yes.

    `exclude` are pairs of a variable and one that it must not be; `current` asks for what is so now;
    `joint` are pairs of which the second does the same as the first (谁和A一起……); `apart` is whether each of A and B
    is asked about by itself (None where it does not say).
    """

    vars: dict[str, Var] = field(default_factory=dict)
    atoms: tuple[Atom, ...] = ()
    holes: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    counted: bool = False
    exclude: tuple[tuple[str, str], ...] = ()
    current: bool = False
    joint: tuple[tuple[str, str], ...] = ()
    apart: bool | None = None

    def joined(self, other: Query) -> Query:
        """Both together; their variables are different ones."""
        return Query(
            self.vars | other.vars, self.atoms + other.atoms, self.holes + other.holes, self.asks + other.asks,
            self.counted or other.counted, self.exclude + other.exclude, self.current or other.current,
            self.joint + other.joint,
        )  # fmt: skip

    def unify(self, one: str, other: str) -> Query | None:
        """The query in which the two variables are one, called `one`; None where they cannot be."""
        if one == other:
            return self
        both = _meet(self.vars[one], self.vars[other])
        if both is None:
            return None
        vars_ = {name: both if name == one else var for name, var in self.vars.items() if name != other}

        def named(name: str) -> str:
            return one if name == other else name

        return replace(
            self,
            vars=vars_,
            atoms=tuple(replace(a, subject=named(a.subject), object=named(a.object)) for a in self.atoms),
            holes=tuple(dict.fromkeys(map(named, self.holes))),
            exclude=tuple((named(a), named(b)) for a, b in self.exclude),
            joint=tuple((named(a), named(b)) for a, b in self.joint),
        )

    def typed(self, name: str, types: frozenset[str], kinds: frozenset[str] = frozenset()) -> Query | None:
        """The query with `name` narrowed to `types` (and `kinds` where it says none); None where it is another."""
        met = _meet(self.vars[name], Var(types))
        if met is None:
            return None
        return replace(self, vars={**self.vars, name: met}) if not kinds else self._kinds(name, met, kinds)

    def _kinds(self, name: str, var: Var, kinds: frozenset[str]) -> Query | None:
        if var.bound:
            return replace(self, vars={**self.vars, name: var})
        if var.kinds and not kinds & (var.kinds | var.also):
            return None
        return replace(self, vars={**self.vars, name: var if var.kinds else replace(var, kinds=kinds)})

    def together(self) -> Query:
        """The query with what is said of the first of each joint pair said of the second as well."""
        atoms = list(self.atoms)
        for one, other in self.joint:
            for atom in self.atoms:
                if one in {atom.subject, atom.object}:
                    subject, obj = (other if side == one else side for side in (atom.subject, atom.object))
                    atoms.append(Atom(f"{atom.id}+{other}", atom.predicates, subject, obj, atom.tests))
        return replace(self, atoms=tuple(atoms), joint=())

    def with_atom(self, atom: Atom) -> Query:
        """The query with one atom more, or with the one of its id replaced."""
        others = tuple(a for a in self.atoms if a.id != atom.id)
        return replace(self, atoms=(*others, atom))

    def atom(self, id: str) -> Atom:
        """The atom called `id`."""
        return next(a for a in self.atoms if a.id == id)

    def without(self, id: str) -> Query:
        """The query without an atom."""
        return replace(self, atoms=tuple(a for a in self.atoms if a.id != id))


def _meet(one: Var, other: Var) -> Var | None:
    """A variable that is both, or None."""
    types = one.types if other.types is None else other.types if one.types is None else one.types & other.types
    if types is not None and not types:
        return None
    literal = types is not None and not types & ENTITIES
    if literal and one.kinds and other.kinds and not one.kinds & other.kinds:
        return None  # money is no time
    nodes = one.nodes or other.nodes
    if one.nodes and other.nodes:
        nodes = tuple(n for n in one.nodes if n in other.nodes)
        if not nodes:
            return None
    if one.values and other.values and one.values != other.values:
        return None
    named = one if one.bound or not other.bound else other
    return Var(
        types, one.kinds or other.kinds, one.also if one.kinds else other.also, nodes, one.values or other.values,
        one.every or other.every, one.bars or other.bars, named.text or one.text or other.text,
    )  # fmt: skip
