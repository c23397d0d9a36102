"""The compose files, as far as they can be judged without an engine: names, ports, addresses, who is let in."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from backend.console.agents import FILE_ADDRESS
from backend.console.batches import ADDRESS as FAMILIES
from backend.console.imports import ADDRESS as IMPORTS
from backend.console.imports import LARGEST_BODY
from bot.channels.telegram.webhook import PATH as TELEGRAM
from bot.channels.whatsapp.channel import PATH as TWILIO
from bot.channels.whatsapp.channel import STATUS_PATH
from deploy.composition import BOT_PATHS
from deploy.serving import KEEP_ALIVE_SECONDS
from tests.docs.documents import ROOT
from tests.docs.test_documents import BANSOS, SETTINGS

FOLDER = ROOT / "deploy" / "compose"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("bansos:")}
CADDYFILE = FOLDER / "Caddyfile"
NGINX = ROOT / "deploy" / "systemd" / "nginx.conf"
UPLOADS = (IMPORTS, FILE_ADDRESS, FAMILIES)
HEALTH = re.compile(r"urlopen\('http://127\.0\.0\.1:(\d+)(/\w+)'")


def test_all_parts_are_there() -> None:
    assert set(SERVICES) >= {"proxy", "bot", "worker", "backend", "jobs", "migrate", "postgres", "redis"}


@pytest.mark.parametrize("name", OURS)
def test_our_parts_run_commands_and_settings_that_exist(name: str) -> None:
    service = OURS[name]
    assert service["command"][0] in BANSOS
    assert set(service["environment"]) <= SETTINGS
    assert service["env_file"] == ["service.env"]


def test_what_compose_asks_for_is_in_its_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (FOLDER / "compose.yaml").read_text()))
    optional = {"BANSOS_VERSION"}
    example = set(re.findall(r"^([A-Z_]+)=", (FOLDER / "compose.env.example").read_text(), re.MULTILINE))
    assert asked - optional == example


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_read_only_not_root_and_has_no_way_up(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    # The proxy's image says so itself.
    assert name == "proxy" or not service["user"].startswith("0")


def test_the_image_of_the_proxy_is_not_root_either() -> None:
    stages = re.split(r"^FROM ", (FOLDER / "Dockerfile").read_text(), flags=re.MULTILINE)
    final = {stage.split(" AS ")[1].split()[0]: stage for stage in stages[1:]}
    assert all("USER 10001:10001" in final[name] for name in ("service", "proxy"))


def test_the_world_reaches_only_the_proxy() -> None:
    open_ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert open_ports.pop("proxy") == ["80:8080", "443:8443"]
    assert all(port.startswith("127.0.0.1:") for ports in open_ports.values() for port in ports)
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["networks"]["office"]["internal"] is True
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]


def test_health_is_asked_where_it_is_told() -> None:
    for name in ("bot", "worker", "backend"):
        found = HEALTH.search(SERVICES[name]["healthcheck"]["test"][-1])
        assert found is not None
        port = SERVICES[name]["environment"]["WORKER_PORT" if name == "worker" else "PORT"]
        assert found[1] == port
        assert found[2] in ("/healthz", "/readyz")


def test_the_parts_find_each_other() -> None:
    bot, backend = SERVICES["bot"], SERVICES["backend"]
    assert bot["environment"]["BACKEND_URL"] == f"http://backend:{backend['environment']['PORT']}"
    assert "@redis:6379/" in bot["environment"]["REDIS_URL"]
    assert "@postgres:5432/" in backend["environment"]["DATABASE_URL"]
    for name, service in SERVICES.items():
        near = set(service["networks"])
        assert all(near & set(SERVICES[other]["networks"]) for other in service.get("depends_on", {})), name
    caddy = CADDYFILE.read_text()
    assert f"dynamic a bot {bot['environment']['PORT']}" in caddy
    assert f"reverse_proxy backend:{backend['environment']['PORT']}" in caddy


def test_the_registry_starts_after_its_tables_are_new() -> None:
    assert SERVICES["backend"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_redis_gives_up_nothing() -> None:
    lines = (FOLDER / "redis.conf").read_text().splitlines()
    assert {"appendonly yes", "maxmemory-policy noeviction", "appendfsync always"} <= set(lines)


def test_a_backup_can_be_read_where_it_was_made() -> None:
    dockerfile = (FOLDER / "Dockerfile").read_text()
    assert f"FROM {SERVICES['redis']['image']} AS redis" in dockerfile


def test_the_proxy_lets_in_the_webhooks_and_from_the_office_the_console() -> None:
    text = CADDYFILE.read_text()
    assert re.findall(r"^\s+path (.*)$", text, re.MULTILINE) == [
        f"{TELEGRAM} {TWILIO} {STATUS_PATH}",
        "/console /console/*",
    ]
    assert all(path.startswith(BOT_PATHS) for path in (TELEGRAM, TWILIO, STATUS_PATH))
    assert text.count("remote_ip") == 1
    assert "read_header 10s" in text
    assert "max_header_size 16KiB" in text
    assert "request delete" in text
    assert {int(seconds) < KEEP_ALIVE_SECONDS for seconds in re.findall(r"keepalive (\d+)s", text)} == {True}


def test_files_of_the_office_go_through_both_proxies_and_its_forms_stay_small() -> None:
    caddy = CADDYFILE.read_text()
    assert caddy.count("path " + " ".join(f"{page} {page}/*" for page in UPLOADS)) == 2
    megabytes = [
        int(found[1])
        for text, said in ((caddy, r"max_size (\d+)MiB"), (NGINX.read_text(), r"client_max_body_size (\d+)m;"))
        for found in re.finditer(said, text)
    ]
    assert len(megabytes) == 2
    assert all(LARGEST_BODY < each * 2**20 < 2 * LARGEST_BODY for each in megabytes)


def test_the_registry_learns_from_both_proxies_for_whom_they_ask() -> None:
    # Caddy tells by itself.
    assert SERVICES["backend"]["environment"]["FORWARDED_ALLOW_IPS"] == "*"
    assert set(SERVICES["backend"]["networks"]) == {"office", "inside"}
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX.read_text()


def test_the_proxy_of_a_plain_server_lets_in_the_same() -> None:
    text = NGINX.read_text()
    webhooks, console, files = (re.compile(found) for found in re.findall(r"location ~ (\S+) \{", text))
    assert all(webhooks.match(path) for path in (TELEGRAM, TWILIO, STATUS_PATH))
    assert not any(
        webhooks.match(path) for path in ("/webhooks", "/metrics", "/readyz", f"{TELEGRAM}/more", "/simulator")
    )
    assert [
        path for path in ("/console", "/console/x", "/consoles", "/api/v1/registrations") if console.match(path)
    ] == [
        "/console",
        "/console/x",
    ]
    for page in UPLOADS:
        assert [path for path in (page, f"{page}/x", f"{page}tir") if files.match(path)] == [page, f"{page}/x"]
    assert text.count("deny all;") == 2
    assert text.count("client_header_timeout 10s;") == text.count("access_log off;") == 2
    assert {int(seconds) < KEEP_ALIVE_SECONDS for seconds in re.findall(r"keepalive_timeout (\d+)s", text)} == {True}
