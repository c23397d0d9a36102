"""Proving that nobody changed the audit log: every entry, every lane's end, every day's root."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import func, select, text

from backend.audit.chain import BEGINNING, Event, chained_hash
from backend.audit.models import AuditEntry, AuditHead, AuditRoot
from backend.audit.roots import FIRST, root_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncSession

_AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the log that is not as it was written. `entry` is the entry's id, where it is about one."""

    sentence: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """How many entries were gone through so far, of how many."""

    done: int
    total: int


Finding: TypeAlias = Fault | Checked


@dataclass(slots=True)
class _Lane:
    hash: bytes = BEGINNING
    last_id: int = 0
    entries: int = 0


@dataclass(slots=True)
class _Walk:
    """What is known while going through the entries: the lanes' ends, and which entries the days' roots name."""

    named: dict[int, tuple[date, int, bytes]]
    lanes: defaultdict[int, _Lane] = field(default_factory=lambda: defaultdict(_Lane))

    def step(self, entry: Row[Any]) -> list[Fault]:
        """Take in the next entry."""
        lane, faults = self.lanes[entry.lane], []
        event = Event(entry.at, entry.actor, entry.action, entry.subject, entry.details)
        if entry.previous_hash != lane.hash:
            after = f"entry {lane.last_id}" if lane.last_id else "the beginning"
            faults.append(
                Fault(
                    f"Entry {entry.id} does not follow from {after}: something between was removed or moved.", entry.id
                )
            )
        if entry.hash != chained_hash(event, entry.previous_hash):
            faults.append(Fault(f"Entry {entry.id} was edited: its content is not what was written.", entry.id))
        if (named := self.named.pop(entry.id, None)) is not None and named[1:] != (entry.lane, entry.hash):
            faults.append(Fault(f"Entry {entry.id} is not what the root of {named[0]} says.", entry.id))
        lane.hash, lane.last_id, lane.entries = entry.hash, entry.id, lane.entries + 1
        return faults

    def not_met(self) -> Iterator[Fault]:
        """Name the entries that roots speak of and that are not there."""
        for entry, (day, number, _) in self.named.items():
            yield Fault(f"Entry {entry} of lane {number} is in the root of {day} and was removed.", entry)


async def proved(
    session: AsyncSession, published: Mapping[date, bytes] = MappingProxyType({})
) -> AsyncIterator[Finding]:
    """Go through the whole log, in memory that does not grow with it. Whoever writes meanwhile is not waited for.

    `published` are roots as they were published, by day. The session is a new one: the log is looked at as it stands
    at one moment.
    """
    await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    heads = {head.lane: head for head in await session.scalars(select(AuditHead))}
    roots = (await session.scalars(select(AuditRoot).order_by(AuditRoot.day))).all()
    total = await session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    for fault in (*_chained(roots), *_other_than_published(roots, published)):
        yield fault
    walk, done, after = _Walk(_named_by(roots)), 0, 0
    while rows := await _next(session, after):
        for entry in rows:
            for fault in walk.step(entry):
                yield fault
        done, after = done + len(rows), rows[-1].id
        yield Checked(done, total)
    for fault in _ends(walk, heads):
        yield fault


async def first_broken(session: AsyncSession) -> int | None:
    """Find the first entry that is not as it was written, or None if the log is whole."""
    async for finding in proved(session):
        if isinstance(finding, Fault):
            return finding.entry
    return None


async def _next(session: AsyncSession, after: int) -> list[Row[Any]]:
    of = AuditEntry
    query = select(of.id, of.lane, of.at, of.actor, of.action, of.subject, of.details, of.previous_hash, of.hash)
    return list((await session.execute(query.where(of.id > after).order_by(of.id).limit(_AT_ONCE))).all())


def _chained(roots: Sequence[AuditRoot]) -> Iterator[Fault]:
    previous = FIRST
    for root in roots:
        if root.previous_root != previous:
            yield Fault(f"The root of {root.day} does not follow from the one before: a root was removed.")
        if root.root != root_of(root.day, root.heads, root.previous_root):
            yield Fault(f"The root of {root.day} was edited.")
        previous = root.root


def _other_than_published(roots: Sequence[AuditRoot], published: Mapping[date, bytes]) -> Iterator[Fault]:
    kept = {root.day: root.root for root in roots}
    for day, expected in published.items():
        if kept.get(day) != expected:
            yield Fault(f"The root of {day} is not the one that was published.")


def _named_by(roots: Sequence[AuditRoot]) -> dict[int, tuple[date, int, bytes]]:
    """Give the entries that roots name, by id. A quiet lane ends at the same entry for days: the first is enough."""
    named: dict[int, tuple[date, int, bytes]] = {}
    for root in roots:
        for head in root.heads:
            if head["last_id"]:
                named.setdefault(head["last_id"], (root.day, head["lane"], bytes.fromhex(head["hash"])))
    return named


def _ends(walk: _Walk, heads: Mapping[int, AuditHead]) -> Iterator[Fault]:
    for number in sorted(walk.lanes.keys() | heads.keys()):
        lane, head = walk.lanes[number], heads.get(number)
        if head is None:
            yield Fault(f"Where lane {number} ends was removed.")
        elif (head.hash, head.last_id) != (lane.hash, lane.last_id):
            yield Fault(
                f"Lane {number} ends at entry {lane.last_id} and was written up to entry {head.last_id}: "
                "what came after was removed."
            )
        elif head.entries != lane.entries:
            yield Fault(f"Lane {number} has {lane.entries} entries and {head.entries} were written.")
    yield from walk.not_met()
