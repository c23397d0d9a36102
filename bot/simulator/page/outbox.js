// Sends what one phone has written: one after the other, in order, each under its own id for as long as it takes.

import { Status } from "./conversation.js";
import { Refused, Unreachable, say } from "./service.js";

// An answer that is there at once looks as if nobody had read the message.
const TYPING_MS = 300;

export class Outbox {
  constructor(conversation) {
    this.conversation = conversation;
    this.sending = null;
  }

  get isStuck() {
    return this.sending === null && this.conversation.nextToSend()?.status === Status.UNSENT;
  }

  // A message that does not get through stops those behind it, as on a phone without signal.
  async flush() {
    if (this.sending !== null) return;
    const { conversation } = this;
    try {
      for (let entry; (entry = conversation.nextToSend()); ) {
        this.sending = entry;
        conversation.mark(entry, Status.WAITING);
        await this.pass(entry);
        if (entry.status === Status.UNSENT) break;
      }
    } finally {
      this.sending = null;
      conversation.changed(conversation);
    }
  }

  async pass(entry) {
    const { conversation } = this;
    try {
      const [answer] = await Promise.all([say(conversation.name, entry.id, entry.content), pause(TYPING_MS)]);
      entry.status = Status.SENT;
      conversation.receive(answer);
    } catch (fault) {
      entry.status = outcome(fault);
    }
  }

  // Sends the last message once more, unchanged and with the same id, as a network does that has lost the answer.
  async repeat() {
    const { conversation } = this;
    const entry = conversation.lastSent();
    if (!entry) {
      conversation.note("Belum ada pesan yang bisa dikirim lagi.");
      return;
    }
    try {
      conversation.receive(await say(conversation.name, entry.id, entry.content));
      conversation.note("Pesan yang sama tiba dua kali. Jawabannya tetap satu, dan tidak ada yang tercatat ganda.");
    } catch (fault) {
      outcome(fault);
      conversation.note("Layanan belum tersambung. Mohon dicoba lagi.");
    }
  }
}

function outcome(fault) {
  if (fault instanceof Refused) return Status.REFUSED;
  if (fault instanceof Unreachable) return Status.UNSENT;
  throw fault;
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
