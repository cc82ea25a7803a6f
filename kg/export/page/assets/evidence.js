"use strict";
// The parts that facts are shown with everywhere: names, qualifiers, doubts, quotations and where they stand.
const Evidence = (() => {
  const { h } = Dom;

  // The name of an entity, with the shape and colour of its type.
  const dot = (node) => h("i", { class: `dot ${Data.nodes[node].type}`, "aria-hidden": "true" });
  const name = (node) => h("bdi", { lang: "zh" }, Words.plain(Data.nodes[node].name));

  // A button that leads to an entity.
  function link(node, open) {
    return h(
      "button",
      { type: "button", class: "to", "data-node": node, on: { click: () => open({ node }) } },
      dot(node),
      name(node),
    );
  }

  // What a statement, or several that agree, say beside subject and object.
  function beside(said) {
    const doubt = Words.doubt(said);
    return [
      Words.qualifiers(said.qualifiers).map(([key, value]) =>
        h("span", { class: "qualifier" }, key ? h("small", {}, key) : null, h("bdi", {}, Words.plain(value))),
      ),
      doubt ? h("span", { class: `doubt ${said.certainty}` }, doubt) : null,
    ];
  }

  // The quotations of a statement: the words that say it, then whom or what they mean where they do not name it.
  function quotations(statement, fact) {
    const [first, ...rest] = statement.citations;
    return [
      h("blockquote", {}, Marks.quotation(first, fact)),
      rest.map((citation) => h("p", { class: "meant" }, "who or what is meant: ", Marks.quotation(citation, fact))),
    ];
  }

  // The citation as text, for a note or a footnote.
  function asText(fact, statement) {
    const said = [
      ...Words.qualifiers(statement.qualifiers).map((pair) => pair.filter(Boolean).join(" ")),
      Words.doubt(statement),
    ];
    const beside = said.filter(Boolean).join(", ");
    const lines = statement.citations.map((citation) => {
      const source = Data.sources[citation[0]];
      const [, start, end, line, column, quote] = citation;
      const named = [source.title, source.outlet, source.author, source.date, Words.address(source)]
        .filter(Boolean)
        .join(", ");
      return `“${quote}”\n${named}\n${source.path}:${line}:${column} (characters ${start}–${end})`;
    });
    return [`${Words.sentence(fact)}${beside ? ` (${beside})` : ""}`, ...lines].join("\n\n");
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = h("textarea", { class: "unseen" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    Dom.announce("Citation copied");
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1200);
  }

  return { dot, name, link, beside, quotations, asText, copy };
})();
