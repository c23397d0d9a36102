// Beside the phone: made-up data to type, and what goes on inside. On a narrow screen it opens over the phone.

import { element, unseen } from "./element.js";
import { madeUpPerson } from "./example.js";

const WIDE = matchMedia("(min-width: 66rem)");

export class Panel {
  // `write` puts a text into the text box.
  constructor(root, opener, write) {
    this.root = root;
    this.opener = opener;
    this.write = write;
    opener.addEventListener("click", () => this.open(!root.classList.contains("open")));
    this.find("#close-panel").addEventListener("click", () => this.open(false));
    this.find("#repeat").addEventListener("click", () => this.open(false));
    this.find("#new-example").addEventListener("click", () => this.makeUp());
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.open(false);
    });
    WIDE.addEventListener("change", () => this.open(false));
    this.open(false);
    this.makeUp();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  show({ kept }) {
    this.find("#flow").textContent = kept.flow ?? "-";
    this.find("#state").textContent = kept.state ?? "-";
  }

  open(wanted) {
    const wasOpen = this.root.classList.contains("open");
    this.root.classList.toggle("open", wanted);
    // What is off the screen must not be reached with the Tab key either.
    this.root.inert = !wanted && !WIDE.matches;
    this.opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) this.find("#close-panel").focus();
    else if (wasOpen && !WIDE.matches) this.opener.focus();
  }

  makeUp() {
    const person = madeUpPerson();
    this.find("#example-who").textContent = `${person.name}, lahir ${person.birthDate}`;
    this.find("#example").replaceChildren(this.number("NIK", person.nik), this.number("Nomor KK", person.kk));
  }

  number(label, digits) {
    const copy = element("button", { type: "button", className: "mini", onclick: () => this.copy(label, digits) });
    copy.append("Salin", unseen(` ${label}`));
    const write = element("button", { type: "button", className: "mini", onclick: () => this.type(digits) });
    write.append("Tulis", unseen(` ${label} di kotak pesan`));
    const value = element("dd", {}, element("code", { textContent: digits }), copy, write);
    return element("div", {}, element("dt", { textContent: label }), value);
  }

  type(digits) {
    this.open(false);
    this.write(digits);
  }

  async copy(label, digits) {
    try {
      await navigator.clipboard.writeText(digits);
      this.find("#copied").textContent = `${label} sudah disalin.`;
    } catch {
      // Without HTTPS a browser lends no clipboard; the text box does as well.
      this.type(digits);
    }
  }
}
