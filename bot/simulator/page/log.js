// The messages on the screen: what is new is added, what is there stays in place.

import { bubble, showStatus } from "./bubble.js";

const MARGIN = 8;
const NEAR_THE_END = 40;

export class Log {
  // `toEnd` is the button that leads to the newest message; it is there while that is off the screen.
  constructor({ list, view, toEnd }, does) {
    Object.assign(this, { list, view, toEnd, does });
    this.items = new Map();
    this.shown = null;
    toEnd.addEventListener("click", () => {
      view.scrollTo({ top: view.scrollHeight });
      view.focus({ preventScroll: true });
    });
    view.addEventListener("scroll", () => this.offerEnd());
    new ResizeObserver(() => this.offerEnd()).observe(view);
  }

  show(conversation) {
    const opened = this.shown !== conversation;
    if (opened) {
      this.shown = conversation;
      this.items.clear();
      this.list.replaceChildren();
    }
    // A whole conversation that comes onto the screen is not read out as news.
    this.list.parentElement.setAttribute("aria-live", opened ? "off" : "polite");
    const known = this.items.size;
    for (const entry of conversation.entries) this.place(entry);
    const kept = new Set(conversation.entries.map((entry) => entry.key));
    for (const [key, item] of this.items) if (!kept.has(key)) this.drop(key, item);
    this.markNewest(conversation);
    if (this.items.size > known) this.scroll(opened);
    this.offerEnd();
  }

  place(entry) {
    const item = this.items.get(entry.key);
    if (!item) {
      this.items.set(entry.key, bubble(entry, this.does));
      this.list.append(this.items.get(entry.key));
    } else if (entry.from === "me") {
      showStatus(item, entry, this.does);
    }
  }

  drop(key, item) {
    item.remove();
    this.items.delete(key);
  }

  markNewest({ entries }) {
    const newest = entries.findLast((entry) => entry.from === "service")?.key;
    for (const [key, item] of this.items) item.classList.toggle("newest", key === newest);
  }

  offerEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.view;
    this.toEnd.hidden = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }

  // A message that is higher than the screen is shown from its beginning: the question stands there.
  scroll(opened) {
    const last = this.list.lastElementChild;
    const tall = last.offsetHeight > this.view.clientHeight;
    const top = tall ? last.offsetTop - MARGIN : this.view.scrollHeight;
    this.view.scrollTo({ top, behavior: opened ? "instant" : "auto" });
  }
}
