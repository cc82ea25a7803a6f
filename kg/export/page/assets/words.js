"use strict";
// How the page says things: relations, qualifiers, certainty, articles.
const Words = (() => {
  const TYPES = { Org: ["Organisation", "Organisations"], Person: ["Person", "People"] };
  const MOST = 10;

  const type = (name) => (TYPES[name] || [name])[0];
  const types = (name) => (TYPES[name] || [name, `${name}s`])[1];
  const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

  // Control characters and marks of direction could turn round what stands beside them.
  const plain = (text) => text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

  // The words of a relation, seen from `node`.
  function relation(fact, node) {
    const words = Data.predicates[fact.predicate];
    return fact.subject === node || words.symmetric
      ? { zh: words.zh, en: words.en }
      : { zh: words.inverse_zh, en: words.inverse_en };
  }

  // Qualifiers as pairs of a name (none where the value speaks for itself) and a value.
  function qualifiers(all) {
    const { start, end, ...rest } = all;
    const pairs = Object.entries(rest).map(([key, value]) => [key.replaceAll("_", " "), value]);
    if (start && end) pairs.push(["", start === end ? start : `${start} – ${end}`]);
    else if (start) pairs.push(["from", start]);
    else if (end) pairs.push(["until", end]);
    return pairs;
  }

  // What keeps a statement from being told as fact; null for one that is.
  function doubt({ certainty, by }) {
    if (certainty === "hedged") return by ? `unconfirmed, from ${plain(by)}` : "unconfirmed";
    if (certainty === "attributed") return by ? `according to ${plain(by)}` : "reported, not confirmed";
    return null;
  }

  // Who published an article; its headline, cut, where it does not say.
  function outlet(source) {
    if (source.outlet) return plain(source.outlet);
    const said = plain(source.title || source.path.split("/").at(-1));
    return said.length > 16 ? `${said.slice(0, 15)}…` : said;
  }
  const headline = (source) => plain(source.title || source.path);
  const where = (citation) => `line ${citation[3]}`;

  // A line that names the article of a citation.
  function origin(citation) {
    const source = Data.sources[citation[0]];
    return [outlet(source), source.date].filter(Boolean).join(", ");
  }

  // The statements of a fact, in words.
  function passages(fact) {
    const articles = new Set(fact.statements.flatMap((s) => s.citations.map((c) => c[0])));
    return `${count(fact.statements.length, "passage")} in ${count(articles.size, "article")}`;
  }

  // How often a fact is said, and by how many that do not repeat one another.
  const weight = (fact) =>
    [count(fact.statements.length, "passage"), fact.sources > 1 ? `${fact.sources} sources` : null]
      .filter(Boolean)
      .join(" · ");

  const object = (fact) => plain(fact.object === undefined ? fact.value : Data.nodes[fact.object].name);

  function sentence(fact) {
    return `${plain(Data.nodes[fact.subject].name)} ${Data.predicates[fact.predicate].en} ${object(fact)}`;
  }

  // A script's own shapes of characters.
  const language = (source) => source.language || "zh";

  const address = (source) => (/^https?:\/\//i.test(source.address || "") ? source.address : null);

  return {
    weight,
    MOST,
    type,
    types,
    count,
    plain,
    relation,
    qualifiers,
    doubt,
    outlet,
    headline,
    where,
    origin,
    passages,
    object,
    sentence,
    language,
    address,
  };
})();
