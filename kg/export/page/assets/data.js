"use strict";
// The graph of this page, and ways around in it. Entities, facts and articles are known by their place in these lists.
const Data = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, facts, sources, predicates, types } = data;

  for (const node of nodes) Object.assign(node, { facts: [], degree: 0 });
  facts.forEach((fact, i) => {
    fact.index = i;
    fact.conflicts = [];
    nodes[fact.subject].facts.push(i);
    if (fact.object !== undefined && fact.object !== fact.subject) {
      nodes[fact.object].facts.push(i);
      nodes[fact.subject].degree += 1;
      nodes[fact.object].degree += 1;
    }
  });
  nodes.forEach((node, i) => {
    node.index = i;
  });
  sources.forEach((source, i) => Object.assign(source, { index: i, facts: [] }));
  for (const fact of facts) {
    const cited = new Set(fact.statements.flatMap((s) => s.citations.map((c) => c[0])));
    for (const i of cited) sources[i].facts.push(fact.index);
  }

  // Contradictions about one thing belong together: three years for one event are three sides, not three pairs.
  const conflicts = [];
  const about = new Map();
  for (const { qualifier, sides } of data.conflicts) {
    const first = facts[sides[0].fact];
    const key = qualifier === null ? `${first.subject} ${first.predicate}` : `fact ${first.index} ${qualifier}`;
    if (!about.has(key)) {
      about.set(key, {
        index: conflicts.length,
        qualifier,
        subject: first.subject,
        predicate: first.predicate,
        sides: [],
      });
      conflicts.push(about.get(key));
    }
    const conflict = about.get(key);
    for (const side of sides) {
      const known = conflict.sides.some((s) => s.fact === side.fact && s.value === side.value);
      if (!known) conflict.sides.push(side);
      if (!facts[side.fact].conflicts.includes(conflict)) facts[side.fact].conflicts.push(conflict);
    }
  }

  const nodeOf = new Map(nodes.map((node) => [node.id, node.index]));
  const factOf = new Map(facts.map((fact) => [fact.id, fact.index]));
  const sourceOf = new Map(sources.map((source) => [source.path, source.index]));

  // The end of `fact` that is not `node`; undefined for a literal.
  const other = (fact, node) =>
    fact.object === undefined ? undefined : fact.subject === node ? fact.object : fact.subject;

  // Characters [start, end) of an article. Offsets count code points, strings count halves of some of them.
  const points = new Map();
  function slice(source, start, end) {
    if (!points.has(source)) {
      const { text } = sources[source];
      points.set(source, /[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
    }
    const held = points.get(source).slice(start, end);
    return typeof held === "string" ? held : held.join("");
  }

  const hasText = (source) => sources[source].text !== null;

  return {
    nodes,
    facts,
    sources,
    predicates,
    types,
    conflicts,
    nodeOf,
    factOf,
    sourceOf,
    other,
    slice,
    hasText,
    traditional: data.traditional,
  };
})();
