"""Makes a request that can be sent of a recorded or typed message; secrets become references."""

import binascii
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import unquote

from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message, readable
from inspector.model.request import JsonBody, NoBody, RawBody, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_key_header
from inspector.protocol.media_types import content_type, family
from inspector.protocol.scheme_words import split_scheme
from inspector.protocol.urls import split
from inspector.wording import tr

_MADE_WHEN_SENDING = frozenset({"host", "content-length", "connection", "transfer-encoding"})


class Composed(NamedTuple):
    """A request, the values behind its references, and what could not be kept."""

    request: Request
    secrets: dict[SecretRef, str]
    notes: tuple[str, ...] = ()


class Pocket:
    """Takes secret values in and gives references to them out."""

    def __init__(self, variables: frozenset[str] = frozenset()) -> None:
        """variables: names of the operating system's variables that the text refers to."""
        self.secrets: dict[SecretRef, str] = {}
        self._variables = variables
        self._prefix = f"pasted-{token_hex(6)}"

    def keep(self, value: str, what: str) -> SecretRef:
        """Return a reference; a value that is only a `{{variable}}` stays readable text."""
        if value.startswith("{{") and value.endswith("}}") and value.count("{{") == 1:
            name = value[2:-2]
            if name in self._variables:
                return SecretRef(place="environment", name=name)
            return SecretRef(place="text", name=value)
        ref = SecretRef(place="memory", name=f"{self._prefix}/{what}-{len(self.secrets)}")
        self.secrets[ref] = value
        return ref


def composed(message: Message) -> Composed:
    """Return the request that sends this message again."""
    pocket = Pocket()
    rows = [
        RequestHeader(header.name, readable(header.value))
        for header in message.headers
        if header.name.lower() not in _MADE_WHEN_SENDING and not header.name.startswith(":")
    ]
    credential, rows = taken_from(rows, pocket)
    url, from_url = without_user(readable(message.url), pocket)
    if not credential.is_given:
        credential = from_url
    request = Request(
        method=message.method,
        url=url,
        headers=tuple(rows),
        body=_body(message),
        credential=credential,
    )
    return Composed(request, pocket.secrets, _notes(message))


def taken_from(
    rows: list[RequestHeader], pocket: Pocket, *, keys: bool = True
) -> tuple[Credential, list[RequestHeader]]:
    """Return the credential that a header row holds, and the other rows.

    keys: take headers of API keys too. Only a row that the credential writes again byte for byte
    is taken; odd ones stay as typed.
    """
    for index, row in enumerate(rows):
        taken = row.enabled and (keys or not is_key_header(row.name))
        credential = _credential(row, pocket) if taken else None
        if credential is not None:
            return credential, rows[:index] + rows[index + 1 :]
    return NoCredential(), rows


def without_user(url: str, pocket: Pocket) -> tuple[str, Basic | NoCredential]:
    """Return the URL without `user:password@`, and the two as Basic."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    user_info, at, host = authority.rpartition("@")
    if not mark or not at:
        return url, NoCredential()
    user, colon, password = user_info.partition(":")
    ref = pocket.keep(unquote(password), "password") if colon else SecretRef(place="ask")
    return f"{scheme}://{host}{slash}{path}", Basic(user=unquote(user), password=ref)


def _credential(row: RequestHeader, pocket: Pocket) -> Credential | None:
    name = row.name.lower()
    if is_key_header(row.name) and row.value:
        return ApiKey(name=row.name, value=pocket.keep(row.value, "key"))
    word, rest, _ = split_scheme(row.value)
    return _authorization(word, rest, pocket) if name == "authorization" and rest else None


def _authorization(word: str, rest: str, pocket: Pocket) -> Credential | None:
    if word.lower() in {"bearer", "token"} and rest.strip():
        return Bearer(word=word, token=pocket.keep(rest, "token"))
    if word != "Basic":
        return None
    try:
        text = binascii.a2b_base64(rest, strict_mode=True).decode()
    except ValueError:
        return None
    user, colon, password = text.partition(":")
    if not colon:
        return None
    return Basic(user=user, password=pocket.keep(password, "password"))


def _body(message: Message) -> NoBody | JsonBody | RawBody:
    if not message.body:
        return NoBody()
    text = message.body.decode("utf-8", "replace")
    is_json = family(content_type(message.headers)) == "json"
    return JsonBody(text=text) if is_json else RawBody(text=text)


def _notes(message: Message) -> tuple[str, ...]:
    notes: list[str] = []
    if not split(message.url).netloc:
        notes.append(tr("The text names no host: put it into the URL."))
    try:
        message.body.decode()
    except UnicodeDecodeError:
        notes.append(tr("The body is no UTF-8 text; some of its bytes were replaced."))
    return tuple(notes)
