"""The page in a browser, opened from disk: it draws, finds, and shows the very words that say a fact."""

from __future__ import annotations

from urllib.parse import quote

from browser_support import DESKTOP, inked, settled
from conftest import ROOT

from kg import store

# Seeing


def test_it_opens_from_disk_and_draws(tab, five_page):
    page = tab(five_page)
    settled(page)
    pixels = inked(page)
    assert set(pixels) == {"Person", "Org", "Model", "Award", "Work"}
    assert pixels["Person"] > 1000
    shown = page.evaluate("Drawing.cy.nodes().filter((n) => n.visible()).length")
    assert shown > 60
    assert page.locator("#counts").inner_text().startswith(f"{shown} entities")
    names = page.evaluate("""() => {
      const canvas = document.querySelector("#names");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value).length;
    }""")
    assert names > 3000


def test_no_two_stand_on_one_place_and_always_on_the_same(tab, five_page):
    places = "Drawing.cy.nodes().map((n) => [n.position('x'), n.position('y'), n.data('size') / 2])"
    page = tab(five_page)
    one = page.evaluate(places)
    page.reload()
    page.wait_for_selector("body.ready")
    other = page.evaluate(places)
    assert one == other
    for i, (x, y, r) in enumerate(one):
        for u, v, s in one[:i]:
            assert (x - u) ** 2 + (y - v) ** 2 > ((r + s) * 0.9) ** 2


def test_dark_and_light(tab, five_page):
    ground = (
        "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor"
    )
    page = tab(five_page, color_scheme="dark")
    dark = page.evaluate(ground)
    settled(page)
    assert "Person" not in inked(page)  # there it is a little lighter
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    assert light != dark
    settled(page)
    assert "Person" in inked(page)
    page.click("#theme")
    assert page.evaluate(ground) == dark
    page.click("#theme")
    assert page.evaluate(ground) == light


# Finding


def test_names_are_found_in_any_script_and_spelling(asked):
    page = asked
    find = page.locator("#find")
    first = page.locator("#found [role=option]").first
    for words, name in {
        "英偉達": "英伟达",
        "輝達": "英伟达",
        "nvidia": "英伟达",
        "北大": "北京大学",
        "grpo": "GRPO",
        "deep seek v3": "DeepSeek-V3",
    }.items():
        find.fill(words)
        assert first.locator("bdi").first.inner_text() == name, words
    spelt, name = page.evaluate(
        "(() => { const n = Data.nodes.find((n) => n.spellings.length); return [n.spellings[0], n.name]; })()"
    )
    find.fill(spelt)
    assert name in page.locator("#found").inner_text()
    find.fill("没有这个人")
    assert "No name like that" in page.locator("#found").inner_text()
    find.fill("")


def test_search_by_keyboard(tab, five_page):
    page = tab(five_page)
    page.keyboard.press("/")
    page.keyboard.type("大学")
    options = page.locator("#found [role=option]")
    assert options.count() > 1
    page.keyboard.press("ArrowDown")
    chosen = options.nth(1).locator("bdi").first.inner_text()
    assert page.locator("#find").get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == chosen
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert not page.locator("#found").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    assert not page.locator("#found").is_visible()
    assert page.locator("#card h2").inner_text() == chosen


# Reading


MARKED = """() => {
  const wrong = [];
  const seen = document.createElement("section");
  let all = 0;
  for (const fact of Data.facts) fact.statements.forEach((statement, passage) => {
    all += 1;
    Reader.render(seen, { fact: fact.index, passage }, { facts: new Set() }, () => {});
    const marked = (look) => [...seen.querySelectorAll(`mark.here${look}`)].map((m) => m.textContent).join("");
    const [first, ...meant] = statement.citations;
    if (marked(":not(.antecedent)") !== first[5]) wrong.push([fact.id, passage, first[5], marked(":not(.antecedent)")]);
    // What lies in the quote itself is marked as part of it.
    for (const c of meant.filter((c) => c[0] !== first[0] || c[2] <= first[1] || c[1] >= first[2]))
      if (!marked(".antecedent").includes(c[5])) wrong.push([fact.id, passage, c[5], marked(".antecedent")]);
    for (const [source, start, end, , , quote] of statement.citations)
      if (Data.slice(source, start, end) !== quote) wrong.push([fact.id, passage, start, end]);
  });
  return [all, wrong];
}"""


def test_every_citation_is_marked_to_the_character(asked):
    count, wrong = asked.evaluate(MARKED)
    assert wrong == []
    assert count > 200


def test_from_an_entity_to_the_words_and_back(tab, five_page):
    page = tab(five_page)
    page.locator(".chips .to").first.click()
    name = page.locator("#card h2").inner_text()
    row = page.locator("#card .fact").nth(2)
    quoted = row.locator("blockquote").inner_text()
    row.locator(".read").click()
    assert page.locator("#reader").is_visible()
    assert page.locator("#reader h2").inner_text().startswith(name) or name in page.locator("#reader h2").inner_text()
    mark = page.locator("#reader mark.here").first
    assert mark.is_visible()
    assert mark.bounding_box()["y"] > 200
    marked = "".join(page.locator("#reader mark.here:not(.antecedent)").all_inner_texts())
    assert marked.replace("\n", "") == quoted.replace("\n", "")
    assert page.locator("#card .fact:has([aria-current])").count() == 1
    page.keyboard.press("Escape")
    assert not page.locator("#reader").is_visible()
    assert page.evaluate("document.activeElement.className") == "read"
    page.keyboard.press("Escape")
    assert page.locator("#card h2").inner_text() != name
    page.go_back()
    page.wait_for_function("(name) => document.querySelector('#card h2').textContent === name", arg=name)


