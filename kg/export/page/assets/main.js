"use strict";
// Holds what is open and what is filtered, draws it all, and listens.
(() => {
  const { byId } = Dom;
  let state = Route.read(location.hash);
  let shown = Filters.shown(state.by);
  let filtersOpen = false;
  let drawn = {};

  // Go to an entity, a fact or an article; nothing of them leads to the overview, `close` from the article to the card.
  function open(to) {
    if (to.clear) return filter(Filters.none());
    const before = state;
    const next = { ...state, lost: null };
    if (to.close) Object.assign(next, { fact: null, source: null, passage: 0 });
    else if (to.fact !== undefined) {
      const fact = Data.facts[to.fact];
      const held = before.node === fact.subject || before.node === fact.object;
      Object.assign(next, { fact: to.fact, passage: to.passage ?? fact.variants[0].statement, source: null });
      next.node = held && before.node !== null ? before.node : fact.subject;
    } else if (to.source !== undefined) Object.assign(next, { source: to.source, fact: null, passage: 0 });
    else Object.assign(next, { node: to.node ?? null, fact: null, source: null, passage: 0 });
    if (next.node !== null && !shown.nodes.has(next.node)) Dom.announce("hidden by the filters");
    const held = document.activeElement;
    go(next, to.fact === undefined || to.fact !== before.fact);
    focus(before, to, held);
    if (to.conflict !== undefined) {
      const box = byId("card").querySelector(`[data-conflict="${to.conflict}"]`);
      box?.scrollIntoView({ block: "start" });
    }
    return null;
  }

  // Where to go on from by keyboard; `held` had the focus, and may be drawn anew.
  function focus(before, to, held) {
    if (to.fact !== undefined && to.fact === before.fact) {
      const again = held.id
        ? byId(held.id)
        : held.closest(".passages") && byId("reader").querySelector(".passages [aria-current] button");
      (again || heading("reader")).focus({ preventScroll: true });
    } else if (state.fact !== null || state.source !== null) heading("reader").focus({ preventScroll: true });
    else if (to.close) returned(before).focus({ preventScroll: true });
    else if (state.node !== null && (to.focus || document.activeElement !== byId("graph")))
      heading("card").focus({ preventScroll: true });
  }

  // The heading of a pane: what stands below it is read on from there.
  const heading = (pane) => byId(pane).querySelector("h2") || byId(pane);

  // The row of the fact that was read.
  function returned(before) {
    return byId("card").querySelector(`[data-fact="${before.fact}"] .read`) || byId("card");
  }

  function go(next, push = true) {
    state = next;
    const hash = Route.write(state);
    if (hash !== (location.hash || "#")) history[push ? "pushState" : "replaceState"](null, "", hash);
    draw();
  }

  function filter(change) {
    state = { ...state, by: { ...state.by, ...change }, lost: null };
    shown = Filters.shown(state.by);
    Dom.announce(
      `${Words.count(shown.nodes.size, "entity", "entities")}, ${Words.count(shown.facts.size, "fact")} shown`,
    );
    go(state, false);
  }

  const isReading = (of) => (of.fact ?? of.source ?? null) !== null;

  // Draw what differs from what is drawn.
  function draw() {
    const before = drawn;
    drawn = { ...state, shown };
    const differs = (...keys) => keys.some((key) => before[key] !== drawn[key]);
    if (differs("node") || isReading(before) !== isReading(state))
      sheet(isReading(state) ? 2 : state.node === null ? 0 : 1);
    drawCard(differs);
    drawReader(differs);
    drawStage(differs);
    controls();
  }

  function drawCard(differs) {
    if (!differs("shown", "node", "fact", "lost")) return;
    const card = byId("card");
    const stay = differs("node") ? 0 : card.scrollTop;
    (state.node === null ? Overview : Card).render(card, state, shown, open);
    card.scrollTop = stay;
    if (differs("fact")) card.querySelector(".fact:has([aria-current])")?.scrollIntoView({ block: "nearest" });
  }

  function drawReader(differs) {
    const reader = byId("reader");
    reader.hidden = !isReading(state);
    document.body.classList.toggle("reading", isReading(state));
    if (reader.hidden) reader.replaceChildren();
    else if (differs("shown", "fact", "passage", "source")) {
      Reader.render(reader, state, shown, open);
      Reader.show(reader);
    }
  }

  function drawStage(differs) {
    document.body.classList.toggle("listed", state.list);
    byId("table").hidden = !state.list;
    byId("graph").hidden = state.list;
    if (state.list) List.render(byId("table"), state, shown, open);
    if (differs("shown", "node")) Drawing.show(visible());
    if (differs("node", "fact")) Drawing.choose(state.node, state.fact);
    if (differs("node")) requestAnimationFrame(() => Drawing.reach(state.node));
  }

  // What is shown, with the entity that is open even where it would be left out.
  const visible = () =>
    state.node === null || shown.nodes.has(state.node)
      ? shown
      : { ...shown, nodes: new Set([...shown.nodes, state.node]) };

  function controls() {
    const n = Filters.active(state.by);
    const out = byId("filtered");
    out.hidden = !n;
    out.textContent = n || "";
    byId("filter").setAttribute("aria-expanded", String(filtersOpen));
    byId("view").setAttribute("aria-pressed", String(state.list));
    byId("filters").hidden = !filtersOpen;
    byId("nothing").hidden = shown.nodes.size > 0;
    byId("counts").textContent =
      `${Words.count(shown.nodes.size, "entity", "entities")} · ${Words.count(shown.facts.size, "fact")}`;
    Controls.legend(byId("legend"), state, filter);
    if (filtersOpen)
      Controls.filters(byId("filters"), state, {
        set: filter,
        clear: () => filter(Filters.none()),
        close: () => showFilters(false),
      });
  }

  function showFilters(on) {
    filtersOpen = on;
    controls();
    if (on) byId("filters").focus();
    else byId("filter").focus();
  }

  // The sheet of a phone: 0 shows its head, 1 half, 2 all.
  function sheet(height) {
    document.body.dataset.sheet = height;
    const handle = byId("handle");
    handle.setAttribute("aria-expanded", String(height > 0));
    handle.setAttribute("aria-label", height ? "Make the panel smaller" : "Make the panel larger");
  }

  function escape() {
    if (filtersOpen) showFilters(false);
    else if (state.fact !== null || state.source !== null) open({ close: true });
    else if (state.node !== null) {
      open({});
      byId("graph").focus();
    } else return false;
    return true;
  }

  function key(event) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape") {
      if (escape()) event.preventDefault();
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "/") {
      byId("find").focus();
      event.preventDefault();
    } else if (event.key === "[" || event.key === "]") byId(event.key === "[" ? "before" : "after")?.click();
  }

  function scheme() {
    const dark = byId("dark");
    const now = matchMedia(dark.media).matches;
    dark.media = now ? "not all" : "all";
    document.documentElement.style.colorScheme = now ? "light" : "dark";
    recolour();
  }

  function recolour() {
    const dark = matchMedia(byId("dark").media).matches;
    for (const [type, rgb] of Object.entries(Data.types)) {
      // On a dark ground the same colours a little lighter.
      const seen = rgb.map((part) => (dark ? Math.round(part + (255 - part) * 0.22) : part));
      document.documentElement.style.setProperty(`--type-${type}`, `rgb(${seen.join(", ")})`);
    }
    Drawing.recolour();
  }

  function list() {
    go({ ...state, list: !state.list });
    if (!state.list) Drawing.fit();
  }

  function listen() {
    Controls.search(open);
    byId("home").addEventListener("click", () => open({}));
    byId("view").addEventListener("click", list);
    byId("skip").addEventListener("click", () => {
      if (!state.list) list();
      byId("table").querySelector("tbody button")?.focus();
    });
    byId("filter").addEventListener("click", () => showFilters(!filtersOpen));
    byId("unfilter").addEventListener("click", () => filter(Filters.none()));
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("theme").addEventListener("click", scheme);
    byId("closer").addEventListener("click", () => Drawing.zoom(1.4));
    byId("farther").addEventListener("click", () => Drawing.zoom(1 / 1.4));
    byId("fit").addEventListener("click", Drawing.fit);
    byId("panes").addEventListener("transitionend", () => Reader.show(byId("reader")));
    byId("handle").addEventListener("click", () => sheet([1, 2, 0][Number(document.body.dataset.sheet)]));
    byId("card").addEventListener("focusin", () => {
      if (document.body.dataset.sheet === "0" && Dom.narrow()) sheet(1);
    });
    byId("table").addEventListener("keydown", List.key);
    document.addEventListener("keydown", key);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    window.addEventListener("popstate", () => {
      state = Route.read(location.hash);
      shown = Filters.shown(state.by);
      draw();
    });
  }

  sheet(0);
  recolour();
  listen();
  draw();
  // The words first, then the drawing, which takes longer.
  requestAnimationFrame(() =>
    setTimeout(() => {
      Drawing.start(open);
      Drawing.fit();
      Drawing.choose(state.node, state.fact);
      Drawing.reach(state.node, { always: true });
      document.body.classList.add("ready");
    }),
  );
})();
