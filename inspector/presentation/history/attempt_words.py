"""What a line of the history says in words."""

from datetime import datetime, timedelta

from inspector.reading.request_words import asked_words
from inspector.reading.statuses import ERRORS, REFUSES_ACCESS
from inspector.record.row import Row
from inspector.wording import tr
from inspector.wording.dates import day, day_and_time, hour_and_minute, time_of_day, weekday
from inspector.wording.durations import whole_milliseconds

_WEEK = timedelta(days=7)


def when(row: Row, now: datetime) -> str:
    """Return the time as short as it is clear: the verdict beside it needs the room.

    Today's hour, yesterday's, that of a day of the week, else the date. Empty where no time is
    known.
    """
    if not row.started:
        return ""
    local, today = row.time.astimezone(now.tzinfo), now.date()
    if local.date() == today:
        return time_of_day(local)
    if local.date() == today - timedelta(days=1):
        return tr("yesterday {time}", time=hour_and_minute(local))
    if timedelta() < today - local.date() < _WEEK:
        return f"{weekday(local)} {hour_and_minute(local)}"
    return day(local, year=local.year != today.year)


def second(row: Row) -> str:
    """Return the time of day alone, as it tells entries of one recording apart."""
    return time_of_day(row.time.astimezone()) if row.started else ""


def status_text(row: Row) -> str:
    """Return the status code, or a dash where nothing came back."""
    return str(row.status) if row.status is not None else "–"


def address(row: Row) -> str:
    """Return host and path, or the name it was given."""
    return row.name or f"{row.host}{row.path}" or tr("No address")


def verdict(row: Row) -> str:
    """Return the verdict in words."""
    if row.title:
        return row.title
    if row.status is None:
        return tr("No reply")
    if row.status not in ERRORS:
        return tr("Accepted")
    return tr("Refused") if row.status in REFUSES_ACCESS else tr("Failed, but not about access")


def spoken(row: Row, now: datetime) -> str:
    """Return the whole line for screen readers."""
    sentence = tr(
        "{method} {address}, status {status}, {verdict}, {time}",
        method=row.method,
        address=address(row),
        status=status_text(row),
        verdict=verdict(row),
        time=when(row, now),
    )
    marks = [tr("pinned")] if row.pinned else []
    marks += [tr("tag {name}", name=name) for name in row.tags]
    return ", ".join([sentence.lstrip(), *marks])


def tooltip(row: Row, now: datetime) -> str:
    """Return all that the line has no room for."""
    local = row.time.astimezone(now.tzinfo)
    lines = [
        asked_words(row.method, row.url),
        verdict(row),
        tr(
            "{time}, {duration}",
            time=f"{weekday(local)} {day_and_time(local)}",
            duration=whole_milliseconds(row.duration),
        ),
    ]
    if row.environment:
        lines.append(tr("Environment: {name}", name=row.environment))
    if row.credential:
        lines.append(
            tr(
                "Credential: {scheme}, fingerprint {fingerprint}",
                scheme=row.scheme or tr("bare"),
                fingerprint=row.credential,
            )
        )
    if row.tags:
        lines.append(tr("Tags: {names}", names=", ".join(row.tags)))
    if row.note:
        lines.append(tr("Note: {text}", text=row.note))
    return "\n".join(lines)