def test_passages_one_after_the_other(tab, five_page):
    page = tab(five_page)
    fact = page.evaluate("Data.facts.find((f) => new Set(f.statements.map((s) => s.citations[0][0])).size > 1).id")
    page.goto(f"{page.url.partition('#')[0]}#fact={fact}")
    texts = set()
    for _ in range(page.locator(".passages > li").count()):
        texts.add(
            "".join(page.locator("mark.here:not(.antecedent)").all_inner_texts())
            + page.locator("#reader .file bdi").inner_text()
        )
        page.click("#after")
        assert page.evaluate("document.activeElement.id") == "after"
    assert len(texts) > 1
    page.keyboard.press("]")
    page.keyboard.press("[")
    assert page.locator(".passages > li").first.get_attribute("aria-current") == "true"
    page.locator(".passages button").last.click()
    assert page.evaluate("document.activeElement.closest('li').getAttribute('aria-current')") == "true"
    assert page.locator("#reader .quiet[aria-label='Copy the citation']").is_visible()


def test_the_citation_as_text(asked):
    page = asked
    text = page.evaluate("Evidence.asText(Data.facts[0], Data.facts[0].statements[0])")
    source, start, end, line, column, words = page.evaluate("Data.facts[0].statements[0].citations[0]")
    path = page.evaluate(f"Data.sources[{source}].path")
    assert f"“{words}”" in text
    assert f"{path}:{line}:{column} (characters {start}–{end})" in text
    whole = (ROOT / path).read_bytes().decode("utf-8")
    assert whole[start:end] == words


def test_sources_that_disagree_stand_side_by_side(tab, five_page):
    page = tab(five_page)
    lines = page.locator("#card .dispute")
    assert lines.count() == page.evaluate("Data.conflicts.length")
    for i in range(lines.count()):
        lines.nth(i).click()
        box = page.locator(f".compare[data-conflict='{i}']")
        sides = box.locator("> ul > li")
        one, other = (sides.nth(k).bounding_box() for k in (0, 1))
        assert abs(one["y"] - other["y"]) < 2
        assert one["x"] + one["width"] <= other["x"]
        values = sides.locator(".value").all_inner_texts()
        assert len(set(values)) == len(values) >= 2
        assert all(side.locator("blockquote").count() for side in sides.all())
        sides.nth(1).locator("button").first.click()
        assert page.locator("#reader mark.here").first.is_visible()
        assert page.locator("#reader .dispute").count() >= 1
        page.click("#home")


def test_an_article_leads_to_its_facts(tab, five_page):
    page = tab(five_page)
    page.locator(".source").first.click()
    marks = page.locator("#reader mark")
    assert marks.count() > 10
    fact = marks.first.get_attribute("data-fact")
    marks.first.click()
    assert page.locator("#reader mark.here").first.get_attribute("data-fact") == fact
    page.locator("#reader input[type=checkbox]").check()
    assert page.locator("#reader pre").count() == 1
    assert page.locator("#reader pre").text_content() == page.evaluate(
        "Data.sources[0].text.replaceAll('\\r\\n', '\\n')"
    )


def test_links_lead_to_the_passage(tab, five, five_page):
    with store.open_store(five) as opened:
        fact, node = opened.rows(
            "SELECT fact.id, entity.id FROM fact JOIN entity ON entity.n = object JOIN statement ON fact = fact.n "
            "GROUP BY fact.n ORDER BY count(*) DESC, fact.id LIMIT 1"
        )[0]
    page = tab(five_page, f"#node={quote(node)}&fact={fact}&passage=3")
    assert page.evaluate("Data.nodes.find((n) => n.name === document.querySelector('#card h2').textContent).id") == node
    assert page.locator("#reader .stepper output").inner_text().startswith("3 of")
    row = page.locator("#card .fact:has([aria-current])").bounding_box()
    assert 50 < row["y"] < DESKTOP["height"]
    assert page.locator("#reader mark.here").first.is_visible()
    for hash, what in {"#fact=0000": "fact", "#node=person:0": "entity", "#article=x": "article"}.items():
        page.goto(f"{five_page.as_uri()}{hash}")
        page.wait_for_function(
            "(said) => document.querySelector('#card').innerText.includes(said)", arg=f"does not hold the {what}"
        )


def test_the_data_are_read_as_they_were_written(asked, five):
    page = asked
    with store.open_store(five) as opened:
        facts = opened.rows("SELECT count(*) FROM fact")[0][0]
        quotes = {row[0] for row in opened.rows("SELECT quote FROM passage")}
    assert page.evaluate("Data.facts.length") == facts
    read = page.evaluate("Data.facts.flatMap((f) => f.statements.flatMap((s) => s.citations.map((c) => c[5])))")
    assert set(read) == quotes
