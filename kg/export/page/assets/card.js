"use strict";
// All that is known of one entity: its facts by relation, each with the words that say it.
const Card = (() => {
  const { h } = Dom;
  const ALIASES = 12;

  function head(node, open) {
    const names = node.names.map(([text]) => text).filter((text) => text !== node.name);
    const rest = names.length - ALIASES;
    return h(
      "header",
      {},
      h(
        "div",
        { class: "line" },
        h(
          "p",
          { class: "type" },
          Evidence.dot(node.index),
          Words.type(node.type),
          node.kind ? ` · ${node.kind}` : null,
        ),
        Dom.iconButton("close", "Close: back to the overview", () => open({})),
      ),
      h("h2", { tabindex: "-1", lang: "zh", dir: "auto" }, Words.plain(node.name)),
      names.length
        ? h(
            "p",
            { class: "aliases" },
            "also ",
            names.slice(0, ALIASES).map((text, i) => [i ? ", " : "", h("bdi", { lang: "zh" }, Words.plain(text))]),
            rest > 0 ? ` and ${rest} more` : null,
          )
        : null,
      h("p", { class: "counts" }, `${Words.count(node.mentions, "mention")} in ${Words.count(node.files, "article")}`),
    );
  }

  // A fact as a row; all of it leads to the article, the name of the other end to that entity.
  function row(fact, node, current, open) {
    const other = Data.other(fact, node);
    const best = fact.variants[0];
    const statement = fact.statements[best.statement];
    const read = h("button", {
      type: "button",
      class: "read",
      "aria-current": current ? "true" : null,
      "aria-label": `Read where it is said: ${Words.sentence(fact)}`,
      on: { click: () => open({ fact: fact.index, passage: best.statement }) },
    });
    return h(
      "li",
      { class: "fact", "data-fact": fact.index },
      read,
      h(
        "p",
        { class: "line" },
        other === undefined
          ? h("strong", { class: "value" }, h("bdi", { lang: "zh" }, Words.plain(fact.value)))
          : Evidence.link(other, open),
        Evidence.beside(best),
      ),
      Evidence.quotations(statement, fact),
      h(
        "p",
        { class: "foot" },
        h("span", { class: "origin" }, Words.origin(statement.citations[0])),
        fact.statements.length > 1
          ? h("span", { class: "more", title: Words.passages(fact) }, Words.weight(fact))
          : null,
      ),
      fact.variants
        .slice(1)
        .map((variant) =>
          h(
            "p",
            { class: "variant" },
            "elsewhere: ",
            Object.keys(variant.qualifiers).length || Words.doubt(variant)
              ? Evidence.beside(variant)
              : "without details",
          ),
        ),
    );
  }

  // The facts of `node` that `shown` holds, under the words of their relations.
  function groups(node, shown) {
    const found = new Map();
    for (const i of node.facts) {
      const fact = Data.facts[i];
      if (!shown.has(i)) continue;
      const words = Words.relation(fact, node.index);
      const key = `${fact.predicate} ${words.en}`;
      if (!found.has(key)) found.set(key, { words, facts: [] });
      found.get(key).facts.push(fact);
    }
    return [...found.values()];
  }

  function render(element, state, shown, open) {
    const node = Data.nodes[state.node];
    const parts = groups(node, shown.facts).map(({ words, facts }) => {
      const compared = new Set();
      const rows = facts.map((fact) => {
        const over = fact.conflicts.filter((conflict) => !compared.has(conflict));
        over.forEach((conflict) => compared.add(conflict));
        return [
          over.map((conflict) => h("li", {}, Conflicts.compare(conflict, open))),
          // What a contradiction shows whole needs no row of its own.
          fact.conflicts.some((conflict) => conflict.qualifier === null)
            ? null
            : row(fact, state.node, fact.index === state.fact, open),
        ];
      });
      return h(
        "section",
        { class: "relation" },
        h("h3", {}, h("span", {}, words.en), h("span", { lang: "zh" }, words.zh), h("small", {}, String(facts.length))),
        h("ul", {}, rows),
      );
    });
    const hidden = node.facts.filter((i) => !shown.facts.has(i)).length;
    Dom.fill(
      element,
      head(node, open),
      h(
        "div",
        { class: "body" },
        parts,
        node.facts.length ? null : h("p", { class: "none" }, "No article states a fact about it that was recognised."),
        hidden
          ? h(
              "p",
              { class: "none" },
              `${Words.count(hidden, "more fact")} not shown: `,
              h(
                "button",
                { type: "button", class: "plain", on: { click: () => open({ clear: true }) } },
                "clear the filters",
              ),
            )
          : null,
      ),
    );
  }

  return { render };
})();
