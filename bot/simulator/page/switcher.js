// The dialog in which another phone is picked up.

import { element } from "./element.js";

export class Switcher {
  // `pick` is called with the name of a phone, known or new.
  constructor(dialog, opener, phones, pick) {
    this.dialog = dialog;
    this.phones = phones;
    this.pick = pick;
    this.field = dialog.querySelector("#new-name");
    opener.addEventListener("click", () => this.open());
    dialog.querySelector("#close-phones").addEventListener("click", () => dialog.close());
    dialog.querySelector("#new-phone").addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose(this.field.value);
    });
  }

  open() {
    const items = this.phones.all.map((conversation) => {
      const { name } = conversation;
      const button = element("button", { type: "button", onclick: () => this.choose(name) });
      button.append(element("strong", { textContent: name }), element("span", { textContent: told(conversation) }));
      if (name === this.phones.name) button.setAttribute("aria-current", "true");
      return element("li", {}, button);
    });
    this.dialog.querySelector("#phone-list").replaceChildren(...items);
    this.field.value = "";
    this.dialog.showModal();
  }

  choose(name) {
    if (!name.trim()) return;
    this.dialog.close();
    this.pick(name);
  }
}

function told({ entries }) {
  const count = entries.filter((entry) => entry.from === "me").length;
  return count === 0 ? "belum ada pesan" : `${count} pesan dikirim`;
}
