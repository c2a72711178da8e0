"""The requests as a HAR 1.2, which browsers and proxies read; replies are not in it.

A HAR has no variables, so their values stand in it; a variable without a value, such as one that
stands for a secret, stays as it is written.
"""

from typing import Any
from urllib.parse import parse_qsl

import msgspec

from inspector import __version__
from inspector.export.collections.flat import (
    Flat,
    address,
    encoded_form,
    flat,
    flat_name,
    leaving,
    with_every_type_row,
    with_query_key,
)
from inspector.export.collections.giving import Giving
from inspector.model.collection import Collection
from inspector.model.credential import Credential, as_api_key, as_bearer
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, JsonBody, RawBody, Request
from inspector.protocol.urls import split
from inspector.wording import tr

NAME = "har"
ORDER = 5
SUFFIX = ".har"
FOUND_BY = "order"
VARIABLES = False
KINDS: frozenset[type[Credential]] = frozenset({Bearer, ApiKey})
PLACES = frozenset({"header", "query"})
SEVERAL = False
MADE_ANEW: dict[str, str] = {}
_NEVER = "1970-01-01T00:00:00.000Z"
Json = dict[str, Any]


def title() -> str:
    """Return what the format is called."""
    return tr("HAR 1.2 (requests only)")


def write(collection: Collection, giving: Giving) -> dict[str, str]:
    """Return the one file."""
    entries = []
    for each in flat(collection):
        with giving.inside(each.where):
            entries.append(_entry(each, giving))
    creator = {"name": "Request Inspector", "version": __version__}
    log = {"log": {"version": "1.2", "creator": creator, "entries": entries}}
    return {"": msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"}


def _entry(each: Flat, giving: Giving) -> Json:
    request = with_query_key(with_every_type_row(each.request))
    return {
        "startedDateTime": _NEVER,
        "time": 0,
        "request": _request(request, giving),
        "response": _nothing(),
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "comment": flat_name(each),
    }


def _request(request: Request, giving: Giving) -> Json:
    url = giving.words(address(request))
    headers = [
        {"name": row.name, "value": giving.words(row.value)}
        for row in request.headers
        if row.enabled and row.name.strip()
    ]
    credential = leaving(request)
    if (token := as_bearer(credential)) is not None:
        headers.append({"name": "Authorization", "value": f"Bearer {token.token.name}"})
    elif (key := as_api_key(credential)) is not None:
        headers.append({"name": key.name, "value": key.value.name})
    made: Json = {
        "method": request.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers,
        "queryString": _query(url),
        "headersSize": -1,
        "bodySize": -1,
    }
    text = giving.words(_body(request))
    if text:
        kinds = (row["value"] for row in headers if row["name"].lower() == "content-type")
        made["postData"] = {"mimeType": next(kinds, ""), "text": text}
    return made


def _query(url: str) -> list[Json]:
    pairs = parse_qsl(split(url).query, keep_blank_values=True)
    return [{"name": name, "value": value} for name, value in pairs]


def _body(request: Request) -> str:
    match request.body:
        case JsonBody() | RawBody():
            return request.body.text
        case FormBody():
            return encoded_form(request.body.fields)
        case _:
            return ""


def _nothing() -> Json:
    """Return what stands for a reply that nobody waited for."""
    return {
        "status": 0,
        "statusText": "",
        "httpVersion": "unknown",
        "cookies": [],
        "headers": [],
        "content": {"size": 0, "mimeType": ""},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }
