"""Nobody who gets hold of a log line, a Redis dump or a database dump learns who registered."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, text

from backend.logging import configure_logging
from tests.dialogues.families import Family, new_family
from tests.dialogues.phones import PHONES

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.world import Service


def secrets_of(family: Family) -> list[str]:
    """Give what must not be found: the numbers, and every word of the name that is not common to all tests."""
    return [family.nik, family.kk, family.phone, family.phone.removeprefix("0"), "Sulastri", "sulastri"]


async def test_no_nik_kk_phone_or_name_is_readable_in_logs_redis_or_database(
    service: Service, redis: Redis, registry_url: str
) -> None:
    logs = io.StringIO()
    configure_logging(logs)
    families = []
    dumps: dict[str, str] = {}
    for kind, phone_of in PHONES.items():
        phone, family = phone_of(service), new_family()
        families.append(family)
        for answer in family.answers:
            await phone.do(answer)
        dumps[f"redis before sending on {kind}"] = await redis_dump(redis)
        service.line.cut = True
        await phone.do("kirim")
        dumps[f"redis while the registry is away on {kind}"] = await redis_dump(redis)
        service.line.cut = False
    await service.work()
    await service.bot.post("/webhooks/twilio", content=f"Body={families[0].nik}", headers={"x-twilio-signature": "no"})
    await service.bot.get(f"/simulator/messages?chat={families[0].phone}")
    dumps |= {
        "logs": logs.getvalue(),
        "redis": await redis_dump(redis),
        "database": database_dump(registry_url),
    }
    assert dumps["logs"]
    assert len(dumps["redis"]) > 1000
    found = [
        f"{secret[:2]}... in {name}"
        for name, dump in dumps.items()
        for family in families
        for secret in secrets_of(family)
        if secret in dump
    ]
    assert found == []


async def redis_dump(redis: Redis) -> str:
    parts: list[str] = []
    async for key in redis.scan_iter("*"):
        kind = (await redis.type(key)).decode()
        reading = {
            "string": lambda key: redis.get(key),
            "hash": lambda key: redis.hgetall(key),
            "zset": lambda key: redis.zrange(key, 0, -1, withscores=True),
        }[kind]
        parts.append(f"{key!r} {await reading(key)!r}")
    return "\n".join(parts)


def database_dump(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [
            str(row[0])
            for schema in ("public", "procrastinate")
            for table in inspect(engine).get_table_names(schema)
            for row in connection.execute(text(f'SELECT t::text FROM "{schema}"."{table}" t'))  # noqa: S608 - names of our own tables
        ]
    engine.dispose()
    return "\n".join(rows)
