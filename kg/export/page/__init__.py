"""One HTML file in which the graph is looked at: it opens from disk and asks the network for nothing.

`make` gathers the data and puts them, the libraries of `vendor/` and the modules of `assets/` into one document. The
same graph gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import Problem
from kg.export.page.articles import Articles
from kg.export.page.data import collect
from kg.export.page.document import assemble, libraries
from kg.export.part import Part
from kg.store import Store

__all__ = ["Page", "libraries", "make"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is in it; `problems` are the articles whose text could not be put in."""

    html: str
    entities: int
    facts: int
    articles: int
    problems: tuple[Problem, ...]


def make(store: Store, part: Part, *, against: Path | None = None) -> Page:
    """The page of `part`, with the text of every article that it cites.

    The articles are looked for where they were built from, or in the folder `against`. Raises UsageError for more
    entities than a browser draws, and for an installation without the library that draws.
    """
    found = libraries()
    articles = Articles(store, against)
    data = collect(store, part, articles)
    entities, cited, sources = (len(data[key]) for key in ("nodes", "facts", "sources"))
    return Page(assemble(data, found), entities, cited, sources, tuple(articles.problems))
