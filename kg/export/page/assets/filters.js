"use strict";
// What is shown. All that is asked of a statement (article, date, certainty) must hold of one and the same statement.
const Filters = (() => {
  const CERTAINTY = ["asserted", "attributed", "hedged"];
  const SETS = ["type", "relation", "source", "certainty"];
  const none = () => ({
    type: new Set(),
    relation: new Set(),
    source: new Set(),
    certainty: new Set(), // what is left out
    since: "",
    until: "",
    disputed: false,
    bare: false,
  });

  const DATE = /^\d{4}(-\d\d){0,2}$/;
  const isDate = (text) => DATE.test(text);

  function saidSo(statement, by) {
    if (by.certainty.has(statement.certainty)) return false;
    if (by.source.size && statement.citations.every((c) => by.source.has(Data.sources[c[0]].path))) return false;
    if (by.since || by.until) {
      const [first, last] = statement.dates;
      if (!first) return false;
      // A year holds all its days.
      if (by.since && `${last}-99` < by.since) return false;
      if (by.until && first > `${by.until}-99`) return false;
    }
    return true;
  }

  function passes(fact, by) {
    if (by.relation.has(fact.predicate)) return false;
    if (by.disputed && !fact.conflicts.length) return false;
    if (by.type.has(Data.nodes[fact.subject].type)) return false;
    if (fact.object !== undefined && by.type.has(Data.nodes[fact.object].type)) return false;
    return fact.statements.some((statement) => saidSo(statement, by));
  }

  // Whether anything is asked of facts: then an entity is shown only where a fact holds it.
  const ofFacts = (by) =>
    Boolean(by.relation.size || by.source.size || by.certainty.size || by.since || by.until || by.disputed);

  const active = (by) =>
    SETS.filter((key) => by[key].size).length + (by.since || by.until ? 1 : 0) + (by.disputed ? 1 : 0);

  // The facts and entities that are shown; entities without any fact only where `bare` asks for them.
  function shown(by) {
    const facts = new Set();
    const held = new Set();
    for (const fact of Data.facts) {
      if (!passes(fact, by)) continue;
      facts.add(fact.index);
      held.add(fact.subject);
      if (fact.object !== undefined) held.add(fact.object);
    }
    const nodes = new Set();
    for (const node of Data.nodes) {
      if (by.type.has(node.type)) continue;
      if (held.has(node.index) || (!ofFacts(by) && (by.bare || node.facts.length))) nodes.add(node.index);
    }
    return { facts, nodes };
  }

  return { CERTAINTY, SETS, none, isDate, passes, saidSo, ofFacts, active, shown };
})();
