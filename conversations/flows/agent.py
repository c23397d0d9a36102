"""An agent's way in, and the agent's menu: by a code the first time, then by the PIN, then for a while by nothing.

The registry says who is an agent. PIN and code are secrets: they are asked, compared there, and kept nowhere here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.areas import desa_with_code
from conversations.answers.invitation import INVITATION_PROBLEMS, Invitation, calls_agent, parse_invitation
from conversations.answers.normalise import plain
from conversations.answers.reading import Problem
from conversations.engine import bringing
from conversations.engine.agent import AGENT
from conversations.engine.fields import Field
from conversations.engine.flow import Ask, Choose, End, Flow, Go, Look, Situation, otherwise, when
from conversations.flows.drafts import BesideDraft, has_draft
from conversations.flows.pins import PinTalk, ask_pin, choose_pin, end_pin

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = frozenset({"agen", "menu agen", "/agen", "masuk agen", "login agen"})
_PRACTICE: Final = frozenset({"latihan", "/latihan", "mode latihan", "coba dulu", "belajar"})
_QUICK: Final = frozenset({"cepat", "/cepat", "daftar cepat", "mode cepat"})


class Task(StrEnum):
    """What an agent can do."""

    RESUME = "resume"
    GUIDED = "guided"
    QUICK = "quick"
    MANY = "many"
    WORK = "work"
    PRACTICE = "practice"
    RESIDENT = "resident"


class Rehearsal(StrEnum):
    """What is practised."""

    GUIDED = "guided"
    QUICK = "quick"


class AgentTalk(PinTalk, BesideDraft):
    """What an agent types. `by_code` says that the message which began this was meant to bring a code."""

    by_code = Field(bool)
    fixes = Field(bool)
    code = Field(Invitation, secret=True)
    task = Field(Task)
    rehearsal = Field(Rehearsal)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find a code in a message, or the wish to be let in as an agent."""
    if plain(text) in _WORDS:
        return {}
    if plain(text) in _QUICK:
        return {"task": Task.QUICK.value}
    if plain(text) in bringing.WORDS:
        return {"task": Task.MANY.value}
    if plain(text) in _PRACTICE:
        return {"task": Task.PRACTICE.value}
    if not calls_agent(text):
        return None
    read = parse_invitation(text)
    return {"by_code": True} if isinstance(read, Problem) else {"by_code": True, "code": read}


def came_by_code(talk: AgentTalk) -> bool:
    """Tell whether a code was brought, right or not."""
    return bool(talk.by_code)


def resumes(talk: AgentTalk) -> bool:
    """Tell whether the agent goes on with it."""
    return talk.task is Task.RESUME


def registers(talk: AgentTalk) -> bool:
    """Tell whether the agent registers a family, question by question."""
    return talk.task is Task.GUIDED


def tells_at_once(talk: AgentTalk) -> bool:
    """Tell whether the agent registers families with a message each."""
    return talk.task is Task.QUICK


def brings_many(talk: AgentTalk) -> bool:
    """Tell whether the agent has many families in a file."""
    return talk.task is Task.MANY


def sees_work(talk: AgentTalk) -> bool:
    """Tell whether the agent looks at what waits."""
    return talk.task is Task.WORK


def practises(talk: AgentTalk) -> bool:
    """Tell whether the agent practises, with a family that is nobody's."""
    return talk.task is Task.PRACTICE


def practises_guided(talk: AgentTalk) -> bool:
    """Tell whether that is question by question."""
    return talk.rehearsal is Rehearsal.GUIDED


def read_code(text: str, _: Situation[AgentTalk]) -> Invitation | Problem:
    """Read a code."""
    return parse_invitation(text)


def the_code(talk: AgentTalk) -> Mapping[str, Any]:
    """Give the code."""
    return {"code": talk.code}


def who(talk: AgentTalk) -> Mapping[str, Any]:
    """Name the agent, and the area."""
    found = talk.answers.get("entered") or talk.answers["standing"]
    desa = desa_with_code(found["desa"])
    parts = [f"{kind} {found[name]}" for kind, name in (("RW", "rw"), ("RT", "rt")) if found[name]]
    return {"name": found["name"], "area": " ".join([desa.title if desa else found["desa"], *parts])}


def why_not(talk: AgentTalk) -> Mapping[str, Any]:
    """Say what became of the code."""
    return {"why": talk.answers["redeem"]["outcome"]}


agent = Flow(
    "agent",
    version=1,
    start="code",
    record=AgentTalk,
    opened_with=opening,
    everyday=["cepat", "banyak", "latihan", "belajar"],
    role=AGENT,
)

agent += Ask(
    name="code",
    asked_if=came_by_code,
    expects=read_code,
    problems={**INVITATION_PROBLEMS, "unknown": ()},
    saves=AgentTalk.code,
    next=[when(came_by_code, "redeem"), otherwise("standing")],
)
agent += Look(
    name="redeem",
    lookup="agents.redeem",
    asks=the_code,
    outcomes={
        "bound": "standing",
        "used": "not_bound",
        "expired": "not_bound",
        "not_yours": "not_bound",
        "other_agent": "not_bound",
        "suspended": "not_bound",
        "too_many": "not_bound",
        "unavailable": "away",
    },
    again={"unknown": "code"},
)
agent += Look(
    name="standing",
    lookup="agents.standing",
    outcomes={
        "active": "task",
        "new_pin": "new_pin",
        "pin": "own_pin",
        "suspended": "suspended",
        "none": "nobody",
        "unavailable": "away",
    },
)

# The first time
choose_pin(agent, chosen="entered", nobody="nobody")

# Later
ask_pin(agent, "own_pin", right="entered", nobody="nobody")
agent += Look(
    name="entered",
    lookup="agents.standing",
    outcomes={
        "active": "task",
        "new_pin": "away",
        "pin": "away",
        "suspended": "suspended",
        "none": "nobody",
        "unavailable": "away",
    },
)

agent += Choose(
    name="task",
    options=list(Task),
    only_if={Task.RESUME: has_draft},
    details=who,
    saves=AgentTalk.task,
    next=[
        when(resumes, "resume"),
        when(registers, "guided"),
        when(tells_at_once, "quick"),
        when(brings_many, "file"),
        when(sees_work, "work"),
        when(practises, "rehearsal"),
        otherwise("resident"),
    ],
)
agent += Choose(
    name="rehearsal",
    options=list(Rehearsal),
    saves=AgentTalk.rehearsal,
    next=[when(practises_guided, "practice_guided"), otherwise("practice_quick")],
)
agent += Go(name="practice_guided", flow="registration", answers={"practice": True}, acting=True)
agent += Go(name="practice_quick", flow="quick", answers={"practice": True}, acting=True)
agent += Go(name="resume", flow="")
agent += Go(name="guided", flow="registration", acting=True)
agent += Go(name="quick", flow="quick", acting=True)
agent += Go(name="work", flow="work")
agent += Go(name="resident", flow="menu")
agent += End(name="file")
agent += End(name="not_bound", details=why_not)
agent += End(name="suspended")
agent += End(name="nobody")
end_pin(agent)
