"""Kerberos and NTLM handshakes that end in a refusal: names, tickets, tokens."""

import base64
import binascii

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HALF, LIKELY, RATHER
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_ADDRESS = lazy_re(r"^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])$")


def ticket_refused(case: Case) -> Found:
    """A Kerberos ticket was sent and is refused: name of the service, key or clock."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "negotiate" or case.status not in TURNS_AWAY:
        return
    if token_kind(sent.value) == "ntlm":
        return
    if sent.value.strip():
        yield case.refused_for(
            "service-name-mismatch", RATHER, fact(tr("A Kerberos ticket was sent."), sent.place)
        )


def ntlm_refused(case: Case) -> Found:
    """The last message of an NTLM handshake is refused: wrong user or password."""
    sent = case.sent.authorization
    if sent is None or not sent.is_negotiation or case.status not in TURNS_AWAY:
        return
    if message_type(sent.value) == _AUTHENTICATE:
        yield case.refused_for(
            "wrong-password",
            LIKELY,
            fact(tr("The third NTLM message, with user and proof, was sent."), sent.place),
            scheme="NTLM",
        )


def address_in_place_of_name(case: Case) -> Found:
    """Kerberos has tickets for names only, and the host was given as an address."""
    if "negotiate" not in case.heard.schemes and not _negotiated(case):
        return
    if _ADDRESS.match(case.sent.bare_host) and case.status in TURNS_AWAY:
        yield case.refused_for(
            "address-where-name-is-due",
            HALF,
            fact(
                tr("The host is the bare address {host}.", host=case.sent.bare_host), case.sent_line
            ),
        )


def _negotiated(case: Case) -> bool:
    sent = case.sent.authorization
    return sent is not None and sent.scheme == "negotiate"


def token_kind(value: str) -> str:
    """Return what a Negotiate token is: "ntlm", "kerberos" or empty."""
    data = _data(value)
    if data.startswith(b"NTLMSSP\x00") or b"NTLMSSP\x00" in data[:64]:
        return "ntlm"
    return "kerberos" if data[:1] == b"\x60" else ""


def message_type(value: str) -> int:
    """Return the number of an NTLM message, 0 where it is none."""
    data = _data(value)
    start = data.find(b"NTLMSSP\x00")
    return data[start + 8] if start >= 0 and len(data) > start + 8 else 0


def _data(value: str) -> bytes:
    try:
        return base64.b64decode(value.strip(), validate=False)
    except (binascii.Error, ValueError):
        return b""


_AUTHENTICATE = 3

RULES = (ticket_refused, ntlm_refused, address_in_place_of_name)
