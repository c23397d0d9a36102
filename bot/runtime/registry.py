"""The registry, as the conversations know it: look-ups and submissions over HTTP."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec
import structlog

from bot.outgoing import NoAnswer, NotSent
from bot.runtime.agents import agent_lookups
from conversations.engine.bringing import BATCH, UNUSABLE
from conversations.engine.lookups import LOOKUPS
from conversations.engine.telling import BatchNews, BatchRow, Mark, News, Word
from conversations.engine.turn import Found, Need, Settled, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.outgoing import Answer, Line

log = structlog.get_logger()
_NO_ANSWER = (NotSent, NoAnswer)
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


class Contact(msgspec.Struct, frozen=True):
    """Whom a notice is for."""

    channel: str
    address: str


class BatchPart(msgspec.Struct, frozen=True):
    """A part of what became of many families that an agent brought at once, with the sums of all of them."""

    part: int
    counted: str
    registered: int
    already: int
    faulty: int
    left: int
    rows: list[BatchRow]


class Notice(msgspec.Struct, frozen=True):
    """Something to be told: a status, what became of a batch, the `word` of a closed case, or what `kind` says."""

    id: str
    contact: Contact
    kind: str = "status"
    number: str | None = None
    status: str | None = None
    marks: list[Mark] = []
    acted: bool = False
    code: str | None = None
    batch: BatchPart | None = None
    word: str | None = None

    def news(self) -> News | BatchNews | Word:
        """Give it as the conversation tells it. The same notice has the same id."""
        named = f"notice/{self.id}"
        if self.batch is not None:
            return BatchNews(named, **msgspec.structs.asdict(self.batch))
        if self.word is not None:
            return Word(named, self.word)
        what, code = self.status or self.kind, self.code or ""
        return News(named, self.number or "", what, self.marks, acted=self.acted, code=code)


class _Claimed(msgspec.Struct, frozen=True):
    notices: list[Notice]


class Refused(Exception):
    """The registry does not take this as it is, and no answer of the person can change that.

    `reason` is there where the person is told: whoever sent it may not. Then it may be taken later.
    """

    def __init__(self, detail: str, reason: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class Registry:
    """A client of the registry's API. Whatever goes wrong is an outcome that the conversation has words for."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._lookups = {
            "registry.own_nik": self._own_nik,
            "registry.own_registrations": self._own_registrations,
            "registry.status": self._status,
            "registry.mine": self._mine,
            "registry.own_data": self._own_data,
            "registry.fixes": self._fixes,
            "registry.results": self._results,
            "registry.result": self._result,
            "broadcasts.check": self._check,
            "receipts.due": self._due,
            "receipts.answer": self._answer,
            **agent_lookups(self._asked),
        }

    async def look_up(self, need: Need) -> Found:
        """Ask what a conversation needs to know. Unknown look-ups are a fault of the release, and raise."""
        asked = self._lookups[need.lookup]
        try:
            return await asked(need.args)
        except (*_NO_ANSWER, msgspec.DecodeError, KeyError) as fault:
            log.warning("registry unavailable", lookup=need.lookup, fault=_named(fault))
            return UNAVAILABLE

    async def submit(self, submission: Submission) -> Settled:
        """Hand a submission over. Handing it over twice is the same as once.

        Raises:
            Refused: the registry does not take it, and asking the person again cannot help.
        """
        try:
            door, told = DOORS[submission.kind], submission.body
            body = {name: said for name, said in told.items() if f"{{{name}}}" not in door.path}
            key = {"Idempotency-Key": submission.key}
            return door.settled(await self._ask(door.method, door.path.format_map(told), body, key))
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", submission=submission.key, fault=str(fault))
            return DELAYED
        except msgspec.DecodeError:
            log.warning("registry answers what is not its own", submission=submission.key)
            return DELAYED

    async def count(self, day: str, rows: Sequence[Mapping[str, Any]], order: Mapping[str, Sequence[str]]) -> bool:
        """Hand over the totals of a day so far; tell whether the registry has them."""
        try:
            body = {"counts": list(rows), "order": dict(order)}
            answer = await self._ask("PUT", f"/api/v1/question-counts/{day}", body)
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", counts=day, fault=str(fault))
            return False
        if not answer.is_success:
            log.warning("registry does not take the counts", day=day, status=answer.status)
        return answer.is_success

    async def tell_undelivered(self, reference: str, told: Mapping[str, Any]) -> bool:
        """List what could not be delivered for the officers; tell whether the registry has it."""
        try:
            answer = await self._ask("PUT", f"/api/v1/undelivered/{reference}", dict(told))
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", undelivered=reference, fault=str(fault))
            return False
        if not answer.is_success:
            log.warning("registry does not take the listing", undelivered=reference, status=answer.status)
        return answer.is_success

    async def decisions(self) -> Decisions | None:
        """Ask what officers decided; None when the registry cannot tell now."""
        try:
            answer = _well(await self._ask("GET", "/api/v1/undelivered/decisions"))
            return msgspec.json.decode(answer.content, type=Decisions)
        except (*_NO_ANSWER, msgspec.DecodeError) as fault:
            log.warning("registry unavailable", asked="decisions", fault=_named(fault))
            return None

    async def took(self, decision: Decision) -> None:
        """Say that a decision was carried out. When that is not heard, it is carried out again."""
        try:
            decided = {"decided_at": decision.decided_at}
            await self._ask("POST", f"/api/v1/undelivered/{decision.reference}/taken", decided)
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", undelivered=decision.reference, fault=str(fault))

    async def claim_notices(self, most: int) -> list[Notice]:
        """Claim notices that are to be told; none when the registry cannot give any now."""
        try:
            answer = _well(await self._ask("POST", "/api/v1/notices/claims", {"most": most}))
            return msgspec.json.decode(answer.content, type=_Claimed).notices
        except (*_NO_ANSWER, msgspec.DecodeError) as fault:
            log.warning("registry unavailable", asked="notices", fault=_named(fault))
            return []

    async def told(self, notice: str) -> None:
        """Say that a notice is on its way. When that is not heard, it comes again and is found told."""
        try:
            await self._ask("POST", f"/api/v1/notices/{notice}/told")
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", notice=notice, fault=str(fault))

    async def _own_nik(self, args: Mapping[str, Any]) -> Found:
        number = _json(await self._ask("POST", "/api/v1/registrations/own/by-nik", dict(args)))["number"]
        return Found("new") if number is None else Found("already", {"number": number})

    async def _own_registrations(self, args: Mapping[str, Any]) -> Found:
        items = _json(await self._ask("POST", "/api/v1/registrations/own", dict(args)))["registrations"]
        kept = [{name: item[name] for name in ("number", "status", "name")} for item in items]
        return Found("found", {"items": kept}) if kept else Found("none")

    async def _mine(self, args: Mapping[str, Any]) -> Found:
        own = await self._own_registrations(args)
        if own.outcome == "found" and len(own.data["items"]) == 1:
            return Found("one", {"number": own.data["items"][0]["number"]})
        return Found("several", own.data) if own.outcome == "found" else own

    async def _own_data(self, args: Mapping[str, Any]) -> Found:
        answer = await self._ask("POST", "/api/v1/rights/copies", dict(args))
        if answer.status == HTTPStatus.NOT_FOUND:
            return Found("none")
        return Found("found", {"held": _json(answer)})

    async def _fixes(self, args: Mapping[str, Any]) -> Found:
        found = _json(await self._ask("POST", "/api/v1/registrations/own/fixes", dict(args)))
        if found["number"] is None:
            return Found("none")
        return Found("found", {"number": found["number"], "marks": found["marks"]})

    async def _results(self, args: Mapping[str, Any]) -> Found:
        said = await self._asked("/api/v1/appeals/open", args)
        items = [{name: item[name] for name in ("number", "name", "reason", "until")} for item in said["results"]]
        if items:
            return Found("one", _result_of(items[0])) if len(items) == 1 else Found("several", {"items": items})
        return _not_open(said)

    async def _result(self, args: Mapping[str, Any]) -> Found:
        said = await self._asked("/api/v1/appeals/open", args)
        return Found("open", _result_of(said["results"][0])) if said["results"] else _not_open(said)

    async def _status(self, args: Mapping[str, Any]) -> Found:
        answer = await self._ask("POST", "/api/v1/registrations/status", dict(args))
        if answer.status == HTTPStatus.NOT_FOUND:
            return Found("no_match")
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return Found("too_many")
        found = _json(answer)
        return Found("found", {name: found[name] for name in ("number", "status", "since")})

    async def _check(self, args: Mapping[str, Any]) -> Found:
        said = await self._asked("/api/v1/broadcasts/checks", args)
        outcome = str(said["outcome"])
        return Found(outcome, {name: said[name] for name in LOOKUPS["broadcasts.check"][outcome]})

    async def _due(self, args: Mapping[str, Any]) -> Found:
        said = await self._asked("/api/v1/receipts/due", args)
        if said["recipient"] is None:
            return Found("none")
        return Found("found", {"recipient": said["recipient"], "about": said["about"]})

    async def _answer(self, args: Mapping[str, Any]) -> Found:
        return Found(str((await self._asked("/api/v1/receipts/answers", args))["outcome"]))

    async def _asked(self, path: str, args: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the registry says
        return _json(await self._ask("POST", path, args))

    async def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        return await self._line.ask(method, path, None if body is None else msgspec.json.encode(body), headers)


def _well(answer: Answer) -> Answer:
    if not answer.is_success:
        raise NoAnswer(f"status {answer.status}")
    return answer


def _json(answer: Answer) -> Any:  # noqa: ANN401 - whatever the registry says
    return msgspec.json.decode(_well(answer).content)


def _named(fault: Exception) -> str:
    return str(fault) if isinstance(fault, _NO_ANSWER) else type(fault).__name__


def _settled(answer: Answer) -> Settled:
    match answer.status:
        case HTTPStatus.OK | HTTPStatus.CREATED | HTTPStatus.NO_CONTENT:
            said = msgspec.json.decode(answer.content) if answer.content else {}
            outcome = "already" if said.get("already") else "accepted"
            return Settled(
                outcome, {"number": said["number"], "code": said.get("code") or ""} if "number" in said else {}
            )
        case HTTPStatus.UNPROCESSABLE_ENTITY:
            faults = msgspec.json.decode(answer.content).get("errors", ())
            return Settled("rejected", {"fields": sorted({_answer_of(fault["field"]) for fault in faults})})
        case HTTPStatus.CONFLICT | HTTPStatus.BAD_REQUEST | HTTPStatus.NOT_FOUND | HTTPStatus.METHOD_NOT_ALLOWED:
            said = msgspec.json.decode(answer.content)
            reason = next((fault["code"] for fault in said.get("errors", ()) if fault["field"] == "submitted_by"), "")
            raise Refused(reason or f"{answer.status}: {said.get('title', '')}", reason)
        case _:
            log.warning("registry does not take it now", status=answer.status)
            return DELAYED


def _settled_batch(answer: Answer) -> Settled:
    if answer.status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY):
        raise Refused(f"{answer.status}: a batch is not as the registry wants it")
    said = _json(answer)
    if said["outcome"] == "taken":
        return Settled("accepted")
    return Settled(UNUSABLE, {name: said[name] for name in ("why", "name", "found", "row")})


