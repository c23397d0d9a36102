// Elements, made so that what a person wrote can only ever be text.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/simulator/page/icons.svg#${name}`);
  picture.append(use);
  return picture;
}

export function unseen(text) {
  return element("span", { className: "unseen", textContent: text });
}
