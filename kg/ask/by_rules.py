"""Reading a question by the rules that read articles: what asks is a mention that stands for a hole.

A fact with a hole is worded like the fact, so each rule reads the questions about its facts too. This is slower than
reading by words (recognisers and rules have to be loaded), so it is tried where that finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import ontology
from kg.ask.chart import Reading, connected
from kg.ask.lexicon import Hole, Literal, Noun, Trait, Word
from kg.ask.prepare import Question
from kg.ask.query import Ask, Atom, Query, Test, Var
from kg.ask.tokens import Token
from kg.relations.match import relate
from kg.relations.proposal import Proposal
from kg.relations.rules import load
from kg.schema import Article, Block, Mention
from kg.text import Source, TextMap

_HOLE = "?"
_COST = 2.0
_MENTION = {key: key.capitalize() for key in ("degree", "role", "date", "grade", "edition", "major")}
_LITERAL = {"text": "Field", "place": "Place", "amount": "Amount", "number": "Amount", "date": "Date"}
_ENTITIES = ("Person", "Org", "Model", "Award", "Work")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the question that becomes a mention of one of `types`, with what it stands for."""

    text: str
    types: tuple[str, ...] = ()
    var: Var | None = None
    name: str = ""
    hole: bool = False


def read_by_rules(question: Question, tokens: Sequence[Token]) -> Reading | None:
    """What the relation rules make of the question; None where they do not account for all of it."""
    if any(_beyond(token) for token in tokens):
        return None
    pieces = list(_pieces(question, tokens))
    holes = [i for i, piece in enumerate(pieces) if piece.hole]
    if len(holes) > 1:
        return None
    kinds = pieces[holes[0]].types if holes else ("",)
    for kind in kinds:
        article, mentions, by_start = _article(pieces, kind)
        reading = _reading(relate(article, mentions), by_start, pieces, tokens)
        if reading is not None:
            return reading
    return None


def _beyond(token: Token) -> bool:
    """Whether a token asks for what no rule says: a count, an exception, an attribute that only its noun names."""
    if token.names:
        return False
    words = {e.cls for e in token.entries if isinstance(e, Word)}
    forms = {e.form for e in token.entries if isinstance(e, Hole)}
    return bool(words & {"except", "or"} or forms & {"count", "value", "whose"})


def _pieces(question: Question, tokens: Sequence[Token]) -> Iterator[_Piece]:
    at = 0
    skip = -1
    for i, token in enumerate(tokens):
        gap = question.text[at : token.start]
        at = token.end
        if i <= skip:
            continue
        if gap:
            yield _Piece(gap.translate({ord("?"): None, ord("？"): None}))
        words = {e.cls for e in token.entries if isinstance(e, Word)}
        holes = [e for e in token.entries if isinstance(e, Hole)]
        if token.names:
            named = token.names[0]
            kinds = frozenset(filter(None, [named.kind]))
            var = Var(frozenset({named.type}), kinds, nodes=named.nodes, text=named.name)
            yield _Piece(token.text, (named.type,), var, name=named.name)
        elif holes:
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            noun = next((e for e in following.entries if isinstance(e, Noun)), None) if following else None
            if any(h.form == "which" for h in holes) and noun is not None and following is not None:
                skip, at = i + 1, following.end
                var = Var(noun.types, noun.kinds, noun.also)
                yield _Piece(token.text + following.text, _types(var.types), var, _HOLE, hole=True)
            else:
                yield _hole(token, holes)
        elif "yes-no" not in words:
            yield _value(token)
    yield _Piece(question.text[at:].translate({ord(c): None for c in "?？。."}))


def _hole(token: Token, holes: Sequence[Hole]) -> _Piece:
    asked = next((h for h in holes if h.form in {"date", "qualifier", "one"}), holes[0])
    if asked.form == "date":
        return _Piece(token.text, ("Date",), None, _HOLE, hole=True)
    if asked.form == "qualifier":
        return _Piece(token.text, (_MENTION.get(asked.key, "Role"),), None, _HOLE, hole=True)
    return _Piece(token.text, _types(asked.types), Var(asked.types), _HOLE, hole=True)


def _types(types: frozenset[str] | None) -> tuple[str, ...]:
    if types is None:
        return (*_ENTITIES, "Field", "Place")
    order = (*_ENTITIES, *_LITERAL)
    return tuple(_LITERAL.get(t, t) for t in sorted(types, key=order.index))


def _value(token: Token) -> _Piece:
    for entry in token.entries:
        if isinstance(entry, Trait) and entry.key in _MENTION:
            return _Piece(token.text, (_MENTION[entry.key],), None, entry.values[0])
        if isinstance(entry, Literal):
            var = Var(frozenset({entry.type}), values=(token.text, *entry.values), text=token.text)
            return _Piece(token.text, (_LITERAL[entry.type],), var, token.text)
    return _Piece(token.text)


