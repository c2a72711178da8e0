"""The header rows of a curl command, written or implied."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from inspector.disk.reading import read_bytes
from inspector.intake.curl.command import Command
from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.model.request import RequestHeader
from inspector.protocol.urls import host_and_path, host_of, split
from inspector.wording import tr

# ---------------- Cookies that a curl command reads from a file
HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_SET_COOKIE = "set-cookie:"


class Stored(NamedTuple):
    """A cookie of a file. expires: seconds since 1970, 0 for a session cookie."""

    domain: str
    subdomains: bool
    path: str
    secure: bool
    expires: float
    pair: str


def pairs(path: str, url: str, *, keep_session: bool = True) -> list[str]:
    """Return the `name=value` pairs that go to the URL, longest paths first.

    Raises OSError or ValueError for a file that can't be read.
    """
    text = read_bytes(Path(path).expanduser()).decode("utf-8", "surrogateescape")
    found = [one for one in _stored(text, url) if _goes_to(one, url)]
    kept = [one for one in found if keep_session or one.expires]
    return [one.pair for one in sorted(kept, key=lambda one: -len(one.path))]


def _stored(text: str, url: str) -> Iterator[Stored]:
    host = host_of(url)
    for line in text.splitlines():
        if line.lower().startswith(_SET_COOKIE):
            pair = line[len(_SET_COOKIE) :].partition(";")[0].strip()
            yield Stored(host, subdomains=False, path="/", secure=False, expires=0, pair=pair)
        elif (kept := stored(line)) is not None:
            yield kept


def stored(line: str) -> Stored | None:
    """Return the cookie of a line in Netscape's format, None where it is none."""
    fields = line.rstrip("\r\n").removeprefix(HTTP_ONLY).split("\t")
    is_one = len(fields) == _FIELDS and not fields[0].startswith("#")
    return _netscape(fields) if is_one else None


def _netscape(fields: list[str]) -> Stored:
    domain, subdomains, path, secure, expires, name, value = fields
    return Stored(
        domain=domain.lstrip(".").lower(),
        subdomains=subdomains.upper() == "TRUE",
        path=path or "/",
        secure=secure.upper() == "TRUE",
        expires=float(expires) if expires.strip().isdecimal() else 0,
        pair=f"{name}={value.strip()}",
    )


def _goes_to(one: Stored, url: str) -> bool:
    parts = split(url)
    host, path = host_and_path(url)
    below = one.subdomains and host.endswith(f".{one.domain}")
    if host != one.domain and not below:
        return False
    if one.secure and parts.scheme != "https":
        return False
    if one.expires and one.expires < time.time():
        return False
    folder = one.path if one.path.endswith("/") else f"{one.path}/"
    return path == one.path or path.startswith(folder)


BODIES = (
    *("data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json"),
    *("form", "form-string", "upload-file"),
)
_ENCODINGS = "deflate, gzip, br, zstd"


def rows(command: Command, notes: list[str], url: str = "") -> list[RequestHeader]:
    """Return the rows in the order of the command; add notes on what curl would not send.

    url: where the request goes, which decides about cookies from a file.
    """
    found: list[RequestHeader] = []
    for line in _lines(command):
        row = _row(line)
        if row:
            found.append(row)
        else:
            notes.append(tr("A header without a colon was left out, as curl does."))
    written = {row.name.lower() for row in found}
    implied = _implied(command) + _cookies(command, notes, url)
    return found + [row for row in implied if row.name.lower() not in written]


def _lines(command: Command) -> list[str]:
    lines: list[str] = []
    for one in command.all("header"):
        lines += _file(one.value[1:]) if one.value.startswith("@") else [one.value]
    return lines


def _row(line: str) -> RequestHeader | None:
    """Read `Name: value`; `Name:` switches a default off, `Name;` sends an empty value."""
    name, colon, value = line.partition(":")
    if not colon:
        return RequestHeader(name[:-1].strip()) if name.rstrip().endswith(";") else None
    value = value.lstrip(" \t").rstrip("\r\n")
    return RequestHeader(name.strip(), value, enabled=bool(value))


def _implied(command: Command) -> list[RequestHeader]:
    found: list[RequestHeader] = []
    agent, referer = command.last("user-agent"), command.value("referer").partition(";")[0]
    if agent:
        found.append(RequestHeader("User-Agent", agent.value, enabled=bool(agent.value)))
    if referer:
        found.append(RequestHeader("Referer", referer))
    if command.has("json"):
        found.append(RequestHeader("Content-Type", "application/json"))
        found.append(RequestHeader("Accept", "application/json"))
    if command.has("compressed"):
        found.append(RequestHeader("Accept-Encoding", _ENCODINGS))
    if command.has("range"):
        found.append(RequestHeader("Range", f"bytes={command.value('range')}"))
    return found + _switched_off(command)


def _switched_off(command: Command) -> list[RequestHeader]:
    """Return rows for defaults of ours that curl does not send."""
    if command.has("upload-file"):
        return [RequestHeader("Content-Type", enabled=False)]
    if command.has("request") and not command.has(*BODIES):
        return [RequestHeader("Content-Length", enabled=False)]
    return []


def _cookies(command: Command, notes: list[str], url: str) -> list[RequestHeader]:
    """Return the Cookie row: what files hold for the URL, then what was given as name=value."""
    given = [one.value for one in command.all("cookie")]
    written = ";".join(value for value in given if "=" in value)
    stored: list[str] = []
    for path in (value for value in given if value and "=" not in value):
        try:
            keep = not command.has("junk-session-cookies")
            stored += pairs(path, url, keep_session=keep)
        except (OSError, ValueError):
            notes.append(tr("The file {path} with cookies can't be read.", path=path))
    sent = "; ".join([*stored, written] if written else stored)
    return [RequestHeader("Cookie", sent)] if sent else []


def _file(path: str) -> list[str]:
    try:
        text = read_bytes(Path(path).expanduser()).decode("utf-8", "replace")
    except (OSError, ValueError):
        raise Unreadable(
            Problem(
                what=tr("The file {path} with headers can't be read.", path=path),
                todo=tr("Give the file's full path, or put the headers into the command."),
            )
        ) from None
    return [line for line in text.splitlines() if line.strip()]
