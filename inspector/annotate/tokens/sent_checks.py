"""Checks other credentials than signed tokens against the request that sent them."""

from collections.abc import Callable

import msgspec

from inspector.annotate.tokens.given import given
from inspector.model.annotation import Level
from inspector.model.message import Message
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.keys import key_shapes, key_words
from inspector.protocol.urls import host_of
from inspector.wording import tr

# ---------------- A SAML response and the address it was sent to
_PLACES = frozenset({"Recipient", "Destination"})


def placed(token: Token, url: str) -> Token:
    """Return the token with the rows judged that name where to send it; url: where it went."""
    parts = tuple(_part(part, url) for part in token.parts)
    wrong = next((row for part in parts for row in part.rows if _is_wrong(row)), None)
    if wrong is None:
        return msgspec.structs.replace(token, parts=parts)
    text = tr("It was sent to another address than its {name} names.", name=wrong.name)
    result = tr("{token} is meant for another address", token=token.title)
    todo = tr("Send it to {address}, or let its issuer name this one.", address=wrong.value)
    return msgspec.structs.replace(
        token,
        parts=parts,
        result=token.result or result,
        todo=token.todo if token.result else todo,
        remarks=(*token.remarks, TokenRemark(text=text, level="bad")),
    )


def _is_wrong(row: TokenRow) -> bool:
    return row.name in _PLACES and row.level == "bad"


def _part(part: TokenPart, url: str) -> TokenPart:
    return msgspec.structs.replace(part, rows=tuple(_row(row, url) for row in part.rows))


def _row(row: TokenRow, url: str) -> TokenRow:
    if row.name not in _PLACES:
        return row
    called = {url, url.partition("?")[0]}
    if any(address.strip() in called for address in row.value.split(",")):
        return msgspec.structs.replace(row, note=tr("It was sent there"), level="good")
    return msgspec.structs.replace(row, note=tr("Not where it was sent"), level="bad")


def sent_with(token: Token, text: str, request: Message) -> Token:
    """Return a credential with what can be said of the request that sent it.

    text: as it was given.
    """
    check = _CHECKS.get(token.kind)
    return check(token, text, request) if check is not None else token


def _saml(token: Token, _text: str, request: Message) -> Token:
    return placed(token, request.url)


def _digest(token: Token, _text: str, request: Message) -> Token:
    """The hash covers `uri`: it must be the request target (RFC 7616 §3.4.6)."""
    uri = _value(token, "uri")
    if not uri or not request.target:
        return token
    if uri in (request.target, request.url):
        return _noted(token, "uri", tr("Is the request target"), "good")
    noted = _noted(token, "uri", tr("Not the request target"), "bad")
    result = tr("Digest login for another address than the one it was sent to")
    todo = tr("The client must make its answer for the target that it calls.")
    return _wrong(noted, result, todo)


def _kerberos(token: Token, _text: str, request: Message) -> Token:
    host = host_of(request.url)
    service = _value(token, "service").partition("/")[2].partition("@")[0].lower()
    if not service or not host:
        return token
    if service == host:
        return _noted(token, "service", tr("Names the called host"), "good")
    return _noted(token, "service", tr("Not {host}; an alias?", host=host), "odd")


def _key(token: Token, text: str, request: Message) -> Token:
    value, host = given(text).rest, host_of(request.url)
    shape = key_shapes.recognise(value)
    owner = key_words.stranger(shape, host) if shape is not None else ""
    if not owner:
        return token
    noted = _noted(token, "provider", tr("Sent to a host of {owner}", owner=owner), "bad")
    said = key_words.described(value, host)
    todo = tr("Use a key of {owner}, and withdraw this one: a stranger has seen it.", owner=owner)
    return _wrong(noted, said[0] if said else token.title, todo)


_CHECKS: dict[str, Callable[[Token, str, Message], Token]] = {
    "saml": _saml,
    "digest": _digest,
    "negotiate": _kerberos,
    "key": _key,
}


def _wrong(token: Token, result: str, todo: str) -> Token:
    remarks = (*token.remarks, TokenRemark(text=result, level="bad"))
    return msgspec.structs.replace(token, result=result, todo=todo, remarks=remarks)


def _value(token: Token, name: str) -> str:
    rows = (row for part in token.parts for row in part.rows)
    return next((row.value for row in rows if row.name.lower() == name), "")


def _noted(token: Token, name: str, note: str, level: Level) -> Token:
    """Return the token with a note on the rows of that name."""

    def noted(row: TokenRow) -> TokenRow:
        if row.name.lower() != name:
            return row
        return msgspec.structs.replace(row, note=note, level=level)

    def part(one: TokenPart) -> TokenPart:
        return msgspec.structs.replace(one, rows=tuple(map(noted, one.rows)))

    return msgspec.structs.replace(token, parts=tuple(map(part, token.parts)))
