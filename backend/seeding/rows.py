"""One made-up family as rows of the tables, sealed and hashed as a real one is."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from psycopg.types.json import Jsonb

from backend.agents.models import Signal
from backend.audit.chain import Event, chained_hash
from backend.audit.lanes import CHANGES
from backend.contacts.book import address_hashes
from backend.contacts.models import ADDRESS_FIELD
from backend.duplicates.keys import match_keys
from backend.registrations.family import seal_family
from backend.registrations.hashes import family_hashes
from backend.registrations.models import Confirmation
from backend.registrations.status import Status
from backend.seeding.agents import CHANNEL, acted
from backend.seeding.ids import id_of
from backend.seeding.paths import CHANNELS, FLAGS, received, steps
from backend.seeding.people import People
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from backend.seeding.agents import Acted
    from conversations.answers.household import Household


COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "contacts": (
        "id", "channel", "address_hash_a", "address_hash_b", "address",
        "broadcasts_wanted", "broadcasts_asked_at", "created_at",
    ),
    "registrations": (
        "id", "number", "status", "status_since", "nik_hash_a", "nik_hash_b", "kk_hash_a", "kk_hash_b",
        "people_hashes_a", "people_hashes_b", "household", "kecamatan", "desa", "flags", "channel", "contact_id",
        "submitted_by", "received_at", "agent_id", "acting_reason", "consent_way", "witness", "confirmation",
        "confirmed_at", "doubted_at",
    ),
    "match_keys": ("id", "keys_a", "keys_b"),
    "status_history": ("registration_id", "status", "at", "actor", "sealed_as"),
    "consents": (
        "id", "contact_id", "registration_id", "purpose", "given", "notice", "given_at", "channel", "message_id",
        "actor",
    ),
    "agent_acts": ("registration_id", "agent_id", "at", "phone_hash", "answers_hash"),
    "back_checks": ("id", "occasion", "signal", "agent_id", "registration_id", "desa", "at"),
    "audit": ("lane", "at", "actor", "action", "subject", "details", "previous_hash", "hash"),
}  # fmt: skip
"""What is written, in this order: later tables point to earlier ones."""
_ACTOR: Final = "seed"
_STRIDE: Final = 7_368_787
_NUMBERS: Final = 10**10
_AGAIN_EVERY: Final = 90
_LOOKED_AT_EVERY: Final = 50


@dataclass(slots=True)
class Rows:
    """The rows of some families, and the end of the audit log's first lane."""

    vault: Vault
    people: People
    until: datetime
    hash: bytes
    tables: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, place: int) -> None:
        """Add the family at a place. Every ninetieth was registered a second time, by somebody else."""
        chance = random.Random(f"{self.people.seed} {place}")  # noqa: S311 - made-up people
        again = place % _AGAIN_EVERY == _AGAIN_EVERY - 1
        source = random.Random(f"{self.people.seed} {place - 1}") if again else chance  # noqa: S311
        household = self.people.family(source, place - 1 if again else place)
        at = received(chance, self.until)
        walked = [] if again else steps(chance, at, self.until)
        first = Status.CONFLICT if again else Status.SENT
        status, since = walked[-1] if walked else (first, at)
        flags = list(chance.choices([flags for flags, _ in FLAGS], [weight for _, weight in FLAGS])[0])
        row = self._id("registration", place)
        by = acted(chance, self.vault, self.people.seed, row, household, at)
        channel = CHANNEL if by is not None else _channel(chance)
        contact = by.contact if by is not None else self._contact(place, channel, at, chance)
        role = "resident" if by is None else "agent"
        hashes = family_hashes(self.vault, household).columns()
        self.tables["registrations"].append(
            (
                row,
                f"{(place * _STRIDE + self.people.seed) % _NUMBERS:010}",
                status.value,
                since,
                *(hashes[name] for name in COLUMNS["registrations"][4:10]),
                seal_family(self.vault, row, household).to_bytes(),
                household.kecamatan,
                household.desa,
                flags,
                channel,
                contact,
                role,
                at,
                *_acting(by),
            )
        )
        if by is not None:
            self._act(place, row, by, household, at)
        keys = match_keys(self.vault, household)
        self.tables["match_keys"].append((row, keys["keys_a"], keys["keys_b"]))
        self._consents(place, contact, row, channel, role, at)
        self._audit(
            Event(
                at,
                f"program/{_ACTOR}",
                "registration.received",
                f"registration/{row}",
                {"status": first.value, "submitted_by": role, "channel": channel, "flags": flags},
            )
        )
        before = first
        self.tables["status_history"].append((row, first.value, at, role, self._id("step", place)))
        for number, (then, moment) in enumerate(walked):
            self.tables["status_history"].append((row, then.value, moment, "office", self._id(f"step {number}", place)))
            details = {"from": before.value, "to": then.value}
            self._audit(Event(moment, "office", "registration.moved", f"registration/{row}", details))
            before = then

    def _contact(self, place: int, channel: str, at: datetime, chance: random.Random) -> UUID:
        row, address = self._id("contact", place), f"contoh-{self.people.seed}-{place:07}"
        hashes = address_hashes(self.vault, channel, address)
        sealed = self.vault.seal(address.encode(), field=ADDRESS_FIELD, row=row).to_bytes()
        self.tables["contacts"].append((row, channel, hashes.a, hashes.b, sealed, chance.random() < 0.7, at, at))
        return row

    def _consents(self, place: int, contact: UUID, row: UUID, channel: str, role: str, at: datetime) -> None:
        own = (("broadcasts", None),) if role == "resident" else ()
        for purpose, notice in (("registration", "contoh-1"), ("truth", None), *own):
            self.tables["consents"].append(
                (
                    self._id(purpose, place),
                    contact,
                    row,
                    purpose,
                    True,
                    notice,
                    at,
                    channel,
                    f"contoh-{place}",
                    role,
                )
            )

    def _act(self, place: int, row: UUID, by: Acted, household: Household, at: datetime) -> None:
        signal = Signal.DENIED if by.confirmation is Confirmation.DENIED else Signal.SAMPLE
        phone = self.vault.digests(f"{place // 2}", purpose="phone of an act")[0] if household.phone else None
        answers = self.vault.digests(f"{place}", purpose="answers of an act")[0]
        self.tables["agent_acts"].append((row, by.agent, at, phone, answers))
        if signal is Signal.DENIED or place % _LOOKED_AT_EVERY == 0:
            self.tables["back_checks"].append(
                (self._id("check", place), f"{signal}/{row}", signal.value, by.agent, row, household.desa, at)
            )

    def _audit(self, event: Event) -> None:
        link = chained_hash(event, self.hash)
        self.tables["audit"].append(
            (CHANGES, event.at, event.actor, event.action, event.subject, Jsonb(dict(event.details)), self.hash, link)
        )
        self.hash = link

    def _id(self, what: str, place: int) -> UUID:
        return id_of(self.people.seed, what, place)


def first_id(seed: int, place: int) -> UUID:
    """Give the id of the registration at a place, by which it is known whether it was written before."""
    return id_of(seed, "registration", place)


def _acting(by: Acted | None) -> tuple[object, ...]:
    if by is None:
        return (None,) * 7
    return by.agent, by.reason, by.way, by.witness, by.confirmation, by.confirmed_at, by.doubted_at


def _channel(chance: random.Random) -> str:
    return chance.choices([name for name, _ in CHANNELS], [weight for _, weight in CHANNELS])[0]
