"use strict";
// The forces between entities: all push each other apart, relations pull, and a part holds together.
const Forces = (() => {
  const LINK = 62; // the length that a relation would like to have
  const INWARDS = 0.55; // how strongly a part holds together, that its ends do not stand far out

  // Forces: all push each other apart, links pull. Far away a whole cell of the plane pushes as one.
  function settle({ x, y }, links, ticks) {
    const n = x.length;
    const dx = new Float64Array(n);
    const dy = new Float64Array(n);
    const side = Math.max(1, Math.round((9 * n) ** 0.25)); // as many cells far away as entities nearby
    for (let tick = 0; tick < ticks; tick += 1) {
      dx.fill(0);
      dy.fill(0);
      push(x, y, dx, dy, side);
      for (const [a, b] of links) {
        const px = x[a] - x[b];
        const py = y[a] - y[b];
        const pull = Math.hypot(px, py) / LINK;
        dx[a] -= px * pull;
        dy[a] -= py * pull;
        dx[b] += px * pull;
        dy[b] += py * pull;
      }
      hold(x, y, dx, dy);
      const most = LINK * (1 - tick / ticks) ** 1.5 + 0.5;
      for (let i = 0; i < n; i += 1) {
        const length = Math.hypot(dx[i], dy[i]);
        const step = length > most ? most / length : 1;
        x[i] += dx[i] * step;
        y[i] += dy[i] * step;
      }
    }
  }

  function hold(x, y, dx, dy) {
    const n = x.length;
    const [middleX, middleY] = [x, y].map((those) => those.reduce((a, b) => a + b, 0) / n);
    for (let i = 0; i < n; i += 1) {
      const px = x[i] - middleX;
      const py = y[i] - middleY;
      const by = (INWARDS * Math.sqrt(n) * LINK) / (Math.hypot(px, py) + LINK);
      dx[i] -= px * by;
      dy[i] -= py * by;
    }
  }

  function push(x, y, dx, dy, side) {
    const n = x.length;
    let [left, right, top, bottom] = [x[0], x[0], y[0], y[0]];
    for (let i = 1; i < n; i += 1) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    const width = (right - left) / side || 1;
    const height = (bottom - top) / side || 1;
    const cells = Array.from({ length: side * side }, () => []);
    const column = new Int32Array(n);
    const row = new Int32Array(n);
    const sumX = new Float64Array(side * side);
    const sumY = new Float64Array(side * side);
    for (let i = 0; i < n; i += 1) {
      column[i] = Math.min(side - 1, Math.floor((x[i] - left) / width));
      row[i] = Math.min(side - 1, Math.floor((y[i] - top) / height));
      const cell = row[i] * side + column[i];
      cells[cell].push(i);
      sumX[cell] += x[i];
      sumY[cell] += y[i];
    }
    const full = Uint16Array.from(cells.flatMap((members, cell) => (members.length ? [cell] : [])));
    for (const cell of full) {
      sumX[cell] /= cells[cell].length;
      sumY[cell] /= cells[cell].length;
    }
    const force = LINK * LINK;
    for (let i = 0; i < n; i += 1) {
      let outX = 0;
      let outY = 0;
      for (let k = 0; k < full.length; k += 1) {
        const cell = full[k];
        const members = cells[cell];
        const apart = Math.max(Math.abs(Math.floor(cell / side) - row[i]), Math.abs((cell % side) - column[i]));
        if (apart > 1) {
          const px = x[i] - sumX[cell];
          const py = y[i] - sumY[cell];
          const by = members.length / Math.max(16, px * px + py * py);
          outX += px * by;
          outY += py * by;
        } else {
          for (let m = 0; m < members.length; m += 1) {
            const px = x[i] - x[members[m]];
            const py = y[i] - y[members[m]];
            const by = 1 / Math.max(16, px * px + py * py);
            outX += px * by;
            outY += py * by;
          }
        }
      }
      dx[i] += force * outX;
      dy[i] += force * outY;
    }
  }

  // Push apart what still overlaps, with room for a name below.
  function spread({ x, y }, radius) {
    const n = x.length;
    for (let pass = 0; pass < 24; pass += 1) {
      const cells = new Map();
      const size = 70;
      for (let i = 0; i < n; i += 1) {
        const key = Math.floor(x[i] / size) * 100003 + Math.floor(y[i] / size);
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(i);
      }
      let moved = false;
      for (let i = 0; i < n; i += 1) {
        const c = Math.floor(x[i] / size);
        const r = Math.floor(y[i] / size);
        for (let k = 0; k < 9; k += 1) {
          for (const j of cells.get((c + (k % 3) - 1) * 100003 + r + Math.floor(k / 3) - 1) || []) {
            if (j <= i) continue;
            const px = x[i] - x[j];
            const py = y[i] - y[j];
            const apart = Math.hypot(px, py) || 0.01;
            const wanted = radius[i] + radius[j] + 16;
            if (apart >= wanted) continue;
            const by = (wanted - apart) / apart / 2;
            x[i] += (px || 0.01) * by;
            y[i] += py * by;
            x[j] -= (px || 0.01) * by;
            y[j] -= py * by;
            moved = true;
          }
        }
      }
      if (!moved) return;
    }
  }

  return { LINK, settle, spread };
})();
