"use strict";
// Where the entities stand. No random number: the same graph always lies the same way.
//
// Each connected part is laid out by itself: first by its distances from a few pivots (pivot MDS), which gives the
// large shape, then by forces, which give the small one. The parts are then packed, the largest in the middle.
const Layout = (() => {
  const PIVOTS = 30;
  const CELL = 52; // of the grid on which parts are packed
  const WIDE = 1.35; // how much wider than high the whole should be

  // Places for entities of these radii with these pairs linked, as two arrays.
  function arrange(radii, links) {
    const x = new Float64Array(radii.length);
    const y = new Float64Array(radii.length);
    const near = radii.map(() => []);
    for (const [a, b] of links) {
      if (a !== b && !near[a].includes(b)) {
        near[a].push(b);
        near[b].push(a);
      }
    }
    const parts = connected(near);
    for (const part of parts) if (part.length > 1) layPart(part, near, radii, x, y);
    pack(parts, near, radii, x, y);
    return { x, y };
  }

  // The connected parts, the largest first, those of one size by their first member.
  function connected(near) {
    const seen = new Uint8Array(near.length);
    const parts = [];
    for (let i = 0; i < near.length; i += 1) {
      if (seen[i]) continue;
      const part = [i];
      seen[i] = 1;
      for (let k = 0; k < part.length; k += 1) {
        for (const j of near[part[k]]) {
          if (!seen[j]) {
            seen[j] = 1;
            part.push(j);
          }
        }
      }
      parts.push(part);
    }
    return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
  }

  function layPart(part, near, radii, x, y) {
    const at = new Map(part.map((node, i) => [node, i]));
    const links = part.flatMap((node, i) => near[node].filter((j) => at.get(j) > i).map((j) => [i, at.get(j)]));
    const around = part.map((node) => near[node].map((j) => at.get(j)));
    const radius = Float64Array.from(part, (node) => radii[node]);
    const place = byPivots(around);
    Forces.settle(place, links, part.length > 700 ? 70 : 260);
    Forces.spread(place, radius);
    part.forEach((node, i) => {
      x[node] = place.x[i];
      y[node] = place.y[i];
    });
  }

  function distances(from, around) {
    const far = new Int32Array(around.length).fill(-1);
    const queue = [from];
    far[from] = 0;
    for (let k = 0; k < queue.length; k += 1) {
      for (const j of around[queue[k]]) {
        if (far[j] < 0) {
          far[j] = far[queue[k]] + 1;
          queue.push(j);
        }
      }
    }
    return far;
  }

  function byPivots(around) {
    const n = around.length;
    const k = Math.min(PIVOTS, n);
    const nearest = new Int32Array(n).fill(n + 1);
    let pivot = around.reduce((best, those, i) => (those.length > around[best].length ? i : best), 0);
    const columns = [];
    for (let c = 0; c < k; c += 1) {
      const far = distances(pivot, around);
      columns.push(Float64Array.from(far, (d) => d * d));
      for (let i = 0; i < n; i += 1) nearest[i] = Math.min(nearest[i], far[i]);
      pivot = nearest.reduce((best, d, i) => (d > nearest[best] ? i : best), 0);
    }
    centre(columns, n);
    const [first, second] = axes(columns);
    const along = (axis) =>
      Float64Array.from({ length: n }, (_, i) => columns.reduce((sum, c, j) => sum + c[i] * axis[j], 0));
    const x = along(first);
    const y = along(second);
    const scale = Forces.LINK / (meanStep(x, y, around) || 1);
    for (let i = 0; i < n; i += 1) {
      // Those at the same distance from everything would fall onto one point.
      const turn = i * 2.399963;
      const out = Forces.LINK * 0.35 * Math.sqrt((i % 64) / 64);
      x[i] = x[i] * scale + out * Math.cos(turn);
      y[i] = y[i] * scale + out * Math.sin(turn);
    }
    return { x, y };
  }

  function centre(columns, n) {
    const rows = new Float64Array(n);
    let all = 0;
    const means = columns.map((column) => column.reduce((a, b) => a + b, 0) / n);
    for (const column of columns) for (let i = 0; i < n; i += 1) rows[i] += column[i] / columns.length;
    for (const mean of means) all += mean / means.length;
    columns.forEach((column, c) => {
      for (let i = 0; i < n; i += 1) column[i] = -(column[i] - rows[i] - means[c] + all) / 2;
    });
  }

  // The two directions in which the columns differ most, by power iteration.
  function axes(columns) {
    const k = columns.length;
    const product = columns.map((a) => columns.map((b) => a.reduce((sum, v, i) => sum + v * b[i], 0)));
    const found = [];
    for (let which = 0; which < 2; which += 1) {
      let vector = Float64Array.from({ length: k }, (_, i) => 1 + ((i * 7 + which * 3) % 11) / 11);
      for (let step = 0; step < 60; step += 1) {
        const next = Float64Array.from(product, (row) => row.reduce((sum, v, i) => sum + v * vector[i], 0));
        for (const known of found) {
          const shared = next.reduce((sum, v, i) => sum + v * known[i], 0);
          for (let i = 0; i < k; i += 1) next[i] -= shared * known[i];
        }
        const length = Math.sqrt(next.reduce((sum, v) => sum + v * v, 0));
        if (length < 1e-9) break;
        vector = next.map((v) => v / length);
      }
      found.push(vector);
    }
    return found;
  }

  function meanStep(x, y, around) {
    let sum = 0;
    let count = 0;
    around.forEach((those, i) => {
      for (const j of those) {
        sum += Math.hypot(x[i] - x[j], y[i] - y[j]);
        count += 1;
      }
    });
    return count ? sum / count : 0;
  }

  function pack(parts, near, radii, x, y) {
    const taken = new Set();
    const key = (c, r) => c * 100003 + r;
    const reach = Math.ceil(Math.sqrt(radii.length) * 2.2) + 12;
    const places = [];
    for (let c = -reach; c <= reach; c += 1)
      for (let r = -reach; r <= reach; r += 1) places.push([c, r, (c / WIDE) ** 2 + r * r]);
    places.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1]);
    let from = 0;
    let before = null;
    for (const part of parts) {
      const middleX = part.reduce((sum, i) => sum + x[i], 0) / part.length;
      const middleY = part.reduce((sum, i) => sum + y[i], 0) / part.length;
      const cells = covered(part, near, radii, x, y, middleX, middleY);
      if (before !== part.length) from = 0; // what was full for one part is full for the next of its size
      before = part.length;
      const start = part.length > 2 ? 0 : from;
      let at = start;
      while (at < places.length - 1 && cells.some(([c, r]) => taken.has(key(c + places[at][0], r + places[at][1]))))
        at += 1;
      from = at;
      const [column, row] = places[at];
      for (const [c, r] of cells) {
        for (let k = 0; k < 9; k += 1) taken.add(key(c + column + (k % 3) - 1, r + row + Math.floor(k / 3) - 1));
      }
      for (const i of part) {
        x[i] += column * CELL - middleX;
        y[i] += row * CELL - middleY;
      }
    }
  }

  // The cells that a part covers with its entities and relations, counted from its middle.
  function covered(part, near, radii, x, y, middleX, middleY) {
    const cells = new Map();
    const cover = (px, py) => {
      const c = Math.round((px - middleX) / CELL);
      const r = Math.round((py - middleY) / CELL);
      cells.set(`${c} ${r}`, [c, r]);
    };
    for (const i of part) {
      const reach = radii[i];
      for (const [a, b] of [
        [0, 0],
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ])
        cover(x[i] + a * reach, y[i] + b * reach);
      for (const j of near[i]) {
        if (j < i) continue;
        const steps = Math.ceil(Math.hypot(x[i] - x[j], y[i] - y[j]) / CELL);
        for (let s = 1; s < steps; s += 1)
          cover(x[i] + ((x[j] - x[i]) * s) / steps, y[i] + ((y[j] - y[i]) * s) / steps);
      }
    }
    return [...cells.values()];
  }

  return { arrange };
})();
