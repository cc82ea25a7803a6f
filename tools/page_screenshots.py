"""Take the README's pictures of the page: the graph of `seeds/` at a desktop's and a phone's width.

Usage: python tools/page_screenshots.py [--db data/kg.db]

Opens what `kg page` writes in the Chromium that is installed, at the person of whom most is told and at a fact about
them that several articles say, and writes `docs/page-*.png`. Needs a font with Chinese characters (Debian:
fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# The person with the most facts, and the first fact on their card that several articles say.
CHOSEN = """(what) => {
  const most = (those, number) => those.reduce((a, b) => (number(b) > number(a) ? b : a));
  const person = most(Data.nodes.filter((n) => n.type === "Person"), (n) => n.facts.length);
  const facts = person.facts.map((i) => Data.facts[i]);
  const fact = facts.find((f) => f.sources > 1) || facts[0];
  const said = new URLSearchParams();
  if (what !== "all") said.set("node", person.id);
  if (what === "fact") said.set("fact", fact.id);
  return `#${said}`;
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file's name: what is open in it (all, node, fact), the window's size, and the scheme."""

    name: str
    opened: str
    width: int
    height: int
    scheme: str = "light"


PICTURES = (
    Picture("page-desktop", "fact", 1440, 900),
    Picture("page-desktop-dark", "all", 1440, 900, "dark"),
    Picture("page-phone", "node", 390, 844),
    Picture("page-phone-article", "fact", 390, 844),
)


def take(browser: Browser, page: Path, picture: Picture, folder: Path) -> Path:
    """Take a picture of `page`: the file."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2 if picture.width < 600 else 1,
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_selector("body.ready")
    hash_ = tab.evaluate(CHOSEN, picture.opened)
    tab.goto("about:blank")
    tab.goto(f"{page.as_uri()}{hash_}")
    tab.wait_for_selector("body.ready")
    tab.wait_for_timeout(500)
    file = folder / f"{picture.name}.png"
    tab.screenshot(path=file)
    context.close()
    return file


def main() -> int:
    """Write the page to a temporary folder and its pictures to docs/."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, default=ROOT / "data/kg.db")
    options = parser.parse_args()
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        print("no Chromium here; on Debian: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        page = Path(temporary) / "page.html"
        command = [sys.executable, "-m", "kg", "page", "--db", str(options.db.resolve()), "--out", str(page)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
        # As root, in a container, it has no sandbox; it opens our own file only.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for picture in PICTURES:
            print(take(browser, page, picture, ROOT / "docs").relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
