"""What a request's captures and expectations find in the reply: values, and what is not so."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from inspector.model.exchange import Exchange
from inspector.model.message import Reply, readable
from inspector.model.request import Capture, Expectation
from inspector.protocol.cookie.cookies import set_cookies_of
from inspector.wording import tr
from inspector.wording.durations import whole_milliseconds

LONGEST_BODY = 16 * 1024 * 1024
"""Bytes of a body that values are looked for in."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # only names and values are read
_STATUS = re.compile(r"([1-5])xx", re.IGNORECASE)


def captured(captures: Iterable[Capture], reply: Reply) -> dict[str, str]:
    """Return the values by their variables; what is not in the reply is left out."""
    body = _Body(reply)
    found = ((each.variable, _value(each, reply, body)) for each in captures)
    return {name: value for name, value in found if value is not None}


def missed(expectations: Iterable[Expectation], exchange: Exchange) -> tuple[str, ...]:
    """Say of each expectation that is not met what was there instead; without a reply of all."""
    reply = exchange.reply
    if reply is None:
        return tuple(tr("There was no reply.") for _ in expectations)
    body = _Body(reply)
    judged = (_trouble(each, exchange, reply, body) for each in expectations)
    return tuple(filter(None, judged))


class _Body:
    """Reads a body's JSON once, when it is first asked for."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._read = False
        self._value: Any = None

    def at(self, path: str) -> list[Any]:
        """Return the values at a JSONPath; none where the body is no JSON, or the path is none."""
        import jsonpath  # noqa: PLC0415 - few requests ask for it

        if not self._read:
            self._read = True
            data = self._reply.body
            self._value = _parsed(data) if len(data) <= LONGEST_BODY else None
        if not isinstance(self._value, dict | list):
            return []
        try:
            return jsonpath.findall(path, self._value)
        except jsonpath.JSONPathError:
            return []


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _value(capture: Capture, reply: Reply, body: _Body) -> str | None:
    if capture.source == "header":
        return _header(reply, capture.path)
    if capture.source == "cookie":
        return _cookies(reply).get(capture.path)
    found = body.at(capture.path)
    return _words(found[0]) if found else None


def _trouble(expected: Expectation, exchange: Exchange, reply: Reply, body: _Body) -> str:
    """Return what is not as expected, empty where it is."""
    if expected.of == "status":
        fits = any(_is_status(part.strip(), reply.status) for part in expected.value.split(","))
        return "" if fits else tr("The status is {status}.", status=reply.status)
    if expected.of == "time":
        return _time_trouble(expected, exchange)
    if expected.of == "header":
        return _text_trouble(expected, _header(reply, expected.name))
    found = body.at(expected.name)
    return _text_trouble(expected, _words(found[0]) if found else None)


def _is_status(wanted: str, status: int) -> bool:
    group = _STATUS.fullmatch(wanted)
    return status // 100 == int(group[1]) if group else wanted == str(status)


def _time_trouble(expected: Expectation, exchange: Exchange) -> str:
    took = exchange.timing.total
    most = int(expected.value) if expected.value.isdigit() else None
    if took is None or most is None or took <= most:
        return ""
    return tr("It took {time}.", time=whole_milliseconds(took))


def _text_trouble(expected: Expectation, found: str | None) -> str:
    if found is None:
        return tr("{name} is not there.", name=expected.name)
    if expected.value and found != expected.value:
        return tr("{name} is another value.", name=expected.name)
    return ""


def _header(reply: Reply, name: str) -> str | None:
    found = (each for each in reply.headers if each.name.lower() == name.lower())
    return next((readable(each.value) for each in found), None)


def _cookies(reply: Reply) -> dict[str, str]:
    return {each.name: each.value for _, each in set_cookies_of(reply.headers, _ANY_TIME)}


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
