"""Sealing anew what lies in Redis, while the bot goes on, so that an old data key can be taken away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.runtime.keys import SHARDS, Shard
from bot.runtime.naming import NAMING_KEY
from bot.runtime.sealing import Unsealable, key_id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis import Redis

    from bot.runtime.sealing import KeyRing

_AT_ONCE: Final = 500
_REVISION: Final = 8
# Whoever wrote in between has sealed with the first key; what was read is then left alone.
_SWAP_VALUE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
  return 1
end
return 0
"""
_SWAP_FIELD: Final = """
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  return 1
end
return 0
"""


@dataclass(frozen=True, slots=True)
class Lying:
    """A sealed value in Redis: under which key, in which field of a hash if it is one, and what stands in front."""

    key: bytes
    field: bytes | None
    front: bytes
    sealed: bytes

    @property
    def where(self) -> bytes:
        """Say what the value is bound to."""
        return self.key if self.field is None else self.field


def lying(redis: Redis) -> Iterator[Lying]:
    """Go through every sealed value, in no order, each at least once."""
    for key in redis.scan_iter(match="bansos:*", count=_AT_ONCE):
        kind = redis.type(key)
        if key == NAMING_KEY.encode():
            yield from _values(redis, key, 0)
        elif kind == b"string" and (b":session:" in key or b":aside:" in key):
            yield from _values(redis, key, _REVISION)
    for number in range(SHARDS):
        for name in (Shard(number).jobs, Shard(number).stuck):
            for field, sealed in redis.hscan_iter(name, count=_AT_ONCE):
                yield Lying(name.encode(), field, b"", sealed)


def by_key(redis: Redis) -> Counter[str]:
    """Count what is sealed with which key."""
    return Counter(key_id_of(each.sealed) for each in lying(redis))


def reseal(redis: Redis, keys: KeyRing, each: Lying) -> bool:
    """Seal one value with the first key. False where somebody changed it meanwhile, or no key opens it."""
    where = _bound_to(each)
    try:
        new = each.front + keys.seal(keys.open(each.sealed, where), where)
    except Unsealable:
        return False
    old = each.front + each.sealed
    if each.field is None:
        return bool(redis.eval(_SWAP_VALUE, 1, each.key, old, new))
    return bool(redis.eval(_SWAP_FIELD, 1, each.key, each.field, old, new))


def _bound_to(each: Lying) -> bytes:
    key, is_aside, _ = each.where.partition(b":aside:")
    if not is_aside:
        return each.where
    # What was put aside is bound to the place where it lay.
    name = each.where.removeprefix(key + b":aside:").split(b":")[0]
    return key + b":session:" + name


def _values(redis: Redis, key: bytes, front: int) -> Iterator[Lying]:
    stored: Any = redis.get(key)
    if stored is not None:
        yield Lying(key, None, stored[:front], stored[front:])
