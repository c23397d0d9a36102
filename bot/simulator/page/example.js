// A made-up person: a NIK and a Nomor KK that follow the rules and belong to nobody.
// Serials 9900-9999 of kabupaten 35.10 are set aside for examples.

const KECAMATAN = 25;
const WOMENS_DAYS = 40;
const NAMES = {
  woman: ["Sumiati", "Suparmi", "Siti", "Misri", "Wagini", "Ponirah"],
  man: ["Slamet", "Sugeng", "Misdi", "Ponimin", "Hadi", "Saimin"],
};

export function madeUpPerson() {
  const woman = Math.random() < 0.5;
  const born = { day: between(1, 28), month: between(1, 12), year: between(1945, 1999) };
  const recorded = { day: between(1, 28), month: between(1, 12), year: between(2008, 2024) };
  const area = `3510${two(between(1, KECAMATAN))}`;
  const names = woman ? NAMES.woman : NAMES.man;
  return {
    name: `${names[between(0, names.length - 1)]} Contoh`,
    birthDate: `${two(born.day)}-${two(born.month)}-${born.year}`,
    nik: area + digits({ ...born, day: born.day + (woman ? WOMENS_DAYS : 0) }) + between(9900, 9999),
    kk: area + digits(recorded) + between(9900, 9999),
  };
}

function digits({ day, month, year }) {
  return two(day) + two(month) + two(year % 100);
}

function two(number) {
  return String(number).padStart(2, "0");
}

function between(least, most) {
  return least + Math.floor(Math.random() * (most - least + 1));
}
