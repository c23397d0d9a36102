"""How long the PIN of an agent counts after the last thing done in the chat, as this registry is set up."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request


async def _idle(request: Request) -> timedelta:
    idle: timedelta = request.app.state.agent_idle
    return idle


Idle = Annotated[timedelta, Depends(_idle)]
