"""How two names meet: the same, of one sound, one in Latin letters, one short for the other; and what that tells."""

from __future__ import annotations

from collections.abc import Callable

from kg.resolve.context import Profile
from kg.resolve.records import Feature
from kg.resolve.sound import Shape, blurred, is_foreign, rarity, readings, shape, sound_rarity

_USUAL = 4.7  # the rarity of a name that says nothing by itself
_RARE = 1.0
_OTHER_SCRIPT = -0.2  # a name in Latin letters must be borne by somebody, mostly by one with a Chinese name
_OTHER_SPELLING = -0.8
_WAYS = ("sound", "reading", "blurred")


def meet(a: Profile, b: Profile) -> tuple[str, Shape | None, Shape | None]:
    """How the names of two profiles meet, and by which two names; the strongest way there is."""
    for key in sorted(a.shapes.keys() & b.shapes.keys()):
        return "same", a.shapes[key], b.shapes[key]
    mine, theirs = ([made for _, made in sorted(who.shapes.items())] for who in (a, b))
    heard = [(_WAYS.index(way), x, y) for x in mine for y in theirs if (way := sounds(x, y))]
    if heard:
        rank, x, y = min(heard, key=lambda found: found[0])
        return _WAYS[rank], x, y
    for bare, bearer, swapped in ((a, theirs, False), (b, mine, True)):
        forms = [shape(name) for _, name in sorted(bare.shorts.items())]
        if bare.shapes:
            # What has the form of a Chinese full name may be the surname of a foreign one.
            forms = [made for _, made in sorted(bare.shapes.items()) if made.han and not is_foreign(made)]
        for made in forms:
            for full in bearer:
                if short_fit(made, full) and (is_foreign(full) or not bare.shapes):
                    return ("short", full, made) if swapped else ("short", made, full)
    return "", None, None


def sounds(one: Shape, other: Shape) -> str:
    """How two full names sound alike: `sound`, `reading` (Latin and Chinese letters), `blurred`, or not: ``."""
    both = one.han and other.han
    if both and (len(one.given) != len(other.given) or bool(one.surname) != bool(other.surname)):
        return ""
    mine, theirs = readings(one.name), readings(other.name)
    if {*mine} & {*theirs}:
        return "sound" if both else "reading"
    alike = both and one.surname == other.surname and {*map(blurred, mine)} & {*map(blurred, theirs)}
    return "blurred" if alike else ""


def short_fit(short: Shape, full: Shape) -> int:
    """How well a short form calls the bearer of a full name: 3 by surname, 2 by given name, 0 not at all."""
    if short.key == full.key or not short.key:
        return 0
    if short.han and full.han:
        if full.surname:
            return 3 if short.key == full.surname else 2 if short.key == full.given and len(short.key) > 1 else 0
        heard = set(readings(short.name))
        parts = [p for p in full.parts if p == short.key or (len(p) == len(short.key) and heard & set(readings(p)))]
        return 3 if full.parts[:1] == tuple(parts[:1]) and parts else 2 if parts else 0
    if not short.han and not full.han:
        return 3 if full.parts[:1] == (short.key,) else 2 if short.key in full.parts else 0
    if full.han and not short.han:
        sounds = readings(full.name)
        return 3 if any(s == short.key for s, _ in sounds) else 2 if any(g == short.key for _, g in sounds) else 0
    return 0


def same_name(left: Shape, right: Shape) -> Feature | None:
    """One full name: the rarer, the more it says."""
    if left.key != right.key or not left.full:
        return None
    rare = rarity(left.name)
    score = min(2.5, max(0.0, rare - _USUAL))
    how = "rare" if score >= _RARE else "common" if score < 0.3 else "not very rare"
    return Feature("same-name", score, f"both are called {left.name}, a {how} name (about 1 in {_round(10**rare)})")


def same_sound(left: Shape, right: Shape) -> Feature | None:
    """Two spellings of one sound: the rarer the sound and the more characters agree, the more it says."""
    way = sounds(left, right)
    if left.key == right.key or not way:
        return None
    both = [r for r in readings(left.name) if r in readings(right.name)] or list(readings(left.name))
    score = max(-0.8, min(1.0, (min(map(sound_rarity, both)) - 4.5) / 2))
    a, b = left.name, right.name
    if way == "reading":
        how = "in Latin and in Chinese letters" if left.han or right.han else "in two spellings or orders"
        return Feature("latin-reading", score + _OTHER_SCRIPT, f"{a} and {b} are one name {how}")
    if left.surname != right.surname:
        score -= 0.4
    score += _OTHER_SPELLING + 0.15 * sum(x == y for x, y in zip(left.key, right.key, strict=False))
    if way == "blurred":
        return Feature("near-sound", score - 0.5, f"{a} and {b} sound nearly alike")
    return Feature("same-sound", score, f"{a} and {b} sound alike ({' '.join(both[0]).strip()})")


def short_name(left: Shape, right: Shape) -> Feature | None:
    """A surname or a given name alone."""
    fits = short_fit(left, right), short_fit(right, left)
    if not any(fits) or (left.full and right.full and not (is_foreign(left) or is_foreign(right))):
        return None
    short, full = (left, right) if fits[0] else (right, left)
    score, by = (0.4, "surname") if max(fits) == 3 else (0.2, "given name")
    if is_foreign(full) and len(short.key) > 2:
        score += 0.2  # three characters of a foreign name are rarely somebody else's
    return Feature("short-form", score, f"{short.name} may be short for {full.name} by its {by}")


NAME_FEATURES: tuple[Callable[[Shape, Shape], Feature | None], ...] = (same_name, same_sound, short_name)
"""What two names tell by themselves; without one of these, two persons are not compared."""


def _round(number: float) -> str:
    digits = len(str(int(number)))
    return f"{int(round(number, 1 - digits)):,}"
