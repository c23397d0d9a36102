// One phone on the desk: its conversation, its text box, and the trials it can be put to.

import { keyboard } from "./bubble.js";
import { Log } from "./log.js";
import { LOOKS, OWN_NUMBER } from "./looks.js";
import { Lost, late, newId, say, transcriptAddress } from "./service.js";
import { Talk } from "./talk.js";
import { Trials } from "./trials.js";

export class Phone {
  // `heard` is called with this phone and each answer of the service.
  constructor(place, look, heard) {
    Object.assign(this, { look, heard, sending: 0, queue: Promise.resolve() });
    this.app = LOOKS[look].app;
    place.append(document.getElementById("phone").content.cloneNode(true));
    this.root = place.querySelector(".phone");
    this.name();
    this.log = new Log(this.find(".talk"), {
      tap: (button) => this.tap(button),
      again: (entry) => this.send(entry),
    });
    this.compose(this.find(".composer"));
    this.trials = new Trials(this);
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  name() {
    this.root.classList.add(this.look);
    this.root.setAttribute("aria-label", `Ponsel dengan ${this.app}`);
    this.find(".app").textContent = this.app;
    this.find(".who").textContent = LOOKS[this.look].tells;
    this.find(".talk").setAttribute("aria-label", `Percakapan di ${this.app}`);
    this.find(".composer textarea").setAttribute("aria-label", `Tulis pesan di ${this.app}`);
    this.find(".trials").setAttribute("aria-label", `Uji ${this.app}`);
  }

  // Another resident takes the phone.
  pickUp(chat) {
    this.chat = chat;
    this.talk = new Talk(this.look, chat);
    this.find("[data-do=transcript]").href = transcriptAddress(this.look, chat);
    this.log.clear();
    this.show();
  }

  compose(form) {
    const text = form.querySelector("textarea");
    const submit = () => {
      const said = text.value.trim();
      text.value = "";
      text.focus();
      if (said) this.write({ text: said }, said);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    });
  }

  tap({ text, callback_data: payload }) {
    this.write({ payload, text }, text);
  }

  // Telegram's keyboard in place of letters: its buttons type what they say, or share the number.
  press({ text, request_contact: shares }) {
    if (shares) this.write({ contact: OWN_NUMBER }, `Kontak ${OWN_NUMBER}`);
    else this.write({ text }, text);
  }

  write(content, text) {
    const entry = this.talk.add({ from: "me", id: newId(), content, text, status: "waiting", dies: this.trials.disarm() });
    this.send(entry);
  }

  // One after the other, as a phone does.
  send(entry) {
    this.queue = this.queue.then(() => this.pass(entry));
    return this.queue;
  }

  async pass(entry) {
    entry.status = "waiting";
    this.sending += 1;
    this.show();
    try {
      const answer = await say({ look: this.look, chat: this.chat, id: entry.id, ...entry.content, dies: entry.dies });
      entry.status = "sent";
      this.receive(answer);
    } catch (fault) {
      entry.status = fault instanceof Lost ? "lost" : "unsent";
    } finally {
      this.sending -= 1;
      this.show();
    }
    if (entry.status === "lost") this.trials.deliverAgain(entry);
  }

  async poll() {
    if (this.sending === 0) this.receive(await late(this.look, this.chat));
  }

  receive(answer) {
    const fresh = this.talk.receive(answer);
    const reminded = this.talk.remindedAnew(answer.reminded);
    if (reminded === "held") {
      this.note("Warga ini termasuk 1 dari 10 yang tidak diingatkan, supaya manfaat pengingat bisa diukur.");
    } else if (reminded === "late") {
      this.note("Waktu untuk mengingatkan sudah lewat, jadi tidak ada pengingat.");
    }
    this.show();
    this.heard(this, answer);
    return fresh;
  }

  note(text) {
    this.talk.add({ from: "page", text });
    this.show();
  }

  show() {
    this.log.show(this.talk);
    this.find(".typing").hidden = this.sending === 0;
    const rows = this.talk.newest?.markup?.keyboard;
    const board = this.find(".keyboard");
    board.hidden = !rows;
    board.replaceChildren(...(rows ? [keyboard("board", rows, (button) => this.press(button))] : []));
    this.talk.keep();
  }
}
