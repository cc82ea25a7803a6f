"""The articles as the page shows them: the file's own text, and which stretches of it a reader should see.

All offsets count characters of the decoded file, half-open.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kg.checks import Sources
from kg.errors import Problem
from kg.schema import Article
from kg.store import Store

# What stands between an article's words and is markup, not words: tags, and Markdown's stars, hashes and link targets.
_MARKUP = re.compile(r"(?:<[!/a-zA-Z][^>]*>|\]\([^)\n]*\)|[\[\]*_`~|#]|\s)+")


class Articles:
    """Reads the articles that are cited; `problems` says which text could not be had, and why."""

    def __init__(self, store: Store, against: Path | None) -> None:
        self.store = store
        self.sources = Sources(store, against)
        self.problems: list[Problem] = []

    def collect(self, cited: list[int], entities: dict[int, int]) -> list[dict[str, Any]]:
        """The articles of these rows, in that order; `entities` says which node of the page a row of an entity is."""
        found = []
        for n in cited:
            row = self.store.rows("SELECT * FROM source WHERE n = ?", n)[0]
            said = {key: row[key] for key in ("path", "title", "outlet", "author", "date", "language", "address")}
            found.append({**said, **self._text(n, row["path"], row["sha256"]), "mentions": self._mentions(n, entities)})
        return found

    def _text(self, n: int, path: str, sha256: str) -> dict[str, Any]:
        from kg.normalise import normalise

        if self.sources.path(path) is None:
            return self._without(path, "missing-source", "no such file; its quotes are in the page, its text is not")
        source = self.sources.read(path)
        if source is None or source.sha256 != sha256:
            return self._without(
                path, "changed-source", "changed since the graph was built; only its quotes are in the page"
            )
        article, _ = normalise(source)
        cited = self.store.rows('SELECT start, "end" FROM passage WHERE source = ? ORDER BY start', n)
        return {"text": source.text, "blocks": covering(blocks(article), [(row[0], row[1]) for row in cited])}

    def _without(self, path: str, code: str, why: str) -> dict[str, Any]:
        self.problems.append(Problem(path, 1, 1, code, f"{why}; give its folder with --against, or build again"))
        return {"text": None, "blocks": []}

    def _mentions(self, n: int, entities: dict[int, int]) -> list[tuple[int, int, int]]:
        rows = self.store.rows(
            'SELECT start, "end", entity FROM mention WHERE source = ? ORDER BY start, "end" DESC', n
        )
        return [(r["start"], r["end"], entities[r["entity"]]) for r in rows if r["entity"] in entities]


Shown = tuple[str, int, int, list[int]]


def blocks(article: Article) -> list[Shown]:
    """The stretches of the file that are the article's: kind, start, end, and where in it markup starts and ends.

    The markup is given flat: start, end, start, end, …
    """
    found: list[Shown] = []
    starts, ends, raw = article.map.starts, article.map.ends, article.map.raw
    for block in article.blocks:
        if block.start == block.end:
            continue
        whole = article.map.to_raw(block.start, block.end)
        markup: list[int] = []
        done = whole.start
        for i in range(block.start, block.end):
            if starts[i] > done and _MARKUP.fullmatch(raw, done, starts[i]) and raw[done : starts[i]].strip():
                markup += (done, starts[i])
            done = max(done, ends[i])
        found.append((block.kind, whole.start, whole.end, markup))
    return found


def covering(found: list[Shown], cited: list[tuple[int, int]]) -> list[Shown]:
    """The stretches `found`, made so long that each of those cited lies in one; nothing is markup in what was not."""
    for start, end in cited:
        if any(first <= start and end <= last for _, first, last, _ in found):
            continue
        met = [block for block in found if block[1] < end and block[2] > start]
        kind = met[0][0] if met else "paragraph"
        whole: Shown = (kind, min([start, *(b[1] for b in met)]), max([end, *(b[2] for b in met)]), [])
        found = sorted([*(block for block in found if block not in met), whole], key=_start)
    return found


def _start(block: Shown) -> int:
    return block[1]
