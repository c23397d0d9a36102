"""What is downloaded at the workbench is a transcript: it is played again on the channel that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.outgoing import authorities
from tests.dialogues import test_dialogues as runner
from tests.dialogues.transcript import Bot, Resident, World, read
from tests.simulator.bench_phone import BenchPhone, answers, cut, let_pass
from tests.site import running_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import Service


@pytest.mark.parametrize(
    ("look", "nik", "kk"),
    [
        ("whatsapp", "3510165708659941", "3510161203109941"),
        ("telegram", "3510165708659942", "3510161203109942"),
    ],
)
async def test_a_whole_registration_with_every_trial_is_played_again(
    look: str,
    nik: str,
    kk: str,
    simulated_database: str,
    redis_url: str,
    service: Service,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    # The two services share a Redis: the one at the workbench has gone when the other plays.
    async with (
        running_site(simulated_database, redis_url) as site,
        httpx.AsyncClient(base_url=site.url, timeout=30, verify=authorities()) as client,
    ):
        phone = BenchPhone(client, look, "keluarga")
        early, late = answers(nik, kk)[:4], answers(nik, kk)[4:]
        await phone.type(*early)
        await phone.do(attachment="voice")
        await phone.do(text="[bukan] {lubang}\nbaris kedua")
        assert (await phone.post(text=late[0], id="cut", dies=True)).status_code == 502
        await phone.do(text=late[0], id="cut")
        await phone.type(*late[1:])
        await phone.do(text="bantuan", id="twice")
        await phone.do(text="bantuan", id="twice")
        await cut(client, wanted=True)
        assert "menyusul" in await phone.type("kirim")
        await cut(client, wanted=False)
        await let_pass(client, 1)
        await phone.type("status", "tidak")
        await let_pass(client, 24)
        path = tmp_path / "percakapan.dialog"
        path.write_text(await phone.transcript(), encoding="utf-8")
    dialog = read(path)
    assert dialog.channels == (look,)
    happened = [f"{step.what} {step.how}" for step in dialog.steps if isinstance(step, World)]
    assert [each for each in happened if each.startswith("Registri")] == [
        "Registri putus",
        "Registri sambung",
    ]
    assert "Waktu 1 hari" in happened or any(each.startswith("Waktu 864") for each in happened)
    assert sum(isinstance(step, Resident) and step.does == "[kirim ulang]" for step in dialog.steps) == 2
    assert "{nomor}" in path.read_text(encoding="utf-8")
    await runner.test_transcript(dialog, look, service, request)


async def test_buttons_are_written_by_their_place_and_played_again(
    simulated_database: str, redis_url: str, service: Service, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with (
        running_site(simulated_database, redis_url) as site,
        httpx.AsyncClient(base_url=site.url, timeout=30, verify=authorities()) as client,
    ):
        phone = BenchPhone(client, "telegram", "a")
        taps = []
        for _ in range(3):
            answer = await (phone.do(payload=taps[-1]) if taps else phone.do(text="halo"))
            [[first, *_], *_] = answer["replies"][0]["markup"]["inline_keyboard"]
            taps.append(first["callback_data"])
        await phone.do(payload=taps[1])
        path = tmp_path / "percakapan.dialog"
        path.write_text(await phone.transcript(), encoding="utf-8")
    dialog = read(path)
    done = [step.does for step in dialog.steps if isinstance(step, Resident)]
    assert done == ["halo", "[tekan 1]", "[tekan 1]", "[tekan lama 1]"]
    await runner.test_transcript(dialog, "telegram", service, request)


async def test_a_submission_that_died_is_played_again_without_the_death(
    simulated_database: str, redis_url: str, service: Service, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with (
        running_site(simulated_database, redis_url) as site,
        httpx.AsyncClient(base_url=site.url, timeout=30, verify=authorities()) as client,
    ):
        phone = BenchPhone(client, "whatsapp", "mati")
        await phone.type(*answers("3510165708659943", "3510161203109943"))
        await phone.post(text="kirim", id="cut", dies=True)
        await let_pass(client, 1)
        assert len((await phone.look_at())["replies"]) == 1
        assert (await phone.do(text="kirim", id="cut"))["replies"] == []
        await phone.type("status")
        path = tmp_path / "percakapan.dialog"
        path.write_text(await phone.transcript(), encoding="utf-8")
    await runner.test_transcript(read(path), "whatsapp", service, request)


async def test_the_time_of_day_and_what_came_by_itself_are_written(client: httpx.AsyncClient, tmp_path: Path) -> None:
    phone = BenchPhone(client, "telegram", "a")
    await phone.type("halo", "daftar", "setuju", "ya")
    await let_pass(client, 24)
    came = [reply["text"] for reply in (await phone.look_at())["replies"]]
    path = tmp_path / "percakapan.dialog"
    path.write_text(await phone.transcript(), encoding="utf-8")
    opening, *steps = read(path).steps
    assert isinstance(opening, World)
    after = steps[8:]
    seen = [step.text for step in after if isinstance(step, Bot)]
    assert seen == [*came, ""]
    waited = [
        int(step.how.split()[0]) * (86_400 if "hari" in step.how else 1) for step in after if isinstance(step, World)
    ]
    assert sum(waited) in range(86_400, 86_500)


async def test_a_phone_nobody_used_has_an_empty_transcript(client: httpx.AsyncClient, tmp_path: Path) -> None:
    path = tmp_path / "percakapan.dialog"
    path.write_text(await BenchPhone(client, "whatsapp", "nobody").transcript(), encoding="utf-8")
    assert read(path).steps == []
