"use strict";
// Finding entities by any of their names, in either script, or by how a name is spelt in Latin letters.
const Search = (() => {
  const simple = new Map();
  const pairs = Array.from(Data.traditional);
  for (let i = 0; i < pairs.length; i += 2) simple.set(pairs[i], pairs[i + 1]);

  const DROPPED = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}\p{Pd}\p{Pi}\p{Pf}'"`´·・•‧∙⋅]|(?=[\u3000-\uffff])[\p{Ps}\p{Pe}]/gu;

  // The form in which names are compared: as kg/names.py folds them.
  function fold(text) {
    const lower = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/./gu, (c) => simple.get(c) || c);
    return lower.replace(DROPPED, "") || lower.trim();
  }

  const entries = Data.nodes.flatMap((node) => [
    ...node.names.map(([text, key], i) => ({ node: node.index, key: key ?? text, text, canonical: i === 0 })),
    ...node.spellings.map((key) => ({ node: node.index, key, text: null, canonical: false })),
  ]);

  // How well `key` fits, the less the better; null where it does not.
  function fit(key, asked) {
    if (key === asked) return 0;
    if (key.startsWith(asked)) return 1;
    return key.includes(asked) ? 2 : null;
  }

  // The entities that `text` names, likeliest first, each with the name by which it was found.
  function find(text, most = Words.MOST) {
    const asked = fold(text);
    if (!asked) return [];
    const best = new Map();
    for (const entry of entries) {
      const points = fit(entry.key, asked);
      if (points === null) continue;
      const rank = points * 2 + (entry.canonical ? 0 : 1);
      const held = best.get(entry.node);
      if (!held || rank < held.rank) best.set(entry.node, { node: entry.node, rank, name: entry.text });
    }
    const weight = (found) => Data.nodes[found.node].facts.length;
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || a.node - b.node)
      .slice(0, most);
  }

  return { fold, find };
})();
