"use strict";
// The search box, the legend, which filters by type, and the form with all filters.
const Controls = (() => {
  const { h, byId } = Dom;

  // `open` leads to what is found.
  function search(open) {
    const input = byId("find");
    const list = byId("found");
    let found = [];
    let at = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      at = -1;
    }

    function take(i) {
      const { node } = found[i];
      close();
      input.value = "";
      open({ node, focus: true });
    }

    function point(i) {
      at = i;
      [...list.children].forEach((option, k) => option.setAttribute("aria-selected", String(k === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", `found-${at}`);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    }

    function show() {
      found = Search.find(input.value);
      if (!input.value.trim()) return close();
      Dom.fill(
        list,
        found.map(({ node, name }, i) =>
          h(
            "li",
            {
              id: `found-${i}`,
              role: "option",
              "aria-selected": "false",
              on: {
                pointerdown: (event) => {
                  event.preventDefault();
                  take(i);
                },
              },
            },
            Evidence.dot(node),
            Evidence.name(node),
            name && name !== Data.nodes[node].name ? h("bdi", { class: "by" }, Words.plain(name)) : null,
            h(
              "small",
              {},
              `${Words.type(Data.nodes[node].type)} · ${Words.count(Data.nodes[node].facts.length, "fact")}`,
            ),
          ),
        ),
      );
      if (!found.length)
        Dom.fill(
          list,
          h("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name like that in this page"),
        );
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      Dom.announce(found.length ? Words.count(found.length, "name") : "nothing found");
      if (found.length) point(0);
      return null;
    }

    input.addEventListener("input", show);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" && !list.hidden) close();
      else if (event.key === "Escape" && input.value) input.value = "";
      else if (event.key === "ArrowDown" && found.length) point(list.hidden ? (show(), 0) : (at + 1) % found.length);
      else if (event.key === "ArrowUp" && found.length) point((at - 1 + found.length) % found.length);
      else if (event.key === "Enter" && at >= 0) take(at);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  function check(words, checked, change, attributes = {}) {
    const box = h("input", { type: "checkbox", ...attributes, on: { change: () => change(box.checked) } });
    box.checked = checked;
    return h("label", {}, box, h("span", {}, words));
  }

  // `set` takes a change of the filters; a name of a set is left out or taken in again.
  function turn(by, key, name, on, set) {
    const next = new Set(by[key]);
    if (on) next.delete(name);
    else next.add(name);
    set({ [key]: next });
  }

  function legend(element, state, set) {
    const { by } = state;
    const held = element.contains(document.activeElement) ? place(document.activeElement) : null;
    const counts = new Map();
    for (const node of Data.nodes)
      if (node.facts.length || by.bare) counts.set(node.type, (counts.get(node.type) || 0) + 1);
    Dom.fill(
      element,
      h(
        "fieldset",
        {},
        h("legend", { class: "unseen" }, "Types shown"),
        Object.keys(Data.types).map((type) =>
          check(
            [
              h("i", { class: `dot ${type}`, "aria-hidden": "true" }),
              Words.types(type),
              h("small", {}, String(counts.get(type) || 0)),
            ],
            !by.type.has(type),
            (on) => turn(by, "type", type, on, set),
            { "data-filter": "type", "data-name": type },
          ),
        ),
      ),
      h(
        "ul",
        { class: "lines" },
        h("li", {}, h("i", { class: "line-asserted" }), "told as fact"),
        h("li", {}, h("i", { class: "line-attributed" }), "said by a party"),
        h("li", {}, h("i", { class: "line-hedged" }), "unconfirmed"),
        Data.conflicts.length ? h("li", {}, h("i", { class: "line-disputed" }), "sources disagree") : null,
      ),
    );
    if (held) element.querySelector(held)?.focus();
  }

  function group(title, key, names, by, set) {
    const all = (on) => () => set({ [key]: new Set(on ? [] : names.map(([name]) => name)) });
    return h(
      "fieldset",
      {},
      h("legend", {}, title),
      h(
        "p",
        { class: "all" },
        h("button", { type: "button", class: "plain", on: { click: all(true) } }, "all"),
        h("button", { type: "button", class: "plain", on: { click: all(false) } }, "none"),
      ),
      names.map(([name, words, count]) =>
        check(
          [h("span", {}, words), h("small", {}, String(count))],
          !by[key].has(name),
          (on) => turn(by, key, name, on, set),
          { "data-name": name, "data-filter": key },
        ),
      ),
    );
  }

  function date(key, words, by, set) {
    const input = h("input", {
      type: "text",
      inputmode: "numeric",
      size: 10,
      placeholder: "2024-07",
      id: `filter-${key}`,
      maxlength: 10,
      on: {
        change: () => {
          const right = !input.value.trim() || Filters.isDate(input.value.trim());
          input.setAttribute("aria-invalid", String(!right));
          if (right) set({ [key]: input.value.trim() });
        },
      },
    });
    input.value = by[key];
    return h("label", {}, words, input);
  }

  function filters(element, state, { set, clear, close }) {
    const { by } = state;
    const held = element.contains(document.activeElement) ? place(document.activeElement) : null;
    const scrolled = element.scrollTop;
    const counted = (of) => {
      const found = new Map();
      for (const fact of Data.facts) for (const name of new Set(of(fact))) found.set(name, (found.get(name) || 0) + 1);
      return found;
    };
    const relations = counted((fact) => [fact.predicate]);
    const certainty = counted((fact) => fact.statements.map((s) => s.certainty));
    const words = { asserted: "told as fact", attributed: "said by a party", hedged: "unconfirmed" };
    const bare = Data.nodes.filter((node) => !node.facts.length).length;
    Dom.fill(
      element,
      h(
        "header",
        { class: "line" },
        h("h2", {}, "Filters"),
        h("button", { type: "button", class: "plain", id: "clear", on: { click: clear } }, "clear all"),
        Dom.iconButton("close", "Close the filters", close),
      ),
      h(
        "fieldset",
        { class: "dates" },
        h("legend", {}, "Date of what is told"),
        date("since", "from ", by, set),
        date("until", "to ", by, set),
        h("p", {}, "A year, a month or a day. Only facts with a date."),
      ),
      h(
        "fieldset",
        {},
        h("legend", {}, "Care"),
        Filters.CERTAINTY.filter((name) => certainty.has(name)).map((name) =>
          check(
            [words[name], h("small", {}, String(certainty.get(name)))],
            !by.certainty.has(name),
            (on) => turn(by, "certainty", name, on, set),
            { "data-name": name, "data-filter": "certainty" },
          ),
        ),
        check("only where sources disagree", by.disputed, (on) => set({ disputed: on }), { "data-filter": "disputed" }),
        bare
          ? check(`entities without any fact (${bare})`, by.bare, (on) => set({ bare: on }), { "data-filter": "bare" })
          : null,
      ),
      group(
        "Relation",
        "relation",
        Object.entries(Data.predicates).map(([name, { en, zh }]) => [
          name,
          [en, " ", h("span", { lang: "zh" }, zh)],
          relations.get(name) || 0,
        ]),
        by,
        set,
      ),
      group(
        "Article",
        "source",
        Data.sources.map((source) => [
          source.path,
          h(
            "span",
            { lang: Words.language(source), title: Words.headline(source) },
            [source.outlet, source.date].filter(Boolean).join(", ") || Words.headline(source),
          ),
          source.facts.length,
        ]),
        by,
        set,
      ),
    );
    element.scrollTop = scrolled;
    if (held) element.querySelector(held)?.focus();
  }

  // How to find a control again after the form was drawn anew.
  function place(control) {
    if (control.id) return `#${CSS.escape(control.id)}`;
    const { name, filter } = control.dataset;
    if (filter === undefined) return null;
    return `[data-filter="${CSS.escape(filter)}"]${name === undefined ? "" : `[data-name="${CSS.escape(name)}"]`}`;
  }

  return { search, legend, filters };
})();
