"""What logs say as text for the terminal, and as Markdown."""

from collections.abc import Iterator, Sequence

from inspector.logs.report import Belongs, Column, Kind, LogLine, LogReport, Row
from inspector.logs.spans import length, when
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number, percent

_ROWS = 8
_CHART = 80
_STEPS = " ▁▂▃▄▅▆▇█"
_LINES = 10
_LONGEST = 400

Block = tuple[str, list[str]]
"""A heading and its lines; a line that starts with a space belongs to the one before."""


def logs_text(report: LogReport) -> str:
    """Return the report as lines for the terminal."""
    parts = [report.headline]
    for heading, lines in _blocks(report):
        parts += ["", f"{heading}:", *(f"  {line}" for line in lines)]
    return "\n".join(parts)


def logs_markdown(report: LogReport) -> str:
    """Return the report as Markdown; lines of logs stand in a code block of their own."""
    parts = [f"# {report.headline}"]
    for heading, lines in _blocks(report):
        parts += ["", f"## {heading}", "", "```text", *(_fenced(line) for line in lines), "```"]
    return "\n".join(parts)


def _fenced(line: str) -> str:
    return line.replace("```", "'''")


def _blocks(report: LogReport) -> Iterator[Block]:
    yield tr("Read"), list(_read(report))
    if report.belongs is not None:
        yield tr("Lines of the attempt"), list(_belongs(report.belongs))
    if report.kinds:
        yield tr("What it looks like"), [line for kind in report.kinds for line in _kind(kind)]
    if report.reasons:
        yield tr("What the error log says"), list(_reasons(report))
    if report.refused and report.columns:
        yield tr("Over time"), list(_chart(report))
    if report.spikes:
        yield tr("Unusually many"), list(_spikes(report))
    for heading, rows in (
        (tr("By path"), report.paths),
        (tr("By client"), report.clients),
        (tr("By user agent"), report.agents),
        (tr("By user"), report.users),
    ):
        if rows:
            yield heading, list(_rows(rows, report.refused))


def _read(report: LogReport) -> Iterator[str]:
    for log in report.logs:
        yield tr(
            "{file}: {title}, {lines} lines",
            file=log.file,
            title=log.title,
            lines=number(log.lines),
        )
        if log.fault:
            yield tr("  Its end could not be read: {fault}.", fault=log.fault)
    if report.start is not None:
        yield tr("From {start} to {end} (UTC)", start=when(report.start), end=when(report.end))
    if report.requests:
        counts = ", ".join(f"{number(n)} × {status}" for status, n in report.statuses.items())
        yield tr(
            "{refused} of {about}{requests} requests were refused ({share}): {counts}",
            refused=number(report.refused),
            about=tr("about ") if report.about else "",
            requests=number(report.requests),
            share=percent(report.refused / max(report.requests, report.refused)),
            counts=counts or "0",
        )
    yield from _unreadable(report)


def _unreadable(report: LogReport) -> Iterator[str]:
    first = report.first_unreadable
    if first is None:
        return
    yield tr_n(
        "{count} of the lines looked at could not be read; the first is line {line} of {file}:",
        "{count} of the lines looked at could not be read; the first is line {line} of {file}:",
        report.unreadable,
        line=first.number,
        file=first.file,
    )
    yield f"  {first.text[:120]}"


def _belongs(found: Sequence[Belongs]) -> Iterator[str]:
    if not found:
        yield tr(
            "None was found. Give the log of the server that answered, for the time of the attempt."
        )
    for each in found[:_LINES]:
        yield f"{_place(each.line)} ({', '.join(each.because)})"
        if each.line.reason:
            yield f"  {each.line.reason}"
        yield f"  {each.line.text[:_LONGEST]}"


def _kind(kind: Kind) -> Iterator[str]:
    yield kind.sentence
    if kind.advice:
        yield f"  {kind.advice}"
    for line in kind.evidence:
        yield f"  {_place(line)}: {line.text[:_LONGEST]}"


def _place(line: LogLine) -> str:
    return tr("{file}, line {line}", file=line.file, line=line.number)


def _reasons(report: LogReport) -> Iterator[str]:
    for reason in report.reasons:
        users = f" ({', '.join(reason.users)})" if reason.users else ""
        yield f"{number(reason.count):>8}  {reason.text}{users}"
        for line in reason.evidence[:1]:
            yield f"          {_place(line)}: {line.text[:_LONGEST]}"


def _chart(report: LogReport) -> Iterator[str]:
    """Draw the refusals over time; a ^ below marks spikes."""
    columns = report.columns
    per = -(-len(columns) // _CHART)
    groups = [columns[i : i + per] for i in range(0, len(columns), per)]
    sums = [sum(each.refused for each in group) for group in groups]
    highest = max(sums, default=1) or 1
    yield "".join(_STEPS[-(-8 * value // highest)] for value in sums)
    if report.spikes:
        yield "".join("^" if any(map(_is_spike, group)) else " " for group in groups).rstrip()
    yield tr(
        "one sign is {length}, the highest {highest} refusals",
        length=length(report.width * per),
        highest=number(highest),
    )


def _is_spike(column: Column) -> bool:
    return column.spike


def _spikes(report: LogReport) -> Iterator[str]:
    for spike in report.spikes[:_ROWS]:
        yield tr(
            "{start}, for {length}: {count} refusals, usually {usual} in {width}",
            start=when(spike.start),
            length=length(spike.end - spike.start),
            count=number(spike.count),
            usual=number(spike.usual),
            width=length(report.width),
        )


def _rows(rows: Sequence[Row], refused: int) -> Iterator[str]:
    for row in rows[:_ROWS]:
        counts = " ".join(f"{status}:{number(n)}" for status, n in row.counts.items())
        rate = (
            tr(", {rate} of its requests", rate=percent(row.rate)) if row.rate is not None else ""
        )
        name = row.name or tr("(not named)")
        share = percent(row.count / max(refused, 1))
        yield f"{number(row.count):>8}  {share:>6}  {name[:110]}  {counts}{rate}".rstrip()
