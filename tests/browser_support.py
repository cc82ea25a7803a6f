"""Pages open in a browser, for the tests of the page: fixtures, and what can be seen on the drawing."""

from __future__ import annotations

import contextlib

import pytest
from conftest import ROOT
from page_support import browser_path, need, write_synthetic

from kg import store
from kg.export.page import make
from kg.export.part import choose

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE = ROOT / "npm/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="session")
def chromium():
    """A running browser without a window."""
    need((ROOT / "kg/export/page/vendor/versions.json").is_file(), "npm, when this was installed: pip install -e .")
    need(browser_path() is not None, "chromium: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # As root, in a container, it has no sandbox; it opens our own files only.
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def page_of(db, to):
    """Write the page of a stored graph."""
    with store.open_store(db) as opened:
        to.write_text(make(opened, choose(opened)).html, "utf-8")
    return to


@pytest.fixture(scope="session")
def five_page(five, tmp_path_factory):
    """The page of the five articles."""
    with contextlib.chdir(ROOT):
        return page_of(five, tmp_path_factory.mktemp("page") / "five.html")


@pytest.fixture(scope="session")
def large_page(tmp_path_factory):
    """The page of 2,000 entities."""
    folder = tmp_path_factory.mktemp("large")
    write_synthetic(folder / "articles", folder / "g.db", entities=2000, facts=3000)
    return page_of(folder / "g.db", folder / "page.html")


class Tab:
    """An open page, with what it said on the console and asked for."""

    def __init__(self, page):
        self.page = page
        self.said = []
        self.asked = []
        self.refused = []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.refused.append((request.url, request.failure)))

    def open(self, file, hash=""):
        self.page.goto(f"{file.as_uri()}{hash}")
        self.page.wait_for_selector("body.ready")
        return self.page


@pytest.fixture
def tab(chromium):
    """Opens pages; at the end nothing was said on the console and nothing asked for but the file."""
    with opener(chromium) as opening:
        yield opening


@pytest.fixture(scope="module")
def asked(chromium, five_page):
    """The page of the five articles, open for tests that change nothing of it."""
    with opener(chromium) as opening:
        yield opening(five_page)


@contextlib.contextmanager
def opener(chromium):
    """What opens pages, and looks at what they did in the end."""
    contexts = []
    tabs = []

    def opening(file, hash="", **options):
        contexts.append(chromium.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **options}))
        contexts[-1].set_default_timeout(10_000)
        tabs.append(Tab(contexts[-1].new_page()))
        return tabs[-1].open(file, hash)

    yield opening
    for context in contexts:
        context.close()
    for one in tabs:
        assert one.said == []
        assert [url for url in one.asked if not url.startswith(("file://", "data:"))] == []


def inked(page):
    """How many pixels of the drawing are of a type's colour, by type."""
    return page.evaluate("""() => {
      const found = {};
      for (const canvas of document.querySelectorAll("#graph canvas:not(#names)")) {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        for (const [type, rgb] of Object.entries(Data.types))
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 250 && rgb.every((part, k) => Math.abs(part - data[i + k]) < 3))
              found[type] = (found[type] || 0) + 1;
      }
      return found;
    }""")


def settled(page):
    """Wait until what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def name_of(page, kind="Person", *, nth=0):
    """The name of the entity of a type of which most is told."""
    return page.evaluate(
        """([kind, nth]) => Data.nodes.filter((n) => n.type === kind)
          .sort((a, b) => b.facts.length - a.facts.length || a.index - b.index)[nth].name""",
        [kind, nth],
    )


def shown(page):
    """Entities and facts that the drawing shows."""
    return page.evaluate(
        "[Drawing.cy.nodes().filter((n) => n.visible()).length, Drawing.cy.edges().filter((e) => e.visible()).length]"
    )
