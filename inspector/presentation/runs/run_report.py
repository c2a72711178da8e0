"""What `run` prints of a run: text, JSON, JUnit, Markdown, CSV, and lines for GitHub's log."""

from collections.abc import Sequence

from inspector.disk.encoding import json_text
from inspector.presentation.bodies.printable import printable
from inspector.presentation.runs.run_records import RanCause, RanRequest, RanSummary, RunReport
from inspector.presentation.runs.run_rows import Counts, first_finding
from inspector.presentation.runs.run_words import run_title
from inspector.protocol.redaction import Known, masked_text
from inspector.wording import tr, tr_n
from inspector.wording.spreadsheets import csv_text
from inspector.workbench.runs.running import Ran, causes

FORMATS = ("text", "json", "junit", "markdown", "csv")


def report_of(results: Sequence[Ran], known: Known) -> RunReport:
    """Return the record of a run. known: values to be masked."""
    grouped = causes(results)
    return RunReport(
        requests=[_request(each, known) for each in results],
        causes=[
            RanCause(
                cause=cause,
                finding=slug,
                title=masked_text(first_finding(group[0]).title, known),
                requests=[list(each.run.path) for each in group],
            )
            for (cause, slug), group in grouped.items()
        ],
        summary=RanSummary(
            requests=len(results),
            passed=sum(each.passed for each in results),
            refused=sum(len(group) for group in grouped.values()),
            milliseconds=sum(each.milliseconds for each in results),
        ),
    )


def _request(ran: Ran, known: Known) -> RanRequest:
    failure = ran.last.failure if ran.last is not None else None
    told = first_finding(ran).title if ran.cause[1] else (failure.message if failure else "")
    return RanRequest(
        path=list(ran.run.path),
        status=ran.status,
        milliseconds=ran.milliseconds,
        verdict=masked_text(told, known),
        passed=ran.passed,
        missed=[masked_text(each, known) for each in ran.missed],
    )


def written(report: RunReport, format_name: str) -> str:
    """Return what is printed of a report."""
    if format_name == "json":
        return json_text(report)
    if format_name == "junit":
        return _junit(report)
    if format_name == "csv":
        return _csv(report)
    return _markdown(report) if format_name == "markdown" else _text(report)


def headline(report: RunReport) -> str:
    """Say in a sentence how it went: "6 of 22 refused, all for one reason"."""
    done = report.summary
    counted = Counts(
        expected=done.passed,
        refused=done.refused,
        unexpected=done.requests - done.passed - done.refused,
    )
    return f"{run_title(counted, len(report.causes))}."


def line_of(request: RanRequest) -> str:
    """Return the line of one request, as it is said while the run goes on."""
    mark = tr("ok") if request.passed else tr("FAILED")
    status = request.status if request.status is not None else "-"
    return f"{mark:<6} {status:>4} {request.milliseconds:>6} ms  {_path(request.path)}"


def _text(report: RunReport) -> str:
    lines = [headline(report)]
    for request in report.requests:
        lines.append(line_of(request))
        lines += [f"         {text}" for text in request.missed]
    for cause in report.causes:
        told = tr_n(
            "{count} refused: {title}",
            "{count} refused for the same reason: {title}",
            len(cause.requests),
            title=cause.title,
        )
        lines += ["", told, *(f"  {_path(path)}" for path in cause.requests)]
    return printable("\n".join(lines)) + "\n"


def _markdown(report: RunReport) -> str:
    lines = [f"## {headline(report)}", ""]
    lines += [
        f"| {tr('Request')} | {tr('Status')} | ms | {tr('Verdict')} |",
        "| --- | --- | ---: | --- |",
    ]
    for each in report.requests:
        mark = "✓" if each.passed else "✗"
        told = "; ".join([each.verdict, *each.missed] if each.verdict else each.missed)
        lines.append(
            f"| {mark} {_cell(_path(each.path))} | {each.status or '-'} | {each.milliseconds} "
            f"| {_cell(told)} |"
        )
    for cause in report.causes:
        lines += ["", f"**{_cell(cause.title)}**", ""]
        lines += [f"- {_cell(_path(path))}" for path in cause.requests]
    return printable("\n".join(lines)) + "\n"


def _cell(text: str) -> str:
    for sign in "\\`*_{}[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")


_COLUMNS = ("folders", "request", "status", "milliseconds", "passed", "verdict", "missed")


def _csv(report: RunReport) -> str:
    """Return a row for each request; no cell is a formula."""
    rows = (
        (
            " / ".join(each.path[:-1]),
            each.path[-1],
            each.status,
            each.milliseconds,
            str(each.passed).lower(),
            each.verdict,
            "; ".join(each.missed),
        )
        for each in report.requests
    )
    return csv_text(_COLUMNS, rows)


def _junit(report: RunReport) -> str:
    from inspector.presentation.runs.run_junit import junit  # noqa: PLC0415 - brings a writer of XML

    return junit(report)


def github_lines(report: RunReport) -> list[str]:
    """Return a line for each request that did not pass, as GitHub's log marks errors."""
    return [
        f"::error title={_escaped(_path(each.path))}::"
        + _escaped(each.verdict or "; ".join(each.missed) or tr("No reply."))
        for each in report.requests
        if not each.passed
    ]


def _escaped(text: str) -> str:
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return text


def _path(path: Sequence[str]) -> str:
    return " / ".join(path)
