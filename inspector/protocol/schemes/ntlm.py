"""Reads what Negotiate and NTLM headers carry: NTLM messages ([MS-NLMP] §2.2.1) or Kerberos."""

import base64
import binascii
import struct
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

TokenKind = Literal["ntlm", "kerberos", "spnego", "unknown"]

_SIGNATURE = b"NTLMSSP\x00"
_KERBEROS_OIDS = (
    bytes.fromhex("06092a864886f712010202"),  # 1.2.840.113554.1.2.2
    bytes.fromhex("06092a864882f712010202"),  # the same, as Microsoft once misprinted it
)
_NTLM_OID = bytes.fromhex("060a2b06010401823702020a")
_SPNEGO_OID = bytes.fromhex("06062b0601050502")
_UNICODE = 0x00000001
_NAMES = {1: "computer", 2: "domain", 3: "dns_computer", 4: "dns_domain", 5: "dns_tree"}
_TIMESTAMP = 7
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_FIELD = 8
_LONGEST = 200_000
_NEGOTIATE, _CHALLENGE, _AUTHENTICATE = 1, 2, 3
_NTLMV2_LEAST = 44  # a response of NTLMv1 has 24 bytes


class NtlmMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One NTLM message. step: 1 negotiate, 2 challenge, 3 authenticate.

    target: of the challenge. names: what the server says of itself (computer, domain,
    dns_computer …). server_time: its clock. user, domain, workstation: of step 3. is_anonymous:
    step 3 with neither user nor response. proof_time: by which clock the proof of step 3 was made
    (NTLMv2, §2.2.2.7), the server's own where its challenge named one.
    """

    step: int
    flags: int = 0
    target: str = ""
    names: dict[str, str] = {}
    server_time: datetime | None = None
    user: str = ""
    domain: str = ""
    workstation: str = ""
    response_size: int = 0
    proof_time: datetime | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether step 3 names nobody."""
        return self.step == _AUTHENTICATE and not self.user and not self.response_size


class NegotiateToken(msgspec.Struct, frozen=True, kw_only=True):
    """What a token68 of Negotiate, Kerberos or NTLM holds. mechanisms: offered inside SPNEGO."""

    kind: TokenKind
    ntlm: NtlmMessage | None = None
    mechanisms: tuple[str, ...] = ()
    size: int = 0


def read(token68: str) -> NegotiateToken | None:
    """Read the Base64 after the scheme word; None where it is none. Never raises."""
    if not token68 or len(token68) > _LONGEST:
        return None
    bare = token68.strip().rstrip("=")
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    at = data.find(_SIGNATURE)
    if at >= 0:
        message = _message(data[at:])
        return NegotiateToken(
            kind="ntlm", ntlm=message, mechanisms=_mechanisms(data), size=len(data)
        )
    return NegotiateToken(kind=_kind(data), mechanisms=_mechanisms(data), size=len(data))


def _kind(data: bytes) -> TokenKind:
    start = data[:64]
    if any(oid in start for oid in _KERBEROS_OIDS):
        return "kerberos"
    if _SPNEGO_OID in start or data[:1] == b"\xa1":
        return "spnego"
    return "unknown"


def _mechanisms(data: bytes) -> tuple[str, ...]:
    """Return the mechanisms named at the beginning, the preferred one first."""
    start = data[:200]
    places = [(start.find(oid), "kerberos") for oid in _KERBEROS_OIDS]
    places.append((start.find(_NTLM_OID), "ntlm"))
    return tuple(dict.fromkeys(name for place, name in sorted(places) if place >= 0))


def _message(data: bytes) -> NtlmMessage | None:
    try:
        (step,) = struct.unpack_from("<I", data, 8)
        if step == _NEGOTIATE:
            return NtlmMessage(step=step, flags=_number(data, 12))
        if step == _CHALLENGE:
            return _challenge(data)
        if step == _AUTHENTICATE:
            return _authenticate(data)
    except struct.error:
        return None
    return None


def _challenge(data: bytes) -> NtlmMessage:
    flags = _number(data, 20)
    info = _field(data, 40) if len(data) >= 40 + _FIELD else b""
    names, moment = _target_info(info)
    return NtlmMessage(
        step=_CHALLENGE,
        flags=flags,
        target=_text(_field(data, 12), flags),
        names=names,
        server_time=moment,
    )


def _authenticate(data: bytes) -> NtlmMessage:
    flags = _number(data, 60) if len(data) >= 64 else _UNICODE  # noqa: PLR2004 - its fixed part
    response = _field(data, 20)
    return NtlmMessage(
        step=_AUTHENTICATE,
        flags=flags,
        domain=_text(_field(data, 28), flags),
        user=_text(_field(data, 36), flags),
        workstation=_text(_field(data, 44), flags),
        response_size=len(response),
        proof_time=_file_time(response[24:32]) if len(response) > _NTLMV2_LEAST else None,
    )


def _target_info(info: bytes) -> tuple[dict[str, str], datetime | None]:
    """Read the list of attributes ([MS-NLMP] §2.2.2.1)."""
    names: dict[str, str] = {}
    moment = None
    position = 0
    while position + 4 <= len(info):
        kind, length = struct.unpack_from("<HH", info, position)
        value = info[position + 4 : position + 4 + length]
        if kind == 0:
            break
        if kind in _NAMES:
            names[_NAMES[kind]] = _text(value, _UNICODE)
        elif kind == _TIMESTAMP:
            moment = _file_time(value)
        position += 4 + length
    return names, moment


def _file_time(value: bytes) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=int.from_bytes(value[:8], "little") // 10)
    except OverflowError:
        return None


def _field(data: bytes, at: int) -> bytes:
    length, _, offset = struct.unpack_from("<HHI", data, at)
    return data[offset : offset + length]


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _text(value: bytes, flags: int) -> str:
    return value.decode("utf-16-le" if flags & _UNICODE else "latin-1", "replace")
