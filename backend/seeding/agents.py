"""The agents who registered most of the made-up families, each with one chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from backend.agents.models import NAME_FIELD, State
from backend.contacts.book import address_hashes
from backend.contacts.models import ADDRESS_FIELD
from backend.registrations.models import WITNESS_FIELD, Confirmation
from backend.seeding.ids import id_of
from backend.seeding.paths import DAYS
from backend.seeding.people import MEN, WOMEN
from conversations.answers.choices import ActingReason, ConsentWay

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from backend.vault.vault import Vault
    from conversations.answers.areas import Desa
    from conversations.answers.household import Household

BY_AGENTS: Final = 0.85
"""How many families an agent registered: in the pilot it was most of them."""
IN_EACH_DESA: Final = 18
CHANNEL: Final = "whatsapp"
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "contacts": ("id", "channel", "address_hash_a", "address_hash_b", "address", "created_at"),
    "agents": ("id", "name", "desa", "state", "pin_failures", "pin_since", "created_at"),
    "agent_chats": ("id", "agent_id", "contact_id", "channel", "bound_at", "proven_at", "seen_at"),
}
"""What is written, in this order: later tables point to earlier ones."""
_NAMES: Final = (*WOMEN, *MEN)
_SAID: Final = ((Confirmation.CONFIRMED, 66), (Confirmation.AWAITED, 31), (Confirmation.DENIED, 3))
_DOUBTED: Final = 0.01


@dataclass(frozen=True, slots=True)
class Acted:
    """What a registration by an agent holds beside the family. `doubted_at` is when looking again found it wrong."""

    agent: UUID
    contact: UUID
    reason: ActingReason
    way: ConsentWay
    witness: bytes | None
    confirmation: Confirmation
    confirmed_at: datetime | None
    doubted_at: datetime | None


def agent_rows(vault: Vault, seed: int, villages: Sequence[Desa], until: datetime) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of all agents."""
    since = until - timedelta(days=DAYS + 1)
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    for desa in villages:
        for place in range(IN_EACH_DESA):
            agent, contact = _ids(seed, desa.code, place)
            address = f"contoh-agen-{seed}-{desa.code}-{place}"
            hashes = address_hashes(vault, CHANNEL, address)
            sealed = vault.seal(address.encode(), field=ADDRESS_FIELD, row=contact).to_bytes()
            name = vault.seal(f"Contoh {_NAMES[place % len(_NAMES)]}".encode(), field=NAME_FIELD, row=agent).to_bytes()
            rows["contacts"].append((contact, CHANNEL, hashes.a, hashes.b, sealed, since))
            rows["agents"].append((agent, name, desa.code, State.ACTIVE.value, 0, since, since))
            chat = id_of(seed, "agent's chat", f"{desa.code} {place}")
            rows["agent_chats"].append((chat, agent, contact, CHANNEL, since, since, until))
    return rows


def acted(
    chance: random.Random, vault: Vault, seed: int, row: UUID, household: Household, at: datetime
) -> Acted | None:
    """Draw who registered a family for it; None where it did so itself."""
    if chance.random() >= BY_AGENTS:
        return None
    agent, contact = _ids(seed, household.desa, chance.randrange(IN_EACH_DESA))
    witness = None if household.phone else vault.seal(b"Contoh Saksi", field=WITNESS_FIELD, row=row).to_bytes()
    said = chance.choices([kind for kind, _ in _SAID], [weight for _, weight in _SAID])[0]
    told = said is not Confirmation.AWAITED
    return Acted(
        agent,
        contact,
        chance.choice(tuple(ActingReason)),
        chance.choice(tuple(ConsentWay)),
        witness,
        Confirmation.WITNESSED if witness is not None else said,
        at + timedelta(hours=3) if told and witness is None else None,
        at + timedelta(days=1) if chance.random() < _DOUBTED else None,
    )


def _ids(seed: int, desa: str, place: int) -> tuple[UUID, UUID]:
    return id_of(seed, "agent", f"{desa} {place}"), id_of(seed, "agent's contact", f"{desa} {place}")
