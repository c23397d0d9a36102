// The page: a phone in the browser that talks to the service as a resident's phone does.

import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { Panel } from "./panel.js";
import { Phones } from "./phones.js";
import { late } from "./service.js";
import { Switcher } from "./switcher.js";

const POLL_MS = 2000;

const by = (id) => document.getElementById(id);
const phones = new Phones(sessionStorage, (conversation) => {
  if (conversation === phones.current) show();
});

const log = new Log({ list: by("log"), view: by("talk"), toEnd: by("to-end") }, {
  tap: ({ label, payload }) => send({ payload, text: label }, { text: label }),
  share,
  retry: () => phones.outbox.flush(),
});
const composer = new Composer(
  { form: by("composer"), text: by("text"), opener: by("open-more"), list: by("more") },
  { send, share },
);
const panel = new Panel(by("panel"), by("open-panel"), (text) => composer.write(text));
new Switcher(by("phones"), by("open-phones"), phones, (name) => {
  phones.use(name);
  show();
  phones.outbox.flush();
  poll();
});

function send(content, shows) {
  phones.current.write(content, shows);
  phones.outbox.flush();
}

function share() {
  const { number } = phones.current;
  send({ contact: number }, { text: `Kontak ${spaced(number)}`, icon: "contact" });
}

function show() {
  const { current, outbox } = phones;
  by("phone-name").textContent = current.name;
  by("phone-number").textContent = spaced(current.number);
  by("empty").hidden = current.entries.length > 0;
  by("typing").hidden = outbox.sending === null;
  log.show(current);
  panel.show(current);
}

let polling = false;

async function poll() {
  const { current, outbox } = phones;
  if (polling || document.hidden || outbox.sending !== null) return;
  polling = true;
  try {
    const answer = await late(current.name);
    const back = !by("connection").hidden;
    connected(true);
    if (answer.replies.length > 0) current.receive(answer);
    if (back && outbox.isStuck) outbox.flush();
  } catch {
    connected(false);
  } finally {
    polling = false;
  }
}

function connected(well) {
  by("connection").hidden = well;
  by("connection").textContent = well ? "" : "Layanan belum tersambung. Kami coba terus.";
}

function spaced(number) {
  return number.replace(/(\d{4})(?=\d)/g, "$1-");
}

by("greet").addEventListener("click", () => {
  send({ text: "Halo" }, { text: "Halo" });
  by("text").focus();
});
by("repeat").addEventListener("click", () => phones.outbox.repeat());
addEventListener("online", poll);
document.addEventListener("visibilitychange", poll);
setInterval(poll, POLL_MS);

show();
// What was on its way when the page was left goes out again, under the id it had.
for (const outbox of phones.outboxes.values()) outbox.flush();
if (matchMedia("(pointer: fine)").matches) by("text").focus();
