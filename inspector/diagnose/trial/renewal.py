"""The request that fetches a fresh token: given along, or seen earlier in the same attempt."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import ExperimentContext
from inspector.model.attempt import Attempt
from inspector.model.message import Header, Message, readable
from inspector.model.question import Consent
from inspector.model.request import (
    FormBody,
    JsonBody,
    MultipartBody,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.protocol.field_names import is_secret_header
from inspector.protocol.oauth import token_reply
from inspector.wording import tr

_COUNTS_ONCE = ("refresh", "authorization_code", "device_code")
_LEFT_OUT = frozenset({"host", "content-length", "connection", "accept-encoding", "user-agent"})


def known(ground: Ground) -> str | None:
    """Return the method of the request that fetches a token, None without one."""
    if ground.aids.renewal is not None:
        return ground.aids.renewal.method.upper()
    seen = _seen(ground)
    return seen.sent.method if seen is not None else None


def asks(ground: Ground) -> tuple[Consent, ...]:
    """Return what it risks: a token or code that counts once, a login."""
    text = _body(ground).lower()
    found: list[Consent] = []
    if any(word in text for word in _COUNTS_ONCE):
        found.append("uses-up-token")
    if "password" in text:
        found.append("login-attempt")
    return tuple(found)


def request(ground: Ground, means: ExperimentContext) -> Request | None:
    """Return the request that fetches a token."""
    if ground.aids.renewal is not None:
        return ground.aids.renewal
    seen = _seen(ground)
    return _again(seen.exchange.request, means) if seen is not None else None


def token_in(answer: Attempt) -> str:
    """Return the token for calls of the last reply, empty where there is none."""
    reply = answer.last_reply
    return token_reply.handed_out(reply.body).value if reply is not None else ""


def _seen(ground: Ground) -> Case | None:
    """Return the token request of this attempt that was answered with a token, the last one."""
    trace = ground.case.trace
    for index in reversed(range(ground.case.index)):
        case = trace.case(index)
        if case.sent.is_token_request and "access_token" in case.heard.content.object:
            return case
    return None


def _body(ground: Ground) -> str:
    asked = ground.aids.renewal
    if asked is None:
        seen = _seen(ground)
        return seen.exchange.request.body.decode("utf-8", "replace") if seen is not None else ""
    body = asked.body
    if isinstance(body, JsonBody | RawBody):
        return f"{asked.url} {body.text}"
    fields = body.fields if isinstance(body, FormBody | MultipartBody) else ()
    said = [f"{field.name} {field.value}" for field in fields if field.enabled]
    return " ".join((asked.url, *said))


def _again(message: Message, means: ExperimentContext) -> Request:
    """Return a request that sends a recorded message once more, its secrets by reference."""
    rows = tuple(
        RequestHeader(one.name, _value(one, means))
        for one in message.headers
        if one.name.lower() not in _LEFT_OUT and not one.name.lower().startswith("content-")
    )
    kind = next((h.value for h in message.headers if h.name.lower() == "content-type"), "")
    text = message.body.decode("utf-8", "replace")
    body = RawBody(text=_kept(text, means), content_type=readable(kind)) if text else None
    made = Request(
        name=tr("Get a fresh token"), method=message.method, url=message.url, headers=rows
    )
    return msgspec.structs.replace(made, body=body) if body is not None else made


def _value(header: Header, means: ExperimentContext) -> str:
    value = readable(header.value)
    return _kept(value, means) if header.secret or is_secret_header(header.name) else value


def _kept(text: str, means: ExperimentContext) -> str:
    return f"{{{{vault.{means.put(text).name}}}}}"
