"""`bansos admin`: the first admin, and the way back in when the last one is locked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deploy.problems_said import problems_said
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.officers.roster import Invited, Trouble

admin = typer.Typer(help="Who lets officers into the console.", no_args_is_help=True)


@admin.command("create")
def create(
    *,
    user_name: Annotated[str, typer.Option(prompt="User name (lower case)", help="What the admin signs in with.")],
    name: Annotated[str, typer.Option(prompt="Full name", help="What colleagues see.")],
    ask: Annotated[
        bool, typer.Option("--ask-password", help="Ask for the one-time password in place of making one.")
    ] = False,
) -> None:
    """Make an admin of the whole kabupaten, with a password for the first sign-in."""
    password = (
        typer.prompt("One-time password (12 characters or more)", hide_input=True, confirmation_prompt=True)
        if ask
        else None
    )
    with problems_said():
        invited = _created(user_name, name, password)
        _tell(invited.officer.user_name, None if ask else invited.password)


@admin.command("reset")
def reset(user_name: Annotated[str, typer.Argument(help="Who lost the password or the phone.")]) -> None:
    """Give an officer a new one-time password, and forget the authenticator."""
    with problems_said():
        _tell(user_name, _reset(user_name).password)


def _created(user_name: str, name: str, password: str | None) -> Invited:
    from backend.auth.areas import WHOLE
    from backend.auth.passwords import Passwords, weakness
    from backend.auth.permissions import Role
    from backend.clock import utc_now
    from backend.officers.roster import OPERATOR, Duty, Invited, Roster
    from deploy.registry_opened import in_registry

    if password is not None and (weak := weakness(password, user_name)) is not None:
        raise SetupProblem(f"This password will not do ({weak}); choose several words that have nothing in common.")

    async def invite(session: AsyncSession) -> Invited | Trouble:
        duty = Duty(frozenset({Role.ADMIN}), WHOLE)
        return await Roster(session, Passwords(), OPERATOR).invite(user_name, name, duty, utc_now(), password=password)

    invited = in_registry(invite)
    if not isinstance(invited, Invited):
        raise SetupProblem(f"{user_name}: {invited.value.replace('-', ' ')}.")
    return invited


def _reset(user_name: str) -> Invited:
    from backend.auth.passwords import Passwords
    from backend.clock import utc_now
    from backend.officers.roster import OPERATOR, Roster
    from deploy.registry_opened import in_registry

    async def anew(session: AsyncSession) -> Invited | None:
        roster = Roster(session, Passwords(), OPERATOR)
        officer = await roster.find(user_name)
        return await roster.reset(officer, utc_now()) if officer is not None else None

    invited = in_registry(anew)
    if invited is None:
        raise SetupProblem(f"There is no officer with the user name {user_name}.")
    return invited


def _tell(user_name: str, password: str | None) -> None:
    typer.echo(f"User name:         {user_name}")
    if password is not None:
        typer.echo(f"One-time password: {password}")
    typer.echo("Good for one week. At the first sign-in, at /console, one chooses a password and an authenticator.")
