"""What a Basic credential holds: the user is shown, the password never (RFC 7617)."""

import binascii
import re
from collections.abc import Iterator

from inspector.annotate.sent import SentCredential, credentials
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.wording import tr

_REFERENCE = "RFC 7617 §2"
_BLANKS = re.compile(r"\s")
_MAX_USER = 60


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Decode the Basic credentials of an exchange."""
    blanked = attempt.exchanges[index].redacted
    for sent in credentials(attempt, index):
        if (
            sent.word == "basic"
            and sent.rest
            and f"request.headers.{sent.line.name}" not in blanked
        ):
            yield from _decoded(sent)


def _decoded(sent: SentCredential) -> Iterator[Annotation]:
    raw = _bytes(sent.rest.strip())
    if raw is None:
        yield _note(sent, tr("no valid Base64: nobody can read user and password"), "bad")
        return
    user, colon, password = raw.partition(b":")
    if not colon:
        yield _note(sent, tr("no colon inside: it must be user:password"), "bad")
        return
    yield _note(sent, tr("user {user}, password hidden", user=_shown(user)), "info")
    for text in _oddities(user, password):
        yield _note(sent, text, "odd")


def _oddities(user: bytes, password: bytes) -> Iterator[str]:
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


def _bytes(text: str) -> bytes | None:
    try:
        return binascii.a2b_base64(_BLANKS.sub("", text), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


def _shown(user: bytes) -> str:
    text = user.decode("utf-8", "replace")
    shown = "".join(one if one.isprintable() else "·" for one in text)
    return shown[:_MAX_USER] or tr("(empty)")


def _note(sent: SentCredential, text: str, level: Level) -> Annotation:
    return Annotation(
        place=sent.line.place(sent.span),
        text=text,
        level=level,
        kind="basic",
        reference=_REFERENCE,
    )
