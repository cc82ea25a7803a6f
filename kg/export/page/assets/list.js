"use strict";
// The same as the drawing, as a table: for those who would rather read, and for those who cannot see it.
const List = (() => {
  const { h } = Dom;
  const COLUMNS = [
    ["name", "Name", (node) => Words.plain(node.name)],
    ["type", "Type", (node) => Words.type(node.type)],
    ["kind", "Kind", (node) => node.kind || ""],
    ["facts", "Facts", (node) => node.facts.length],
    ["files", "Articles", (node) => node.files],
  ];
  let by = "facts";
  let down = true;

  function sorted(shown) {
    const value = COLUMNS.find(([key]) => key === by)[2];
    const order = (a, b) => {
      const [x, y] = [value(a), value(b)];
      const which = typeof x === "number" ? x - y : x.localeCompare(y, "zh");
      return (down ? -which : which) || a.index - b.index;
    };
    return [...shown.nodes].map((i) => Data.nodes[i]).sort(order);
  }

  function render(element, state, shown, open) {
    const sort = (key) => () => {
      down = by === key ? !down : ["facts", "files"].includes(key);
      by = key;
      render(element, state, shown, open);
      element.querySelector(`[data-sort="${key}"]`).focus();
    };
    const rows = sorted(shown).map((node) =>
      h(
        "tr",
        { "aria-selected": node.index === state.node ? "true" : null },
        h("th", { scope: "row" }, Evidence.link(node.index, open)),
        COLUMNS.slice(1).map(([key, , value]) => h("td", { class: key }, String(value(node)))),
      ),
    );
    Dom.fill(
      element,
      h(
        "table",
        {},
        h("caption", { class: "unseen" }, "Entities; each opens its facts"),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            COLUMNS.map(([key, words]) =>
              h(
                "th",
                {
                  scope: "col",
                  class: key,
                  "aria-sort": by === key ? (down ? "descending" : "ascending") : null,
                },
                h("button", { type: "button", "data-sort": key, on: { click: sort(key) } }, words),
              ),
            ),
          ),
        ),
        h("tbody", {}, rows),
      ),
    );
  }

  // Up and down go from row to row.
  function key(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...event.currentTarget.querySelectorAll("tbody button")];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      next.focus();
      event.preventDefault();
    }
  }

  return { render, key };
})();
