"""What the documents name is there: files, commands, settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deploy.cli import app
from tests.docs.documents import ROOT, Document, documents

if TYPE_CHECKING:
    import typer

DOCUMENTS = [pytest.param(document, id=document.name) for document in documents()]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z0-9-]*):", MAKEFILE, re.MULTILINE))
MAKE_VARIABLES = set(re.findall(r"^([A-Z_]+) \?=", MAKEFILE, re.MULTILINE)) | {"UPGRADE"}
COMPOSE = ROOT / "deploy" / "compose" / "compose.env.example"
COMPOSE_SETTINGS = set(re.findall(r"^([A-Z_]+)=", COMPOSE.read_text(encoding="utf-8"), re.MULTILINE))
SETTINGS = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))


def commands(group: typer.Typer, before: str = "") -> set[str]:
    own = {
        f"{before}{command.name or (command.callback and command.callback.__name__)}"
        for command in group.registered_commands
    }
    inner = [
        commands(inner.typer_instance, f"{before}{inner.name} ")
        for inner in group.registered_groups
        if inner.typer_instance is not None
    ]
    return own.union(*inner)


BANSOS = commands(app)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: Document) -> None:
    broken = []
    for link in document.links():
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = Document((document.path.parent / path).resolve() if path else document.path)
        if not target.is_there() or (anchor and anchor not in target.anchors()):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document: Document) -> None:
    assert [path for path in sorted(document.paths()) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document: Document) -> None:
    assert document.make_targets() <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_exists(document: Document) -> None:
    unknown = {
        command
        for command in document.bansos_commands()
        if not any(command == known or command.startswith(f"{known} ") for known in BANSOS)
    }
    assert unknown == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_setting_is_one_that_operators_can_read_about(document: Document) -> None:
    assert document.settings() <= SETTINGS | MAKE_VARIABLES | COMPOSE_SETTINGS


def test_every_how_to_and_decision_is_found_from_the_readme_or_its_folder() -> None:
    linked = {
        (document.path.parent / link.partition("#")[0]).resolve()
        for document in documents()
        for link in document.links()
    }
    alone = [
        document.name
        for document in documents()
        if document.path != ROOT / "README.md" and document.path not in linked and document.path.parent not in linked
    ]
    assert alone == []


def test_the_transcript_in_the_readme_is_what_the_service_says() -> None:
    readme = Document(ROOT / "README.md").text
    name = re.search(r"tests/dialogues/\w+\.dialog", readme)
    assert name is not None
    said = (ROOT / name.group()).read_text(encoding="utf-8")
    block = readme.partition("```text\n")[2].partition("```")[0]
    pieces = [
        piece.strip()
        for line in block.splitlines()
        for piece in re.split(r"\.\.\.|\s{2,}|^(?:Warga|Bot):", line)
        if piece.strip() and not re.fullmatch(r"\([A-Z][^()]*\)", piece.strip())
    ]
    assert [piece for piece in pieces if piece not in said] == []
    assert len(pieces) > 15


def test_make_e2e_runs_every_file_that_needs_a_browser() -> None:
    marked = {path for path in (ROOT / "tests").rglob("test_*.py") if "pytest.mark.e2e" in path.read_text("utf-8")}
    in_a_browser = {*(ROOT / "tests" / "e2e").glob("test_*.py"), *(ROOT / "tests").glob("*/*_in_a_browser.py")}
    assert "tests/e2e $(wildcard tests/*/*_in_a_browser.py)" in MAKEFILE
    assert marked - {Path(__file__)} == in_a_browser
