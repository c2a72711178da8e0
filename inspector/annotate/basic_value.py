"""User and password in a Basic credential, and what is odd about them (RFC 7617 §2)."""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.wording import tr

_BLANKS = re.compile(r"\s")
_MAX_USER = 60


class BasicValue(NamedTuple):
    """The two parts as bytes; colon is False where there is no colon to part them."""

    user: bytes
    password: bytes
    colon: bool

    @property
    def shown_user(self) -> str:
        """The user as it may be shown, unprintable characters as dots."""
        text = self.user.decode("utf-8", "replace")
        shown = "".join(one if one.isprintable() else "·" for one in text)
        return shown[:_MAX_USER] or tr("(empty)")


def decoded(text: str) -> BasicValue | None:
    """Decode what stands after the word Basic; None for what is no Base64."""
    try:
        raw = binascii.a2b_base64(_BLANKS.sub("", text), strict_mode=True)
    except (binascii.Error, ValueError):
        return None
    user, colon, password = raw.partition(b":")
    return BasicValue(user, password, bool(colon))


def oddities(value: BasicValue) -> Iterator[str]:
    """Yield what commonly makes a server refuse, without the password itself."""
    user, password, _ = value
    if not user:
        yield tr("the user name is empty")
    if not password:
        yield tr("the password is empty")
    if password.endswith((b"\n", b"\r")) or user.endswith((b"\n", b"\r")):
        yield tr("a line break is part of the credential (echo without -n?)")
    elif password != password.strip() or user != user.strip():
        yield tr("a blank at the edge of user or password is part of the credential")
    if len(password) > 1 and password[:1] == password[-1:] and password[:1] in b"\"'":
        yield tr("the password stands in quotes, which are part of it")
    if not (user + password).isascii():
        yield _charset(user + password)


def _charset(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return tr("not ASCII, sent as ISO-8859-1; the server may expect UTF-8")
    return tr("not ASCII, sent as UTF-8; the server may expect ISO-8859-1")
