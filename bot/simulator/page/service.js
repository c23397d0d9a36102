// The service's two addresses, and what can come of calling them.

const ADDRESS = "/simulator/messages";
const PATIENCE_MS = 20_000;

// The message did not arrive, or its answer did not: sending it again is right.
export class Unreachable extends Error {}

// The service does not take this message, however often it is sent.
export class Refused extends Error {}

export async function say(chat, id, content) {
  return asked(ADDRESS, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ chat, id, ...content }),
  });
}

export async function late(chat) {
  return asked(`${ADDRESS}?${new URLSearchParams({ chat })}`, {});
}

async function asked(address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return await response.json();
  } catch (fault) {
    throw new Unreachable(String(fault));
  }
  const passes = response.status >= 500 || response.status === 408 || response.status === 429;
  throw new (passes ? Unreachable : Refused)(`status ${response.status}`);
}
