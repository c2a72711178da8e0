"""Cookies that a curl command reads from a file: Netscape's format or Set-Cookie lines."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from inspector.disk.reading import read_bytes

_HTTP_ONLY = "#HttpOnly_"
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
    host = urlsplit(url).hostname or ""
    for line in text.splitlines():
        if line.lower().startswith(_SET_COOKIE):
            pair = line[len(_SET_COOKIE) :].partition(";")[0].strip()
            yield Stored(host, subdomains=False, path="/", secure=False, expires=0, pair=pair)
            continue
        fields = line.removeprefix(_HTTP_ONLY).split("\t")
        if len(fields) == _FIELDS and not fields[0].startswith("#"):
            yield _netscape(fields)


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
    parts = urlsplit(url)
    host, path = (parts.hostname or "").lower(), parts.path or "/"
    below = one.subdomains and host.endswith(f".{one.domain}")
    if host != one.domain and not below:
        return False
    if one.secure and parts.scheme != "https":
        return False
    if one.expires and one.expires < time.time():
        return False
    folder = one.path if one.path.endswith("/") else f"{one.path}/"
    return path == one.path or path.startswith(folder)
