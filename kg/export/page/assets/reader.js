"use strict";
// An article with the words of a fact marked in it, or with all that was read out of it.
const Reader = (() => {
  const { h } = Dom;
  const TAGS = { heading: "h4", quote: "blockquote" };
  let whole = false; // whether the file is shown as it is, with all that is not the article

  // Marks for all citations of a fact in an article, those of the statement that is read above the others.
  function ofFact(fact, passage, source, open) {
    return fact.statements.flatMap((statement, i) =>
      statement.citations
        .map((citation, k) => ({ citation, i, k }))
        .filter(({ citation }) => citation[0] === source)
        .map(({ citation, k }) => {
          const here = i === passage;
          const title = k ? "names who or what is meant" : "says it";
          return {
            kind: "cited",
            start: citation[1],
            end: citation[2],
            rank: (here ? 0 : 2) + (k ? 1 : 0),
            passage: i,
            fact: fact.index,
            look: `${here ? "here" : "also"}${k ? " antecedent" : ""}`,
            title: here ? title : `${title}: passage ${i + 1}`,
            click: here ? null : () => open({ fact: fact.index, passage: i }),
          };
        }),
    );
  }

  // Marks for the first citations of all facts of an article.
  function ofAll(source, shown, open) {
    return Data.sources[source].facts
      .filter((i) => shown.has(i))
      .flatMap((index) => {
        const fact = Data.facts[index];
        return fact.statements
          .map((statement, i) => [statement.citations[0], i])
          .filter(([citation]) => citation[0] === source)
          .map(([citation, i]) => ({
            kind: "cited",
            start: citation[1],
            end: citation[2],
            rank: citation[2] - citation[1],
            look: "also",
            fact: index,
            passage: i,
            title: Words.sentence(fact),
            click: () => open({ fact: index, passage: i }),
          }));
      });
  }

  // What of a file is not the article, as layers.
  function asides(blocks, length) {
    const ends = [0, ...blocks.map((block) => block[2])];
    const starts = [...blocks.map((block) => block[1]), length];
    return starts.map((end, i) => ({ kind: "aside", start: ends[i], end }));
  }

  function text(source, cited, names, open) {
    const { blocks, text: raw } = Data.sources[source];
    const length = Array.from(raw).length;
    const layers = (start, end) => [
      ...cited,
      ...Marks.naming(source, start, end).map((layer) => ({ ...layer, strong: names.includes(layer.node) })),
    ];
    const pieces = (start, end, more = []) =>
      Marks.cut(start, end, [...layers(start, end), ...more]).map((piece) => Marks.element(source, piece, open));
    if (whole) return h("pre", {}, pieces(0, length, asides(blocks, length)));
    let done = 0;
    return blocks.flatMap(([kind, start, end]) => {
      const left = Data.slice(source, done, start).trim().length;
      const gap =
        done && left > 60 ? h("p", { class: "gap", title: `${left} characters of the file left out` }, "⋯") : null;
      done = end;
      return [gap, h(TAGS[kind] || "p", { class: kind }, pieces(start, end, Marks.markup(source, start, end)))];
    });
  }

  function article(source, cited, names, open) {
    const it = Data.sources[source];
    const address = Words.address(it);
    const body = h("div", { class: "text", lang: Words.language(it), dir: "auto" });
    const draw = () => {
      if (Data.hasText(source)) Dom.fill(body, text(source, cited, names, open));
      else
        Dom.fill(
          body,
          h(
            "p",
            { class: "none", lang: "en" },
            "The article itself is not in this page, for its file was not found, or changed, when the page was made.",
          ),
        );
    };
    draw();
    const toggle = h("input", {
      type: "checkbox",
      on: {
        change: () => {
          whole = toggle.checked;
          draw();
          show(body.parentElement);
        },
      },
    });
    toggle.checked = whole;
    return h(
      "article",
      {},
      h(
        "header",
        {},
        h("h3", { lang: Words.language(it), dir: "auto" }, Words.headline(it)),
        h(
          "p",
          {},
          [it.outlet, it.author, it.date]
            .filter(Boolean)
            .map((said, i) => [i ? " · " : "", h("bdi", {}, Words.plain(said))]),
        ),
        h(
          "p",
          { class: "file" },
          h("bdi", {}, Words.plain(it.path)),
          address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "original") : null,
          Data.hasText(source) ? h("label", {}, toggle, " whole file") : null,
        ),
      ),
      body,
    );
  }

  // The passages of a fact, the one that is read with its words.
  function passages(fact, chosen, open) {
    return h(
      "ol",
      { class: "passages", "aria-label": "Passages" },
      fact.statements.map((statement, i) =>
        h(
          "li",
          { "aria-current": i === chosen ? "true" : null },
          h(
            "button",
            { type: "button", on: { click: () => open({ fact: fact.index, passage: i }) } },
            Words.origin(statement.citations[0]),
            h("small", {}, Words.where(statement.citations[0])),
          ),
          h("span", { class: "line" }, Evidence.beside(statement)),
          i === chosen ? Evidence.quotations(statement, fact) : null,
        ),
      ),
    );
  }

  function stepper(fact, passage, open) {
    const n = fact.statements.length;
    const go = (by) => () => open({ fact: fact.index, passage: (passage + by + n) % n });
    return n < 2
      ? null
      : h(
          "span",
          { class: "stepper" },
          Dom.iconButton("back", "Previous passage", go(-1), { id: "before" }),
          h("output", {}, `${passage + 1} of ${n}`),
          Dom.iconButton("next", "Next passage", go(1), { id: "after" }),
        );
  }

  function render(element, state, shown, open) {
    const { fact: index, passage } = state;
    if (index === null) {
      Dom.fill(
        element,
        h(
          "header",
          {},
          h(
            "div",
            { class: "line" },
            h("h2", { tabindex: "-1" }, Words.outlet(Data.sources[state.source])),
            Dom.iconButton("close", "Close the article", () => open({ close: true })),
          ),
          h(
            "p",
            { class: "line" },
            `${Words.count(Data.sources[state.source].facts.length, "fact")} read out of it; each mark leads to one`,
          ),
        ),
        article(state.source, ofAll(state.source, shown.facts, open), [], open),
      );
      return;
    }
    const fact = Data.facts[index];
    const statement = fact.statements[passage];
    const [source] = statement.citations[0];
    const words = Data.predicates[fact.predicate];
    const copy = Dom.iconButton("copy", "Copy the citation", () =>
      Evidence.copy(Evidence.asText(fact, statement), copy),
    );
    const elsewhere = [...new Set(statement.citations.map((c) => c[0]))].filter((i) => i !== source);
    const [cited] = statement.citations;
    const origin = h("p", { class: "origin" }, Words.origin(cited), h("small", {}, ` ${Words.where(cited)}`));
    const names = [fact.subject, fact.object].filter((i) => i !== undefined);
    Dom.fill(
      element,
      h(
        "header",
        {},
        h(
          "div",
          { class: "line" },
          h(
            "h2",
            { tabindex: "-1" },
            Evidence.link(fact.subject, open),
            h("span", { class: "verb" }, words.en, " ", h("span", { lang: "zh" }, words.zh)),
            fact.object === undefined
              ? h("strong", { class: "value" }, h("bdi", { lang: "zh" }, Words.plain(fact.value)))
              : Evidence.link(fact.object, open),
          ),
          Dom.iconButton("close", "Close the article", () => open({ close: true })),
        ),
        origin,
        h(
          "div",
          { class: "line" },
          h("span", { class: "line grow" }, Evidence.beside(statement)),
          stepper(fact, passage, open),
          copy,
        ),
        fact.conflicts.map((conflict) => Conflicts.line(conflict, open)),
      ),
      fact.statements.length > 1 ? passages(fact, passage, open) : null,
      [source, ...elsewhere].map((i) => article(i, ofFact(fact, passage, i, open), names, open)),
    );
  }

  // Bring the marked words into sight, with whom they mean where there is room for both.
  function show(element) {
    const all = [...element.querySelectorAll("mark.here")];
    const first = all.find((mark) => !mark.classList.contains("antecedent")) || all[0];
    const scroller = first?.closest("article");
    if (!scroller) return;
    const room = scroller.getBoundingClientRect();
    const near = all.filter((mark) => mark.closest("article") === scroller).map((mark) => mark.getBoundingClientRect());
    const [top, bottom] = [Math.min(...near.map((box) => box.top)), Math.max(...near.map((box) => box.bottom))];
    const box = bottom - top < room.height * 0.8 ? { top, bottom } : first.getBoundingClientRect();
    scroller.scrollTop += (box.top + box.bottom) / 2 - (room.top + room.bottom) / 2;
  }

  return { render, show };
})();
