"use strict";
// Contradictions: what sources say differently, side by side, and never decided.
const Conflicts = (() => {
  const { h } = Dom;
  const QUOTES = 3; // of each side, before the rest is only counted

  function what(conflict) {
    const fact = Data.facts[conflict.sides[0].fact];
    const words = Data.predicates[conflict.predicate];
    return conflict.qualifier
      ? [
          Evidence.name(conflict.subject),
          ` ${words.en} `,
          h("bdi", {}, Words.object(fact)),
          `: ${conflict.qualifier.replaceAll("_", " ")}`,
        ]
      : [Evidence.name(conflict.subject), ` ${words.en}`];
  }

  function side(one, open) {
    const fact = Data.facts[one.fact];
    const told = one.statements.map((i) => [i, fact.statements[i]]);
    const articles = new Set(told.map(([, statement]) => statement.citations[0][0]));
    return h(
      "li",
      {},
      h("strong", { class: "value" }, h("bdi", {}, Words.plain(one.value))),
      h("small", {}, `${Words.count(told.length, "passage")} in ${Words.count(articles.size, "article")}`),
      told
        .slice(0, QUOTES)
        .map(([i, statement]) =>
          h(
            "div",
            { class: "said" },
            Evidence.quotations(statement, fact),
            h(
              "button",
              { type: "button", class: "origin", on: { click: () => open({ fact: one.fact, passage: i }) } },
              Words.origin(statement.citations[0]),
              h("small", {}, ` ${Words.where(statement.citations[0])}`),
              Words.doubt(statement)
                ? h("span", { class: `doubt ${statement.certainty}` }, Words.doubt(statement))
                : null,
            ),
          ),
        ),
      told.length > QUOTES ? h("small", {}, `and ${told.length - QUOTES} more`) : null,
    );
  }

  // The sides of a contradiction beside each other; `open` leads to a passage.
  function compare(conflict, open) {
    return h(
      "section",
      { class: "compare", "data-conflict": conflict.index },
      h("h4", {}, Dom.icon("flag"), h("span", {}, "Sources disagree: ", what(conflict))),
      h(
        "ul",
        {},
        conflict.sides.map((one) => side(one, open)),
      ),
    );
  }

  // A line that leads to a contradiction.
  function line(conflict, open) {
    return h(
      "button",
      {
        type: "button",
        class: "dispute",
        on: { click: () => open({ node: conflict.subject, conflict: conflict.index }) },
      },
      Dom.icon("flag"),
      h("span", {}, what(conflict), h("em", {}, conflict.sides.map((one) => Words.plain(one.value)).join(" or "))),
    );
  }

  return { compare, line };
})();
