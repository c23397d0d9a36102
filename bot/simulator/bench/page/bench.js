// The desk: two phones, the world around them, and the graph of what the last one used is in.

import { Graph } from "./graph.js";
import { Phone } from "./phone.js";
import { cut, pass } from "./service.js";
import { dayAndTime, hearTime } from "./time.js";

const POLL_MS = 2000;
const RESIDENT = "bansos.bench.resident";

const by = (id) => document.getElementById(id);
const graph = new Graph(by("picture"), by("here"));
const phones = ["whatsapp", "telegram"].map((look) => new Phone(by(look), look, heard));
let inHand = phones[0];

for (const phone of phones) {
  phone.root.addEventListener("focusin", () => takeInHand(phone));
}

function takeInHand(phone) {
  inHand = phone;
  showGraph();
}

function heard(phone, answer) {
  showWorld(answer);
  if (answer.replies.some(({ answers }) => answers !== null)) inHand = phone;
  showGraph();
}

function showGraph() {
  const { flow, state } = inHand.talk.kept;
  graph.show(inHand.app, flow, state).catch(() => connected(false));
}

function showWorld({ now, is_cut: isCut }) {
  hearTime(now);
  by("now").dateTime = now;
  by("now").textContent = dayAndTime(now);
  by("line").textContent = isCut ? "terputus" : "tersambung";
  by("line").className = isCut ? "cut" : "";
  by("switch").classList.toggle("on", isCut);
  by("switch").textContent = isCut ? "Registri hidup" : "Registri mati";
}

function connected(well) {
  by("connection").hidden = well;
  by("connection").textContent = well ? "" : "Layanan belum tersambung. Kami coba terus.";
}

async function poll() {
  if (document.hidden) return;
  try {
    await Promise.all(phones.map((phone) => phone.poll()));
    connected(true);
  } catch {
    connected(false);
  }
}

// What happens to the world happens to both phones.
async function happen(asked, told) {
  try {
    const world = await asked();
    showWorld(world);
    await poll();
    for (const phone of phones) if (phone.talk.entries.length > 0) phone.note(told);
  } catch {
    connected(false);
  }
}

async function letPass(button, hours) {
  button.disabled = true;
  await happen(() => pass(hours), `${hours} jam berlalu.`);
  button.disabled = false;
  button.focus();
}

function begin(resident) {
  sessionStorage.setItem(RESIDENT, resident);
  by("resident").textContent = resident;
  for (const phone of phones) phone.pickUp(resident);
  poll();
}

function somebody() {
  return `Warga ${1000 + Math.floor(Math.random() * 9000)}-${Date.now().toString(36).slice(-4)}`;
}

by("one-hour").addEventListener("click", (event) => letPass(event.currentTarget, 1));
by("one-day").addEventListener("click", (event) => letPass(event.currentTarget, 24));
by("switch").addEventListener("click", (event) => {
  const wanted = !event.currentTarget.classList.contains("on");
  happen(() => cut(wanted), wanted ? "Registri terputus dari layanan." : "Registri tersambung lagi.");
});
by("anew").addEventListener("click", () => begin(somebody()));
document.addEventListener("visibilitychange", poll);
setInterval(poll, POLL_MS);
begin(sessionStorage.getItem(RESIDENT) ?? somebody());
