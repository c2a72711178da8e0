"""Checks a SAML response against the address it was sent to (SAML Profiles §4.1.4.2)."""

import msgspec

from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.wording import tr

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
