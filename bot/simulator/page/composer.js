// The text box, and what can be sent besides text.

import { element, icon } from "./element.js";

const KINDS = [
  { icon: "voice", label: "Pesan suara", content: { attachment: "voice" } },
  { icon: "sticker", label: "Stiker", content: { attachment: "sticker" } },
  { icon: "photo", label: "Foto", content: { attachment: "photo" } },
  { icon: "location", label: "Lokasi", content: { attachment: "location" } },
];

export class Composer {
  // `send` is called with the content for the service and what the bubble shows; `share` sends the phone's own card.
  constructor({ form, text, opener, list }, { send, share }) {
    Object.assign(this, { form, text, opener, list });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(send);
    });
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit(send);
    });
    opener.addEventListener("click", () => this.open(list.hidden));
    document.addEventListener("click", (event) => {
      if (!opener.parentElement.contains(event.target)) this.open(false);
    });
    opener.parentElement.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || list.hidden) return;
      this.open(false);
      opener.focus();
    });
    for (const kind of KINDS) {
      this.offer(kind, () => send(kind.content, { text: kind.label, icon: kind.icon }));
    }
    this.offer({ icon: "contact", label: "Kartu kontak ponsel ini" }, share);
  }

  write(text) {
    this.text.value = text;
    this.text.focus();
  }

  submit(send) {
    const text = this.text.value.trim();
    if (text) send({ text }, { text });
    this.text.value = "";
    this.text.focus();
  }

  offer(kind, pick) {
    const button = element("button", { type: "button" }, icon(kind.icon), kind.label);
    button.addEventListener("click", () => {
      this.open(false);
      this.text.focus();
      pick();
    });
    this.list.append(element("li", {}, button));
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) this.list.querySelector("button").focus();
  }
}
