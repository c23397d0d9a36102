"""The form that a broadcast is composed and changed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pydantic import BaseModel

from backend.broadcasts.desk import Composition
from backend.console.places import chosen
from backend.registrations.status import Status
from conversations.answers.areas import desa_with_code, kecamatan_with_code

if TYPE_CHECKING:
    from backend.auth.areas import AreaScope
    from backend.broadcasts.models import Broadcast

AS_BEFORE: Final = "semula"
"""Stands for areas that the form has no single choice for."""
_LONGEST_SID: Final = 64
_LONGEST_PROGRAMME: Final = 40


class BroadcastForm(BaseModel):
    """What somebody typed, as it is shown again where something has to be changed."""

    title: str = ""
    text: str = ""
    bring: str = ""
    template: str = ""
    kecamatan: str = ""
    desa: str = ""
    programme: str = ""
    stage: str = ""
    daftar: str = ""
    status: str = ""
    from_hour: str = "7"
    until_hour: str = "20"
    tanya: str = ""
    asking_template: str = ""

    @classmethod
    def of(cls, broadcast: Broadcast) -> BroadcastForm:
        """Fill it in with what a broadcast says."""
        kecamatan, desa = _named(broadcast.scope)
        return cls(
            title=broadcast.title,
            text=broadcast.text,
            bring=broadcast.bring,
            template=broadcast.template or "",
            kecamatan=kecamatan,
            desa=desa,
            programme=broadcast.programme or "",
            stage=str(broadcast.stage or ""),
            daftar=str(broadcast.import_id or ""),
            status=broadcast.status.value if broadcast.status is not None else "",
            from_hour=str(broadcast.from_hour),
            until_hour=str(broadcast.until_hour),
            tanya="ya" if broadcast.asks_after else "",
            asking_template=broadcast.asking_template or "",
        )

    def areas(self, mine: AreaScope, before: AreaScope | None = None) -> AreaScope | None:
        """Give the part of somebody's areas that was chosen; None where it is not a part of them."""
        if self.kecamatan == AS_BEFORE:
            return before
        return chosen(mine, self.kecamatan, self.desa)

    def composition(self, areas: AreaScope) -> Composition:
        """Give it as the desk takes it."""
        return Composition(
            title=" ".join(self.title.split()),
            text=self.text.replace("\r\n", "\n").strip(),
            areas=areas,
            bring=" ".join(self.bring.split()),
            template=self.template.strip()[:_LONGEST_SID] or None,
            programme=self.programme.strip()[:_LONGEST_PROGRAMME] or None,
            stage=_number(self.stage),
            import_id=self.import_id,
            status=Status(self.status) if self.status in set(Status) else None,
            from_hour=_number(self.from_hour) or 0,
            until_hour=_number(self.until_hour) or 0,
            asks_after=bool(self.tanya),
            asking_template=self.asking_template.strip()[:_LONGEST_SID] or None,
        )

    @property
    def import_id(self) -> UUID | None:
        """Give the payment list that was chosen."""
        try:
            return UUID(self.daftar)
        except ValueError:
            return None


def _named(scope: AreaScope) -> tuple[str, str]:
    """Give kecamatan and desa as they are chosen. All of somebody's areas may be more than it was, or less."""
    if len(scope.codes) == 1:
        [code] = scope.codes
        if kecamatan_with_code(code) is not None:
            return code, ""
        if desa_with_code(code) is not None:
            return code.rpartition(".")[0], code
    return AS_BEFORE, ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None
