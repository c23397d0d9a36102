"""Checking every row of a file against the registry, before anything is taken from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.areas import AreaScope
from backend.imports.models import Import, ImportState, Payment
from backend.imports.payments import PaymentRow, read_payment
from backend.imports.results import Result, read_result
from backend.imports.row_problems import Problem, RowProblem, Unusable
from backend.registrations.hashes import wanted_nik
from backend.registrations.models import Registration
from backend.registrations.moves import step
from backend.registrations.status import NOT_ACTIVE, NOT_THEIRS
from backend.vault.slots import Slot
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backend.imports.sheet import Line

_AT_ONCE: Final = 500
_REGISTRATION_NIK: Final = {Slot.A: Registration.nik_hash_a, Slot.B: Registration.nik_hash_b}
_PAYMENT_NIK: Final = {Slot.A: Payment.nik_hash_a, Slot.B: Payment.nik_hash_b}

Read = TypeVar("Read", Result, PaymentRow)


@dataclass(frozen=True, slots=True)
class Move:
    """A row of a result list, and the registration that it is about."""

    of: Result
    registration_id: UUID


@dataclass(frozen=True, slots=True)
class Due:
    """A row of a payment list, and the desa of the person's registration, if there is one."""

    of: PaymentRow
    desa: str | None


Good = TypeVar("Good", Move, Due)


@dataclass(slots=True)
class Checked(Generic[Good]):
    """The rows that can be taken, and what is the matter with the others."""

    good: list[Good] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checker:
    """Compares rows with what is in some areas, within one transaction. What lies outside is not found."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope
    today: date

    async def results(self, lines: Sequence[Line]) -> Checked[Move]:
        """Find the registration that each result is about, and whether it waits for one."""
        checked = Checked[Move]()
        seen: set[str] = set()
        for rows in _batches(lines, lambda line: read_result(line, self.today), checked.problems):
            found = await self._under_way([row.nik for row in rows])
            for row in rows:
                registration = found.get(self._digest(row.nik))
                problem = Problem.NIK_TWICE if row.nik in seen else _problem(row, registration)
                seen.add(row.nik)
                if problem is not None or registration is None:
                    checked.problems.append(RowProblem(row.row, problem or Problem.NOT_FOUND))
                else:
                    checked.good.append(Move(row, registration.id))
        return checked

    async def payments(self, lines: Sequence[Line]) -> Checked[Due]:
        """Find out where each person's registration is, and whether the same was listed before.

        Whoever works for the whole kabupaten may list people who never registered here.
        """
        checked = Checked[Due]()
        seen: set[tuple[str, str, int]] = set()
        for rows in _batches(lines, lambda line: read_payment(line, self.today), checked.problems):
            desa = await self._desa([row.nik for row in rows])
            before = await self._listed([row.nik for row in rows])
            for row in rows:
                digest, what = self._digest(row.nik), (row.programme.casefold(), row.stage)
                if (row.nik, *what) in seen or (digest, *what, row.day.year) in before:
                    checked.problems.append(RowProblem(row.row, Problem.PAID_TWICE))
                elif digest not in desa and not self.areas.is_whole:
                    checked.problems.append(RowProblem(row.row, Problem.NOT_FOUND))
                else:
                    checked.good.append(Due(row, desa.get(digest)))
                seen.add((row.nik, *what))
        return checked

    def _digest(self, nik: str) -> bytes:
        return wanted_nik(self.vault, nik).digest

    async def _under_way(self, niks: Sequence[str]) -> dict[bytes | None, Registration]:
        column = _REGISTRATION_NIK[self.vault.slot]
        query = select(Registration).where(
            column.in_([self._digest(nik) for nik in niks]),
            Registration.status.not_in(NOT_ACTIVE),
            self.areas.condition(Registration.kecamatan, Registration.desa),
        )
        rows = (await self.session.scalars(query)).all()
        return {getattr(row, column.key): row for row in rows}

    async def _desa(self, niks: Sequence[str]) -> dict[bytes | None, str]:
        column = _REGISTRATION_NIK[self.vault.slot]
        query = (
            select(column, Registration.desa)
            .where(
                column.in_([self._digest(nik) for nik in niks]),
                Registration.status.not_in(NOT_THEIRS),
                self.areas.condition(Registration.kecamatan, Registration.desa),
            )
            .order_by(Registration.received_at, Registration.id)
        )
        # The newest registration comes last and stays.
        return {row[0]: row[1] for row in await self.session.execute(query)}

    async def _listed(self, niks: Sequence[str]) -> set[tuple[bytes | None, str, int, int]]:
        column = _PAYMENT_NIK[self.vault.slot]
        query = (
            select(column, Payment.programme, Payment.stage, Payment.day)
            .join(Import, Import.id == Payment.import_id)
            .where(column.in_([self._digest(nik) for nik in niks]), Import.state == ImportState.DONE)
        )
        return {(row[0], row[1].casefold(), row[2], row[3].year) for row in await self.session.execute(query)}


def _batches(lines: Sequence[Line], read: Callable[[Line], Read], problems: list[RowProblem]) -> Iterator[list[Read]]:
    for first in range(0, len(lines), _AT_ONCE):
        rows: list[Read] = []
        for line in lines[first : first + _AT_ONCE]:
            try:
                rows.append(read(line))
            except Unusable as unusable:
                problems.append(RowProblem(line.number, unusable.why))
        yield rows


def _problem(row: Result, registration: Registration | None) -> Problem | None:
    if registration is None:
        return Problem.NOT_FOUND
    if row.number is not None and row.number != registration.number:
        return Problem.NUMBER_DIFFERS
    return None if step(registration.status, row.status) is not None else Problem.NOT_WAITING
