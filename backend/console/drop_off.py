"""The console's page on the conversations: at which questions people stop."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.clock import Now, local_date
from backend.console.access import SignedIn, allowed
from backend.console.bars import bars
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.question_counts.funnel import funnel
from backend.question_counts.tally import Kinds, Tally, Wanted
from conversations.answers.areas import kecamatan_with_code

_PERIODS: Final = (1, 7, 28)
_USUAL: Final = 7
_ADDRESS: Final = "/console/alur"
_FIRST_FLOW: Final = "registration"
_PICTURES: Final = {path.stem: path.read_bytes() for path in (Path(__file__).parent / "static" / "flows").glob("*.svg")}
"""The flows as they were drawn (`bansos flows draw`), by name."""

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.CONVERSATIONS_SEE))]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in the form, by the names of its fields. An empty text is "all"."""

    hari: int = _USUAL
    alur: str = ""
    saluran: str = ""
    kecamatan: str = ""
    peran: str = ""
    bahasa: str = ""

    @classmethod
    async def asked(
        cls,
        hari: Annotated[str, Query()] = "",
        alur: Annotated[str, Query()] = "",
        saluran: Annotated[str, Query()] = "",
        kecamatan: Annotated[str, Query()] = "",
        peran: Annotated[str, Query()] = "",
        bahasa: Annotated[str, Query()] = "",
    ) -> "Choice":
        """Read the form's fields from the address."""
        days = {str(days): days for days in _PERIODS}
        place = kecamatan_with_code(kecamatan)
        return cls(days.get(hari, _USUAL), alur, saluran, place.code if place else "", peran, bahasa)

    def among(self, kinds: Kinds) -> "Choice":
        """Keep what exists. Anything else counts as "all", and as the registration where a flow is needed."""
        usual = _FIRST_FLOW if _FIRST_FLOW in kinds.flows else next(iter(kinds.flows), "")
        return Choice(
            self.hari,
            self.alur if self.alur in kinds.flows else usual,
            self.saluran if self.saluran in kinds.channels else "",
            self.kecamatan,
            self.peran if self.peran in kinds.roles else "",
            self.bahasa if self.bahasa in kinds.locales else "",
        )

    def within(self, areas: AreaScope) -> "Choice | None":
        """Keep to whole kecamatan of somebody's areas; None where they have none.

        The counts know no desa: a kecamatan's would tell of other villages.
        """
        if areas.is_whole:
            return self
        codes = [place.code for place in areas.whole_kecamatan()]
        if not codes:
            return None
        return replace(self, kecamatan=self.kecamatan if self.kecamatan in codes else codes[0])

    def wanted(self, today: date) -> Wanted:
        """Give it as the registry's own question, for the days up to today."""
        return Wanted(
            today - timedelta(days=self.hari - 1),
            today,
            self.alur,
            self.saluran or None,
            self.kecamatan or None,
            self.peran or None,
            self.bahasa or None,
        )

    def for_days(self, days: int) -> str:
        """Give the address of the same page for another period."""
        fields = {
            "hari": days,
            "alur": self.alur,
            "saluran": self.saluran,
            "kecamatan": self.kecamatan,
            "peran": self.peran,
            "bahasa": self.bahasa,
        }
        return f"{_ADDRESS}?{urlencode({name: value for name, value in fields.items() if value})}"


@router.get("/alur")
async def drop_off(
    me: Me, asked: Annotated[Choice, Depends(Choice.asked)], session: Transaction, now: Now
) -> HTMLResponse:
    """Show a flow question by question: how many answered, needed another try or help, and stopped."""
    allowed_choice = asked.within(me.areas)
    if allowed_choice is None:
        return notice(
            HTTPStatus.NOT_FOUND,
            "Belum ada angka untuk wilayah ini",
            "Angka percakapan hanya dihitung per kecamatan, tidak per desa.",
            me=me,
        )
    tally, today = Tally(session), local_date(now)
    # What can be chosen stays the same when the period changes, so that no choice falls away with it.
    kinds = await tally.kinds(today - timedelta(days=max(_PERIODS) - 1), today)
    choice = allowed_choice.among(kinds)
    wanted = choice.wanted(today)
    order = (await tally.orders()).get(choice.alur, ())
    found = funnel(await tally.sums(wanted), order)
    return rendered(
        "drop_off.html",
        me=me,
        funnel=found,
        bars=bars(found.questions),
        choice=choice,
        kinds=kinds,
        period=wanted,
        periods=_PERIODS,
        address=_ADDRESS,
        has_picture=choice.alur in _PICTURES,
        all_kecamatan=me.areas.whole_kecamatan(),
    )


@router.get("/alur/{flow}.svg")
async def picture(_me: Me, flow: str) -> Response:
    """Give the picture of a flow."""
    drawn = _PICTURES.get(flow)
    return Response(drawn, media_type="image/svg+xml") if drawn is not None else Response(status_code=404)
