"""Names: the folded form in which they are compared, and finding entities by any of their names.

`fold` brings width, letter case, script, spaces, hyphens and quotation marks to one form; `lookup` finds the entities
that carry a name, `containing` those that carry it as a part, `suggest` those that carry one like it.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

# Separators, controls, dashes and quotation marks tell no two names apart; brackets only where they are Chinese.
_DROPPED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pi", "Pf"})
_BRACKETS = frozenset({"Ps", "Pe"})
_MARKS = frozenset("'\"`´·・•‧∙⋅")
_CJK_PUNCTUATION = 0x3000
_CANDIDATES = 2000
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0010ffff]")


@cache
def _simplify() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def has_han(text: str) -> bool:
    """Whether `text` holds a Chinese character."""
    return _HAN.search(text) is not None


class _Kept(dict[int, int | None]):
    """For `str.translate`: the characters that tell names apart stay, all others go; looked up once for each."""

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        dropped = category in _DROPPED or chr(code) in _MARKS or (category in _BRACKETS and code >= _CJK_PUNCTUATION)
        self[code] = None if dropped else code
        return self[code]


_KEPT = _Kept()


@lru_cache(maxsize=65536)
def fold(text: str, *, script: bool = True) -> str:
    """The form of `text` in which names are compared.

    NFKC, case folded, traditional characters simplified (unless `script` is false), without spaces, middle dots,
    hyphens and quotation marks. A text of nothing else folds to itself in lower case.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if script and has_han(text):
        text = _simplify()(text)
    return text.translate(_KEPT) or text.strip()


def spaced(folded: str) -> str:
    """`folded` with a space between any two characters: what the single-character index holds."""
    return " ".join(folded)


def lookup(connection: sqlite3.Connection, asked: str, *, type: str | None = None) -> list[int]:
    """The entities (their row numbers) that carry the name `asked`, of `type` if given, the likeliest first.

    An entity's own id finds it alone. A name written exactly so wins over one that only folds to the same, a
    canonical name over an alias, an entity with more facts over one with fewer.
    """
    for form in _forms(asked):
        found = connection.execute(
            """
            SELECT entity.n FROM entity LEFT JOIN name ON name.entity = entity.n AND name.folded = :folded
            WHERE entity.n IN (SELECT entity FROM name WHERE folded = :folded UNION SELECT n FROM entity WHERE id = :id
              UNION SELECT entity FROM spelling WHERE folded = :folded)
              AND (:type IS NULL OR entity.type = :type)
            GROUP BY entity.n
            ORDER BY entity.id = :id DESC, max(name.text = :asked) DESC, max(name.canonical) DESC,
              (SELECT count(*) FROM fact WHERE subject = entity.n)
              + (SELECT count(*) FROM fact WHERE object = entity.n) DESC, entity.id
            """,
            {"folded": form, "asked": asked, "id": asked, "type": type},
        ).fetchall()
        if found:
            return [row[0] for row in found]
    return []


def _forms(asked: str) -> list[str]:
    # opencc is loaded only for a Chinese name that is not found as it is written.
    plain = fold(asked, script=False)
    return [plain, fold(asked)] if has_han(asked) else [plain]


def prefix_range(part: str) -> Iterator[tuple[str, str]]:
    """For each form in which names that begin with `part` may be folded, the first of them and what is beyond them."""
    for form in _forms(part):
        yield form, form[:-1] + chr(ord(form[-1]) + 1) if form else "\U0010ffff"


def containing(connection: sqlite3.Connection, part: str) -> Iterator[tuple[str, int, str]]:
    """Names that hold `part` (one character or more) with the row and type of their entity, shortest first."""
    folded = fold(part)
    if not folded:
        return
    table, query = _match("name", folded)
    yield from connection.execute(
        f"SELECT text, entity.n, entity.type FROM name JOIN entity ON entity.n = name.entity WHERE name.n IN "  # noqa: S608
        f"(SELECT rowid FROM {table} WHERE {table} MATCH ?) AND instr(folded, ?) "
        "ORDER BY length(text), text, entity.n",
        (query, folded),
    )


def passages_containing(
    connection: sqlite3.Connection, part: str, *, limit: int = 50, condition: str = "1", values: Sequence[object] = ()
) -> list[int]:
    """The row numbers of the cited passages whose quote holds `part` (one character or more), in order.

    `condition` is SQL about the row in the table `passage`, `values` what stands for its question marks.
    """
    folded = fold(part)
    if not folded:
        return []
    table, query = _match("quote", folded)
    # In the index's own order, so that nothing is read beyond the last one wanted.
    rows = connection.execute(
        f"SELECT passage.n, quote FROM {table} JOIN passage ON passage.n = {table}.rowid "  # noqa: S608
        f"WHERE {table} MATCH ? AND {condition} ORDER BY {table}.rowid",
        (query, *values),
    )
    found: list[int] = []
    for n, quote in rows:
        if folded in fold(quote):
            found.append(n)
            if len(found) == limit:
                break
    return found


def _match(what: str, folded: str) -> tuple[str, str]:
    quoted = folded.replace('"', '""')
    # The trigram index finds nothing for one or two characters.
    return (f"{what}_trigram", f'"{quoted}"') if len(folded) >= 3 else (f"{what}_character", f'"{spaced(quoted)}"')


def suggest(connection: sqlite3.Connection, asked: str, *, limit: int = 5) -> tuple[str, ...]:
    """Canonical names of entities whose names are like `asked`, the likest first."""
    folded = fold(asked)
    if not folded:
        return ()
    from rapidfuzz import fuzz, process

    rows = _candidates(connection, folded)
    scored: dict[str, float] = {}
    for text, score, index in process.extract(folded, [row[0] for row in rows], scorer=fuzz.WRatio, limit=limit * 8):
        # A one-character name is part of nearly every other and resembles none.
        if score >= 65 and (len(text) > 1 or len(folded) == 1):
            name = rows[index][1]
            scored[name] = max(scored.get(name, 0.0), score)
    return tuple(sorted(scored, key=lambda name: (-scored[name], len(name), name))[:limit])


def _candidates(connection: sqlite3.Connection, folded: str) -> list[Any]:
    if connection.execute("SELECT coalesce(max(n), 0) FROM name").fetchone()[0] <= 20_000:
        sql = "SELECT folded, entity.name FROM name JOIN entity ON entity.n = name.entity ORDER BY folded, entity.id"
        return connection.execute(sql).fetchall()
    query = " OR ".join(sorted({f'"{c}"' for c in folded if c.isalnum()})) or '""'
    sql = (
        "SELECT folded, entity.name FROM name JOIN entity ON entity.n = name.entity WHERE name.n IN "
        "(SELECT rowid FROM name_character WHERE name_character MATCH ? ORDER BY rank LIMIT ?) "
        "ORDER BY folded, entity.id"
    )
    return connection.execute(sql, (query, _CANDIDATES)).fetchall()
