"""Whatever arrives, in whatever state: one message goes out, and the session stays whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.answers.commands import Command
from conversations.engine.engine import Engine
from conversations.engine.messages import Attachment, ChatRef, Inbound, SharedContact, Tap, Text
from conversations.engine.session import Session, dump, load
from conversations.engine.turn import Found, Settled
from conversations.flows import FLOWS
from conversations.words.texts import Texts
from locales import catalogues
from tests.conversations.walks.examples import BROUGHT
from tests.dialogues.prologue import ANSWERS

if TYPE_CHECKING:
    from conversations.engine.messages import Content, Outbound
    from conversations.engine.turn import Need, Submission, Turn

FACTS = {
    "operator": "Dinas Contoh",
    "contact": "0333-000000",
    "official_page": "contoh.go.id",
    "retention": "lima tahun",
}
ENGINE = Engine(FLOWS, {"id": Texts("id", catalogues("id"), FACTS)})
CHAT = ChatRef("simulator", "contoh")
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
NUMBER = "4821-557-306"
LONGEST_PAYLOAD = 64
OTHER_ANSWERS = {
    "members_count": "2",
    "members": "Rudi Contoh, anak, 10 tahun",
    "schooling": "sd",
    "small_children": "1",
    "elderly": "lewati",
    "own_list": "nomor lain",
    "number": NUMBER,
}
"""Answers that lead where the usual ones do not."""
OFTEN_SAID = (
    "status", "daftar", "ya", "tidak", "boleh", "1", "2", "3", "25", "0", "99", "lewati", "halo",
    "kirim", "karangrejo", "tamansari", "srono", "kmiren", "buruh", "-", "?", "tidak tahu",
    "terima kasih", "ubah 2", "ubah kecamatan", "ada yang salah", "rt 3", "umur 61", "anak saya Budi",
    "18-8-1965", "31-2-1965", "3510165708659901", "351016", "081200000009", "Wagiman Contoh 70 tahun",
    "gak bisa jalan", "kelas 6 sd", "bukan",
    "", "   ", "\u0000", "\u0661\u0662\u0663", "\U0001f44d", "a" * 5000,
)  # fmt: skip
LOOKUPS = {
    "registry.own_nik": (Found("new"), Found("already", {"number": NUMBER}), Found("unavailable")),
    "registry.own_registrations": (
        Found("none"),
        Found("found", {"items": [{"number": NUMBER, "status": "sent", "name": "S***"}]}),
        Found("unavailable"),
    ),
    "registry.mine": (
        Found("none"),
        Found("one", {"number": NUMBER}),
        Found("several", {"items": [{"number": NUMBER, "status": "sent", "name": "S***"}] * 2}),
        Found("unavailable"),
    ),
    "registry.results": (
        Found("none"),
        Found("one", {"number": NUMBER, "reason": None, "until": "2026-12-20"}),
        Found(
            "several",
            {"items": [{"number": NUMBER, "name": "S***", "reason": "Memiliki mobil.", "until": "2026-12-20"}] * 2},
        ),
        Found("waiting", {"number": NUMBER}),
        Found("closed", {"number": NUMBER}),
        Found("unavailable"),
    ),
    "registry.result": (
        Found("open", {"number": NUMBER, "reason": None, "until": "2026-12-20"}),
        Found("waiting", {"number": NUMBER}),
        Found("closed", {"number": NUMBER}),
        Found("none"),
        Found("unavailable"),
    ),
    "registry.own_data": (Found("found", {"held": BROUGHT["held"]}), Found("none"), Found("unavailable")),
    "registry.status": (
        Found("found", {"number": NUMBER, "status": "checked", "since": NOW.isoformat()}),
        Found("no_match"),
        Found("too_many"),
        Found("unavailable"),
    ),
}
OUTCOMES = (
    Settled("accepted", {"number": NUMBER}),
    Settled("already", {"number": NUMBER}),
    Settled("rejected", {"fields": ["nik", "birth_date"]}),
    Settled("rejected", {"fields": []}),
    Settled("delayed"),
)

words = st.one_of(
    st.sampled_from(OFTEN_SAID), st.sampled_from([command.value for command in Command]), st.text(max_size=60)
)
numbers = st.integers(0, 30)


class Talk:
    """A conversation with the engine alone; the registry answers as the test draws."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.session = Session("contoh", CHAT, "id")
        self.last: Outbound | None = None
        self.taps: list[str] = []
        self.count = 0

    def hear(self, content: Content) -> None:
        """Say something, and check everything that holds of every turn."""
        self.count += 1
        inbound = Inbound(
            f"m-{self.count}", CHAT, content, phone=self.data.draw(st.sampled_from([None, "+6281200000009"]))
        )
        now = NOW + timedelta(minutes=self.count)
        before = dump(self.session)
        turn = self.answered(ENGINE.step(self.session, inbound, now), inbound, now)
        assert dump(self.session) == before, "a step does not change what it is given"
        self.check(turn)
        self.session = load(dump(turn.session))
        assert dump(self.session) == dump(turn.session), "a session survives being stored"
        again = ENGINE.step(self.session, inbound, now)
        assert again.repeated
        assert (again.reply, again.submissions, dump(again.session)) == (turn.reply, (), dump(self.session))

    def answered(self, turn: Turn, inbound: Inbound, now: datetime) -> Turn:
        while turn.need is not None:
            assert turn.reply is None, "nothing is said before the registry has answered"
            turn = ENGINE.resume(turn, self.looked_up(turn.need), inbound, now)
        for submission in turn.submissions:
            if submission.run is not None:
                turn = self.settled(turn, submission, inbound, now)
        return turn

    def looked_up(self, need: Need) -> Found:
        # What only agents ask is away; every look-up can be.
        return self.data.draw(st.sampled_from(LOOKUPS.get(need.lookup, (Found("unavailable"),))))

    def settled(self, turn: Turn, submission: Submission, inbound: Inbound, now: datetime) -> Turn:
        outcome = self.data.draw(st.sampled_from(OUTCOMES))
        return ENGINE.settle(turn.session, submission, outcome, now, inbound.id)

    def check(self, turn: Turn) -> None:
        assert turn.reply is not None, "every message gets one reply"
        assert turn.reply.text.strip()
        assert all(choice.label.strip() for choice in turn.reply.choices)
        assert all(len(choice.payload.encode()) <= LONGEST_PAYLOAD for choice in turn.reply.choices)
        assert len({choice.payload for choice in turn.reply.choices}) == len(turn.reply.choices)
        self.taps += [choice.payload for choice in turn.reply.choices]
        self.last = turn.reply

    def drawn(self) -> Content:
        """Draw what is said next: most often something that leads on."""
        state = self.session.run.state if self.session.run else None
        usual = Text(ANSWERS.get(state, OTHER_ANSWERS.get(state or "", "1")))
        other = Text(OTHER_ANSWERS.get(state or "", "lewati"))
        strategy = st.one_of(
            *[st.just(usual)] * 4,
            st.just(other),
            words.map(Text),
            st.sampled_from(self.taps or ["zzz"]).map(Tap),
            st.text(max_size=70).map(Tap),
            st.builds(
                Attachment,
                st.sampled_from(("voice", "photo", "sticker", "location", "video", "strange")),
                words,
            ),
            st.builds(SharedContact, words, st.booleans()),
        )
        return self.data.draw(strategy)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_message_in_any_state_gets_one_reply_and_leaves_a_whole_session(data: st.DataObject) -> None:
    talk = Talk(data)
    for _ in range(data.draw(numbers)):
        talk.hear(talk.drawn())


# A registration that was sent may be refused again and again, so "done" is not always reached.
STATES = [
    state.name
    for flow in FLOWS
    if flow.name == "registration"
    for state in flow
    if state.name in ANSWERS and state.name != "done"
]


@pytest.mark.parametrize("until", STATES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_question_takes_any_message_and_then_its_usual_answer(until: str, data: st.DataObject) -> None:
    talk = Talk(data)
    reach(talk, until)
    for _ in range(3):
        talk.hear(talk.drawn())
    reach(talk, "declaration")


def reach(talk: Talk, until: str) -> None:
    """Answer as usual until a state is asked; back through the menu where the conversation had ended."""
    for _ in range(60):
        state = talk.session.run.state if talk.session.run else None
        if talk.session.asking is not None:
            talk.hear(Text("tidak"))
        elif state == until and not talk.session.run.unsure:
            return
        else:
            talk.hear(Text(ANSWERS.get(state, OTHER_ANSWERS.get(state or "", "daftar"))))
    raise AssertionError(f"{until} is not reached from {talk.session.run}")
