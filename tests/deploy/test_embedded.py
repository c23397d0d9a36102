from __future__ import annotations
import psycopg
async def test_the_embedded_servers_answer(postgres_url, redis):
    await redis.set("a", "b")
    assert await redis.get("a") == b"b"
    with psycopg.connect(postgres_url.replace("+psycopg","")) as c:
        assert c.execute("select version()").fetchone()[0].startswith("PostgreSQL 18")
async def test_leftover(redis, new_database):
    assert await redis.get("a") is None
    new_database()
