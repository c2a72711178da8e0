"""What the strip above the history says, and the filter that lists one of its columns. Pure."""

import re
from datetime import datetime

from inspector.protocol.dates import utc
from inspector.record.row import Span
from inspector.wording import tr, tr_n
from inspector.wording.dates import day, hour_and_minute, time_of_day

Spans = tuple[Span, ...]
_PEAK = 3  # times the mean of the columns with refusals
_MINUTE = 60_000
_TIMES = re.compile(r'(?<!\S)-?(?:after|before):(?:"[^"]*"?|\S*)\s*', re.IGNORECASE)


def peaks(spans: Spans) -> frozenset[int]:
    """Return the columns with far more refusals than the others have."""
    some = [span.refused for span in spans if span.refused]
    if len(some) < _PEAK:
        return frozenset()
    mean = sum(some) / len(some)
    return frozenset(at for at, span in enumerate(spans) if span.refused > _PEAK * mean)


def whole_words(spans: Spans) -> str:
    """Return what is said of all columns."""
    total = sum(span.total for span in spans)
    words = tr_n(
        "{count} of {total} attempts was refused.",
        "{count} of {total} attempts were refused.",
        sum(span.refused for span in spans),
        total=total,
    )
    high = peaks(spans)
    if high:
        words += " " + tr_n("{count} peak.", "{count} peaks.", len(high))
        most = max(high, key=lambda at: spans[at].refused)
        words += " " + tr("Most were refused from {time}.", time=_shown(spans[most].start))
    return words


def column_words(spans: Spans, at: int) -> str:
    """Return what is said of one column."""
    start, end = _bounds(spans, at)
    words = tr_n(
        "{start} to {end}: {count} of {total} attempts was refused.",
        "{start} to {end}: {count} of {total} attempts were refused.",
        spans[at].refused,
        start=_shown(start, end),
        end=_shown(end, start),
        total=spans[at].total,
    )
    return " ".join(filter(None, (words, tr("A peak.") if at in peaks(spans) else "")))


def narrowed(text: str, spans: Spans, at: int) -> str:
    """Return a filter text that lists only one column; other times in it give way."""
    start, end = _bounds(spans, at)
    exact = end - start < _MINUTE
    spec = "milliseconds" if exact else "seconds"
    first, last = (
        _local(at).isoformat(timespec=spec) for at in (start, end if exact else end + 999)
    )
    return f"{_TIMES.sub('', text).strip()} after:{first} before:{last}".strip()


def _bounds(spans: Spans, at: int) -> tuple[int, int]:
    """Return where a column begins and where the next one would."""
    width = spans[1].start - spans[0].start if len(spans) > 1 else 1
    return spans[at].start, spans[at].start + width


def _local(milliseconds: int) -> datetime:
    moment = utc(milliseconds / 1000)
    return moment.astimezone().replace(tzinfo=None)


def _shown(milliseconds: int, beside: int | None = None) -> str:
    """Return a time to read; beside: the other end, which may need the seconds told."""
    seconds = beside is not None and abs(milliseconds - beside) < _MINUTE
    local = _local(milliseconds)
    time = time_of_day(local) if seconds else hour_and_minute(local)
    return f"{day(local, year=False)} {time}"
