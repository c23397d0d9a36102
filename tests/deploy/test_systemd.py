"""The units for a plain server name commands and settings that exist, and hold the processes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.documents import ROOT
from tests.docs.test_documents import BANSOS, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

UNITS = sorted((ROOT / "deploy" / "systemd").glob("bansos*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
HELD_IN = {
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "CapabilityBoundingSet=",
    "SystemCallFilter=@system-service",
    "EnvironmentFile=/etc/bansos/service.env",
}


def lines(unit: Path) -> set[str]:
    return set(unit.read_text().splitlines())


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_units_run_commands_and_settings_that_exist(unit: Path) -> None:
    [command] = re.findall(r"^ExecStart=/opt/bansos/\.venv/bin/bansos (\w+)", unit.read_text(), re.MULTILINE)
    assert command in BANSOS
    assert set(re.findall(r"^Environment=(\w+)=", unit.read_text(), re.MULTILINE)) <= SETTINGS


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_units_hold_their_process_in(unit: Path) -> None:
    assert lines(unit) >= HELD_IN


@pytest.mark.parametrize("unit", [unit for unit in SERVICES if "@" in unit.name], ids=lambda unit: unit.name)
def test_a_process_that_dies_is_started_again_and_one_that_stops_may_finish(unit: Path) -> None:
    assert lines(unit) >= {"Restart=on-failure", "TimeoutStopSec=30", "KillSignal=SIGTERM"}


def test_units_name_only_units_that_are_there_or_belong_to_the_system() -> None:
    known = {unit.name for unit in UNITS}
    named = {
        name for unit in UNITS for name in re.findall(r"\bbansos[\w@-]*\.(?:service|target|timer)", unit.read_text())
    }
    assert named <= known


def test_a_backup_is_made_every_night() -> None:
    timer = (ROOT / "deploy" / "systemd" / "bansos-backup.timer").read_text()
    assert re.search(r"^OnCalendar=\*-\*-\* \d\d:30:00 Asia/Jakarta$", timer, re.MULTILINE)
