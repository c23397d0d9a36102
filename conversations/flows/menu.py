"""The front door: who this is, and what can be done here."""

from __future__ import annotations

from enum import StrEnum

from conversations.engine.fields import Field
from conversations.engine.flow import Choose, End, Flow, Go, otherwise, when
from conversations.flows.drafts import BesideDraft, has_draft


class Door(StrEnum):
    """What the menu leads to."""

    RESUME = "resume"
    REGISTER = "register"
    STATUS = "status"
    FIX = "fix"
    GENUINE = "genuine"
    PERSON = "person"
    MY_DATA = "my_data"
    APPEAL = "appeal"


class Menu(BesideDraft):
    """What was picked, and whether an unfinished registration or a correction is waiting."""

    fixes = Field(bool)
    door = Field(Door)


def resumes(menu: Menu) -> bool:
    """Tell whether the person goes on with it."""
    return menu.door is Door.RESUME


def registers(menu: Menu) -> bool:
    """Tell whether the person registers a family."""
    return menu.door is Door.REGISTER


def asks_status(menu: Menu) -> bool:
    """Tell whether the person asks how a registration stands."""
    return menu.door is Door.STATUS


def has_fixes(menu: Menu) -> bool:
    """Tell whether the office waits for something to be told again."""
    return bool(menu.fixes)


def fixes(menu: Menu) -> bool:
    """Tell whether the person tells it."""
    return menu.door is Door.FIX


def doubts(menu: Menu) -> bool:
    """Tell whether the person wants to know that this service is genuine."""
    return menu.door is Door.GENUINE


def asks_for_data(menu: Menu) -> bool:
    """Tell whether the person asks what is held about the family."""
    return menu.door is Door.MY_DATA


def objects(menu: Menu) -> bool:
    """Tell whether the person does not agree with a result."""
    return menu.door is Door.APPEAL


menu = Flow("menu", version=1, start="door", record=Menu)

menu += Choose(
    name="door",
    options=list(Door),
    only_if={Door.RESUME: has_draft, Door.FIX: has_fixes},
    saves=Menu.door,
    next=[
        when(resumes, "resume"),
        when(registers, "register"),
        when(asks_status, "status"),
        when(fixes, "fix"),
        when(doubts, "genuine"),
        when(asks_for_data, "my_data"),
        when(objects, "appeal"),
        otherwise("person"),
    ],
)
menu += Go(name="resume", flow="")
menu += Go(name="register", flow="registration")
menu += Go(name="status", flow="status")
menu += Go(name="my_data", flow="my_data")
menu += Go(name="appeal", flow="appeal")
menu += Go(name="fix", flow="fix", answers={"begin": "now"})
menu += End(name="genuine")
menu += End(name="person")
