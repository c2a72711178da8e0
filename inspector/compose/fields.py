"""Turns the rows of the header table into header lines; a bad row is a problem, not a crash."""

import re

from inspector.compose.marked import Marked
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.model.exchange import Failure
from inspector.model.message import Header
from inspector.model.request import RequestHeader
from inspector.wording import tr

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def header_lines(
    rows: tuple[RequestHeader, ...], scope: Scope, problems: list[Failure]
) -> tuple[Header, ...]:
    """Return the enabled rows in order, repeats and letter case kept (RFC 9110 §5)."""
    lines: list[Header] = []
    for row in rows:
        if row.enabled and (row.name.strip() or row.value.strip()):
            name = fill(row.name, scope, problems).stripped()
            value = fill(row.value, scope, problems).stripped()
            lines.append(header_line(name.text, value, problems))
    return tuple(lines)


def header_line(name: str, value: Marked, problems: list[Failure]) -> Header:
    """Return one line; blanks around the value are no part of it (RFC 9110 §5.5)."""
    if not TOKEN.match(name):
        problems.append(bad_name(name))
    if _BREAKS.search(value.text):
        problems.append(line_break(name))
    return Header(name, value.wire, secret=value.spans)


def broken(headers: tuple[Header, ...]) -> Failure | None:
    """Return what keeps finished header lines from being sent, None where nothing does."""
    for header in headers:
        if _BREAKS.search(header.value):
            return line_break(header.name)
    return None


def bad_name(name: str) -> Failure:
    """Say that a header can't have this name."""
    return Failure(
        stage="compose",
        kind="bad-header",
        message=tr("{name} can't be the name of a header.", name=repr(name)),
        detail=tr("Allowed are letters, digits and !#$%&'*+-.^_`|~ (RFC 9110 §5.1)."),
    )


def line_break(name: str) -> Failure:
    """Say that a value would break out of its line."""
    return Failure(
        stage="compose",
        kind="line-break-in-header",
        message=tr("The value of {name} has a line break or a control character.", name=name),
        detail=tr("A header value is one line (RFC 9110 §5.5). Remove it."),
    )
