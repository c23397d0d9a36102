// The workbench's addresses, and what can come of calling them.

const ADDRESS = "/simulator/bench";
const PATIENCE_MS = 30_000;

// The answer was cut off after the message had been stored.
export class Lost extends Error {}

export function say(message) {
  return asked("/messages", message);
}

export function late(look, chat) {
  return asked(`/messages?${new URLSearchParams({ look, chat })}`);
}

export function pass(hours) {
  return asked("/hours", { hours });
}

export function cut(wanted) {
  return asked("/registry", { is_cut: wanted });
}

export function transcriptAddress(look, chat) {
  return `${ADDRESS}/transcript?${new URLSearchParams({ look, chat })}`;
}

export async function graph(flow, state) {
  const address = `/simulator/graph/${encodeURIComponent(flow)}.svg?${new URLSearchParams({ state })}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.text();
}

export function newId() {
  // Unlike randomUUID, this is also there where the page is served without HTTPS.
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}

async function asked(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(ADDRESS + path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.status === 502) throw new Lost();
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}
