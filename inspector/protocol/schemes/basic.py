"""Writes and reads Basic credentials, and says what in them commonly goes wrong (RFC 7617)."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

BasicFaultKind = Literal[
    "newline",
    "control",
    "blank-user",
    "blank-password",
    "colon-in-user",
    "no-colon",
    "not-ascii",
    "quotes-user",
    "quotes-password",
    "empty-user",
    "empty-password",
    "bad-base64",
    "no-padding",
    "url-alphabet",
    "not-encoded",
    "word-twice",
    "quoted",
    "variable",
]


class BasicFault(msgspec.Struct, frozen=True, kw_only=True):
    """One remark without the secret. harmful: a strict server refuses it."""

    kind: BasicFaultKind
    message: str
    harmful: bool = True


class BasicCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """What a value decodes to. charset: of the bytes, `ascii` where it makes no difference."""

    user: str
    password: str
    charset: Literal["ascii", "utf-8", "iso-8859-1"]
    has_colon: bool
    span: Span
    faults: tuple[BasicFault, ...] = ()

    def __repr__(self) -> str:
        return f"BasicCredentials(charset={self.charset!r}, faults={len(self.faults)})"


_WORD = lazy_re(r"[ \t\r\n]*(?:basic[ \t\r\n:=]+)+", re.IGNORECASE)
_BASE64 = lazy_re(r"[A-Za-z0-9+/]*={0,2}\Z")
_QUOTES = "\"'`“”‘’"
_LAST_CONTROL, _DELETE = 31, 127


def encode(user: str, password: str, charset: str = "utf-8") -> str:
    """Return Base64 of `user:password`; UTF-8 is used where the charset lacks a character."""
    pair = f"{user}:{password}"
    try:
        data = pair.encode(charset)
    except (LookupError, UnicodeError):
        data = pair.encode("utf-8", "surrogatepass")
    return base64.b64encode(data).decode("ascii")


def header(user: str, password: str, charset: str = "utf-8") -> str:
    """Return the value of an Authorization header."""
    return f"Basic {encode(user, password, charset)}"


def read(value: str) -> BasicCredentials | None:
    """Read the value of an Authorization header; None for another scheme. Never raises."""
    found = _WORD.match(value)
    if not found:
        return None
    start, end = found.end(), len(value.rstrip(" \t\r\n"))
    faults = list(_form_faults(value, found[0], start, end))
    data = _decoded(value[start:end])
    if data is None:
        kind: BasicFaultKind = "not-encoded" if ":" in value[start:end] else "bad-base64"
        return BasicCredentials(
            user="",
            password="",
            charset="ascii",
            has_colon=False,
            span=(start, max(start, end)),
            faults=(*faults, _fault(kind)),
        )
    text, charset = text_of(data)
    user, colon, password = text.partition(":")
    if not colon:
        faults.append(_fault("no-colon"))
    return BasicCredentials(
        user=user,
        password=password,
        charset=charset,
        has_colon=bool(colon),
        span=(start, end),
        faults=(*faults, *checks(user, password, is_decoded=True)),
    )


def _form_faults(value: str, words: str, start: int, end: int) -> Iterator[BasicFault]:
    token = value[start:end]
    if words.lower().count("basic") > 1:
        yield _fault("word-twice")
    if token[:1] in _QUOTES and token:
        yield _fault("quoted")
    if "-" in token or "_" in token:
        yield _fault("url-alphabet")
    bare = token.strip(_QUOTES)
    if len(bare) % 4 and not bare.endswith("=") and ":" not in bare:
        yield _fault("no-padding")


def _decoded(token: str) -> bytes | None:
    token = "".join(token.strip(_QUOTES).split()).translate({45: "+", 95: "/"})
    if not _BASE64.match(token):
        return None
    bare = token.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None


def text_of(data: bytes) -> tuple[str, Literal["ascii", "utf-8", "iso-8859-1"]]:
    """Return what the bytes of a login say, and in which charset they were written."""
    if data.isascii():
        return data.decode("ascii"), "ascii"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "iso-8859-1"


def checks(user: str, password: str, *, is_decoded: bool = False) -> tuple[BasicFault, ...]:
    """Return what is odd about a user and password; is_decoded: they come from a header."""
    kinds = [*_common_faults(user + password), *_user_faults(user, is_decoded=is_decoded)]
    return tuple(map(_fault, [*kinds, *_password_faults(password)]))


def _common_faults(text: str) -> Iterator[BasicFaultKind]:
    if "\n" in text or "\r" in text:
        yield "newline"
    elif any(ord(c) <= _LAST_CONTROL or ord(c) == _DELETE for c in text):
        yield "control"
    if not text.isascii():
        yield "not-ascii"
    if "{{" in text or "${" in text:
        yield "variable"


def _user_faults(user: str, *, is_decoded: bool) -> Iterator[BasicFaultKind]:
    if not user:
        yield "empty-user"
    elif user != user.strip(" \t"):
        yield "blank-user"
    if ":" in user and not is_decoded:
        yield "colon-in-user"
    if _is_quoted(user):
        yield "quotes-user"


def _password_faults(password: str) -> Iterator[BasicFaultKind]:
    if not password:
        yield "empty-password"
    elif password != password.strip(" \t"):
        yield "blank-password"
    if _is_quoted(password):
        yield "quotes-password"


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES


_HARMLESS = frozenset({"empty-password", "not-ascii", "no-padding", "empty-user"})
_SENTENCES: dict[BasicFaultKind, Callable[[], str]] = {
    "newline": lambda: tr("A line break is part of the user name or password."),
    "control": lambda: tr("A control character is part of the user name or password."),
    "blank-user": lambda: tr("The user name begins or ends with a blank."),
    "blank-password": lambda: tr("The password begins or ends with a blank."),
    "colon-in-user": lambda: tr(
        "The user name contains a colon; the server takes what follows it for the password."
    ),
    "no-colon": lambda: tr("The decoded text has no colon between user name and password."),
    "not-ascii": lambda: tr(
        "User name or password contain other than ASCII characters; the charset matters."
    ),
    "quotes-user": lambda: tr("The user name is in quotes, and the quotes are sent too."),
    "quotes-password": lambda: tr("The password is in quotes, and the quotes are sent too."),
    "empty-user": lambda: tr("The user name is empty."),
    "empty-password": lambda: tr("The password is empty."),
    "bad-base64": lambda: tr("What follows Basic is no valid Base64."),
    "no-padding": lambda: tr("The Base64 lacks its = at the end; strict servers refuse it."),
    "url-alphabet": lambda: tr("The Base64 uses - and _ where Basic needs + and /."),
    "not-encoded": lambda: tr("User name and password are not encoded in Base64."),
    "word-twice": lambda: tr("The word Basic stands twice."),
    "quoted": lambda: tr("The credentials are in quotes."),
    "variable": lambda: tr("A variable in the user name or password was not filled in."),
}


def _fault(kind: BasicFaultKind) -> BasicFault:
    return BasicFault(kind=kind, message=_SENTENCES[kind](), harmful=kind not in _HARMLESS)
