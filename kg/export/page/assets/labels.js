"use strict";
// Names on the drawing, on a canvas above it: always of one size, the weightiest first, none over another.
const Labels = (() => {
  const FONT = '"PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif';
  const EACH = 7500; // square pixels of the drawing for each name
  const RELATIONS = 40;
  const WIDEST = 128; // pixels, before a name is cut
  const ALWAYS = 8; // of the weightiest stand even over other entities
  const SEEN = 3.5; // pixels of radius, from which on an entity is not written over

  // Boxes on a grid, so that it is quick to see whether another has room.
  function room() {
    const cells = new Map();
    const over = ([left, top, right, bottom]) => {
      const keys = [];
      for (let c = left >> 6; c <= right >> 6; c += 1)
        for (let r = top >> 6; r <= bottom >> 6; r += 1) keys.push(c * 4099 + r);
      return keys;
    };
    return {
      take(box, owner) {
        for (const key of over(box)) {
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push([...box, owner]);
        }
      },
      // Whether nothing but what `owner` has itself stands in `box`.
      free: (box, owner) =>
        over(box).every((key) =>
          (cells.get(key) || []).every(
            (b) => b[4] === owner || box[0] > b[2] || box[2] < b[0] || box[1] > b[3] || box[3] < b[1],
          ),
        ),
    };
  }

  // `draw` draws the names of what `view()` says is shown, in the order of `weight`.
  function create(host, cy, view) {
    const canvas = Dom.h("canvas", { id: "names", "aria-hidden": "true" });
    host.append(canvas);
    const context = canvas.getContext("2d");
    const widths = new Map();
    const order = [...Data.nodes].sort((a, b) => b.degree - a.degree || a.index - b.index).map((node) => node.index);

    function fit() {
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [host.clientWidth, host.clientHeight];
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      return { width, height };
    }

    function measured(font, text) {
      const key = `${font}|${text}`;
      if (!widths.has(key)) {
        context.font = font;
        widths.set(key, context.measureText(text).width);
      }
      return widths.get(key);
    }

    function write(text, x, y, font, ink, paper) {
      context.font = font;
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeStyle = paper;
      context.strokeText(text, x, y);
      context.fillStyle = ink;
      context.fillText(text, x, y);
    }

    // `text` as it fits.
    function short(font, text) {
      if (measured(font, text) <= WIDEST) return text;
      let cut = Array.from(text);
      while (cut.length > 4 && measured(font, `${cut.join("")}…`) > WIDEST) cut = cut.slice(0, -1);
      return `${cut.join("")}…`;
    }

    function draw() {
      const { width, height } = fit();
      const seen = view();
      const { shown, chosen, around, cursor } = seen;
      const paper = Dom.colour("stage");
      const [ink, soft] = [Dom.colour("ink"), Dom.colour("soft")];
      context.textAlign = "center";
      context.textBaseline = "top";
      const zoom = cy.zoom();
      const names = room();
      const discs = room();
      const first = [cursor, chosen, ...around].filter((i) => i !== null && shown.has(i));
      const places = new Map();
      for (const i of new Set([...first, ...order])) {
        if (!shown.has(i) || (chosen !== null && i !== chosen && i !== cursor && !around.has(i))) continue;
        const node = cy.getElementById(`n${i}`);
        const { x, y } = node.renderedPosition();
        if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
        const reach = (node.width() / 2) * zoom;
        places.set(i, { x, y, reach });
        if (reach >= SEEN) discs.take([x - reach, y - reach, x + reach, y + reach], i);
      }
      const most = (width * height) / EACH;
      let count = 0;
      for (const [i, { x, y, reach }] of places) {
        if (count > most) break;
        const strong = i === chosen || i === cursor;
        const font = `${strong ? 600 : 400} ${strong ? 14 : 12}px ${FONT}`;
        const name = Words.plain(Data.nodes[i].name);
        const text = strong ? name : short(font, name);
        const half = measured(font, text) / 2;
        const top = y + reach + 3;
        const box = [x - half - 2, top - 1, x + half + 2, top + 15];
        if (!strong && (!names.free(box, i) || (count >= ALWAYS && !discs.free(box, i)))) continue;
        count += 1;
        names.take(box, i);
        write(text, x, top, font, strong ? ink : soft, paper);
      }
      if (chosen !== null) relate(seen, places, (box) => names.free(box) && discs.free(box), names.take, paper);
    }

    // The words of the chosen entity's relations, in the middle of their lines, where nothing stands.
    function relate({ chosen, relations }, places, free, take, paper) {
      const font = `400 11px ${FONT}`;
      const here = places.get(chosen);
      for (const [other, words] of [...relations].slice(0, RELATIONS)) {
        const there = places.get(other);
        if (!here || !there) continue;
        const text = [...words].slice(0, 3).join(" · ");
        const half = measured(font, text) / 2;
        const [x, y] = [(here.x + there.x) / 2, (here.y + there.y) / 2 - 7];
        const box = [x - half - 2, y - 1, x + half + 2, y + 13];
        if (Math.hypot(here.x - there.x, here.y - there.y) < half * 2 + 30 || !free(box)) continue;
        take(box, null);
        write(text, x, y, font, Dom.colour("faint"), paper);
      }
    }

    return { draw };
  }

  return { create };
})();
