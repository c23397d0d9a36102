// What one phone can be put to: what networks, hurried fingers and dying processes do to messages.

import { LOOKS } from "./looks.js";
import { late, newId } from "./service.js";

const AGAIN_MS = 1500;
const LOOK_MS = 1000;
const MOST_LOOKS = 60;

export class Trials {
  constructor(phone) {
    this.phone = phone;
    this.armed = false;
    this.group = phone.find(".trials");
    this.pairForm = phone.find(".pair");
    const does = { repeat: () => this.repeat(), pair: () => this.openPair(), die: () => this.arm(), old: () => this.tapOld() };
    for (const [name, act] of Object.entries(does)) this.button(name).addEventListener("click", act);
    this.pairForm.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendPair(new FormData(this.pairForm));
    });
  }

  button(name) {
    return this.group.querySelector(`[data-do=${name}]`);
  }

  // The last message once more under its id, as a platform does that has lost our answer.
  async repeat() {
    const { phone } = this;
    const entry = phone.talk.lastSent;
    if (!entry) {
      phone.note("Belum ada pesan yang bisa dikirim lagi.");
      return;
    }
    const before = phone.talk.entries.length;
    await phone.send(entry);
    const isOnce = phone.talk.entries.length === before && entry.status === "sent";
    if (isOnce) phone.note("Pesan yang sama tiba dua kali. Jawabannya tetap satu, tidak ada yang tercatat ganda.");
  }

  openPair() {
    this.pairForm.hidden = !this.pairForm.hidden;
    this.button("pair").setAttribute("aria-expanded", String(!this.pairForm.hidden));
    if (!this.pairForm.hidden) this.pairForm.elements.first.focus();
  }

  async sendPair(fields) {
    const { phone } = this;
    const entries = ["first", "second"].map((name) => {
      const text = fields.get(name).trim();
      return phone.talk.add({ from: "me", id: newId(), content: { text }, text, status: "waiting", dies: false });
    });
    await Promise.all(entries.map((entry) => phone.pass(entry)));
    phone.note("Dua pesan tiba bersamaan. Keduanya dijawab, satu sesudah yang lain.");
  }

  arm() {
    this.armed = !this.armed;
    this.button("die").setAttribute("aria-pressed", String(this.armed));
    if (this.armed) this.phone.note("Pesan berikutnya akan disimpan, lalu prosesnya mati sebelum menjawab.");
  }

  // Gives whether the next turn dies, once.
  disarm() {
    const { armed } = this;
    this.armed = false;
    this.button("die").setAttribute("aria-pressed", "false");
    return armed;
  }

  async deliverAgain(entry) {
    const { phone } = this;
    phone.note("Proses mati sesudah pesan disimpan. Jawabannya hilang di jalan.");
    entry.dies = false;
    const owes = await this.waitsForWorker();
    await pause(AGAIN_MS);
    await phone.send(entry);
    phone.note(
      owes
        ? `${phone.app} mengirim pesan yang sama lagi. Pendaftarannya tetap satu.`
        : `${phone.app} mengirim pesan yang sama lagi. Jawaban yang tersimpan datang, tidak ada yang ganda.`,
    );
  }

  // A submission that was cut off is finished by a worker: wait until it has told the number.
  async waitsForWorker() {
    const { phone } = this;
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const answer = await late(phone.look, phone.chat);
      phone.receive(answer);
      if (!answer.owes) return looks > 0;
      if (looks === 0) phone.note("Pendaftaran sudah tersimpan. Proses lain menyelesaikannya dalam kira-kira 10 detik.");
      await pause(LOOK_MS);
    }
    return true;
  }

  tapOld() {
    const { phone } = this;
    const button = phone.talk.oldButton;
    if (button) phone.tap(button);
    else if (LOOKS[phone.look].hasButtons) phone.note("Belum ada tombol lama. Mohon lanjutkan percakapan dulu.");
    else phone.note(`Di ${phone.app} pilihan ditulis bernomor, jadi tidak ada tombol lama.`);
  }
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