def _article(pieces: Sequence[_Piece], kind: str) -> tuple[Article, list[Mention], dict[int, _Piece]]:
    """The question as an article of one sentence, its mentions, and which piece each is."""
    text = ""
    mentions: list[Mention] = []
    by_start: dict[int, _Piece] = {}
    for i, piece in enumerate(pieces):
        if piece.types:
            type_ = kind if piece.hole else piece.types[0]
            # Two holes are two things; a value is one by its name.
            named = f"{piece.name}{i}" if piece.hole and type_ not in _MENTION.values() else piece.name
            end = len(text) + len(piece.text)
            mentions.append(Mention(len(text), end, type_, piece.text, named, _kind(piece, type_), by="question"))
            by_start[len(text)] = piece
        text += piece.text
    text = text.rstrip()
    source = Source("question", text)
    return Article(source, TextMap.identity(text), (Block(0, len(text)),)), mentions, by_start


def _kind(piece: _Piece, type_: str) -> str | None:
    """The kind that rules ask for: a hole's own, or that of most things of its type."""
    kinds = sorted(piece.var.kinds) if piece.var is not None else []
    if not kinds and piece.hole and ontology.load().types.get(type_):
        return ontology.load().types[type_][0]
    return kinds[0] if kinds else None


def _reading(
    proposals: Sequence[Proposal], by_start: dict[int, _Piece], pieces: Sequence[_Piece], tokens: Sequence[Token]
) -> Reading | None:
    query = Query()
    used: set[int] = set()
    rules: list[str] = []
    for number, proposal in enumerate(proposals):
        made = _atom(proposal, f"r{number}", by_start)
        if made is None:
            continue
        atom, vars_, asks, starts = made
        told = {(a.predicates, a.subject, a.object) for a in query.atoms}
        if (atom.predicates, atom.subject, atom.object) in told:
            continue
        query = replace(query, vars={**query.vars, **vars_}, atoms=(*query.atoms, atom), asks=(*query.asks, *asks))
        used |= starts
        rules.append(proposal.rule)
    wanted = {at for at, piece in by_start.items() if piece.hole or (piece.var is not None and piece.var.bound)}
    if not query.atoms or not wanted <= used or not connected(query) or not _accounted(tokens, rules):
        return None
    if len({(a.predicates, a.subject) for a in query.atoms}) < len(query.atoms):
        return None  # one move after another: the rules leave out which was first
    holes = tuple(name for name, var in query.vars.items() if not var.bound and name.startswith("h"))
    if any(piece.hole for piece in pieces) and not holes and not query.asks:
        return None
    return Reading(replace(query, holes=holes), _COST, by=" + ".join(dict.fromkeys(rules)))


def _atom(
    proposal: Proposal, id_: str, by_start: dict[int, _Piece]
) -> tuple[Atom, dict[str, Var], tuple[Ask, ...], set[int]] | None:
    predicate = ontology.load().predicates[proposal.predicate]
    starts = {proposal.subject.start}
    vars_: dict[str, Var] = {}
    sides: list[str] = []
    for mention in (proposal.subject, proposal.object):
        if mention is None:
            at = next((m for m, piece in by_start.items() if proposal.value in {piece.text, piece.name}), None)
            if at is None:
                return None
        else:
            at = mention.start
        piece = by_start.get(at)
        if piece is None:
            return None
        starts.add(at)
        types = frozenset(predicate.subject if not sides else predicate.object or (predicate.value or "text",))
        name = f"{'h' if piece.hole else 'n'}{at}"
        var = piece.var or Var()
        vars_[name] = var if var.bound else replace(var, types=types)
        sides.append(name)
    tests: list[Test] = []
    asks: list[Ask] = []
    for key, value in proposal.qualifiers.items():
        allowed = predicate.qualifiers[key]
        asked = [at for at, piece in by_start.items() if piece.hole and piece.name == value]
        told = [at for at, piece in by_start.items() if not piece.hole and piece.name == value]
        if asked:
            asks.append(Ask(id_, key))
            starts.update(asked)
        elif told or (isinstance(allowed, tuple) and value != allowed[-1]):
            tests.append(Test(key, "=", value))
            starts.update(told)
    return Atom(id_, (proposal.predicate,), sides[0], sides[1], tuple(tests)), vars_, tuple(asks), starts


def _accounted(tokens: Sequence[Token], rules: Sequence[str]) -> bool:
    """Whether every word that says something is one that the rules which fired ask for."""
    patterns = [p.pattern for rule in load() if rule.name in rules for p in rule.patterns]
    said = [token.text for token in tokens if not token.names and not _silent(token)]
    return all(any(word in pattern for pattern in patterns) for word in said)


def _silent(token: Token) -> bool:
    """Whether a token is a function word, or a mention by itself."""
    if not token.known:
        return False
    return any(isinstance(e, Word | Hole | Literal) for e in token.entries) or any(
        isinstance(e, Trait) and e.key in _MENTION for e in token.entries
    )
