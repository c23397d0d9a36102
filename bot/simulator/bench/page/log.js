// The messages on the screen: what is new is added, what is there stays in place.

import { bubble, showStatus } from "./bubble.js";

const MARGIN = 8;

export class Log {
  constructor(view, does) {
    Object.assign(this, { view, does, list: view.querySelector(".log"), empty: view.querySelector(".empty") });
    this.items = new Map();
  }

  clear() {
    this.items.clear();
    this.list.replaceChildren();
  }

  show(talk) {
    const known = this.items.size;
    for (const entry of talk.entries) {
      const item = this.items.get(entry.key);
      if (!item) this.items.set(entry.key, this.list.appendChild(bubble(entry, this.does)));
      else if (entry.from === "me") showStatus(item, entry, this.does);
    }
    const newest = talk.newest?.key;
    for (const [key, item] of this.items) item.classList.toggle("newest", key === newest);
    this.empty.hidden = talk.entries.length > 0;
    if (this.items.size > known) this.scroll();
  }

  // A message that is higher than the screen is shown from its beginning: the question stands there.
  scroll() {
    const last = this.list.lastElementChild;
    const tall = last.offsetHeight > this.view.clientHeight;
    this.view.scrollTo({ top: tall ? last.offsetTop - MARGIN : this.view.scrollHeight });
  }
}
