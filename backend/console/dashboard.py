"""The page that shows how the campaign goes."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import wording
from backend.console.access import SignedIn, allowed
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.registrations.figures import FigureDesk, Figures
from backend.registrations.status import Status
from conversations.answers.areas import Kecamatan, kecamatan_with_code

router = APIRouter(prefix="/console/dasbor", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_SEE))]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: its count, its share of all, and its length in percent of the longest."""

    label: str
    many: int
    share: str
    length: float
    link: str = ""


@router.get("")
async def dashboard(
    me: Me, request: Request, session: Transaction, now: Now, kecamatan: Annotated[str, Query()] = ""
) -> HTMLResponse:
    """Show the figures of somebody's areas, or of one kecamatan among them."""
    desk: FigureDesk = request.app.state.figures
    within = me.areas.kecamatan()
    place = kecamatan_with_code(kecamatan)
    chosen = place if place in within else within[0] if len(within) == 1 else None
    areas = _of(me.areas, chosen) if chosen is not None else me.areas
    figures = await desk.figures(session, areas, now)
    return rendered(
        "dashboard.html",
        me=me,
        figures=figures,
        chosen=chosen,
        whole=chosen is None or len(within) == 1,
        places=_by_desa(figures, areas, chosen) if chosen is not None else _by_kecamatan(figures, within),
        statuses=_bars([(wording.status_name(each), figures.by_status.get(each, 0)) for each in Status]),
        ways=_bars(
            [
                (f"{wording.channel_name(channel)}, {wording.actor_name(role).lower()}", many)
                for (channel, role), many in sorted(figures.by_way.items(), key=lambda way: -way[1])
            ]
        ),
        flags=_bars(
            [(wording.flag_sentence(flag), many) for flag, many in sorted(figures.flags.items(), key=lambda f: -f[1])],
            of=figures.all,
        ),
        now=now,
    )


def _of(areas: AreaScope, place: Kecamatan) -> AreaScope:
    return AreaScope(frozenset(desa.code for desa in areas.villages(place)))


def _by_kecamatan(figures: Figures, within: list[Kecamatan]) -> list[Bar]:
    counted = [(place.name, figures.by_kecamatan.get(place.code, 0)) for place in within]
    return _bars(counted, links=[f"/console/dasbor?kecamatan={place.code}" for place in within])


def _by_desa(figures: Figures, areas: AreaScope, place: Kecamatan) -> list[Bar]:
    villages = areas.villages(place)
    links = [f"/console/pendaftaran?kecamatan={place.code}&desa={desa.code}" for desa in villages]
    return _bars([(desa.title, figures.by_desa.get(desa.code, 0)) for desa in villages], links=links)


def _bars(counted: list[tuple[str, int]], *, links: list[str] | None = None, of: int | None = None) -> list[Bar]:
    longest = max((many for _, many in counted), default=0) or 1
    whole = sum(many for _, many in counted) if of is None else of
    return [
        Bar(
            label,
            many,
            wording.share(many, whole),
            round(100 * many / longest, 2),
            links[place] if links is not None else "",
        )
        for place, (label, many) in enumerate(counted)
    ]
