// What the two apps are called here, and what each can do.

export const LOOKS = {
  whatsapp: { app: "WhatsApp", tells: "nomornya 0812-0000-0009, pilihan bernomor", hasButtons: false },
  telegram: { app: "Telegram", tells: "nomornya tidak diketahui, pilihan bertombol", hasButtons: true },
};

// The number on the card that a Telegram phone shares. Numbers of this form belong to nobody.
export const OWN_NUMBER = "081200000009";
