// One message as the app shows it.

import { element, icon, unseen } from "/simulator/page/element.js";
import { clockTime } from "./time.js";

const SAID = { me: "Ponsel ini: ", service: "Layanan: ", page: "Catatan: " };
const STATUS = { waiting: "menunggu", sent: "terkirim", lost: "terkirim, tanpa jawaban", unsent: "belum terkirim" };

// `does` has what can be done from a bubble: tap(button), again(entry).
export function bubble(entry, does) {
  const text = element("p", { className: "text", textContent: entry.text });
  const inside = element("div", { className: "bubble" }, unseen(SAID[entry.from]), text);
  const item = element("li", { className: `entry ${entry.from}` }, inside);
  if (entry.from !== "page") inside.append(meta(entry));
  if (entry.markup?.inline_keyboard) item.append(inlineKeyboard(entry.markup.inline_keyboard, does));
  if (entry.from === "me") showStatus(item, entry, does);
  return item;
}

export function showStatus(item, entry, does) {
  if (item.dataset.status === entry.status) return;
  item.dataset.status = entry.status;
  item.querySelector(".status")?.remove();
  if (entry.status === "unsent") {
    const again = element("button", { type: "button", className: "status retry", onclick: () => does.again(entry) });
    again.append("belum terkirim - coba lagi");
    item.append(again);
  } else {
    const status = element("span", { className: "status" }, icon(entry.status === "sent" ? "sent" : "waiting"));
    status.append(unseen(STATUS[entry.status]));
    item.querySelector(".meta").append(status);
  }
}

function meta(entry) {
  const dateTime = new Date(entry.at).toISOString();
  return element("p", { className: "meta" }, element("time", { dateTime, textContent: clockTime(entry.at) }));
}

// Telegram's own rows of buttons, as the channel's renderer gave them.
function inlineKeyboard(rows, does) {
  return keyboard("inline", rows, (button) => does.tap(button));
}

export function keyboard(className, rows, press) {
  const lines = rows.map((row) => {
    const buttons = row.map((button) =>
      element("button", { type: "button", textContent: button.text, onclick: () => press(button) }),
    );
    return element("div", { className: "row" }, ...buttons);
  });
  return element("div", { className }, ...lines);
}
