"""Whatever is sent in whatever state leads to one of next, re-ask, detour or end, in one message."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers.commands import Command
from conversations.checks.edges import edges
from conversations.engine.compose import payload
from conversations.engine.flow import End
from conversations.engine.messages import Attachment, Content, SharedContact, Tap, Text
from tests.conversations.walks.examples import ANSWERS
from tests.conversations.walks.walker import ENGINE, Step, Stop, everywhere, outcomes, said


class Came(StrEnum):
    NEXT = "next"
    REASK = "re-ask"
    DETOUR = "detour"
    END = "end"


SPOKEN = """
ya tidak iya bukan betul salah lewati tidak tahu lupa pak bu mohon maaf nggih mboten sudah belum semua ubah
ganti nomor nama desa kecamatan rt rw kk nik anak istri suami umur tahun bulan lahir hp sekolah sd smp petani
nelayan rumah sendiri kontrak sakit hamil 1 2 3 4 5 12 20 2019 3510 081200000012 👍 🙏 ? . - 0
"""
WORDS = SPOKEN.split()
PHRASES = sorted({text for texts in ANSWERS.values() for text in texts} | {each.value for each in Command})
KINDS = ("voice", "photo", "sticker", "location", "document", "video", "other", "never-seen")
TEXTS = st.one_of(
    st.sampled_from(PHRASES),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.text(max_size=40),
).map(Text)
OLD_TAPS = st.sampled_from([Tap("0.0"), Tap(""), Tap("fffff.0"), Tap("lama", "Ya"), Tap("1.99")])
CONTACTS = st.builds(SharedContact, phone=st.sampled_from(["+6281200000012", "0333-1", ""]), own=st.booleans())
ATTACHED = st.builds(Attachment, kind=st.sampled_from(KINDS), caption=st.sampled_from(["", "ya", "batal", "12"]))


@pytest.fixture(scope="module", autouse=True)
def _walked() -> None:
    # Seconds, which Hypothesis would take for slow drawing.
    everywhere()


def taps_on(stop: Stop) -> list[Content]:
    return [Tap(payload(stop.run, position)) for position in range(len(stop.run.offered))]


@st.composite
def talks(draw: st.DrawFn) -> tuple[Stop, list[Content]]:
    stops, _ = everywhere()
    stop = stops[draw(st.sampled_from(sorted(stops)))]
    taps = taps_on(stop)
    anything = st.one_of(TEXTS, OLD_TAPS, CONTACTS, ATTACHED, *([st.sampled_from(taps)] if taps else []))
    return stop, draw(st.lists(anything, min_size=1, max_size=3))


def came_of(before: Stop, step: Step) -> list[Came]:
    """Name what came of a message; each is told by its own signs."""
    session, run = step.turn.session, step.turn.session.run
    assert run is not None
    flow = ENGINE.flows[run.flow]
    same_run = run.serial == before.run.serial
    same_place = (run.state, run.answers, run.so_far) == (
        before.run.state,
        before.run.answers,
        before.run.so_far,
    )
    ended = isinstance(flow[run.state], End) and not (same_run and same_place)
    went = not same_run and _leads(before, run.flow)
    asking = session.asking is not None
    signs = {
        Came.END: ended and not asking,
        Came.DETOUR: not ended and (asking or (not same_run and not went)),
        Came.NEXT: not ended and not asking and (went or (same_run and not same_place)),
        Came.REASK: not ended and not asking and same_run and same_place,
    }
    return [came for came, seen in signs.items() if seen]


def _leads(before: Stop, flow: str) -> bool:
    """Tell whether the flow before leads to another by itself."""
    graph = ENGINE.flows[before.run.flow]
    return any(getattr(graph[edge.target], "flow", None) in (flow, "") for edge in edges(graph))


@settings(max_examples=400, deadline=None)
@given(talk=talks())
def test_any_message_leads_to_one_thing_and_one_reply(talk: tuple[Stop, list[Content]]) -> None:
    stop, contents = talk
    for content in contents:
        steps = list(outcomes(said(stop.session, content)))
        for step in steps:
            assert step.turn.reply is not None
            assert step.turn.reply.text.strip() or step.turn.reply.choices
            assert len(came_of(stop, step)) == 1
        stop = Stop(steps[0].turn.session, stop.way)
