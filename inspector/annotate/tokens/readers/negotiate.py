"""Takes the blobs of Negotiate, NTLM and Kerberos apart (RFC 4559, MS-NLMP, RFC 4120)."""

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.shown import shown
from inspector.annotate.tokens import handshake_words
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.protocol.schemes import kerberos, ntlm
from inspector.protocol.schemes.kerberos import KerberosMessage
from inspector.protocol.schemes.ntlm import NegotiateToken, NtlmMessage
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_stamp
from inspector.wording.durations import length

_WORDS = {"negotiate": "Negotiate", "ntlm": "NTLM"}
_STARTS = ("TlRMTVNTU", "YII", "YIG", "oYG", "oYI", "oRQ")
_BAD = lazy_re(r"[^A-Za-z0-9+/=\s]")
_SKEW = 300
_FLAGS = (
    (0x00000001, "UNICODE"),
    (0x00000010, "SIGN"),
    (0x00000020, "SEAL"),
    (0x00000200, "NTLM"),
    (0x00000800, "ANONYMOUS"),
    (0x00008000, "ALWAYS_SIGN"),
    (0x00080000, "EXTENDED_SESSIONSECURITY"),
    (0x00800000, "TARGET_INFO"),
    (0x02000000, "VERSION"),
    (0x20000000, "128"),
    (0x40000000, "KEY_EXCH"),
    (0x80000000, "56"),
)


def fit(text: Given) -> float:
    """Return how surely the text is a blob of Negotiate or NTLM."""
    if text.is_challenge:
        return 0.0
    if text.scheme in _WORDS:
        return 0.97
    if text.scheme or not text.rest.startswith(_STARTS):
        return 0.0
    found = ntlm.read(text.rest)
    return 0.9 if found is not None and found.kind != "unknown" else 0.0


def read(text: Given, now: datetime) -> Token:
    """Say which step it is and what it names; what proves the user stays hidden."""
    found = ntlm.read(text.rest)
    message = kerberos.read(_bytes(text.rest))
    rows = tuple(_rows(found, message, now)) if found is not None else ()
    part = TokenPart(
        name="message",
        title=tr("Message"),
        rows=rows,
        start=text.start,
        end=text.start + len(text.rest),
    )
    return Token(
        kind="negotiate",
        title=_title(found, message),
        result=handshake_words.result(found, message),
        todo=handshake_words.todo(found, message, text.scheme),
        masked=f"{_WORDS.get(text.scheme, '')} {DOTS}".strip(),
        parts=(part,) if rows else (),
        remarks=tuple(_remarks(text, found, message)),
    )


def _title(found: NegotiateToken | None, message: KerberosMessage | None) -> str:
    if found is None or found.kind == "unknown":
        return tr("Damaged message of Negotiate or NTLM")
    if message is not None:
        return tr("Kerberos, {step}", step=message.step)
    if found.ntlm is not None:
        return tr("NTLM, step {number} of 3", number=found.ntlm.step)
    return tr("NTLM") if found.kind == "ntlm" else tr("SPNEGO")


def _rows(
    found: NegotiateToken, message: KerberosMessage | None, now: datetime
) -> Iterator[TokenRow]:
    size = tr_n("{count} byte", "{count} bytes", found.size)
    yield TokenRow(name="size", value=size)
    if found.mechanisms:
        names = ", ".join(found.mechanisms)
        yield TokenRow(name="mechanisms", value=names, meaning=tr("The preferred one first"))
    if message is not None:
        yield from _kerberos(message)
    if found.ntlm is not None:
        yield from _ntlm(found.ntlm, now)


def _kerberos(message: KerberosMessage) -> Iterator[TokenRow]:
    texts = (
        ("realm", message.realm, tr("The domain of the service")),
        ("service", message.service, tr("Whom the ticket is for: must name the called host")),
        ("encryption", message.encryption, tr("How the ticket is encrypted")),
    )
    for name, value, meaning in texts:
        if value:
            yield TokenRow(name=name, value=value, meaning=meaning)
    if message.key_version is not None:
        meaning = tr("Version of the service's key; the server needs the same one")
        yield TokenRow(name="key version", value=str(message.key_version), meaning=meaning)
    if message.error is not None:
        meaning = kerberos.ERRORS.get(message.error, "")
        yield TokenRow(name="error", value=str(message.error), meaning=meaning, level="bad")
    if message.error_text:
        yield TokenRow(name="text", value=message.error_text)


def _ntlm(message: NtlmMessage, now: datetime) -> Iterator[TokenRow]:
    meanings = {
        1: tr("What the client can do"),
        2: tr("The server's challenge"),
        3: tr("The client's answer"),
    }
    yield TokenRow(name="step", value=str(message.step), meaning=meanings.get(message.step, ""))
    names = [name for bit, name in _FLAGS if message.flags & bit]
    if message.flags:
        yield TokenRow(name="flags", value=f"{message.flags:#010x}", meaning=", ".join(names))
    texts = (("target", message.target), ("domain", message.domain), ("user", message.user),
             ("workstation", message.workstation), *message.names.items())  # fmt: skip
    for name, value in texts:
        if value:
            yield TokenRow(name=name, value=shown(value))
    if message.server_time is not None:
        apart = abs((now - message.server_time).total_seconds())
        yield TokenRow(
            name="server time",
            value=utc_stamp(message.server_time),
            note=tr("{time} from now", time=length(now - message.server_time)),
            level="odd" if apart > _SKEW else "info",
        )
    if message.proof_time is not None:
        meaning = tr("When the proof was made: by the server's clock where it told it")
        value = utc_stamp(message.proof_time)
        yield TokenRow(name="proof time", value=value, meaning=meaning)
    if message.response_size:
        size = tr_n("{count} byte", "{count} bytes", message.response_size)
        yield TokenRow(name="response", value=DOTS, meaning=size)


def _remarks(
    text: Given, found: NegotiateToken | None, message: KerberosMessage | None
) -> Iterator[TokenRemark]:
    if bad := _BAD.search(text.rest):
        start = text.start + bad.start()
        sentence = tr("Character {number} is no Base64.", number=bad.start() + 1)
        yield TokenRemark(text=sentence, level="bad", start=start, end=start + 1)
    elif found is None:
        yield TokenRemark(text=tr("It is no Base64; it may be cut off."), level="bad")
    elif found.kind == "unknown":
        yield TokenRemark(text=tr("It holds no message that is known here."), level="bad")
    if found is not None:
        yield from _about(text, found, message)


def _about(
    text: Given, found: NegotiateToken, message: KerberosMessage | None
) -> Iterator[TokenRemark]:
    if found.ntlm is not None and text.scheme == "negotiate":
        sentence = tr("NTLM inside Negotiate: no Kerberos ticket was used.")
        yield TokenRemark(text=sentence, level="odd")
    if found.kind == "ntlm" and found.ntlm is None:
        yield TokenRemark(text=tr("The NTLM message is cut off."), level="bad")
    if found.ntlm is not None and found.ntlm.is_anonymous:
        yield TokenRemark(text=tr("It names nobody: an anonymous login."), level="bad")
    if message is not None and message.encryption.startswith(("des", "rc4")):
        sentence = tr("{name} is weak; newer servers refuse it.", name=message.encryption)
        yield TokenRemark(text=sentence, level="odd")


def _bytes(text: str) -> bytes:
    bare = text.strip().rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
