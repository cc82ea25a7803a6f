"""The document: the template of `assets/` with its styles and scripts, the libraries and the data put in.

Nothing of the data is markup: they stand in a block that browsers do not run, with every character escaped that could
end it. The document's own policy lets the browser run the scripts that stand here, by their digests, and fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.errors import UsageError

STYLES = ("theme.css", "dark.css", "layout.css", "panel.css", "article.css")
_DARK = ' id="dark" media="(prefers-color-scheme: dark)"'
SCRIPTS = (
    "dom.js", "data.js", "words.js", "search.js", "filters.js", "route.js", "forces.js", "layout.js", "look.js",
    "labels.js", "drawing.js", "marks.js", "evidence.js", "conflicts.js", "card.js", "reader.js", "overview.js",
    "list.js", "controls.js", "main.js",
)  # fmt: skip
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Library:
    """A script from elsewhere, with its version and licence."""

    name: str
    version: str
    script: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """The libraries that draw. Raises UsageError, with what to do, where this installation has none."""
    folder = resources.files("kg.export.page").joinpath("vendor")
    try:
        versions = json.loads(folder.joinpath("versions.json").read_text("utf-8"))
        return tuple(
            Library(
                name,
                version,
                folder.joinpath(f"{name}.min.js").read_text("utf-8"),
                folder.joinpath(f"{name}.license.txt").read_text("utf-8"),
            )
            for name, version in versions.items()
        )
    except (OSError, ValueError) as error:
        raise UsageError(
            "this installation has not got the library that draws the page: there was no npm when it was installed; "
            "install Node.js 18 or later with npm, then install kg again (in a clone: pip install -e .), "
            "or install a wheel, which has it"
        ) from error


@cache
def asset(name: str) -> str:
    """A file of `assets/`."""
    return resources.files("kg.export.page").joinpath("assets", name).read_text("utf-8")


def assemble(data: dict[str, Any], found: Iterable[Library]) -> str:
    """The whole document."""
    styles = {name: asset(name) for name in STYLES}
    scripts = [_script(library.script) for library in found] + [asset(name) for name in SCRIPTS]
    entities, facts = len(data["nodes"]), len(data["facts"])
    places = {
        "policy": html.escape(policy(scripts, styles.values())),
        "title": html.escape(f"Talent graph: {entities} entities, {facts} facts"),
        "styles": "\n".join(
            f"<style{_DARK if name == 'dark.css' else ''}>{text}</style>" for name, text in styles.items()
        ),
        "data": embedded(data),
        "scripts": "\n".join(f"<script>{text}</script>" for text in scripts),
        "licences": "\n\n".join(html.escape(f"{one.name} {one.version}\n\n{one.licence.strip()}") for one in found),
    }
    return _PLACE.sub(lambda match: places[match[1]], asset("page.html"))


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy: only these scripts and styles, no address of any kind, no markup out of strings."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = ["default-src 'none'"]
    parts += [f"{key} {' '.join(_digest(text) for text in texts)}" for key, texts in allowed.items()]
    parts += ["img-src data:", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]
    return "; ".join(parts)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _script(text: str) -> str:
    """A library's text, which must not end the element that it stands in."""
    return text.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def embedded(data: object) -> str:
    """JSON that may stand in a script element: no character in it can begin a tag or end a line of JavaScript."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
