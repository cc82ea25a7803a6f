"""The page in a browser: filters, keyboard, list, phone, and no barrier for those who do not see or point."""

from __future__ import annotations

import pytest
from browser_support import AXE, DESKTOP, PHONE, inked, name_of, settled, shown
from page_support import need

# Narrowing


def test_filters(tab, five_page):
    page = tab(five_page)
    nodes, edges = shown(page)
    page.locator("#legend input[data-name=Award]").uncheck(force=True)
    awards = page.evaluate("Data.nodes.filter((n) => n.type === 'Award' && n.facts.length).length")
    assert shown(page)[0] == nodes - awards
    assert page.evaluate("document.activeElement.dataset.name") == "Award"
    assert page.locator("#filtered").inner_text() == "1"
    page.click("#filter")
    page.click("#clear")
    assert shown(page) == [nodes, edges]

    form = page.locator("#filters")
    studied = page.evaluate("Data.facts.filter((f) => f.predicate === 'studied_at').length")
    form.locator("fieldset", has_text="Relation").locator("button", has_text="none").click()
    assert shown(page) == [0, 0]
    assert page.locator("#nothing").is_visible()
    form.locator("[data-filter=relation][data-name=studied_at]").check()
    assert shown(page)[1] == studied
    assert page.evaluate("document.activeElement.dataset.name") == "studied_at"
    page.click("#clear")

    page.fill("#filter-since", "2024")
    page.locator("#filter-since").press("Enter")
    dated = page.evaluate("Data.facts.filter((f) => f.statements.some((s) => s.dates[1] >= '2024')).length")
    assert 0 < dated < page.evaluate("Data.facts.length")
    assert page.locator("#counts").inner_text().endswith(f"{dated} facts")
    page.fill("#filter-since", "yesterday")
    page.locator("#filter-since").press("Enter")
    assert page.locator("#filter-since").get_attribute("aria-invalid") == "true"
    page.click("#clear")

    sources = form.locator("[data-filter=source]")
    for i in range(1, sources.count()):
        sources.nth(i).uncheck()
    only = page.evaluate("Data.sources[0].facts.length")
    assert page.locator("#counts").inner_text().endswith(f"{only} facts")
    again = tab(five_page, page.evaluate("location.hash"))
    assert shown(again) == shown(page)
    page.click("#clear")

    form.locator("[data-filter=disputed]").check()
    disputed = page.evaluate("Data.facts.filter((f) => f.conflicts.length).length")
    assert page.locator("#counts").inner_text().endswith(f"{disputed} fact{'s' if disputed != 1 else ''}")
    page.keyboard.press("Escape")
    assert not form.is_visible()
    assert page.evaluate("document.activeElement.id") == "filter"


def test_what_is_hidden_by_filters_is_said(tab, five_page):
    page = tab(five_page, "#no-type=Org")
    name = name_of(page)
    page.fill("#find", name)
    page.keyboard.press("Enter")
    assert "not shown" in page.locator("#card").inner_text()
    page.locator("#card button", has_text="clear the filters").click()
    assert "not shown" not in page.locator("#card").inner_text()


# By hand and without


