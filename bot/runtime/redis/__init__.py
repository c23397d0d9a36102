"""Redis as the runtime uses it: few round trips on shared connections, on one server or on a cluster.

Not redis-py: its asynchronous client takes four times the processor time of the server's own answer, which was the
largest part of a turn (`docs/adr/0011-our-own-line-to-redis.md`). hiredis packs and parses.
"""

from bot.runtime.redis.client import Redis
from bot.runtime.redis.command import Command, Refused
from bot.runtime.redis.scripts import Scripts

__all__ = ["Command", "Redis", "Refused", "Scripts"]
