// The phones of this browser tab. Each name is a chat of its own; all are kept until the tab is closed.

import { Conversation } from "./conversation.js";
import { Outbox } from "./outbox.js";

const PLACE = "bansos.simulator.phones";
const LONGEST_NAME = 40;

export class Phones {
  // `changed` is called with the conversation that changed.
  constructor(storage, changed) {
    this.storage = storage;
    this.changed = changed;
    this.conversations = new Map();
    this.outboxes = new Map();
    const kept = stored(storage);
    for (const phone of kept?.phones ?? []) this.open(phone);
    if (this.conversations.size === 0) this.open(fresh(`Ponsel ${1000 + random(9000)}`));
    const [first] = this.conversations.keys();
    this.name = this.conversations.has(kept?.current) ? kept.current : first;
  }

  get current() {
    return this.conversations.get(this.name);
  }

  get outbox() {
    return this.outboxes.get(this.name);
  }

  get all() {
    return [...this.conversations.values()];
  }

  use(name) {
    const wanted = name.trim().slice(0, LONGEST_NAME);
    if (!wanted) return;
    if (!this.conversations.has(wanted)) this.open(fresh(wanted));
    this.name = wanted;
    this.keep();
  }

  keep() {
    const phones = this.all.map((conversation) => conversation.kept);
    try {
      this.storage.setItem(PLACE, JSON.stringify({ current: this.name, phones }));
    } catch {
      // A full or forbidden storage costs the memory of a reload, not the conversation.
    }
  }

  open(kept) {
    const conversation = new Conversation(kept, (changed) => {
      this.keep();
      this.changed(changed);
    });
    this.conversations.set(kept.name, conversation);
    this.outboxes.set(kept.name, new Outbox(conversation));
  }
}

function fresh(name) {
  // Numbers of this form belong to nobody; all synthetic people have them.
  const number = `0812000000${String(10 + random(90))}`;
  return { name, number, entries: [], serial: 0, flow: null, state: null };
}

function stored(storage) {
  try {
    return JSON.parse(storage.getItem(PLACE));
  } catch {
    return null;
  }
}

function random(below) {
  return Math.floor(Math.random() * below);
}
