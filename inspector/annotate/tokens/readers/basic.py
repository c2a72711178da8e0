"""Takes a Basic credential apart: the user is shown, the password is not (RFC 7617)."""

import re
from datetime import datetime

from inspector.annotate import basic_value
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.wording import tr

_DOTS = "•" * 12
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}")
_BAD = re.compile(r"[^A-Za-z0-9+/=\s]")
_LEAST = 8


def fit(text: Given) -> float:
    """Return how surely the text is user and password in Base64."""
    if text.scheme == "basic":
        return 0.9
    if text.scheme or len(text.rest) < _LEAST or not _BASE64.fullmatch(text.rest):
        return 0.0
    value = basic_value.decoded(text.rest)
    return 0.7 if value and value.colon and _is_text(value.user + value.password) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Decode it, or point at the first character that is no Base64."""
    del now  # a Basic credential has no times
    value = basic_value.decoded(text.rest)
    if value is None:
        return Token(kind="basic", title=_title(), masked=_DOTS, remarks=(_first_bad(text),))
    if not value.colon:
        sentence = tr("There is no colon inside: it must be user:password.")
        remark = TokenRemark(text=sentence, level="bad")
        return Token(kind="basic", title=_title(), masked=_DOTS, remarks=(remark,))
    part = TokenPart(
        name="credential",
        title=tr("User and password"),
        rows=(
            TokenRow(name="user", value=value.shown_user),
            TokenRow(name="password", value=_DOTS if value.password else "", meaning=tr("hidden")),
        ),
        start=text.start,
        end=text.start + len(text.rest),
    )
    remarks = [TokenRemark(text=each, level="odd") for each in basic_value.oddities(value)]
    sentence = tr("Base64 hides nothing: whoever has this has the password.")
    return Token(
        kind="basic",
        title=_title(),
        masked=_DOTS,
        parts=(part,),
        remarks=(*remarks, TokenRemark(text=sentence)),
    )


def _title() -> str:
    return tr("Basic credential")


def _first_bad(text: Given) -> TokenRemark:
    found = _BAD.search(text.rest)
    if found is None:
        return TokenRemark(text=tr("It is no whole Base64; it may be cut off."), level="bad")
    start = text.start + found.start()
    sentence = tr("Character {number} is no Base64.", number=found.start() + 1)
    return TokenRemark(text=sentence, level="bad", start=start, end=start + 1)


def _is_text(data: bytes) -> bool:
    try:
        return data.decode().isprintable()
    except UnicodeDecodeError:
        return False
