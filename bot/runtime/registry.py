"""The registry, as the conversations know it: look-ups and submissions over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import httpx
import msgspec
import structlog

from conversations.engine.turn import Found, Need, Settled, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

log = structlog.get_logger()
UNAVAILABLE = Found("unavailable")
DELAYED = Settled("delayed")


class Decision(msgspec.Struct, frozen=True):
    """What an officer decided about something that could not be delivered: to `retry`, or that it is `handled`."""

    reference: str
    decision: Literal["retry", "handled"]
    decided_at: str


class Decisions(msgspec.Struct, frozen=True):
    """How much is open on the officers' list, and what is to be carried out."""

    open: int
    decisions: list[Decision]


class Refused(Exception):
    """The registry will never take this as it is, and no answer of the person can change that."""


class Registry:
    """A client of the registry's API. Whatever goes wrong is an outcome that the conversation has words for."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._lookups = {
            "registry.own_nik": self._own_nik,
            "registry.own_registrations": self._own_registrations,
            "registry.status": self._status,
        }

    async def look_up(self, need: Need) -> Found:
        """Ask what a conversation needs to know. Unknown look-ups are a fault of the release, and raise."""
        asked = self._lookups[need.lookup]
        try:
            return await asked(need.args)
        except (httpx.HTTPError, ValueError, KeyError) as fault:
            log.warning("registry unavailable", lookup=need.lookup, fault=type(fault).__name__)
            return UNAVAILABLE

    async def submit(self, submission: Submission) -> Settled:
        """Hand a submission over. Handing it over twice is the same as once.

        Raises:
            Refused: the registry does not take it, and asking the person again cannot help.
        """
        try:
            if submission.kind == "broadcasts":
                response = await self._client.put("/api/v1/contacts/broadcasts", json=submission.body)
            else:
                response = await self._client.post(
                    "/api/v1/registrations", json=submission.body, headers={"Idempotency-Key": submission.key}
                )
        except httpx.HTTPError as fault:
            log.warning("registry unavailable", submission=submission.key, fault=type(fault).__name__)
            return DELAYED
        return _settled(response)

    async def count(self, day: str, rows: Sequence[Mapping[str, Any]], order: Mapping[str, Sequence[str]]) -> bool:
        """Hand over the totals of a day so far; tell whether the registry has them."""
        try:
            body = {"counts": list(rows), "order": dict(order)}
            response = await self._client.put(f"/api/v1/question-counts/{day}", json=body)
        except httpx.HTTPError as fault:
            log.warning("registry unavailable", counts=day, fault=type(fault).__name__)
            return False
        if not response.is_success:
            log.warning("registry does not take the counts", day=day, status=response.status_code)
        return response.is_success

    async def tell_undelivered(self, reference: str, told: Mapping[str, Any]) -> bool:
        """List what could not be delivered for the officers; tell whether the registry has it."""
        try:
            response = await self._client.put(f"/api/v1/undelivered/{reference}", json=dict(told))
        except httpx.HTTPError as fault:
            log.warning("registry unavailable", undelivered=reference, fault=type(fault).__name__)
            return False
        if not response.is_success:
            log.warning("registry does not take the listing", undelivered=reference, status=response.status_code)
        return response.is_success

    async def decisions(self) -> Decisions | None:
        """Ask what officers decided; None when the registry cannot tell now."""
        try:
            response = await self._client.get("/api/v1/undelivered/decisions")
            return msgspec.json.decode(response.raise_for_status().content, type=Decisions)
        except (httpx.HTTPError, msgspec.DecodeError) as fault:
            log.warning("registry unavailable", asked="decisions", fault=type(fault).__name__)
            return None

    async def took(self, decision: Decision) -> None:
        """Say that a decision was carried out. When that is not heard, it is carried out again."""
        try:
            await self._client.post(
                f"/api/v1/undelivered/{decision.reference}/taken", json={"decided_at": decision.decided_at}
            )
        except httpx.HTTPError as fault:
            log.warning("registry unavailable", undelivered=decision.reference, fault=type(fault).__name__)

    async def _own_nik(self, args: Mapping[str, Any]) -> Found:
        response = await self._client.post("/api/v1/registrations/own/by-nik", json=dict(args))
        number = response.raise_for_status().json()["number"]
        return Found("new") if number is None else Found("already", {"number": number})

    async def _own_registrations(self, args: Mapping[str, Any]) -> Found:
        response = await self._client.post("/api/v1/registrations/own", json=dict(args))
        items = response.raise_for_status().json()["registrations"]
        kept = [{name: item[name] for name in ("number", "status", "name")} for item in items]
        return Found("found", {"items": kept}) if kept else Found("none")

    async def _status(self, args: Mapping[str, Any]) -> Found:
        response = await self._client.post("/api/v1/registrations/status", json=dict(args))
        if response.status_code == httpx.codes.NOT_FOUND:
            return Found("no_match")
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return Found("too_many")
        found = response.raise_for_status().json()
        return Found("found", {name: found[name] for name in ("number", "status", "since")})


def _settled(response: httpx.Response) -> Settled:
    match response.status_code:
        case httpx.codes.OK | httpx.codes.CREATED | httpx.codes.NO_CONTENT:
            answer = response.json() if response.content else {}
            outcome = "already" if answer.get("already") else "accepted"
            return Settled(outcome, {"number": answer["number"]} if "number" in answer else {})
        case httpx.codes.UNPROCESSABLE_ENTITY:
            faults = response.json().get("errors", ())
            return Settled("rejected", {"fields": sorted({_answer_of(fault["field"]) for fault in faults})})
        case httpx.codes.CONFLICT | httpx.codes.BAD_REQUEST | httpx.codes.NOT_FOUND | httpx.codes.METHOD_NOT_ALLOWED:
            raise Refused(f"{response.status_code}: {response.json().get('title', '')}")
        case _:
            log.warning("registry does not take it now", status=response.status_code)
            return DELAYED


def _answer_of(field: str) -> str:
    """Give the answer that a field of the registry was made from: `household.members.0.nik` from `members`."""
    parts = [part for part in field.split(".") if part not in ("body", "household")]
    name = parts[0] if parts else field
    return "rt_rw" if name in ("rt", "rw") else name
