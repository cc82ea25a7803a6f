"use strict";
// The graph on its canvas, drawn by cytoscape.js: what is shown, what is chosen, and going about in it.
const Drawing = (() => {
  const FINGER = 14; // pixels that a finger may miss by
  const host = Dom.byId("graph");
  let cy = null;
  let names = null;
  let shown = { nodes: new Set(), facts: new Set() };
  let chosen = null;
  let cursor = null;
  let around = new Set();

  // Draw everything once; `open` is called with what is tapped: {node}, {fact} or nothing.
  function start(open) {
    const drawn = Data.facts.filter((fact) => fact.object !== undefined);
    const radii = Data.nodes.map((node) => Look.size(node) / 2);
    const places = Layout.arrange(
      radii,
      drawn.map((fact) => [fact.subject, fact.object]),
    );
    // It lies wider than high, a phone stands.
    if (host.clientHeight > host.clientWidth) [places.x, places.y] = [places.y, places.x];
    const elements = Data.nodes.map((node, i) => ({
      group: "nodes",
      data: { id: `n${i}`, size: Look.size(node) },
      classes: `${node.type}${shown.nodes.has(i) ? "" : " gone"}`,
      position: { x: places.x[i], y: places.y[i] },
    }));
    for (const fact of drawn) {
      const doubts = fact.variants[0].certainty;
      elements.push({
        group: "edges",
        data: {
          id: `f${fact.index}`,
          source: `n${fact.subject}`,
          target: `n${fact.object}`,
          wide: Math.min(4, 0.9 + 0.6 * fact.sources),
        },
        classes: `${doubts}${fact.conflicts.length ? " disputed" : ""}${shown.facts.has(fact.index) ? "" : " gone"}`,
      });
    }
    cy = cytoscape({
      container: host,
      elements,
      layout: { name: "preset", fit: false },
      style: Look.style(drawn.length),
      minZoom: 0.04,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autounselectify: true,
      hideEdgesOnViewport: drawn.length > 6000,
    });
    names = Labels.create(host, cy, view);
    cy.on("render", names.draw);
    cy.on("tap", (event) => {
      const node = touched(event.renderedPosition, event.originalEvent?.type?.startsWith("touch") ? FINGER : 1);
      if (node !== null) open({ node });
      else if (event.target !== cy && event.target.isEdge()) open({ fact: number(event.target) });
      else if (event.target === cy) open({});
    });
    cy.on("mouseover", "node", (event) => hover(event.target, true));
    cy.on("mouseout", "node", (event) => hover(event.target, false));
    new ResizeObserver(resized).observe(host);
    host.addEventListener("keydown", (event) => key(event, open));
    host.addEventListener("blur", () => point(null));
  }

  // The entity at a place on the screen, or the nearest to it within `reach` pixels; null where there is none.
  function touched({ x, y }, reach) {
    let best = null;
    let least = reach;
    for (const i of shown.nodes) {
      const node = cy.getElementById(`n${i}`);
      const at = node.renderedPosition();
      const apart = Math.hypot(at.x - x, at.y - y) - (node.data("size") / 2) * cy.zoom();
      if (apart < least) [best, least] = [i, apart];
    }
    return best;
  }

  const number = (element) => Number(element.id().slice(1));

  // What the names are drawn from; the relations of the chosen entity, those with one other together.
  function view() {
    const relations = new Map();
    for (const i of chosen === null ? [] : Data.nodes[chosen].facts) {
      const fact = Data.facts[i];
      const to = Data.other(fact, chosen);
      if (!shown.facts.has(i) || to === undefined || to === chosen) continue;
      relations.set(to, (relations.get(to) || new Set()).add(Data.predicates[fact.predicate].zh));
    }
    return { shown: shown.nodes, chosen, around, cursor, relations };
  }

  function hover(node, on) {
    host.style.cursor = on ? "pointer" : "";
    node.toggleClass("over", on);
    if (document.activeElement !== host) cursor = on ? number(node) : null;
  }

  // The colours anew, after the scheme changed.
  function recolour() {
    if (cy) cy.style().fromJson(Look.style(cy.edges().length)).update();
  }

  function show(what) {
    shown = what;
    host.setAttribute(
      "aria-label",
      `Graph of ${Words.count(what.nodes.size, "entity", "entities")} and ${Words.count(what.facts.size, "fact")}`,
    );
    if (!cy) return;
    cy.batch(() => {
      cy.elements().forEach((element) => {
        const held = element.isNode() ? what.nodes : what.facts;
        if (held.has(number(element)) === element.hasClass("gone")) element.toggleClass("gone");
      });
    });
  }

  // Bring out an entity with all that it is joined to, and the fact that is read.
  function choose(node, fact) {
    chosen = node;
    around = new Set();
    if (!cy) return;
    cy.batch(() => {
      cy.elements(".chosen, .near, .far").removeClass("chosen near far open");
      if (node === null) return;
      const it = cy.getElementById(`n${node}`);
      const near = it.closedNeighborhood();
      near.nodes().forEach((other) => {
        around.add(number(other));
      });
      around.delete(node);
      cy.elements().difference(near).addClass("far");
      near.edges().addClass("near");
      it.addClass("chosen");
      if (fact !== null) cy.getElementById(`f${fact}`).addClass("open");
    });
    cy.forceRender();
  }

  // The part of the drawing that nothing lies on.
  function clear() {
    const { clientWidth: width, clientHeight: height } = host;
    const legend = Dom.byId("legend").offsetHeight + 18;
    const [top, bottom] = Dom.narrow() ? [legend + 4, 42] : [28, legend + 22];
    return { left: 34, top, right: width - 34, bottom: Math.max(top + 40, height - bottom) };
  }

  // The box around entities, without asking for all that is drawn there.
  function extent(those) {
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    those.forEach((node) => {
      const { x, y } = node.position();
      const reach = node.data("size") / 2;
      [x1, y1] = [Math.min(x1, x - reach), Math.min(y1, y - reach)];
      [x2, y2] = [Math.max(x2, x + reach), Math.max(y2, y + reach)];
    });
    return { x1, y1, x2, y2, w: x2 - x1, h: y2 - y1 };
  }

  // The zoom and place at which `box` of the graph fills the clear part.
  function frame(box, least, most, middle = null) {
    const { left, top, right, bottom } = clear();
    const room = Math.min((right - left) / box.w, (bottom - top) / box.h);
    const zoom = Math.max(least, Math.min(room, most));
    // Where not all of it has room, its middle stands in the middle.
    const centre = room < zoom && middle ? middle : { x: box.x1 + box.w / 2, y: box.y1 + box.h / 2 };
    return { zoom, pan: { x: (left + right) / 2 - centre.x * zoom, y: (top + bottom) / 2 - centre.y * zoom } };
  }

  // Move so that `node`, and with `all` what it is joined to, is in sight; where it is, only `always` moves.
  function reach(node, { all = true, always = false } = {}) {
    if (!cy || node === null || !host.clientWidth) return;
    const at = cy.getElementById(`n${node}`);
    if (!at.visible()) return;
    const those = all
      ? at
          .closedNeighborhood()
          .nodes()
          .filter((other) => other.visible())
      : at;
    const box = extent(those);
    const { left, top, right, bottom } = clear();
    const [now, pan] = [cy.zoom(), cy.pan()];
    const inside =
      box.x1 * now + pan.x > left - 20 &&
      box.x2 * now + pan.x < right + 20 &&
      box.y1 * now + pan.y > top - 10 &&
      box.y2 * now + pan.y < bottom;
    if (inside && now > 0.4 && !always) return;
    const target = all ? frame(box, 0.3, 1.25, at.position()) : frame(box, Math.max(now, 0.6), Math.max(now, 0.6));
    cy.stop();
    if (always || Dom.still()) cy.viewport(target);
    else cy.animate(target, { duration: 260, easing: "ease-out" });
  }

  function fit() {
    if (!cy || !host.clientWidth) return;
    cy.resize();
    const those = cy.nodes().not(".gone");
    if (those.length) cy.viewport(frame(extent(those), 0.04, 1.5));
  }

  function zoom(by) {
    if (cy) cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: host.clientWidth / 2, y: host.clientHeight / 2 } });
  }

  let last = null;
  function resized() {
    const now = { width: host.clientWidth, height: host.clientHeight };
    if (!now.width || !now.height) return;
    cy.resize();
    if (last === null || chosen === null) fit();
    else cy.panBy({ x: (now.width - last.width) / 2, y: (now.height - last.height) / 2 });
    last = now;
    reach(chosen);
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function key(event, open) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (STEPS[event.key]) step(STEPS[event.key]);
    else if (event.key === "Enter" || event.key === " ") {
      if (cursor === null) return;
      open({ node: cursor });
    } else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  }

  // From the entity that is pointed at to the nearest in a direction, those that it is joined to before others.
  function step([dx, dy]) {
    const those = [...shown.nodes];
    if (!those.length) return;
    const from = cursor ?? chosen;
    if (from === null || !shown.nodes.has(from)) {
      point(those.reduce((best, i) => (Data.nodes[i].degree > Data.nodes[best].degree ? i : best)));
      return;
    }
    const here = cy.getElementById(`n${from}`);
    const at = here.position();
    const joined = new Set(here.neighborhood().nodes().map(number));
    let best = null;
    let least = Infinity;
    for (const i of those) {
      const there = cy.getElementById(`n${i}`).position();
      const [px, py] = [there.x - at.x, there.y - at.y];
      const along = px * dx + py * dy;
      const aside = Math.abs(px * dy) + Math.abs(py * dx);
      if (i === from || along <= 0 || aside > along * 1.6) continue;
      const cost = (along + 2 * aside) * (joined.has(i) ? 0.55 : 1);
      if (cost < least) [best, least] = [i, cost];
    }
    if (best !== null) point(best);
  }

  function point(node) {
    cursor = node;
    if (!cy) return;
    cy.nodes(".cursor").removeClass("cursor");
    if (node === null) return;
    cy.getElementById(`n${node}`).addClass("cursor");
    reach(node, { all: false });
    const { name, type, facts } = Data.nodes[node];
    Dom.announce(`${Words.plain(name)}, ${Words.type(type)}, ${Words.count(facts.length, "fact")}`);
  }

  return {
    start,
    recolour,
    show,
    choose,
    reach,
    fit,
    zoom,
    get cy() {
      return cy;
    },
  };
})();
