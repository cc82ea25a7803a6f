"use strict";
// How entities and relations look on the drawing, in the colours that the scheme has now.
const Look = (() => {
  const SHAPES = { Person: "ellipse", Org: "round-rectangle", Model: "diamond", Award: "star", Work: "round-tag" };
  const LARGE = 900; // relations, from which on they are drawn the cheapest way

  // How large an entity is drawn: by the number of its facts with others.
  const size = (node) => Math.min(54, 13 + 5.2 * Math.sqrt(node.degree));

  function style(relations) {
    const large = relations > LARGE;
    const [paper, line, flag, accent] = ["stage", "line", "flag", "accent"].map(Dom.colour);
    return [
      {
        selector: "node",
        style: {
          width: "data(size)",
          height: "data(size)",
          "background-color": Dom.colour("faint"),
          "border-width": 1.5,
          "border-color": paper,
          "overlay-opacity": 0,
          "underlay-opacity": 0,
          "underlay-color": accent,
          "underlay-shape": "ellipse",
        },
      },
      ...Object.keys(Data.types).map((type) => ({
        selector: `node.${type}`,
        style: {
          shape: SHAPES[type] || "ellipse",
          "background-color": Dom.colour(`type-${type}`),
        },
      })),
      {
        selector: "edge",
        style: {
          width: "data(wide)",
          "line-color": line,
          "curve-style": large ? "straight" : "bezier",
          "control-point-step-size": 26,
          "target-arrow-shape": large ? "none" : "triangle",
          "target-arrow-color": line,
          "arrow-scale": 0.6,
          "overlay-opacity": 0,
        },
      },
      { selector: "edge.attributed", style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
      { selector: "edge.hedged", style: { "line-style": "dotted" } },
      { selector: "edge.disputed", style: { "line-color": flag, "target-arrow-color": flag } },
      { selector: ".far", style: { opacity: 0.13 } },
      {
        selector: "edge.near",
        style: { "line-color": Dom.colour("faint"), "target-arrow-color": Dom.colour("faint") },
      },
      { selector: "edge.near.disputed", style: { "line-color": flag, "target-arrow-color": flag } },
      {
        selector: "edge.open",
        style: {
          "line-color": accent,
          "target-arrow-color": accent,
          "target-arrow-shape": "triangle",
          width: 4,
          "z-index": 9,
        },
      },
      { selector: "node.over", style: { "underlay-opacity": 0.16, "underlay-padding": 7 } },
      { selector: "node.chosen", style: { "underlay-opacity": 0.28, "underlay-padding": 9, "z-index": 9 } },
      { selector: "node.cursor", style: { "border-color": accent, "border-width": 4, "z-index": 10, opacity: 1 } },
      { selector: ".gone", style: { display: "none" } },
    ];
  }

  return { size, style };
})();
