"""Which cookies the earlier replies of a host left with the client, and what became of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from inspector.diagnose import places
from inspector.diagnose.heard import http_date
from inspector.diagnose.names import looks_like_session
from inspector.model.annotation import Place

if TYPE_CHECKING:
    from inspector.diagnose.case import Case


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie that was set before. secure_lost: kept back because the address is plain http."""

    name: str
    value: str
    place: Place
    ends: datetime | None = None
    secure: bool = False
    path: str = "/"
    expired: bool = False
    secure_lost: bool = False
    path_fits: bool = True
    entry: int = 0

    @property
    def would_be_sent(self) -> bool:
        """Whether a browser would send it with this request (RFC 6265 §5.4)."""
        return not self.expired and not self.secure_lost and self.path_fits and bool(self.value)

    @property
    def looks_like_session(self) -> bool:
        """Whether its name is that of a session or login."""
        return looks_like_session(self.name)


def cookies_kept(case: Case) -> tuple[Kept, ...]:
    """Return the cookies that earlier replies of the same host set, the newest of each name."""
    found: dict[str, Kept] = {}
    for earlier in case.before:
        for index, header in enumerate(earlier.heard.headers[:_LINES]):
            if header.name.lower() == "set-cookie":
                kept = _read(case, earlier, (index, header.value))
                if kept is not None:
                    found[kept.name] = kept
    return tuple(found.values())


def _read(case: Case, earlier: Case, line: tuple[int, str]) -> Kept | None:
    index, text = line
    pair, *attributes = text.split(";")
    name, mark, value = pair.partition("=")
    if not mark or not name.strip():
        return None
    given = {a.partition("=")[0].strip().lower(): a.partition("=")[2].strip() for a in attributes}
    ends = _ends(earlier, given)
    now = case.server_time
    path = given.get("path") or "/"
    return Kept(
        name=name.strip(),
        value=value.strip(),
        place=places.in_header(earlier.index, "reply", index, earlier.heard.headers[index]),
        ends=ends,
        secure="secure" in given,
        path=path,
        expired=ends is not None and now is not None and ends <= now,
        secure_lost="secure" in given
        and case.sent.parts[0] == "http"
        and case.sent.bare_host not in {"localhost", "127.0.0.1", "[::1]"},
        path_fits=_fits(path, case.sent.path or "/"),
        entry=earlier.index,
    )


def _fits(path: str, asked: str) -> bool:
    return path in ("/", asked) or asked.startswith(path.rstrip("/") + "/")


def _ends(earlier: Case, given: dict[str, str]) -> datetime | None:
    age = given.get("max-age", "")
    start = earlier.server_time
    if (
        age.removeprefix("-").isdecimal()
        and age.isascii()
        and len(age) <= _DIGITS
        and start is not None
    ):
        return start + timedelta(seconds=int(age))
    return http_date(given.get("expires", "").replace("-", " "))


_DIGITS, _LINES = 9, 400
