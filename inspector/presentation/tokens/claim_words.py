"""What is said about one row of a token: its tooltips, and how it is read aloud. Pure: no Qt."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from inspector.model.token import TokenPart, TokenRow
from inspector.presentation.bodies.printable import visible
from inspector.protocol.dates import from_seconds, iso_date
from inspector.protocol.tokens.claim_names import TIMES
from inspector.wording import tr
from inspector.wording.dates import utc_dated
from inspector.wording.durations import length

_MOST = 500  # rows of a part
_DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


class RowWords(NamedTuple):
    """The cells of a row: name, value, meaning, check."""

    name: str
    value: str
    meaning: str
    check: str


def cells(row: TokenRow) -> RowWords:
    """Return what the cells show; a row without a check says so."""
    name, value, meaning = (visible(text) for text in (row.name, row.value, row.meaning))
    return RowWords(name, value, meaning, visible(row.note) or _unsaid(row))


def _unsaid(row: TokenRow) -> str:
    """Return the words for a row that is judged without a sentence of its own."""
    if row.level == "good":
        return tr("Right")
    if row.level == "odd":
        return tr("Odd")
    return tr("Wrong") if row.level == "bad" else tr("Nothing to check")


def listed(part: TokenPart) -> tuple[TokenRow, ...]:
    """Return the rows that are listed; of a hostile token's thousands only the first."""
    if len(part.rows) <= _MOST:
        return part.rows
    more = tr("{count} more are not listed", count=f"{len(part.rows) - _MOST:,}")
    return (*part.rows[:_MOST], TokenRow(name="…", value=more))


def tips(row: TokenRow, now: datetime) -> RowWords:
    """Return the tooltips: what may be cut off in whole, and a time as local and relative."""
    shown = cells(row)
    times = _times(row, now)
    meaning = "\n".join(filter(None, (shown.meaning, times)))
    return RowWords(shown.name, shown.value, meaning, shown.check)


def spoken(row: TokenRow) -> str:
    """Return the check as it is read aloud: passed or failed comes first."""
    text = cells(row).check
    if row.level == "good":
        return tr("Passes: {text}", text=text)
    if row.level == "odd":
        return tr("Look at it: {text}", text=text)
    return tr("Fails: {text}", text=text) if row.level == "bad" else text


def _times(row: TokenRow, now: datetime) -> str:
    when = from_seconds(_number(row.value)) if row.name in TIMES else None
    when = when or _written(row.value)
    if when is None:
        return ""
    local = when.astimezone()
    span = length(now - when)
    said = tr("{time} ago", time=span) if when <= now else tr("in {time}", time=span)
    day = utc_dated(local.replace(tzinfo=UTC), now).removesuffix(" UTC")
    return tr("{relative}, {time} local time", relative=said, time=day)


def _written(text: str) -> datetime | None:
    """Return a time that is written out, as SAML, PASETO and certificates do."""
    if _DATE.match(text) is None:
        return None
    return iso_date(text.replace(" UTC", "+00:00"), zoned=True)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
