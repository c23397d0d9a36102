"""Rows of several tables that one statement writes: the parameters that stand for them, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Column, Table

    from backend.database import Base


def table_of(model: type[Base]) -> Table:
    """Give the table of a model."""
    return cast("Table", model.__table__)


def parameters(table: Table, place: int = 0) -> dict[str, BindParameter[Any]]:
    """Give a parameter for each column that is written, by the column's name.

    `place` tells rows of one table apart.
    """
    return {each.name: bindparam(_named(each, place), type_=each.type) for each in _written(table)}


def values(row: Base, place: int = 0) -> dict[str, Any]:
    """Give the values of a row that no session holds, by parameter. What the row was not given, it gets by default."""
    told = {}
    for column in _written(table_of(type(row))):
        value = getattr(row, column.name)
        if value is None and column.default is not None:
            default: Any = column.default
            value = default.arg(None) if default.is_callable else default.arg
            setattr(row, column.name, value)
        told[_named(column, place)] = value
    return told


def _written(table: Table) -> list[Column[Any]]:
    return [each for each in table.columns if each.identity is None]


def _named(column: Column[Any], place: int) -> str:
    return f"{column.table.name}_{column.name}_{place}"
