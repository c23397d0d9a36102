// What one phone has sent and received. It is plain data, so that a reload can show it again.

const LONGEST = 400;

export const Status = Object.freeze({ WAITING: "waiting", UNSENT: "unsent", SENT: "sent", REFUSED: "refused" });

function newId() {
  // Unlike randomUUID, this is also there where the page is served without HTTPS.
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}

export class Conversation {
  // `kept` is what was stored; `changed` is called after every change.
  constructor(kept, changed) {
    this.kept = kept;
    this.changed = changed;
  }

  get name() {
    return this.kept.name;
  }

  get number() {
    return this.kept.number;
  }

  get entries() {
    return this.kept.entries;
  }

  // What this phone sends. `content` goes to the service as it is, `shows` is what the bubble looks like.
  write(content, shows) {
    return this.add({ from: "me", id: newId(), content, shows, status: Status.WAITING });
  }

  mark(entry, status) {
    entry.status = status;
    this.changed(this);
  }

  // A reply to a message that has been answered before is the same reply: it is not shown a second time.
  receive(answer) {
    this.kept.flow = answer.flow;
    this.kept.state = answer.state;
    for (const reply of answer.replies) {
      if (reply.answers === null || !this.isAnswered(reply.answers)) {
        const choices = reply.choices.map((label, at) => ({ label, payload: reply.taps[at] }));
        this.add({ from: "service", text: reply.text, choices, contact: reply.contact, answers: reply.answers });
      }
    }
    this.changed(this);
  }

  note(text) {
    this.add({ from: "page", text });
  }

  isAnswered(id) {
    return this.entries.some((entry) => entry.from === "service" && entry.answers === id);
  }

  nextToSend() {
    return this.entries.find((entry) => entry.status === Status.WAITING || entry.status === Status.UNSENT);
  }

  lastSent() {
    return this.entries.findLast((entry) => entry.status === Status.SENT);
  }

  add(entry) {
    this.kept.serial += 1;
    this.entries.push({ key: this.kept.serial, at: Date.now(), ...entry });
    this.entries.splice(0, this.entries.length - LONGEST);
    this.changed(this);
    return this.entries.at(-1);
  }
}
