"""Replies that other programs keep with a request.

They are masked where they are written (`library/hide.py`): an API's description has thousands, of
which a preview shows none.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from inspector.intake.collections.taking import text
from inspector.model.request import Example, RequestHeader
from inspector.protocol.masking.masked_example import LONGEST

MOST = 20
"""Examples of one request; more make its file a book."""
_STATUS = re.compile(r"[1-9](?:\d\d|XX)")  # `4XX` is one of a range (OpenAPI)


class Kept(NamedTuple):
    """An example as a file has it."""

    name: str
    url: str = ""
    status: Any = 200
    reason: str = ""
    headers: tuple[RequestHeader, ...] = ()
    body: str = ""


def examples(found: Iterable[Kept]) -> tuple[Example, ...]:
    """Return examples to be kept with a request."""
    return tuple(_example(each) for each, _ in zip(found, range(MOST), strict=False))


def _example(kept: Kept) -> Example:
    return Example(
        name=kept.name,
        url=kept.url,
        status=_number(kept.status),
        reason=kept.reason,
        headers=tuple(row for row in kept.headers if row.enabled),
        body=kept.body[:LONGEST],
        complete=len(kept.body) <= LONGEST,
    )


def _number(status: Any) -> int:
    """Return the number of a status; 200 where none is said."""
    said = text(status).upper()
    return int(said.replace("X", "0")) if _STATUS.fullmatch(said) else 200
