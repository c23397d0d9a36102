// The service's time, which is not this machine's once the clock has been turned.

const ZONE = { timeZone: "Asia/Jakarta" };
let ahead = 0;

export function hearTime(now) {
  ahead = Date.parse(now) - Date.now();
}

export function serviceTime() {
  return Date.now() + ahead;
}

export function clockTime(at) {
  return new Date(at).toLocaleTimeString("id-ID", { ...ZONE, hour: "2-digit", minute: "2-digit" });
}

export function dayAndTime(at) {
  const day = new Date(at).toLocaleDateString("id-ID", { ...ZONE, weekday: "short", day: "numeric", month: "short" });
  return `${day}, ${clockTime(at)} WIB`;
}
