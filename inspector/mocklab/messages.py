"""What the practice server reads and writes: one request, one reply, as data."""

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

Role = Literal["main", "elsewhere", "proxy"]
"""Which of the lab's listeners a request came in on."""

PREFIX = "/scenario/"
"""Paths below it belong to the scenario that they name."""

_BLANK = re.compile(r"\{\{(\w+)\}\}")


class LabRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One request as read; header text is Latin-1 of the bytes, `path` without the query."""

    method: str
    target: str
    path: str
    query: str = ""
    version: str = "1.1"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    role: Role = "main"

    def header(self, name: str) -> str:
        """Return the value of the first header of that name, "" when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def below(self) -> str:
        """The part of the path below the scenario's own, without the first slash."""
        return self.path.removeprefix(PREFIX).partition("/")[2]


class LabReply(msgspec.Struct, frozen=True, kw_only=True):
    """A reply as people can edit it; `{{name}}` in a header or the body is filled in when sent.

    reason: "" = the usual phrase of the status.
    """

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def filled(self, parts: Mapping[str, str]) -> "LabReply":
        """Return the reply with its blanks filled in; an unknown blank stays as it is."""

        def fill(text: str) -> str:
            return _BLANK.sub(lambda blank: parts.get(blank[1], blank[0]), text)

        headers = tuple((name, fill(value)) for name, value in self.headers)
        return msgspec.structs.replace(self, headers=headers, body=fill(self.body))


class Chosen(msgspec.Struct, frozen=True):
    """A scenario's decision: the name of one of its replies, and what fills its blanks."""

    name: str
    parts: dict[str, str] = {}


def json_reply(status: int, body: str, *headers: tuple[str, str]) -> LabReply:
    """Return a reply with a JSON body."""
    kind = ("Content-Type", "application/json")
    return LabReply(status=status, headers=(*headers, kind), body=body)
