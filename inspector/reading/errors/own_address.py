"""The address or field that a reply repeats: its words are the caller's own, and tell nothing.

"The path '/api/login' was not found" speaks of no login, "no region: forbidden" of no right, and a
field of GraphQL that is not in the schema may be called anything.
"""

import re
from http import HTTPStatus
from urllib.parse import unquote

from inspector.model.exchange import Exchange
from inspector.protocol.urls import split

_PARTS = 2  # a path of one part may as well be a word: `/token`
_LONGEST = 300
_HOST = r"(?:https?://[^\s/'\"<>]{1,200})?"
_QUERY = r"(?:\?[^\s'\"<>]{0,200})?"


def own_address(exchange: Exchange) -> re.Pattern[str] | None:
    """Return a pattern for what was asked for, None where there is no reply.

    Where nothing is there, the last part of a path counts as well, quoted or after a colon.
    """
    path = unquote(split(exchange.request.url).path)[:_LONGEST]
    parts = [part for part in path.split("/") if part]
    reply = exchange.reply
    if reply is None:
        return None
    found = [_FIELD]
    if len(parts) >= _PARTS:
        whole = "/".join(map(re.escape, parts))
        found.append(rf"{_HOST}/?{whole}/?{_QUERY}(?!\w)")
    if reply.status == HTTPStatus.NOT_FOUND and parts:
        last = re.escape(parts[-1])
        found.append(rf"(?<![\w/.])/{last}/?(?![\w/])")
        found.append(rf"(?<=['\"`(]){last}(?=['\"`)\s])|(?<=: ){last}(?=\W*\Z)")
    return re.compile("|".join(found))


# finds `forbidden` of `Cannot query field "forbidden" on type "Query"`
# but not `the field "token" is missing`
_FIELD = r"(?<=query field [\"'`])\w{1,80}(?=[\"'`] on type)"
