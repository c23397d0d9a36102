"""Where a Redis is, and which server of a cluster holds which key."""

from __future__ import annotations

import pytest

from bot.runtime.redis.address import Address
from bot.runtime.redis.slots import moved_to, slot_of


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("redis://localhost", Address()),
        ("redis://:s%40cret@10.0.0.5:6380/2", Address("10.0.0.5", 6380, password="s@cret", database=2)),
        ("redis://bot:secret@redis.internal/", Address("redis.internal", username="bot", password="secret")),
        ("redis://[::1]:6379/0", Address("::1")),
        ("rediss://redis:6379?ssl_ca_certs=/ca.pem", Address("redis", tls=True, authorities="/ca.pem")),
        ("unix:///run/redis.sock?db=3", Address(path="/run/redis.sock", database=3)),
    ],
)
def test_a_url_is_read(url: str, address: Address) -> None:
    assert Address.of(url) == address


@pytest.mark.parametrize("url", ["", "localhost:6379", "http://localhost", "redis://localhost/first", "redis://h:port"])
def test_what_is_no_url_of_a_redis_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"URL|int|[Pp]ort"):
        Address.of(url)


def test_the_password_is_not_shown() -> None:
    assert "s3cret" not in repr(Address.of("redis://:s3cret@localhost"))


def test_a_connection_begins_with_password_and_database() -> None:
    assert Address.of("redis://:s3cret@localhost/2").greeting() == [("AUTH", "s3cret"), ("SELECT", 2)]
    assert Address.of("redis://bot:s3cret@localhost").greeting() == [("AUTH", "bot", "s3cret")]


# The examples of the "Redis Cluster specification".
@pytest.mark.parametrize(
    ("key", "alike"),
    [("{user1000}.following", "{user1000}.followers"), ("foo{{bar}}zap", "{bar"), ("foo{bar}{zap}", "bar")],
)
def test_keys_with_the_same_tag_are_in_the_same_slot(key: str, alike: str) -> None:
    assert slot_of(key) == slot_of(alike)


def test_a_key_without_a_tag_is_hashed_whole() -> None:
    assert slot_of("123456789") == 0x31C3
    assert slot_of("foo{}{bar}") != slot_of("bar")


def test_where_a_key_went_is_read() -> None:
    assert moved_to("MOVED 3999 127.0.0.1:6381", "10.0.0.1") == ("127.0.0.1", 6381)
    assert moved_to("ASK 3999 :6381", "10.0.0.1") == ("10.0.0.1", 6381)
