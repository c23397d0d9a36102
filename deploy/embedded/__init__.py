"""A real PostgreSQL and a real Redis as children of this process, for the demo and the tests.

Both listen on a free port of 127.0.0.1 behind a generated password, keep their data under one directory,
and end with the process that started them, even when that one is killed.
"""

from deploy.embedded.postgres import Postgres, embedded_postgres
from deploy.embedded.redis import Redis, embedded_redis
from deploy.setup_problem import SetupProblem

__all__ = ["Postgres", "Redis", "SetupProblem", "embedded_postgres", "embedded_redis"]
