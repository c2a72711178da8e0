"""Makes an entry of parsed JSON whose members are missing or of the wrong type."""

from collections.abc import Mapping
from typing import Any

import msgspec

from inspector.intake.har import entry as har

_ENCODER = msgspec.json.Encoder()


def entry_of(value: Any) -> har.Entry | None:
    """Return the entry with whatever can be understood of it; None when there is no URL."""
    source = _object(value)
    request = _request(_object(source.get("request")))
    if not request.url:
        return None
    return har.Entry(
        request=request,
        response=_response(source.get("response")),
        started_date_time=_text(source.get("startedDateTime")),
        time=_number(source.get("time")),
        timings=_timings(_object(source.get("timings"))),
        server_address=_text(source.get("serverIPAddress")),
    )


def _request(source: Mapping[str, Any]) -> har.Request:
    post = _object(source.get("postData"))
    return har.Request(
        method=_text(source.get("method")) or "GET",
        url=_text(source.get("url")),
        http_version=_text(source.get("httpVersion")),
        headers=_pairs(source.get("headers")),
        cookies=_cookies(source.get("cookies")),
        post_data=har.PostData(
            mime_type=_text(post.get("mimeType")),
            text=_text(post.get("text")),
            params=_pairs(post.get("params")),
            encoding=_text(post.get("encoding")),
        ),
    )


def _response(value: Any) -> har.Response | None:
    source = _object(value)
    if not source:
        return None
    content = _object(source.get("content"))
    return har.Response(
        status=int(_number(source.get("status")) or 0),
        status_text=_text(source.get("statusText")),
        http_version=_text(source.get("httpVersion")),
        headers=_pairs(source.get("headers")),
        cookies=_cookies(source.get("cookies")),
        content=har.Content(
            size=_number(content.get("size")) or -1,
            mime_type=_text(content.get("mimeType")),
            text=_text(content.get("text")),
            encoding=_text(content.get("encoding")),
        ),
        redirect_url=_text(source.get("redirectURL")),
        body_size=_number(source.get("bodySize")) or -1,
        error=_text(source.get("_error")),
    )


def _timings(source: Mapping[str, Any]) -> har.Timings:
    return har.Timings(
        **{name: _number(source.get(name)) for name in har.Timings.__struct_fields__}
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _number(value: Any) -> float | None:
    """Return a finite number within the range of a record, also from a string."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < 2**53 else None


def _pairs(value: Any) -> list[har.Pair]:
    if isinstance(value, Mapping):
        return [har.Pair(_text(name), _text(text)) for name, text in value.items()]
    if not isinstance(value, list):
        return []
    found = (
        har.Pair(_text(_object(one).get("name")), _text(_object(one).get("value"))) for one in value
    )
    return [pair for pair in found if pair.name]


def _cookies(value: Any) -> msgspec.Raw:
    pairs = [pair for pair in _pairs(value) if pair.name.isascii() and pair.value.isascii()]
    return msgspec.Raw(_ENCODER.encode(pairs))
