"""API key: a key under a name in a header, the query, a cookie or the body."""

from collections.abc import Callable

from inspector.authenticate import key_body, typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps
from inspector.compose.address import query, query_part
from inspector.compose.amend import with_body, with_header, with_more_query
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.model.message import Header, Message, first, latin1
from inspector.protocol.media_types import JSON, content_type
from inspector.protocol.redaction import mask
from inspector.wording import tr


def fit(credential: Credential) -> float:
    """Fits an API key."""
    return float(isinstance(credential, ApiKey))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send once, with the key in its place."""
    assert isinstance(credential, ApiKey)  # noqa: S101 - `fit` chose it
    key = secrets(credential.value).strip(" \t")
    yield Send(message=_PLACES[credential.place](message, credential.name, key))


def _in_header(message: Message, name: str, key: str) -> Message:
    value = Marked.secret(key)
    return with_header(message, Header(name, value.wire, "credential", value.spans))


def _in_query(message: Message, name: str, key: str) -> Message:
    return with_more_query(message, query([(Marked.plain(name), Marked.secret(key))]))


def _in_cookie(message: Message, name: str, key: str) -> Message:
    before = first(message.headers, "Cookie")
    lead = f"{before}; {latin1(name)}=" if before else f"{latin1(name)}="
    value = lead + latin1(key)
    kept = tuple(
        span for each in message.headers if each.name.lower() == "cookie" for span in each.secret
    )
    header = Header("Cookie", value, "credential", (*kept, (len(lead), len(value))))
    return with_header(message, header)


def _in_body(message: Message, name: str, key: str) -> Message:
    data, secret = key_body.with_key(message, name, key)
    if not message.body and not content_type(message.headers):
        message = with_header(message, Header("Content-Type", JSON, "default"))
    return with_body(message, data, secret)


_PLACES: dict[str, Callable[[Message, str, str], Message]] = {
    "header": _in_header,
    "query": _in_query,
    "cookie": _in_cookie,
    "body": _in_body,
}


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:
    """Show the header, the query parameter, the cookie or the field."""
    assert isinstance(credential, ApiKey)  # noqa: S101 - `fit` chose it
    key = secrets(credential.value).strip(" \t")
    shown = mask(key) if key else ""
    if credential.place == "query":
        shown = f"{query_part(credential.name)}={shown}"
    elif credential.place == "cookie":
        shown = f"{credential.name}={shown}"
    elif credential.place == "body":
        shown = key_body.preview(message, credential.name, shown)
    name = {"header": credential.name, "cookie": "Cookie"}.get(credential.place, "")
    return Preview(place=credential.place, name=name, text=shown)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Blanks, an unusual spelling of a well-known name, a key in the query."""
    assert isinstance(credential, ApiKey)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("value", secret))
    if not credential.name.strip():
        text = tr("The key needs a name.")
        found.append(Check(kind="no-name", field="name", text=text, level="bad"))
    if credential.name != credential.name.strip():
        text = tr("The name starts or ends with a blank.")
        found.append(Check(kind="outer-blank", field="name", text=text))
    if credential.place == "query":
        text = tr("A key in the query is written into logs and histories.")
        found.append(Check(kind="key-in-query", field="place", text=text))
    if credential.place in {"query", "cookie", "body"} and credential.name.startswith("X-"):
        text = tr("Names in the query, cookies and bodies are case-sensitive.")
        found.append(Check(kind="name-case", field="name", text=text, level="info"))
    return tuple(found)
