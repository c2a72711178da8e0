"""Prunes the history by age and size; pinned attempts stay."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from inspector.record.writing import delete_where

# What was imported counts from its import, however long ago it was recorded.
_TOO_OLD = (
    "pinned = 0 AND started < ? AND key NOT IN (SELECT attempt FROM imported WHERE moment >= ?)"
)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """days and megabytes: how old and how large the history may grow; 0 = no limit."""

    days: int = 30
    megabytes: int = 500


def prune(
    connection: sqlite3.Connection,
    limits: Limits,
    now: datetime,
    keep: Callable[[], bool] = lambda: True,
) -> int:
    """Delete what is over the limits, oldest first, and return how many attempts went."""
    gone = 0
    if limits.days:
        oldest = int((now - timedelta(days=limits.days)).timestamp() * 1000)
        gone += delete_where(connection, _TOO_OLD, [oldest, oldest], keep)
    if limits.megabytes:
        most = limits.megabytes * 1024 * 1024
        key = _first_over(connection, most)
        if key is not None:
            gone += delete_where(connection, "pinned = 0 AND key <= ?", [key], keep)
    return gone


def _first_over(connection: sqlite3.Connection, most: int) -> int | None:
    """Return the newest key that no longer fits into so many bytes, counted from the newest."""
    total = connection.execute("SELECT coalesce(sum(size), 0) FROM attempt").fetchone()[0]
    if total <= most:
        return None
    kept = 0
    for key, size in connection.execute("SELECT key, size FROM attempt ORDER BY key DESC"):
        kept += size
        if kept > most:
            return int(key)
    return None
