"""Writes tables as CSV (RFC 4180) in which no cell is a formula, whatever a server said."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return the table. None is an empty cell; a text that begins like a formula gets a quote."""
    kept = io.StringIO()
    lines = csv.writer(kept, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows(map(harmless, row) for row in rows)
    return kept.getvalue()


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    A carriage return alone would be written without quotes, and begin a row of its own.
    """
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
