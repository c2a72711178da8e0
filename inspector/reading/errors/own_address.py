"""The address or field that a reply repeats: its words are the caller's own, and tell nothing.

"The path '/api/login' was not found" speaks of no login, "no region: forbidden" of no right, and a
field of GraphQL that is not in the schema may be called anything. Nor do the names in an address
to which a reply leads: "Found. Redirecting to https://…?redirect_uri=…" calls nothing wrong.
"""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import unquote

from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.protocol.urls import split

_PARTS = 2  # a path of one part may as well be a word: `/token`
_LONGEST = 300
_HOST = r"(?:https?://[^\s/'\"<>]{1,200})?"
_QUERY = r"(?:\?[^\s'\"<>]{0,200})?"


def own_address(exchange: Exchange, said: Mapping[str, object]) -> re.Pattern[str] | None:
    """Return a pattern for what was asked for and where the reply leads, None without a reply.

    said: the object of the reply's body.

    Where nothing is there, the last part of a path counts as well, quoted or after a colon, and
    anywhere where it is made of several words.
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
        if _NAME.search(parts[-1]):
            found.append(rf"(?<![\w-]){last}(?![\w-])")
    leads_to = first(reply.headers, "location") or ""
    if "://" in leads_to or "?" in leads_to:  # else a word may be a path as well
        found.append(re.escape(leads_to))
    found += (rf"(?i:(?<![a-z]){re.escape(name)}(?![a-z]))" for name in _unfilled_fields(said))
    return re.compile("|".join(found))


# finds `token-expired`, `auth.json`
# but not `token`
_NAME = re.compile(r"\w[-_.]\w")


def _unfilled_fields(said: Mapping[str, object]) -> Iterator[str]:
    """Yield the fields below another one that GraphQL could not fill (§7.1.2: `path`).

    Who may not call at all gets the outer one neither.
    """
    errors = said.get("errors") if isinstance(said.get("data"), dict) else None
    for error in errors if isinstance(errors, list) else ():
        path = error.get("path") if isinstance(error, dict) else None
        inner = path[1:] if isinstance(path, list) else []
        yield from (name for name in inner[:_PARTS] if isinstance(name, str) and name)


# finds `forbidden` of `Cannot query field "forbidden" on type "Query"`
# but not `the field "token" is missing`
_FIELD = r"(?<=query field [\"'`])\w{1,80}(?=[\"'`] on type)"
