"use strict";
// What is open and what is filtered, as the part of the address after #: a link leads back to the very passage.
const Route = (() => {
  // What `hash` asks for; `lost` names what this page does not hold.
  function read(hash) {
    const asked = new URLSearchParams(hash.replace(/^#/, ""));
    const state = { node: null, fact: null, passage: 0, source: null, list: asked.get("view") === "list", lost: null };
    const by = Filters.none();
    if (asked.has("fact")) {
      state.fact = Data.factOf.get(asked.get("fact")) ?? null;
      if (state.fact === null) state.lost = "fact";
      else state.passage = within(asked.get("passage"), Data.facts[state.fact]);
    }
    if (asked.has("node")) {
      state.node = Data.nodeOf.get(asked.get("node")) ?? null;
      if (state.node === null) state.lost = "entity";
    }
    if (state.fact !== null) {
      const fact = Data.facts[state.fact];
      if (state.node !== fact.object || state.node === null) state.node = fact.subject;
    } else if (asked.has("article")) {
      state.source = Data.sourceOf.get(asked.get("article")) ?? null;
      if (state.source === null) state.lost = "article";
    }
    for (const key of Filters.SETS) for (const name of asked.getAll(`no-${key}`)) by[key].add(name);
    for (const key of ["since", "until"]) by[key] = Filters.isDate(asked.get(key) || "") ? asked.get(key) : "";
    for (const key of ["disputed", "bare"]) by[key] = asked.has(key);
    return { ...state, by };
  }

  // The passage that says a fact best, where the link names none.
  const best = (fact) => fact.variants[0].statement;

  function within(text, fact) {
    const number = Number.parseInt(text, 10) - 1;
    return number >= 0 && number < fact.statements.length ? number : best(fact);
  }

  function write(state) {
    const said = new URLSearchParams();
    if (state.node !== null) said.set("node", Data.nodes[state.node].id);
    if (state.fact !== null) {
      said.set("fact", Data.facts[state.fact].id);
      if (state.passage !== best(Data.facts[state.fact])) said.set("passage", state.passage + 1);
    } else if (state.source !== null) {
      said.set("article", Data.sources[state.source].path);
    }
    if (state.list) said.set("view", "list");
    for (const key of Filters.SETS) for (const name of [...state.by[key]].sort()) said.append(`no-${key}`, name);
    for (const key of ["since", "until"]) if (state.by[key]) said.set(key, state.by[key]);
    for (const key of ["disputed", "bare"]) if (state.by[key]) said.set(key, "1");
    return `#${said}`;
  }

  return { read, write };
})();
