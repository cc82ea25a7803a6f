"use strict";
// What the page opens with: what is in it, what to be careful with, and where to begin.
const Overview = (() => {
  const { h } = Dom;
  const MOST = 12;
  const PROMISE = "Every fact leads to the words that say it. It tells what the articles say, not what is true.";
  const KEYS = [
    ["/", "find"],
    ["← ↑ ↓ →", "go about in the graph"],
    ["Enter", "open"],
    ["[ ]", "previous, next passage"],
    ["Esc", "back"],
  ];

  function people(shown, open) {
    const kind = Object.keys(Data.types)[0];
    const those = Data.nodes
      .filter((node) => node.type === kind && shown.nodes.has(node.index))
      .sort((a, b) => b.facts.length - a.facts.length || a.index - b.index)
      .slice(0, MOST);
    if (!those.length) return null;
    return h(
      "section",
      {},
      h("h3", {}, "Most is told of"),
      h(
        "ul",
        { class: "chips" },
        those.map((node) => h("li", {}, Evidence.link(node.index, open))),
      ),
    );
  }

  function article(source, open) {
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "source", on: { click: () => open({ source: source.index }) } },
        h("span", { lang: Words.language(source), dir: "auto" }, Words.headline(source)),
        h(
          "small",
          {},
          [source.outlet, source.date, Words.count(source.facts.length, "fact")]
            .filter(Boolean)
            .map((said, i) => [i ? " · " : "", Words.plain(said)]),
        ),
      ),
    );
  }

  const section = (title, many, ...rest) =>
    h("section", {}, h("h3", {}, title, many === null ? null : h("small", {}, String(many))), ...rest);

  // What is in the page, and what is to be said before it is read.
  function head(state) {
    const { nodes, facts, sources } = Data;
    const without = sources.filter((source) => source.text === null).length;
    const [one, many] = [
      "person, organisation, model, award or work",
      "people, organisations, models, awards and works",
    ];
    const held = `${Words.count(facts.length, "fact")} about ${Words.count(nodes.length, one, many)}`;
    const warn = (words, role = null) => h("p", { class: "lost", role }, words);
    return h(
      "header",
      {},
      h("h2", { tabindex: "-1" }, "Who is behind the models, and who says so"),
      state.lost &&
        warn(`This page does not hold the ${state.lost} of the link; it is of another part or build.`, "alert"),
      h("p", {}, `${held}, out of ${Words.count(sources.length, "article")}. `, PROMISE),
      without > 0 && warn(`${Words.count(without, "article")} could not be put in; of them only the quotes are here.`),
    );
  }

  function keys() {
    const rows = KEYS.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)));
    return h("section", { class: "keys" }, h("h3", {}, "Keys"), h("dl", {}, rows));
  }

  function licences() {
    const text = Dom.byId("licences").textContent;
    return h("details", { class: "licences" }, h("summary", {}, "Drawn with"), h("pre", {}, text));
  }

  function render(element, state, shown, open) {
    const { sources, conflicts } = Data;
    const disputes = conflicts.slice(0, MOST).map((conflict) => Conflicts.line(conflict, open));
    const articles = sources.map((source) => article(source, open));
    const body = [
      conflicts.length > 0 && section("Sources disagree", conflicts.length, disputes),
      people(shown, open),
      section("Articles", sources.length, h("ul", { class: "sources" }, articles)),
      keys(),
      licences(),
    ];
    Dom.fill(element, head(state), h("div", { class: "body" }, body));
  }

  return { render };
})();
