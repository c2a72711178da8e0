"""Replies that other programs keep with a request: taken in without the secrets in them."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from inspector.intake.collections.taking import text
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, latin1
from inspector.model.request import Example, RequestHeader
from inspector.protocol.masking.masked_example import masked_example

MOST = 20
"""Examples of one request; more make its file a book."""
_STATUS = re.compile(r"[1-9](?:\d\d|XX)")  # `4XX` is one of a range (OpenAPI)


class Kept(NamedTuple):
    """An example as a file has it, before anything is masked."""

    name: str
    url: str = ""
    status: Any = 200
    reason: str = ""
    headers: tuple[RequestHeader, ...] = ()
    body: str = ""


def examples(found: Iterable[Kept]) -> tuple[Example, ...]:
    """Return examples to be kept with a request."""
    return tuple(_masked(each) for each, _ in zip(found, range(MOST), strict=False))


def _masked(kept: Kept) -> Example:
    rows = (row for row in kept.headers if row.enabled)
    reply = Reply(
        status=_number(kept.status),
        reason=latin1(kept.reason),
        headers=tuple(Header(latin1(row.name), latin1(row.value)) for row in rows),
        body=kept.body.encode("utf-8", "replace"),
    )
    asked = Message(method="GET", url=latin1(kept.url))
    return masked_example(kept.name, Exchange(request=asked, reply=reply))


def _number(status: Any) -> int:
    """Return the number of a status; 200 where none is said."""
    said = text(status).upper()
    return int(said.replace("X", "0")) if _STATUS.fullmatch(said) else 200
