// What one phone has sent and received: plain data, kept for a reload of the page.

import { serviceTime } from "./time.js";

const LONGEST = 300;

export class Talk {
  constructor(look, chat) {
    this.place = `bansos.bench.${look}.${chat}`;
    this.kept = stored(this.place) ?? { entries: [], serial: 0, flow: null, state: null, reminded: "" };
  }

  get entries() {
    return this.kept.entries;
  }

  add(entry) {
    this.kept.serial += 1;
    const added = { key: this.kept.serial, at: serviceTime(), ...entry };
    this.entries.push(added);
    this.entries.splice(0, this.entries.length - LONGEST);
    this.keep();
    return added;
  }

  // Gives how many messages are new: a reply that was given before is not shown a second time.
  receive(answer) {
    const fresh = answer.replies.filter((reply) => reply.answers === null || !this.isAnswered(reply.answers));
    for (const { text, markup, answers, at } of fresh) {
      this.add({ from: "service", text, markup, answers, at: Date.parse(at) });
    }
    Object.assign(this.kept, { flow: answer.flow, state: answer.state });
    this.keep();
    return fresh.length;
  }

  // Tells what became of reminding since this was last asked: "" when nothing did.
  remindedAnew(reminded) {
    const anew = reminded === this.kept.reminded ? "" : reminded;
    this.kept.reminded = reminded;
    return anew;
  }

  isAnswered(id) {
    return this.entries.some((entry) => entry.from === "service" && entry.answers === id);
  }

  get newest() {
    return this.entries.findLast((entry) => entry.from === "service");
  }

  get lastSent() {
    return this.entries.findLast((entry) => entry.from === "me" && entry.status === "sent");
  }

  // The first button of the keyboard before the one that counts now.
  get oldButton() {
    const keyboards = this.entries.filter((entry) => entry.markup?.inline_keyboard);
    const current = this.newest?.markup?.inline_keyboard ? keyboards.pop() : null;
    const old = keyboards.findLast((entry) => !current || !same(entry, current));
    return old?.markup.inline_keyboard[0][0] ?? null;
  }

  keep() {
    try {
      sessionStorage.setItem(this.place, JSON.stringify(this.kept));
    } catch {
      // A full or forbidden storage costs the memory of a reload, not the conversation.
    }
  }
}

function same(one, other) {
  return JSON.stringify(one.markup) === JSON.stringify(other.markup);
}

function stored(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}
