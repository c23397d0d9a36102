"""The whole service on a Redis Cluster of three servers, with keys on the move and a server gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.runtime.keys import SHARDS, Shard, pace
from bot.runtime.redis import Command, Redis, Refused
from bot.runtime.redis.slots import slot_of
from bot.runtime.taken import StoreUnavailable
from tests.cluster import Cluster, cluster
from tests.dialogues.families import new_family
from tests.dialogues.phones import SimulatorPhone, TelegramPhone, WhatsAppPhone
from tests.stubs import telegram_updates
from tests.world import service as running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.world import Service

SLOTS = sorted({slot_of(Shard(number).due) for number in range(SHARDS)})


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as servers:
        yield servers


@pytest.fixture
async def clustered(registry_url: str, three: Cluster) -> AsyncIterator[Service]:
    """The whole service on the cluster, as it starts."""
    three.forget_all()
    async with running(registry_url, three.url) as service:
        yield service
        await service.parts.turns.finish()


@pytest.mark.parametrize("kind", [SimulatorPhone, TelegramPhone, WhatsAppPhone])
async def test_families_register_and_hear_their_number(
    clustered: Service, kind: type[SimulatorPhone | TelegramPhone | WhatsAppPhone]
) -> None:
    # Chats enough that every server of the cluster holds some of them.
    for _ in range(6):
        phone = kind(clustered)
        for answer in new_family().answers:
            await phone.do(answer)
        assert "Nomor pendaftaran" in await phone.do("kirim")
    assert not await clustered.parts.worker.work()


async def test_what_the_registry_could_not_take_is_handed_over_by_a_worker(clustered: Service) -> None:
    phones = [SimulatorPhone(clustered) for _ in range(4)]
    clustered.line.cut = True
    for phone in phones:
        for answer in new_family().answers:
            await phone.do(answer)
        assert "menyusul" in await phone.do("kirim")
    clustered.line.cut = False
    await clustered.work(timedelta(minutes=1))
    for phone in phones:
        assert "Nomor pendaftaran" in await phone.arrived()


async def test_a_conversation_goes_on_after_its_keys_moved_to_another_server(
    clustered: Service, three: Cluster
) -> None:
    phone = TelegramPhone(clustered)
    family = new_family()
    for answer in family.answers[:4]:
        await phone.do(answer)
    for slot in SLOTS:
        three.move(slot, three.other_than(three.holder(slot)))
    for answer in family.answers[4:]:
        await phone.do(answer)
    assert "Nomor pendaftaran" in await phone.do("kirim")


async def test_a_message_that_meets_keys_on_the_move_is_taken_then_or_when_it_comes_again(
    clustered: Service, three: Cluster
) -> None:
    phones = [TelegramPhone(clustered) for _ in range(8)]
    for phone in phones:
        await phone.do("halo")
    targets = {slot: three.other_than(three.holder(slot)) for slot in SLOTS}
    for slot, target in targets.items():
        three.move(slot, target, half_way=True)
    updates = [
        telegram_updates.message(870_000 + number, chat=phone.chat, text="daftar")
        for number, phone in enumerate(phones)
    ]
    statuses = [(await clustered.telegram.deliver(clustered.bot, update)).status_code for update in updates]
    assert set(statuses) <= {200, 503}
    for slot, target in targets.items():
        three.settle(slot, target)
    for phone, update in zip(phones, updates, strict=True):
        assert "SETUJU" in await phone.send(update)


async def test_only_the_chats_of_a_server_that_is_gone_have_to_wait(registry_url: str, tmp_path: Path) -> None:
    with cluster(tmp_path / "one-dies") as servers:
        async with running(registry_url, servers.url) as service:
            phones = [TelegramPhone(service) for _ in range(24)]
            for phone in phones:
                await phone.do("halo")
            # Not the server that holds the channel's pace: without that nobody on the channel is answered.
            lost = servers.other_than(servers.holder(slot_of(pace("telegram"))))
            lost.process.kill()
            lost.process.wait()
            statuses = []
            for number, phone in enumerate(phones):
                update = telegram_updates.message(880_000 + number, chat=phone.chat, text="daftar")
                statuses.append((await service.telegram.deliver(service.bot, update)).status_code)
            assert set(statuses) == {200, 503}


async def test_two_commands_of_one_call_are_answered_in_order_whoever_holds_their_keys(three: Cluster) -> None:
    redis = Redis(three.url)
    keys = [f"key:{number}" for number in range(60)]
    try:
        await redis.run(*(Command(key, ("SET", key, key.encode())) for key in keys))
        assert await redis.run(*(Command(key, ("GET", key)) for key in keys)) == [key.encode() for key in keys]
        with pytest.raises(Refused):
            await redis.run(Command("a", ("NO-SUCH-COMMAND", "a")))
    finally:
        await redis.close()


async def test_a_cluster_that_is_not_there_is_unavailable() -> None:
    redis = Redis("redis://127.0.0.1:1", patience=0.5)
    with pytest.raises(StoreUnavailable):
        await redis.run(Command("a", ("GET", "a")))
    await redis.close()
