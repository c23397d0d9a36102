// The picture of the flow that a phone is in, with the current state lit.

import { graph } from "./service.js";

export class Graph {
  constructor(picture, here) {
    Object.assign(this, { picture, here, shown: "" });
  }

  async show(app, flow, state) {
    this.here.textContent = flow ? `${app}: ${flow} / ${state}` : "Tidak ada percakapan yang berjalan.";
    const wanted = `${flow}/${state}`;
    if (!flow || wanted === this.shown) return;
    this.shown = wanted;
    const drawn = new DOMParser().parseFromString(await graph(flow, state), "image/svg+xml").documentElement;
    if (this.shown !== wanted) return;
    this.picture.replaceChildren(document.adoptNode(drawn));
    this.centre();
  }

  // The picture alone is moved, never the page.
  centre() {
    const lit = this.picture.querySelector("[aria-current]");
    if (!lit) return;
    const box = lit.getBoundingClientRect();
    const view = this.picture.getBoundingClientRect();
    this.picture.scrollBy({
      top: box.top + box.height / 2 - view.top - view.height / 2,
      left: box.left + box.width / 2 - view.left - view.width / 2,
    });
  }
}
