"""Keeping counts, and adding them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import Integer, Text, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.question_counts.models import FlowOrder, QuestionCount
from backend.question_counts.schemas import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backend.question_counts.schemas import CountIn

_KEY: Final = ("flow", "state", "what", "channel", "locale", "role", "kecamatan")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which counts are asked for: from the first to the last day, both included. None means all."""

    first: date
    last: date
    flow: str | None = None
    channel: str | None = None
    kecamatan: str | None = None
    role: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Kinds:
    """What can be chosen among: everything that was counted in a period."""

    flows: tuple[str, ...]
    channels: tuple[str, ...]
    roles: tuple[str, ...]
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts, within one transaction."""

    session: AsyncSession

    async def keep(self, day: date, counts: Iterable[CountIn]) -> None:
        """Take in totals of a day. The greatest total of each thing stays, so older ones change nothing."""
        totals: dict[tuple[str, ...], int] = {}
        for each in counts:
            key = tuple(getattr(each, name) for name in _KEY)
            totals[key] = max(each.count, totals.get(key, 0))
        if not totals:
            return
        # Everybody goes in one order, or two callers with the same rows could each wait for the other.
        keys = sorted(totals)
        names = [literal([key[place] for key in keys], ARRAY(Text)) for place in range(len(_KEY))]
        rows = (
            func.unnest(*names, literal([totals[key] for key in keys], ARRAY(Integer)))
            .table_valued(*(column(name) for name in (*_KEY, "count")), name="rows")
            .render_derived()
        )
        sent = insert(QuestionCount).from_select(
            ["day", *_KEY, "count"], select(literal(day), *rows.c).order_by(*(rows.c[name] for name in _KEY))
        )
        await self.session.execute(
            sent.on_conflict_do_update(
                index_elements=["day", *_KEY],
                set_={"count": sent.excluded.count},
                where=sent.excluded.count > QuestionCount.count,
            )
        )

    async def keep_orders(self, orders: Mapping[str, Sequence[str]]) -> None:
        """Take in the order of the questions of some flows. The newest counts."""
        for flow in sorted(orders):
            told = insert(FlowOrder).values(flow=flow, states=list(orders[flow]))
            await self.session.execute(
                told.on_conflict_do_update(
                    index_elements=["flow"],
                    set_={"states": told.excluded.states},
                    where=told.excluded.states != FlowOrder.states,
                )
            )

    async def sums(self, wanted: Wanted) -> list[Sum]:
        """Add up what is wanted, by flow, question and what happened there."""
        of = QuestionCount
        chosen = {
            of.flow: wanted.flow,
            of.channel: wanted.channel,
            of.kecamatan: wanted.kecamatan,
            of.role: wanted.role,
            of.locale: wanted.locale,
        }
        found = await self.session.execute(
            select(of.flow, of.state, of.what, func.sum(of.count))
            .where(of.day.between(wanted.first, wanted.last))
            .where(*(name == value for name, value in chosen.items() if value is not None))
            .group_by(of.flow, of.state, of.what)
            .order_by(of.flow, of.state, of.what)
        )
        return [Sum(flow=flow, state=state, what=what, count=total) for flow, state, what, total in found]

    async def orders(self) -> dict[str, list[str]]:
        """Give the order of the questions of each flow, where it was told."""
        return {told.flow: told.states for told in await self.session.scalars(select(FlowOrder))}

    async def kinds(self, first: date, last: date) -> Kinds:
        """Name everything that was counted in a period."""
        of = QuestionCount
        found = (
            await self.session.execute(
                select(of.flow, of.channel, of.role, of.locale).where(of.day.between(first, last)).distinct()
            )
        ).all()
        flows, channels, roles, locales = (tuple(sorted({row[place] for row in found})) for place in range(4))
        return Kinds(flows, channels, roles, locales)
