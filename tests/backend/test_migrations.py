"""The tables' history: up, down, and the same as the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect

from backend.migrations import downgrade, drift, newest_revision, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_upgraded_database_is_what_the_models_say(new_database: Callable[[], str]) -> None:
    url = new_database()
    upgrade(url)
    assert drift(url) == []


def test_an_empty_database_is_not(new_database: Callable[[], str]) -> None:
    assert any("registrations" in difference for difference in drift(new_database()))


def test_going_down_leaves_nothing_and_up_again_works(new_database: Callable[[], str]) -> None:
    url = new_database()
    upgrade(url)
    downgrade(url)
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade(url)
    upgrade(url)
    assert drift(url) == []


def test_the_newest_revision_has_a_name() -> None:
    assert newest_revision() >= "0001"
