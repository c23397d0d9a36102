// One message as it looks in the log.

import { Status } from "./conversation.js";
import { element, icon, unseen } from "./element.js";

const SAID = { me: "Ponsel ini: ", service: "Layanan: ", page: "Catatan: " };
const STATES = {
  [Status.WAITING]: ["waiting", "menunggu"],
  [Status.SENT]: ["sent", "terkirim"],
  [Status.REFUSED]: ["unsent", "tidak dapat dikirim"],
};

// `does` has what can be done from a bubble: tap(choice), share(label), retry().
export function bubble(entry, does) {
  const parts = [unseen(SAID[entry.from]), body(entry)];
  if (entry.from !== "page") parts.push(time(entry));
  const item = element("li", { className: `entry ${entry.from}` }, element("div", { className: "bubble" }, ...parts));
  if (entry.from === "service") item.append(...choices(entry, does));
  if (entry.from === "me") showStatus(item, entry, does);
  return item;
}

export function showStatus(item, entry, does) {
  if (item.dataset.status === entry.status) return;
  item.dataset.status = entry.status;
  item.querySelector(".status")?.remove();
  if (entry.status === Status.UNSENT) {
    const again = element("button", { type: "button", className: "status retry", onclick: () => does.retry() });
    again.append(icon("unsent"), "belum terkirim - coba lagi");
    item.append(again);
  } else {
    const [picture, words] = STATES[entry.status];
    const visible = entry.status === Status.SENT ? unseen(words) : element("span", { textContent: words });
    item.querySelector(".meta").append(element("span", { className: "status" }, icon(picture), visible));
  }
}

function body(entry) {
  const text = element("p", { className: "text", textContent: entry.text ?? entry.shows.text });
  if (entry.shows?.icon) text.prepend(icon(entry.shows.icon));
  return text;
}

function time(entry) {
  const at = new Date(entry.at);
  const shown = at.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  return element("p", { className: "meta" }, element("time", { dateTime: at.toISOString(), textContent: shown }));
}

function choices(entry, does) {
  const list = element("ol", { className: "choices" });
  if (entry.contact) {
    const share = element("button", { type: "button", className: "choice", onclick: () => does.share(entry.contact) });
    share.append(icon("contact"), entry.contact);
    list.append(element("li", {}, share));
  }
  entry.choices.forEach((choice, at) => {
    const number = element("span", { className: "number", textContent: at + 1 });
    const button = element("button", { type: "button", className: "choice", onclick: () => does.tap(choice) });
    button.append(number, " ", choice.label);
    list.append(element("li", {}, button));
  });
  return list.children.length > 0 ? [list] : [];
}
