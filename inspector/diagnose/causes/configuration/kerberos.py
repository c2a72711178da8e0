"""Kerberos and NTLM handshakes that end in a refusal: names, tickets, tokens."""

import base64
import binascii
from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HALF, LIKELY, RATHER, STATED, STRONG
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.schemes import kerberos
from inspector.protocol.schemes.kerberos import KerberosMessage
from inspector.protocol.urls import host_of
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.durations import side_of, span

_ADDRESS = lazy_re(r"^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])$")


def ticket_refused(case: Case) -> Found:
    """A Kerberos ticket was sent and is refused: name of the service, key or clock."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "negotiate" or case.status not in TURNS_AWAY:
        return
    if token_kind(sent.value) == "ntlm":
        return
    if sent.value.strip() and _proof(case) is None:
        yield case.refused_for(
            "service-name-mismatch", RATHER, fact(tr("A Kerberos ticket was sent."), sent.place)
        )


def proven_and_refused(case: Case) -> Found:
    """The server proved itself by the very ticket (RFC 4121 §4.1): the caller is known to it."""
    proof = _proof(case)
    if proof is not None and case.status in TURNS_AWAY:
        said = tr("The server took the ticket, and answered it with its own proof.")
        yield case.refused_for("forbidden", STRONG, fact(said, proof))


def _proof(case: Case) -> Place | None:
    """Return the place of the answer that only who reads the ticket can make; None without it."""
    return next((place for place, message in _answers(case) if message.step == "AP-REP"), None)


def _answers(case: Case) -> Iterator[tuple[Place, KerberosMessage]]:
    """Yield the Kerberos messages in the challenges, each with its place."""
    for index, challenge in case.heard.challenges:
        message = kerberos.read(_data(challenge.token68)) if challenge.token68 else None
        if message is not None:
            yield case.heard.challenge_place(index, challenge), message


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

_OF_FAILURE = {
    "kerberos-no-ticket": "kerberos-ticket-missing",
    "kerberos-no-library": "kerberos-ticket-missing",
    "kerberos-ticket-ended": "kerberos-ticket-ended",
    "kerberos-service-unknown": "kerberos-service-unknown",
    "kerberos-client-unknown": "kerberos-key-refused",
    "kerberos-wrong-key": "kerberos-key-refused",
    "kerberos-no-kdc": "kdc-not-reached",
    "kerberos-clock": "clock-differs",
    "kerberos-failed": "kerberos-ticket-missing",
    "server-not-proven": "service-name-mismatch",
}
# Numbers of a KRB-ERROR (RFC 4120 §7.5.9) that a server sends back.
_OF_ERROR = {
    32: "kerberos-ticket-ended",
    33: "clock-differs",
    34: "clock-differs",
    37: "clock-differs",
    31: "service-name-mismatch",
    35: "service-name-mismatch",
    41: "service-name-mismatch",
    44: "service-name-mismatch",
    45: "service-name-mismatch",
}


def no_ticket(case: Case) -> Found:
    """The library made no ticket, and said why; nothing was sent."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in _OF_FAILURE:
        return
    said = fact(failure.message, case.connection_place)
    more = [fact(failure.detail, case.connection_place)] if failure.detail else []
    slug = _OF_FAILURE[failure.kind]
    host = _asking_proxy(case) or case.sent.host or tr("the server")
    yield case.suspect(slug, STATED, said, *more, detail=failure.message, host=host)


def _asking_proxy(case: Case) -> str:
    """Return the proxy that the ticket was to be for, empty where it was for the server."""
    exchange = case.exchange
    at_proxy = exchange.purpose in {"proxy-connect", "proxy-answer"} and exchange.connection
    return host_of(exchange.connection.proxy) if at_proxy and exchange.connection else ""


def error_told(case: Case) -> Found:
    """The server's own message says what was wrong with the ticket."""
    for place, message in _answers(case) if case.status in TURNS_AWAY else ():
        slug = _OF_ERROR.get(message.error or 0)
        if slug is None:
            continue
        why = kerberos.ERRORS.get(message.error or 0, "")
        said = tr("The server's Kerberos message says: {reason}.", reason=why)
        off = _clocks_apart(case) if slug == "clock-differs" else {}
        yield case.refused_for(slug, STATED, fact(said, place), detail=said, **off)
        return


def _clocks_apart(case: Case) -> dict[str, str]:
    """Return by how much the clocks differ, where both are known."""
    ours, theirs = case.client_time, case.heard.date
    if ours is None or theirs is None:
        return {}
    off = ours - theirs
    return {
        "off": span(off),
        "direction": side_of(off),
    }


RULES = (
    no_ticket,
    error_told,
    ticket_refused,
    proven_and_refused,
    ntlm_refused,
    address_in_place_of_name,
)
