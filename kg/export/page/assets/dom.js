"use strict";
// Elements, made without markup in strings: what an article says can only ever become text.
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  // An element with attributes, listeners (`on`) and children; null, undefined and false are left out.
  function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "on") {
        for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
      } else {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    element.append(...kept(children));
    return element;
  }

  const kept = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);

  // Put `children` in place of what `element` holds.
  function fill(element, ...children) {
    element.replaceChildren(...kept(children));
    return element;
  }

  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    const use = document.createElementNS(SVG, "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#i-${name}`);
    svg.append(use);
    return svg;
  }

  // A button that shows an icon, with its words for those who do not see it.
  function iconButton(name, words, click, attributes = {}) {
    return h(
      "button",
      { type: "button", class: "quiet", "aria-label": words, title: words, on: { click }, ...attributes },
      icon(name),
    );
  }

  const byId = (id) => document.getElementById(id);

  // Say something to those who listen instead of look.
  function announce(words) {
    byId("live").textContent = words;
  }

  // The page's colour of that name, as the scheme has it now.
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const narrow = () => matchMedia("(max-width: 759px)").matches;

  return { h, fill, icon, iconButton, byId, announce, colour, still, narrow };
})();
