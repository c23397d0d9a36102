"""What the checks rely on is declared once, and is what the code does."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from datetime import date

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import conversations.engine
from bot.channels.numbering import numbered
from bot.channels.telegram.keyboard import fits_buttons
from bot.channels.whatsapp.render import body_of
from bot.channels.whatsapp.templates import ALL, template_for
from bot.outgoing import Carried
from bot.runtime.registry import DOORS, Registry
from conversations.answers.areas import find_desa, find_place
from conversations.answers.areas.find import AREA_PROBLEMS
from conversations.answers.dates import DATE_PROBLEMS, parse_birth_date
from conversations.answers.kk import KK_PROBLEMS, parse_kk
from conversations.answers.member import MEMBER_PROBLEMS, read_member
from conversations.answers.names import NAME_PROBLEMS, parse_name
from conversations.answers.nik import NIK_PROBLEMS, parse_nik
from conversations.answers.numbers import COUNT_PROBLEMS, parse_count
from conversations.answers.phone import PHONE_PROBLEMS, parse_phone
from conversations.answers.reading import Partial, Problem
from conversations.answers.registration_number import NUMBER_PROBLEMS, parse_registration_number
from conversations.answers.rt_rw import RT_RW_PROBLEMS, parse_rt_rw
from conversations.checks.buttons import CAPTION, FEW, LONG, SHORT
from conversations.checks.common_texts import COMMON_TEXTS
from conversations.checks.lengths import WHATSAPP_BODY, WHATSAPP_TEMPLATE, listed
from conversations.engine.flow import Submit
from conversations.engine.lookups import LOOKUPS, UNAVAILABLE
from conversations.engine.messages import Choice, Outbound
from conversations.engine.turn import Need
from conversations.flows import FLOWS

TODAY = date(2026, 11, 21)
NIK = "3510165708459901"
READERS = {
    "nik": (lambda text: parse_nik(text, TODAY), NIK_PROBLEMS),
    "kk": (lambda text: parse_kk(text, TODAY, NIK), KK_PROBLEMS),
    "name": (parse_name, NAME_PROBLEMS),
    "birth_date": (lambda text: parse_birth_date(text, TODAY, NIK), DATE_PROBLEMS),
    "phone": (parse_phone, PHONE_PROBLEMS),
    "rt_rw": (parse_rt_rw, RT_RW_PROBLEMS),
    "count": (lambda text: parse_count(text, 20), COUNT_PROBLEMS),
    "member": (lambda text: read_member(text, TODAY), MEMBER_PROBLEMS),
    "number": (parse_registration_number, NUMBER_PROBLEMS),
    "kecamatan": (find_place, AREA_PROBLEMS),
    "desa": (find_desa, AREA_PROBLEMS),
}
SPOKEN = "rt rw siti budi anak istri 35 th tahun bulan agustus 17 13 31 2030 1800 99 glagah licin zzz 021 +65"
TYPED = st.one_of(
    st.text("0123456789 /-.", max_size=20),
    st.lists(
        st.sampled_from(SPOKEN.split()),
        max_size=5,
    ).map(" ".join),
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40, deadline=None)
@given(text=TYPED)
def test_a_problem_brings_the_variables_that_it_declares(reader: str, text: str) -> None:
    read, declared = READERS[reader]
    reading = read(text)
    problem = reading.problem if isinstance(reading, Partial) else reading
    if isinstance(problem, Problem):
        assert set(problem.args) == set(declared[problem.code])


def test_the_common_sentences_are_those_that_the_engine_says() -> None:
    said = set()
    for module in pkgutil.iter_modules(conversations.engine.__path__, "conversations.engine."):
        tree = ast.parse(inspect.getsource(__import__(module.name, fromlist=["_"])))
        said |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    made_up = ("received-", "problem-", "notice-", "check-", "missing-")
    unsaid = {name for name in COMMON_TEXTS if name not in said and not name.startswith(made_up)}
    assert unsaid == set()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"number": None, "registrations": [], "status": "sent", "since": "x"}),
        (200, {"number": "1", "registrations": [{"number": "1", "status": "sent", "name": "x"}]}),
        (200, {"number": "1", "status": "sent", "since": "x"}),
        (404, {}),
        (429, {}),
        (500, {}),
    ],
)
@pytest.mark.parametrize("lookup", LOOKUPS)
async def test_a_lookup_gives_only_outcomes_that_are_declared(lookup: str, status: int, body: object) -> None:
    answering = httpx.MockTransport(lambda _: httpx.Response(status, json=body))
    line = Carried(answering, "http://registry", seconds=1)
    found = await Registry(line).look_up(Need(lookup, {}))
    await line.close()
    assert found.outcome in LOOKUPS[lookup]
    assert set(found.data) == set(LOOKUPS[lookup][found.outcome])


def test_every_submission_of_a_flow_is_taken_somewhere() -> None:
    assert {state.kind for flow in FLOWS for state in flow if isinstance(state, Submit)} <= set(DOORS)


def test_every_lookup_can_be_unavailable() -> None:
    assert all(UNAVAILABLE in outcomes for outcomes in LOOKUPS.values())


def _offering(text: str, labels: list[str]) -> Outbound:
    return Outbound(text, tuple(Choice(label, f"1.{place}") for place, label in enumerate(labels)))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("a" * WHATSAPP_TEMPLATE, ["b" * SHORT, "c" * SHORT, "d" * SHORT]),
        ("a" * WHATSAPP_TEMPLATE, [f"{place:0{LONG}}" for place in range(10)]),
    ],
)
def test_what_the_checks_let_pass_becomes_buttons_on_whatsapp(text: str, labels: list[str]) -> None:
    available = [template.name for template in ALL]
    template = template_for(_offering(text, labels), available)
    assert template is not None
    assert template.choices == len(labels)
    kind = "quick_reply" if len(labels) <= FEW else "list_picker"
    assert template.name.startswith(kind)
    assert template_for(_offering(f"{text}a", labels), available) is None


def test_a_label_of_a_telegram_button_is_shown_whole() -> None:
    assert fits_buttons(_offering("", ["a" * CAPTION]).choices)
    assert not fits_buttons(_offering("", ["a" * (CAPTION + 1)]).choices)


def test_the_longest_message_arrives_whole_on_whatsapp() -> None:
    choices = ["Milik sendiri", "Sewa"]
    room = WHATSAPP_BODY - len(listed(_offering("", choices))) - 2
    fitting = _offering("a" * room, choices)
    assert body_of(fitting) == listed(fitting)
    assert "…" in body_of(_offering("a" * (room + 1), choices))
    assert numbered(fitting.choices) in listed(fitting)


def test_no_label_of_ours_is_a_number_that_people_would_type() -> None:
    assert not any(re.fullmatch(r"\d+", name) for name in COMMON_TEXTS)