def _result_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in ("number", "reason", "until")}


def _not_open(said: Mapping[str, Any]) -> Found:
    """Say why there is nothing to object to, and of which registration that is so."""
    told = next((name for name in ("waiting", "closed") if said[name] is not None), None)
    return Found("none") if told is None else Found(told, {"number": said[told]})


def _answer_of(field: str) -> str:
    """Give the answer that a field of the registry was made from: `household.members.0.nik` from `members`."""
    parts = [part for part in field.split(".") if part not in ("body", "household")]
    name = parts[0] if parts else field
    return "rt_rw" if name in ("rt", "rw") else name


class Door(NamedTuple):
    """Where a kind of submission is taken, and how the answer reads. What the path names is no part of the body."""

    method: str
    path: str
    settled: Callable[[Answer], Settled] = _settled


DOORS: Final[Mapping[str, Door]] = {
    "registration": Door("POST", "/api/v1/registrations"),
    "correction": Door("PUT", "/api/v1/registrations/{number}/correction"),
    "rights": Door("POST", "/api/v1/rights/requests"),
    "appeal": Door("POST", "/api/v1/appeals"),
    "fraud": Door("POST", "/api/v1/fraud-reports"),
    "broadcasts": Door("PUT", "/api/v1/contacts/broadcasts"),
    BATCH: Door("POST", "/api/v1/agents/batches", _settled_batch),
}
