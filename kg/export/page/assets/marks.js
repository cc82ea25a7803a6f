"use strict";
// Cutting an article's text where marks begin and end, and making elements of the pieces.
const Marks = (() => {
  // Pieces of [start, end) of an article. A layer is {start, end, ...}; each piece has those that lie over it.
  function cut(start, end, layers) {
    const over = layers.filter((layer) => layer.start < end && layer.end > start);
    const bounds = new Set([start, end]);
    for (const layer of over) {
      bounds.add(Math.max(start, layer.start));
      bounds.add(Math.min(end, layer.end));
    }
    const sorted = [...bounds].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((from, i) => ({
      start: from,
      end: sorted[i + 1],
      layers: over.filter((layer) => layer.start <= from && layer.end >= sorted[i + 1]),
    }));
  }

  // The places where the article names an entity, as layers.
  function naming(source, start, end, only = null) {
    return Data.sources[source].mentions
      .filter(([from, to, node]) => from < end && to > start && (only === null || only.includes(node)))
      .map(([from, to, node]) => ({ kind: "name", start: from, end: to, node }));
  }

  // Markup between the words of an article, as layers.
  function markup(source, start, end) {
    const found = [];
    for (const [, from, to, holes] of Data.sources[source].blocks) {
      if (from >= end || to <= start) continue;
      for (let i = 0; i < holes.length; i += 2) found.push({ kind: "markup", start: holes[i], end: holes[i + 1] });
    }
    return found;
  }

  // An element for a piece. Of several citations the one that is read wins, then what says it, then whom it means.
  function element(source, piece, open = null) {
    const text = Data.slice(source, piece.start, piece.end);
    const apart = piece.layers.find((layer) => layer.kind === "markup" || layer.kind === "aside");
    let made = apart ? Dom.h("span", { class: apart.kind }, text) : text;
    const cited = piece.layers.filter((layer) => layer.kind === "cited").sort((a, b) => a.rank - b.rank)[0];
    const named = piece.layers.filter((layer) => layer.kind === "name").at(-1);
    if (named) {
      made = Dom.h("span", { class: named.strong ? "named strong" : "named", "data-node": named.node }, made);
      // A mark that leads to its fact leads there as a whole.
      if (open && !named.strong && !cited?.click) {
        made.title = `${Words.plain(Data.nodes[named.node].name)}: open`;
        made.addEventListener("click", () => open({ node: named.node }));
      }
    }
    if (!cited) return made;
    const mark = Dom.h(
      "mark",
      { class: cited.look, title: cited.title, "data-fact": cited.fact, "data-passage": cited.passage },
      made,
    );
    if (cited.click) mark.addEventListener("click", cited.click);
    return mark;
  }

  // A quotation with the names of subject and object brought out; the quote alone where the page has no text.
  function quotation(citation, fact) {
    const [source, start, end, , , quote] = citation;
    const lang = Words.language(Data.sources[source]);
    const q = Dom.h("q", { lang, dir: "auto" });
    if (!Data.hasText(source)) return Dom.fill(q, quote);
    const only = [fact.subject, fact.object].filter((i) => i !== undefined);
    const names = naming(source, start, end, only)
      .filter((layer) => layer.start >= start && layer.end <= end)
      .map((layer) => ({ ...layer, strong: true }));
    const at = fact.value === undefined ? -1 : quote.indexOf(fact.value);
    if (at >= 0) {
      const from = start + Array.from(quote.slice(0, at)).length;
      names.push({ kind: "name", strong: true, start: from, end: from + Array.from(fact.value).length, node: "" });
    }
    return Dom.fill(
      q,
      cut(start, end, [...names, ...markup(source, start, end)]).map((piece) => element(source, piece)),
    );
  }

  return { cut, naming, markup, element, quotation };
})();
