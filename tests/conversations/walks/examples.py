"""A few small answers to every question, so that together they make each branch hold."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import msgspec

from conversations.answers.fixable import Fixable
from conversations.engine.session import Run

NIK = "3510165708459901"
NUMBER = "4821-557-306"

CODE = "K7MX-9QPT-J6"

ANSWERS: dict[str, tuple[str, ...]] = {
    "menu.door": (
        "daftar",
        "cek status",
        "perbaiki data",
        "apakah ini resmi",
        "petugas ya",
        "hak saya",
        "lanjutkan pendaftaran",
        "5",
        "4",
        "titip",
        f"ambil {CODE}",
        "sanggah hasil",
    ),
    "registration.consent": ("setuju", "tidak setuju"),
    "registration.notices": ("ya boleh", "tidak usah"),
    "registration.nik": (NIK,),
    "registration.kk": ("3510161203109902",),
    "registration.name": ("Suparmi",),
    "registration.birth_date": ("17-8-1945",),
    "registration.kecamatan": ("Glagah", "Kemiren"),
    "registration.desa": ("Kemiren",),
    "registration.dusun": ("Krajan", "lewati"),
    "registration.rt_rw": ("3/2", "lewati"),
    "registration.phone": ("0812-0000-0012", "tidak punya"),
    "registration.members_count": ("0", "1"),
    "registration.members": ("Budi, anak, 10 tahun", "lewati"),
    "registration.small_children": ("0",),
    "registration.elderly": ("1",),
    "registration.pregnant": ("tidak ada",),
    "registration.schooling": ("sd",),
    "registration.disability": ("tidak ada",),
    "registration.occupation": ("petani",),
    "registration.housing": ("milik sendiri",),
    "registration.review": ("ya",),
    "registration.declaration": ("kirim",),
    "status.own_list": ("cek nomor lain", "cukup"),
    "status.number": (NUMBER,),
    "status.nik": (NIK,),
    "registration.acting_reason": ("lansia",),
    "registration.consent_way": ("lisan",),
    "registration.witness": ("Suyanto",),
    "confirm.code": (CODE,),
    "confirm.notices": ("boleh", "tidak usah"),
    "agent.code": (CODE,),
    "agent.new_pin": ("739146",),
    "agent.same_pin": ("739146",),
    "agent.own_pin": ("739146",),
    "agent.task": ("daftarkan warga", "satu pesan", "menu warga", "lanjutkan", "3", "4", "5", "6", "daftar kerja"),
    "new_key.old_pin": ("739146",),
    "new_key.new_pin": ("739146",),
    "new_key.same_pin": ("739146",),
    "agent.rehearsal": ("satu per satu", "satu pesan"),
    "work.errand": (
        "perlu diperbaiki",
        "sampaikan hasil",
        "kabar belum sampai",
        "menunggu warga",
        "5",
        "lanjutkan isian",
    ),
    "hand_over.sure": ("ya titipkan", "tidak lanjutkan"),
    "take_over.code": (CODE,),
    "take_over.begin": ("lanjutkan", "nanti saja"),
    "work.family": ("1", "lagi"),
    "work.told": ("sudah disampaikan", "nanti saja"),
    "my_data.which": ("1",),
    "my_data.wish": ("3", "cukup"),
    "my_data.review": ("ya",),
}
_TURNS = ("consent", "members_count", "members", "phone")
"""The questions of the quick form whose answers branch."""
_FORM = (
    f"Setuju: ya\nNIK: {NIK}\nKK: 3510161203109902\nNama: Suparmi\nTgl lahir: 17-8-1945\nDusun: Krajan\nRT/RW: 3/2\n"
    "Desa: Kemiren\nKec: Glagah\nHP: -\nSaksi: Suyanto\nAlasan: lansia\nCara setuju: lisan\n"
    "Anggota: tidak ada\nHamil: tidak\nKesulitan: tidak ada\nPekerjaan: petani\n"
    "Rumah: milik sendiri"
)
ANSWERS |= {
    name.replace("registration.", "quick."): texts if name.split(".")[1] in _TURNS else texts[:1]
    for name, texts in ANSWERS.items()
    if name.startswith("registration.") and name.split(".")[1] not in ("notices", "declaration")
} | {"quick.form": ("satu per satu", _FORM), "quick.review": ("kirim", *(f"ubah {number}" for number in range(1, 20)))}
ANSWERS |= {"fix.begin": ("perbaiki sekarang", "nanti saja")} | {
    name.replace("registration.", "fix."): texts
    for name, texts in ANSWERS.items()
    if name.startswith("registration.") and name.split(".")[1] not in ("consent", "notices")
}
ANSWERS |= {
    "fraud.received": ("Ada pesan yang minta mengisi tautan.",),
    "fraud.sender": ("0812-0000-0066", "lewati"),
    "fraud.review": ("ya", "ubah 1"),
    "appeal.which": ("1", "1234567890"),
    "appeal.ground": ("data keliru", "keadaan berubah", "3", "alasan lain"),
    "appeal.story": ("Motor itu milik adik saya.",),
    "appeal.review": ("ya", "ubah 1", "ubah 2"),
    "receipt.came": ("sudah", "2", "belum"),
    "receipt.amount": ("400 ribu", "lewati"),
    "receipt.place": ("balai desa", "lewati"),
}
"""What to type at a question."""

BROUGHT: dict[str, Any] = {
    "name": "Contoh Siti",
    "desa": "35.10.15.2004",
    "rw": None,
    "rt": None,
    "pin_hours": 12,
    "left": 3,
    "code": CODE,
    "minutes": 15,
    "number": NUMBER,
    "items": [{"number": NUMBER, "status": "sent", "name": "Suparmi", "reason": None, "until": "2026-12-20"}],
    "reason": "Memiliki mobil.",
    "until": "2026-12-20",
    "status": "checked",
    "held": {
        "number": NUMBER,
        "status": "sent",
        "erased": False,
        "name": "S***",
        "nik": "3510********9901",
        "kk": "3510********9902",
        "phone": None,
        "desa": "35.10.16.1007",
        "members": [],
        "broadcasts": None,
        "consents": [],
        "requests": [],
    },
    "today": 3,
    "errands": {"fix": 1, "bring": 1, "undelivered": 1, "confirm": 1},
    "families": [
        {
            "id": NUMBER,
            "number": NUMBER,
            "name": "S***",
            "status": "eligible",
            "place": "RT 003 RW 002",
            "code": CODE,
            "payments": [],
            "bring": "",
        }
    ],
    "more": True,
    "days": 3,
    "draft": b64encode(msgspec.msgpack.encode(Run("registration", 1, 1, "kk", {"nik": NIK}))).decode(),
    "agent": None,
    "marks": [{"field": field.value, "reason": "Belum cocok."} for field in Fixable],
    "since": "2026-11-20T09:00:00+07:00",
    "recipient": "0d9c1f6e-3f0f-4d6e-9d5a-2b8f6f1f7a10",
    "about": "PKH tahap 3, Rp 600.000",
    "text": "Bantuan cair.",
    "sent_at": "2026-11-20T09:00:00+07:00",
}
"""What the outcomes of the registry bring."""

BROUGHT_TOO: dict[str, dict[str, Any]] = {
    "agents.confirm": {"number": None},
    "registry.own_data": {"held": {**BROUGHT["held"], "erased": True}},
}
"""What else they may bring, where that leads elsewhere."""
