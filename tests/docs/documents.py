"""The documents of this repository, taken apart: their links, and what they name in code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"(?:\.venv/bin/|^|\s)bansos ((?:[a-z]+ ?)+)", re.MULTILINE)
_TARGET = re.compile(r"(?:^|\s)make ([a-z][a-z0-9-]*)", re.MULTILINE)
_SETTING = re.compile(r"[A-Z][A-Z_]+[A-Z]")
_ASSIGNMENT = re.compile(r"(?:^|\s)([A-Z][A-Z_]+[A-Z])=", re.MULTILINE)
_FOLDERS = ("backend", "bot", "conversations", "deploy", "docs", "locales", "tests")
_PATH = re.compile(rf"`((?:{'|'.join(_FOLDERS)})/[A-Za-z0-9_./-]*)`( \(new\))?")


@dataclass(frozen=True)
class Document:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        return _BLOCK.sub("", self.text)

    @property
    def commands(self) -> str:
        """Everything that a reader may type: code spans, and blocks that are not in another language."""
        blocks = [body for language, body in _BLOCK.findall(self.text) if language in ("", "sh", "text")]
        return "\n".join([*_SPAN.findall(self.prose), *blocks])

    def is_there(self) -> bool:
        return self.path.exists() and self.path.is_relative_to(ROOT)

    def links(self) -> Iterator[str]:
        for markdown, picture in _LINK.findall(self.prose):
            yield markdown or picture

    def anchors(self) -> set[str]:
        """Give the anchors of the headings, as they are made from their words."""
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(self.prose)}

    def make_targets(self) -> set[str]:
        return set(_TARGET.findall(self.commands))

    def bansos_commands(self) -> set[str]:
        return {command.strip() for command in _COMMAND.findall(self.commands)}

    def settings(self) -> set[str]:
        """Give the names in capitals that stand alone in a code span, or are set in a command."""
        alone = {span for span in _SPAN.findall(self.prose) if _SETTING.fullmatch(span)}
        return alone | set(_ASSIGNMENT.findall(self.commands))

    def paths(self) -> set[str]:
        """Give the files and folders of ours that are named, but for those a how-to tells to write."""
        return {path for path, new in _PATH.findall(self.prose) if not new}


def documents() -> list[Document]:
    return [Document(path) for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))]
