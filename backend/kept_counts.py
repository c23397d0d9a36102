"""Counts that keep themselves: a change adds rows, and now and then those that count the same are made one."""

from __future__ import annotations

from sqlalchemy import TextClause, text


def together(table: str, *counted: str) -> TextClause:
    """Make one row of those that count the same. What is added meanwhile stays for the next time.

    `counted` are the columns, none of them nullable, that say what a row counts; `many` says how many.
    """
    names = ", ".join(counted)
    own = ", ".join(f"{table}.{each}" for each in counted)
    same = ", ".join(f"several.{each}" for each in counted)
    merged = f"""
        WITH several AS (SELECT {names} FROM {table} GROUP BY {names} HAVING count(*) > 1),
             gone AS (DELETE FROM {table} USING several WHERE ({own}) = ({same}) RETURNING {table}.*)
        INSERT INTO {table} ({names}, many)
        SELECT {names}, sum(many) FROM gone GROUP BY {names} HAVING sum(many) <> 0
    """  # noqa: S608 - made of our own words
    return text(merged)
