"""The page that shows how the campaign goes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import wording
from backend.console.access import SignedIn, allowed
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.fraud_reports.desk import many_lately
from backend.registrations.figures import Figures, figures
from backend.registrations.status import Status
from conversations.answers.areas import Kecamatan, kecamatan_with_code

router = APIRouter(prefix="/console/dasbor", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_SEE))]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: its count, its share of all or of its target, and its length in percent."""

    label: str
    many: int
    share: str
    length: float
    link: str = ""
    target: int | None = None


@router.get("")
async def dashboard(me: Me, session: Transaction, now: Now, kecamatan: Annotated[str, Query()] = "") -> HTMLResponse:
    """Show the figures of somebody's areas, or of one kecamatan among them."""
    within = me.areas.kecamatan()
    place = kecamatan_with_code(kecamatan)
    chosen = place if place in within else within[0] if len(within) == 1 else None
    areas = _of(me.areas, chosen) if chosen is not None else me.areas
    found = await figures(session, areas, now)
    return rendered(
        "dashboard.html",
        me=me,
        figures=found,
        frauds=await many_lately(session, areas, now),
        chosen=chosen,
        whole=chosen is None or len(within) == 1,
        target=sum(found.targets.values()),
        places=_by_desa(found, areas, chosen) if chosen is not None else _by_kecamatan(found, within),
        statuses=_bars([(wording.status_name(each), found.by_status.get(each, 0)) for each in Status]),
        ways=_bars(
            [
                (f"{wording.channel_name(channel)}, {wording.actor_name(role).lower()}", many)
                for (channel, role), many in sorted(found.by_way.items(), key=lambda way: -way[1])
            ]
        ),
        flags=_bars(
            [(wording.flag_sentence(flag), many) for flag, many in sorted(found.flags.items(), key=lambda f: -f[1])],
            of=found.all,
        ),
    )


def _of(areas: AreaScope, place: Kecamatan) -> AreaScope:
    return AreaScope(frozenset(desa.code for desa in areas.villages(place)))


def _by_kecamatan(found: Figures, within: list[Kecamatan]) -> list[Bar]:
    counted, targets = _of_kecamatan(found.by_desa), _of_kecamatan(found.targets)
    return _against_targets(
        (place.name, counted[place.code], targets[place.code], f"/console/dasbor?kecamatan={place.code}")
        for place in within
    )


def _of_kecamatan(by_desa: Mapping[str, int]) -> Counter[str]:
    added: Counter[str] = Counter()
    for desa, many in by_desa.items():
        added[desa.rpartition(".")[0]] += many
    return added


def _by_desa(found: Figures, areas: AreaScope, place: Kecamatan) -> list[Bar]:
    return _against_targets(
        (
            desa.title,
            found.by_desa.get(desa.code, 0),
            found.targets.get(desa.code, 0),
            f"/console/pendaftaran?kecamatan={place.code}&desa={desa.code}",
        )
        for desa in areas.villages(place)
    )


def _against_targets(places: Iterable[tuple[str, int, int, str]]) -> list[Bar]:
    """Measure places by their targets. Where none has one, they are compared with each other."""
    told = list(places)
    longest = max((many for _, many, _, _ in told), default=0) or 1
    whole, aimed = sum(many for _, many, _, _ in told), any(target for _, _, target, _ in told)
    return [
        Bar(
            label,
            many,
            wording.share(many, target or whole) if target or not aimed else "\u2013",
            min(round(100 * many / (target or longest), 2), 100),
            link,
            target or None,
        )
        for label, many, target, link in told
    ]


def _bars(counted: list[tuple[str, int]], *, of: int | None = None) -> list[Bar]:
    longest = max((many for _, many in counted), default=0) or 1
    whole = sum(many for _, many in counted) if of is None else of
    return [Bar(label, many, wording.share(many, whole), round(100 * many / longest, 2)) for label, many in counted]
