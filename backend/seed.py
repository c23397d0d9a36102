"""Made-up families and conversations for the demo. Their numbers end in 99xx, as no office gives out."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from backend.agents.made_up import DESA, seed_agent
from backend.clock import local_date
from backend.database import create_engine, create_sessions
from backend.installation import Purpose, mark
from backend.officers.made_up import seed_officers
from backend.question_counts.examples import seed_counts
from backend.registrations.intake import Intake, Request, Taken
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.repeats import Keyed
from backend.registrations.schemas import SubmissionIn
from backend.registrations.status import Status
from backend.vault.keyring import Keyring
from backend.wire import ContactIn
from conversations.answers.areas import all_desa
from conversations.answers.choices import Difficulty, Housing, Occupation, YesNo
from conversations.answers.fixable import Fixable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.settings import Settings
    from backend.vault.vault import Vault
    from conversations.answers.areas import Desa

_CALLER: Final = "seed"
_WOMEN: Final = ("Sumiati", "Wulandari", "Sri Rahayu", "Siti Aminah", "Kartini", "Painem", "Dewi", "Lestari")
_MEN: Final = ("Paijan", "Slamet", "Ahmad Fauzi", "Sutrisno", "Wayan", "Joko", "Hasan", "Misnadi")
_CHANNELS: Final = ("whatsapp", "telegram", "simulator")
_TWICE_EVERY: Final = 13
_AGENTS: Final = (80, 88)
_PATHS: Final[tuple[tuple[Status, ...], ...]] = (
    (),
    (),
    (),
    (Status.CHECKED,),
    (Status.NEEDS_FIXING,),
    (Status.CHECKED, Status.FORWARDED),
    (Status.CHECKED, Status.FORWARDED, Status.ELIGIBLE),
    (Status.CHECKED, Status.FORWARDED, Status.NOT_ELIGIBLE),
)


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    woman: bool
    birth_date: date


async def seed(session: AsyncSession, count: int, vault: Vault, now: datetime) -> int:
    """Register made-up families, at most once each however often it is called. Gives how many are new."""
    chance = random.Random(3510)  # noqa: S311 - made-up people need no unguessable numbers
    new = 0
    body: SubmissionIn | None = None
    for place in range(count):
        received = now - timedelta(hours=7 * (count - place))
        if body is not None and place % _TWICE_EVERY == 0:
            # Somebody else registers the family before: what the office sees as a conflict.
            body = body.model_copy(update={"contact": _contact(chance, place)})
            path: tuple[Status, ...] = ()
        else:
            body = _submission(chance, place, received)
            path = chance.choice(_PATHS)
        key = f"seed-{place:06}"
        asked = Keyed(_CALLER, key, vault.digests(key, purpose="request"))
        outcome = await Intake(session, vault).take(Request(asked, body, received))
        if isinstance(outcome, Taken) and not outcome.repeated:
            new += 1
            await _walk(session, vault, outcome, path, received)
    return new


def fill(settings: Settings, count: int) -> int:
    """Seed the database that the settings name, in one transaction."""
    return asyncio.run(_fill(settings, count))


async def _fill(settings: Settings, count: int) -> int:
    engine = create_engine(settings.database_url, 1)
    try:
        now = datetime.now(UTC)
        async with create_sessions(engine).begin() as session:
            await seed_counts(session, local_date(now))
            await mark(session, Purpose.DEMO)
            vault = await Keyring(settings.vault_keys()).vault(session)
            await seed_officers(session, vault, now)
            await seed_agent(session, vault, _of_an_agent(now), now - timedelta(days=1), now)
            return await seed(session, count, vault, now)
    finally:
        await engine.dispose()


_UP = frozenset({Status.CHECKED, Status.FORWARDED, Status.ELIGIBLE, Status.SENT, Status.NEEDS_FIXING})


async def _walk(session: AsyncSession, vault: Vault, taken: Taken, path: tuple[Status, ...], since: datetime) -> None:
    row = (await session.scalars(select(Registration.id).where(Registration.number == taken.number))).one()
    for steps, status in enumerate(path, start=1):
        await move(
            session,
            vault,
            row,
            status,
            actor="office",
            at=since + timedelta(hours=2 * steps),
            reason=None if status in _UP else "Contoh alasan dari petugas.",
            marks={Fixable.KK: "Contoh: angkanya belum sama dengan KK."} if status is Status.NEEDS_FIXING else None,
            # Nobody is there to be told.
            notify=False,
        )


def _of_an_agent(now: datetime) -> list[SubmissionIn]:
    chance = random.Random(DESA)  # noqa: S311 - made-up people need no unguessable numbers
    here = [desa for desa in all_desa() if desa.code == DESA]
    return [_submission(chance, place, now - timedelta(days=1), here) for place in range(*_AGENTS)]


def _submission(chance: random.Random, place: int, at: datetime, among: Sequence[Desa] | None = None) -> SubmissionIn:
    desa = chance.choice(among or all_desa())
    head = _person(chance, 1950, 1999)
    child = _person(chance, 2008, 2018)
    return SubmissionIn.model_validate(
        {
            "household": _household(chance, place, desa, head, child),
            "contact": _contact(chance, place),
            "submitted_by": {"role": "resident"},
            "consent": {"notice": "contoh-1", "given_at": at, "message_id": f"contoh-{place:04}-1"},
            "broadcasts": {"wanted": chance.random() < 0.7, "asked_at": at},
            "declared_true_at": at,
        }
    )


def _contact(chance: random.Random, place: int) -> ContactIn:
    return ContactIn(channel=chance.choice(_CHANNELS), address=f"contoh-{place:04}")


def _household(chance: random.Random, place: int, desa: Desa, head: _Person, child: _Person) -> dict[str, Any]:
    return {
        "nik": _nik(desa, head, place),
        "kk": _kk(desa, chance, place),
        "name": head.name,
        "birth_date": head.birth_date,
        "kecamatan": desa.kecamatan.code,
        "desa": desa.code,
        "dusun": "Contohrejo",
        "rt": f"{chance.randint(1, 12):03}",
        "rw": f"{chance.randint(1, 6):03}",
        "phone": f"+628120000{place % 10000:04}",
        "members": [{"name": child.name, "relation": "child", "birth_date": child.birth_date}],
        "pregnant": chance.choice(list(YesNo)),
        "disability": chance.choice(list(Difficulty)),
        "occupation": chance.choice(list(Occupation)),
        "housing": chance.choice(list(Housing)),
        "small_children": chance.randint(0, 2),
        "elderly": chance.randint(0, 2),
        "schooling": {0: "sd"},
    }


def _person(chance: random.Random, earliest: int, latest: int) -> _Person:
    woman = chance.random() < 0.5
    day = date(chance.randint(earliest, latest), 1, 1) + timedelta(days=chance.randint(0, 364))
    return _Person(f"Contoh {chance.choice(_WOMEN if woman else _MEN)}", woman, day)


def _nik(desa: Desa, person: _Person, place: int) -> str:
    day = person.birth_date.day + (40 if person.woman else 0)
    return f"{_area(desa)}{day:02}{person.birth_date:%m%y}{9900 + place % 100}"


def _kk(desa: Desa, chance: random.Random, place: int) -> str:
    recorded = date(2015, 1, 1) + timedelta(days=chance.randint(0, 3000))
    return f"{_area(desa)}{recorded:%d%m%y}{9900 + place % 100}"


def _area(desa: Desa) -> str:
    return desa.kecamatan.code.replace(".", "")