def test_everything_by_keyboard(tab, five_page):
    page = tab(five_page)
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert reached == ["skip", "home", "find", "view", "filter", "theme"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "graph"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    said = []
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        said.append(page.locator("#live").inner_text())
    assert len(set(said)) > 2
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == said[-1].split(",")[0]
    zoom = page.evaluate("Drawing.cy.zoom()")
    page.keyboard.press("+")
    assert page.evaluate("Drawing.cy.zoom()") > zoom
    page.keyboard.press("0")
    page.locator("#card .read").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#reader").is_visible()
    for _ in range(2):
        page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "graph"


def test_the_list_says_what_the_drawing_shows(tab, five_page):
    page = tab(five_page)
    page.locator("#skip").focus()
    page.keyboard.press("Enter")
    rows = page.locator("#table tbody tr")
    assert rows.count() == page.evaluate("Drawing.cy.nodes().filter((n) => !n.hasClass('gone')).length")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 1
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 2
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == rows.nth(1).locator("th").inner_text().strip()
    page.locator("#table [data-sort=name]").click()
    assert page.locator("#table th[aria-sort]").inner_text().startswith("Name")
    page.click("#view")
    settled(page)
    assert inked(page)


def test_edges_and_ground_can_be_clicked(tab, five_page):
    page = tab(five_page)
    place = page.evaluate("""() => {
      const long = (edge) => {
        const [a, b] = [edge.source().position(), edge.target().position()];
        return edge.source().degree() === 1 ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
      };
      const edge = Drawing.cy.edges().filter((e) => e.visible() && e.parallelEdges().length === 1).max(long).ele;
      const [a, b] = [edge.source().renderedPosition(), edge.target().renderedPosition()];
      const box = document.querySelector("#graph").getBoundingClientRect();
      return [box.x + (a.x + b.x) / 2, box.y + (a.y + b.y) / 2, Data.facts[edge.id().slice(1)].id];
    }""")
    page.mouse.click(place[0], place[1])
    page.wait_for_selector("#reader:not([hidden])")
    assert f"fact={place[2]}" in page.url
    page.keyboard.press("Escape")
    page.evaluate("void Drawing.cy.pan({ x: -9000, y: 0 })")
    page.mouse.click(400, 300)
    page.wait_for_selector(".chips")


def test_a_phone(tab, five_page):
    page = tab(five_page, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    settled(page)
    assert inked(page)["Person"] > 100
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == PHONE["width"]
    place = page.evaluate("""() => {
      const node = Drawing.cy.nodes().filter((n) => n.visible()).max((n) => n.degree()).ele;
      const box = document.querySelector("#graph").getBoundingClientRect();
      const { x, y } = node.renderedPosition();
      return [box.x + x, box.y + y, Data.nodes[node.id().slice(1)].name];
    }""")
    page.touchscreen.tap(place[0], place[1])
    page.wait_for_function("(name) => document.querySelector('#card h2').textContent === name", arg=place[2])
    assert page.locator("#card h2").bounding_box()["y"] < PHONE["height"] * 0.6
    page.locator("#card .read").first.tap()
    page.wait_for_timeout(250)
    mark = page.locator("#reader mark.here:not(.antecedent)").first.bounding_box()
    assert 60 < mark["y"] < PHONE["height"] - 40
    assert mark["x"] + mark["width"] <= PHONE["width"]
    assert page.evaluate(wide) == PHONE["width"]
    page.locator("#reader [aria-label='Close the article']").tap()
    assert page.locator("#card h2").inner_text() == place[2]
    for expected in ("2", "0", "1"):
        page.locator("#handle").tap()
        assert page.evaluate("document.body.dataset.sheet") == expected


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_no_barrier_is_found(tab, five_page, viewport, scheme):
    need(AXE.is_file(), "axe-core: npm ci --prefix npm")
    page = tab(five_page, viewport=viewport, color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    states = ["", "node", "node&fact", "view=list", "article"]
    found = []
    for state in states:
        page.evaluate(
            """(state) => {
              const fact = Data.facts.find((f) => f.conflicts.length && f.statements.length > 1);
              const said = new URLSearchParams(state);
              if (said.has("node")) said.set("node", Data.nodes[fact.subject].id);
              if (said.has("fact")) said.set("fact", fact.id);
              if (said.has("article")) said.set("article", Data.sources[0].path);
              location.hash = `#${said}`;
            }""",
            state,
        )
        page.wait_for_timeout(250)
        seen = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found += [(state, v["id"], v["nodes"][0]["target"]) for v in seen["violations"]]
    page.click("#filter")
    seen = page.evaluate("axe.run('#filters', { resultTypes: ['violations'] })")
    found += [("filters", v["id"], v["nodes"][0]["target"]) for v in seen["violations"]]
    assert found == []
