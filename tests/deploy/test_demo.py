"""The demo as its first visitor meets it: one command, one port, everything there, nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import httpx
import pytest
from dotenv import dotenv_values
from rich.console import Console

from deploy.chat import talk
from deploy.embedded.ports import free_port
from tests.deploy.processes import answers, ends, running

if TYPE_CHECKING:
    from pathlib import Path

DEMO = [sys.executable, "-m", "deploy", "demo"]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"PORT": str(free_port()), "VAR_DIR": str(tmp_path / "var directory")}


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as listed:  # noqa: PTH123 - not a file to find, but a question
        return [int(child) for child in listed.read().split()]


def refused(cwd: Path, settings: dict[str, str]) -> str:
    ended = subprocess.run(DEMO, cwd=cwd, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    return ended.stderr


def works_in_the_console(browser: httpx.Client) -> None:
    """Do what the printed lines and the pages say: user name, password, and the code that the page shows."""
    door = browser.get("/console/masuk").text
    password = re.findall(r"Kata sandi untuk semuanya: <strong>([^<]+)<", door)[0]
    origin = {"Origin": str(browser.base_url).rstrip("/")}
    fields = {"csrf": re.findall(r'name="csrf" value="([0-9a-f]+)"', door)[0]}
    browser.post("/console/masuk", data={**fields, "user_name": "dinsos", "password": password}, headers=origin)
    code_page = browser.get("/console/masuk/kode").text
    fields = {
        "csrf": re.findall(r'name="csrf" value="([0-9a-f]+)"', code_page)[0],
        "code": re.findall(r"data-demo-code>([0-9]{6})<", code_page)[0],
    }
    assert browser.post("/console/masuk/kode", data=fields, headers=origin).headers["location"] == "/console"
    assert "Contoh Verifikator" in browser.get("/console").text


def test_everything_is_there_stays_after_a_restart_and_is_held_until_the_demo_is_killed(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    url = f"http://127.0.0.1:{settings['PORT']}"
    with running(DEMO, tmp_path, settings, answers(f"{url}/healthz")) as first:
        servers = children_of(first.pid)
        assert len(servers) == 2
        with httpx.Client(base_url=url) as browser:
            assert browser.get("/readyz").status_code == 200
            assert browser.get("/simulator").status_code == 200
            assert "paths" in browser.get("/openapi.json").json()
            assert "bansos_" in browser.get("/metrics").text
            secrets = dotenv_values(tmp_path / "var directory" / "secrets.env")
            assert browser.get("/console").headers["location"] == "/console/masuk"
            works_in_the_console(browser)
            said = browser.post("/simulator/messages", json={"chat": "a", "text": "halo"}).json()
            assert said["replies"][0]["text"]
            before = said["state"]
        terminal = Console(file=StringIO(), width=80)
        talk(url, "terminal", terminal, ["halo", "", "/keluar", "never sent"])
        assert isinstance(terminal.file, StringIO)
        assert said["replies"][0]["text"].split()[0] in terminal.file.getvalue()
        first.send_signal(signal.SIGINT)
        assert ends(first.pid)
    assert first.returncode == 0
    assert all(ends(pid) for pid in servers)
    assert f"{url}/simulator" in (tmp_path / "log").read_text()

    with running(DEMO, tmp_path, settings, answers(f"{url}/healthz")) as again:
        assert dotenv_values(tmp_path / "var directory" / "secrets.env") == secrets
        repeated = httpx.post(f"{url}/simulator/messages", json={"chat": "a", "text": "ULANG"}).json()
        assert repeated["state"] == before
        assert refused(tmp_path, settings).startswith(f"PORT: {settings['PORT']} on 127.0.0.1 is in use")
        assert "is in use by another demo" in refused(tmp_path, settings | {"PORT": "0"})
        servers = children_of(again.pid)
        again.kill()
        assert len(servers) == 2
        assert all(ends(pid) for pid in servers)
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_wrong_setting_leaves_no_server_behind(tmp_path: Path, settings: dict[str, str]) -> None:
    said = refused(tmp_path, settings | {"API_KEYS": "bot"})
    assert said == "API_KEYS: entry 1 is not of the form name:secret.\n"
    assert not (tmp_path / "var directory" / "postgres" / "data" / "postmaster.pid").exists()
