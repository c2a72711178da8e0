"""What the tables of a log tab show: plain rows made of the report."""

from typing import NamedTuple

from inspector.logs.report import LogLine, LogReport, Row
from inspector.logs.spans import when
from inspector.wording import tr
from inspector.wording.numbers import number, percent


class LogTable(NamedTuple):
    """One table. kind: "counts" (share is painted), "lines" or "words".

    rows: the cells as text. wide: the column that takes the room. shares: 0…1 for the bar of
    each row, empty for none.
    details: the whole text of each row, for its tooltip and for copying.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str
    wide: int
    shares: tuple[float, ...] = ()
    details: tuple[str, ...] = ()


def tables_of(report: LogReport) -> tuple[LogTable, ...]:
    """Return the tables that have something to show, in their order."""
    tables = [
        _belonging(report),
        _signs(report),
        _counts(tr("Paths"), tr("Path"), report.paths),
        _counts(tr("Clients"), tr("Client"), report.clients),
        _counts(tr("User agents"), tr("User agent"), report.agents),
        _counts(tr("Users"), tr("User"), report.users),
        _reasons(report),
        _lines(report),
    ]
    return tuple(table for table in tables if table is not None)


def _belonging(report: LogReport) -> LogTable | None:
    if report.belongs is None:
        return None
    rows = tuple(
        (
            when(each.line.at),
            str(each.line.status or ""),
            each.line.reason or f"{each.line.method} {each.line.path}".strip(),
            ", ".join(each.because),
            _place(each.line),
        )
        for each in report.belongs
    )
    columns = (tr("Time (UTC)"), tr("Status"), tr("What it says"), tr("Because"), tr("Line"))
    details = tuple(each.line.text for each in report.belongs)
    return LogTable(tr("This attempt"), columns, rows, "lines", 2, details=details)


def _signs(report: LogReport) -> LogTable | None:
    if not report.kinds and not report.spikes:
        return None
    rows: list[tuple[str, str]] = []
    details: list[str] = []
    for kind in report.kinds:
        rows.append((number(kind.count), kind.sentence))
        details.append(f"{kind.sentence}\n{kind.advice}".strip())
        rows += [("", f"{_place(line)}  {line.text}") for line in kind.evidence]
        details += [line.text for line in kind.evidence]
    for spike in report.spikes:
        words = tr(
            "Unusually many from {start} to {end} UTC: {count}, usually {usual} in one column.",
            start=when(spike.start),
            end=when(spike.end),
            count=number(spike.count),
            usual=number(spike.usual),
        )
        rows.append((number(spike.count), words))
        details.append(words)
    columns = (tr("Refusals"), tr("What it looks like"))
    return LogTable(tr("Signs"), columns, tuple(rows), "words", 1, details=tuple(details))


def _counts(name: str, first: str, rows: tuple[Row, ...]) -> LogTable | None:
    if not rows:
        return None
    statuses = sorted({status for row in rows for status in row.counts})
    rated = any(row.rate is not None for row in rows)
    columns = (
        tr("Refusals"),
        tr("Share"),
        *map(str, statuses),
        *((tr("Of its requests"),) if rated else ()),
        first,
    )
    cells = tuple(
        (
            number(row.count),
            percent(row.share),
            *(number(row.counts.get(status, 0)) for status in statuses),
            *((percent(row.rate) if row.rate is not None else "",) if rated else ()),
            row.name or tr("(not named)"),
        )
        for row in rows
    )
    shares = tuple(row.share for row in rows)
    return LogTable(
        name, columns, cells, "counts", len(columns) - 1, shares, tuple(row.name for row in rows)
    )


def _reasons(report: LogReport) -> LogTable | None:
    if not report.reasons:
        return None
    rows = tuple((number(each.count), each.text, ", ".join(each.users)) for each in report.reasons)
    details = tuple("\n".join(line.text for line in each.evidence) for each in report.reasons)
    columns = (tr("Lines"), tr("Why, by the error log"), tr("Users"))
    return LogTable(tr("Reasons"), columns, rows, "words", 1, details=details)


def _lines(report: LogReport) -> LogTable | None:
    if not report.lines_shown:
        return None
    rows = tuple(
        (
            when(line.at),
            str(line.status or ""),
            line.client,
            line.user,
            line.reason or f"{line.method} {line.path}".strip(),
            _place(line),
        )
        for line in report.lines_shown
    )
    columns = (
        tr("Time (UTC)"),
        tr("Status"),
        tr("Client"),
        tr("User"),
        tr("What it says"),
        tr("Line"),
    )
    details = tuple(line.text for line in report.lines_shown)
    return LogTable(tr("Lines"), columns, rows, "lines", 4, details=details)


def _place(line: LogLine) -> str:
    name = line.file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}:{line.number}"
