"""A registry full of people who are paid something: as many as one wants, each on a phone of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from backend.contacts.book import address_hashes
from backend.contacts.models import ADDRESS_FIELD
from backend.imports.person import Person, seal_person
from backend.registrations.family import seal_family
from conversations.answers.choices import Difficulty, Housing, Occupation, YesNo
from conversations.answers.household import Household

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backend.vault.vault import Vault

PROGRAMME: Final = "PKH"
STAGE: Final = 3
DESA: Final = "35.10.16.1007"
CHATS_FROM: Final = 810_000_000
"""The chat of the first person on Telegram; the others follow."""
PHONES_FROM: Final = 6_281_200_000_000
_AT_ONCE: Final = 50_000
_COLUMNS: Final = {
    "contacts": (
        *("id", "channel", "address_hash_a", "address_hash_b", "address"),
        *("broadcasts_wanted", "broadcasts_asked_at", "created_at"),
    ),
    "registrations": (
        *("id", "number", "status", "status_since", "nik_hash_a", "nik_hash_b", "kk_hash_a", "kk_hash_b"),
        *("people_hashes_a", "people_hashes_b", "household", "kecamatan", "desa", "flags", "channel", "contact_id"),
        *("submitted_by", "received_at"),
    ),
    "payments": (
        *("id", "import_id", "row", "nik_hash_a", "nik_hash_b", "person", "desa"),
        *("programme", "stage", "amount", "place", "day"),
    ),
}


def address_of(place: int, channel: str) -> str:
    """Give where the person at a place is written to."""
    return str(CHATS_FROM + place) if channel == "telegram" else f"whatsapp:+{PHONES_FROM + place}"


def fill(database_url: str, vault: Vault, people: int, on_whatsapp: int) -> Iterator[int]:
    """Write people and what they are paid, one in `on_whatsapp` of them there, and tell how many there are so far.

    The tables' indexes are made at the end: that is several times faster than keeping them meanwhile.
    """
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        # No checks of what points where, and no counts that keep themselves: nobody looks at them here.
        connection.execute("SET session_replication_role = replica")
        indexes = _without_indexes(connection)
        brought = _brought(connection, people)
        for first in range(0, people, _AT_ONCE):
            until = min(first + _AT_ONCE, people)
            rows = [_rows(vault, brought, place, on_whatsapp) for place in range(first, until)]
            for number, (table, columns) in enumerate(_COLUMNS.items()):
                names = sql.SQL(", ").join(map(sql.Identifier, columns))
                copied = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
                with connection.cursor().copy(copied) as copy:
                    for each in rows:
                        copy.write_row(each[number])
            yield until
        for index in indexes:
            connection.execute(index)
        connection.execute("VACUUM ANALYZE")


def _without_indexes(connection: psycopg.Connection[Any]) -> list[bytes]:
    """Drop what no constraint needs, and give what makes it again."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s) "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
        [list(_COLUMNS)],
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [made.encode() for _, made in found]


def _brought(connection: psycopg.Connection[Any], people: int) -> UUID:
    row, now = uuid4(), datetime.now(UTC)
    connection.execute(
        "INSERT INTO imports (id, kind, state, digest, rows, areas, actor, brought_at, done_at) "
        "VALUES (%s, 'payments', 'done', %s, %s, %s, 'bench', %s, %s)",
        [row, row.bytes, people, ["35.10"], now, now],
    )
    return row


def _rows(vault: Vault, brought: UUID, place: int, on_whatsapp: int) -> tuple[tuple[Any, ...], ...]:
    contact, registration, payment, now = uuid4(), uuid4(), uuid4(), datetime.now(UTC)
    channel = "whatsapp" if place % on_whatsapp == 0 else "telegram"
    address, person = address_of(place, channel), Person(_nik(place), "Contoh Sumiati")
    found = address_hashes(vault, channel, address)
    nik, kk = vault.slotted(person.nik, purpose="nik"), vault.slotted(_kk(place), purpose="kk")
    household = Household(
        nik=person.nik, kk=_kk(place), name=person.name, birth_date=date(1965, 8, 17), kecamatan=DESA[:8], desa=DESA,
        members=(), pregnant=YesNo.NO, disability=Difficulty.NONE, occupation=Occupation.FARM_LABOURER,
        housing=Housing.OWN,
    )  # fmt: skip
    return (
        (
            *(contact, channel, found.a, found.b),
            *(vault.seal(address.encode(), field=ADDRESS_FIELD, row=contact).to_bytes(), True, now, now),
        ),
        (
            *(registration, f"{place:010}", "eligible", now, nik.a, nik.b, kk.a, kk.b, [nik.a], None),
            *(seal_family(vault, registration, household).to_bytes(), DESA[:8], DESA, [], channel, contact),
            *("resident", now),
        ),
        (
            *(payment, brought, place, nik.a, nik.b, seal_person(vault, payment, person).to_bytes(), DESA),
            *(PROGRAMME, STAGE, 600_000, "Balai Desa Pakis", date(2026, 11, 24)),
        ),
    )


def _nik(place: int) -> str:
    """Give a NIK of area 35.10 with a serial from 9900 on; below two million no two are alike."""
    days, serial = divmod(place, 100)
    born = date(1940, 1, 1) + timedelta(days % 18_000)
    return f"3510{1 + days // 18_000:02}{born.day + 40:02}{born:%m%y}{9900 + serial}"


def _kk(place: int) -> str:
    days, serial = divmod(place, 100)
    recorded = date(2000, 1, 1) + timedelta(days % 9_000)
    return f"3510{1 + days // 9_000:02}{recorded:%d%m%y}{9900 + serial}"
