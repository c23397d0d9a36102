"""The words of the service: Fluent catalogues, one folder per locale, one file per flow. `id` is the source."""

from __future__ import annotations

from importlib import resources

SOURCE = "id"


def locales() -> list[str]:
    """Give the locales there are."""
    return sorted(entry.name for entry in resources.files(__name__).iterdir() if _is_locale(entry.name))


def catalogues(locale: str) -> dict[str, str]:
    """Give the catalogues of a locale: the Fluent source of each flow, and of what belongs to none (`common`)."""
    folder = resources.files(__name__) / locale
    return {
        entry.name.removesuffix(".ftl"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".ftl")
    }


def _is_locale(name: str) -> bool:
    return name.isalpha() and (resources.files(__name__) / name / "common.ftl").is_file()
