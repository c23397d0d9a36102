from __future__ import annotations

import pytest

from deploy.serving import base_url, listening
from deploy.settings import Place
from deploy.setup_problem import SetupProblem


def test_a_port_in_use_is_named() -> None:
    with listening(Place(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupProblem, match=rf"^PORT: {port} on 127.0.0.1 is in use"):
            listening(Place(port=port))


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host"])
def test_an_address_that_is_not_here_is_named(host: str) -> None:
    with pytest.raises(SetupProblem, match=r"^HOST: "):
        listening(Place(host=host, port=0))


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")]
)
def test_the_address_that_is_shown_opens_in_a_browser(host: str, shown: str) -> None:
    place = Place(host=host, port=0)
    with listening(place) as sock:
        assert base_url(place, sock) == f"http://{shown}:{sock.getsockname()[1]}"
